// The instructions of protocol 0 that have a number as text. CPython reads such a line by functions of C, whose rules
// differ from those of int() and float(): a NUL ends the text, and the newline belongs to it.
#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "runtime/library/pickle/pickle_load.h"
#include "runtime/num/float_text.h"
#include "runtime/object/native_modules.h"
#include "runtime/text/unicode.h"
#include "runtime/text/utf8.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::pickle {

namespace {

// Up to 3.14 numbers in text are read as in source text: "0x10" is one.
int int_base() { return library_minor() < 15 ? 0 : 10; }

// What C's functions see of a line: the newline, too, but nothing from a NUL on.
std::string_view c_text(std::string_view line) { return {line.data(), strnlen(line.data(), line.size() + 1)}; }

// As PyLong_FromString(). Empty: ValueError, UnicodeDecodeError or MemoryError.
Ref int_from_c_text(Thread& t, std::string_view c_text, int base) {
  Ref text = decode_utf8(t, c_text.data(), c_text.size(), "strict");
  if (!text) return Ref();
  if (!text::is_ascii(c_text.data(), c_text.size()))
    return raise_value_error(t, "invalid literal for int() with base 10: %.200R", text.get());
  return int_from_text(t, text, base);
}

// Reads the line as strtol() does. False: text is left behind the number, there is none, or it needs more than 64 bits.
bool read_c_long(std::string_view line, int base, i64* out) {
  const char* at = line.data();
  while (at < line.end() && text::is_ascii_space(static_cast<u8>(*at))) ++at;
  // Where the locale has more spaces than ASCII, strtol() would skip them, and the newline behind them.
  if (at == line.end() || static_cast<u8>(*at) >= 0x80) return false;
  char* end;
  errno = 0;
  *out = std::strtol(at, &end, base);
  return errno == 0 && (*end == '\n' || *end == '\0');
}

Error raise_for_text(Thread& t, Type* type, const char* words, std::string_view c_text) {
  Ref shown = decode_utf8(t, c_text.data(), std::min<u64>(c_text.size(), 200), "replace");
  return shown ? raise(t, type, "%s: '%S'", words, shown.get()) : Error();
}

}  // namespace

bool Loader::number_line_py(std::string_view* line) {
  if (!in_.line_py(line)) return false;
  return !line->empty() || raise_unpickling(t_, "pickle data was truncated");
}

// Protocol 0 and 1 write a bool as the int 01 or 00. Up to 3.14 whatever is 1 or 0 in two characters counts.
bool Loader::load_int_line_py() {
  std::string_view line;
  if (!number_line_py(&line)) return false;
  i64 n;
  if (read_c_long(line, int_base(), &n)) {
    bool is_bool = library_minor() < 15 ? line.size() == 2 && (n == 0 || n == 1) : line == "00" || line == "01";
    return push(is_bool ? bool_ref(n != 0) : make_int(t_, n));
  }
  Ref number = int_from_c_text(t_, c_text(line), int_base());
  if (number) return push(std::move(number));
  if (!error_is(t_, kValueErrorType)) return false;  // no memory, or a signal handler has ended it
  clear_error(t_);
  return raise_value_error(t_, "could not convert string to int");
}

bool Loader::load_long_line_py() {
  std::string_view line;
  if (!number_line_py(&line)) return false;
  std::string_view text = c_text(line);
  if (line.back() == 'L' && text.ends_with('\n')) text.remove_suffix(2);
  return push(int_from_c_text(t_, text, int_base()));
}

bool Loader::load_float_line_py() {
  std::string_view line;
  if (!number_line_py(&line)) return false;
  std::string_view text = c_text(line);
  size_t used;
  double d = num::parse_float_prefix(text, used);
  if (used == 0) return raise_for_text(t_, kValueErrorType, "could not convert string to float", text);
  if (std::isinf(d) && !std::isalpha(static_cast<u8>(text[used - 1])))
    return raise_for_text(t_, kOverflowErrorType, "value too large to convert to float", text);
  if (used < text.size() && text[used] != '\n') return raise_value_error(t_, "could not convert string to float");
  return push(make_float(t_, d));
}

// ---- the memo

bool Loader::memo_line_py(i64* number) {
  std::string_view line;
  if (!number_line_py(&line)) return false;
  Ref n = int_from_c_text(t_, c_text(line), 10);
  if (!n) return false;
  return int_fits_i64(n, number) || raise_overflow_error(t_, "Python int too large to convert to C ssize_t");
}

bool Loader::load_get_line_py() {
  i64 n;
  return memo_line_py(&n) && get_memo(static_cast<u64>(n));
}

bool Loader::load_put_line_py() {
  i64 n;
  if (!memo_line_py(&n)) return false;
  return n < 0 ? raise_value_error(t_, "negative PUT argument") : put_memo(static_cast<u64>(n));
}

}  // namespace rt::pickle
