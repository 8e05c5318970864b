// Assignment in all its forms.
#include "interp/compile/lower.h"

namespace comp {

using namespace syn;

static Span<Expr*> target_elements(const Expr* e) {
  if (auto* t = try_as<Tuple>(e)) return t->elts;
  if (auto* l = try_as<List>(e)) return l->elts;
  return {};
}

void Lowering::assign(const Assign* s) {
  if (s->targets.size() == 1) return assign_value(s->targets[0], s->value);
  if (Ref constant = failed_ ? Ref() : fold(s->value)) {
    for (const Expr* target : s->targets) {
      TempScope temps(regs());
      u16 reg = direct_target(target);
      u16 dest = reg == kNoRegister ? temp() : reg;
      at(s->value);
      load_constant(dest, Ref::share(t_, constant));
      if (reg == kNoRegister) store(target, dest | kTempBit);
    }
    return;
  }
  // Several targets: the value is read once for each, and an earlier target may rebind the local that it came from.
  u16 value = operand(s->value, kNoRegister, true);
  for (u32 i = 0; i < s->targets.size(); ++i) {
    bool last = i + 1 == s->targets.size();
    store(s->targets[i], last ? value : plain(value));
  }
}

void Lowering::assign_value(const Expr* target, const Expr* value) {
  u16 reg = direct_target(target);
  if (reg != kNoRegister) return expr_to(value, reg), out().mark_part(target->at);
  if (assign_parallel(target, value)) return;
  store(target, operand(value, kNoRegister, rebinds(target)));
}

// a, b = b, a
bool Lowering::swap_locals(Span<Expr*> to, Span<Expr*> from) {
  if (to.size() != 2) return false;
  u16 left = direct_target(to[0]), right = direct_target(to[1]);
  if (left == kNoRegister || right == kNoRegister || left == right) return false;
  if (direct_target(from[0]) != right || direct_target(from[1]) != left) return false;
  operand(from[0]);
  operand(from[1]);
  emit(Op::SWAP, left, right);
  return true;
}

// For a parallel assignment: true if from[i] is a local that may be rebound before its value is stored.
bool Lowering::is_replaced_before(Span<Expr*> to, Span<Expr*> from, u32 i) {
  auto* named = try_as<NamedExpr>(from[i]);
  u16 reg = direct_target(named ? named->target : from[i]);
  for (u32 k = i + 1; k < from.size(); ++k)
    if (rebinds(from[k])) return true;
  for (u32 k = 0; k < i; ++k) {
    bool simple = to[k]->kind == Kind::Name || to[k]->kind == Kind::Attribute || to[k]->kind == Kind::Subscript;
    if (!simple || rebinds(to[k]) || direct_target(to[k]) == reg) return true;
  }
  return rebinds(to[i]);
}

// a, b = x, y without making a tuple. A value that is a local is read in place, unless a target before its own rebinds
// it.
bool Lowering::assign_parallel(const Expr* target, const Expr* value) {
  constexpr u32 kMaxParallel = 8;
  Span<Expr*> to = target_elements(target);
  auto* from = try_as<Tuple>(value);
  if (!from || to.size() != from->elts.size() || to.empty() || to.size() > kMaxParallel) return false;
  for (u32 i = 0; i < to.size(); ++i)
    if (to[i]->kind == Kind::Starred || from->elts[i]->kind == Kind::Starred) return false;
  if (swap_locals(to, from->elts)) return true;
  u16 window = temp(static_cast<u32>(to.size()));
  u16 values[kMaxParallel];
  for (u32 i = 0; i < to.size(); ++i)
    values[i] = operand(from->elts[i], window + i, is_replaced_before(to, from->elts, i));
  for (u32 i = 0; i < to.size(); ++i) store(to[i], values[i]);
  return true;
}

void Lowering::store(const Expr* target, u16 operand_reg) {
  if (failed_) return;
  TempScope temps(regs());
  switch (target->kind) {
    case Kind::Name: at(target); return store_name(spelling(as<Name>(target)->id), operand_reg);
    case Kind::Attribute: {
      auto* a = as<Attribute>(target);
      note_static_attribute(a);
      u16 object = operand(a->value);
      at_attribute(a);
      return emit(Op::SET_ATTR, object, operand_reg, name16(spelling(a->attr)));
    }
    case Kind::Subscript: return store_subscript(as<Subscript>(target), operand_reg);
    case Kind::Tuple: return store_elements(target, as<Tuple>(target)->elts, operand_reg);
    case Kind::List: return store_elements(target, as<List>(target)->elts, operand_reg);
    case Kind::Starred: return fail(target->at, "starred assignment target must be in a list or tuple");
    default: return;
  }
}

void Lowering::store_subscript(const Subscript* target, u16 value) {
  u16 object = operand(target->value, kNoRegister, rebinds(target->slice));
  auto* s = try_as<Slice>(target->slice);
  if (s && !s->step) {
    u16 window = temp(2);
    slice_parts(s, window, 2);
    at(target);
    return emit(Op::SET_SLICE, object, value, window);
  }
  u16 key = operand(target->slice);
  at(target);
  emit(Op::SET_ITEM, object, key, value);
}

void Lowering::store_elements(const Expr* target, Span<Expr*> elements, u16 value) {
  i32 star = -1;
  u32 n = static_cast<u32>(elements.size());
  for (u32 i = 0; i < n; ++i) {
    if (elements[i]->kind != Kind::Starred) continue;
    if (star >= 0) return fail(target->at, "multiple starred expressions in assignment");
    star = static_cast<i32>(i);
  }
  u32 after = star < 0 ? 0 : n - 1 - static_cast<u32>(star);
  if (star >= 256 || after >= 256) return fail(target->at, "too many expressions in star-unpacking assignment");
  at(target);
  // If the targets are locals with consecutive registers, they are unpacked into directly.
  bool in_place = star < 0 && n > 0 && n < 256;
  u16 first = n ? direct_target(elements[0]) : kNoRegister;
  in_place &= value & kTempBit || value < first || value >= first + n;  // a, b = a: the source must outlive the stores
  for (u32 i = 0; i < n && in_place; ++i) in_place = first != kNoRegister && direct_target(elements[i]) == first + i;
  if (in_place) return emit(Op::UNPACK, first, value, static_cast<u16>(n));
  u16 window = temp(n);
  if (star < 0) {
    emit(Op::UNPACK, window, value, static_cast<u16>(n));
  } else {
    emit(Op::UNPACK_EX, window, value, static_cast<u16>(static_cast<u32>(star) | after << 8));
  }
  for (u32 i = 0; i < n; ++i) {
    const Expr* e = elements[i];
    if (auto* starred = try_as<Starred>(e)) e = starred->value;
    store(e, static_cast<u16>(window + i) | kTempBit);
  }
}

// ---- x += y: the target is evaluated once

void Lowering::augmented(const AugAssign* s) {
  if (auto* a = try_as<Attribute>(s->target)) return augmented_attribute(s, a);
  if (auto* i = try_as<Subscript>(s->target)) return augmented_subscript(s, i);
  auto* name = try_as<Name>(s->target);
  if (!name) return fail(s->target->at, "illegal expression for augmented assignment");
  const Symbol* symbol = spelling(name->id);
  u16 reg = direct_target(name);
  if (reg != kNoRegister) {
    at(name);
    check_local(reg, symbol);
    u16 left = reg;
    if (rebinds(s->value)) {
      left = temp();
      emit(Op::MOVE, left, reg);
      left |= kTempBit;
    }
    at(s);
    return arithmetic(s->op, true, reg, left, s->value, kNoRegister);
  }
  u16 value = temp();
  at(name);
  load_name(symbol, value);
  at(s);
  arithmetic(s->op, true, value, value | kTempBit, s->value, kNoRegister);
  at(name);
  store_name(symbol, value | kTempBit);
}

void Lowering::augmented_attribute(const AugAssign* s, const Attribute* target) {
  u16 object = operand(target->value, kNoRegister, rebinds(s->value));
  u16 name = name16(spelling(target->attr));
  u16 value = temp();
  at_attribute(target);
  emit(Op::GET_ATTR, value, plain(object), name);
  at(s);
  arithmetic(s->op, true, value, value | kTempBit, s->value, kNoRegister);
  at_attribute(target);
  emit(Op::SET_ATTR, object, value | kTempBit, name);
}

void Lowering::augmented_subscript(const AugAssign* s, const Subscript* target) {
  u16 object = operand(target->value, kNoRegister, rebinds(target->slice) || rebinds(s->value));
  u16 key = operand(target->slice, kNoRegister, rebinds(s->value));
  u16 value = temp();
  at(target);
  emit(Op::GET_ITEM, value, plain(object), plain(key));
  at(s);
  arithmetic(s->op, true, value, value | kTempBit, s->value, kNoRegister);
  at(target);
  emit(Op::SET_ITEM, object, key, value | kTempBit);
}

}  // namespace comp
