// Compound statements.
#include "interp/syntax/parser_impl.h"

namespace syn {

// True: the statement begins like a compound statement; *out is the statement, or null after an error. False: it is a
// simple statement.
bool Parser::compound_statement(Stmt** out) {
  const Token& start = token();
  switch (kind()) {
    case T::Def: *out = function_def(start, false, {}); return true;
    case T::Class: *out = class_def({}); return true;
    case T::At: *out = decorated(); return true;
    case T::Async: *out = async_statement(); return true;
    case T::If: *out = if_statement("'if' statement"); return true;
    case T::While: *out = while_statement(); return true;
    case T::For: *out = for_statement(start, false); return true;
    case T::With: *out = with_statement(start, false); return true;
    case T::Try: *out = try_statement(); return true;
    case T::Identifier: {
      if (start.soft != SoftKeyword::Match) return false;
      size_t before = pos_;
      *out = match_statement();
      if (*out || stopped_) return true;
      rewind(before);
      return false;
    }
    default: return false;
  }
}

Stmt* Parser::async_statement() {
  const Token& start = token();
  advance();
  switch (kind()) {
    case T::Def: return function_def(start, true, {});
    case T::For: return for_statement(start, true);
    case T::With: return with_statement(start, true);
    default: return nullptr;
  }
}

// The colon that opens a block; a line that ends without it is a known mistake.
bool Parser::colon() {
  if (accept(T::Colon)) return true;
  if (can_diagnose() && at(T::Newline)) {
    touch();
    raise_here("expected ':'");
  }
  return false;
}

// NEWLINE INDENT statements DEDENT, or simple statements on the same line.
// `what` and `start` name the header for the error message.
bool Parser::block(Span<Stmt*>* out, const char* what, const Token& start) {
  Items<Stmt*> body(*this);
  if (!accept(T::Newline)) {
    if (!simple_statements(body)) return false;
    *out = body.take();
    return true;
  }
  if (!accept(T::Indent)) {
    if (can_diagnose()) {
      raise_here(std::string("expected an indented block after ") + what + " on line " + std::to_string(start.line),
                 DiagnosticKind::IndentationError);
    }
    return false;
  }
  while (!at(T::Dedent)) {
    if (is_too_high() || !statement(body)) return false;
  }
  advance();
  *out = body.take();
  return true;
}

// [TYPE_COMMENT] block: the body of a for loop or a with statement
bool Parser::commented_block(Stmt* node, Span<Stmt*>* out, const char* what, const Token& start) {
  std::string_view comment;
  if (accept_type_comment(&comment)) keep_type_comment(node, comment);
  return block(out, what, start);
}

// 'if' or 'elif': named_expression ':' block [elif | else]. Chains of elif are
// read in a loop: they may be long.
Stmt* Parser::if_statement(const char* what) {
  If* first = nullptr;
  If* previous = nullptr;
  std::vector<std::pair<If*, const Token*>> chain;
  for (;;) {
    const Token& start = token();
    advance();
    Expr* test = named_expression();
    if (!test || !colon()) return nullptr;
    If* node = arena_.make<If>();
    node->test = test;
    if (!block(&node->body, what, start)) return nullptr;
    chain.push_back({node, &start});
    if (!first) first = node;
    if (previous) {
      Stmt* one = node;
      previous->orelse = arena_.copy(&one, 1);
    }
    previous = node;
    if (!at(T::Elif)) break;
    what = "'elif' statement";
  }
  if (!else_block(&previous->orelse)) return nullptr;
  if (at(T::Elif) && !previous->orelse.empty()) return raise(location(token()), "'elif' block follows an 'else' block");
  for (auto [node, start] : chain) node->at = block_since(*start);
  return first;
}

// ['else' ':' block]
bool Parser::else_block(Span<Stmt*>* out) {
  if (!at(T::Else)) return true;
  const Token& start = token();
  advance();
  return force(T::Colon) && block(out, "'else' statement", start);
}

Stmt* Parser::while_statement() {
  const Token& start = token();
  advance();
  Expr* test = named_expression();
  if (!test || !colon()) return nullptr;
  While* node = arena_.make<While>();
  node->test = test;
  if (!block(&node->body, "'while' statement", start)) return nullptr;
  if (!else_block(&node->orelse)) return nullptr;
  node->at = block_since(start);
  return node;
}

Stmt* Parser::for_statement(const Token& start, bool is_async) {
  const Token& keyword = token();
  size_t keyword_index = pos_;
  advance();
  Expr* target = for_targets();
  if (!target || !at(T::In)) {
    if (can_diagnose()) {
      rewind(keyword_index);
      mistake_for_target();
    }
    return nullptr;
  }
  advance();
  Expr* iter = star_expressions();
  if (!iter || !colon()) return nullptr;
  For* node = is_async ? arena_.make<AsyncFor>() : arena_.make<For>();
  node->target = target;
  node->iter = iter;
  if (!commented_block(node, &node->body, "'for' statement", keyword)) return nullptr;
  if (!else_block(&node->orelse)) return nullptr;
  node->at = block_since(start);
  return !is_async || has_feature(5, "Async for loops are") ? node : nullptr;
}

// The parenthesized form is tried first. That `with (a, b) as c:` is not of that form shows only behind the bracket;
// then the parser rewinds.
Stmt* Parser::with_statement(const Token& start, bool is_async) {
  const Token& keyword = token();
  advance();
  size_t before = pos_;
  Items<WithItem*> items(*this);
  bool parsed = false;
  if (at(T::LParen)) {
    parsed = with_items(items, true);
    if (stopped_) return nullptr;
    if (!parsed) {
      rewind(before);
      while (items.size()) items.pop();
    }
  }
  if (!parsed && !with_items(items, false)) return nullptr;
  if (!colon()) return nullptr;
  With* node = is_async ? arena_.make<AsyncWith>() : arena_.make<With>();
  node->items = items.take();
  if (!commented_block(node, &node->body, "'with' statement", keyword)) return nullptr;
  node->at = block_since(start);
  return !is_async || has_feature(5, "Async with statements are") ? node : nullptr;
}

bool Parser::with_items(Items<WithItem*>& out, bool parenthesized) {
  if (parenthesized) advance();
  for (;;) {
    WithItem* item = with_item();
    if (!item) return false;
    out.push(item);
    const Token& comma = token();
    if (!accept(T::Comma)) break;
    if (parenthesized && at(T::RParen)) break;
    if (!parenthesized && at(T::Colon) && can_diagnose() && options_.wording >= 15) {
      raise(location(comma), "the last 'with' item has a trailing comma");
    }
  }
  if (!parenthesized) return true;
  return accept(T::RParen) && (at(T::Colon) || (diagnosing_ && at(T::Newline)));
}

// expression ['as' target]
WithItem* Parser::with_item() {
  Expr* context = expression();
  if (!context) return nullptr;
  Expr* vars = nullptr;
  if (at(T::As)) {
    size_t before = pos_;
    advance();
    vars = with_target();
    bool ends = at(T::Comma) || at(T::RParen) || at(T::Colon);
    if (!vars || !ends) {
      bool line_ends = vars && at(T::Newline);
      if (can_diagnose() && !line_ends) {
        rewind(before);
        mistake_with_item();
      }
      if (!line_ends || !diagnosing_) return nullptr;  // colon() will report the error
    }
  }
  WithItem* item = arena_.make<WithItem>();
  item->context_expr = context;
  item->optional_vars = vars;
  return item;
}

Stmt* Parser::try_statement() {
  const Token& start = token();
  advance();
  if (!force(T::Colon)) return nullptr;
  Span<Stmt*> body, orelse, finalbody;
  if (!block(&body, "'try' statement", start)) {
    if (can_diagnose() && at(T::Except)) mistake_handler_without_block();
    return nullptr;
  }
  Items<ExceptHandler*> handlers(*this);
  bool first_is_star = false;
  while (at(T::Except)) {
    bool is_star = false;
    const Token& keyword = token();
    ExceptHandler* handler = except_handler(&is_star);
    if (!handler) return nullptr;
    if (handlers.size() == 0) first_is_star = is_star;
    if (is_star != first_is_star) {
      if (!can_diagnose()) return nullptr;
      Location end = location(is_star ? (&keyword)[1] : keyword);
      return raise_range(location(keyword), end, "cannot have both 'except' and 'except*' on the same 'try'");
    }
    handlers.push(handler);
  }
  if (handlers.size() && !else_block(&orelse)) return nullptr;
  if (at(T::Finally)) {
    const Token& keyword = token();
    advance();
    if (!force(T::Colon) || !block(&finalbody, "'finally' statement", keyword)) return nullptr;
  } else if (handlers.size() == 0) {
    if (can_diagnose()) raise_here("expected 'except' or 'finally' block");
    return nullptr;
  }
  Try* node = first_is_star ? arena_.make<TryStar>() : arena_.make<Try>();
  node->body = body;
  node->handlers = handlers.take();
  node->orelse = orelse;
  node->finalbody = finalbody;
  node->at = block_since(start);
  return !first_is_star || has_feature(11, node->at, "Exception groups are") ? node : nullptr;
}

// try: except ...
void Parser::mistake_handler_without_block() {
  size_t before = pos_;
  bool is_star;
  while (at(T::Except) && except_handler(&is_star)) {
  }
  if (!stopped_) rewind(before);
}

// 'except' ['*'] [types ['as' NAME]] ':' block
ExceptHandler* Parser::except_handler(bool* is_star) {
  const Token& start = token();
  advance();
  *is_star = accept(T::Star);
  auto* node = arena_.make<ExceptHandler>();
  if (!at(T::Colon) && !at(T::Newline)) {
    if (!except_types(node, *is_star ? "except*" : "except")) return nullptr;
  } else if (*is_star) {
    if (can_diagnose()) raise_here("expected one or more exception types");
    return nullptr;
  }
  if (!colon()) return nullptr;
  const char* what = *is_star ? "'except*' statement" : "'except' statement";
  if (!block(&node->body, what, start)) return nullptr;
  node->at = block_since(start);
  return node;
}

// expression ['as' NAME] | expression (',' expression)+ [',']: several types need
// no brackets, unless the exception gets a name.
bool Parser::except_types(ExceptHandler* node, const char* what) {
  const Token& first = token();
  node->type = expression();
  if (!node->type) return false;
  bool several = at(T::Comma);
  if (several) {
    Items<Expr*> types(*this);
    types.push(node->type);
    while (accept(T::Comma) && !at(T::Colon)) {
      Expr* type = expression();
      if (!type) return false;
      types.push(type);
    }
    auto* tuple = make<Tuple>(first);
    tuple->elts = types.take();
    node->type = tuple;
    if (!has_feature(14, "except expressions without parentheses are")) return false;
  }
  if (!accept(T::As)) return true;
  if (can_diagnose() && options_.wording >= 14) {
    size_t before = pos_;
    Expr* target = expression();
    if (stopped_) return false;
    if (target && target->kind != Kind::Name && at(T::Colon)) {
      raise(target->at, std::string("cannot use ") + what + " statement with " + describe(target));
      return false;
    }
    rewind(before);
  }
  if (!at(T::Identifier)) return false;
  node->name = symbol(token());
  advance();
  if (!several) return true;
  if (can_diagnose() && at(T::Colon)) {
    raise_from(location(first), "multiple exception types must be parenthesized when using 'as'");
  }
  return false;
}

}  // namespace syn
