// Atoms: names, numbers, displays, comprehensions; and call arguments.
#include <charconv>

#include "interp/syntax/parser_impl.h"

namespace syn {

Expr* Parser::atom() {
  const Token& start = token();
  switch (kind()) {
    case T::Identifier: advance(); return name(start);
    case T::Number: return number();
    case T::String:
    case T::FStringStart:
    case T::TStringStart: return strings();
    case T::LParen: return parenthesized();
    case T::LBracket: return list_display();
    case T::LBrace: return brace_display();
    case T::None: return singleton(ConstantKind::None);
    case T::True: return singleton(ConstantKind::True);
    case T::False: return singleton(ConstantKind::False);
    case T::Ellipsis: return singleton(ConstantKind::Ellipsis);
    default: return nullptr;
  }
}

Constant* Parser::singleton(ConstantKind kind) {
  advance();
  auto* node = make<Constant>(last());
  node->value.kind = kind;
  return node;
}

namespace {

// The value of a float literal. For a value beyond the range from_chars only reports an error; the sign of the decimal
// exponent then decides between 0 and infinity.
double parse_float(std::string_view text) {
  double value = 0;
  auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec != std::errc::result_out_of_range) return value;
  size_t exponent = text.find_first_of("eE");
  if (exponent != text.npos && text[exponent + 1] == '-') return 0.0;
  bool starts_with_zero = text[0] == '0' || text[0] == '.';
  return exponent == text.npos && starts_with_zero ? 0.0 : __builtin_huge_val();
}

void parse_integer(std::string_view text, ConstantValue& value, Arena& arena) {
  value.kind = ConstantKind::Int;
  value.base = 10;
  if (text.size() > 2 && text[0] == '0') {
    char letter = static_cast<char>(text[1] | 0x20);
    if (letter == 'x') value.base = 16;
    if (letter == 'o') value.base = 8;
    if (letter == 'b') value.base = 2;
    if (value.base != 10) text.remove_prefix(2);
  }
  value.text = arena.copy(text);
  auto end = text.data() + text.size();
  value.fits = std::from_chars(text.data(), end, value.integer, value.base).ec == std::errc();
}

}  // namespace

Expr* Parser::number() {
  const Token& start = token();
  advance();
  std::string_view text = text_of(start);
  std::string clean;
  if (text.find('_') != text.npos) {
    if (!has_feature(6, location(start), "Underscores in numeric literals are")) return nullptr;
    for (char c : text) {
      if (c != '_') clean += c;
    }
    text = clean;
  }
  auto* node = make<Constant>(start);
  bool hex = text.size() > 1 && (text[1] | 0x20) == 'x';
  if ((text.back() | 0x20) == 'j') {
    node->value.kind = ConstantKind::Imag;
    node->value.real = parse_float(text.substr(0, text.size() - 1));
  } else if (!hex && text.find_first_of(".eE") != text.npos) {
    node->value.kind = ConstantKind::Float;
    node->value.real = parse_float(text);
  } else {
    parse_integer(text, node->value, arena_);
    size_t digits = node->value.text.size();
    if (node->value.base == 10 && options_.max_int_digits && digits > options_.max_int_digits) {
      return raise(
          node->at,
          "Exceeds the limit (" + std::to_string(options_.max_int_digits) +
              " digits) for integer string conversion: value has " + std::to_string(digits) +
              " digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge "
              "integer literals to avoid decimal conversion limits.");
    }
  }
  return node;
}

bool Parser::at_comprehension() { return at(T::For) || (at(T::Async) && next_kind() == T::For); }

