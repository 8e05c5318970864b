// Module unicodedata: the character database, in the present version and as Unicode 3.2 had it.
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <string>

#include "runtime/library/codecs/unicodedata.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/native_modules.h"
#include "runtime/text/graphemes.h"
#include "runtime/text/names.h"
#include "runtime/text/normalize.h"
#include "runtime/text/unicode_3_2.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str_builder.h"
#include "runtime/types/text/str_methods.h"

namespace rt {

namespace {

// Reads an argument that is one character. `position` 0: the function's only argument.
bool character(Thread& t, const char* function, int position, Value v, char32_t* out) {
  if (is_str(v) && as_str(v)->length == 1) {
    *out = as_str(v)->at(0);
    return true;
  }
  if (position == 0) return raise_type_error(t, "%s() argument must be a unicode character, not %A", function, v);
  return raise_type_error(t, "%s() argument %d must be a unicode character, not %A", function, position, v);
}

// The database that a function reads.
enum Database { kPresent, kOld };

// The record of a character that differs in Unicode 3.2. Null: the present database is right.
template <Database kDatabase>
const text::OldRecord* old_record(char32_t c) {
  return kDatabase == kOld ? text::changed_since_3_2(c) : nullptr;
}
template <Database kDatabase>
bool is_assigned(char32_t c) {
  return kDatabase == kPresent || text::assigned_in_3_2(c);
}

// ---- numbers

// `value` if the character has one, else `fallback`, else ValueError.
Ref or_default(Thread& t, Ref value, bool has_value, Value fallback, const char* complaint) {
  if (has_value) return value;
  if (fallback) return Ref::share(t, fallback);
  return raise_value_error(t, "%s", complaint);
}

template <Database kDatabase>
Ref decimal(Thread& t, Value chr, Value fallback) {
  char32_t c;
  if (!character(t, "decimal", 1, chr, &c)) return Ref();
  const text::OldRecord* old = old_record<kDatabase>(c);
  int value = old ? old->decimal : text::decimal_value(c);
  return or_default(t, make_int(t, value), value >= 0, fallback, "not a decimal");
}
Ref digit(Thread& t, Value chr, Value fallback) {
  char32_t c;
  if (!character(t, "digit", 1, chr, &c)) return Ref();
  int value = text::digit_value(c);
  return or_default(t, make_int(t, value), value >= 0, fallback, "not a digit");
}
template <Database kDatabase>
Ref numeric(Thread& t, Value chr, Value fallback) {
  char32_t c;
  if (!character(t, "numeric", 1, chr, &c)) return Ref();
  std::optional<double> value = kDatabase == kOld ? text::numeric_value_3_2(c) : text::numeric_value(c);
  return or_default(t, value ? make_float(t, *value) : Ref(), value.has_value(), fallback, "not a numeric character");
}

// ---- properties

// A property whose value is a name: the old database's if that differs.
template <Database kDatabase, class Old, class Now>
Ref named_property(Thread& t, const char* method, Value chr, Old old_value, Now value) {
  char32_t c;
  if (!character(t, method, 0, chr, &c)) return Ref();
  const text::OldRecord* old = old_record<kDatabase>(c);
  return make_str_ascii(t, old ? old->*old_value : value(c));
}
template <Database kDatabase>
Ref category(Thread& t, Value chr) {
  return named_property<kDatabase>(t, "category", chr, &text::OldRecord::category, text::category);
}
template <Database kDatabase>
Ref bidirectional(Thread& t, Value chr) {
  return named_property<kDatabase>(t, "bidirectional", chr, &text::OldRecord::bidirectional, text::bidirectional);
}
template <Database kDatabase>
Ref east_asian_width(Thread& t, Value chr) {
  return named_property<kDatabase>(t, "east_asian_width", chr, &text::OldRecord::east_asian_width,
                                   text::east_asian_width);
}

template <Database kDatabase>
Ref combining(Thread& t, Value chr) {
  char32_t c;
  if (!character(t, "combining", 0, chr, &c)) return Ref();
  return make_int(t, is_assigned<kDatabase>(c) ? text::combining_class(c) : 0);
}
template <Database kDatabase>
Ref mirrored(Thread& t, Value chr) {
  char32_t c;
  if (!character(t, "mirrored", 0, chr, &c)) return Ref();
  const text::OldRecord* old = old_record<kDatabase>(c);
  return make_int(t, old ? old->mirrored : text::is_mirrored(c));
}

void append_code(char32_t c, std::string& out) {
  char code[16];
  std::snprintf(code, sizeof code, "%s%04X", out.empty() ? "" : " ", static_cast<unsigned>(c));
  out += code;
}

template <Database kDatabase>
Ref decomposition(Thread& t, Value chr) {
  char32_t c;
  if (!character(t, "decomposition", 0, chr, &c)) return Ref();
  text::Decomposition parts = kDatabase == kOld ? text::decomposition_3_2(c) : text::decomposition(c);
  std::string out(parts.tag);
  for (char32_t part : parts.chars) append_code(part, out);
  // Since 3.15 a syllable of Hangul has its letters; no table has them. Other characters without an entry stay whole.
  if (parts.chars.empty() && is_assigned<kDatabase>(c) && library_minor() >= 15) {
    text::UcsBuilder letters;
    text::normalize({&c, 1, 4, false}, text::NormalForm::kNfd, letters);
    for (size_t i = 0; letters.length() > 1 && i < letters.length(); ++i) append_code(letters.at(i), out);
  }
  return make_str_ascii(t, out);
}

// ---- names

template <Database kDatabase>
Ref name_of(Thread& t, Value chr, Value fallback) {
  char32_t c;
  if (!character(t, "name", 1, chr, &c)) return Ref();
  std::string text;
  bool found = is_assigned<kDatabase>(c) && text::append_char_name(c, text);
  return or_default(t, found ? make_str_ascii(t, text) : Ref(), found, fallback, "no such name");
}

Error raise_undefined_name(Thread& t, Value name) {
  Ref message = format_message(t, "undefined character name '%S'", name);
  return message ? raise_key_error(t, message) : Error();
}

bool is_alias(std::string_view name, char32_t c) {
  std::string own;
  text::append_char_name(c, own);
  return !std::equal(own.begin(), own.end(), name.begin(), name.end(),
                     [](char a, char b) { return a == std::toupper(static_cast<unsigned char>(b)); });
}

// Unicode 3.2 had no aliases and no named sequences.
template <Database kDatabase>
Ref lookup(Thread& t, Value name) {
  if (!is_str(name)) return raise_type_error(t, "a bytes-like object is required, not '%T'", name);
  Utf8 text(t, name);
  if (!text.ok()) return Ref();
  auto c = text::find_char_by_name(text.view());
  if (c && (kDatabase == kPresent || !is_alias(text.view(), *c))) return make_char(t, static_cast<u32>(*c));
  auto sequence = text::find_named_sequence(text.view());
  if (!sequence.empty() && kDatabase == kPresent)
    return make_str(t, text::StrView{sequence.data(), sequence.size(), 2, false});
  return raise_undefined_name(t, name);
}

// ---- normalization

bool normal_form(Thread& t, const char* function, Value form, Value text, text::NormalForm* out) {
  if (!str::check_str_argument(t, form, function, 1) || !str::check_str_argument(t, text, function, 2)) return false;
  static constexpr struct {
    const char* name;
    text::NormalForm form;
  } kForms[] = {{"NFC", text::NormalForm::kNfc},
                {"NFD", text::NormalForm::kNfd},
                {"NFKC", text::NormalForm::kNfkc},
                {"NFKD", text::NormalForm::kNfkd}};
  for (const auto& f : kForms) {
    if (!str_equal_ascii(form, f.name)) continue;
    *out = f.form;
    return true;
  }
  return raise_value_error(t, "invalid normalization form");
}

template <Database kDatabase>
Ref is_normalized(Thread& t, Value form, Value unistr) {
  text::NormalForm normal;
  if (!normal_form(t, "is_normalized", form, unistr, &normal)) return Ref();
  constexpr auto kCheck = kDatabase == kOld ? text::is_normalized_3_2 : text::is_normalized;
  if (as_str(unistr)->ascii) return bool_ref(true);
  std::optional<bool> normalized = kCheck(str_view(unistr), normal);
  return normalized ? bool_ref(*normalized) : Ref(raise_memory_error(t));
}

template <Database kDatabase>
Ref normalize(Thread& t, Value form, Value unistr) {
  text::NormalForm normal;
  if (!normal_form(t, "normalize", form, unistr, &normal)) return Ref();
  if (as_str(unistr)->ascii || text::quick_check(str_view(unistr), normal) == text::QuickCheck::kYes)
    return exact_str(t, unistr);
  text::UcsBuilder out(as_str(unistr)->length);
  constexpr auto kNormalize = kDatabase == kOld ? text::normalize_3_2 : text::normalize;
  kNormalize(str_view(unistr), normal, out);
  return finish_str(t, out);
}

// ---- where text may be cut

Ref isxidstart(Thread& t, Value chr) {
  char32_t c;
  return character(t, "isxidstart", 0, chr, &c) ? bool_ref(text::is_xid_start(c)) : Ref();
}
Ref isxidcontinue(Thread& t, Value chr) {
  char32_t c;
  return character(t, "isxidcontinue", 0, chr, &c) ? bool_ref(text::is_xid_continue(c)) : Ref();
}
Ref grapheme_cluster_break(Thread& t, Value chr) {
  char32_t c;
  if (!character(t, "grapheme_cluster_break", 0, chr, &c)) return Ref();
  return make_str_ascii(t, text::cut_name(text::grapheme_properties(c).cut));
}
Ref indic_conjunct_break(Thread& t, Value chr) {
  char32_t c;
  if (!character(t, "indic_conjunct_break", 0, chr, &c)) return Ref();
  return make_str_ascii(t, text::conjunct_name(text::grapheme_properties(c).conjunct));
}
Ref extended_pictographic(Thread& t, Value chr) {
  char32_t c;
  if (!character(t, "extended_pictographic", 0, chr, &c)) return Ref();
  return bool_ref(text::grapheme_properties(c).pictographic);
}
Ref block(Thread& t, Value chr) {
  char32_t c;
  return character(t, "block", 0, chr, &c) ? make_str_ascii(t, text::block_name(c)) : Ref();
}

#define TINYPY_UNICODEDATA_FUNCTIONS(ROW)                                                                                             \
  ROW(decimal, decimal<kDatabase>, "chr, default=<none>, /", "The value of a decimal digit, or the default.")                         \
  ROW(digit, digit, "chr, default=<none>, /", "The value of a digit, superscripts and the like included, or the default.")            \
  ROW(numeric, numeric<kDatabase>, "chr, default=<none>, /", "The number that the character stands for, as a float, or the default.") \
  ROW(category, category<kDatabase>, "chr, /", "General category, such as 'Lu'.")                                                     \
  ROW(bidirectional, bidirectional<kDatabase>, "chr, /", "Direction of writing, such as 'L' or 'AN'.")                                \
  ROW(combining, combining<kDatabase>, "chr, /", "Combining class, 0 for ordinary characters.")                                       \
  ROW(mirrored, mirrored<kDatabase>, "chr, /", "1 if the character is shown mirrored in text from right to left.")                    \
  ROW(east_asian_width, east_asian_width<kDatabase>, "chr, /", "Width among East Asian characters, such as 'W'.")                     \
  ROW(decomposition, decomposition<kDatabase>, "chr, /", "What the character is made of, as code points in hexadecimal.")             \
  ROW(name, name_of<kDatabase>, "chr, default=<none>, /", "Name of the character, or the default.")                                   \
  ROW(lookup, lookup<kDatabase>, "name, /", "Look up character by name.")                                                             \
  ROW(is_normalized, is_normalized<kDatabase>, "form, unistr, /", "Does the text have this normal form?")                             \
  ROW(normalize, normalize<kDatabase>, "form, unistr, /", "The text in a normal form: NFC, NFD, NFKC or NFKD.")

constexpr Database kDatabase = kPresent;
constexpr MethodDef kFunctions[] = {
#define ROW(name, function, parameters, doc) {#name, function, "(" parameters ")", doc},
    TINYPY_UNICODEDATA_FUNCTIONS(ROW)
#undef ROW
        {"block", block, "(chr, /)", "Name of the block of characters that the character stands in."},
    {"extended_pictographic", extended_pictographic, "(chr, /)", "Is the character an emoji or another pictograph?"},
    {"grapheme_cluster_break", grapheme_cluster_break, "(chr, /)", "How the character joins its neighbours."},
    {"indic_conjunct_break", indic_conjunct_break, "(chr, /)", "How the character joins Indic consonants."},
    {"isxidcontinue", isxidcontinue, "(chr, /)", "May the character stand in an identifier?"},
    {"isxidstart", isxidstart, "(chr, /)", "May an identifier begin with the character?"},
    {"iter_graphemes", unicode_database::iter_graphemes, "(unistr, start=0, end=<unrepresentable>, /)",
     "The grapheme clusters of a text or a part of it: what readers take for characters."},
    {},
};

// The database of Unicode 3.2 is an object with the functions as methods.
namespace old {

constexpr Database kDatabase = kOld;
template <Ref (*kFunction)(Thread&, Value)>
Ref method(Thread& t, Value, Value a) {
  return kFunction(t, a);
}
template <Ref (*kFunction)(Thread&, Value, Value)>
Ref method(Thread& t, Value, Value a, Value b) {
  return kFunction(t, a, b);
}
constexpr MethodDef kMethods[] = {
#define ROW(name, function, parameters, doc) {#name, method<function>, "(self, " parameters ")", doc},
    TINYPY_UNICODEDATA_FUNCTIONS(ROW)
#undef ROW
        {},
};

Ref get_version(Thread& t, Value) { return make_str_ascii(t, "3.2.0"); }
constexpr GetSetDef kGetSet[] = {{"unidata_version", get_version}, {}};
constexpr TypeSpec kSpec = {.name = "unicodedata.UCD",
                            .size = sizeof(Object),
                            .flags = kTypeDisallowNew,
                            .methods = kMethods,
                            .getset = kGetSet};
Type* g_type;

}  // namespace old

// The version that the library was made for, if that is older than the tables: some of its modules require exactly that
// version. Characters of that version have the same properties in the tables; tables of an older version than the
// library's lack characters.
const char* version_of_library(Thread& t) {
  static constexpr struct {
    i64 minor;
    const char* unicode;
  } kVersions[] = {{11, "14.0.0"}, {12, "15.0.0"}, {13, "15.1.0"}, {14, "16.0.0"}};
  Ref info = sys_get(t, "version_info");
  Value minor = info && is_tuple(info) && as_tuple(info)->length > 1 ? (*as_tuple(info))[1] : Value();
  for (const auto& version : kVersions) {
    if (minor == Value::small_int(version.minor)) return version.unicode;
  }
  return text::unicode_version().data();
}

bool init(Thread& t, Value module) {
  if (!add_native_type(t, module, old::g_type, old::kSpec) || !unicode_database::add_grapheme_types(t, module))
    return false;
  return module_add(t, module, "ucd_3_2_0", allocate_instance(t, old::g_type)) &&
         module_add(t, module, "unidata_version", make_str_ascii(t, version_of_library(t)));
}

}  // namespace

extern const ModuleDef kUnicodedataModule = {
    .name = "unicodedata", .doc = "Properties of Unicode characters.", .methods = kFunctions, .init = init};

}  // namespace rt
