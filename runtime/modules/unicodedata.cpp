// Module unicodedata: the character database.
#include "runtime/object/native.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <string>

#include "runtime/text/names.h"
#include "runtime/text/normalize.h"
#include "runtime/text/unicode.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/str_builder.h"
#include "runtime/types/str_methods.h"

namespace rt {

namespace {

// One character. `position` 0: the function's only argument.
bool character(Thread& t, const char* function, int position, Value v, char32_t* out) {
  if (is_str(v) && as_str(v)->length == 1) {
    *out = as_str(v)->at(0);
    return true;
  }
  if (position == 0) return raise_type_error(t, "%s() argument must be a unicode character, not %A", function, v);
  return raise_type_error(t, "%s() argument %d must be a unicode character, not %A", function, position, v);
}

// ---- numbers

// `value` if the character has one, else the default or ValueError.
Ref or_default(Thread& t, Ref value, bool has_value, Value fallback, const char* complaint) {
  if (has_value) return value;
  if (fallback) return Ref::share(t, fallback);
  return raise_value_error(t, "%s", complaint);
}

Ref decimal(Thread& t, Value chr, Value fallback) {
  char32_t c;
  if (!character(t, "decimal", 1, chr, &c)) return Ref();
  int value = text::decimal_value(c);
  return or_default(t, make_int(t, value), value >= 0, fallback, "not a decimal");
}
Ref digit(Thread& t, Value chr, Value fallback) {
  char32_t c;
  if (!character(t, "digit", 1, chr, &c)) return Ref();
  int value = text::digit_value(c);
  return or_default(t, make_int(t, value), value >= 0, fallback, "not a digit");
}
Ref numeric(Thread& t, Value chr, Value fallback) {
  char32_t c;
  if (!character(t, "numeric", 1, chr, &c)) return Ref();
  std::optional<double> value = text::numeric_value(c);
  return or_default(t, value ? make_float(t, *value) : Ref(), value.has_value(), fallback, "not a numeric character");
}

// ---- properties

template <std::string_view (*kProperty)(char32_t)>
Ref property_name(Thread& t, const char* function, Value chr) {
  char32_t c;
  return character(t, function, 0, chr, &c) ? make_str_ascii(t, kProperty(c)) : Ref();
}
Ref category(Thread& t, Value chr) { return property_name<text::category>(t, "category", chr); }
Ref bidirectional(Thread& t, Value chr) { return property_name<text::bidirectional>(t, "bidirectional", chr); }
Ref east_asian_width(Thread& t, Value chr) { return property_name<text::east_asian_width>(t, "east_asian_width", chr); }

Ref combining(Thread& t, Value chr) {
  char32_t c;
  return character(t, "combining", 0, chr, &c) ? make_int(t, text::combining_class(c)) : Ref();
}
Ref mirrored(Thread& t, Value chr) {
  char32_t c;
  return character(t, "mirrored", 0, chr, &c) ? make_int(t, text::is_mirrored(c)) : Ref();
}

Ref decomposition(Thread& t, Value chr) {
  char32_t c;
  if (!character(t, "decomposition", 0, chr, &c)) return Ref();
  text::Decomposition parts = text::decomposition(c);
  std::string out(parts.tag);
  for (char32_t part : parts.chars) {
    char code[16];
    std::snprintf(code, sizeof code, "%s%04X", out.empty() ? "" : " ", static_cast<unsigned>(part));
    out += code;
  }
  return make_str_ascii(t, out);
}

// ---- names

Ref name_of(Thread& t, Value chr, Value fallback) {
  char32_t c;
  if (!character(t, "name", 1, chr, &c)) return Ref();
  std::string text;
  bool found = text::append_char_name(c, text);
  return or_default(t, found ? make_str_ascii(t, text) : Ref(), found, fallback, "no such name");
}

Error raise_undefined_name(Thread& t, Value name) {
  Ref message = format_message(t, "undefined character name '%S'", name);
  return message ? raise_key_error(t, message) : Error();
}

bool is_alias(std::string_view name, char32_t c) {
  std::string own;
  text::append_char_name(c, own);
  return !std::equal(own.begin(), own.end(), name.begin(), name.end(), [](char a, char b) { return a == std::toupper(static_cast<unsigned char>(b)); });
}

Ref lookup_name(Thread& t, Value name, bool old_database) {
  if (!is_str(name)) return raise_type_error(t, "a bytes-like object is required, not '%T'", name);
  Utf8 text(t, name);
  if (!text.ok()) return Ref();
  auto c = text::find_char_by_name(text.view());
  if (c && !(old_database && is_alias(text.view(), *c))) return make_char(t, static_cast<u32>(*c));
  auto sequence = text::find_named_sequence(text.view());
  if (!sequence.empty() && !old_database) return make_str(t, text::StrView{sequence.data(), sequence.size(), 2, false});
  return raise_undefined_name(t, name);
}
Ref lookup(Thread& t, Value name) { return lookup_name(t, name, false); }
// Unicode 3.2 knew no aliases and no named sequences.
Ref lookup_old(Thread& t, Value name) { return lookup_name(t, name, true); }

// ---- normalization

bool normal_form(Thread& t, const char* function, Value form, Value text, text::NormalForm* out) {
  if (!str::check_str_argument(t, form, function, 1) || !str::check_str_argument(t, text, function, 2)) return false;
  static constexpr struct { const char* name; text::NormalForm form; } kForms[] = {
      {"NFC", text::NormalForm::kNfc}, {"NFD", text::NormalForm::kNfd}, {"NFKC", text::NormalForm::kNfkc}, {"NFKD", text::NormalForm::kNfkd}};
  for (const auto& f : kForms) {
    if (!str_equal_ascii(form, f.name)) continue;
    *out = f.form;
    return true;
  }
  return raise_value_error(t, "invalid normalization form");
}

Ref is_normalized(Thread& t, Value form, Value unistr) {
  text::NormalForm normal;
  if (!normal_form(t, "is_normalized", form, unistr, &normal)) return Ref();
  return bool_ref(as_str(unistr)->ascii || text::is_normalized(str_view(unistr), normal));
}

Ref normalize(Thread& t, Value form, Value unistr) {
  text::NormalForm normal;
  if (!normal_form(t, "normalize", form, unistr, &normal)) return Ref();
  if (as_str(unistr)->ascii || text::quick_check(str_view(unistr), normal) == text::QuickCheck::kYes) return exact_str(t, unistr);
  text::UcsBuilder out(as_str(unistr)->length);
  text::normalize(str_view(unistr), normal, out);
  return finish_str(t, out);
}

constexpr MethodDef kFunctions[] = {
    {"decimal", decimal, "(chr, default=<none>, /)", "The value of a decimal digit, or the default."},
    {"digit", digit, "(chr, default=<none>, /)", "The value of a digit, superscripts and the like included, or the default."},
    {"numeric", numeric, "(chr, default=<none>, /)", "The number that the character stands for, as a float, or the default."},
    {"category", category, "(chr, /)", "General category, such as 'Lu'."},
    {"bidirectional", bidirectional, "(chr, /)", "Direction of writing, such as 'L' or 'AN'."},
    {"combining", combining, "(chr, /)", "Combining class, 0 for ordinary characters."},
    {"mirrored", mirrored, "(chr, /)", "1 if the character is shown mirrored in text from right to left."},
    {"east_asian_width", east_asian_width, "(chr, /)", "Width among East Asian characters, such as 'W'."},
    {"decomposition", decomposition, "(chr, /)", "What the character is made of, as code points in hexadecimal."},
    {"name", name_of, "(chr, default=<none>, /)", "Name of the character, or the default."},
    {"lookup", lookup, "(name, /)", "Look up character by name."},
    {"is_normalized", is_normalized, "(form, unistr, /)", "Does the text have this normal form?"},
    {"normalize", normalize, "(form, unistr, /)", "The text in a normal form: NFC, NFD, NFKC or NFKD."},
    {}};

// The database of Unicode 3.2, which internationalized domain names (RFC 3490) are defined by. Its tables are not kept: for the
// characters that 3.2 has, the stability policy of Unicode makes the present ones answer alike.
constexpr auto kOldFunctions = [] {
  std::array<MethodDef, std::size(kFunctions)> functions{};
  std::copy(std::begin(kFunctions), std::end(kFunctions), functions.begin());
  for (MethodDef& def : functions) {
    if (def.name && std::string_view(def.name) == "lookup") def = {"lookup", lookup_old, "(name, /)", "Look up character by name."};
  }
  return functions;
}();
constexpr ModuleDef kOldDatabase = {.name = "unicodedata.UCD", .methods = kOldFunctions.data()};

bool init(Thread& t, Value module) {
  Ref old = create_native_module(t, &kOldDatabase);
  return old && module_add(t, old, "unidata_version", make_str_ascii(t, "3.2.0")) && module_add(t, module, "ucd_3_2_0", std::move(old)) &&
         module_add(t, module, "unidata_version", make_str_ascii(t, text::unicode_version()));
}

}  // namespace

extern const ModuleDef kUnicodedataModule;
const ModuleDef kUnicodedataModule = {
    .name = "unicodedata", .doc = "Properties of Unicode characters.", .methods = kFunctions, .init = init};

}  // namespace rt
