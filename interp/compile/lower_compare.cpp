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

// The operands of a chain that are evaluated into temporaries. No more than two are alive at a time, so they take turns
// in two registers. For each of the registers there is a label for leaving the chain while an operand is in it.
class Lowering::ChainOperands {
 public:
  ChainOperands(Lowering& lowering, const Compare* e) : l_(lowering), e_(e), rebound_(l_.rebinds(e->comparators)) {}

  u16 left() { return note(l_.operand(e_->left, kNoRegister, rebound_), 0); }
  // The i-th comparator, while `left` is alive.
  u16 middle(u32 i, u16 left) {
    u32 k = registers_[0] == (left & 0x7fff) ? 1 : 0;
    return note(l_.operand(e_->comparators[i], registers_[k], rebound_), k);
  }
  // Where a comparison jumps that fails while `middle` is alive.
  Label stop(u16 middle, Label end) {
    if (!(middle & kTempBit)) return end;
    Label& label = stops_[registers_[0] == (middle & 0x7fff) ? 0 : 1];
    if (label == kNoLabel) label = l_.new_label();
    return label;
  }
  bool has_stops() const { return stops_[0] != kNoLabel || stops_[1] != kNoLabel; }
  // Emits the code at the labels. Control must not fall into it.
  void emit_stops(Label end) {
    for (u32 k = 0; k < 2; ++k) {
      if (stops_[k] == kNoLabel) continue;
      l_.bind(stops_[k]);
      l_.emit(Op::CLEAR, registers_[k]);
      l_.out().jump(end);
    }
  }

 private:
  u16 note(u16 operand, u32 k) {
    if (operand & kTempBit) registers_[k] = operand & 0x7fff;
    return operand;
  }

  Lowering& l_;
  const Compare* e_;
  bool rebound_;  // some comparator binds a name: all operands are copied
  u16 registers_[2] = {kNoRegister, kNoRegister};
  Label stops_[2] = {kNoLabel, kNoLabel};
};

// a < b < c: b is evaluated once and read twice.
void Lowering::compare_chain(const Compare* e, u16 dest) {
  TempScope temps(regs());
  u16 result = accumulator(dest);
  Label end = new_label();
  ChainOperands operands(*this, e);
  u16 left = operands.left();
  u32 last = static_cast<u32>(e->ops.size()) - 1;
  for (u32 i = 0; i < last; ++i) {
    u16 middle = operands.middle(i, left);
    at(e);
    emit(forms(e->ops[i]).value, result, left, plain(middle));
    out().jump_if(false, result, operands.stop(middle, end));
    emit(Op::CLEAR, result);
    left = middle;
  }
  at(e);
  compare_one(e->ops[last], result, left, e->comparators[last], kNoRegister);
  if (operands.has_stops()) out().jump(end);
  operands.emit_stops(end);
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
  ChainOperands operands(*this, e);
  u16 left = operands.left();
  u32 last = static_cast<u32>(e->ops.size()) - 1;
  for (u32 i = 0; i < last; ++i) {
    u16 middle = operands.middle(i, left);
    at(e);
    out().jump_compare(forms(e->ops[i]).jump_not, left, plain(middle), operands.stop(middle, is_false));
    left = middle;
  }
  branch_compare_one(e->ops[last], left, e->comparators[last], truth, target, e);
  if (operands.has_stops()) out().jump(end);
  operands.emit_stops(is_false);
  if (truth) bind(is_false);
  bind(end);
}

}  // namespace comp
