// try with except*. Each clause takes the part of the exception group that matches it; the rest goes to the next
// clause. At the end the exceptions that the clauses have raised and the rest that no clause has taken are raised
// together.
//
// Registers: the exception as caught, the exception handled before, the list of exceptions to be raised, and the rest.
#include "interp/compile/lower.h"

namespace comp {

using namespace syn;

void Lowering::try_star(const Try* s) {
  out().mark();
  if (!s->finalbody.empty()) return try_finally(s);
  try_star_clauses(s);
}

void Lowering::try_star_clauses(const Try* s) {
  TempScope temps(regs());
  u16 exception = temp(), saved = temp();
  Label end = new_label();
  Label handler = guarded_body(s, exception, end);
  star_handler(s, handler, exception, saved, end);
  bind(end);
}

void Lowering::star_handler(const Try* s, Label handler, u16 exception, u16 saved, Label end) {
  Emitter::Aside aside(out());
  begin_clauses(handler, exception, saved);
  u16 raised = temp(), rest = temp(), next = temp();
  push_handled(exception, saved, next, raised);
  at(s->handlers[0]);
  emit(Op::BUILD_LIST, raised);
  emit(Op::MOVE, rest, exception);
  for (const ExceptHandler* h : s->handlers) star_clause(h, raised, rest);
  out().at(Location{});
  emit(Op::LIST_APPEND, raised, rest | kTempBit);
  emit(Op::JOIN_RAISED, rest, exception, raised | kTempBit);
  auto done = pop_block();
  Label nothing_left = new_label();
  out().jump_compare(Op::JUMP_IF_IS_K, rest, constant16(rt::none()), nothing_left);
  stop_handling(exception, saved);
  emit(Op::RERAISE, rest | kTempBit);
  bind(nothing_left);
  emit(Op::CLEAR, rest);
  stop_handling(exception, saved);
  out().jump(end);
  handler_cleanup(*done);
}

void Lowering::star_clause(const ExceptHandler* h, u16 raised, u16 rest) {
  if (!h->type) return fail(h->at, "expected one or more exception types");  // only in a tree that was not parsed
  TempScope temps(regs());
  Label after = new_label(), no_match = new_label();
  u16 parts = temp(2), error = temp();  // error: what the body raises
  u16 match = parts;
  {
    TempScope type(regs());
    u16 cls = operand(h->type);
    at(h);  // a group around an exception begins at the whole clause
    emit(Op::SPLIT_RAISED, match, rest | kTempBit, cls);
    emit(Op::UNPACK, parts, match | kTempBit, 2);
    emit(Op::MOVE, rest, static_cast<u16>(parts + 1) | kTempBit);
  }
  out().jump_compare(Op::JUMP_IF_IS_K, match, constant16(rt::none()), no_match);
  const Symbol* name = h->name ? spelling(h->name) : nullptr;
  at(h);
  if (name) store_name(name, match);
  u16 outer = temp();
  emit(Op::PUSH_HANDLED, outer, match);
  u16 inside = temp();
  Block* region = push_region(Block::GroupHandled, inside, inside);
  region->reg = match;
  region->saved = outer;
  body(h->body);
  pop_group(name, match, outer, error, raised, after);
  bind(no_match);
  emit(Op::CLEAR, match);
  bind(after);
}

// The end of a clause, reached normally or with an error. The error is added to the list of exceptions to be raised.
void Lowering::pop_group(const Symbol* name, u16 match, u16 outer, u16 error, u16 raised, Label after) {
  auto region = pop_block();
  out().at(Location{});
  stop_handling(match, outer);
  if (name) unbind_name(name);
  out().jump(after);
  bind(region->handler);
  emit(Op::MOVE, error, region->exception | kTempBit);
  stop_handling(match, outer);
  if (name) unbind_name(name);
  emit(Op::LIST_APPEND, raised, error | kTempBit);
  out().jump(after);
}

}  // namespace comp
