// %-formatting: parses the directives, takes the arguments in order or from a mapping, and formats numbers. Text
// conversions are the dialect's (percent.h).
#include "runtime/types/text/percent.h"

#include <cstdio>
#include <string>

#include "runtime/num/float_text.h"
#include "runtime/object/ops.h"
#include "runtime/object/special_result.h"
#include "runtime/text/case.h"
#include "runtime/text/unicode.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/numbers/int_parts.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

using text::StrView;
using text::UcsBuilder;

constexpr i64 kMaxPrecision = INT32_MAX;
constexpr i64 kMaxIntPrecision = INT32_MAX - 3;  // CPython leaves room for a sign and a prefix

// Yields the arguments one by one. After "%(key)" the value of that key is the only argument.
class Arguments {
 public:
  Arguments(const PercentDialect& dialect, Value args) : args_(args), is_tuple_(is_tuple(args)) {
    bool mapping = !is_tuple_ && !dialect.is_text(args) && type_of(args)->slots.getitem;
    if (mapping) mapping_ = args;
  }
  bool has_mapping() const { return bool(mapping_); }
  bool select_py(Thread& t, Ref key) {
    selected_ = getitem_py(t, mapping_, key);
    key_ = std::move(key);
    args_ = selected_;
    is_tuple_ = false;
    next_ = 0;
    return bool(selected_);
  }
  // The next argument, borrowed. Empty: TypeError, there are no more.
  Value next(Thread& t) {
    if (next_ >= count()) return too_few(t);
    return is_tuple_ ? (*as_tuple(args_))[next_++] : (++next_, args_);
  }
  // The next one of a tuple, for '*': an argument by itself is the value.
  Value next_of_tuple(Thread& t) { return is_tuple_ || !percent_tells_more() ? next(t) : Value(too_few(t)); }
  bool used_up() const { return mapping_ || next_ >= count(); }
  u64 count() const { return is_tuple_ ? as_tuple(args_)->length : 1; }
  Value given() const { return args_; }
  bool has_key() const { return bool(key_); }  // an argument has been named by its key

  // Raises an error about the argument that next() has given last.
  Error raise_about(Thread& t, Type* type, Value text) const {
    if (!percent_tells_more()) return raise(t, type, "%S", text);
    if (key_) return raise(t, type, "format argument %R: %S", key_.get(), text);
    if (is_tuple_) return raise(t, type, "format argument %zu: %S", static_cast<size_t>(next_), text);
    return raise(t, type, "format argument: %S", text);
  }

 private:
  Error too_few(Thread& t) const {
    if (!percent_tells_more()) return raise_type_error(t, "not enough arguments for format string");
    return raise_type_error(t, "not enough arguments for format string (got %zu)", static_cast<size_t>(count()));
  }

  Value args_, mapping_;
  Ref selected_, key_;
  u64 next_ = 0;
  bool is_tuple_;
};

// The text of a number. Zeros of the padding go between the head and the digits.
struct NumberText {
  std::string head;  // sign and prefix
  std::string_view digits;
};

class Formatter {
 public:
  Formatter(Thread& t, const PercentDialect& dialect, const StrView& format, Value args, UcsBuilder& out)
      : t_(t), dialect_(dialect), format_(format), out_(out), arguments_(dialect, args) {}

  bool run_py() {
    while (at_ < format_.length) {
      size_t percent = at_;
      while (percent < format_.length && format_.at(percent) != '%') ++percent;
      out_.append(format_.sub(at_, percent - at_));
      at_ = percent + 1;
      start_ = percent;
      if (percent < format_.length && !directive_py()) return false;
    }
    return arguments_.used_up() || too_many();
  }

 private:
  bool incomplete() {
    if (!percent_tells_more()) return raise_value_error(t_, "incomplete format");
    return raise_value_error(t_, "stray %% at position %zu", start_);
  }
  bool too_many() {
    if (!percent_tells_more())
      return raise_type_error(t_, "not all arguments converted during %s formatting", dialect_.kind);
    return raise_type_error(t_, "not all arguments converted during %s formatting (required %zu, got %zu)",
                            dialect_.kind, required_, static_cast<size_t>(arguments_.count()));
  }
  // Raises `text` about the last argument, unless making the text has failed.
  bool complain(Type* type, Ref text) { return text && arguments_.raise_about(t_, type, text); }
  bool complain(PercentComplaint complaint) { return complain(complaint.type, std::move(complaint.text)); }
  bool more() const { return at_ < format_.length; }
  char32_t peek() const { return format_.at(at_); }

