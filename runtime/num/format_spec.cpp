// Parsing of format specifiers, and the texts of their errors.
#include "runtime/num/format_spec.h"

#include <cstdio>
#include <utility>

namespace rt::num {

namespace {

bool is_align(char32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }
bool is_sign(char32_t c) { return c == '+' || c == '-' || c == ' '; }
bool is_grouping(char32_t c) { return c == ',' || c == '_'; }

FormatError spec_error(FormatErrorCode code) { return {code, 0, 0}; }

template <typename Unit>
class SpecParser {
 public:
  SpecParser(std::span<const Unit> text, FormatSpec& spec) : text_(text), spec_(spec) {}

  FormatError parse(bool is_number) {
    parse_align();
    if (is_sign(peek())) spec_.sign = static_cast<char>(take());
    spec_.no_negative_zero = accept('z');
    spec_.alternate = accept('#');
    parse_zero(is_number);
    if (!parse_number(spec_.width)) return spec_error(FormatErrorCode::kTooManyDigits);
    if (FormatError e = parse_grouping(spec_.grouping)) return e;
    if (FormatError e = parse_precision()) return e;
    if (text_.size() - at_ > 1) return spec_error(FormatErrorCode::kInvalidSpecifier);
    if (at_ < text_.size() && (spec_.type = take()) == 0) return {FormatErrorCode::kUnknownCode, 0, 0};
    return check_grouping(spec_.type == 0 && !is_number ? U's' : spec_.type);
  }

 private:
  static constexpr char32_t kEnd = 0xFFFFFFFF;

  char32_t peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : kEnd; }
  char32_t take() { return text_[at_++]; }
  bool accept(char32_t c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }

  void parse_align() {
    if (is_align(peek(1))) {
      spec_.fill = take();
      spec_.fill_given = true;
      spec_.align = static_cast<char>(take());
    } else if (is_align(peek())) {
      spec_.align = static_cast<char>(take());
    }
  }

  void parse_zero(bool is_number) {
    if (spec_.fill_given || !accept('0')) return;
    spec_.zero_padded = true;
    spec_.fill = '0';
    if (spec_.align == 0 && is_number) spec_.align = '=';
  }

  // If there are no digits, `value` is unchanged. False: the number overflows.
  bool parse_number(i64& value) {
    if (!(peek() >= '0' && peek() <= '9')) return true;
    i64 number = 0;
    while (peek() >= '0' && peek() <= '9') {
      auto digit = static_cast<i64>(take() - '0');
      if (__builtin_mul_overflow(number, 10, &number) || __builtin_add_overflow(number, digit, &number)) return false;
    }
    value = number;
    return true;
  }

  FormatError parse_grouping(char& grouping) {
    if (!is_grouping(peek())) return {};
    grouping = static_cast<char>(take());
    bool other_follows = is_grouping(peek()) && peek() != static_cast<char32_t>(grouping);
    return spec_error(other_follows ? FormatErrorCode::kCommaAndUnderscore : FormatErrorCode::kNone);
  }

  FormatError parse_precision() {
    if (!accept('.')) return {};
    if (!parse_number(spec_.precision)) return spec_error(FormatErrorCode::kTooManyDigits);
    if (FormatError e = parse_grouping(spec_.fraction_grouping)) return e;
    if (spec_.precision < 0 && spec_.fraction_grouping == 0) return spec_error(FormatErrorCode::kMissingPrecision);
    return {};
  }

  // Checks that the type code allows the separators: some codes allow none, b, o, x and X only the underscore.
  FormatError check_grouping(char32_t type) const {
    for (char grouping : {spec_.grouping, spec_.fraction_grouping}) {
      if (grouping == 0) continue;
      bool allowed;
      switch (type) {
        case 'd':
        case 'e':
        case 'f':
        case 'g':
        case 'E':
        case 'G':
        case '%':
        case 'F':
        case 0: allowed = true; break;
        case 'b':
        case 'o':
        case 'x':
        case 'X': allowed = grouping == '_'; break;
        default: allowed = false;
      }
      if (!allowed) return {FormatErrorCode::kGroupingWithType, type, grouping};
    }
    return {};
  }

