// The match statement and its patterns.
#include "interp/syntax/parser_impl.h"

namespace syn {

// "match" subject ':' NEWLINE INDENT case+ DEDENT. If the header is incomplete, `match` is an identifier, so a failure
// is no error yet: the caller parses the line as an expression.
Stmt* Parser::match_statement() {
  const Token& start = token();
  // If the next token cannot begin a subject, `match` is an identifier.
  switch (next_kind()) {
    case T::Equal:
    case T::Dot:
    case T::Comma:
    case T::Colon:
    case T::RParen:
    case T::RBracket:
    case T::Newline: return nullptr;
    default: break;
  }
  advance();
  bool star = at(T::Star);
  const Token& subject_start = token();
  Expr* subject = star_named_expression();
  if (!subject) return nullptr;
  if (at(T::Comma)) {
    Items<Expr*> elements(*this);
    elements.push(subject);
    while (accept(T::Comma)) {
      if (at(T::Colon)) break;
      Expr* element = star_named_expression();
      if (!element) return nullptr;
      elements.push(element);
    }
    auto* tuple = make<Tuple>(subject_start);
    tuple->elts = elements.take();
    subject = tuple;
  } else if (star) {
    return nullptr;
  }
  if (can_diagnose() && at(T::Newline) && pos_ >= first_furthest_) {
    return raise_here("expected ':'");
  }
  if (!accept(T::Colon) || !accept(T::Newline)) return nullptr;
  if (!accept(T::Indent)) {
    if (!can_diagnose()) return nullptr;
    return raise_here("expected an indented block after 'match' statement on line " + std::to_string(start.line),
                      DiagnosticKind::IndentationError);
  }
  Items<MatchCase*> cases(*this);
  while (at_soft(SoftKeyword::Case) && at(T::Identifier)) {
    MatchCase* one = case_block();
    if (!one) return nullptr;
    cases.push(one);
  }
  if (cases.size() == 0 || !accept(T::Dedent)) return nullptr;
  auto* node = arena_.make<Match>();
  node->subject = subject;
  node->cases = cases.take();
  node->at = block_since(start);
  return has_feature(10, node->at, "Pattern matching is") ? node : nullptr;
}

// "case" patterns ['if' named_expression] ':' block
MatchCase* Parser::case_block() {
  const Token& start = token();
  advance();
  Pattern* matched = patterns();
  if (!matched) return nullptr;
  Expr* guard = nullptr;
  if (accept(T::If) && !(guard = named_expression())) return nullptr;
  if (!colon()) return nullptr;
  auto* node = arena_.make<MatchCase>();
  node->pattern = matched;
  node->guard = guard;
  return block(&node->body, "'case' statement", start) ? node : nullptr;
}

// pattern, or an open sequence `a, *b`
Pattern* Parser::patterns() {
  const Token& start = token();
  Pattern* first = maybe_star_pattern();
  if (!first) return nullptr;
  if (!at(T::Comma)) return first->kind == Kind::MatchStar ? nullptr : first;
  Items<Pattern*> items(*this);
  items.push(first);
  while (accept(T::Comma)) {
    if (at(T::Colon) || at(T::If)) break;
    Pattern* item = maybe_star_pattern();
    if (!item) return nullptr;
    items.push(item);
  }
  auto* node = make<MatchSequence>(start);
  node->patterns = items.take();
  return node;
}

Pattern* Parser::maybe_star_pattern() {
  if (!at(T::Star)) return pattern();
  const Token& start = token();
  advance();
  if (!at(T::Identifier)) return nullptr;
  const Token& target = token();
  advance();
  auto* node = make<MatchStar>(start);
  node->name = target.soft == SoftKeyword::Underscore ? nullptr : symbol(target);
  return node;
}

// or_pattern ['as' NAME]
Pattern* Parser::pattern() {
  Nesting nesting(*this, kExpressionWeight);
  if (depth_ > kMaxTreeHeight && too_deep()) return nullptr;
  const Token& start = token();
  Pattern* inner = or_pattern();
  if (!inner || !accept(T::As)) return inner;
  const Token& target = token();
  if (!at(T::Identifier) || target.soft == SoftKeyword::Underscore) {
    if (!can_diagnose()) return nullptr;
    if (target.soft == SoftKeyword::Underscore) {
      return raise(location(target), "cannot use '_' as a target");
    }
    size_t before = pos_;
    if (Expr* bad = expression()) {
      if (options_.wording < 14) return raise(bad->at, "invalid pattern target");
      return raise(bad->at, std::string("cannot use ") + describe(bad) + " as pattern target");
    }
    rewind(before);
    return nullptr;
  }
  advance();
  if (can_diagnose() && options_.wording >= 14 && (at(T::Dot) || at(T::LParen) || at(T::LBracket))) {
    size_t before = --pos_;
    Expr* bad = expression();
    if (stopped_) return nullptr;
    if (bad && bad->kind != Kind::Name)
      return raise(bad->at, std::string("cannot use ") + describe(bad) + " as pattern target");
    rewind(before);
    return nullptr;
  }
  auto* node = make<MatchAs>(start);
  node->pattern = inner;
  node->name = symbol(target);
  return node;
}

Pattern* Parser::or_pattern() {
  const Token& start = token();
  Pattern* first = closed_pattern();
  if (!first || !at(T::Bar)) return first;
  Items<Pattern*> alternatives(*this);
  alternatives.push(first);
  while (accept(T::Bar)) {
    Pattern* next = closed_pattern();
    if (!next) return nullptr;
    alternatives.push(next);
  }
  auto* node = make<MatchOr>(start);
  node->patterns = alternatives.take();
  return node;
}

Pattern* Parser::closed_pattern() {
  switch (kind()) {
    case T::Identifier: return name_or_class_pattern();
    case T::LBrace: return mapping_pattern();
    case T::LParen:
    case T::LBracket: return group_or_sequence_pattern();
    default: return literal_pattern();
  }
}

// A capture, a dotted value, or a class with arguments.
Pattern* Parser::name_or_class_pattern() {
  const Token& start = token();
  T next = next_kind();
  if (next != T::Dot && next != T::LParen) {
    advance();
    auto* node = make<MatchAs>(start);
    if (start.soft != SoftKeyword::Underscore) node->name = symbol(start);
    return node;
  }
  Expr* value = name_or_attribute();
  if (!value) return nullptr;
  if (at(T::LParen)) return class_pattern(start, value);
  auto* node = make<MatchValue>(start);
  node->value = value;
  return node;
}

// NAME ('.' NAME)*
Expr* Parser::name_or_attribute() {
  const Token& start = token();
  if (!at(T::Identifier)) return nullptr;
  advance();
  Expr* value = name(start);
  while (accept(T::Dot)) {
    if (!at(T::Identifier)) return nullptr;
    const Token& attribute = token();
    advance();
    auto* node = make<Attribute>(start);
    node->value = value;
    node->attr = symbol(attribute);
    value = node;
  }
  return value;
}

// cls '(' patterns, then NAME '=' pattern, ... ')'
Pattern* Parser::class_pattern(const Token& start, Expr* cls) {
  advance();
  Items<Pattern*> positional(*this);
  std::vector<const Symbol*> names;
  std::vector<Pattern*> values;
  Pattern* misplaced_first = nullptr;
  Pattern* misplaced_last = nullptr;
  while (!at(T::RParen)) {
    bool keyword = at(T::Identifier) && next_kind() == T::Equal;
    if (keyword) {
      names.push_back(symbol(token()));
      advance();
      advance();
    } else if (!names.empty() && !can_diagnose()) {
      return nullptr;
    }
    Pattern* item = pattern();
    if (!item) return nullptr;
    if (keyword) {
      if (misplaced_first) break;
      values.push_back(item);
    } else if (names.empty()) {
      positional.push(item);
    } else {
      if (!misplaced_first) misplaced_first = item;
      misplaced_last = item;
    }
    if (!accept(T::Comma)) break;
  }
  if (misplaced_first) {
    return raise_range(misplaced_first->at, misplaced_last->at, "positional patterns follow keyword patterns");
  }
  if (!accept(T::RParen)) return nullptr;
  auto* node = make<MatchClass>(start);
  node->cls = cls;
  node->patterns = positional.take();
  node->kwd_attrs = arena_.copy(names.data(), names.size());
  node->kwd_patterns = arena_.copy(values.data(), values.size());
  return node;
}

// '{' [key ':' pattern, ...] ['**' NAME] '}'
Pattern* Parser::mapping_pattern() {
  const Token& start = token();
  advance();
  std::vector<Expr*> keys;
  std::vector<Pattern*> values;
  const Token* rest = nullptr;
  while (!at(T::RBrace)) {
    if (rest) return can_diagnose() ? mistake_double_star(*rest) : nullptr;
    if (accept(T::DoubleStar)) {
      if (!at(T::Identifier) || at_soft(SoftKeyword::Underscore)) return nullptr;
      rest = &token();
      advance();
    } else {
      keys.emplace_back();
      values.emplace_back();
      if (!mapping_item(&keys.back(), &values.back())) return nullptr;
    }
    if (!accept(T::Comma)) break;
  }
  if (!accept(T::RBrace)) return nullptr;
  auto* node = make<MatchMapping>(start);
  node->keys = arena_.copy(keys.data(), keys.size());
  node->patterns = arena_.copy(values.data(), values.size());
  node->rest = rest ? symbol(*rest) : nullptr;
  return node;
}

// key ':' pattern
bool Parser::mapping_item(Expr** key, Pattern** value) {
  *key = mapping_key();
  if (!*key || !accept(T::Colon)) return false;
  *value = pattern();
  return *value;
}

// `**rest` is followed by other items. They must be valid, or another message is more helpful.
Pattern* Parser::mistake_double_star(const Token& rest) {
  Expr* key;
  Pattern* value;
  do {
    if (!mapping_item(&key, &value)) return nullptr;
  } while (accept(T::Comma) && !at(T::RBrace));
  if (at(T::RBrace) && options_.wording >= 15)
    raise(location(rest), "double star pattern must be the last (right-most) subpattern in the mapping pattern");
  return nullptr;
}

// A literal or a dotted name.
Expr* Parser::mapping_key() {
  if (!at(T::Identifier)) return literal_expression();
  Expr* key = name_or_attribute();
  return key && key->kind == Kind::Attribute ? key : nullptr;
}

// '(' pattern ')' | '(' sequence ')' | '[' sequence ']'
Pattern* Parser::group_or_sequence_pattern() {
  const Token& start = token();
  bool group = at(T::LParen);
  T close = group ? T::RParen : T::RBracket;
  advance();
  Items<Pattern*> items(*this);
  bool comma = false;
  while (!at(close)) {
    Pattern* item = maybe_star_pattern();
    if (!item) return nullptr;
    items.push(item);
    comma = accept(T::Comma);
    if (!comma) break;
  }
  if (!accept(close)) return nullptr;
  if (group && items.size() == 1 && !comma) {
    return items[0]->kind == Kind::MatchStar ? nullptr : items[0];
  }
  auto* node = make<MatchSequence>(start);
  node->patterns = items.take();
  return node;
}

Pattern* Parser::literal_pattern() {
  const Token& start = token();
  Expr* value = literal_expression();
  if (!value) return nullptr;
  auto* constant = try_as<Constant>(value);
  if (constant && constant->value.kind <= ConstantKind::False) {
    auto* node = make<MatchSingleton>(start);
    node->value = constant->value;
    return node;
  }
  auto* node = make<MatchValue>(start);
  node->value = value;
  return node;
}

// A number with sign, a complex number, strings, None, True, False.
Expr* Parser::literal_expression() {
  switch (kind()) {
    case T::Number:
    case T::Plus:
    case T::Minus: return complex_or_signed_number();
    case T::String:
    case T::FStringStart:
    case T::TStringStart: {
      Expr* text = strings();
      if (!text || text->kind == Kind::Constant) return text;
      return raise(text->at, "patterns may only match literals and attribute lookups");
    }
    case T::None: return singleton(ConstantKind::None);
    case T::True: return singleton(ConstantKind::True);
    case T::False: return singleton(ConstantKind::False);
    default: return nullptr;
  }
}

Expr* Parser::signed_number() {
  const Token& start = token();
  bool minus = accept(T::Minus), plus = !minus && accept(T::Plus);
  if (!at(T::Number)) return nullptr;
  Expr* value = number();
  if (!minus && !plus) return value;
  auto* node = make<UnaryOp>(start);
  node->op = minus ? UnaryOperator::USub : UnaryOperator::UAdd;
  node->operand = value;
  return node;
}

// real ('+' | '-') imaginary
Expr* Parser::complex_or_signed_number() {
  const Token& start = token();
  Expr* real = signed_number();
  if (!real || !(at(T::Plus) || at(T::Minus))) return real;
  auto is_imaginary = [](Expr* e) {
    if (auto* unary = try_as<UnaryOp>(e)) e = unary->operand;
    return as<Constant>(e)->value.kind == ConstantKind::Imag;
  };
  if (is_imaginary(real)) {
    return raise(real->at, "real number required in complex literal");
  }
  Operator op = at(T::Plus) ? Operator::Add : Operator::Sub;
  advance();
  if (!at(T::Number)) return nullptr;
  Expr* imaginary = number();
  if (!is_imaginary(imaginary)) {
    return raise(imaginary->at, "imaginary number required in complex literal");
  }
  auto* node = make<BinOp>(start);
  node->left = real;
  node->op = op;
  node->right = imaginary;
  return node;
}

}  // namespace syn
