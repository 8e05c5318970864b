// The `code` type as Python sees it. Entry n of co_positions() belongs to tb_lasti == 2 * n, as in CPython; see
// shown_offset().
#include <cstring>

#include "interp/compile/code_object.h"
#include "interp/compile/compiler.h"
#include "runtime/object/native.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace comp {

using rt::Ref;
using rt::Thread;

namespace {

// ---- names

bool is_name_known(rt::Tuple* names, u64 before, Value name) {
  for (u64 i = 0; i < before; ++i)
    if (rt::is_same((*names)[i], name)) return true;
  return false;
}

// The names of the local variables. A name may have several registers, since comprehensions have their own; it is
// listed once. The register of a namespace is no variable.
Ref local_names(Thread& t, const Code* code) {
  auto* names = rt::as_tuple(code->local_names.get());
  bool has_namespace = names->length && !code->parameters() && rt::str_equal_ascii((*names)[0], kNamespaceName);
  std::vector<Value> result;
  for (u64 i = has_namespace; i < names->length; ++i) {
    Value name = (*names)[i];
    if (!is_name_known(names, i, name)) result.push_back(name);
  }
  return rt::make_tuple(t, result.data(), result.size());
}

}  // namespace

Ref code_varnames(Thread& t, Value self) {
  Ref all = wake(t, as_code(self)) ? local_names(t, as_code(self)) : Ref();
  if (!all) return all;
  auto* names = rt::as_tuple(all);
  auto* cells = rt::as_tuple(as_code(self)->cell_names.get());
  std::vector<Value> result;
  for (u64 i = 0; i < names->length; ++i) {
    bool parameter = i < as_code(self)->parameters();
    if (parameter || !is_name_known(cells, cells->length, (*names)[i])) result.push_back((*names)[i]);
  }
  return rt::make_tuple(t, result.data(), result.size());
}