// '(' ')' | '(' yield ')' | '(' named ')' | tuple | generator
Expr* Parser::parenthesized() {
  const Token& start = token();
  advance();
  if (at(T::Yield)) {
    Expr* node = yield_expression();
    return node && accept(T::RParen) ? node : nullptr;
  }
  Items<Expr*> elements(*this);
  bool comma = false;
  if (can_diagnose() && at(T::DoubleStar)) {
    mistake_dict_unpacking("generator expression");
    if (stopped_) return nullptr;
    const Token& stars = token();
    advance();
    Expr* value = expression();
    if (value && at(T::RParen)) {
      raise(location(stars), "cannot use double starred expression here");
    }
    return nullptr;
  }
  if (can_diagnose() && at(T::Star)) {
    size_t before = pos_;
    Expr* value = star_named_expression();
    if (stopped_) return nullptr;
    rewind(before);
    value = starred_argument();
    if (stopped_) return nullptr;
    if (value && at(T::RParen)) return raise(value->at, "cannot use starred expression here");
    rewind(before);
  }
  if (!star_named_list(T::RParen, elements, &comma)) return nullptr;
  if (elements.size() == 1 && !comma && at_comprehension()) {
    Span<Comprehension*> generators;
    if (!comprehension_clauses(&generators) || !accept(T::RParen)) return nullptr;
    auto* node = make<GeneratorExp>(start);
    node->elt = elements[0];
    node->generators = generators;
    return node;
  }
  bool grouped = elements.size() == 1 && !comma;
  if (!at(T::RParen) || (grouped && elements[0]->kind == Kind::Starred)) return nullptr;
  advance();
  if (grouped) return elements[0];
  auto* node = make<Tuple>(start);
  node->elts = elements.take();
  return node;
}

// star_named_expression (',' ...)* [','] up to, but not including, `close`.
// `comma`: the last thing was a comma. Stops before `for`.
bool Parser::star_named_list(T close, Items<Expr*>& out, bool* comma) {
  while (!at(close)) {
    if (can_diagnose() && *comma && at_comprehension()) break;
    if (can_diagnose() && at(T::Star)) {
      size_t before = pos_;
      if (out.size() == 0) {
        starred_argument();
      } else if (options_.wording >= 15) {
        advance();
        expression();
      }
      if (stopped_) return false;
      rewind(before);
    }
    if (at(T::DoubleStar)) {
      bool may_be_comprehension = close == T::RBracket && out.size() == 0;
      mistake_dict_unpacking(may_be_comprehension ? "list comprehension" : nullptr);
      return false;
    }
    Expr* element = star_named_expression();
    if (!element) return false;
    out.push(element);
    *comma = accept(T::Comma);
    if (!*comma) break;
  }
  if (can_diagnose() && at_comprehension() && (out.size() > 1 || *comma) && close != T::RParen) {
    size_t before = pos_;
    Location end = *comma ? location(last()) : out.back()->at;
    if (out.size() > 1) end = out.back()->at;
    Span<Comprehension*> generators;
    if (comprehension_clauses(&generators)) {
      raise_range(out[0]->at, end, "did you forget parentheses around the comprehension target?");
      return false;
    }
    rewind(before);
  }
  return true;
}

Expr* Parser::list_display() {
  const Token& start = token();
  advance();
  Items<Expr*> elements(*this);
  bool comma = false;
  if (!star_named_list(T::RBracket, elements, &comma)) return nullptr;
  if (elements.size() == 1 && !comma && at_comprehension()) {
    Span<Comprehension*> generators;
    if (!comprehension_clauses(&generators) || !accept(T::RBracket)) return nullptr;
    auto* node = make<ListComp>(start);
    node->elt = elements[0];
    node->generators = generators;
    return node;
  }
  if (!accept(T::RBracket)) return nullptr;
  auto* node = make<List>(start);
  node->elts = elements.take();
  return node;
}

// A dict if it is empty, or begins with `**` or with `key:`; else a set.
Expr* Parser::brace_display() {
  const Token& start = token();
  advance();
  if (at(T::RBrace) || at(T::DoubleStar)) return dict_display(start, nullptr);
  if (at(T::Star)) return set_display(start, nullptr);
  if (diagnosing_) return brace_display_diagnosing(start);
  bool is_walrus = at(T::Identifier) && next_kind() == T::ColonEqual;
  Expr* first = named_expression();
  if (!first) return nullptr;
  return at(T::Colon) && !is_walrus ? dict_display(start, first) : set_display(start, first);
}

// As a dict first, so that a mistake in its first item is told in a dict's terms.
Expr* Parser::brace_display_diagnosing(const Token& start) {
  size_t before = pos_;
  Expr* key = expression();
  if (stopped_) return nullptr;
  bool is_dict = key && at(T::Colon);
  rewind(before);
  return is_dict ? dict_display(start, nullptr) : set_display(start, nullptr);
}

