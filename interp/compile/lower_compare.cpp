// Comparisons: as values and as conditions, single and chained.
#include "interp/compile/lower.h"

namespace comp {

using namespace syn;

namespace {

struct Forms {
  Op value, value_k;  // value_k NOP: none
  Op jump, jump_k;    // taken when the comparison holds
  Op jump_not, jump_not_k;
};

Forms forms(CompareOperator op) {
  switch (op) {
    // clang-format off
#define ORDERED(Name, NAME) \
  case CompareOperator::Name: \
    return {Op::NAME, Op::NAME##_K, Op::JUMP_IF_##NAME, Op::JUMP_IF_##NAME##_K, Op::JUMP_IF_NOT_##NAME, Op::JUMP_IF_NOT_##NAME##_K};
    ORDERED(Eq, EQ) ORDERED(NotEq, NE) ORDERED(Lt, LT) ORDERED(LtE, LE) ORDERED(Gt, GT) ORDERED(GtE, GE)
#undef ORDERED
    case CompareOperator::Is:
      return {Op::IS, Op::NOP, Op::JUMP_IF_IS, Op::JUMP_IF_IS_K, Op::JUMP_IF_NOT_IS, Op::JUMP_IF_NOT_IS_K};
    case CompareOperator::IsNot:
      return {Op::IS_NOT, Op::NOP, Op::JUMP_IF_NOT_IS, Op::JUMP_IF_NOT_IS_K, Op::JUMP_IF_IS, Op::JUMP_IF_IS_K};
    case CompareOperator::In: return {Op::IN, Op::NOP, Op::JUMP_IF_IN, Op::NOP, Op::JUMP_IF_NOT_IN, Op::NOP};
    case CompareOperator::NotIn: return {Op::NOT_IN, Op::NOP, Op::JUMP_IF_NOT_IN, Op::NOP, Op::JUMP_IF_IN, Op::NOP};
  }
  return {};
  // clang-format on
}

bool is_membership(CompareOperator op) { return op == CompareOperator::In || op == CompareOperator::NotIn; }
bool is_singleton(const Expr* e) {
  auto* c = try_as<Constant>(e);
  return c && c->value.kind <= ConstantKind::False;
}

u16 other_scratch(u16 scratch, u16 left) { return scratch == (left & 0x7fff) ? kNoRegister : scratch; }

}  // namespace

// The right side of `in`: a list or set of constants becomes a tuple or frozenset.
u16 Lowering::membership_operand(const Expr* container, u16 scratch) {
  if (Ref folded = failed_ ? Ref() : fold_elements(container)) {
    u16 reg = scratch == kNoRegister ? temp() : scratch;
    load_constant(reg, std::move(folded));
    return reg | kTempBit;
  }
  return operand(container, scratch);
}

void Lowering::compare_one(CompareOperator op, u16 dest, u16 left, const Expr* right, u16 scratch) {
  const Location where = out().location();
  Forms f = forms(op);
  scratch = other_scratch(scratch, left);
  if (f.value_k != Op::NOP) {
    if (i32 k = constant_operand(right); k >= 0) return emit(f.value_k, dest, left, static_cast<u16>(k));
  }
  u16 r = is_membership(op) ? membership_operand(right, scratch) : operand(right, scratch);
  out().at(where);
  emit(f.value, dest, left, r);
}

void Lowering::compare(const Compare* e, u16 dest) {
  check_is(e);
  if (e->ops.size() > 1) return compare_chain(e, dest);
  TempScope temps(regs());
  u16 scratch = is_temp(dest) ? dest : kNoRegister;
  u16 left = operand(e->left, scratch, rebinds(e->comparators[0]));
  at(e);
  compare_one(e->ops[0], dest, left, e->comparators[0], scratch);
}

// a < b < c: b is evaluated once and read twice.
void Lowering::compare_chain(const Compare* e, u16 dest) {
  TempScope temps(regs());
  u16 result = accumulator(dest);
  Label end = new_label();
  u16 left = operand(e->left, kNoRegister, rebinds(e->comparators));
  std::vector<std::pair<Label, u16>> cleanups;
  u32 last = static_cast<u32>(e->ops.size()) - 1;
  for (u32 i = 0; i < last; ++i) {
    u16 middle = operand(e->comparators[i], kNoRegister,
                         rebinds(Span<Expr*>(e->comparators.begin() + i + 1, e->comparators.size() - i - 1)));
    at(e);
    emit(forms(e->ops[i]).value, result, left, plain(middle));
    Label stop = middle & kTempBit ? new_label() : end;
    if (stop != end) cleanups.emplace_back(stop, plain(middle));
    out().jump_if(false, result, stop);
    emit(Op::CLEAR, result);
    left = middle;
  }
  at(e);
  compare_one(e->ops[last], result, left, e->comparators[last], kNoRegister);
  if (!cleanups.empty()) out().jump(end);
  for (auto& [label, reg] : cleanups) {
    bind(label);
    emit(Op::CLEAR, reg);
    out().jump(end);
  }
  bind(end);
  accumulated(result, dest);
}

void Lowering::branch_compare_one(CompareOperator op, u16 left, const Expr* right, bool truth, Label target,
                                  const Node* node) {
  Forms f = forms(op);
  Op k_form = truth ? f.jump_k : f.jump_not_k;
  bool identity = op == CompareOperator::Is || op == CompareOperator::IsNot;
  if (k_form != Op::NOP && (!identity || is_singleton(right))) {
    if (i32 k = constant_operand(right); k >= 0) {
      at(node);
      return out().jump_compare(k_form, left, static_cast<u16>(k), target);
    }
  }
  u16 r = is_membership(op) ? membership_operand(right, kNoRegister) : operand(right);
  at(node);
  out().jump_compare(truth ? f.jump : f.jump_not, left, r, target);
}

void Lowering::branch_compare(const Compare* e, bool truth, Label target) {
  check_is(e);
  if (e->ops.size() > 1) return branch_chain(e, truth, target);
  TempScope temps(regs());
  u16 left = operand(e->left, kNoRegister, rebinds(e->comparators[0]));
  branch_compare_one(e->ops[0], left, e->comparators[0], truth, target, e);
}

void Lowering::branch_chain(const Compare* e, bool truth, Label target) {
  TempScope temps(regs());
  Label is_false = truth ? new_label() : target, end = new_label();
  u16 left = operand(e->left, kNoRegister, rebinds(e->comparators));
  std::vector<std::pair<Label, u16>> cleanups;
  u32 last = static_cast<u32>(e->ops.size()) - 1;
  for (u32 i = 0; i < last; ++i) {
    u16 middle = operand(e->comparators[i], kNoRegister,
                         rebinds(Span<Expr*>(e->comparators.begin() + i + 1, e->comparators.size() - i - 1)));
    Label stop = middle & kTempBit ? new_label() : is_false;
    if (stop != is_false) cleanups.emplace_back(stop, plain(middle));
    at(e);
    out().jump_compare(forms(e->ops[i]).jump_not, left, plain(middle), stop);
    left = middle;
  }
  branch_compare_one(e->ops[last], left, e->comparators[last], truth, target, e);
  if (!cleanups.empty()) out().jump(end);
  for (auto& [label, reg] : cleanups) {
    bind(label);
    emit(Op::CLEAR, reg);
    out().jump(is_false);
  }
  if (truth) bind(is_false);
  bind(end);
}

}  // namespace comp
