// Functions, classes, parameters, type parameters.
#include "interp/syntax/parser_impl.h"

namespace syn {

// ('@' named_expression NEWLINE)+ definition
Stmt* Parser::decorated() {
  Items<Expr*> decorators(*this);
  while (accept(T::At)) {
    Expr* decorator = named_expression();
    if (!decorator || !accept(T::Newline)) return nullptr;
    decorators.push(decorator);
  }
  Span<Expr*> list = decorators.take();
  const Token& start = token();
  if (at(T::Class)) return class_def(list);
  bool is_async = accept(T::Async);
  return at(T::Def) ? function_def(start, is_async, list) : nullptr;
}

// 'def' NAME [type_params] '(' parameters ')' ['->' expression] ':' block
Stmt* Parser::function_def(const Token& start, bool is_async, Span<Expr*> decorators) {
  const Token& keyword = token();
  advance();
  if (!at(T::Identifier)) return nullptr;
  const Symbol* function_name = symbol(token());
  advance();
  size_t after_name = pos_;
  Span<TypeParam*> generics;
  if (at(T::LBracket) && !type_params(&generics)) {
    if (!diagnosing_ || stopped_) return nullptr;
    rewind(after_name);
  }
  if (!force(T::LParen)) return nullptr;
  Arguments* args = parameters(false);
  if (!args || !accept(T::RParen)) return nullptr;
  Expr* returns = nullptr;
  if (at(T::Arrow)) returns = operand_of(&Parser::expression);
  if (stopped_ || !force(T::Colon)) return nullptr;
  FunctionDef* node = is_async ? arena_.make<AsyncFunctionDef>() : arena_.make<FunctionDef>();
  node->name = function_name;
  node->args = args;
  node->decorator_list = decorators;
  node->returns = returns;
  node->type_params = generics;
  if (!function_type_comment(node) || !block(&node->body, "function definition", keyword)) return nullptr;
  node->at = block_since(start);
  return !is_async || has_feature(5, "Async functions are") ? node : nullptr;
}

// [TYPE_COMMENT | NEWLINE TYPE_COMMENT &(NEWLINE INDENT)]: behind the colon, or on the next line, before the body
bool Parser::function_type_comment(const Stmt* node) {
  auto kind_at = [this](size_t i) { return pos_ + i < token_count_ ? tokens_[pos_ + i].kind : T::Error; };
  bool on_next_line = at(T::Newline) && kind_at(1) == T::TypeComment && kind_at(2) == T::Newline;
  if (on_next_line && furthest_ < pos_ + 3) furthest_ = pos_ + 3;
  if (on_next_line && kind_at(3) == T::Indent) advance();
  std::string_view comment;
  if (!accept_type_comment(&comment)) return true;
  keep_type_comment(node, comment);
  bool another = at(T::Newline) && kind_at(1) == T::TypeComment && kind_at(2) == T::Newline && kind_at(3) == T::Indent;
  if (!another) return true;
  if (can_diagnose()) {
    pos_ += 3;
    touch();
    raise_here("Cannot have two type comments on def");
  }
  return false;
}

// 'class' NAME [type_params] ['(' arguments ')'] ':' block
Stmt* Parser::class_def(Span<Expr*> decorators) {
  const Token& start = token();
  advance();
  if (!at(T::Identifier)) return nullptr;
  const Symbol* class_name = symbol(token());
  advance();
  Span<TypeParam*> generics;
  if (at(T::LBracket) && !type_params(&generics)) return nullptr;
  ArgumentList bases;
  if (accept(T::LParen)) {
    if (!arguments(&bases, nullptr) || !accept(T::RParen)) return nullptr;
  }
  if (!colon()) return nullptr;
  auto* node = arena_.make<ClassDef>();
  node->name = class_name;
  node->bases = bases.args;
  node->keywords = bases.keywords;
  node->decorator_list = decorators;
  node->type_params = generics;
  if (!block(&node->body, "class definition", start)) return nullptr;
  node->at = block_since(start);
  return node;
}

// The parameter list being read, for functions and lambdas alike.
struct Parser::ParameterState {
  explicit ParameterState(bool is_lambda) : is_lambda(is_lambda) {}
  bool is_lambda;
  bool slash = false;  // '/' was seen
  bool star = false;   // '*' was seen
  bool defaulted = false;
  std::vector<Arg*> posonly, args, kwonly;
  std::vector<Expr*> defaults, kw_defaults;
  Arg* vararg = nullptr;
  Arg* kwarg = nullptr;
  Arg* latest = nullptr;  // null behind '/' and a bare '*'