  bool directive_py() {
    if (more() && peek() == '%') {
      out_.append(U'%');
      ++at_;
      return true;
    }
    if (percent_tells_more() && arguments_.has_key() && !(more() && peek() == '('))
      return raise_value_error(t_, "format requires a parenthesised mapping key at position %zu", start_);
    if (!more()) return incomplete();
    PercentDirective d;
    if (!parse_py(d)) return false;
    Value v = arguments_.next(t_);
    ++required_;
    return v && value_py(d, v);
  }

  // ---- parsing

  bool parse_py(PercentDirective& d) {
    d.named = peek() == '(';
    if (d.named && !key_py()) return false;
    while (more() && flag(d, peek())) ++at_;
    if (!width_py(d) || !precision_py(d)) return false;
    if (more() && (peek() == 'h' || peek() == 'l' || peek() == 'L')) ++at_;
    if (!more()) return incomplete();
    d.position = at_;
    d.conversion = format_.at(at_++);
    return true;
  }

  bool key_py() {
    if (!arguments_.has_mapping()) {
      if (!percent_tells_more()) return raise_type_error(t_, "format requires a mapping");
      return raise_type_error(t_, "format requires a mapping, not %T", arguments_.given());
    }
    size_t start = ++at_;
    size_t depth = 1;
    for (; more() && depth > 0; ++at_) {
      if (peek() == '(') ++depth;
      else if (peek() == ')') --depth;
    }
    if (depth > 0) {
      if (!percent_tells_more()) return raise_value_error(t_, "incomplete format key");
      return raise_value_error(t_, "stray %% or incomplete format key at position %zu", start_);
    }
    Ref key = dialect_.key(t_, format_.sub(start, at_ - 1 - start));
    return key && arguments_.select_py(t_, std::move(key));
  }

  static bool flag(PercentDirective& d, char32_t c) {
    switch (c) {
      case '-': return d.left = true;
      case '+': return d.plus = true;
      case ' ': return d.space = true;
      case '#': return d.alternate = true;
      case '0': return d.zero = true;
      default: return false;
    }
  }

  // Takes the argument for '*', which must be an int of the given range; `c_type` is the name of that range in
  // messages.
  bool star_py(const PercentDirective& d, i64* out, i64 least, i64 most, const char* c_type, const char* what) {
    ++at_;
    if (percent_tells_more() && d.named)
      return raise_value_error(t_, "* cannot be used with a parenthesised mapping key at position %zu", start_);
    Value v = arguments_.next_of_tuple(t_);
    if (!v) return false;
    ++required_;
    if (!is_int(v)) {
      Ref given = percent_type_name(t_, v);
      if (!given) return false;
      return complain(kTypeErrorType, percent_tells_more() ? format_message(t_, "* requires int, not %S", given.get())
                                                           : format_message(t_, "* wants int"));
    }
    if (int_fits_i64(v, out) && *out >= least && *out <= most) return true;
    if (percent_tells_more()) return complain(kOverflowErrorType, format_message(t_, "too big for %s", what));
    return raise(t_, kOverflowErrorType, "Python int too large to convert to C %s", c_type);
  }

  bool digits(i64* out, i64 limit, const char* what) {
    for (; more() && peek() >= '0' && peek() <= '9'; ++at_) {
      i64 digit = static_cast<i64>(peek() - '0');
      if (*out > (limit - digit) / 10) return too_big(what);
      *out = *out * 10 + digit;
    }
    return true;
  }

  bool too_big(const char* what) {
    if (!percent_tells_more()) return raise_value_error(t_, "%s too big", what);
    return raise_value_error(t_, "%s too big at position %zu", what, start_);
  }

  bool width_py(PercentDirective& d) {
    if (!more()) return true;
    if (peek() != '*') return digits(&d.width, INT64_MAX, "width");
    i64 least = percent_tells_more() ? -INT64_MAX : INT64_MIN;
    if (!star_py(d, &d.width, least, INT64_MAX, "ssize_t", "width")) return false;
    if (d.width < 0) {
      d.left = true;
      d.width = d.width == INT64_MIN ? 0 : -d.width;  // INT64_MIN has no negation; as in CPython it has no effect
    }
    return true;
  }

