// Decimal.__format__: parses the specification, rounds the number as it says, and lays the digits out with separators
// and padding.
#include <algorithm>
#include <climits>
#include <clocale>
#include <cstring>
#include <cwchar>

#include "runtime/library/decimal/decimal_text.h"
#include "runtime/library/decimal/decimal_types.h"
#include "runtime/object/native_modules.h"
#include "runtime/text/ascii.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/text/str.h"
#include "runtime/types/text/str_builder.h"

namespace rt::decimals {

namespace {

struct Spec {
  char32_t fill = ' ';
  char align = '>';  // or < ^ =, or z: zeros behind the sign
  char sign = '-';
  bool no_negative_zero = false;
  bool alternate = false;  // write the point even if no digit follows
  i64 width = 0;
  i64 precision = -1;
  char type = 'g';  // e f g %
  bool capitals = false;
  bool grouped = false;  // point, separator and grouping have been set
  std::u32string point, separator;
  char fraction_separator = 0;  // after every third digit behind the point
  std::string grouping;         // in the form of localeconv()
};

// ---- parsing

class SpecParser {
 public:
  explicit SpecParser(const text::StrView& text) : text_(text) {
    // The specification ends at a NUL, unless that is the fill character.
    for (size_t i = 1; i < text.length; ++i) {
      if (text.at(i) == 0) {
        text_ = text.sub(0, i);
        break;
      }
    }
  }

  bool parse(Spec* spec) {
    bool aligned = parse_align(spec);
    if (is_one_of(peek(), "+- ")) spec->sign = static_cast<char>(take());
    if (peek() == 'z') {
      take();
      spec->no_negative_zero = true;
    }
    if (peek() == '#') {
      take();
      spec->alternate = true;
    }
    if (peek() == '0') {
      if (aligned) return false;
      take();
      spec->align = 'z';
      spec->fill = '0';
    }
    if (peek() == '0' && library_minor() < 15) return false;
    spec->width = parse_number();
    if (char separator = take_separator()) {
      spec->grouped = true;
      spec->point = U".";
      spec->separator = static_cast<char32_t>(separator);
      spec->grouping = "\3\3";
    }
    if (peek() == '.') {
      take();
      bool has_precision = text::is_ascii_digit(peek());
      if (has_precision) spec->precision = parse_number();
      if (library_minor() >= 15) spec->fraction_separator = take_separator();
      if (!has_precision && !spec->fraction_separator) return false;
    }
    return parse_type(spec) && at_ == text_.length;
  }

 private:
  static constexpr char32_t kEnd = 0xFFFFFFFF;
  static bool is_one_of(char32_t c, std::string_view set) {
    return c < 0x80 && set.find(static_cast<char>(c)) != std::string_view::npos;
  }
  char32_t peek(size_t ahead = 0) const { return at_ + ahead < text_.length ? text_.at(at_ + ahead) : kEnd; }
  char32_t take() { return text_.at(at_++); }

  bool parse_align(Spec* spec) {
    bool filled = is_one_of(peek(1), "<>=^");
    if (!filled && !is_one_of(peek(), "<>=^")) return false;
    if (filled) spec->fill = take();
    spec->align = static_cast<char>(take());
    return true;
  }
  // 0: there is none. Underscores are new in 3.15.
  char take_separator() {
    return is_one_of(peek(), library_minor() < 15 ? "," : ",_") ? static_cast<char>(take()) : '\0';
  }
  // Reads a number; one that overflows stays too large for the caller's check.
  i64 parse_number() {
    i64 n = 0;
    while (text::is_ascii_digit(peek())) {
      i64 digit = static_cast<i64>(take() - '0');
      n = n > kMaxPrec / 10 ? kMaxPrec + 1 : n * 10 + digit;
    }
    return n;
  }
  bool parse_type(Spec* spec) {
    if (!is_one_of(peek(), "EeFfGg%Nn")) return true;
    char c = static_cast<char>(take());
    spec->capitals = c >= 'A' && c <= 'Z';
    spec->type = c == '%' ? '%' : static_cast<char>(c | 0x20);
    if (spec->type != 'n') return true;
    if (spec->grouped) return false;
    spec->type = 'g';
    locale_ = true;
    return true;
  }