  bool empty() const { return args.empty() && posonly.empty() && !star; }
  TokenKind end() const { return is_lambda ? TokenKind::Colon : TokenKind::RParen; }
};

// Reads everything up to, but not including, the ')' of a function or the ':' of a lambda. The caller checks that this
// token is there.
Arguments* Parser::parameters(bool is_lambda) {
  ParameterState state(is_lambda);
  while (!at(state.end())) {
    bool read = false;
    state.latest = nullptr;
    switch (kind()) {
      case T::Identifier: read = parameter(state); break;
      case T::Slash: read = slash_parameter(state); break;
      case T::Star: read = star_parameter(state); break;
      case T::DoubleStar: read = double_star_parameter(state); break;
      case T::LParen: read = can_diagnose() && parenthesized_parameter(state); break;
      default: break;
    }
    if (!read) return nullptr;
    bool comma = accept(T::Comma);
    if (at(T::TypeComment) && !parameter_comment(state, comma)) return nullptr;
    if (!comma || state.kwarg) break;
  }
  auto* node = arena_.make<Arguments>();
  auto copy = [&](auto& list) { return arena_.copy(list.data(), list.size()); };
  node->posonlyargs = copy(state.posonly);
  node->args = copy(state.args);
  node->vararg = state.vararg;
  node->kwonlyargs = copy(state.kwonly);
  node->kw_defaults = copy(state.kw_defaults);
  node->kwarg = state.kwarg;
  node->defaults = copy(state.defaults);
  return node;
}

// TYPE_COMMENT, behind the comma or the last parameter of a function.
bool Parser::parameter_comment(ParameterState& state, bool comma) {
  bool bare_star = comma && state.star && !state.vararg && state.kwonly.empty();
  bool at_parameter = state.latest && (comma || next_kind() == T::RParen);
  if (state.is_lambda || !at_parameter) {
    if (bare_star && can_diagnose()) raise(location(token()), "bare * has associated type comment");
    return false;
  }
  std::string_view comment;
  accept_type_comment(&comment);
  keep_type_comment(state.latest, comment);
  return true;
}

// NAME [':' annotation]
Arg* Parser::parameter_name(bool annotation, bool star_annotation) {
  const Token& start = token();
  if (!at(T::Identifier)) return nullptr;
  const Symbol* parameter_symbol = symbol(start);
  advance();
  Expr* type = nullptr;
  if (annotation && accept(T::Colon)) {
    type = star_annotation ? star_expression() : expression();
    if (!type) return nullptr;
  }
  auto* node = make<Arg>(start);
  node->arg = parameter_symbol;
  node->annotation = type;
  return node;
}

// NAME [':' annotation] ['=' default]
bool Parser::parameter(ParameterState& state) {
  Arg* arg = parameter_name(!state.is_lambda, false);
  if (!arg) return false;
  state.latest = arg;
  Expr* value = nullptr;
  if (at(T::Equal)) {
    const Token& equal = token();
    advance();
    if (can_diagnose() && (at(T::Comma) || at(T::RParen))) {
      raise(location(equal), "expected default value expression");
      return false;
    }
    value = expression();
    if (!value) return false;
  }
  if (state.star) {
    state.kwonly.push_back(arg);
    state.kw_defaults.push_back(value);
    return true;
  }
  state.args.push_back(arg);
  if (value) {
    state.defaults.push_back(value);
    state.defaulted = true;
  } else if (state.defaulted) {
    if (can_diagnose() && (at(T::Comma) || at(state.end()))) {
      raise(arg->at, "parameter without a default follows parameter with a default");
    }
    return false;
  }
  return true;
}

std::string Parser::parameter_message(const char* before, const char* after) const {
  return std::string(before) + (options_.wording >= 15 ? "parameter" : "argument") + after;
}

bool Parser::slash_parameter(ParameterState& state) {
  const Token& slash = token();
  bool valid = !state.slash && !state.star && !state.args.empty();
  advance();
  if (valid && !has_feature(8, location(slash), "Positional-only parameters are")) return false;
  if (valid) {
    state.slash = true;
    state.posonly.swap(state.args);
    if (can_diagnose() && at(T::Star)) {
      raise(location(token()), "expected comma between / and *");
      return false;
    }
    return true;
  }
  if (!can_diagnose()) return false;
  if (state.slash) raise(location(slash), "/ may appear only once");
  else if (state.star) raise(location(slash), "/ must be ahead of *");
  else if (at(T::Comma)) raise(location(slash), parameter_message("at least one ", " must precede /"));
  return false;
}

// '*' NAME, or a bare '*' with something named behind it
bool Parser::star_parameter(ParameterState& state) {
  const Token& star = token();
  advance();
  if (state.star) {
    if (can_diagnose() && (at(T::Identifier) || at(T::Comma))) {
      raise(location(star), options_.wording >= 15 ? "* may appear only once" : "* argument may appear only once");
    }
    return false;
  }
  state.star = true;
  if (at(T::Identifier)) {
    state.latest = state.vararg = parameter_name(!state.is_lambda, true);
    bool starred = state.vararg && state.vararg->annotation && state.vararg->annotation->kind == Kind::Starred;
    if (state.vararg && !starred && can_diagnose() && at(T::Equal)) {
      raise(location(token()), parameter_message("var-positional ", " cannot have default value"));
      return false;
    }
    return state.vararg != nullptr;
  }
  bool bare = at(state.end());
  if (at(T::Comma)) {
    T next = next_kind();
    if (next == T::Identifier) return true;
    bare = next == state.end() || next == T::DoubleStar;
    if (next == T::Slash && can_diagnose()) return true;  // slash_parameter() will report the error
    if (next == T::TypeComment) return true;              // so will parameter_comment()
  }
  if (bare && can_diagnose()) {
    std::string message = parameter_message("named ", "s must follow bare *");
    if (state.is_lambda) raise_here(std::move(message));
    else raise(location(star), std::move(message));
  }
  return false;
}

bool Parser::double_star_parameter(ParameterState& state) {
  advance();
  state.latest = state.kwarg = parameter_name(!state.is_lambda, false);
  if (!state.kwarg) return false;
  if (!can_diagnose()) return true;
  if (at(T::Equal)) {
    raise(location(token()), parameter_message("var-keyword ", " cannot have default value"));
    return false;
  }
  if (!at(T::Comma)) return true;
  T next = next_kind();
  if (next == T::Identifier || next == T::Star || next == T::DoubleStar || next == T::Slash) {
    raise(location(tokens_[pos_ + 1]),
          parameter_message("", "s cannot follow var-keyword ") + parameter_message("", ""));
    return false;
  }
  return true;
}

// '(' parameter (',' parameter)* [','] ')': the tuple parameters of Python 2
bool Parser::parenthesized_parameter(const ParameterState& state) {
  const Token& open = token();
  advance();
  while (at(T::Identifier) && parameter_name(!state.is_lambda, false)) {
    if (!accept(T::Comma)) break;
  }
  if (stopped_) return false;
  if (at(T::RParen) && last().kind != T::LParen && !state.slash && !state.star) {
    raise_range(location(open), location(token()),
                state.is_lambda ? "Lambda expression parameters cannot be parenthesized"
                                : "Function parameters cannot be parenthesized");
  }
  return false;
}

// '[' type_param (',' type_param)* [','] ']'
bool Parser::type_params(Span<TypeParam*>* out) {
  advance();
  if (can_diagnose() && at(T::RBracket)) {
    raise_from(location(token()), "Type parameter list cannot be empty");
    return false;
  }
  Items<TypeParam*> params(*this);
  do {
    if (at(T::RBracket)) break;
    TypeParam* param = type_param();
    if (!param) return false;
    params.push(param);
  } while (accept(T::Comma));
  if (params.size() == 0 || !accept(T::RBracket)) return false;
  *out = params.take();
  return has_feature(12, location(last()), "Type parameter lists are");
}

// NAME [':' bound] ['=' default] | '*' NAME ['=' default] | '**' NAME ['=' default]
TypeParam* Parser::type_param() {
  const Token& start = token();
  T stars = kind();
  if (stars == T::Star || stars == T::DoubleStar) advance();
  if (!at(T::Identifier)) return nullptr;
  const Symbol* param_name = symbol(token());
  advance();
  Expr* bound = nullptr;
  Expr* value = nullptr;
  if (at(T::Colon)) {
    const Token& colon_token = token();
    advance();
    bound = expression();
    if (!bound) return nullptr;
    if (stars == T::Star || stars == T::DoubleStar) {
      if (!can_diagnose()) return nullptr;
      std::string what = bound->kind == Kind::Tuple ? "cannot use constraints with " : "cannot use bound with ";
      return raise_from(location(colon_token), what + (stars == T::Star ? "TypeVarTuple" : "ParamSpec"));
    }
  }
  if (accept(T::Equal)) {
    value = stars == T::Star ? star_expression() : expression();
    if (!value || !has_feature(13, "Type parameter defaults are")) return nullptr;
  }
  if (stars == T::Star) {
    auto* node = make<TypeVarTuple>(start);
    node->name = param_name;
    node->default_value = value;
    return node;
  }
  if (stars == T::DoubleStar) {
    auto* node = make<ParamSpec>(start);
    node->name = param_name;
    node->default_value = value;
    return node;
  }
  auto* node = make<TypeVar>(start);
  node->name = param_name;
  node->bound = bound;
  node->default_value = value;
  return node;
}

}  // namespace syn