  bool precision_py(PercentDirective& d) {
    if (!more() || peek() != '.') return true;
    ++at_;
    d.precision = 0;
    if (!more()) return true;
    if (peek() != '*') return digits(&d.precision, kMaxPrecision, "precision");
    if (!star_py(d, &d.precision, INT32_MIN, kMaxPrecision, "int", "precision")) return false;
    if (d.precision < 0) d.precision = 0;
    return true;
  }

  // ---- output

  void pad(const PercentDirective& d, size_t length, bool before) {
    if (d.left != before && static_cast<u64>(d.width) > length)
      out_.append_repeated(U' ', static_cast<u64>(d.width) - length);
  }

  void put_text(const PercentDirective& d, const StrView& text) {
    pad(d, text.length, true);
    out_.append(text);
    pad(d, text.length, false);
  }

  void put_number(const PercentDirective& d, const NumberText& number) {
    size_t length = number.head.size() + number.digits.size();
    bool zeros = d.zero && !d.left;
    if (!zeros) pad(d, length, true);
    out_.append_ascii(number.head);
    if (zeros && static_cast<u64>(d.width) > length) out_.append_repeated(U'0', static_cast<u64>(d.width) - length);
    out_.append_ascii(number.digits);
    pad(d, length, false);
  }

  bool value_py(const PercentDirective& d, Value v) {
    switch (d.conversion) {
      case 'd':
      case 'i':
      case 'u':
      case 'o':
      case 'x':
      case 'X': return integer_py(d, v);
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G': return float_py(d, v);
      case 'c': {
        UcsBuilder character;
        PercentComplaint complaint;
        if (!dialect_.character_py(t_, v, character, &complaint)) return complain(std::move(complaint));
        put_text(d, character.view());
        return true;
      }
      default: return text_py(d, v);
    }
  }

  bool text_py(const PercentDirective& d, Value v) {
    if (d.width == 0 && d.precision < 0 && d.conversion == 's' && is_exact_str(v) && dialect_.takes_str) {
      out_.append(str_view(v));
      return true;
    }
    bool handled = true;
    UcsBuilder whole;
    PercentComplaint complaint;
    if (!dialect_.text_py(t_, d.conversion, v, whole, &handled, &complaint)) return complain(std::move(complaint));
    if (!handled) return unsupported(d);
    if (!whole.ok()) return raise_memory_error(t_);
    StrView text = whole.view();
    if (d.precision >= 0 && static_cast<u64>(d.precision) < text.length)
      text = text.sub(0, static_cast<size_t>(d.precision));
    put_text(d, text);
    return true;
  }

  bool unsupported(const PercentDirective& d) {
    if (percent_tells_more()) return unexpected(d);
    bool printable = dialect_.takes_str ? d.conversion >= 31 && d.conversion <= 126 : d.conversion < 0x80;
    return raise_value_error(t_, "unsupported format character '%c' (0x%x) at index %zu",
                             printable ? static_cast<int>(d.conversion) : '?', static_cast<unsigned>(d.conversion),
                             d.position);
  }

  bool unexpected(const PercentDirective& d) {
    char32_t c = d.conversion;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
      return raise_value_error(t_, "unsupported format %%%c at position %zu", static_cast<int>(c), start_);
    // The character itself if it can be shown, and its code unless it is ASCII.
    bool ascii = c < 0x7F, shown = text::is_printable(c) && (ascii || dialect_.takes_str);
    Ref character = shown ? make_char(t_, c) : Ref();
    if (shown && !character) return false;
    char code[24] = "";
    if (!dialect_.takes_str) std::snprintf(code, sizeof code, "with code 0x%02x", static_cast<unsigned>(c));
    else std::snprintf(code, sizeof code, shown ? " (U+%04X)" : "U+%04X", static_cast<unsigned>(c));
    const char* quote = c == '\'' ? "\"" : "'";
    Ref what = shown ? format_message(t_, "%s%S%s%s", quote, character.get(), quote, ascii ? "" : code)
                     : format_message(t_, "%s", code);
    return what && raise_value_error(t_, "stray %% at position %zu or unexpected format character %S at position %zu",
                                     start_, what.get(), d.position);
  }

  // ---- numbers

  static char sign_of(const PercentDirective& d, bool negative) {
    return negative ? '-' : d.plus ? '+' : d.space ? ' ' : 0;
  }
  static int base_of(char32_t conversion) {
    return conversion == 'o' ? 8 : conversion == 'x' || conversion == 'X' ? 16 : 10;
  }