 public:
  bool locale_ = false;  // type n

 private:
  text::StrView text_;
  size_t at_ = 0;
};

// Decodes one character of the locale's encoding, or none.
bool wide_of(Thread& t, const char* text, std::u32string* out) {
  out->clear();
  if (!*text) return true;
  wchar_t buffer[2];
  if (std::mbstowcs(buffer, text, 2) != 1) {
    return raise_value_error(t, "invalid decimal point or unsupported combination of LC_CTYPE and LC_NUMERIC");
  }
  *out = static_cast<char32_t>(buffer[0]);
  return true;
}

bool take_locale(Thread& t, Spec* spec) {
  const lconv* conventions = std::localeconv();
  spec->grouped = true;
  spec->grouping = conventions->grouping;
  return wide_of(t, conventions->decimal_point, &spec->point) &&
         wide_of(t, conventions->thousands_sep, &spec->separator);
}

// Reads an entry of the undocumented dict that tests pass in place of a locale.
bool take_override_entry(Thread& t, Value dict, const char* key, std::u32string* out) {
  Ref value = dict_get_cstr(t, as_dict(dict), key);
  if (!value) return !error_pending(t);
  if (!is_str(value)) return raise_type_error(t, "expected str, got %s", type_name(value.get()));
  out->clear();
  text::StrView view = str_view(value);
  for (size_t i = 0; i < view.length && view.at(i); ++i) *out += view.at(i);
  return true;
}
size_t utf8_length(const std::u32string& text) {
  size_t n = 0;
  for (char32_t c : text) n += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  return n;
}
bool take_override(Thread& t, Value dict, Spec* spec) {
  if (!is_dict(dict)) return raise_type_error(t, "optional argument must be a dict");
  std::u32string grouping(spec->grouping.begin(), spec->grouping.end());
  if (!take_override_entry(t, dict, "decimal_point", &spec->point) ||
      !take_override_entry(t, dict, "thousands_sep", &spec->separator) ||
      !take_override_entry(t, dict, "grouping", &grouping)) {
    return false;
  }
  size_t point = utf8_length(spec->point);
  bool valid = point >= 1 && point <= 4 && utf8_length(spec->separator) <= 4;
  spec->grouping.clear();
  for (char32_t c : grouping) {
    valid = valid && c < 0x80;
    spec->grouping += static_cast<char>(c);
  }
  spec->grouped = true;
  return valid || raise_value_error(t, "invalid override dict");
}

// ---- rounding

// The arguments of append_number() besides the number.
struct Written {
  i64 point = kDefaultPoint;
  i64 zeros = 0;
};

// Gives the number the last digit at 10^exp: rounds, or adds zeros that are only counted in `written`. A coefficient
// with hundreds of millions of zeros would take minutes.
void round_or_pad(Number& r, i64 exp, const Settings& s, Written* written, u32* status) {
  if (r.is_zero() || r.exp < exp) {
    Number rounded;
    rescale(rounded, r, exp, s, status);
    r = std::move(rounded);
    return;
  }
  written->zeros = r.exp - exp;
  if (r.digits + written->zeros > kMaxPrec + 1) r.set_nan(kInvalidOperation, status);
}

// Rounds or pads to `digits` digits.
void round_digits(Number& r, i64 digits, const Settings& s, Written* written, u32* status) {
  i64 exp = r.exp + r.digits - digits;
  if (exp > kMaxEmax + 1 || exp < kMinEtiny - kMaxPrec) return r.set_nan(kInvalidOperation, status);
  round_or_pad(r, exp, s, written, status);
  if (r.kind == Kind::kFinite && r.digits > digits)
    round_or_pad(r, exp + 1, s, written, status);  // 9.99 has become 10.00
}

// Rounds as the type and the precision of the specification say.
void round_for(Number& r, const Spec& spec, const Settings& s, Written* written, u32* status) {
  if (spec.type == '%') r.exp += 2;
  if (spec.precision >= 0) {
    if (spec.precision > kMaxPrec && spec.type != 'g') return r.set_nan(kInvalidOperation, status);
    i64 digits = spec.type == 'e' ? spec.precision + 1 : spec.precision == 0 ? 1 : spec.precision;
    if (spec.type == 'e' && r.is_zero()) {
      written->point = 1 - spec.precision;
    } else if (spec.type == 'e' || (spec.type == 'g' && r.digits > digits)) {
      if (!r.is_zero()) round_digits(r, digits, s, written, status);
    } else if (spec.type != 'g') {
      if (-spec.precision < kMinEtiny) return r.set_nan(kInvalidOperation, status);
      round_or_pad(r, -spec.precision, s, written, status);
    }
  }
  if (spec.type != 'e' && spec.type != 'g' && r.is_zero() && r.exp > 0) r.set(r.negative, 0, 0);
}

// ---- layout

// Appends the digits in front of the point, with separators between the groups, and with leading zeros up to the width
// if the specification wants them.
void append_groups(text::UcsBuilder& out, std::string_view digits, const Spec& spec, i64 others) {
  text::UcsBuilder reversed;
  if (spec.align == 'z') reversed.reserve(static_cast<size_t>(spec.width));
  i64 source = static_cast<i64>(digits.size());
  bool padding = false;
  const char* g = spec.grouping.c_str();
  i64 take = *g;
  while (reversed.ok()) {
    if (*g == 0 || *g == CHAR_MAX || take > source) take = source;
    for (i64 i = 0; i < take; ++i)
      reversed.append(padding ? U'0' : static_cast<char32_t>(digits[static_cast<size_t>(source - 1 - i)]));
    source -= take;
    if (source == 0) {
      i64 missing = spec.width - others - static_cast<i64>(reversed.length());
      if (spec.align != 'z' || missing <= 0) break;
      source = missing;
      take = *g - take;
      padding = true;
      continue;
    }
    if (!spec.separator.empty()) {
      // A separator takes the place of a padding zero, but is never the first character.
      if (padding && source > 1) --source;
      for (char32_t c : spec.separator) reversed.append(c);
    }
    if (*g && *(g + 1)) ++g;
    take = *g;
  }
  out.reserve(reversed.length() + static_cast<size_t>(others));
  for (size_t i = reversed.length(); i-- > 0 && out.ok();) out.append(reversed.at(i));
  if (!reversed.ok()) out.fail();
}

void ensure_point(text::ByteBuilder& number) {
  size_t end = number.text().find_first_not_of("-0123456789");
  if (end == std::string_view::npos) end = number.size();
  else if (number.text()[end] == '.') return;
  number.append('.');
  if (number.ok()) std::rotate(number.data() + end, number.data() + number.size() - 1, number.data() + number.size());
}

// Puts the separator between groups of three digits behind the point.
void separate_fraction(text::ByteBuilder& number, char separator) {
  size_t size = number.size(), point = number.text().find('.');
  if (point == std::string_view::npos) return;
  size_t first = point + 1, end = std::min(number.text().find_first_not_of("0123456789", first), size);
  size_t separators = end > first ? (end - first - 1) / 3 : 0;
  if (!number.extend(separators)) return;
  auto* text = reinterpret_cast<char*>(number.data());
  std::memmove(text + end + separators, text + end, size - end);
  for (size_t group = separators; group > 0; --group) {
    size_t from = first + 3 * group;
    std::memmove(text + from + group, text + from, std::min<size_t>(3, end - from));
    text[from + group - 1] = separator;
  }
}

size_t count_digits_in_front(std::string_view number) {
  size_t end = number.find_first_not_of("0123456789");
  return end == std::string_view::npos ? number.size() : end;
}

Ref pad(Thread& t, char sign, const text::StrView& number, const Spec& spec) {
  size_t length = number.length + (sign != 0);
  size_t missing = spec.width > static_cast<i64>(length) ? static_cast<size_t>(spec.width) - length : 0;
  char align = spec.align == 'z' ? '=' : spec.align;
  size_t left = align == '<' ? 0 : align == '^' ? missing / 2 : missing;
  if (number.ascii && spec.fill < 0x80) {
    Ref result = make_str_uninitialised(t, length + missing, 1, true);
    if (!result) return result;
    u8* to = as_str(result)->data();
    std::memset(to, static_cast<int>(spec.fill), length + missing);
    if (sign) to[align == '=' ? 0 : left] = static_cast<u8>(sign);
    std::memcpy(to + left + (sign != 0), number.data, number.length);
    return result;
  }
  text::UcsBuilder out(length + missing);
  if (align != '=') out.append_repeated(spec.fill, left);
  if (sign) out.append(static_cast<char32_t>(sign));
  if (align == '=') out.append_repeated(spec.fill, left);
  out.append(number);
  out.append_repeated(spec.fill, missing - left);
  return finish_str(t, out);
}

// The final text of a number: with its sign, in groups, and padded to the width.
Ref lay_out(Thread& t, std::string_view number, const Spec& spec, bool special) {
  char sign = spec.sign == '-' ? 0 : spec.sign;
  if (number[0] == '-') {
    sign = '-';
    number.remove_prefix(1);
  }
  size_t whole = count_digits_in_front(number);
  std::string_view rest = number.substr(whole);
  bool has_point = !rest.empty() && rest[0] == '.';
  if (!spec.grouped || special || (!has_point && (spec.separator.empty() || spec.grouping.empty()))) {
    return pad(t, sign, text::ascii_view(number), spec);
  }
  if (has_point) rest.remove_prefix(1);
  i64 others = (sign != 0) + static_cast<i64>(rest.size()) + (has_point ? static_cast<i64>(spec.point.size()) : 0);
  text::UcsBuilder out;
  append_groups(out, number.substr(0, whole), spec, others);
  if (has_point) {
    for (char32_t c : spec.point) out.append(c);
  }
  out.append_ascii(rest);
  return out.ok() ? pad(t, sign, out.view(), spec) : Ref(raise_memory_error(t));
}

Ref format_number(Thread& t, const View& v, Spec& spec, const Settings& s) {
  if (spec.width > kMaxPrec) return raise_value_error(t, "format specification exceeds internal limits of _decimal");
  text::ByteBuilder text;
  if (v.is_special()) {
    if (spec.align == 'z') {
      spec.fill = ' ';
      spec.align = '>';
    }
    if (!append_number(text, v, Notation::kScientific, spec.capitals)) return raise_memory_error(t);
  } else {
    Number r;
    u32 status = 0;
    Written written;
    r.copy(v);
    if (!r.coefficient.ok()) return raise_memory_error(t);
    round_for(r, spec, s, &written, &status);
    if (status & kNoMemory) return raise_memory_error(t);
    if (status & kErrors) return raise_value_error(t, "format specification exceeds internal limits of _decimal");
    if (spec.no_negative_zero && r.is_zero()) r.negative = false;
    Notation notation = spec.type == 'g'   ? Notation::kScientific
                        : spec.type == 'e' ? Notation::kExponent
                                           : Notation::kFixed;
    if (!append_number(text, r, notation, spec.capitals, written.point, written.zeros)) return raise_memory_error(t);
    if (spec.alternate) ensure_point(text);
    if (spec.fraction_separator) separate_fraction(text, spec.fraction_separator);
  }
  if (spec.type == '%') text.append('%');
  return text.ok() ? lay_out(t, text.text(), spec, v.is_special()) : Ref(raise_memory_error(t));
}

}  // namespace

Ref format_decimal_py(Thread& t, const CallArgs& args) {
  if (args.keywords()) return raise_type_error(t, "Decimal.__format__() takes no keyword arguments");
  if (args.positional < 2) return raise_type_error(t, "function missing required argument 'format_spec' (pos 1)");
  if (args.positional > 3)
    return raise_type_error(t, "function takes at most 2 arguments (%d given)", static_cast<int>(args.positional - 1));
  Context* context = current_context(t);
  if (!context) return Ref();
  if (!is_str(args[1])) return raise_type_error(t, "format arg must be str");
  if (!str_view(args[1]).ascii) {
    Utf8 utf8(t, args[1]);
    if (!utf8.ok()) return Ref();
  }
  Spec spec;
  spec.capitals = context->capitals.load(gc::relaxed);
  SpecParser parser(str_view(args[1]));
  if (!parser.parse(&spec)) return raise_value_error(t, "invalid format string");
  Settings s = context->settings();
  if (args.positional == 3) {
    if (!take_override(t, args[2], &spec)) return Ref();
  } else if (parser.locale_ && !take_locale(t, &spec)) {
    return Ref();
  }
  return format_number(t, view_of(args[0]), spec, s);
}

}  // namespace rt::decimals
