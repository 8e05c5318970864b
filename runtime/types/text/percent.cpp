// %-formatting: parses the directives, takes the arguments in order or from a mapping, and formats numbers. Text
// conversions are the dialect's (percent.h).
#include "runtime/types/text/percent.h"

#include <string>

#include "runtime/num/float_text.h"
#include "runtime/object/ops.h"
#include "runtime/text/case.h"
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
  bool select_py(Thread& t, Value key) {
    selected_ = getitem_py(t, mapping_, key);
    args_ = selected_;
    is_tuple_ = false;
    next_ = 0;
    return bool(selected_);
  }
  // The next argument, borrowed. Empty: TypeError, there are no more.
  Value next(Thread& t) {
    if (next_ >= count()) return raise_type_error(t, "not enough arguments for format string");
    return is_tuple_ ? (*as_tuple(args_))[next_++] : (++next_, args_);
  }
  bool used_up() const { return mapping_ || next_ >= count(); }

 private:
  u64 count() const { return is_tuple_ ? as_tuple(args_)->length : 1; }

  Value args_, mapping_;
  Ref selected_;
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
      if (percent < format_.length && !directive_py()) return false;
    }
    return arguments_.used_up() || raise_type_error(t_, dialect_.too_many);
  }

 private:
  bool incomplete() { return raise_value_error(t_, "incomplete format"); }
  bool more() const { return at_ < format_.length; }
  char32_t peek() const { return format_.at(at_); }

  bool directive_py() {
    if (!more()) return incomplete();
    if (peek() == '%') {
      out_.append(U'%');
      ++at_;
      return true;
    }
    PercentDirective d;
    if (!parse_py(d)) return false;
    Value v = arguments_.next(t_);
    return v && value_py(d, v);
  }

  // ---- parsing

  bool parse_py(PercentDirective& d) {
    if (peek() == '(' && !key_py()) return false;
    while (more() && flag(d, peek())) ++at_;
    if (!width_py(d) || !precision_py(d)) return false;
    if (more() && (peek() == 'h' || peek() == 'l' || peek() == 'L')) ++at_;
    if (!more()) return incomplete();
    d.position = at_;
    d.conversion = format_.at(at_++);
    return true;
  }

  bool key_py() {
    if (!arguments_.has_mapping()) return raise_type_error(t_, "format requires a mapping");
    size_t start = ++at_;
    size_t depth = 1;
    for (; more() && depth > 0; ++at_) {
      if (peek() == '(') ++depth;
      else if (peek() == ')') --depth;
    }
    if (depth > 0) return raise_value_error(t_, "incomplete format key");
    Ref key = dialect_.key(t_, format_.sub(start, at_ - 1 - start));
    return key && arguments_.select_py(t_, key);
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
  bool star_py(i64* out, i64 least, i64 most, const char* c_type) {
    ++at_;
    Value v = arguments_.next(t_);
    if (!v) return false;
    if (!is_int(v)) return raise_type_error(t_, "* wants int");
    if (int_fits_i64(v, out) && *out >= least && *out <= most) return true;
    return raise(t_, kOverflowErrorType, "Python int too large to convert to C %s", c_type);
  }

  bool digits(i64* out, i64 limit, const char* complaint) {
    for (; more() && peek() >= '0' && peek() <= '9'; ++at_) {
      i64 digit = static_cast<i64>(peek() - '0');
      if (*out > (limit - digit) / 10) return raise_value_error(t_, complaint);
      *out = *out * 10 + digit;
    }
    return true;
  }

  bool width_py(PercentDirective& d) {
    if (!more()) return true;
    if (peek() != '*') return digits(&d.width, INT64_MAX, "width too big");
    if (!star_py(&d.width, INT64_MIN, INT64_MAX, "ssize_t")) return false;
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
    if (peek() != '*') return digits(&d.precision, kMaxPrecision, "precision too big");
    if (!star_py(&d.precision, INT32_MIN, kMaxPrecision, "int")) return false;
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
        if (!dialect_.character_py(t_, v, character)) return false;
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
    if (!dialect_.text_py(t_, d.conversion, v, whole, &handled)) return false;
    if (!handled) return unsupported(d);
    if (!whole.ok()) return raise_memory_error(t_);
    StrView text = whole.view();
    if (d.precision >= 0 && static_cast<u64>(d.precision) < text.length)
      text = text.sub(0, static_cast<size_t>(d.precision));
    put_text(d, text);
    return true;
  }

  bool unsupported(const PercentDirective& d) {
    bool printable = dialect_.takes_str ? d.conversion >= 31 && d.conversion <= 126 : d.conversion < 0x80;
    return raise_value_error(t_, "unsupported format character '%c' (0x%x) at index %zu",
                             printable ? static_cast<int>(d.conversion) : '?', static_cast<unsigned>(d.conversion),
                             d.position);
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
    return raise_type_error(t_, "%%%c format: %s is required, not %T", static_cast<int>(d.conversion),
                            decimal ? "a real number" : "an integer", v);
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
      bool no_number = !type_of(v)->slots.to_float && !type_of(v)->slots.index && error_is(t_, kTypeErrorType);
      if (!no_number) return false;
      clear_error(t_);
      return raise_type_error(t_, dialect_.float_complaint, v);
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
};

}  // namespace

bool percent_format_py(Thread& t, const PercentDialect& dialect, const StrView& format, Value args, UcsBuilder& out) {
  return Formatter(t, dialect, format, args, out).run_py();
}

}  // namespace rt
