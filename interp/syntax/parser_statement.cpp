// Simple statements.
#include "interp/syntax/parser_impl.h"

namespace syn {

bool Parser::statement(Items<Stmt*>& out) {
  Stmt* compound = nullptr;
  if (compound_statement(&compound)) {
    if (!compound) return false;
    out.push(compound);
    bool is_function = compound->kind == Kind::FunctionDef || compound->kind == Kind::AsyncFunctionDef;
    if (!is_function && compound->at.line >= latest_compound_.line) latest_compound_ = compound->at;
    return true;
  }
  if (stopped_) return false;
  if (at_soft(SoftKeyword::Case) && can_diagnose() && options_.wording >= 15) mistake_case();
  return !stopped_ && simple_statements(out);
}

// simple_statement (';' simple_statement)* [';'] NEWLINE
bool Parser::simple_statements(Items<Stmt*>& out) {
  for (;;) {
    Stmt* stmt = simple_statement();
    if (!stmt) return false;
    out.push(stmt);
    if (accept(T::Newline)) return true;
    if (!accept(T::Semicolon)) return at(T::EndMarker);
    if (accept(T::Newline)) return true;
  }
}

bool Parser::at_statement_end() { return at(T::Newline) || at(T::Semicolon) || at(T::EndMarker); }

Stmt* Parser::simple_statement() {
  const Token& start = token();
  switch (kind()) {
    case T::Return: return return_statement();
    case T::Import: return import_name(start, false);
    case T::From: return import_from(start, false);
    case T::Raise: return raise_statement();
    case T::Pass: advance(); return make<Pass>(start);
    case T::Break: advance(); return make<Break>(start);
    case T::Continue: advance(); return make<Continue>(start);
    case T::Del: return delete_statement();
    case T::Assert: return assert_statement();
    case T::Global:
    case T::Nonlocal: return global_or_nonlocal();
    case T::Identifier:
      if (start.soft == SoftKeyword::Type && next_kind() == T::Identifier) return type_alias();
      if (start.soft == SoftKeyword::Lazy && next_kind() == T::Import) {
        advance();
        return import_name(start, true);
      }
      if (start.soft == SoftKeyword::Lazy && next_kind() == T::From) {
        advance();
        return import_from(start, true);
      }
      return expression_statement();
    default: return expression_statement();
  }
}

// An expression, or an assignment of one of the three kinds.
Stmt* Parser::expression_statement() {
  const Token& start = token();
  size_t start_index = pos_;
  chain_ = 0;
  Expr* first = at(T::Yield) ? yield_expression() : star_expressions();
  if (first) {
    Stmt* stmt = assignment(start, first);
    bool settled = stmt && (stmt->kind != Kind::ExprStmt || !diagnosing_ || at_statement_end());
    if (settled || stopped_) return stmt;
  }
  if (can_diagnose()) {
    rewind(start_index);
    mistake_assignment(start_index);
  }
  return nullptr;
}

namespace {

bool augmented_operator(TokenKind kind, Operator* op) {
  using T = TokenKind;
  switch (kind) {
    case T::PlusEqual: *op = Operator::Add; return true;
    case T::MinusEqual: *op = Operator::Sub; return true;
    case T::StarEqual: *op = Operator::Mult; return true;
    case T::AtEqual: *op = Operator::MatMult; return true;
    case T::SlashEqual: *op = Operator::Div; return true;
    case T::PercentEqual: *op = Operator::Mod; return true;
    case T::AmpersandEqual: *op = Operator::BitAnd; return true;
    case T::BarEqual: *op = Operator::BitOr; return true;
    case T::CaretEqual: *op = Operator::BitXor; return true;
    case T::LeftShiftEqual: *op = Operator::LShift; return true;
    case T::RightShiftEqual: *op = Operator::RShift; return true;
    case T::DoubleStarEqual: *op = Operator::Pow; return true;
    case T::DoubleSlashEqual: *op = Operator::FloorDiv; return true;
    default: return false;
  }
}

}  // namespace

// `first` has been read. The next token tells the kind of the statement.
Stmt* Parser::assignment(const Token& start, Expr* first) {
  if (at(T::Colon)) return annotated_assignment(start, first);
  Operator op;
  if (augmented_operator(kind(), &op)) return augmented_assignment(start, first, op);
  if (!at(T::Equal)) {
    auto* stmt = make<ExprStmt>(start);
    stmt->value = first;
    return stmt;
  }
  Items<Expr*> targets(*this);
  Expr* value = first;
  while (at(T::Equal)) {
    if (invalid_target(value, TargetUse::Assign)) return nullptr;
    set_context(value, ExprContext::Store);
    targets.push(value);
    advance();
    value = annotated_rhs();
    if (!value) return nullptr;
  }
  auto* stmt = make<Assign>(start);
  stmt->targets = targets.take();
  stmt->value = value;
  std::string_view comment;
  if (accept_type_comment(&comment)) keep_type_comment(stmt, comment);
  return stmt;
}

Expr* Parser::annotated_rhs() { return at(T::Yield) ? yield_expression() : star_expressions(); }

// target ':' expression ['=' annotated_rhs]
Stmt* Parser::annotated_assignment(const Token& start, Expr* target) {
  bool simple = target->kind == Kind::Name && start.kind == T::Identifier;
  if (!is_single_target(target)) return nullptr;
  advance();
  Expr* annotation = expression();
  if (!annotation) return nullptr;
  Expr* value = nullptr;
  if (at(T::Equal)) value = operand_of(&Parser::annotated_rhs);
  if (stopped_) return nullptr;
  set_context(target, ExprContext::Store);
  auto* stmt = make<AnnAssign>(start);
  stmt->target = target;
  stmt->annotation = annotation;
  stmt->value = value;
  stmt->simple = simple;
  return has_feature(6, "Variable annotation syntax is") ? stmt : nullptr;
}

Stmt* Parser::augmented_assignment(const Token& start, Expr* target, Operator op) {
  if (!is_single_target(target)) return nullptr;
  advance();
  Expr* value = annotated_rhs();
  if (!value) return nullptr;
  if (op == Operator::MatMult && !has_feature(5, "The '@' operator is")) return nullptr;
  set_context(target, ExprContext::Store);
  auto* stmt = make<AugAssign>(start);
  stmt->target = target;
  stmt->op = op;
  stmt->value = value;
  return stmt;
}

Stmt* Parser::return_statement() {
  const Token& start = token();
  advance();
  Expr* value = nullptr;
  if (!at_statement_end() && !(value = star_expressions())) return nullptr;
  auto* stmt = make<Return>(start);
  stmt->value = value;
  return stmt;
}

// raise [expression ['from' expression]]
Stmt* Parser::raise_statement() {
  const Token& start = token();
  advance();
  Expr* exc = nullptr;
  Expr* cause = nullptr;
  if (!at_statement_end()) {
    bool explained = can_diagnose() && options_.wording >= 15;
    if (explained && at(T::From)) {
      return raise_range(location(start), location(token()),
                         "did you forget an expression between 'raise' and 'from'?");
    }
    if (!(exc = expression())) return nullptr;
    const Token& from = token();
    if (accept(T::From) && !(cause = expression())) {
      if (explained && !stopped_) raise(location(from), "did you forget an expression after 'from'?");
      return nullptr;
    }
  }
  auto* stmt = make<Raise>(start);
  stmt->exc = exc;
  stmt->cause = cause;
  return stmt;
}

Stmt* Parser::assert_statement() {
  const Token& start = token();
  advance();
  Expr* msg = nullptr;
  Expr* test = expression();
  if (test && can_diagnose()) mistake_assert(test);
  if (!test || stopped_) return nullptr;
  if (accept(T::Comma) && !(msg = expression())) return nullptr;
  if (msg && can_diagnose()) mistake_assert(msg);
  auto* stmt = make<Assert>(start);
  stmt->test = test;
  stmt->msg = msg;
  return stmt;
}

// del target (',' target)* [',']
Stmt* Parser::delete_statement() {
  const Token& start = token();
  advance();
  size_t first = pos_;
  Items<Expr*> targets(*this);
  bool valid = true;
  while (valid && !at_statement_end()) {
    Expr* target = at(T::Star) ? nullptr : primary();
    valid = target && !invalid_target(target, TargetUse::Delete);
    if (!valid) break;
    set_context(target, ExprContext::Del);
    targets.push(target);
    if (!accept(T::Comma)) break;
  }
  if (valid && targets.size() && at_statement_end()) {
    auto* stmt = make<Delete>(start);
    stmt->targets = targets.take();
    return stmt;
  }
  if (can_diagnose()) {
    rewind(first);
    if (Expr* whole = star_expressions()) raise_invalid_target(whole, TargetUse::Delete);
  }
  return nullptr;
}

Stmt* Parser::global_or_nonlocal() {
  const Token& start = token();
  bool is_global = at(T::Global);
  Items<const Symbol*> names(*this);
  do {
    advance();
    if (!at(T::Identifier)) return nullptr;
    names.push(symbol(token()));
    advance();
  } while (at(T::Comma));
  if (is_global) {
    auto* stmt = make<Global>(start);
    stmt->names = names.take();
    return stmt;
  }
  auto* stmt = make<Nonlocal>(start);
  stmt->names = names.take();
  return stmt;
}

// 'type' NAME [type_params] '=' expression
Stmt* Parser::type_alias() {
  const Token& start = token();
  advance();
  Name* alias_name = name(token());
  alias_name->ctx = ExprContext::Store;
  advance();
  Span<TypeParam*> params;
  if (at(T::LBracket) && !type_params(&params)) return nullptr;
  if (!accept(T::Equal)) return nullptr;
  Expr* value = expression();
  if (!value) return nullptr;
  auto* stmt = make<TypeAlias>(start);
  stmt->name = alias_name;
  stmt->type_params = params;
  stmt->value = value;
  return has_feature(12, stmt->at, "Type statement is") ? stmt : nullptr;
}

// ---- imports

// NAME ('.' NAME)* as one symbol with its dots
const Symbol* Parser::dotted_name() {
  if (!at(T::Identifier)) return nullptr;
  const Symbol* first = symbol(token());
  advance();
  if (!at(T::Dot)) return first;
  std::string dotted(first->text);
  while (accept(T::Dot)) {
    if (!at(T::Identifier)) return nullptr;
    dotted += '.';
    dotted += symbol(token())->text;
    advance();
  }
  return arena_.intern(dotted);
}

// name ['as' NAME]
Alias* Parser::alias(bool dotted) {
  const Token& start = token();
  const Symbol* imported = nullptr;
  const Symbol* asname = nullptr;
  if (dotted) {
    imported = dotted_name();
  } else if (at(T::Identifier)) {
    imported = symbol(start);
    advance();
  }
  if (!imported) return nullptr;
  if (accept(T::As)) {
    const Token& target = token();
    size_t before = pos_;
    bool named = accept(T::Identifier);
    if (can_diagnose() && options_.wording >= 15 && !(named && (at_statement_end() || at(T::Comma) || at(T::RParen)))) {
      rewind(before);
      mistake_import_target();
    }
    if (!named || stopped_) return nullptr;
    asname = symbol(target);
  }
  auto* node = make<Alias>(start);
  node->name = imported;
  node->asname = asname;
  return node;
}

Stmt* Parser::import_name(const Token& start, bool lazy) {
  size_t start_index = pos_;
  advance();
  if (can_diagnose() && at(T::Newline) && !lazy) {
    return raise_from(location(token()), "Expected one or more names after 'import'");
  }
  Items<Alias*> names(*this);
  do {
    Alias* one = alias(true);
    if (!one) return nullptr;
    names.push(one);
  } while (accept(T::Comma));
  if (can_diagnose() && at(T::From)) {
    rewind(start_index);
    mistake_import();
    return nullptr;
  }
  auto* stmt = make<Import>(start);
  stmt->names = names.take();
  stmt->is_lazy = lazy;
  return stmt;
}

// 'from' ('.' | '...')* [dotted_name] 'import' targets
Stmt* Parser::import_from(const Token& start, bool lazy) {
  advance();
  u32 level = 0;
  for (;; advance()) {
    if (at(T::Dot)) level += 1;
    else if (at(T::Ellipsis)) level += 3;
    else break;
  }
  const Symbol* module = nullptr;
  const Token& name = token();
  if (level == 0 || !at(T::Import)) {
    module = dotted_name();
    if (!module) return nullptr;
    if (can_diagnose() && token().soft == SoftKeyword::Lazy && next_kind() == T::Import)
      return raise(location(token()), "use 'lazy from ... ' instead of 'from ... lazy import'");
  }
  if (!accept(T::Import)) return nullptr;
  constexpr const char* kLazyFuture = "lazy from __future__ import is not allowed";
  bool is_future = level == 0 && module && module->text == "__future__";
  if (is_future && lazy && diagnosing_) return raise(location(start), kLazyFuture);
  Items<Alias*> names(*this);
  if (!import_from_targets(names)) return nullptr;
  if (is_future && lazy) return raise(location(start), kLazyFuture);
  if (level > 0 && module && !lazy && module->text == "lazy") warn_lazy_module(name, level);
  auto* stmt = make<ImportFrom>(start);
  stmt->module = module;
  stmt->names = names.take();
  stmt->level = level;
  stmt->is_lazy = lazy;
  if (is_future) {
    for (const Alias* imported : stmt->names) barry_ |= imported->name->text == "barry_as_FLUFL";
  }
  return stmt;
}

// `from . lazy import x` reads like a lazy import, but imports from the module .lazy.
void Parser::warn_lazy_module(const Token& name, u32 level) {
  if (name.start > 0 && source_.text()[name.start - 1] == '.') return;
  auto line = static_cast<i32>(name.line);
  auto offset = static_cast<i32>(source_.characters_before(name.line, name.col)) + 1;
  warnings_.push_back({DiagnosticKind::SyntaxWarning,
                       "did you mean 'lazy from " + std::string(level, '.') + " import'?", line, offset, line,
                       offset + 4});
}

// '*' | names | '(' names [','] ')'
bool Parser::import_from_targets(Items<Alias*>& out) {
  const Token& start = token();
  if (accept(T::Star)) {
    Alias* star = make<Alias>(start);
    star->name = arena_.intern("*");
    out.push(star);
    return true;
  }
  if (can_diagnose() && at(T::Newline)) {
    raise_from(location(start), "Expected one or more names after 'import'");
    return false;
  }
  bool parenthesized = accept(T::LParen);
  for (;;) {
    Alias* one = alias(false);
    if (!one) return false;
    out.push(one);
    if (!at(T::Comma)) break;
    advance();
    if (parenthesized && at(T::RParen)) break;
    if (!parenthesized && at(T::Newline)) {
      if (can_diagnose()) {
        raise_here("trailing comma not allowed without surrounding parentheses");
      }
      return false;
    }
  }
  return !parenthesized || accept(T::RParen);
}

}  // namespace syn
