// Mistakes with `*` and `**` in displays, comprehensions and conditional expressions, and other mistakes in dicts: see
// parser_mistakes.cpp. Most have words of their own since 3.15 (PEP 798).
#include "interp/syntax/parser_impl.h"

namespace syn {

// [*x if y else z]: the position is at `if`, behind what `stars` unpacks.
void Parser::mistake_unpacked_condition(const Token& stars) {
  if (options_.wording < 15 || !at(T::If) || stars.level == 0) return;
  size_t start = pos_;
  advance();
  Expr* orelse = disjunction() && accept(T::Else) ? expression() : nullptr;
  if (orelse && !stopped_) {
    raise_range(location(stars), orelse->at,
                std::string(stars.kind == T::Star ? "invalid starred" : "invalid double starred") +
                    " expression. Did you forget to wrap the conditional expression in parentheses?");
  }
  if (!stopped_) rewind(start);
}

// [**x], (1, **x), [**x for x in y]. `comprehension`: what it would be in front of `for`, or null.
void Parser::mistake_dict_unpacking(const char* comprehension) {
  if (options_.wording < 15 || !can_diagnose()) return;
  size_t start = pos_;
  const Token& stars = token();
  advance();
  Expr* value = expression();
  if (value && !stopped_) {
    if (comprehension && at_comprehension())
      raise_range(location(stars), value->at, std::string("cannot use dict unpacking in ") + comprehension);
    else raise(location(stars), "cannot use dict unpacking here");
  }
  if (!stopped_) rewind(start);
}

// f(**x for x in y)
void Parser::mistake_dict_generator() {
  if (options_.wording < 15 || !at(T::DoubleStar)) return;
  size_t start = pos_;
  const Token& stars = token();
  advance();
  Expr* value = expression();
  if (value && !stopped_ && at_comprehension())
    raise_range(location(stars), value->at, "cannot use dict unpacking in generator expression");
  if (!stopped_) rewind(start);
}

// `*a: b` or `**a: b` as an item of a dict. False: the item goes on otherwise, and cannot be read.
bool Parser::mistake_unpacked_key(bool first) {
  const Token& stars = token();
  advance();
  Expr* value = bitwise_or();
  if (!value) return false;
  if (options_.wording < 15) return stars.kind == T::DoubleStar;
  if (first) mistake_unpacked_condition(stars);
  if (stopped_) return false;
  bool is_single = stars.kind == T::Star;
  if (at(T::Colon) && (is_single || first)) {
    raise_range(location(stars), value->at,
                is_single ? "cannot use a starred expression in a dictionary key"
                          : "cannot use dict unpacking in a dictionary key");
  }
  return !is_single && !stopped_;
}

// {a: *b}, {a: **b}. True: the value begins with stars.
bool Parser::mistake_unpacked_value() {
  const Token& stars = token();
  if (!at(T::Star) && (!at(T::DoubleStar) || options_.wording < 15)) return false;
  advance();
  Expr* value = bitwise_or();
  const char* message = stars.kind == T::Star ? "cannot use a starred expression in a dictionary value"
                                              : "cannot use dict unpacking in a dictionary value";
  if (value && options_.wording < 15) raise_from(location(stars), message);
  else if (value) raise_range(location(stars), value->at, message);
  return true;
}

// {a: b, c}, {a: *b}, {a: }
void Parser::mistake_dict_items() {
  size_t start = pos_;
  for (bool first = true;; first = false) {
    if (at(T::DoubleStar) || (at(T::Star) && options_.wording >= 15)) {
      if (!mistake_unpacked_key(first)) break;
    } else {
      mistakes_ = first || options_.wording >= 15;
      Expr* key = expression();
      mistakes_ = true;
      if (!key || stopped_) break;
      if (!at(T::Colon)) {
        if (first) break;
        raise({key->at.line, key->at.end_col - 1, key->at.end_line, key->at.end_col},
              "':' expected after dictionary key");
        error_.end_offset = 0;
        return;
      }
      const Token& colon_token = token();
      advance();
      if (mistake_unpacked_value()) break;
      if (at(T::RBrace) || at(T::Comma)) {
        raise(location(colon_token), "expression expected after dictionary key and ':'");
        return;
      }
      if (!expression()) break;
    }
    if (!accept(T::Comma) || at(T::RBrace)) break;
  }
  if (stopped_) return;
  rewind(start);
  if (at(T::DoubleStar)) mistake_dict_unpacking(nullptr);
}

}  // namespace syn
