// Statements: control flow, return, raise, assert, del. Assignments are in lower_assign.cpp.
#include "interp/compile/lower.h"

namespace comp {

using namespace syn;

void Lowering::body(Span<Stmt*> statements) {
  for (const Stmt* s : statements) {
    if (failed_) return;
    statement(s);
  }
}

// lint: name: run_py() says it for the whole of the lowering, whose objects no Python code can find
void Lowering::statement(const Stmt* s) {
  rt::NativeDepth depth(t_, " during compilation");
  if (!depth || !rt::poll_py(t_)) return fail_pending();
  TempScope temps(regs());
  at(s);
  switch (s->kind) {
    case Kind::FunctionDef:
    case Kind::AsyncFunctionDef: return function_def(static_cast<const FunctionDef*>(s));
    case Kind::ClassDef: return class_def(as<ClassDef>(s));
    case Kind::Return: return return_statement(as<Return>(s));
    case Kind::Delete:
      for (const Expr* target : as<Delete>(s)->targets) delete_target(target);
      return;
    case Kind::Assign: return assign(as<Assign>(s));
    case Kind::TypeAlias: return type_alias(as<TypeAlias>(s));
    case Kind::AugAssign: return augmented(as<AugAssign>(s));
    case Kind::AnnAssign: return annotated(as<AnnAssign>(s));
    case Kind::For: return for_statement(as<For>(s));
    case Kind::AsyncFor: return async_for(static_cast<const For*>(s));
    case Kind::While: return while_statement(as<While>(s));
    case Kind::If: return if_statement(as<If>(s));
    case Kind::AsyncWith:
    case Kind::With: return with_statement(static_cast<const With*>(s));
    case Kind::Match: return match_statement(as<Match>(s));
    case Kind::Raise: return raise_statement(as<Raise>(s));
    case Kind::Try: return try_statement(as<Try>(s));
    case Kind::TryStar: return try_star(static_cast<const Try*>(s));
    case Kind::Assert: return assert_statement(as<Assert>(s));
    case Kind::Import: return import(as<Import>(s));
    case Kind::ImportFrom: return import_from(as<ImportFrom>(s));
    case Kind::ExprStmt: return expression_statement(as<ExprStmt>(s));
    case Kind::Break: return break_statement(s);
    case Kind::Continue: return continue_statement(s);
    case Kind::Pass: return out().mark();
    default: return;  // global, nonlocal
  }
}

void Lowering::expression_statement(const ExprStmt* s) {
  if (!unit_->interactive) return effect(s->value);
  u16 value = operand(s->value);
  at(s);
  emit(Op::DISPLAY, value);
}

void Lowering::if_statement(const If* s) {
  Label end = new_label();
  for (;;) {
    Label orelse = s->orelse.empty() ? end : new_label();
    at(s);
    branch(s->test, false, orelse);
    body(s->body);
    if (s->orelse.empty()) break;
    out().jump(end);
    bind(orelse);
    auto* next = s->orelse.size() == 1 ? try_as<If>(s->orelse[0]) : nullptr;
    if (!next) {
      body(s->orelse);
      break;
    }
    s = next;
  }
  bind(end);
}

// The test of the loop is laid out at its end. Its conditional jump back to the body is the loop's safepoint.
void Lowering::while_statement(const While* s) {
  Block* loop = push_block(Block::Loop);
  Label done = loop->break_label = new_label();
  loop->continue_label = new_label();
  int known = constant_truth(s->test);
  if (known == 1) {
    loop->continue_back = true;
    bind(loop->continue_label);
    out().mark();
    body(s->body);
    out().implicit();
    out().jump_back(loop->continue_label);
  } else if (known == 0) {
    out().mark();
    out().jump(loop->continue_label);
    body(s->body);  // cannot be reached: for its errors only
    bind(loop->continue_label);
  } else {
    Label top = enter_loop(loop->continue_label);
    body(s->body);
    bind(loop->continue_label);
    branch(s->test, true, top);
  }
  pop_block();
  body(s->orelse);
  bind(done);
}

void Lowering::for_statement(const For* s) {
  u16 iterator = temp(4);
  iterate(s->iter, iterator);
  Block* loop = push_block(Block::Loop);
  loop->break_label = new_label();
  loop->continue_label = new_label();
  loop->reg = iterator;
  Label done = loop->break_label, next = loop->continue_label;
  Label item = enter_loop(next);
  u16 target = direct_target(s->target);
  u16 value = target == kNoRegister ? temp() : target;
  if (target == kNoRegister) store(s->target, value | kTempBit);
  body(s->body);
  bind(next);
  at(s->iter);
  out().for_iter(iterator, value, item);
  pop_block();
  body(s->orelse);
  bind(done);
}

// ---- leaving

void Lowering::emit_return(u16 operand) {
  if (unit_->flags & kAnyGenerator) emit(Op::RETURN_GENERATOR_END, operand);
  else emit(Op::RETURN, operand);
}

void Lowering::emit_return_none() {
  if (!(unit_->flags & kAnyGenerator)) {
    return out().emit_wide(Op::RETURN_K, 0, out().reachable() ? constant(rt::none()) : 0);
  }
  TempScope temps(regs());
  u16 reg = temp();
  load_none(reg);
  emit(Op::RETURN_GENERATOR_END, reg | kTempBit);
}

void Lowering::return_statement(const Return* s) {
  if (!unit_->code->is_function()) return fail(s->at, "'return' outside function");
  if (s->value && unit_->flags & kAsyncGenerator) return fail(s->at, "'return' with value in async generator");
  if (!s->value) {
    Leaving leaving(*this, s, 0);
    return emit_return_none();
  }
  // As in CPython, a refused return of a literal is marked at the literal, if that is on the same line.
  bool literal = s->value->kind == Kind::Constant && s->value->at.line == s->at.line;
  const Node* refused = literal ? static_cast<const Node*>(s->value) : s;
  i32 k = unit_->flags & kAnyGenerator ? -1 : constant_operand(s->value);
  if (k >= 0) {
    Leaving leaving(*this, s, 0, kNoRegister, refused);
    return out().emit_wide(Op::RETURN_K, 0, static_cast<u32>(k));
  }
  u16 value = operand(s->value, kNoRegister, leaving_rebinds());
  Leaving leaving(*this, s, 0, value & kTempBit ? plain(value) : kNoRegister, refused);
  emit_return(value);
}

void Lowering::break_statement(const Stmt* s) {
  size_t loop = innermost_loop();
  if (loop == 0) return fail(s->at, leaves_except_star() ? kLeavesExceptStar : "'break' outside loop");
  Leaving leaving(*this, s, loop);
  Block* b = unit_->blocks[loop - 1].get();
  if (b->reg != kNoRegister) emit(Op::CLEAR, b->reg);
  out().jump_statement(b->break_label);
}

void Lowering::continue_statement(const Stmt* s) {
  size_t loop = innermost_loop();
  if (loop == 0) return fail(s->at, leaves_except_star() ? kLeavesExceptStar : "'continue' not properly in loop");
  Leaving leaving(*this, s, loop);
  Block* b = unit_->blocks[loop - 1].get();
  if (b->continue_back) out().jump_back(b->continue_label);
  else out().jump_statement(b->continue_label);
}

void Lowering::raise_statement(const Raise* s) {
  if (!s->exc) return emit(Op::RAISE, kNoRegister, kNoRegister);
  u16 exception = operand(s->exc, kNoRegister, s->cause && rebinds(s->cause));
  u16 cause = s->cause ? operand(s->cause) : kNoRegister;
  at(s);
  emit(Op::RAISE, exception, cause);
}

// lint: name: only a warning may run Python code; the lowering holds what it uses by a Ref
void Lowering::assert_statement(const Assert* s) {
  auto* tuple = try_as<Tuple>(s->test);
  if (tuple && !tuple->elts.empty()) warn_py(s, "assertion is always true, perhaps remove parentheses?");
  if (options_.optimize) return;
  Label fine = new_label();
  branch(s->test, true, fine);
  TempScope temps(regs());
  u16 window = temp(kWindowHeader);
  at(s->test);
  if (!s->msg) {
    emit(Op::LOAD_ASSERTION_ERROR, window);
    emit(Op::RAISE, window | kTempBit, kNoRegister);
    return bind(fine);
  }
  emit(Op::LOAD_ASSERTION_ERROR, window + 1);
  argument(s->msg, temp(), false);
  at(s->test);
  emit(Op::CALL, window, window, 1);
  emit(Op::RAISE, window | kTempBit, kNoRegister);
  bind(fine);
}

void Lowering::delete_target(const Expr* target) {
  TempScope temps(regs());
  if (auto* n = try_as<Name>(target)) {
    at(target);
    return delete_name(spelling(n->id));
  }
  if (auto* a = try_as<Attribute>(target)) {
    u16 object = operand(a->value);
    at_attribute(a);
    return emit(Op::DEL_ATTR, object, name16(spelling(a->attr)));
  }
  if (auto* s = try_as<Subscript>(target)) {
    u16 object = operand(s->value, kNoRegister, rebinds(s->slice));
    u16 key = operand(s->slice);
    at(target);
    return emit(Op::DEL_ITEM, object, key);
  }
  Span<Expr*> elements = target->kind == Kind::Tuple ? as<Tuple>(target)->elts : as<List>(target)->elts;
  for (const Expr* e : elements) delete_target(e);
}

}  // namespace comp
