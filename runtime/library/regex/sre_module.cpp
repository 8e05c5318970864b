// The module _sre: the native half of the library's `re`.
#include "runtime/library/parts/module_parts.h"
#include "runtime/library/regex/sre.h"
#include "runtime/object/native_modules.h"
#include "runtime/text/unicode.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace sre {

Type* g_pattern = nullptr;
Type* g_match = nullptr;
Type* g_scanner = nullptr;
Type* g_find_iterator = nullptr;
Type* g_template = nullptr;

// Runs once and without a lock: the import lock serialises imports.
static void make_types(Thread& t) {
  if (g_pattern) return;
  g_match = make_native_type(t, kMatchSpec);
  g_scanner = make_native_type(t, kScannerSpec);
  g_find_iterator = make_native_type(t, kFindIteratorSpec);
  g_template = make_native_type(t, kTemplateSpec);
  g_pattern = make_native_type(t, kPatternSpec);
}

}  // namespace sre

namespace {

constexpr i64 kCodeSize = sizeof(u32);

bool character_py(Thread& t, Value v, u32* c) {
  i32 n;
  if (!to_i32_py(t, v, &n)) return false;
  *c = static_cast<u32>(n);
  return true;
}

Ref getcodesize(Thread& t) { return make_int(t, kCodeSize); }
Ref ascii_tolower(Thread& t, Value character) {
  u32 c;
  return character_py(t, character, &c) ? make_int(t, static_cast<i32>(sre::fold_ascii(c))) : Ref();
}
Ref unicode_tolower(Thread& t, Value character) {
  u32 c;
  return character_py(t, character, &c) ? make_int(t, static_cast<i32>(sre::fold_unicode(c))) : Ref();
}
Ref ascii_iscased(Thread& t, Value character) {
  u32 c;
  return character_py(t, character, &c) ? bool_ref((c | 32) - 'a' < 26) : Ref();
}
Ref unicode_iscased(Thread& t, Value character) {
  u32 c;
  if (!character_py(t, character, &c)) return Ref();
  // A letter counts as cased, too, if its other case is several characters.
  constexpr u32 kSpecial = text::kUpperSpecial | text::kLowerSpecial | text::kFoldSpecial;
  return bool_ref(text::simple_lower(c) != c || text::simple_upper(c) != c || text::has_flag(c, kSpecial));
}

bool init(Thread& t, Value module) {
  sre::choose_dialect(library_minor());
  sre::make_types(t);
  return module_add(t, module, "copyright",
                    make_str_ascii(t, " tinypy's own engine for the programs of the library's re._compiler")) &&
         module_add(t, module, "MAGIC", make_int(t, sre::dialect().magic)) &&
         module_add(t, module, "CODESIZE", make_int(t, kCodeSize)) &&
         module_add(t, module, "MAXREPEAT", make_int(t, sre::kMaxRepeat)) &&
         module_add(t, module, "MAXGROUPS", make_int(t, sre::kMaxGroups));
}

constexpr MethodDef kFunctions[] = {
    {"compile", sre::compile_py, "(pattern, flags, code, groups, groupindex, indexgroup)"},
    {"template", sre::make_template, "(pattern, template, /)"},
    {"getcodesize", getcodesize, "()"},
    {"ascii_iscased", ascii_iscased, "(character, /)"},
    {"unicode_iscased", unicode_iscased, "(character, /)"},
    {"ascii_tolower", ascii_tolower, "(character, /)"},
    {"unicode_tolower", unicode_tolower, "(character, /)"},
    {},
};

}  // namespace

const ModuleDef kUnderSreModule = {"_sre", nullptr, kFunctions, init};

}  // namespace rt