  // The argument as an int: %d truncates any number, but %x, %o and the like need an integer.
  Ref integer_argument_py(const PercentDirective& d, Value v) {
    bool decimal = base_of(d.conversion) == 10;
    if (is_int(v)) return exact_int(t_, v);
    const Slots& slots = type_of(v)->slots;
    if (slots.index || slots.to_int || slots.to_float) {
      Ref n = decimal ? int_from_value_py(t_, v) : index_py(t_, v);
      if (n || !error_is(t_, kTypeErrorType)) return n;
      clear_error(t_);
    }
    const char *wanted = decimal ? "a real number" : "an integer",
               *form = percent_tells_more() ? "%%%c requires %s, not %S" : "%%%c format: %s is required, not %S";
    Ref given = percent_type_name(t_, v);
    if (given) complain(kTypeErrorType, format_message(t_, form, static_cast<int>(d.conversion), wanted, given.get()));
    return Ref();
  }

  bool integer_py(const PercentDirective& d, Value v) {
    Ref n = integer_argument_py(d, v);
    Ref text = n ? int_to_str(t_, n, base_of(d.conversion)) : Ref();
    if (!text) return false;
    if (d.precision > kMaxIntPrecision) return raise_overflow_error(t_, "precision too large");
    std::string_view digits = as_str(text)->ascii_view();
    bool negative = digits[0] == '-';
    if (negative) digits.remove_prefix(1);
    NumberText number;
    if (char sign = sign_of(d, negative)) number.head += sign;
    if (d.alternate && base_of(d.conversion) != 10) {
      number.head += '0';
      number.head += static_cast<char>(d.conversion);
    }
    text::ByteBuilder changed;
    number.digits = digits;
    if (d.conversion == 'X' || d.precision > static_cast<i64>(digits.size())) {
      if (d.precision > static_cast<i64>(digits.size()))
        changed.append_repeated('0', static_cast<size_t>(d.precision) - digits.size());
      changed.append(digits);
      if (!changed.ok()) return raise_memory_error(t_);
      if (d.conversion == 'X') text::ascii_upper(changed.data(), changed.size(), changed.data());
      number.digits = changed.text();
    }
    put_number(d, number);
    return true;
  }

  bool float_py(const PercentDirective& d, Value v) {
    double value;
    if (!to_double_py(t_, v, &value)) {
      bool no_number = !type_of(v)->slots.to_float && !type_of(v)->slots.index;
      if (!error_is(t_, kTypeErrorType) || (!no_number && !percent_tells_more())) return false;
      clear_error(t_);
      Ref given = percent_type_name(t_, v);
      if (!given) return false;
      return complain(kTypeErrorType, percent_tells_more() ? format_message(t_, "%%%c requires a real number, not %S",
                                                                            static_cast<int>(d.conversion), given.get())
                                                           : format_message(t_, dialect_.float_complaint, given.get()));
    }
    num::FloatStyle style;
    style.type = static_cast<char>(d.conversion);
    if (d.precision > num::max_float_precision(d.conversion)) return raise_value_error(t_, "precision too big");
    if (d.precision >= 0) style.precision = d.precision;
    style.alternate = d.alternate;
    text::ByteBuilder text;
    num::append_float(text, value, style);
    if (!text.ok()) return raise_memory_error(t_);
    NumberText number;
    number.digits = text.text();
    bool negative = number.digits[0] == '-';
    if (negative) number.digits.remove_prefix(1);
    if (char sign = sign_of(d, negative)) number.head += sign;
    put_number(d, number);
    return true;
  }

  Thread& t_;
  const PercentDialect& dialect_;
  StrView format_;
  UcsBuilder& out_;
  Arguments arguments_;
  size_t at_ = 0;
  size_t start_ = 0;     // of the directive
  size_t required_ = 0;  // arguments so far
};

}  // namespace

Ref percent_type_name(Thread& t, Value v) {
  return percent_tells_more() ? full_type_name(t, type_of(v)) : format_message(t, "%T", v);
}

bool percent_format_py(Thread& t, const PercentDialect& dialect, const StrView& format, Value args, UcsBuilder& out) {
  return Formatter(t, dialect, format, args, out).run_py();
}

}  // namespace rt
