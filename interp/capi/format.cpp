// Messages from a format and C arguments: PyUnicode_FromFormat() and its relatives.
//
//   %[flags][width][.precision][size]conversion
//
// Flags are '-' (to the left), '0' (zeros instead of blanks) and '#' (only for %#N and %#T). Width and precision count
// characters; precisions of numbers, digits.
#include <algorithm>
#include <climits>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <cwchar>

#include "interp/capi/capi.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/text/str_builder.h"

using namespace capi;

namespace {

struct Directive {
  std::string flags;  // of "-0#"
  int width = 0, precision = -1;
  enum class Size { kInt, kLong, kLongLong, kSize, kMax, kDiff } size = Size::kInt;
  char conversion = 0;
  bool has(char flag) const { return flags.find(flag) != flags.npos; }
};

// A format and its arguments, which are read once, from the left.
class Format {
 public:
  Format(Call& call, const char* format, va_list arguments) : call_(call), at_(format) {
    va_copy(arguments_, arguments);
  }
  ~Format() { va_end(arguments_); }

  Ref text_py() {
    Ref parts = rt::make_list(call_);
    while (parts && *at_) {
      const char* percent = std::strchr(at_, '%');
      size_t plain = percent ? static_cast<size_t>(percent - at_) : std::strlen(at_);
      for (size_t i = 0; i < plain; ++i)
        if (at_[i] & 0x80) return not_ascii(static_cast<u8>(at_[i]));
      if (plain && !add(parts, rt::make_str_ascii(call_, {at_, plain}))) return Ref();
      at_ += plain;
      if (*at_ && !add(parts, directive_py())) return Ref();
    }
    Ref empty = parts ? rt::make_str_ascii(call_, "") : Ref();
    return empty ? rt::str_join_py(call_, empty, parts) : Ref();
  }

 private:
  bool add(Ref& parts, Ref text) { return text && rt::list_append(call_, rt::as_list(parts), std::move(text)); }

  Ref not_ascii(u8 byte) {
    char hex[8];
    std::snprintf(hex, sizeof hex, "0x%02x", byte);
    return rt::raise_value_error(
        call_, "PyUnicode_FromFormatV() expects an ASCII-encoded format string, got a non-ASCII byte: %s", hex);
  }

  int number() {
    if (*at_ == '*') return ++at_, va_arg(arguments_, int);
    int n = 0;
    while (*at_ >= '0' && *at_ <= '9' && n < 100'000'000) n = n * 10 + (*at_++ - '0');
    return n;
  }

  Directive read() {
    Directive d;
    ++at_;
    while (*at_ && std::strchr("-0#", *at_)) d.flags += *at_++;
    if (*at_ == '*' || (*at_ >= '1' && *at_ <= '9')) d.width = number();
    if (d.width < 0) d.width = d.width == INT_MIN ? 0 : -d.width, d.flags += '-';
    if (*at_ == '.') ++at_, d.precision = std::max(number(), 0);
    using enum Directive::Size;
    if (at_[0] == 'l' && at_[1] == 'l') at_ += 2, d.size = kLongLong;
    else if (*at_ == 'l') ++at_, d.size = kLong;
    else if (*at_ == 'z') ++at_, d.size = kSize;
    else if (*at_ == 'j') ++at_, d.size = kMax;
    else if (*at_ == 't') ++at_, d.size = kDiff;
    d.conversion = *at_;
    if (*at_) ++at_;
    return d;
  }

  i64 next_number(const Directive& d) {
    using enum Directive::Size;
    bool is_signed = d.conversion == 'd' || d.conversion == 'i';
    if (d.size == kInt) return is_signed ? i64{va_arg(arguments_, int)} : i64{va_arg(arguments_, unsigned)};
    return va_arg(arguments_, long);  // all others have 64 bits
  }

  Ref number_text(const Directive& d) {
    const char how[] = {'%', 'l', 'l', d.conversion, 0};
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, how, static_cast<long long>(next_number(d)));
    std::string_view digits = buffer;
    bool negative = digits[0] == '-';
    if (negative) digits.remove_prefix(1);
    auto size = static_cast<i64>(digits.size());
    i64 zeros = d.precision - size;
    if (d.has('0') && !d.has('-')) zeros = std::max(zeros, i64{d.width} - size - negative);
    rt::text::UcsBuilder out;
    if (negative) out.append(U'-');
    if (zeros > 0) out.append_repeated(U'0', static_cast<size_t>(zeros));
    out.append_ascii(digits);
    return filled_up(d, rt::finish_str(call_, out));
  }

  // The text with blanks up to the width.
  Ref filled_up(const Directive& d, Ref text) {
    i64 missing = text ? d.width - static_cast<i64>(rt::as_str(text)->length) : 0;
    if (missing <= 0) return text;
    rt::text::UcsBuilder out;
    if (d.has('-')) out.append(rt::str_view(text));
    out.append_repeated(U' ', static_cast<size_t>(missing));
    if (!d.has('-')) out.append(rt::str_view(text));
    return rt::finish_str(call_, out);
  }

  // The same for a text that is cut to the precision.
  Ref fitted(const Directive& d, Ref text) {
    if (text && d.precision >= 0) text = rt::str_substring(call_, text, 0, d.precision);
    return filled_up(d, std::move(text));
  }

  Ref c_text(const Directive& d, const char* text) {
    if (!text) text = "(null)";
    size_t size = d.precision >= 0 ? strnlen(text, static_cast<size_t>(d.precision)) : std::strlen(text);
    return rt::decode_utf8(call_, text, size, "replace");
  }

