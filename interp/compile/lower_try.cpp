// The try statement. It costs nothing until an exception is raised: handlers are found through the exception table, and
// their code is laid out aside.
//
// A try statement has two registers: one for the exception that is being handled, and one for the exception that was
// being handled before (`saved`). The body of a handler is itself covered by a cleanup handler: if the body raises,
// t.handled becomes the saved exception again before the new error goes on.
#include "interp/compile/lower.h"

namespace comp {

using namespace syn;

void Lowering::try_statement(const Try* s) {
  out().mark();
  if (!s->finalbody.empty()) return try_finally(s);
  try_except(s);
}

void Lowering::try_finally(const Try* s) {
  TempScope temps(regs());
  check_finally(s->finalbody, false);
  u16 exception = temp(), saved = temp();
  Label end = new_label();
  push_region(Block::Finally, exception, exception)->body = s->finalbody;
  if (s->handlers.empty()) body(s->body);
  else if (s->kind == Kind::TryStar) try_star_clauses(s);
  else try_except(s);
  auto guarded = pop_block();
  body(s->finalbody);
  out().jump(end);
  finally_handler(s, guarded->handler, exception, saved);
  bind(end);
}

void Lowering::finally_handler(const Try* s, Label handler, u16 exception, u16 saved) {
  Emitter::Aside aside(out());
  bind(handler);
  out().at(Location{});
  emit(Op::PUSH_HANDLED, saved, exception);
  u16 next = temp();
  push_handled(exception, saved, next, next);
  body(s->finalbody);
  auto done = pop_block();
  out().implicit();
  emit(Op::POP_HANDLED, saved | kTempBit);
  emit(Op::RERAISE, exception | kTempBit);
  handler_cleanup(*done);
}

// Emits the body of a try statement and its else clause. Returns the label of the handler for errors of the body.
Label Lowering::guarded_body(const Try* s, u16 exception, Label end) {
  push_region(Block::Protected, exception, exception);
  body(s->body);
  auto guarded = pop_block();
  body(s->orelse);
  out().jump(end);
  return guarded->handler;
}

// The start of the handler: the exception becomes the one that is being handled.
void Lowering::begin_clauses(Label handler, u16 exception, u16 saved) {
  bind(handler);
  out().at(Location{});  // each clause has its line
  emit(Op::PUSH_HANDLED, saved, exception);
}

// Opens the region of a handler's body. An error in the body arrives in register `next`; registers from `limit` on are
// released on the way.
Block* Lowering::push_handled(u16 exception, u16 saved, u16 next, u16 limit) {
  Block* handled = push_region(Block::Handled, next, limit);
  handled->reg = exception;
  handled->saved = saved;
  return handled;
}

void Lowering::try_except(const Try* s) {
  TempScope temps(regs());
  u16 exception = temp(), saved = temp();
  Label end = new_label();
  Label handler = guarded_body(s, exception, end);
  except_clauses(s, handler, exception, saved, end);
  bind(end);
}

void Lowering::except_clauses(const Try* s, Label handler, u16 exception, u16 saved, Label end) {
  Emitter::Aside aside(out());
  begin_clauses(handler, exception, saved);
  u16 next = temp();
  Block* handled = push_handled(exception, saved, next, next);
  for (u32 i = 0; i < s->handlers.size(); ++i) {
    const ExceptHandler* h = s->handlers[i];
    if (!h->type && i + 1 < s->handlers.size()) return fail(h->at, "default 'except:' must be last");
    except_clause(h, handled, end);
  }
  auto done = pop_block();
  const Expr* last = s->handlers[s->handlers.size() - 1]->type;
  out().at(last ? last->at : Location{});
  emit(Op::POP_HANDLED, saved | kTempBit);  // no clause matched
  emit(Op::RERAISE, exception | kTempBit);
  handler_cleanup(*done);
}

void Lowering::except_clause(const ExceptHandler* h, Block* handled, Label end) {
  TempScope temps(regs());
  Label no_match = new_label();
  if (h->type) {
    TempScope match(regs());
    u16 result = temp();
    u16 cls = operand(h->type, result);
    at(h->type);
    emit(Op::MATCH_EXCEPTION, result, handled->reg, cls);
    out().jump_if(false, result | kTempBit, no_match);
  } else {
    at(h);
    out().mark();
  }
  if (h->name) {
    const Symbol* name = spelling(h->name);
    at(h);
    store_name(name, handled->reg);
    u16 error = temp();
    push_region(Block::Named, error, error)->name = name;
    body(h->body);
    auto named = pop_block();
    Label after = new_label();
    unbind_name(name);
    out().jump(after);
    bind(named->handler);
    unbind_name(name);
    emit(Op::RERAISE, error | kTempBit);
    bind(after);
  } else {
    body(h->body);
  }
  close_region(handled);
  out().at(Location{});
  stop_handling(handled->reg, handled->saved);
  out().jump(end);
  open_region(handled);
  bind(no_match);
}

// name = None; del name: the name may have been deleted already.
void Lowering::unbind_name(const Symbol* name) {
  TempScope temps(regs());
  out().at(Location{});
  Place place = place_of(name);
  if (place.access == Access::Local) return emit(Op::CLEAR, place.reg);
  u16 none = temp();
  load_none(none);
  store_name(name, none | kTempBit);
  delete_name(name);
}

// ---- with

// Calls __exit__(None, None, None) and ignores the result.
void Lowering::leave_with(u16 exit, bool is_async) {
  if (!is_async) return emit(Op::WITH_EXIT, 0, exit);
  TempScope temps(regs());
  u16 result = temp();
  emit(Op::ASYNC_WITH_EXIT, result, exit);
  await_value(result, result | kTempBit, AwaitKind::Exit, result);
  emit(Op::CLEAR, result);
}

void Lowering::with_statement(const With* s) {
  TempScope temps(regs());
  bool is_async = s->kind == Kind::AsyncWith;
  std::vector<WithRegisters> entered;
  for (const WithItem* item : s->items) entered.push_back(enter_with(item, is_async));
  body(s->body);
  for (u32 i = static_cast<u32>(entered.size()); i-- > 0;) {
    const WithItem* item = s->items[i];
    regs().release_to(static_cast<u16>(entered[i].exit + 2));
    auto guarded = pop_block();
    Label end = new_label();
    at(item->context_expr);
    leave_with(entered[i].exit, is_async);
    out().jump(end);
    with_handler(item, guarded->handler, entered[i], is_async, end);
    bind(end);
  }
}

// Enters the context manager of an item and opens the region that it guards.
Lowering::WithRegisters Lowering::enter_with(const WithItem* item, bool is_async) {
  u16 exception = temp(), saved = temp(), exit = temp(2);
  u16 target = item->optional_vars ? direct_target(item->optional_vars) : kNoRegister;
  TempScope value(regs());
  u16 result = temp();
  u16 manager = operand(item->context_expr, result);
  at(item->context_expr);
  if (is_async) {
    emit(Op::ASYNC_WITH_ENTER, result, manager, exit);
    await_value(result, result | kTempBit, AwaitKind::Enter, target != kNoRegister ? target : result);
    if (!item->optional_vars) emit(Op::CLEAR, result);
  } else if (item->optional_vars) {
    emit(Op::WITH_ENTER, target != kNoRegister ? target : result, manager, exit);
  } else {
    emit(Op::WITH_ENTER_ONLY, 0, manager, exit);
  }
  Block* with = push_region(Block::With, exception, exit + 2);
  with->reg = exit;
  with->is_async = is_async;
  if (item->optional_vars && target == kNoRegister) store(item->optional_vars, result | kTempBit);
  return {exception, saved, exit};
}

// The handler of a with block: calls __exit__ with the exception. Unless the result is true, the exception goes on.
void Lowering::with_handler(const WithItem* item, Label handler, const WithRegisters& with, bool is_async, Label end) {
  auto [exception, saved, exit] = with;
  Emitter::Aside aside(out());
  bind(handler);
  emit(Op::PUSH_HANDLED, saved, exception);
  Label suppressed = new_label();
  Block* handled = push_region(Block::Handled, exit, exit);
  handled->reg = exception;
  handled->saved = saved;
  u16 result = temp();
  emit(Op::WITH_EXIT_ERROR, result, exit, exception);
  if (is_async) await_value(result, result | kTempBit, AwaitKind::Exit, result);
  out().jump_if(true, result | kTempBit, suppressed);
  auto done = pop_block();
  out().at(Location{});
  emit(Op::POP_HANDLED, saved | kTempBit);
  emit(Op::RERAISE, exception | kTempBit);
  bind(suppressed);
  at(item->context_expr);
  out().implicit();
  stop_handling(exception, saved);
  out().jump(end);
  handler_cleanup(*done);
}

}  // namespace comp
