// Displays: tuples, lists, sets and dicts, with unpacking.
#include "interp/compile/lower.h"

namespace comp {

using namespace syn;

bool has_starred(Span<Expr*> elements) {
  for (const Expr* e : elements)
    if (e->kind == Kind::Starred) return true;
  return false;
}

void Lowering::display(Span<Expr*> elements, Op build, u16 dest) {
  const Location where = out().location();
  TempScope temps(regs());
  u16 first = regs().top();
  if (regs().is_top(dest)) {
    first = dest;  // the destination itself takes the first element
  }
  for (u32 i = 0; i < elements.size(); ++i) {
    u16 reg = i == 0 && first == dest ? dest : temp();
    expr_to(elements[i], reg);
  }
  out().at(where);
  emit(build, dest, elements.empty() ? 0 : first, static_cast<u16>(elements.size()));
}

void Lowering::display_stepwise(Span<Expr*> elements, bool set, u16 acc) {
  const Location where = out().location();
  emit(set ? Op::BUILD_SET : Op::BUILD_LIST, acc, 0, 0);
  for (const Expr* e : elements) {
    TempScope temps(regs());
    auto* starred = try_as<Starred>(e);
    u16 value = operand(starred ? starred->value : e);
    out().at(where);
    if (starred) emit(set ? Op::SET_UPDATE : Op::LIST_EXTEND, acc, value);
    else emit(set ? Op::SET_ADD : Op::LIST_APPEND, acc, value);
  }
}

void Lowering::list_or_set(Span<Expr*> elements, bool set, u16 dest) {
  if (!has_starred(elements) && elements.size() <= kMaxRun) {
    if (elements.size() < 3 || set) return display(elements, set ? Op::BUILD_SET : Op::BUILD_LIST, dest);
  }
  TempScope temps(regs());
  // Three and more constants: copied from a constant tuple.
  if (Ref folded = has_starred(elements) || elements.size() < 3 || failed_ ? Ref() : fold_tuple(elements)) {
    u16 acc = accumulator(dest);
    emit(set ? Op::BUILD_SET : Op::BUILD_LIST, acc, 0, 0);
    u16 items = temp();
    load_constant(items, std::move(folded));
    emit(set ? Op::SET_UPDATE : Op::LIST_EXTEND, acc, items | kTempBit);
    return accumulated(acc, dest);
  }
  if (!has_starred(elements) && elements.size() <= kMaxRun) return display(elements, Op::BUILD_LIST, dest);
  u16 acc = accumulator(dest);
  display_stepwise(elements, set, acc);
  accumulated(acc, dest);
}

void Lowering::tuple(const Tuple* e, u16 dest) {
  at(e);
  if (Ref folded = fold(e)) return load_constant(dest, std::move(folded));
  build_tuple(e->elts, dest);
}

void Lowering::build_tuple(Span<Expr*> elements, u16 dest) {
  if (!has_starred(elements) && elements.size() <= kMaxRun) return display(elements, Op::BUILD_TUPLE, dest);
  const Location where = out().location();
  TempScope temps(regs());
  u16 list = accumulator(dest);
  display_stepwise(elements, false, list);
  out().at(where);
  emit(Op::LIST_TO_TUPLE, dest, list | kTempBit);
}

void Lowering::dict(const Dict* e, u16 dest) {
  TempScope temps(regs());
  bool unpacks = false;
  for (const Expr* key : e->keys) unpacks |= key == nullptr;
  u32 n = static_cast<u32>(e->keys.size());
  if (!unpacks && n <= kMaxRun / 2) {
    u16 window = regs().top();
    for (u32 i = 0; i < n; ++i) {
      u16 pair = temp(2);
      expr_to(e->keys[i], pair);
      expr_to(e->values[i], pair + 1);
    }
    at(e);
    return emit(Op::BUILD_MAP, dest, n ? window : 0, static_cast<u16>(n));
  }
  u16 acc = accumulator(dest);
  at(e);
  emit(Op::BUILD_MAP, acc, 0, 0);
  for (u32 i = 0; i < n; ++i) {
    TempScope pair(regs());
    if (!e->keys[i]) {
      u16 mapping = operand(e->values[i]);
      at(e);
      emit(Op::MAP_UPDATE, acc, mapping);
      continue;
    }
    u16 key = operand(e->keys[i], kNoRegister, rebinds(e->values[i]));
    u16 value = operand(e->values[i]);
    at(e);
    emit(Op::MAP_SET, acc, key, value);
  }
  accumulated(acc, dest);
}

}  // namespace comp
