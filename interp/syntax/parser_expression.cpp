// Expressions by precedence, from star_expressions down to primaries.
#include "interp/syntax/parser_impl.h"

namespace syn {

namespace {

constexpr int kArithmetic = 5;  // + and what binds tighter

struct BinaryOperator {
  int precedence;  // 0: not a binary operator
  Operator op;
};

BinaryOperator binary_operator(TokenKind kind) {
  using T = TokenKind;
  switch (kind) {
    case T::Bar: return {1, Operator::BitOr};
    case T::Caret: return {2, Operator::BitXor};
    case T::Ampersand: return {3, Operator::BitAnd};
    case T::LeftShift: return {4, Operator::LShift};
    case T::RightShift: return {4, Operator::RShift};
    case T::Plus: return {5, Operator::Add};
    case T::Minus: return {5, Operator::Sub};
    case T::Star: return {6, Operator::Mult};
    case T::Slash: return {6, Operator::Div};
    case T::DoubleSlash: return {6, Operator::FloorDiv};
    case T::Percent: return {6, Operator::Mod};
    case T::At: return {6, Operator::MatMult};
    default: return {0, Operator::Add};
  }
}

}  // namespace

// Memoises the results of a rule in the second pass, where rules are entered many times at the same place. As in
// CPython, a result that was found without a look for mistakes (`mistakes_`) also stands for the others: a mistake in
// the second of two expressions side by side is none.
template <class Function>
Expr* Parser::memoised(Rule rule, Function&& parse) {
  u64 key = u64{pos_} << 8 | static_cast<u64>(rule);
  if (auto found = memo_.find(key); found != memo_.end()) {
    pos_ = found->second.end;
    return found->second.node;
  }
  Expr* node = parse();
  touch();
  if (!stopped_) memo_[key] = {node, pos_};
  return node;
}

// star_expression (',' star_expression)* [',']: a tuple if there is a comma.
Expr* Parser::star_expressions() {
  const Token& start = token();
  Expr* first = star_expression();
  if (!first || !at(T::Comma)) return first;
  Items<Expr*> elements(*this);
  elements.push(first);
  while (accept(T::Comma)) {
    size_t before = pos_;
    Expr* element = star_expression();
    if (!element) {
      if (stopped_) return nullptr;
      rewind(before);
      break;
    }
    elements.push(element);
  }
  auto* tuple = make<Tuple>(start);
  tuple->elts = elements.take();
  return tuple;
}

Expr* Parser::star_expression() {
  if (at(T::Star)) return starred(&Parser::bitwise_or);
  return expression();
}

Expr* Parser::star_named_expression() {
  if (!at(T::Star)) return named_expression();
  const Token& star = token();
  Expr* node = starred(&Parser::bitwise_or);
  if (node && can_diagnose()) mistake_unpacked_condition(star);
  return stopped_ ? nullptr : node;
}

Expr* Parser::starred(Expr* (Parser::*operand)()) {
  const Token& start = token();
  advance();
  Expr* value = (this->*operand)();
  if (!value) return nullptr;
  auto* node = make<Starred>(start);
  node->value = value;
  return node;
}

// NAME ':=' expression | expression !':='
Expr* Parser::named_expression() {
  const Token& start = token();
  if (at(T::Identifier) && next_kind() == T::ColonEqual) {
    Nesting nesting(*this, kExpressionWeight);
    advance();
    advance();
    Expr* value = expression();
    if (!value) return nullptr;
    auto* node = make<NamedExpr>(start);
    node->target = name(start);
    node->target->ctx = ExprContext::Store;
    node->value = value;
    return has_feature(8, node->at, "Assignment expressions are") ? node : nullptr;
  }
  if (can_diagnose()) {
    mistake_named_expression();
    if (stopped_) return nullptr;
  }
  Expr* node = expression();
  if (node && at(T::ColonEqual)) return nullptr;
  return node;
}

Expr* Parser::expression() {
  Nesting nesting(*this, kExpressionWeight);
  if (is_too_high()) return nullptr;
  if (stopped_) return nullptr;
  if (!diagnosing_) return plain_expression();
  return memoised(Rule::Expression, [&]() -> Expr* {
    if (can_diagnose()) {
      size_t start = pos_;
      mistake_expression();
      if (!stopped_) mistake_legacy();
      if (stopped_) return nullptr;
      rewind(start);
    }
    return plain_expression();
  });
}

// disjunction ['if' disjunction 'else' expression] | lambda
Expr* Parser::plain_expression() {
  const Token& start = token();
  if (at(T::Lambda)) return lambda();
  Expr* body = disjunction();
  if (!body || !at(T::If)) return body;
  size_t before = pos_;
  advance();
  Expr* test = disjunction();
  if (stopped_) return nullptr;
  if (!test || !accept(T::Else)) {
    // `x if y` may still be right where a comprehension's filter follows x.
    rewind(before);
    return body;
  }
  Expr* orelse = expression();
  if (!orelse) {
    if (stopped_) return nullptr;
    rewind(before);
    return body;
  }
  auto* node = make<IfExp>(start);
  node->test = test;
  node->body = body;
  node->orelse = orelse;
  return node;
}

Expr* Parser::disjunction() {
  if (!diagnosing_) return plain_disjunction();
  return memoised(Rule::Disjunction, [&] { return plain_disjunction(); });
}

Expr* Parser::plain_disjunction() {
  const Token& start = token();
  Expr* first = conjunction();
  if (!first || !at(T::Or)) return first;
  Items<Expr*> values(*this);
  values.push(first);
  while (at(T::Or)) {
    Expr* value = operand_of(&Parser::conjunction);
    if (!value) break;
    values.push(value);
  }
  if (stopped_) return nullptr;
  if (values.size() == 1) return first;
  auto* node = make<BoolOp>(start);
  node->op = BoolOperator::Or;
  node->values = values.take();
  return node;
}

// Steps over an operator and reads the operand behind it. If there is no operand, the expression ends before the
// operator (as in `{x!r}` or `f(a and)`), and the caller decides whether the operator is an error.
Expr* Parser::operand_of(Expr* (Parser::*operand)()) {
  size_t before = pos_;
  advance();
  Expr* node = (this->*operand)();
  if (!node && !stopped_) rewind(before);
  return node;
}

Expr* Parser::conjunction() {
  const Token& start = token();
  Expr* first = inversion();
  if (!first || !at(T::And)) return first;
  Items<Expr*> values(*this);
  values.push(first);
  while (at(T::And)) {
    Expr* value = operand_of(&Parser::inversion);
    if (!value) break;
    values.push(value);
  }
  if (stopped_) return nullptr;
  if (values.size() == 1) return first;
  auto* node = make<BoolOp>(start);
  node->op = BoolOperator::And;
  node->values = values.take();
  return node;
}

Expr* Parser::inversion() {
  if (!at(T::Not)) return comparison();
  Nesting nesting(*this, kOperatorWeight);
  if (is_too_high()) return nullptr;
  const Token& start = token();
  advance();
  Expr* operand = inversion();
  if (!operand) return nullptr;
  auto* node = make<UnaryOp>(start);
  node->op = UnaryOperator::Not;
  node->operand = operand;
  return node;
}

// The operator is spelled <> if `from __future__ import barry_as_FLUFL` is in force, else !=.
bool Parser::check_not_equal(bool diamond) {
  if (diamond == barry_) return true;
  if (barry_) return raise(location(token()), "with Barry as BDFL, use '<>' instead of '!='"), false;
  if (can_diagnose() && options_.wording >= 15)
    raise(location(token()), "invalid syntax.  Maybe you meant '!=' instead of '<>'?");
  return false;
}

// Consumes a comparison operator, if there is one.
bool Parser::comparison_operator(CompareOperator* op) {
  using C = CompareOperator;
  switch (kind()) {
    case T::EqualEqual: *op = C::Eq; break;
    case T::NotEqual:
      if (!check_not_equal(text_of(token()) == "<>")) return false;
      *op = C::NotEq;
      break;
    case T::Less: *op = C::Lt; break;
    case T::LessEqual: *op = C::LtE; break;
    case T::Greater: *op = C::Gt; break;
    case T::GreaterEqual: *op = C::GtE; break;
    case T::In: *op = C::In; break;
    case T::Not:
      if (next_kind() != T::In) return false;
      advance();
      *op = C::NotIn;
      break;
    case T::Is:
      *op = C::Is;
      if (next_kind() == T::Not) {
        advance();
        *op = C::IsNot;
      }
      break;
    default: return false;
  }
  advance();
  return true;
}

Expr* Parser::comparison() {
  const Token& start = token();
  Expr* left = bitwise_or();
  CompareOperator op;
  size_t before = pos_;
  if (!left || !comparison_operator(&op)) return left;
  std::vector<CompareOperator> ops;
  Items<Expr*> comparators(*this);
  do {
    Expr* right = bitwise_or();
    if (stopped_) return nullptr;
    if (!right) {
      rewind(before);
      break;
    }
    ops.push_back(op);
    comparators.push(right);
    before = pos_;
  } while (comparison_operator(&op));
  if (ops.empty()) return left;
  auto* node = make<Compare>(start);
  node->left = left;
  node->ops = arena_.copy(ops.data(), ops.size());
  node->comparators = comparators.take();
  return node;
}

Expr* Parser::bitwise_or() {
  if (!diagnosing_) return binary(1);
  return memoised(Rule::BitwiseOr, [&] { return binary(1); });
}

// Left-associative operators by precedence climbing.
Expr* Parser::binary(int min_precedence) {
  const Token& start = token();
  int outer_chain = chain_;
  chain_ = 0;
  Expr* left = factor();
  while (left) {
    BinaryOperator found = binary_operator(kind());
    if (found.precedence < min_precedence) break;
    if (!grow_chain()) return nullptr;
    size_t before = pos_;
    advance();
    Expr* right = binary(found.precedence + 1);
    if (stopped_) return nullptr;
    if (!right) {
      if (diagnosing_ && found.precedence >= kArithmetic && mistake_bare_not(&Parser::inversion)) return nullptr;
      rewind(before);
      break;
    }
    if (found.op == Operator::MatMult && !has_feature(5, "The '@' operator is")) return nullptr;
    auto* node = make<BinOp>(start);
    node->left = left;
    node->op = found.op;
    node->right = right;
    left = node;
  }
  if (outer_chain > chain_) chain_ = outer_chain;
  return left;
}

Expr* Parser::factor() {
  UnaryOperator op;
  switch (kind()) {
    case T::Plus: op = UnaryOperator::UAdd; break;
    case T::Minus: op = UnaryOperator::USub; break;
    case T::Tilde: op = UnaryOperator::Invert; break;
    default: return power();
  }
  Nesting nesting(*this, kOperatorWeight);
  if (is_too_high()) return nullptr;
  const Token& start = token();
  advance();
  Expr* operand = factor();
  if (!operand && diagnosing_ && !stopped_) mistake_bare_not(&Parser::factor);
  if (!operand) return nullptr;
  auto* node = make<UnaryOp>(start);
  node->op = op;
  node->operand = operand;
  return node;
}

Expr* Parser::power() {
  const Token& start = token();
  Expr* left = await_primary();
  if (!left || !at(T::DoubleStar)) return left;
  Nesting nesting(*this, kExpressionWeight);
  if (is_too_high()) return nullptr;
  Expr* right = operand_of(&Parser::factor);
  if (!right) return stopped_ ? nullptr : left;
  auto* node = make<BinOp>(start);
  node->left = left;
  node->op = Operator::Pow;
  node->right = right;
  return node;
}

Expr* Parser::await_primary() {
  if (!at(T::Await)) return primary();
  const Token& start = token();
  advance();
  Expr* value = primary();
  if (!value) return nullptr;
  auto* node = make<Await>(start);
  node->value = value;
  return has_feature(5, "Await expressions are") ? node : nullptr;
}

// atom ('.' NAME | '(' arguments ')' | '[' slices ']')*
Expr* Parser::primary() {
  const Token& start = token();
  int outer_chain = chain_;
  chain_ = 0;
  Expr* node = diagnosing_ ? memoised(Rule::Atom, [&] { return atom(); }) : atom();
  while (node) {
    size_t before = pos_;
    Expr* outer = nullptr;
    if (at(T::Dot)) outer = attribute(start, node);
    else if (at(T::LParen)) outer = call(start, node);
    else if (at(T::LBracket)) outer = subscript(start, node);
    else break;
    if (stopped_ || (outer && !grow_chain())) return nullptr;
    if (!outer) {
      rewind(before);
      break;
    }
    node = outer;
  }
  if (outer_chain > chain_) chain_ = outer_chain;
  return node;
}

Expr* Parser::attribute(const Token& start, Expr* value) {
  advance();
  if (!at(T::Identifier)) return nullptr;
  const Token& attribute_name = token();
  advance();
  auto* node = make<Attribute>(start);
  node->value = value;
  node->attr = symbol(attribute_name);
  return node;
}

Expr* Parser::call(const Token& start, Expr* func) {
  const Token& open = token();
  advance();
  ArgumentList list;
  Expr* generator = nullptr;
  if (!arguments(&list, &generator)) return nullptr;
  if (!accept(T::RParen)) return nullptr;
  if (generator) {
    generator->at = since(open);  // the generator's position includes the brackets of the call
    list.args = arena_.copy(&generator, 1);
  }
  auto* node = make<Call>(start);
  node->func = func;
  node->args = list.args;
  node->keywords = list.keywords;
  return node;
}

Expr* Parser::subscript(const Token& start, Expr* value) {
  advance();
  Expr* index = slices();
  if (!index || !accept(T::RBracket)) return nullptr;
  auto* node = make<Subscript>(start);
  node->value = value;
  node->slice = index;
  return node;
}

// slice !',' | (slice | starred) (',' ...)* [',']
Expr* Parser::slices() {
  const Token& start = token();
  Expr* first = slice();
  if (!first) return nullptr;
  if (!at(T::Comma) && first->kind != Kind::Starred) return first;
  Items<Expr*> elements(*this);
  elements.push(first);
  while (accept(T::Comma)) {
    if (at(T::RBracket)) break;
    Expr* element = slice();
    if (!element) return nullptr;
    elements.push(element);
  }
  auto* tuple = make<Tuple>(start);
  tuple->elts = elements.take();
  return tuple;
}

Expr* Parser::slice() {
  const Token& start = token();
  if (at(T::Star)) return starred_argument();
  Expr* lower = nullptr;
  if (!at(T::Colon)) {
    lower = named_expression();
    bool bare_walrus = lower && lower->kind == Kind::NamedExpr && start.kind == T::Identifier;
    if (!lower || !at(T::Colon) || bare_walrus) return lower;
  }
  advance();
  Expr* upper = nullptr;
  Expr* step = nullptr;
  auto bound_follows = [&] { return !at(T::Colon) && !at(T::Comma) && !at(T::RBracket); };
  if (bound_follows() && !(upper = expression())) return nullptr;
  if (accept(T::Colon) && bound_follows() && !(step = expression())) return nullptr;
  auto* node = make<Slice>(start);
  node->lower = lower;
  node->upper = upper;
  node->step = step;
  return node;
}

Expr* Parser::lambda() {
  const Token& start = token();
  advance();
  Arguments* args = parameters(true);
  if (!args || !accept(T::Colon)) return nullptr;
  Expr* body = expression();
  if (!body) return nullptr;
  auto* node = make<Lambda>(start);
  node->args = args;
  node->body = body;
  return node;
}

Expr* Parser::yield_expression() {
  const Token& start = token();
  advance();
  if (accept(T::From)) {
    Expr* value = expression();
    if (!value) return nullptr;
    auto* node = make<YieldFrom>(start);
    node->value = value;
    return node;
  }
  Expr* value = nullptr;
  size_t before = pos_;
  if (!at_statement_end() && !at(T::RParen) && !at(T::Equal) && !at(T::RBrace)) {
    value = star_expressions();
    if (!value) {
      if (stopped_) return nullptr;
      rewind(before);
    }
  }
  auto* node = make<Yield>(start);
  node->value = value;
  return node;
}

}  // namespace syn
