// The `code` type as Python sees it. Offsets (co_lines, co_positions) are in half words: instruction n of co_positions() belongs to
// tb_lasti == 2 * n, as in CPython.
#include <cstring>

#include "interp/compile/code_object.h"
#include "interp/compile/compiler.h"
#include "interp/compile/emitter.h"
#include "runtime/object/native.h"
#include "runtime/types/all.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"

namespace comp {

using rt::Ref;
using rt::Thread;

namespace {

// ---- names

bool is_name_known(rt::Tuple* names, u64 before, Value name) {
  for (u64 i = 0; i < before; i++)
    if (rt::is_same((*names)[i], name)) return true;
  return false;
}

// Local names, each once: comprehensions have registers of their own, under the same names. The namespace register has none.
Ref local_names(Thread& t, const Code* code) {
  auto* names = rt::as_tuple(code->local_names.get());
  u64 first = code->flags & kNamespace || !(code->flags & kOptimized) ? 1 : 0;
  std::vector<Value> result;
  for (u64 i = first; i < names->length; i++) {
    Value name = (*names)[i];
    if (!is_name_known(names, i, name)) result.push_back(name);
  }
  return rt::make_tuple(t, result.data(), result.size());
}

Ref code_varnames(Thread& t, Value self) {
  Ref all = wake(t, as_code(self)) ? local_names(t, as_code(self)) : Ref();
  if (!all) return all;
  auto* names = rt::as_tuple(all);
  auto* cells = rt::as_tuple(as_code(self)->cell_names.get());
  std::vector<Value> result;
  for (u64 i = 0; i < names->length; i++) {
    bool parameter = i < as_code(self)->parameters();
    if (parameter || !is_name_known(cells, cells->length, (*names)[i])) result.push_back((*names)[i]);
  }
  return rt::make_tuple(t, result.data(), result.size());
}

Ref code_nlocals(Thread& t, Value self) {
  Ref names = code_varnames(t, self);
  return names ? rt::make_int(t, static_cast<i64>(names.as<rt::Tuple>()->length)) : Ref();
}

template <Slot Code::* kSlot>
Ref code_slot(Thread& t, Value self) {
  return wake(t, as_code(self)) ? Ref::share(t, (as_code(self)->*kSlot).get()) : Ref();
}
template <u32 Code::* kField>
Ref code_number(Thread& t, Value self) {
  return rt::make_int(t, as_code(self)->*kField);
}

Ref code_argcount(Thread& t, Value self) { return rt::make_int(t, as_code(self)->positional); }
Ref code_first_line(Thread& t, Value self) { return rt::make_int(t, as_code(self)->first_line); }
Ref code_flags(Thread& t, Value self) { return rt::make_int(t, as_code(self)->flags & (kNamespace - 1)); }

Ref code_consts(Thread& t, Value self) {
  return wake(t, as_code(self)) ? rt::make_tuple(t, as_code(self)->constants, as_code(self)->constant_count) : Ref();
}

Ref code_bytes(Thread& t, Value self) {
  if (!wake(t, as_code(self))) return Ref();
  CodeParts parts = code_parts(t, as_code(self));
  return rt::make_bytes(t, {reinterpret_cast<const char*>(parts.words.data()), parts.words.size() * sizeof(u64)});
}
Ref code_linetable(Thread& t, Value self) {
  Code* code = as_code(self);
  if (!wake(t, code)) return Ref();
  return rt::make_bytes(t, {reinterpret_cast<const char*>(code->positions), code->position_count * sizeof(Position)});
}
Ref code_exceptiontable(Thread& t, Value self) {
  Code* code = as_code(self);
  if (!wake(t, code)) return Ref();
  return rt::make_bytes(t, {reinterpret_cast<const char*>(code->handlers), code->handler_count * sizeof(Handler)});
}

constexpr rt::GetSetDef kCodeAttributes[] = {
    {"co_argcount", code_argcount},
    {"co_posonlyargcount", code_number<&Code::positional_only>},
    {"co_kwonlyargcount", code_number<&Code::keyword_only>},
    {"co_nlocals", code_nlocals},
    {"co_stacksize", code_number<&Code::frame_size>},
    {"co_flags", code_flags},
    {"co_code", code_bytes},
    {"_co_code_adaptive", code_bytes},
    {"co_consts", code_consts},
    {"co_names", code_slot<&Code::names>},
    {"co_varnames", code_varnames},
    {"co_cellvars", code_slot<&Code::cell_names>},
    {"co_freevars", code_slot<&Code::free_names>},
    {"co_filename", code_slot<&Code::filename>},
    {"co_name", code_slot<&Code::name>},
    {"co_qualname", code_slot<&Code::qualname>},
    {"co_firstlineno", code_first_line},
    {"co_linetable", code_linetable},
    {"co_exceptiontable", code_exceptiontable},
    {}};

// ---- positions

Value known(i32 n, i32 unknown) { return n == unknown ? rt::kNone : Value::small_int(n); }

Ref code_positions(Thread& t, Value self) {
  Code* code = as_code(self);
  Ref list = wake(t, code) ? rt::make_list(t, code->word_count) : Ref();
  if (!list) return list;
  for (u32 w = 0; w < code->word_count; w++) {
    Position p = position_of(code, w);
    bool none = p.line == 0;
    Value fields[] = {known(p.line, 0), known(p.end_line, 0), none ? rt::kNone : p.column < 0 ? rt::kNone : Value::small_int(p.column),
                      none || p.column < 0 ? rt::kNone : Value::small_int(p.end_column)};
    Ref tuple = rt::make_tuple(t, fields, 4);
    if (!tuple || !rt::list_append(t, rt::as_list(list), std::move(tuple))) return Ref();
  }
  return rt::iter_py(t, list);
}

Ref code_lines(Thread& t, Value self) {
  Code* code = as_code(self);
  Ref list = wake(t, code) ? rt::make_list(t, code->position_count) : Ref();
  if (!list) return list;
  for (u32 i = 0; i < code->position_count;) {
    u32 first = i;
    if (i + 1 < code->position_count && code->positions[i + 1].word == code->positions[i].word) {
      i++;  // a line without code
      continue;
    }
    i32 line = code->positions[i].line;
    while (i < code->position_count && code->positions[i].line == line) i++;
    u32 end = i < code->position_count ? code->positions[i].word : code->word_count;
    Ref tuple = rt::make_tuple(t, Value::small_int(2 * i64{code->positions[first].word}), Value::small_int(2 * i64{end}), known(line, 0));
    if (!tuple || !rt::list_append(t, rt::as_list(list), std::move(tuple))) return Ref();
  }
  return rt::iter_py(t, list);
}

// ---- replace

struct Replacement {
  const char* name;
  bool (*apply)(Thread& t, const Code* code, CodeParts& parts, Value value);
};

template <Ref CodeParts::* kPart>
bool replace_str(Thread& t, const Code*, CodeParts& parts, Value value) {
  if (!rt::is_str(value)) return rt::raise_type_error(t, "expected str, not %T", value);
  parts.*kPart = rt::intern(t, Ref::share(t, value));
  return bool(parts.*kPart);
}

bool replace_first_line(Thread& t, const Code*, CodeParts& parts, Value value) {
  return rt::to_i32_py(t, value, &parts.first_line);
}

// Where arguments go, and whether a call makes a generator, is in the instructions and in the numbering of the registers, too.
constexpr u32 kLayoutFlags = kOptimized | kVarArgs | kVarKeywords | kGenerator | kCoroutine | kAsyncGenerator;

bool replace_flags(Thread& t, const Code*, CodeParts& parts, Value value) {
  i32 flags;
  if (!rt::to_i32_py(t, value, &flags)) return false;
  if ((static_cast<u32>(flags) ^ parts.flags) & kLayoutFlags) {
    return rt::raise_value_error(t, "code.replace() cannot change the flags in co_flags that the instructions depend on");
  }
  parts.flags = (parts.flags & ~(kNamespace - 1)) | (static_cast<u32>(flags) & (kNamespace - 1));
  return true;
}

bool is_tuple_of_str(Value v) {
  if (!rt::is_exact(v, rt::TypeId::kTuple)) return false;
  auto* tuple = rt::as_tuple(v);
  for (u64 i = 0; i < tuple->length; i++)
    if (!rt::is_exact_str((*tuple)[i])) return false;
  return true;
}

// Instructions take strings for names, tuples of strings for lists of names, and code objects for functions without another look.
bool can_stand_for(Value old, Value fresh) {
  if (rt::is_exact_str(old)) return rt::is_exact_str(fresh);
  if (is_tuple_of_str(old)) return is_tuple_of_str(fresh) && rt::as_tuple(fresh)->length == rt::as_tuple(old)->length;
  if (!is_exact(old, rt::TypeId::kCode)) return true;
  return is_exact(fresh, rt::TypeId::kCode) &&
         rt::as_tuple(as_code(old)->free_names.get())->length == rt::as_tuple(as_code(fresh)->free_names.get())->length;
}

bool replace_consts(Thread& t, const Code*, CodeParts& parts, Value value) {
  if (!rt::is_tuple(value)) return rt::raise_type_error(t, "expected tuple, not %T", value);
  auto* tuple = rt::as_tuple(value);
  if (tuple->length != parts.constants.size()) return rt::raise_value_error(t, "code: co_consts is too small");
  for (u64 i = 0; i < tuple->length; i++) {
    if (!can_stand_for(parts.constants[i], (*tuple)[i])) {
      return rt::raise_value_error(t, "code.replace() cannot put %R in the place of %R in co_consts", (*tuple)[i], parts.constants[i].get());
    }
    Ref fresh = Ref::share(t, (*tuple)[i]);
    parts.constants[i] = rt::is_exact_str(fresh) ? rt::intern(t, std::move(fresh)) : std::move(fresh);
    if (!parts.constants[i]) return false;
  }
  return true;
}

Value renamed(rt::Tuple* from, rt::Tuple* to, Value name) {
  for (u64 i = 0; name && i < from->length; i++)
    if (rt::is_same((*from)[i], name)) return (*to)[i];
  return name;
}

// Parameters and locals under other names: the registers stay what they are.
bool replace_varnames(Thread& t, const Code* code, CodeParts& parts, Value value) {
  Ref old = code_varnames(t, Value(const_cast<Code*>(code)));
  if (!old) return false;
  if (!is_tuple_of_str(value) || rt::as_tuple(value)->length != rt::as_tuple(old)->length) {
    return rt::raise_value_error(t, "code.replace(): co_varnames must be a tuple of %d strings", static_cast<int>(rt::as_tuple(old)->length));
  }
  std::vector<Value> names;
  std::vector<Ref> interned;
  auto* locals = rt::as_tuple(parts.local_names);
  for (u64 i = 0; i < locals->length; i++) {
    Value name = renamed(rt::as_tuple(old), rt::as_tuple(value), (*locals)[i]);
    if (!name) name = rt::kNone;
    interned.push_back(rt::is_exact_str(name) ? rt::intern(t, Ref::share(t, name)) : Ref::share(t, name));
    if (!interned.back()) return false;
    names.push_back(interned.back());
  }
  parts.local_names = rt::make_tuple(t, names.data(), names.size());
  return bool(parts.local_names);
}

constexpr Replacement kReplacements[] = {
    {"co_name", replace_str<&CodeParts::name>},
    {"co_qualname", replace_str<&CodeParts::qualname>},
    {"co_filename", replace_str<&CodeParts::filename>},
    {"co_firstlineno", replace_first_line},
    {"co_flags", replace_flags},
    {"co_consts", replace_consts},
    {"co_varnames", replace_varnames},
};

// What describes the instructions themselves may be given, but must be what it is.
bool same_attribute_py(Thread& t, Value self, Value name, Value value) {
  Ref present = rt::getattr_py(t, self, name);
  if (!present) return false;
  int equal = rt::equal_py(t, present, value);
  if (equal > 0) return true;
  return equal < 0 ? false : bool(rt::raise_value_error(t, "code.replace() cannot change %S", name));
}

Ref code_replace(Thread& t, const rt::CallArgs& args) {
  if (args.positional != 1) return rt::raise_type_error(t, "replace() takes 0 positional arguments");
  Value self = args[0];
  if (!wake(t, as_code(self))) return Ref();
  CodeParts parts = code_parts(t, as_code(self));
  for (u32 i = 0; i < args.keywords(); i++) {
    Value name = (*rt::as_tuple(args.names))[i];
    Value value = args[args.positional + i];
    const Replacement* found = nullptr;
    for (const Replacement& r : kReplacements)
      if (rt::str_equal_ascii(name, r.name)) found = &r;
    if (found ? !found->apply(t, as_code(self), parts, value) : !same_attribute_py(t, self, name, value)) return Ref();
  }
  return make_code(t, std::move(parts));
}

// ---- identity

Ref code_repr(Thread& t, Value self) {
  Code* code = as_code(self);
  char address[32];
  std::snprintf(address, sizeof address, "%p", static_cast<void*>(code));
  return rt::format_message(t, "<code object %S at %s, file \"%S\", line %d>", code->name.get(), address, code->filename.get(),
                            code->first_line);
}

int constants_equal(Thread& t, Value a, Value b);

// As CPython: everything but the file name counts.
int codes_equal(Thread& t, Code* a, Code* b) {
  if (a == b) return 1;
  if (!wake(t, a) || !wake(t, b)) return -1;
  if (a->first_line != b->first_line || a->flags != b->flags || a->positional != b->positional ||
      a->positional_only != b->positional_only || a->keyword_only != b->keyword_only || a->constant_count != b->constant_count ||
      a->handler_count != b->handler_count || a->position_count != b->position_count)
    return 0;
  if (!rt::str_equal(a->qualname.get(), b->qualname.get())) return 0;
  CodeParts x = code_parts(t, a), y = code_parts(t, b);
  auto same = [](const auto& u, const auto& v) {
    return u.size() == v.size() && (u.empty() || std::memcmp(u.data(), v.data(), u.size() * sizeof(u[0])) == 0);
  };
  if (!same(x.words, y.words) || !same(x.handlers, y.handlers) || !same(x.positions, y.positions)) return 0;
  for (u32 i = 0; i < a->constant_count; i++) {
    int equal = constants_equal(t, a->constants[i], b->constants[i]);
    if (equal <= 0) return equal;
  }
  return constants_equal(t, a->local_names.get(), b->local_names.get());
}

int constants_equal(Thread& t, Value a, Value b) {
  if (rt::is_same(a, b)) return 1;
  if (rt::type_of(a) != rt::type_of(b)) return 0;
  if (is_exact(a, rt::TypeId::kCode)) return codes_equal(t, as_code(a), as_code(b));
  return rt::equal_py(t, a, b);
}

Ref code_compare(Thread& t, Value a, Value b, rt::CompareOp op) {
  bool equality = op == rt::CompareOp::kEq || op == rt::CompareOp::kNe;
  if (!equality || !is_exact(b, rt::TypeId::kCode)) return Ref::immediate(rt::kNotImplemented);
  int equal = codes_equal(t, as_code(a), as_code(b));
  return equal < 0 ? Ref() : rt::bool_ref((equal == 1) == (op == rt::CompareOp::kEq));
}

bool code_hash(Thread& t, Value self, i64* out) {
  Code* code = as_code(self);
  if (!wake(t, code)) return false;
  u64 h = static_cast<u64>(rt::str_hash(code->qualname.get()));
  for (u64 n : {u64{code->word_count}, u64{code->constant_count}, static_cast<u64>(code->first_line), u64{code->flags}})
    h = (h ^ n) * 0x9E3779B97F4A7C15;
  *out = static_cast<i64>(h >> 3);
  return true;
}

constexpr rt::MethodDef kCodeMethods[] = {
    {"co_positions", code_positions, "(self, /)", "Iterator of (line, end line, column, end column), one for each instruction."},
    {"co_lines", code_lines, "(self, /)", "Iterator of (start, end, line)."},
    {"replace", code_replace, "(...)(self, /, **changes)", "Another code object in which these attributes differ."},
    {"__replace__", code_replace, "(...)(self, /, **changes)", "The same as replace()."},
    {}};

constexpr rt::Slots code_slots() {
  rt::Slots s{};
  s.repr = code_repr;
  s.hash = code_hash;
  s.compare = code_compare;
  return s;
}

}  // namespace

}  // namespace comp

namespace rt {

const TypeSpec kCodeSpec = {
    .id = TypeId::kCode,
    .name = "code",
    .size = sizeof(comp::Code),
    .flags = kTypeTraced | kTypeHasWeakrefs | kTypeImmutableFlag | kTypeDisallowNew,
    .doc = "The bytecode of a function, class body or module.",
    .lifetime = {comp::trace_code, nullptr, nullptr, comp::dispose_code},
    .slots = comp::code_slots(),
    .methods = comp::kCodeMethods,
    .getset = comp::kCodeAttributes,
};

}  // namespace rt
