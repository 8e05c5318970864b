// re.Match: the object of a match. It keeps the marks and the string; groups are sliced when they are asked for.
#include "runtime/library/parts/module_parts.h"
#include "runtime/library/regex/sre.h"
#include "runtime/object/value_buffer.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/dict_table.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::sre {

Ref make_match(Thread& t, Value pattern, const Subject& subject, const Matcher& m, i64 pos, i64 endpos) {
  u32 groups = pattern_of(pattern)->program->groups;
  Ref self = allocate_instance(t, g_match, 2 * (static_cast<u64>(groups) + 1));
  if (!self) return self;
  auto* match = self.as<Match>();
  match->pos = pos;
  match->endpos = endpos;
  match->lastindex = m.lastindex();
  match->groups = static_cast<i64>(groups) + 1;
  match->marks[0] = m.start();
  match->marks[1] = m.end();
  for (u32 i = 0; i < groups; ++i) {
    i64 start = m.mark(2 * i), end = m.mark(2 * i + 1);
    bool took_part = start >= 0 && end >= start;
    match->marks[2 * i + 2] = took_part ? start : -1;
    match->marks[2 * i + 3] = took_part ? end : -1;
  }
  init_field(match->string, Ref::share(t, subject.string()));
  init_field(match->pattern, Ref::share(t, pattern));
  return self;
}