namespace {

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

// The value that replace() was given for an attribute; empty: none.
Ref shown_part(Thread& t, const Code* code, ShownPart part) {
  Value shown = code->shown.get();
  if (!shown || (*rt::as_tuple(shown))[part] == rt::kNone) return Ref();
  return Ref::share(t, (*rt::as_tuple(shown))[part]);
}

Ref code_stack_size(Thread& t, Value self) {
  if (Ref shown = shown_part(t, as_code(self), kShownStackSize)) return shown;
  return rt::make_int(t, as_code(self)->frame_size);
}

Ref code_bytes(Thread& t, Value self) {
  if (!wake(t, as_code(self))) return Ref();
  if (Ref shown = shown_part(t, as_code(self), kShownCode)) return shown;
  CodeParts parts = code_parts(t, as_code(self));
  return rt::make_bytes(t, {reinterpret_cast<const char*>(parts.words.data()), parts.words.size() * sizeof(u64)});
}
Ref code_linetable(Thread& t, Value self) {
  Code* code = as_code(self);
  if (!wake(t, code)) return Ref();
  if (Ref shown = shown_part(t, code, kShownLines)) return shown;
  return make_line_table(t, code);
}
Ref code_exceptiontable(Thread& t, Value self) {
  Code* code = as_code(self);
  if (!wake(t, code)) return Ref();
  if (Ref shown = shown_part(t, code, kShownExceptions)) return shown;
  return rt::make_bytes(t, {reinterpret_cast<const char*>(code->handlers), code->handler_count * sizeof(Handler)});
}

constexpr rt::GetSetDef kCodeAttributes[] = {
    {"co_argcount", code_argcount},
    {"co_posonlyargcount", code_number<&Code::positional_only>},
    {"co_kwonlyargcount", code_number<&Code::keyword_only>},
    {"co_nlocals", code_nlocals},
    {"co_stacksize", code_stack_size},
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
    {},
};

// The name of a local variable by its register: for disassemblers.
Ref code_varname_from_oparg(Thread& t, Value self, Value number) {
  i32 index;
  if (!wake(t, as_code(self)) || !rt::to_i32_py(t, number, &index)) return Ref();
  auto *names = rt::as_tuple(as_code(self)->local_names.get()), *frees = rt::as_tuple(as_code(self)->free_names.get());
  u64 i = static_cast<u64>(index);
  if (index >= 0 && i < names->length) return Ref::share(t, (*names)[i]);
  if (index >= 0 && i - names->length < frees->length) return Ref::share(t, (*frees)[i - names->length]);
  return rt::raise(t, rt::kIndexErrorType, "tuple index out of range");
}

// ---- positions

Value known(i32 n, i32 unknown) { return n == unknown ? rt::kNone : Value::small_int(n); }

Ref positions_tuple(Thread& t, Value line, Value end_line, Value column, Value end_column) {
  Value fields[] = {line, end_line, column, end_column};
  return rt::make_tuple(t, fields, 4);
}

Ref entry_positions(Thread& t, const Code* code) {
  Value column = g_column_positions ? Value::small_int(0) : rt::kNone;
  return positions_tuple(t, Value::small_int(entry_line(code)), Value::small_int(code->first_line), column, column);
}

Ref code_positions(Thread& t, Value self) {
  Code* code = as_code(self);
  Ref list = wake(t, code) ? rt::make_list(t, code->word_count + 1) : Ref();
  Ref entry = list ? entry_positions(t, code) : Ref();
  if (!entry || !rt::list_append(t, rt::as_list(list), std::move(entry))) return Ref();
  for (u32 w = 0; w < code->word_count; ++w) {
    Position p = position_of(code, w);
    bool none = p.line == 0 || p.column < 0;
    Ref tuple =
        positions_tuple(t, known(p.line, 0), known(p.end_line, 0), none ? rt::kNone : Value::small_int(p.column),
                        none ? rt::kNone : Value::small_int(p.end_column));
    if (!tuple || !rt::list_append(t, rt::as_list(list), std::move(tuple))) return Ref();
  }
  return rt::iter_py(t, list);
}

// Appends the ranges of lines without code.
bool add_passed_lines(Thread& t, const Code* code, Value list) {
  for (u32 i = 0; i < code->position_count; ++i) {
    if (code->positions[i].column > Position::kPassed) continue;
    i64 offset = shown_offset_of_passed(code, i);
    Ref tuple = rt::make_tuple(t, Value::small_int(offset), Value::small_int(offset + 2),
                               Value::small_int(code->positions[i].line));
    if (!tuple || !rt::list_append(t, rt::as_list(list), std::move(tuple))) return false;
  }
  return true;
}

Ref code_lines(Thread& t, Value self) {
  Code* code = as_code(self);
  Ref list = wake(t, code) ? rt::make_list(t, code->position_count + 1) : Ref();
  if (!list || code->position_count == 0) return list ? rt::iter_py(t, list) : Ref();
  i64 start = 0;
  i32 line = entry_line(code);
  auto add = [&](i64 end) {
    Ref tuple = rt::make_tuple(t, Value::small_int(start), Value::small_int(end),
                               start ? known(line, 0) : Value::small_int(line));
    start = end;
    return tuple && rt::list_append(t, rt::as_list(list), std::move(tuple));
  };
  for (u32 i = 0; i < code->position_count; ++i) {
    const Position& p = code->positions[i];
    bool has_code = i + 1 == code->position_count || code->positions[i + 1].word != p.word;
    if (!has_code || p.line == line) continue;
    if (!add(shown_offset(p.word))) return Ref();
    line = p.line;
  }
  return add(shown_offset(code->word_count)) && add_passed_lines(t, code, list) ? rt::iter_py(t, list) : Ref();
}

// ---- identity

Ref code_repr(Thread& t, Value self) {
  Code* code = as_code(self);
  char address[32];
  std::snprintf(address, sizeof address, "%p", static_cast<void*>(code));
  return rt::format_message(t, "<code object %S at %s, file \"%S\", line %d>", code->name.get(), address,
                            code->filename.get(), code->first_line);
}

int constants_equal_py(Thread& t, Value a, Value b);

// Equality of code objects, as in CPython: all attributes but the file name are compared.
int codes_equal_py(Thread& t, Code* a, Code* b) {
  if (a == b) return 1;
  rt::NativeDepth depth(t, " in comparison");  // replace() makes constants of code, as deep as a program wants
  if (!depth || !wake(t, a) || !wake(t, b)) return -1;
  if (a->first_line != b->first_line || a->flags != b->flags || a->positional != b->positional ||
      a->positional_only != b->positional_only || a->keyword_only != b->keyword_only ||
      a->constant_count != b->constant_count || a->handler_count != b->handler_count ||
      a->position_count != b->position_count)
    return 0;
  if (!rt::str_equal(a->qualname.get(), b->qualname.get())) return 0;
  CodeParts x = code_parts(t, a), y = code_parts(t, b);
  auto same = [](const auto& u, const auto& v) {
    return u.size() == v.size() && (u.empty() || std::memcmp(u.data(), v.data(), u.size() * sizeof(u[0])) == 0);
  };
  if (!same(x.words, y.words) || !same(x.handlers, y.handlers) || !same(x.positions, y.positions)) return 0;
  for (u32 i = 0; i < a->constant_count; ++i) {
    int equal = constants_equal_py(t, a->constants[i], b->constants[i]);
    if (equal <= 0) return equal;
  }
  for (Slot Code::* slot : {&Code::names, &Code::local_names, &Code::cell_names, &Code::free_names}) {
    int equal = constants_equal_py(t, (a->*slot).get(), (b->*slot).get());
    if (equal <= 0) return equal;
  }
  Value shown = a->shown.get(), other = b->shown.get();
  return shown && other ? constants_equal_py(t, shown, other) : !shown && !other;
}

int constants_equal_py(Thread& t, Value a, Value b) {
  if (rt::is_same(a, b)) return 1;
  if (rt::type_of(a) != rt::type_of(b)) return 0;
  if (is_exact(a, rt::TypeId::kCode)) return codes_equal_py(t, as_code(a), as_code(b));
  return rt::equal_py(t, a, b);
}

Ref code_compare(Thread& t, Value a, Value b, rt::CompareOp op) {
  bool equality = op == rt::CompareOp::kEq || op == rt::CompareOp::kNe;
  if (!equality || !is_exact(b, rt::TypeId::kCode)) return Ref::immediate(rt::kNotImplemented);
  int equal = codes_equal_py(t, as_code(a), as_code(b));
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
    {"co_positions", code_positions, "(self, /)",
     "Iterator of (line, end line, column, end column), one for each instruction."},
    {"co_lines", code_lines, "(self, /)", "Iterator of (start, end, line)."},
    {"_varname_from_oparg", code_varname_from_oparg, "(self, /, oparg)",
     "The name of a local variable by its number in the bytecode."},
    {"replace", code_replace_py, "(...)(self, /, **changes)", "Another code object in which these attributes differ."},
    {"__replace__", code_replace_py, "(...)(self, /, **changes)", "The same as replace()."},
    {},
};

constexpr rt::Slots code_slots() {
  rt::Slots s{};
  s.repr = code_repr;
  s.hash = code_hash;
  s.compare = code_compare;
  s.create = code_create_py;
  return s;
}

}  // namespace

}  // namespace comp

namespace rt {

extern const TypeSpec kCodeSpec;
const TypeSpec kCodeSpec = {
    .id = TypeId::kCode,
    .name = "code",
    .size = sizeof(comp::Code),
    .flags = kTypeTraced | kTypeHasWeakrefs | kTypeImmutableFlag,
    .doc = "The bytecode of a function, class body or module.",
    .lifetime = {comp::trace_code, nullptr, nullptr, comp::dispose_code},
    .slots = comp::code_slots(),
    .methods = comp::kCodeMethods,
    .getset = comp::kCodeAttributes,
};

}  // namespace rt
