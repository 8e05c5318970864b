// re.Pattern: the object of a compiled pattern. It is immutable, so threads match with it without a lock; all state of
// a match is in a Matcher.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <new>

#include "runtime/library/parts/module_parts.h"
#include "runtime/library/regex/sre.h"
#include "runtime/types/classes/mappingproxy.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"
#include "runtime/types/text/str_builder.h"

namespace rt::sre {

namespace {

void trace(Object* object, gc::Visitor& visitor) {
  auto* self = static_cast<Pattern*>(object);
  trace_attributes(object, visitor);
  for (Slot* slot : {&self->pattern, &self->groupindex, &self->indexgroup}) trace_slot(visitor, *slot);
}

void dispose(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  auto* self = static_cast<Pattern*>(object);
  dispose_attributes(t, object);
  for (Slot* slot : {&self->pattern, &self->groupindex, &self->indexgroup}) clear_slot(t, *slot);
  if (!self->program) return;
  self->program->~Program();
  gc::raw_free(self->program);
}

// ---- making

// Reads the library's opcode list into an array, word by word.
bool read_code(Thread& t, List* list, Array<u32>* out) {
  for (i64 i = 0;; ++i) {
    Ref item = list_get(t, list, i);
    if (!item) break;
    i64 n;
    if (!is_int(item)) return raise_type_error(t, "an integer is required");
    bool fits = int_fits_i64(item, &n);
    if (fits && n < 0) return raise_overflow_error(t, "can't convert negative value to unsigned int");
    if (!fits || n > UINT32_MAX) return raise_overflow_error(t, "regular expression code size limit exceeded");
    out->push(static_cast<u32>(n));
  }
  return out->ok() || raise_memory_error(t);
}

bool check_argument(Thread& t, bool fits, const char* name, const char* type, Value v) {
  return fits || raise_type_error(t, "compile() argument '%s' must be %s, not %A", name, type, v);
}

Ref make_pattern(Thread& t, const Value* a, i64 flags, i64 groups) {
  Ref self = allocate_instance(t, g_pattern);
  if (!self) return self;
  auto* pattern = self.as<Pattern>();
  void* memory = gc::raw_alloc(sizeof(Program));
  if (!memory) return raise_memory_error(t);
  pattern->program = new (memory) Program;
  pattern->program->groups = static_cast<u32>(groups);
  pattern->flags = flags;
  pattern->groups = groups;
  if (!read_code(t, as_list(a[2]), &pattern->program->source) || !translate(t, pattern->program)) return Ref();
  if (a[0] == kNone) {
    pattern->kind = Pattern::kAnyText;
  } else {
    Subject subject(t, a[0]);
    if (!subject.ok()) return Ref();
    pattern->kind = subject.is_text() ? Pattern::kStr : Pattern::kBytes;
  }
  init_field(pattern->pattern, Ref::share(t, a[0]));
  init_field(pattern->groupindex, Ref::share(t, a[4]));
  init_field(pattern->indexgroup, Ref::share(t, a[5]));
  return self;
}

}  // namespace

// compile(pattern, flags, code, groups, groupindex, indexgroup).
Ref compile_py(Thread& t, const Value* a) {
  i64 flags, groups;
  if (!index_i64_py(t, a[1], &flags, kOverflowErrorType) || !check_argument(t, is_list(a[2]), "code", "list", a[2]) ||
      !index_i64_py(t, a[3], &groups, kOverflowErrorType) ||
      !check_argument(t, is_dict(a[4]), "groupindex", "dict", a[4]) ||
      !check_argument(t, is_tuple(a[5]), "indexgroup", "tuple", a[5])) {
    return Ref();
  }
  if (groups < 0 || groups > kMaxGroups) return raise(t, kRuntimeErrorType, "invalid SRE code");
  return make_pattern(t, a, flags, groups);
}

namespace {

// ---- matching

enum class How { kMatch, kFullMatch, kSearch };

template <How kHow>
Ref find(Thread& t, Value self, Value string, Value pos, Value endpos) {
  const Pattern* pattern = pattern_of(self);
  i64 start, end;
  if (!bounds_py(t, pos, endpos, &start, &end)) return Ref();
  Subject subject(t, string);
  if (!subject.ok() || !check_kind(t, pattern, subject)) return Ref();
  start = clamped(start, subject.length());
  end = clamped(end, subject.length());
  Matcher m(t, *pattern->program, subject.text(), start, end);
  if (!m.ok()) return Ref();
  int found = kHow == How::kSearch ? m.search_py() : m.match_py(kHow == How::kFullMatch);
  if (found < 0) return Ref();
  return found ? make_match(t, self, subject, m, start, end) : none();
}

// ---- the rest

Ref pattern_copy(Thread& t, Value self) { return Ref::share(t, self); }
Ref pattern_deepcopy(Thread& t, Value self, Value) { return Ref::share(t, self); }
// Pattern.groupindex. A pattern without names has no dict to share, so the caller gets a new one.
Ref get_groupindex(Thread& t, Value self) {
  Value names = pattern_of(self)->groupindex.get();
  return as_dict(names)->size() ? make_mapping_proxy(t, names) : make_dict(t);
}

constexpr i64 kFlagLocale = 4, kFlagUnicode = 32, kFlagAscii = 256;
constexpr struct {
  i64 flag;
  const char* name;
} kFlagNames[] = {
    {2, "re.IGNORECASE"},         {kFlagLocale, "re.LOCALE"}, {8, "re.MULTILINE"}, {16, "re.DOTALL"},
    {kFlagUnicode, "re.UNICODE"}, {64, "re.VERBOSE"},         {128, "re.DEBUG"},   {kFlagAscii, "re.ASCII"},
};
constexpr u64 kMaxReprLength = 200;

void append_flags(StrBuilder& out, i64 flags) {
  const char* separator = ", ";
  auto append = [&](std::string_view name) {
    out.append_ascii(separator);
    out.append_ascii(name);
    separator = "|";
  };
  constexpr i64 kFlagTemplate = 1;  // a flag that later libraries have dropped
  if ((flags & kFlagTemplate) && dialect().minor < 13) append("re.TEMPLATE"), flags &= ~kFlagTemplate;
  for (auto& row : kFlagNames) {
    if (flags & row.flag) append(row.name), flags &= ~row.flag;
  }
  if (!flags) return;
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(flags));
  append(text);
}

Ref repr(Thread& t, Value self) {
  const Pattern* pattern = pattern_of(self);
  Ref source = repr_py(t, pattern->pattern.get());
  if (!source) return source;
  i64 flags = pattern->flags;
  // The flag UNICODE is the default of str patterns and is not shown.
  if (pattern->kind == Pattern::kStr && (flags & (kFlagLocale | kFlagUnicode | kFlagAscii)) == kFlagUnicode)
    flags &= ~kFlagUnicode;
  text::StrView view = str_view(source);
  StrBuilder out(t);
  out.append_ascii("re.compile(");
  out.append(view.sub(0, std::min<u64>(view.length, kMaxReprLength)));
  append_flags(out, flags);
  out.append_ascii(")");
  return out.finish();
}

Ref compare(Thread& t, Value a, Value b, CompareOp op) {
  if ((op != CompareOp::kEq && op != CompareOp::kNe) || type_of(a) != g_pattern || type_of(b) != g_pattern) {
    return Ref::immediate(kNotImplemented);
  }
  const Pattern *x = pattern_of(a), *y = pattern_of(b);
  const Array<u32>&cx = x->program->source, &cy = y->program->source;
  int equal = x == y;
  if (!equal && x->flags == y->flags && x->kind == y->kind && cx.size() == cy.size() &&
      std::memcmp(cx.data(), cy.data(), cx.size() * sizeof(u32)) == 0) {
    equal = equal_py(t, x->pattern.get(), y->pattern.get());
    if (equal < 0) return Ref();
  }
  return bool_ref(equal == (op == CompareOp::kEq));
}

// re.match(pattern, text) with a compiled pattern looks for it in the cache of re: the hash is computed once.
bool hash(Thread& t, Value self, i64* out) {
  auto* pattern = self.as<Pattern>();
  *out = pattern->hash.load(gc::relaxed);
  if (*out) return true;
  if (!hash_py(t, pattern->pattern.get(), out)) return false;
  u64 h = static_cast<u64>(*out);
  for (u32 i = 0; i < pattern->program->source.size(); ++i) h = (h ^ pattern->program->source[i]) * 0x100000001b3;
  h ^= static_cast<u64>(pattern->flags) ^ static_cast<u64>(pattern->kind) << 32 ^
       static_cast<u64>(pattern->groups) << 40;
  *out = h == UINT64_MAX ? -2 : static_cast<i64>(h);
  pattern->hash.store(*out, gc::relaxed);
  return true;
}

constexpr MethodDef kPatternMethods[] = {
    {"match", find<How::kMatch>, "(self, /, string, pos=0, endpos=sys.maxsize)",
     "Matches zero or more characters at the beginning of the string."},
    {"prefixmatch", find<How::kMatch>, "(self, /, string, pos=0, endpos=sys.maxsize)",
     "The same as match(), which was its only name before Python 3.15."},
    {"fullmatch", find<How::kFullMatch>, "(self, /, string, pos=0, endpos=sys.maxsize)",
     "Matches against all of the string."},
    {"search", find<How::kSearch>, "(self, /, string, pos=0, endpos=sys.maxsize)",
     "Scan through string looking for a match, and return a corresponding match object instance.\n\nReturn None if no "
     "position in the string matches."},
    {"findall", pattern_findall, "(self, /, string, pos=0, endpos=sys.maxsize)",
     "Return a list of all non-overlapping matches of pattern in string."},
    {"finditer", make_find_iterator_py, "(self, /, string, pos=0, endpos=sys.maxsize)",
     "Return an iterator over all non-overlapping matches for the RE pattern in string.\n\nFor each match, the "
     "iterator returns a match object."},
    {"scanner", make_scanner_py, "(self, /, string, pos=0, endpos=sys.maxsize)"},
    {"split", pattern_split, "(self, /, string, maxsplit=0)", "Split string by the occurrences of pattern."},
    {"sub", pattern_sub, "(self, /, repl, string, count=0)",
     "Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern in string by the "
     "replacement repl."},
    {"subn", pattern_subn, "(self, /, repl, string, count=0)",
     "Return the tuple (new_string, number_of_subs_made) found by replacing the leftmost non-overlapping occurrences "
     "of pattern with the "
     "replacement repl."},
    {"__copy__", pattern_copy, "(self, /)"},
    {"__deepcopy__", pattern_deepcopy, "(self, memo, /)"},
    kClassGetitemMethod,
    {},
};
constexpr GetSetDef kPatternGetSet[] = {
    {"groupindex", get_groupindex, nullptr, "A dictionary mapping group names to group numbers."}, {}};
constexpr MemberDef kPatternMembers[] = {
    {"pattern", MemberKind::kSlot, offsetof(Pattern, pattern), true,
     "The pattern string from which the RE object was compiled."},
    {"flags", MemberKind::kI64, offsetof(Pattern, flags), true, "The regex matching flags."},
    {"groups", MemberKind::kI64, offsetof(Pattern, groups), true, "The number of capturing groups in the pattern."},
    {},
};

}  // namespace

const TypeSpec kPatternSpec = {
    .name = "re.Pattern",
    .size = sizeof(Pattern),
    .flags = kTypeTraced | kTypeHasWeakrefs | kTypeDisallowNew,
    .doc = "Compiled regular expression object.",
    .lifetime = {trace, nullptr, nullptr, dispose},
    .slots =
        [] {
          Slots s{};
          s.repr = repr;
          s.hash = hash;
          s.compare = compare;
          return s;
        }(),
    .methods = kPatternMethods,
    .getset = kPatternGetSet,
    .members = kPatternMembers,
};

}  // namespace rt::sre