// Items '**' bitwise_or | expression ':' expression. Keys and values alternate
// on the stack and are parted at the end. `first_key`, if given, has been read.
Expr* Parser::dict_display(const Token& start, Expr* first_key) {
  Items<Expr*> pairs(*this);
  size_t first_item = pos_;
  auto item = [&]() -> bool {
    if (accept(T::DoubleStar)) {
      Expr* value = bitwise_or();
      if (!value) return false;
      pairs.push(nullptr);
      pairs.push(value);
      return true;
    }
    // Before 3.15, a missing comma is looked for in the first item only; in a later item a missing colon is reported.
    bool mistakes = mistakes_;
    mistakes_ &= pairs.size() == 0 || options_.wording >= 15;
    Expr* key = first_key ? first_key : expression();
    mistakes_ = mistakes;
    first_key = nullptr;
    if (!key || !accept(T::Colon)) return false;
    Expr* value = expression();
    if (!value) return false;
    pairs.push(key);
    pairs.push(value);
    return true;
  };
  bool comma = true;
  while (comma && !at(T::RBrace)) {
    if (!item()) {
      if (can_diagnose()) {
        rewind(first_item);
        mistake_dict_items();
      }
      return nullptr;
    }
    if (pairs.size() == 2 && at_comprehension()) {
      Span<Comprehension*> generators;
      if (!comprehension_clauses(&generators)) return nullptr;
      if (!accept(T::RBrace)) {
        if (can_diagnose()) {
          rewind(first_item);
          mistake_dict_items();
        }
        return nullptr;
      }
      auto* node = make<DictComp>(start);
      node->key = pairs[0] ? pairs[0] : pairs[1];
      node->value = pairs[0] ? pairs[1] : nullptr;
      node->generators = generators;
      return node;
    }
    comma = accept(T::Comma);
  }
  if (!accept(T::RBrace)) {
    if (can_diagnose()) {
      rewind(first_item);
      mistake_dict_items();
    }
    return nullptr;
  }
  auto* node = make<Dict>(start);
  size_t count = pairs.size() / 2;
  Span<Expr*> all = pairs.take();
  auto* parted = static_cast<Expr**>(arena_.allocate(2 * count * sizeof(Expr*), alignof(Expr*)));
  for (size_t i = 0; i < count; ++i) {
    parted[i] = all[2 * i];
    parted[count + i] = all[2 * i + 1];
  }
  node->keys = {parted, count};
  node->values = {parted + count, count};
  return node;
}

Expr* Parser::set_display(const Token& start, Expr* first) {
  Items<Expr*> elements(*this);
  bool comma = false;
  if (first) {
    elements.push(first);
    comma = accept(T::Comma);
  }
  if (!first || comma) {
    if (!star_named_list(T::RBrace, elements, &comma)) return nullptr;
  }
  if (elements.size() == 1 && !comma && at_comprehension()) {
    Span<Comprehension*> generators;
    if (!comprehension_clauses(&generators) || !accept(T::RBrace)) return nullptr;
    auto* node = make<SetComp>(start);
    node->elt = elements[0];
    node->generators = generators;
    return node;
  }
  if (can_diagnose() && options_.wording >= 15 && at(T::Colon) && elements.size() == 1 && !comma &&
      elements[0]->kind == Kind::Starred)
    return raise(elements[0]->at, "cannot use a starred expression in a dictionary key");
  if (!accept(T::RBrace)) return nullptr;
  auto* node = make<Set>(start);
  node->elts = elements.take();
  return node;
}

bool Parser::comprehension_clauses(Span<Comprehension*>* out) {
  Items<Comprehension*> clauses(*this);
  do {
    Comprehension* clause = comprehension_clause();
    if (!clause) return false;
    clauses.push(clause);
  } while (at_comprehension());
  *out = clauses.take();
  return true;
}

// [async] for targets in disjunction ('if' disjunction)*
Comprehension* Parser::comprehension_clause() {
  size_t start = pos_;
  bool is_async = accept(T::Async);
  advance();
  Expr* target = for_targets();
  if (!target || !at(T::In)) {
    if (can_diagnose()) {
      rewind(start);
      mistake_missing_in();
      if (!stopped_) mistake_for_target();
    }
    return nullptr;
  }
  advance();
  Expr* iter = disjunction();
  if (!iter) return nullptr;
  Items<Expr*> ifs(*this);
  while (accept(T::If)) {
    Expr* condition = disjunction();
    if (!condition) return nullptr;
    ifs.push(condition);
  }
  auto* node = arena_.make<Comprehension>();
  node->target = target;
  node->iter = iter;
  node->ifs = ifs.take();
  node->is_async = is_async;
  return !is_async || has_feature(6, "Async comprehensions are") ? node : nullptr;
}

