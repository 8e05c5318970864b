// Coroutines: await, async for, async with. Comprehensions that iterate asynchronously use the same loop.
#include "interp/compile/lower.h"

namespace comp {

using namespace syn;

bool Lowering::in_async_function() const { return unit_->flags & (kCoroutine | kAsyncGenerator); }

void Lowering::await(const Await* e, u16 dest) {
  TempScope temps(regs());
  u16 iterator = temp();
  u16 value = operand(e->value, iterator);
  at(e);
  await_value(iterator, value, AwaitKind::Await, dest);
}

void Lowering::await_value(u16 iterator, u16 value, AwaitKind kind, u16 dest) {
  emit(Op::GET_YIELD_ITER, iterator, value, static_cast<u16>(kind));
  delegate(iterator, dest);
}

// ---- loops

void Lowering::iterate_async(const Expr* iterable, u16 iterator) {
  TempScope temps(regs());
  u16 source = operand(iterable, iterator);
  at(iterable);
  emit(Op::GET_AITER, iterator, source);
}

// Awaits the next item into `value`; the handler of the region receives the end of the iteration in `exception`.
void Lowering::next_async(u16 iterator, u16 exception, u16 value, Label ended) {
  TempScope temps(regs());
  Block* region = push_region(Block::Protected, exception, exception);
  region->handler = ended;
  u16 step = temp();
  emit(Op::GET_ANEXT, step, iterator);
  delegate(step, value);
  pop_block();
}

void Lowering::async_for(const For* s) {
  u16 iterator = temp(), exception = temp();
  iterate_async(s->iter, iterator);
  Block* loop = push_block(Block::Loop);
  Label done = loop->break_label = new_label(), next = loop->continue_label = new_label(), ended = new_label();
  loop->reg = iterator;
  loop->continue_back = true;
  bind(next);
  u16 value = temp();
  at(s);
  next_async(iterator, exception, value, ended);
  store(s->target, value | kTempBit);
  body(s->body);
  out().implicit();
  out().jump_back(next);
  pop_block();
  bind(ended);
  at(s->iter);
  out().implicit();
  emit(Op::END_ASYNC_FOR, exception | kTempBit);
  emit(Op::CLEAR, iterator);
  body(s->orelse);
  bind(done);
}

Lowering::ComprehensionLoop Lowering::begin_async_comprehension_loop(const Expr* e, const Comprehension* g,
                                                                     u16 iterator) {
  ComprehensionLoop loop{g, iterator};
  loop.exception = temp();
  loop.value = temp();
  loop.next = new_label();
  loop.top = new_label();
  loop.ended = new_label();
  bind(loop.top);
  at(e);
  next_async(iterator, loop.exception, loop.value, loop.ended);
  store(g->target, loop.value | kTempBit);
  for (const Expr* condition : g->ifs) branch(condition, false, loop.next);
  return loop;
}

void Lowering::end_async_comprehension_loop(const ComprehensionLoop& loop, const Expr* element) {
  bind(loop.next);
  at(element);
  out().jump_back(loop.top);
  bind(loop.ended);
  at(loop.generator->iter);
  out().implicit();
  emit(Op::END_ASYNC_FOR, loop.exception | kTempBit);
  emit(Op::CLEAR, loop.iterator);
}

}  // namespace comp