  Ref wide_text(const Directive& d, const wchar_t* text) {
    if (!text) text = L"(null)";
    size_t size = d.precision >= 0 ? wcsnlen(text, static_cast<size_t>(d.precision)) : std::wcslen(text);
    return Ref::steal(value(PyUnicode_FromWideChar(text, static_cast<Py_ssize_t>(size))));
  }

  Ref type_name_py(const Directive& d, Value v) {
    Value type = d.conversion == 'T' ? Value(rt::type_of(v)) : v;
    if (!rt::has_layout(type, rt::TypeId::kType)) return rt::raise_type_error(call_, "%%N argument must be a type");
    Ref module = rt::getattr_py(call_, type, "__module__"),
        name = module ? rt::getattr_py(call_, type, "__qualname__") : Ref();
    if (!name || !rt::is_str(module) || rt::str_equal_ascii(module, "builtins") ||
        rt::str_equal_ascii(module, "__main__"))
      return name;
    return rt::format_message(call_, d.has('#') ? "%S:%S" : "%S.%S", module.get(), name.get());
  }

  Value object() { return value(va_arg(arguments_, PyObject*)); }

  Ref directive_py() {
    const char* begin = at_;
    Directive d = read();
    switch (d.conversion) {
      case '%':
        if (begin[1] == '%') return rt::make_char(call_, '%');
        return rt::raise(call_, rt::kSystemErrorType, "invalid format string: %s", begin);
      case 'c': {
        int character = va_arg(arguments_, int);
        if (character < 0 || character > 0x10ffff)
          return rt::raise_overflow_error(call_, "character argument not in range(0x110000)");
        return rt::make_char(call_, static_cast<u32>(character));
      }
      case 'd':
      case 'i':
      case 'u':
      case 'o':
      case 'x':
      case 'X': return number_text(d);
      case 'p': {
        char buffer[24];
        std::snprintf(buffer, sizeof buffer, "%#lx", va_arg(arguments_, unsigned long));
        return rt::make_str_ascii(call_, std::strcmp(buffer, "0") ? buffer : "0x0");
      }
      case 's':
        if (d.size == Directive::Size::kLong) return fitted(d, wide_text(d, va_arg(arguments_, const wchar_t*)));
        return fitted(d, c_text(d, va_arg(arguments_, const char*)));
      case 'A': return fitted(d, rt::ascii_py(call_, object()));
      case 'R': return fitted(d, rt::repr_py(call_, object()));
      case 'S': return fitted(d, rt::str_py(call_, object()));
      case 'U': return fitted(d, rt::str_py(call_, object()));
      case 'V': {
        Value first = object();
        const void* second = va_arg(arguments_, const void*);
        if (first) return fitted(d, rt::str_py(call_, first));
        if (d.size == Directive::Size::kLong) return fitted(d, wide_text(d, static_cast<const wchar_t*>(second)));
        return fitted(d, c_text(d, static_cast<const char*>(second)));
      }
      case 'T':
      case 'N': return fitted(d, type_name_py(d, object()));
      default: return rt::raise(call_, rt::kSystemErrorType, "invalid format string: %s", begin);
    }
  }

  Call& call_;
  const char* at_;
  va_list arguments_;
};

// Empty: an error is pending.
Ref formatted_py(Call& call, const char* format, va_list arguments) {
  return call.lacks(format) ? Ref() : Format(call, format, arguments).text_py();
}

}  // namespace

PyObject* PyUnicode_FromFormatV(const char* format, va_list arguments) {
  Call call;
  return give(formatted_py(call, format, arguments));
}
PyObject* PyUnicode_FromFormat(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  PyObject* text = PyUnicode_FromFormatV(format, arguments);
  va_end(arguments);
  return text;
}

PyObject* PyErr_FormatV(PyObject* type, const char* format, va_list arguments) {
  Call call;
  rt::clear_error(call);
  Ref text = formatted_py(call, format, arguments);
  if (text) PyErr_SetObject(type, word(text));
  return nullptr;
}
PyObject* PyErr_Format(PyObject* type, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  PyErr_FormatV(type, format, arguments);
  va_end(arguments);
  return nullptr;
}

static int warn(PyObject* category, Py_ssize_t stack_level, const char* format, va_list arguments) {
  PyObject* text = PyUnicode_FromFormatV(format, arguments);
  const char* utf8 = text ? PyUnicode_AsUTF8(text) : nullptr;
  int result = utf8 ? PyErr_WarnEx(category, utf8, stack_level) : -1;
  if (text) Py_DecRef(text);
  return result;
}

int PyErr_WarnFormat(PyObject* category, Py_ssize_t stack_level, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int result = warn(category, stack_level, format, arguments);
  va_end(arguments);
  return result;
}
int PyErr_ResourceWarning(PyObject*, Py_ssize_t stack_level, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int result = warn(PyExc_ResourceWarning, stack_level, format, arguments);
  va_end(arguments);
  return result;
}

// Reports the pending error with a line of its own in front.
void PyErr_FormatUnraisable(const char* format, ...) {
  Call call(Pending::kSeen);
  Ref pending = rt::take_error(call);
  va_list arguments;
  va_start(arguments, format);
  Ref text = format ? formatted_py(call, format, arguments) : Ref();
  va_end(arguments);
  if (!pending) return;
  rt::clear_error(call);
  rt::restore_error(call, std::move(pending));
  std::string where = text ? rt::to_wtf8(text) : std::string();
  rt::write_unraisable_py(call, text ? where.c_str() : nullptr, Value());
}