// The contents of a call's brackets, up to the closing one: arguments, or, if `generator` is not null, one bare
// generator. Then *generator is set, and the caller gives it its position.
bool Parser::arguments(ArgumentList* out, Expr** generator) {
  size_t start = pos_;
  if (at(T::RParen)) return true;
  if (argument_prefix(out)) {
    if (generator && out->args.size() == 1 && out->keywords.empty() && at_comprehension()) {
      Span<Comprehension*> generators;
      if (comprehension_clauses(&generators) && at(T::RParen)) {
        auto* node = arena_.make<GeneratorExp>();
        node->elt = out->args[0];
        node->generators = generators;
        *generator = node;
        return true;
      }
      if (stopped_) return false;
    } else {
      accept(T::Comma);
      if (at(T::RParen)) return true;
    }
  }
  if (can_diagnose()) {
    rewind(start);
    mistake_arguments(start);
  }
  return false;
}

// Reads as many arguments as possible; the position ends behind the last good one. Positional arguments and *x come
// first; after a keyword only *x, keywords and **x are allowed; after **x only keywords and **x. False: there is none.
bool Parser::argument_prefix(ArgumentList* out) {
  Items<Expr*> args(*this);
  std::vector<Keyword*> keywords;
  bool keyword_seen = false, double_star_seen = false;
  size_t good = pos_;
  for (bool more = true; more && !stopped_;) {
    bool named = at(T::Identifier) && next_kind() == T::Equal;
    if (can_diagnose() && (keyword_seen || named)) mistake_keyword_argument();
    if (stopped_) return false;
    if (named || at(T::DoubleStar)) {
      double_star_seen |= at(T::DoubleStar);
      keyword_seen = true;
      Keyword* keyword = keyword_argument();
      if (!keyword) break;
      keywords.push_back(keyword);
    } else {
      Expr* arg = nullptr;
      size_t before = pos_;
      if (at(T::Star)) {
        if (double_star_seen) break;
        arg = starred_argument();
      } else if (!keyword_seen) {
        arg = positional_argument();
      }
      if (arg && at(T::Equal)) arg = nullptr;
      if (!arg) {
        if (can_diagnose()) {
          rewind(before);
          mistake_keyword_argument();
        }
        break;
      }
      args.push(arg);
    }
    good = pos_;
    more = accept(T::Comma);
  }
  rewind(good);
  if (stopped_ || (args.size() == 0 && keywords.empty())) return false;
  out->args = args.take();
  out->keywords = arena_.copy(keywords.data(), keywords.size());
  return true;
}

// assignment_expression | expression !':='
Expr* Parser::positional_argument() {
  if (at(T::Identifier) && next_kind() == T::ColonEqual) return named_expression();
  Expr* node = expression();
  return node && !at(T::ColonEqual) ? node : nullptr;
}

Keyword* Parser::keyword_argument() {
  const Token& start = token();
  const Symbol* keyword_name = nullptr;
  if (at(T::Identifier)) {
    keyword_name = symbol(start);
    advance();
  }
  advance();
  Expr* value = expression();
  if (!value) return nullptr;
  if (can_diagnose() && !keyword_name && at(T::Equal)) {
    advance();
    if (Expr* other = expression()) {
      return raise_range(location(start), other->at, "cannot assign to keyword argument unpacking");
    }
    return nullptr;
  }
  auto* node = make<Keyword>(start);
  node->arg = keyword_name;
  node->value = value;
  return node;
}

Expr* Parser::starred_argument() {
  const Token& start = token();
  Expr* node = starred(&Parser::expression);
  if (!can_diagnose()) return node;
  if (!node) return raise_here("Invalid star expression");
  if (at(T::Equal)) {
    size_t before = pos_;
    advance();
    if (Expr* value = expression()) {
      return raise_range(location(start), value->at, "cannot assign to iterable argument unpacking");
    }
    rewind(before);
  }
  return node;
}

}  // namespace syn