namespace {

const Match* match_of(Value v) { return v.as<Match>(); }

// The number of the group that an index or name means. -1: an error is pending.
i64 group_number_py(Thread& t, const Match* match, Value index) {
  i64 i = -1;
  if (index.is_small_int()) {
    i = index.small();
  } else if (type_of(index)->slots.index) {
    if (!index_i64_py(t, index, &i, nullptr)) return -1;
  } else if (Dict* names = as_dict(pattern_of(match->pattern.get())->groupindex.get()); names->size() > 0) {
    Ref number = dict_get_py(t, names, index);
    if (!number && error_pending(t)) return -1;
    if (number && is_int(number) && !int_fits_i64(number, &i)) i = -1;
  }
  if (i < 0 || i >= match->groups) return raise_index_error(t, "no such group");
  return i;
}

Ref group_value(Thread& t, const Match* match, const Subject& subject, i64 group, Value missing) {
  i64 start = match->marks[2 * group];
  if (start < 0) return Ref::share(t, missing);
  // A bytearray may have shrunk since the match, so both ends are clamped.
  return subject.slice(clamped(start, subject.length()), clamped(match->marks[2 * group + 1], subject.length()));
}

Ref one_group_py(Thread& t, Value self, Value index) {
  const Match* match = match_of(self);
  i64 group = group_number_py(t, match, index);
  if (group < 0) return Ref();
  Subject subject(t, match->string.get());
  return subject.ok() ? group_value(t, match, subject, group, kNone) : Ref();
}

// group([group1, ...]).
Ref match_group(Thread& t, const CallArgs& args) {
  Value self = args[0];
  if (args.keywords()) return raise_type_error(t, "Match.group() takes no keyword arguments");
  if (args.positional == 1) return one_group_py(t, self, Value::small_int(0));
  if (args.positional == 2) return one_group_py(t, self, args[1]);
  ValueBuffer found(t);
  for (u32 i = 1; i < args.positional; ++i) {
    Ref value = one_group_py(t, self, args[i]);
    if (!value || !found.push(std::move(value))) return Ref();
  }
  return make_tuple(t, found.data(), found.size());
}

Ref match_groups(Thread& t, Value self, Value missing) {
  const Match* match = match_of(self);
  Subject subject(t, match->string.get());
  if (!subject.ok()) return Ref();
  ValueBuffer found(t);
  for (i64 i = 1; i < match->groups; ++i) {
    Ref value = group_value(t, match, subject, i, missing);
    if (!value || !found.push(std::move(value))) return Ref();
  }
  return make_tuple(t, found.data(), found.size());
}

// The dict of groupdict() for a pattern that has not come from the compiler of `re`: its dict of names may hold
// anything.
Ref groupdict_by_names_py(Thread& t, const Match* match, const Subject& subject, Dict* names, Value missing) {
  Ref result = make_dict(t, names->size()), name, number;
  i64 hash;
  for (u64 position = 0; result && dict_next_hashed(t, names, &position, &name, &number, &hash);) {
    i64 group = group_number_py(t, match, name);
    Ref value = group < 0 ? Ref() : group_value(t, match, subject, group, missing);
    if (!value || !dict_set_hashed_py(t, as_dict(result), name, hash, value)) return Ref();
  }
  return result;
}

// Becomes a copy of the dict of names, in which each number is replaced by the group's value.
Ref match_groupdict(Thread& t, Value self, Value missing) {
  const Match* match = match_of(self);
  Subject subject(t, match->string.get());
  if (!subject.ok()) return Ref();
  // lint: borrow: the fields of a match and those of a pattern never change
  Dict* names = as_dict(pattern_of(match->pattern.get())->groupindex.get());
  Ref result = dict_copy(t, names);
  if (!result) return result;
  DictTable* table = as_dict(result)->table.load(gc::relaxed);
  for (u64 i = 0, n = as_dict(result)->size(); i < n; ++i) {
    Value name = table->key(i).get(), number = table->value(i).get();
    bool known = is_exact_str(name) && number.is_small_int() && number.small() >= 0 && number.small() < match->groups;
    if (!known) return groupdict_by_names_py(t, match, subject, names, missing);
    Ref value = group_value(t, match, subject, number.small(), missing);
    if (!value) return value;
    table->value(i).set(value.release());  // the number needs no release
  }
  return result;
}

Ref match_start(Thread& t, Value self, Value group) {
  i64 i = group_number_py(t, match_of(self), group);
  return i < 0 ? Ref() : make_int(t, match_of(self)->marks[2 * i]);
}
Ref match_end(Thread& t, Value self, Value group) {
  i64 i = group_number_py(t, match_of(self), group);
  return i < 0 ? Ref() : make_int(t, match_of(self)->marks[2 * i + 1]);
}
Ref span_of(Thread& t, const Match* match, i64 group) {
  return make_tuple(t, Value::small_int(match->marks[2 * group]), Value::small_int(match->marks[2 * group + 1]));
}
Ref match_span(Thread& t, Value self, Value group) {
  i64 i = group_number_py(t, match_of(self), group);
  return i < 0 ? Ref() : span_of(t, match_of(self), i);
}

Ref match_expand(Thread& t, Value self, Value replacement) {
  if (dialect().minor < 12) {
    Ref re = library_py(t);
    Ref expand = re ? getattr_py(t, re, "_expand") : Ref();
    return expand ? call_py(t, expand, match_of(self)->pattern.get(), self, replacement) : Ref();
  }
  Ref parsed = compile_template_py(t, match_of(self)->pattern.get(), replacement);
  return parsed ? expand_template_py(t, parsed, match_of(self)) : Ref();
}

Ref get_lastindex(Thread& t, Value self) {
  i64 i = match_of(self)->lastindex;
  return i < 0 ? none() : make_int(t, i);
}
Ref get_lastgroup(Thread& t, Value self) {
  const Match* match = match_of(self);
  Tuple* names = as_tuple(pattern_of(match->pattern.get())->indexgroup.get());
  if (match->lastindex < 0 || static_cast<u64>(match->lastindex) >= names->length) return none();
  return Ref::share(t, (*names)[static_cast<u64>(match->lastindex)]);
}
Ref get_regs(Thread& t, Value self) {
  ValueBuffer spans(t);
  for (i64 i = 0; i < match_of(self)->groups; ++i) {
    Ref span = span_of(t, match_of(self), i);
    if (!span || !spans.push(std::move(span))) return Ref();
  }
  return make_tuple(t, spans.data(), spans.size());
}

Ref match_repr(Thread& t, Value self) {
  Ref text = one_group_py(t, self, Value::small_int(0));
  if (!text) return text;
  const Match* match = match_of(self);
  return format_message(t, "<re.Match object; span=(%lld, %lld), match=%R>", static_cast<long long>(match->marks[0]),
                        static_cast<long long>(match->marks[1]), text.get());
}

Ref match_copy(Thread& t, Value self) { return Ref::share(t, self); }
Ref match_deepcopy(Thread& t, Value self, Value) { return Ref::share(t, self); }

constexpr MethodDef kMatchMethods[] = {
    {"group", match_group, "(...)",
     "group([group1, ...]) -> str or tuple.\n    Return subgroup(s) of the match by indices or names.\n    For 0 "
     "returns the entire match."},
    {"start", match_start, "(self, group=0, /)", "Return index of the start of the substring matched by group."},
    {"end", match_end, "(self, group=0, /)", "Return index of the end of the substring matched by group."},
    {"span", match_span, "(self, group=0, /)",
     "For match object m, return the 2-tuple (m.start(group), m.end(group))."},
    {"groups", match_groups, "(self, /, default=None)",
     "Return a tuple containing all the subgroups of the match, from 1.\n\n  default\n    Is used for groups that did "
     "not participate in the match."},
    {"groupdict", match_groupdict, "(self, /, default=None)",
     "Return a dictionary containing all the named subgroups of the match, keyed by the subgroup name.\n\n  default\n  "
     "  Is used for groups "
     "that did not participate in the match."},
    {"expand", match_expand, "(self, /, template)",
     "Return the string obtained by doing backslash substitution on the string template, as done by the sub() method."},
    {"__copy__", match_copy, "(self, /)"},
    {"__deepcopy__", match_deepcopy, "(self, memo, /)"},
    kClassGetitemMethod,
    {},
};
constexpr GetSetDef kMatchGetSet[] = {
    {"lastindex", get_lastindex, nullptr, "The integer index of the last matched capturing group."},
    {"lastgroup", get_lastgroup, nullptr, "The name of the last matched capturing group."},
    {"regs", get_regs},
    {},
};
constexpr MemberDef kMatchMembers[] = {
    {"string", MemberKind::kSlot, offsetof(Match, string), true, "The string passed to match() or search()."},
    {"re", MemberKind::kSlot, offsetof(Match, pattern), true, "The regular expression object."},
    {"pos", MemberKind::kI64, offsetof(Match, pos), true,
     "The index into the string at which the RE engine started looking for a match."},
    {"endpos", MemberKind::kI64, offsetof(Match, endpos), true,
     "The index into the string beyond which the RE engine will not go."},
    {},
};

}  // namespace

const TypeSpec kMatchSpec = {
    .name = "re.Match",
    .size = sizeof(Match),
    .item_size = sizeof(i64),
    .flags = kTypeTraced | kTypeVarSized | kTypeDisallowNew,
    .doc = "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
    .lifetime = SlotsOf<Match, &Match::string, &Match::pattern>::kLifetime,
    .slots =
        [] {
          Slots s{};
          s.repr = match_repr;
          s.getitem = one_group_py;
          return s;
        }(),
    .methods = kMatchMethods,
    .getset = kMatchGetSet,
    .members = kMatchMembers,
};

}  // namespace rt::sre
