// Comprehensions run in the code around them, with registers of their own (PEP 709); generator expressions are
// functions.
#include "interp/compile/lower.h"

namespace comp {

using namespace syn;

static Span<Comprehension*> generators_of(const Expr* e) {
  switch (e->kind) {
    case Kind::ListComp: return as<ListComp>(e)->generators;
    case Kind::SetComp: return as<SetComp>(e)->generators;
    case Kind::DictComp: return as<DictComp>(e)->generators;
    default: return as<GeneratorExp>(e)->generators;
  }
}

void Lowering::iterate(const Expr* iterable, u16 iterator) {
  TempScope temps(regs());
  u16 source;
  // Only this loop sees a list of constants, so a constant tuple can take its place.
  Ref folded = failed_ || iterable->kind != Kind::List ? Ref() : fold_elements(iterable);
  if (folded) {
    load_constant(iterator, std::move(folded));
    source = iterator | kTempBit;
  } else {
    source = operand(iterable, iterator);
  }
  at(iterable);
  emit(Op::GET_ITER, iterator, source);
}

bool Lowering::inside_handler() const {
  for (auto& b : unit_->blocks)
    if (b->handler != kNoLabel) return true;
  return false;
}

void Lowering::comprehension(const Expr* e, u16 dest) {
  Scope* scope = table_.of(e);
  TempScope temps(regs());
  u16 acc = accumulator(dest);
  u16 iterator = temp(4);
  const Comprehension* first = generators_of(e)[0];
  if (first->is_async) iterate_async(first->iter, iterator);
  else iterate(first->iter, iterator);
  at(e);
  Scope* outer = unit_->scope;
  unit_->scope = scope;
  // If an error is handled in this frame, the variables of the comprehension must be emptied on the way.
  bool guarded = inside_handler();
  if (guarded) push_region(Block::Protected, acc, acc);
  for (const NameInfo& info : scope->names)
    if (info.access == Access::Cell) emit(Op::MAKE_CELL, info.reg);
  emit(e->kind == Kind::ListComp ? Op::BUILD_LIST : e->kind == Kind::SetComp ? Op::BUILD_SET : Op::BUILD_MAP, acc);
  comprehension_loops(e, generators_of(e), iterator, acc);
  unit_->scope = outer;
  at(e);
  clear_comprehension_names(scope);
  if (guarded) {
    auto guard = pop_block();
    Label end = new_label();
    out().jump(end);
    bind(guard->handler);
    clear_comprehension_names(scope);
    emit(Op::RERAISE, acc | kTempBit);
    bind(end);
  }
  accumulated(acc, dest);
}

void Lowering::clear_comprehension_names(Scope* scope) {
  for (const NameInfo& info : scope->names)
    if (info.access == Access::Local || info.access == Access::Cell) emit(Op::CLEAR, info.reg);
}

// The entry of a loop whose test is at its end: emits the jump to the test, and returns the label of the body, which
// follows.
Label Lowering::enter_loop(Label test) {
  Label body = new_label();
  bool live = out().reachable();
  out().jump_statement(test);
  if (live) out().reach(body);
  bind(body);
  return body;
}

static const Expr* element_of(const Expr* e) {
  switch (e->kind) {
    case Kind::ListComp: return as<ListComp>(e)->elt;
    case Kind::SetComp: return as<SetComp>(e)->elt;
    case Kind::DictComp: return as<DictComp>(e)->key;
    default: return as<GeneratorExp>(e)->elt;
  }
}

// The loops of a comprehension around its element. The first iterator has been made. `acc` is kNoRegister in a
// generator expression.
void Lowering::comprehension_loops(const Expr* e, Span<Comprehension*> generators, u16 first_iterator, u16 acc) {
  TempScope temps(regs());
  std::vector<ComprehensionLoop> loops;
  for (const Comprehension* g : generators) {
    u16 iterator = loops.empty() ? first_iterator : temp(4);
    if (!loops.empty() && g->is_async) iterate_async(g->iter, iterator);
    else if (!loops.empty()) iterate(g->iter, iterator);
    loops.push_back(g->is_async ? begin_async_comprehension_loop(e, g, iterator)
                                : begin_comprehension_loop(g, iterator));
  }
  comprehension_element(e, acc);
  for (; !loops.empty(); loops.pop_back()) {
    const ComprehensionLoop& loop = loops.back();
    if (loop.generator->is_async) end_async_comprehension_loop(loop, element_of(e));
    else end_comprehension_loop(loop, element_of(e));
  }
}

Lowering::ComprehensionLoop Lowering::begin_comprehension_loop(const Comprehension* g, u16 iterator) {
  ComprehensionLoop loop{g, iterator};
  loop.next = new_label();
  loop.first = new_label();
  loop.top = enter_loop(loop.first);
  u16 target = direct_target(g->target);
  loop.value = target == kNoRegister ? temp() : target;
  if (target == kNoRegister) store(g->target, loop.value | kTempBit);
  for (const Expr* condition : g->ifs) branch(condition, false, loop.next);
  return loop;
}

void Lowering::end_comprehension_loop(const ComprehensionLoop& loop, const Expr* element) {
  bind(loop.next);
  if (!loop.generator->ifs.empty()) {  // a condition that does not hold goes on at the line of the element
    at(element);
    out().mark();
  }
  bind(loop.first);
  at(loop.generator->iter);
  out().for_iter(loop.iterator, loop.value, loop.top);
}

void Lowering::comprehension_element(const Expr* e, u16 acc) {
  TempScope temps(regs());
  if (e->kind == Kind::DictComp) {
    auto* d = as<DictComp>(e);
    if (!d->value) {
      u16 mapping = operand(d->key);
      at(d->key);
      return emit(Op::MAP_UPDATE, acc, mapping);
    }
    u16 key = operand(d->key, kNoRegister, rebinds(d->value));
    u16 value = operand(d->value);
    at(d->key);
    return emit(Op::MAP_SET, acc, key, value);
  }
  const Expr* element = element_of(e);
  auto* starred = try_as<Starred>(element);
  if (starred) element = starred->value;
  if (acc == kNoRegister && starred) {  // (*x for x in y) yields the items of each
    u16 iterator = temp(4);
    u16 item = temp();
    iterate(element, iterator);
    Label next = new_label(), again = enter_loop(next);
    emit(Op::YIELD, item, item | kTempBit);
    emit(Op::CLEAR, item);
    bind(next);
    return out().for_iter(iterator, item, again);
  }
  u16 value = operand(element);
  at(element);
  if (acc == kNoRegister) {
    u16 sent = value & kTempBit ? plain(value) : temp();
    emit(Op::YIELD, sent, value);
    return emit(Op::CLEAR, sent);
  }
  if (e->kind == Kind::ListComp) emit(starred ? Op::LIST_EXTEND : Op::LIST_APPEND, acc, value);
  else emit(starred ? Op::SET_UPDATE : Op::SET_ADD, acc, value);
}

void Lowering::generator_exp(const GeneratorExp* e, u16 dest) {
  TempScope temps(regs());
  Scope* scope = table_.of(e);
  bool is_async = e->generators[0]->is_async;
  u16 window = open_window(dest);
  u16 argument = temp();
  Unit* outer = unit_;
  open_unit(e, "<genexpr>");
  unit_->positional = 1;
  enter_code(e, nullptr);
  {
    TempScope inner(regs());
    u16 iterator = temp(4);
    at(e->generators[0]->iter);
    if (is_async) emit(Op::MOVE, iterator, 0);
    else emit(Op::GET_ITER, iterator, 0, 1);
    comprehension_loops(e, e->generators, iterator, kNoRegister);
  }
  out().implicit();
  emit_return_none();
  Ref code;
  finish_unit(&code);
  unit_ = outer;
  if (!code) return;
  make_function(e, nullptr, nullptr, constant(std::move(code), Reach::kNear), scope, window + 1);
  u16 iterable = operand(e->generators[0]->iter, argument);
  at(e->generators[0]->iter);
  if (is_async) emit(Op::GET_AITER, argument, iterable);
  else emit(Op::GET_YIELD_ITER, argument, iterable);
  at(e);
  emit(Op::CALL, dest, window, 1);
}

}  // namespace comp