  std::span<const Unit> text_;
  FormatSpec& spec_;
  std::size_t at_ = 0;
};

// A type code in messages: 'x' if printable ASCII, else in the style of '\x1f'.
std::string quoted_code(char32_t c) {
  if (c > 32 && c < 128) return {'\'', static_cast<char>(c), '\''};
  char buffer[24];
  int length = std::snprintf(buffer, sizeof buffer, "'\\x%x'", static_cast<unsigned>(c));
  return {buffer, static_cast<std::size_t>(length)};
}

}  // namespace

template <typename Unit>
FormatError parse_format_spec(std::span<const Unit> text, bool is_number, FormatSpec& spec) {
  spec = FormatSpec{};
  return SpecParser<Unit>(text, spec).parse(is_number);
}
template FormatError parse_format_spec<u8>(std::span<const u8>, bool, FormatSpec&);
template FormatError parse_format_spec<u16>(std::span<const u16>, bool, FormatSpec&);
template FormatError parse_format_spec<char32_t>(std::span<const char32_t>, bool, FormatSpec&);

std::string format_error_message(const FormatError& error, std::string_view spec, std::string_view type_name) {
  auto of_type = [type_name](std::string text) {
    return std::move(text.append(" for object of type '").append(type_name) += '\'');
  };
  switch (error.code) {
    case FormatErrorCode::kNone:
    case FormatErrorCode::kNoMemory: return {};
    case FormatErrorCode::kInvalidSpecifier:
      return of_type(std::string("Invalid format specifier '").append(spec) += '\'');
    case FormatErrorCode::kTooManyDigits: return "Too many decimal digits in format string";
    case FormatErrorCode::kMissingPrecision: return "Format specifier missing precision";
    case FormatErrorCode::kPrecisionTooBig: return "precision too big";
    case FormatErrorCode::kCommaAndUnderscore: return "Cannot specify both ',' and '_'.";
    case FormatErrorCode::kGroupingWithType:
      return std::string("Cannot specify '") + error.grouping + "' with " + quoted_code(error.type) + ".";
    case FormatErrorCode::kUnknownCode: return of_type("Unknown format code " + quoted_code(error.type));
    case FormatErrorCode::kPrecisionWithInteger: return "Precision not allowed in integer format specifier";
    case FormatErrorCode::kZeroCoercionWithInteger:
      return "Negative zero coercion (z) not allowed in integer format specifier";
    case FormatErrorCode::kSignWithChar: return "Sign not allowed with integer format specifier 'c'";
    case FormatErrorCode::kAlternateWithChar: return "Alternate form (#) not allowed with integer format specifier 'c'";
    case FormatErrorCode::kCharOutOfRange: return "%c arg not in range(0x110000)";
    case FormatErrorCode::kCharTooLarge: return "Python int too large to convert to C long";
    case FormatErrorCode::kSignWithString: return "Sign not allowed in string format specifier";
    case FormatErrorCode::kSpaceWithString: return "Space not allowed in string format specifier";
    case FormatErrorCode::kZeroCoercionWithString:
      return "Negative zero coercion (z) not allowed in string format specifier";
    case FormatErrorCode::kAlternateWithString: return "Alternate form (#) not allowed in string format specifier";
    case FormatErrorCode::kEqualAlignWithString: return "'=' alignment not allowed in string format specifier";
    case FormatErrorCode::kZeroPaddingWithComplex: return "Zero padding is not allowed in complex format specifier";
    case FormatErrorCode::kEqualAlignWithComplex:
      return "'=' alignment flag is not allowed in complex format specifier";
  }
  return {};
}

}  // namespace rt::num
