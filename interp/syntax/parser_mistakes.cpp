// Common mistakes, which only the second pass recognises, to give better error messages than "invalid syntax". Each
// function starts and ends at the same token; it either raises an error or does nothing.
#include "interp/syntax/parser_impl.h"

#include <utility>

namespace syn {

bool Parser::is_legacy_statement(const Expr* node) const {
  auto* name = try_as<Name>(node);
  return name && (name->id->text == "print" || name->id->text == "exec");
}

// FStringMiddle or TStringMiddle if the innermost brackets around the token at `position` are those of a replacement
// field; else Error.
TokenKind Parser::template_around(size_t position) const {
  auto opening_brace = [this](size_t from, u16 level) {  // the brackets count as being inside themselves
    while (from > 0 && !(tokens_[from].kind == T::LBrace && tokens_[from].level == level)) --from;
    return from;
  };
  u16 level = tokens_[position].level;
  for (size_t brace = opening_brace(position, level); brace > 0;) {
    T before = tokens_[brace - 1].kind;
    if (before == T::FStringStart || before == T::FStringMiddle) return T::FStringMiddle;
    if (before == T::TStringStart || before == T::TStringMiddle) return T::TStringMiddle;
    if (before == T::RBrace) {  // two fields side by side
      brace = opening_brace(brace - 1, level);
    } else if (before == T::Colon) {  // a field in the format of a field
      level = tokens_[brace - 1].level;
      brace = opening_brace(brace - 1, level);
    } else {
      break;
    }
  }
  return T::Error;
}

void Parser::mistake_expression() {
  size_t start = pos_;
  if (at(T::Lambda)) {
    // `f"{lambda x: 1}"`: the colon begins the format.
    const Token& keyword = token();
    advance();
    bool has_colon = parameters(true) && at(T::Colon);
    T begun = !has_colon ? T::Error : next_kind() == T::RBrace ? template_around(start) : next_kind();
    if (begun == T::FStringMiddle || begun == T::TStringMiddle) {
      raise_range(location(keyword), location(token()),
                  std::string(begun == T::FStringMiddle ? "f" : "t") +
                      "-string: lambda expressions are not allowed without parentheses");
    }
    if (!stopped_) rewind(start);
    return;
  }
  bool statement = at(T::Pass) || at(T::Break) || at(T::Continue);
  if (statement && next_kind() == T::If && options_.wording >= 14) {
    const Token& keyword = token();
    advance();
    advance();
    if (disjunction() && !stopped_ && at(T::Else))
      raise(location(keyword), "expected expression before 'if', but statement is given");
    if (!stopped_) rewind(start);
    return;
  }
  mistake_quotes(start);
  if (!stopped_) mistake_comma(start);
  if (stopped_) return;
  rewind(start);
  Expr* body = disjunction();
  if (body && accept(T::If)) {
    Expr* test = disjunction();
    if (test && !stopped_ && !at(T::Else) && !at(T::Colon)) {
      raise_range(body->at, test->at, "expected 'else' after 'if' expression");
    }
    bool has_else = test && accept(T::Else);
    if (has_else && options_.wording >= 15 && (at(T::Star) || at(T::DoubleStar))) {
      raise(location(token()), at(T::Star) ? "cannot unpack only part of a conditional expression"
                                           : "cannot use dict unpacking on only part of a conditional expression");
      return;
    }
    const Token& behind = token();
    if (has_else && !expression() && !stopped_) {
      raise(location(behind), "expected expression after 'else', but statement is given");
    }
  }
  if (!stopped_) rewind(start);
}

// An expression in which no mistakes are looked for.
Expr* Parser::expression_as_it_is() {
  bool before = std::exchange(mistakes_, false);
  Expr* node = plain_expression();
  mistakes_ = before;
  return node;
}

// "a "b" c"
void Parser::mistake_quotes(size_t start) {
  if (!at(T::String) || options_.wording < 14) return;
  advance();
  Expr *first = nullptr, *latest = nullptr;
  while (!stopped_ && !at(T::String)) {
    size_t before = pos_;
    Expr* inner = expression_as_it_is();
    if (!inner) {
      if (!stopped_) rewind(before);
      break;
    }
    latest = inner;
    if (!first) first = inner;
  }
  if (first && !stopped_ && at(T::String))
    raise_range(first->at, latest->at, "invalid syntax. Is this intended to be part of the string?");
  if (!stopped_) rewind(start);
}

// Two expressions side by side within brackets.
void Parser::mistake_comma(size_t start) {
  if (at(T::Identifier)) {
    bool is_soft = token().soft != SoftKeyword::None;
    if (token().soft == SoftKeyword::Lazy) is_soft = options_.wording >= 15;
    if (is_soft || next_kind() == T::String) return;
  }
  Expr* first = disjunction();
  if (!first || stopped_) return;
  Expr* second = expression_as_it_is();
  if (second && !stopped_ && !is_legacy_statement(first) && last().level > 0) {
    // An expression of several lines is shown by its last one, from the column on in which it begins.
    Location from = first->at, to = second->at;
    if (options_.wording >= 15 && from.line != from.end_line) {
      from.line = from.end_line;
      to = first->at;
    }
    raise_range(from, to, "invalid syntax. Perhaps you forgot a comma?");
  }
  if (!stopped_) rewind(start);
}

// print x, exec x
void Parser::mistake_legacy() {
  size_t start = pos_;
  if (!at(T::Identifier) || next_kind() == T::LParen) return;
  const Token& keyword = token();
  advance();
  // The expression behind the name is parsed for any name, since an error inside it is more specific.
  Expr* operand = star_expressions();
  std::string word(text_of(keyword));
  if (operand && !stopped_ && (word == "print" || word == "exec")) {
    raise_range(location(keyword), operand->at,
                "Missing parentheses in call to '" + word + "'. Did you mean " + word + "(...)?");
  }
  if (!stopped_) rewind(start);
}

// `1 + not x`. True if the error has been raised.
bool Parser::mistake_bare_not(Expr* (Parser::*operand_rule)()) {
  if (!at(T::Not)) return false;
  Location start = location(token());
  advance();
  Expr* operand = (this->*operand_rule)();
  if (operand) raise_range(start, operand->at, "'not' after an operator must be parenthesized");
  return stopped_;
}

// `=` where `==` or `:=` was meant
void Parser::mistake_named_expression() {
  size_t start = pos_;
  u64 key = u64{start} << 8 | static_cast<u64>(Rule::Named);
  if (!memo_.insert({key, {nullptr, start}}).second) return;
  Expr* left = expression();
  if (left && accept(T::ColonEqual) && expression()) {
    raise(left->at, std::string("cannot use assignment expressions with ") + describe(left));
  }
  if (stopped_) return;
  rewind(start);
  auto no_more_assignment = [&] { return !at(T::Equal) && !at(T::ColonEqual); };
  if (at(T::Identifier) && next_kind() == T::Equal) {
    const Token& target = token();
    advance();
    advance();
    Expr* value = bitwise_or();
    if (value && no_more_assignment()) {
      raise_range(location(target), value->at, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    }
    if (!stopped_) rewind(start);
    return;
  }
  if (at(T::True) || at(T::False) || at(T::None)) return;
  if (at(T::LBracket) || at(T::LParen)) {
    Expr* display = atom();
    if (stopped_) return;
    rewind(start);
    if (display &&
        (display->kind == Kind::List || display->kind == Kind::Tuple || display->kind == Kind::GeneratorExp)) {
      return;
    }
  }
  Expr* target = bitwise_or();
  if (target && accept(T::Equal) && bitwise_or() && no_more_assignment()) {
    raise(target->at,
          std::string("cannot assign to ") + describe(target) + " here. Maybe you meant '==' instead of '='?");
  }
  if (!stopped_) rewind(start);
}

void Parser::mistake_assignment(size_t start) {
  auto annotated = [&] { return accept(T::Colon) && expression(); };
  if (at(T::LParen) || at(T::LBracket)) {
    Expr* target = atom();
    if (target && (target->kind == Kind::List || target->kind == Kind::Tuple) && annotated()) {
      raise(target->at, std::string("only single target (not ") + describe(target) + ") can be annotated");
    }
    if (stopped_) return;
    rewind(start);
  }
  if (!at(T::Yield)) {
    Expr* first = star_named_expression();
    if (first && accept(T::Comma)) {
      // As in CPython's grammar, no comma is needed here between one list of expressions and the next.
      size_t before = pos_;
      while (star_named_expression()) {
        accept(T::Comma);
        before = pos_;
      }
      if (stopped_) return;
      rewind(before);
      if (annotated()) raise(first->at, "only single target (not tuple) can be annotated");
    }
    if (stopped_) return;
    rewind(start);
    Expr* target = expression();
    if (target && annotated()) raise(target->at, "illegal target for annotation");
    if (stopped_) return;
    rewind(start);
  }
  mistake_assignment_chain(start);
}

// a = f() = b, a = yield = b, f() += b
void Parser::mistake_assignment_chain(size_t start) {
  for (;;) {
    bool is_yield = at(T::Yield);
    Expr* target = annotated_rhs();
    if (!target || stopped_) break;
    bool augmented = kind() >= T::PlusEqual && kind() <= T::DoubleStarEqual;
    if (augmented && !is_yield) {
      advance();
      if (annotated_rhs() && !is_single_target(target)) {
        raise(target->at, std::string("'") + describe(target) + "' is an illegal expression for augmented assignment");
      }
      break;
    }
    if (!accept(T::Equal)) break;
    if (is_yield) raise(target->at, "assignment to yield expression not possible");
    else raise_invalid_target(target, TargetUse::Assign);
    if (stopped_) break;
  }
  if (!stopped_) rewind(start);
}

// True=1, a=x for x in y, a.b=1
void Parser::mistake_keyword_argument() {
  size_t start = pos_;
  const Token& first = token();
  if ((at(T::True) || at(T::False) || at(T::None)) && next_kind() == T::Equal) {
    raise_range(location(first), location((&first)[1]), "cannot assign to " + std::string(token_text(first.kind)));
    return;
  }
  if (at(T::Identifier) && next_kind() == T::Equal) {
    const Token& equal = (&first)[1];
    advance();
    advance();
    Span<Comprehension*> clauses;
    if (expression() && at_comprehension() && comprehension_clauses(&clauses)) {
      raise_range(location(first), location(equal), "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    }
  } else if (Expr* target = expression()) {
    if (at(T::Equal)) {
      raise_range(target->at, location(token()), "expression cannot contain assignment, perhaps you meant \"==\"?");
    }
  }
  if (!stopped_) rewind(start);
}

namespace {

// The position of the last expression of the last clause, where the generator ends.
const Location& end_of_clauses(Span<Comprehension*> clauses) {
  const Comprehension* last = clauses.back();
  return last->ifs.empty() ? last->iter->at : last->ifs.back()->at;
}

bool has_double_star(Span<Keyword*> keywords) {
  for (Keyword* keyword : keywords) {
    if (!keyword->arg) return true;
  }
  return false;
}

}  // namespace

// The arguments up to `start`'s closing bracket could not be read.
void Parser::mistake_arguments(size_t start) {
  ArgumentList prefix;
  mistake_dict_generator();
  if (stopped_) return;
  bool some = argument_prefix(&prefix);
  if (stopped_) return;
  if (some && !prefix.keywords.empty() && at(T::Comma) && next_kind() == T::Star) {
    const Token& comma = token();
    advance();
    if (starred_argument() && !at(T::Equal)) {
      while (at(T::Comma) && next_kind() == T::Star) {
        advance();
        if (!starred_argument()) break;
      }
      raise_from(location(comma), "iterable argument unpacking follows keyword argument unpacking");
    }
    if (stopped_) return;
  }
  rewind(start);
  mistake_generator_argument(start);
  if (stopped_) return;
  rewind(start);
  some = argument_prefix(&prefix);
  if (stopped_) return;
  if (some && at(T::Comma)) {
    advance();
    ArgumentList more;
    if (at(T::Identifier) && next_kind() == T::Equal) {
      const Token& keyword = token();
      T after = pos_ + 2 < token_count_ ? tokens_[pos_ + 2].kind : T::Error;
      if (after == T::Comma || after == T::RParen) {
        raise_range(location(keyword), location((&keyword)[1]), "expected argument value expression");
        return;
      }
    }
    if (argument_prefix(&more)) {
      raise_here(has_double_star(prefix.keywords) ? "positional argument follows keyword argument unpacking"
                                                  : "positional argument follows keyword argument");
    }
  } else if (!some && at(T::Identifier) && next_kind() == T::Equal) {
    const Token& keyword = token();
    T after = pos_ + 2 < token_count_ ? tokens_[pos_ + 2].kind : T::Error;
    if (after == T::Comma || after == T::RParen) {
      raise_range(location(keyword), location((&keyword)[1]), "expected argument value expression");
    }
  }
  if (!stopped_) rewind(start);
}

// A bare generator beside other arguments.
void Parser::mistake_generator_argument(size_t start) {
  constexpr const char* kMessage = "Generator expression must be parenthesized";
  Span<Comprehension*> clauses;
  Expr* element = expression();
  if (element && at_comprehension() && comprehension_clauses(&clauses) && accept(T::Comma)) {
    raise_range(element->at, end_of_clauses(clauses), kMessage);
  }
  if (stopped_) return;
  rewind(start);
  ArgumentList prefix;
  if (argument_prefix(&prefix) && at_comprehension() && comprehension_clauses(&clauses)) {
    size_t count = prefix.args.size() + prefix.keywords.size();
    if (count > 1 && !prefix.args.empty()) {
      raise_range(prefix.args.back()->at, end_of_clauses(clauses), kMessage);
    }
  }
}

// for f() in x
void Parser::mistake_for_target() {
  size_t start = pos_;
  accept(T::Async);
  advance();
  if (Expr* target = star_expressions()) raise_invalid_target(target, TargetUse::For);
  if (!stopped_) rewind(start);
}

// [x for x]
void Parser::mistake_missing_in() {
  size_t start = pos_;
  accept(T::Async);
  advance();
  bool more = bitwise_or() != nullptr;
  bool some = more;
  while (more && at(T::Comma)) more = operand_of(&Parser::bitwise_or) != nullptr;
  if (some && !stopped_) accept(T::Comma);
  if (some && !stopped_ && !at(T::In)) raise_here("'in' expected after for-loop variables");
  if (!stopped_) rewind(start);
}

// import a from b
void Parser::mistake_import() {
  const Token& start = token();
  do {
    advance();
    if (!dotted_name()) return;
  } while (at(T::Comma));
  if (accept(T::From) && dotted_name()) {
    raise_from(location(start), "Did you mean to use 'from ... import ...' instead?");
  }
}

// import a as b.c: the position is behind `as`
void Parser::mistake_import_target() {
  Expr* target = expression();
  if (target) raise(target->at, std::string("cannot use ") + describe(target) + " as import target");
}

// case x: ... outside of a match statement
void Parser::mistake_case() {
  size_t before = pos_;
  const Token& start = token();
  advance();
  if (patterns() && (!accept(T::If) || named_expression()) && at(T::Colon)) {
    const Token& colon = token();
    advance();
    Span<Stmt*> body;
    if (block(&body, "'case' statement", start)) {
      raise_range(location(start), location(colon), "case statement must be inside match statement");
    }
  }
  if (!stopped_) rewind(before);
}

// assert a = b, assert a := b: the position is behind the operand
void Parser::mistake_assert(Expr* operand) {
  if (options_.wording < 15) return;
  bool assigns = at(T::Equal);
  if (!accept(T::Equal) && !accept(T::ColonEqual)) return;
  Expr* value = expression();
  if (!value) return;
  raise_range(operand->at, value->at,
              assigns
                  ? std::string("cannot assign to ") + describe(operand) + " here. Maybe you meant '==' instead of '='?"
                  : "cannot use named expression without parentheses here");
}

// with x as f(): the position is at `as`
void Parser::mistake_with_item() {
  advance();
  Expr* target = expression();
  if (target && (at(T::Comma) || at(T::RParen) || at(T::Colon))) {
    raise_invalid_target(target, TargetUse::Assign);
  }
}

}  // namespace syn
