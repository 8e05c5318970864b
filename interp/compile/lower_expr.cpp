// Expressions: the dispatcher, operators, conditions, attributes and items.
#include "interp/compile/lower.h"

namespace comp {

using namespace syn;

void Lowering::expr_to(const Expr* e, u16 dest) {
  if (failed_) return;
  rt::NativeDepth depth(t_, " during compilation");
  if (!depth) return fail_pending();
  switch (e->kind) {
    case Kind::Constant: {
      at(e);
      return load_constant(dest, literal_value(t_, as<Constant>(e)->value));
    }
    case Kind::Name: at(e); return load_name(spelling(as<Name>(e)->id), dest);
    case Kind::BinOp: return binary(as<BinOp>(e), dest);
    case Kind::UnaryOp: return unary(as<UnaryOp>(e), dest);
    case Kind::BoolOp: return bool_op(as<BoolOp>(e), dest);
    case Kind::NamedExpr: return named(as<NamedExpr>(e), dest);
    case Kind::Lambda: return lambda(as<Lambda>(e), dest);
    case Kind::IfExp: return if_exp(as<IfExp>(e), dest);
    case Kind::Dict: return dict(as<Dict>(e), dest);
    case Kind::Set: return list_or_set(as<Set>(e)->elts, true, dest);
    case Kind::List: at(e); return list_or_set(as<List>(e)->elts, false, dest);
    case Kind::Tuple: return tuple(as<Tuple>(e), dest);
    case Kind::ListComp:
    case Kind::SetComp:
    case Kind::DictComp: return comprehension(e, dest);
    case Kind::GeneratorExp: return generator_exp(as<GeneratorExp>(e), dest);
    case Kind::Await: return await(as<Await>(e), dest);
    case Kind::Yield: return yield(as<Yield>(e), dest);
    case Kind::YieldFrom: return yield_from(as<YieldFrom>(e), dest);
    case Kind::Compare: return compare(as<Compare>(e), dest);
    case Kind::Call: return call(as<Call>(e), dest);
    case Kind::JoinedStr: return joined_str(as<JoinedStr>(e), dest);
    case Kind::FormattedValue: return formatted_value(as<FormattedValue>(e), dest);
    case Kind::Interpolation: return interpolation(as<Interpolation>(e), dest);
    case Kind::TemplateStr: return template_str(as<TemplateStr>(e), dest);
    case Kind::Attribute: return attribute(as<Attribute>(e), dest);
    case Kind::Subscript: return subscript(as<Subscript>(e), dest);
    case Kind::Starred: return fail(e->at, "can't use starred expression here");
    case Kind::Slice: return build_slice(as<Slice>(e), dest);
    default: return;
  }
}

u16 Lowering::operand(const Expr* e, u16 scratch, bool rebound_later) {
  if (!rebound_later) {
    if (auto* name = try_as<Name>(e)) {
      u16 reg = direct_target(e);
      if (reg != kNoRegister) {
        at(e);
        check_local(reg, spelling(name->id));
        return reg;
      }
    } else if (auto* n = try_as<NamedExpr>(e)) {
      u16 reg = direct_target(n->target);
      if (reg != kNoRegister) {
        expr_to(n->value, reg);
        return reg;
      }
    }
  }
  u16 reg = scratch == kNoRegister ? temp() : scratch;
  expr_to(e, reg);
  return reg | kTempBit;
}

// Evaluates an expression for its effects and releases the value.
void Lowering::effect(const Expr* e) {
  if (e->kind == Kind::Constant) return out().mark();
  rt::NativeDepth depth(t_, " during compilation");
  if (!depth) return fail_pending();
  TempScope temps(regs());
  if (auto* b = try_as<BoolOp>(e)) {
    Label end = new_label();
    for (u32 i = 0; i + 1 < b->values.size(); ++i) branch(b->values[i], b->op == BoolOperator::Or, end);
    effect(b->values.back());
    return bind(end);
  }
  if (auto* i = try_as<IfExp>(e)) {
    Label orelse = new_label(), end = new_label();
    branch(i->test, false, orelse);
    effect(i->body);
    out().jump(end);
    bind(orelse);
    effect(i->orelse);
    return bind(end);
  }
  u16 value = operand(e);
  if (value & kTempBit) return emit(Op::CLEAR, plain(value));
  out().mark();  // a local alone has no code
}

i32 Lowering::constant_operand(const Expr* e) {
  if (failed_) return -1;
  Ref value = fold(e);
  if (!value) return -1;
  out().mark_part(e->at);
  u32 index = constant(std::move(value));
  return index < Constants::kNearIndices ? static_cast<i32>(index) : -1;
}

// True if the value is made by one instruction whose only effect is to write its destination.
bool Lowering::writes_once(const Expr* e) { return e->kind == Kind::Constant || e->kind == Kind::Name; }

// ---- operators

static Op arithmetic_op(Operator op) {
  switch (op) {
    case Operator::Add: return Op::ADD;
    case Operator::Sub: return Op::SUB;
    case Operator::Mult: return Op::MUL;
    case Operator::MatMult: return Op::MATMUL;
    case Operator::Div: return Op::TRUEDIV;
    case Operator::Mod: return Op::MOD;
    case Operator::Pow: return Op::POW;
    case Operator::LShift: return Op::LSHIFT;
    case Operator::RShift: return Op::RSHIFT;
    case Operator::BitOr: return Op::OR;
    case Operator::BitXor: return Op::XOR;
    case Operator::BitAnd: return Op::AND;
    case Operator::FloorDiv: return Op::FLOORDIV;
  }
  return Op::NOP;
}
// ops.def lays an operator's four forms out in a row: plain, _K, INPLACE_, INPLACE_ _K.
static Op form(Op base, bool inplace, bool constant) {
  return static_cast<Op>(static_cast<u16>(base) + (inplace ? 2 : 0) + (constant ? 1 : 0));
}
// is / is not, in / not in: pairs that differ in the lowest bit.
static_assert((static_cast<u8>(CompareOperator::Is) ^ 1) == static_cast<u8>(CompareOperator::IsNot));
static_assert((static_cast<u8>(CompareOperator::In) ^ 1) == static_cast<u8>(CompareOperator::NotIn));
static_assert(static_cast<u16>(Op::ADD_K) == static_cast<u16>(Op::ADD) + 1);
static_assert(static_cast<u16>(Op::INPLACE_ADD_K) == static_cast<u16>(Op::ADD) + 3);

// The right operand may use `scratch` only if the left one is not in it.
static u16 free_scratch(u16 scratch, u16 left) { return scratch == (left & 0x7fff) ? kNoRegister : scratch; }

void Lowering::arithmetic(Operator op, bool inplace, u16 dest, u16 left, const Expr* right, u16 scratch) {
  const Location where = out().location();
  Op base = arithmetic_op(op);
  if (i32 k = constant_operand(right); k >= 0) {
    return emit(form(base, inplace, true), dest, left, static_cast<u16>(k));
  }
  u16 r = operand(right, free_scratch(scratch, left));
  out().at(where);
  emit(form(base, inplace, false), dest, left, r);
}

void Lowering::binary(const BinOp* e, u16 dest) {
  if (Ref folded = fold(e)) {
    at(e);
    return load_constant(dest, std::move(folded));
  }
  if (percent_format(e, dest)) return;
  TempScope temps(regs());
  u16 scratch = is_temp(dest) ? dest : kNoRegister;
  u16 left = operand(e->left, scratch, rebinds(e->right));
  at(e);
  arithmetic(e->op, false, dest, left, e->right, scratch);
}

void Lowering::unary(const UnaryOp* e, u16 dest) {
  if (Ref folded = fold(e)) {
    at(e);
    return load_constant(dest, std::move(folded));
  }
  TempScope temps(regs());
  u16 scratch = is_temp(dest) ? dest : kNoRegister;
  if (e->op == UnaryOperator::Not) {
    auto* c = try_as<Compare>(e->operand);
    if (c && c->ops.size() == 1 && c->ops[0] >= CompareOperator::Is) {  // not (a is b): one instruction
      auto inverse = static_cast<CompareOperator>(static_cast<u8>(c->ops[0]) ^ 1);
      u16 left = operand(c->left, scratch, rebinds(c->comparators[0]));
      at(c);
      return compare_one(inverse, dest, left, c->comparators[0], scratch);
    }
  }
  u16 value = operand(e->operand, scratch);
  at(e);
  static constexpr Op kOps[] = {Op::INVERT, Op::NOT, Op::POS, Op::NEG};
  emit(kOps[static_cast<u8>(e->op)], dest, value);
}

// Evaluates an operand of `and` or `or` into `acc`. `replaces`: `acc` holds the operand before, which is released.
void Lowering::bool_operand(const Expr* e, u16 acc, bool replaces) {
  bool at_once = writes_once(e);
  if (replaces && !at_once) emit(Op::CLEAR, acc);
  expr_to(e, acc);
  if (replaces && at_once) out().replaces_old_value();
}

// Evaluates all operands of `and` or `or` but the last one into `acc`, and jumps to `decided` behind one that decides.
// Returns the last operand, which is still to be evaluated; operands behind a constant that decides are left out.
const Expr* Lowering::first_operands(const BoolOp* e, u16 acc, bool* replaces, Label decided) {
  bool is_or = e->op == BoolOperator::Or;
  for (u32 i = 0; i + 1 < e->values.size(); ++i) {
    const Expr* value = e->values[i];
    int truth = constant_truth(value);
    if (truth >= 0 && (truth == 1) == is_or) return value;
    if (truth >= 0) continue;  // decides nothing
    bool_test(value, e, acc, *replaces, is_or, decided);
    *replaces = true;
  }
  return e->values.back();
}

// Evaluates `e`, an operand of `around`, into `acc`. Jumps to `target` if its truth is `truth`, else falls through;
// `acc` keeps the value either way. In an operand that is itself an `and` or `or`, each value is asked for its truth
// once.
void Lowering::bool_test(const Expr* e, const BoolOp* around, u16 acc, bool replaces, bool truth, Label target) {
  rt::NativeDepth depth(t_, " during compilation");
  if (!depth) return fail_pending();
  auto* inner = try_as<BoolOp>(e);
  if (!inner) {
    bool_operand(e, acc, replaces);
    at(around);
    return out().jump_if(truth, acc, target);
  }
  bool any_decides = (inner->op == BoolOperator::Or) == truth;
  Label decided = any_decides ? target : new_label();
  const Expr* last = first_operands(inner, acc, &replaces, decided);
  bool_test(last, inner, acc, replaces, truth, target);
  if (!any_decides) bind(decided);
}

void Lowering::bool_op(const BoolOp* e, u16 dest) {
  TempScope temps(regs());
  u16 acc = accumulator(dest);
  Label end = new_label();
  bool replaces = false;
  const Expr* last = first_operands(e, acc, &replaces, end);
  bool_operand(last, acc, replaces);
  bind(end);
  accumulated(acc, dest);
}

// Moves an accumulated value from its temporary to its destination, if they differ.
void Lowering::accumulated(u16 acc, u16 dest) {
  if (acc != dest) emit(Op::MOVE, dest, acc | kTempBit);
}

void Lowering::if_exp(const IfExp* e, u16 dest) {
  Label orelse = new_label(), end = new_label();
  branch(e->test, false, orelse);
  expr_to(e->body, dest);
  at(e);
  out().jump(end);
  bind(orelse);
  expr_to(e->orelse, dest);
  bind(end);
}

void Lowering::named(const NamedExpr* e, u16 dest) {
  const Symbol* name = spelling(e->target->id);
  u16 reg = direct_target(e->target);
  if (reg != kNoRegister) {
    expr_to(e->value, reg);
    at(e);
    if (reg != dest) emit(Op::MOVE, dest, reg);
    return;
  }
  TempScope temps(regs());
  u16 value = accumulator(dest);
  expr_to(e->value, value);
  at(e->target);
  store_name(name, value);
  accumulated(value, dest);
}

// ---- conditions

// Jumps to `target` if the truth of `e` is `truth`, else falls through.
void Lowering::branch(const Expr* e, bool truth, Label target) {
  if (failed_) return;
  rt::NativeDepth depth(t_, " during compilation");
  if (!depth) return fail_pending();
  if (int known = constant_truth(e); known >= 0) {
    at(e);
    out().mark();
    if ((known == 1) == truth) out().jump(target);
    return;
  }
  if (auto* u = try_as<UnaryOp>(e); u && u->op == UnaryOperator::Not) return branch(u->operand, !truth, target);
  if (auto* c = try_as<Compare>(e)) return branch_compare(c, truth, target);
  if (auto* b = try_as<BoolOp>(e)) {
    bool is_or = b->op == BoolOperator::Or;
    if (is_or == truth) {  // any operand decides
      for (const Expr* v : b->values) branch(v, truth, target);
      return;
    }
    Label skip = new_label();
    for (u32 i = 0; i + 1 < b->values.size(); ++i) branch(b->values[i], !truth, skip);
    branch(b->values.back(), truth, target);
    return bind(skip);
  }
  if (auto* i = try_as<IfExp>(e)) {
    Label orelse = new_label(), end = new_label();
    branch(i->test, false, orelse);
    branch(i->body, truth, target);
    out().jump(end);
    bind(orelse);
    branch(i->orelse, truth, target);
    return bind(end);
  }
  TempScope temps(regs());
  u16 value = operand(e);
  at(e);
  out().jump_if(truth, value, target);
}

// ---- attributes and items

Location Lowering::attribute_location(const Attribute* e) {
  Location where = e->at;
  if (where.line == where.end_line) return where;
  where.line = where.end_line;
  where.col = where.end_col - static_cast<u32>(e->attr->text.size());
  return where;
}

void Lowering::attribute(const Attribute* e, u16 dest) {
  TempScope temps(regs());
  u16 window;
  const Symbol* name = spelling(e->attr);
  if (super_call(e->value, &window)) {
    at_attribute(e);
    return emit(Op::GET_SUPER_ATTR, dest, window, name16(name));
  }
  u16 object = operand(e->value, is_temp(dest) ? dest : kNoRegister);
  at_attribute(e);
  emit(Op::GET_ATTR, dest, object, name16(name));
}

// Start, stop and step of a slice, in as many registers as are wanted.
void Lowering::slice_parts(const Slice* s, u16 window, u16 count) {
  const Expr* parts[] = {s->lower, s->upper, s->step};
  for (u16 i = 0; i < count; ++i) {
    if (parts[i]) expr_to(parts[i], window + i);
    else load_none(window + i);
  }
}

void Lowering::build_slice(const Slice* s, u16 dest) {
  TempScope temps(regs());
  u16 window = temp(3);
  slice_parts(s, window, 3);
  at(s);
  emit(Op::BUILD_SLICE, dest, window);
}

void Lowering::subscript(const Subscript* e, u16 dest) {
  check_subscript(e);
  TempScope temps(regs());
  u16 scratch = is_temp(dest) ? dest : kNoRegister;
  u16 object = operand(e->value, scratch, rebinds(e->slice));
  auto* s = try_as<Slice>(e->slice);
  if (s) {
    u16 parts = s->step ? 3 : 2, window = temp(parts);
    slice_parts(s, window, parts);
    at(e);
    return emit(s->step ? Op::GET_SLICE_STEP : Op::GET_SLICE, dest, object, window);
  }
  if (i32 k = constant_operand(e->slice); k >= 0) {
    at(e);
    return emit(Op::GET_ITEM_K, dest, object, static_cast<u16>(k));
  }
  u16 key = operand(e->slice, free_scratch(scratch, object));
  at(e);
  emit(Op::GET_ITEM, dest, object, key);
}

// ---- generators

void Lowering::yield(const Yield* e, u16 dest) {
  if (!unit_->code->is_function()) return fail(e->at, "'yield' outside function");
  TempScope temps(regs());
  u16 value;
  if (e->value) {
    value = operand(e->value, is_temp(dest) ? dest : kNoRegister);
  } else {
    value = accumulator(dest);
    at(e);
    load_none(value);
    value |= kTempBit;
  }
  at(e);
  emit(Op::YIELD, dest, value, 0);
}

void Lowering::yield_from(const YieldFrom* e, u16 dest) {
  if (!unit_->code->is_function()) return fail(e->at, "'yield from' outside function");
  if (in_async_function()) return fail(e->at, "'yield from' inside async function");
  TempScope temps(regs());
  u16 iterator = temp();
  u16 value = operand(e->value, iterator);
  at(e);
  emit(Op::GET_YIELD_ITER, iterator, value);
  delegate(iterator, dest);
}

// The loop of a delegation is SEND, YIELD, JUMP_BACK, directly one after the other. continue_after_delegate_py
// (vm/generator.cpp) relies on this layout.
void Lowering::delegate(u16 iterator, u16 dest) {
  u16 sent = temp(), result = temp();
  load_none(sent);
  Label again = new_label(), done = new_label();
  bind(again);
  out().send(result, iterator, sent | kTempBit, done);
  emit(Op::YIELD, sent, result | kTempBit, static_cast<u16>(iterator + 1));
  out().jump_back(again);
  bind(done);
  emit(Op::CLEAR, iterator);
  emit(Op::MOVE, dest, result | kTempBit);
}

}  // namespace comp
