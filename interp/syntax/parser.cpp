// The driver: both passes, the roots, and how errors become diagnostics.
#include "interp/syntax/parser.h"
#include "interp/syntax/compound.h"

#include "interp/syntax/characters.h"
#include "interp/syntax/parser_impl.h"

namespace syn {

Parser::Parser(const Source& source, Mode mode, Arena& arena, const ParseOptions& options, std::vector<Token>& tokens,
               const LexError* lex_error)
    : source_(source),
      arena_(arena),
      options_(options),
      mode_(mode),
      tokens_(tokens.data()),
      token_count_(tokens.size()),
      lex_error_(lex_error) {}

Root* Parser::run() {
  Root* tree = root();
  if (stopped_) return nullptr;
  if (tree) return tree;
  touch();
  first_furthest_ = furthest_;
  T reached = tokens_[furthest_].kind;
  bool at_indentation = reached == T::Indent || reached == T::Dedent;
  // A strong error of the lexer is reported in any case, except in front of a wrong indentation.
  bool worth_a_second_pass = at_indentation || !lex_error_ || !lex_error_->strong;
  if (!weak_lex_error() && worth_a_second_pass) {
    diagnosing_ = true;
    pos_ = statement_start_;
    depth_ = chain_ = 0;
    scratch_.clear();
    warnings_.clear();
    root();
  }
  if (!stopped_) report_failure();
  return nullptr;
}

// ---- roots

Root* Parser::root() {
  switch (mode_) {
    case Mode::Exec: return parse_file();
    case Mode::Eval: return parse_eval();
    case Mode::Single: return parse_interactive();
    case Mode::FuncType: return parse_function_type();
  }
  return nullptr;
}

Root* Parser::parse_file() {
  Items<Stmt*> body(*this);
  while (!at(T::EndMarker)) {
    if (!diagnosing_) statement_start_ = pos_;
    if (!statement(body)) return nullptr;
  }
  Module* module = arena_.make<Module>();
  module->body = body.take();
  return module;
}

Root* Parser::parse_interactive() {
  Items<Stmt*> body(*this);
  while (accept(T::Newline)) {
  }
  if (at(T::EndMarker)) {
    if (!options_.allow_incomplete) return nullptr;
    return raise_at(DiagnosticKind::IncompleteInputError, location(token()), "incomplete input");
  }
  statement_start_ = pos_;
  if (!statement(body)) return nullptr;
  while (accept(T::Newline)) {
  }
  if (!at(T::EndMarker)) {
    return raise(location(token()), "multiple statements found while compiling a single statement");
  }
  Interactive* tree = arena_.make<Interactive>();
  tree->body = body.take();
  // A statement with a block on the line of its colon ends only with another, empty line.
  const Token& end = last();
  bool cut_off = end.kind == T::Newline && source_.newline_added() && end.line == source_.line_count();
  if (!cut_off || !is_compound(tree->body[0]->kind)) return tree;
  return options_.allow_incomplete ? raise_at(DiagnosticKind::IncompleteInputError, location(end), "incomplete input")
                                   : nullptr;
}

bool Parser::has_feature(int minor, const Location& at, const char* what) {
  if (!options_.feature_version || options_.feature_version >= minor) return true;
  raise(at, std::string(what) + " only supported in Python 3." + std::to_string(minor) + " and greater");
  return false;
}

Root* Parser::parse_eval() {
  Expr* body = star_expressions();
  if (!body) return nullptr;
  while (accept(T::Newline)) {
  }
  if (!at(T::EndMarker)) return nullptr;
  if (body->kind == Kind::Starred) return nullptr;
  Expression* tree = arena_.make<Expression>();
  tree->body = body;
  return tree;
}

// expression (',' expression)* [',' '*' expression] [',' '**' expression]
bool Parser::argument_types(Items<Expr*>& out) {
  int stars = 0;
  do {
    int before = stars;
    if (accept(T::Star)) stars = 1;
    else if (accept(T::DoubleStar)) stars = 2;
    Expr* type = before != 0 && stars <= before ? nullptr : expression();
    if (!type) return false;
    out.push(type);
  } while (accept(T::Comma));
  return true;
}

// '(' [types] ')' '->' expression
Root* Parser::parse_function_type() {
  Items<Expr*> types(*this);
  if (!accept(T::LParen)) return nullptr;
  if (!at(T::RParen) && !argument_types(types)) return nullptr;
  if (!accept(T::RParen) || !accept(T::Arrow)) return nullptr;
  Expr* returns = expression();
  if (!returns) return nullptr;
  while (accept(T::Newline)) {
  }
  if (!at(T::EndMarker)) return nullptr;
  FunctionType* tree = arena_.make<FunctionType>();
  tree->argtypes = types.take();
  tree->returns = returns;
  return tree;
}

// ---- nodes

Location Parser::block_since(const Token& start) const {
  size_t end = pos_ - 1;
  while (tokens_[end].kind == T::Newline || tokens_[end].kind == T::Indent || tokens_[end].kind == T::Dedent) {
    --end;
  }
  return {start.line, start.col, tokens_[end].end_line, tokens_[end].end_col};
}

const Symbol* Parser::symbol(const Token& token) {
  std::string_view text = text_of(token);
  bool is_ascii = std::none_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) < 0; });
  if (is_ascii || !options_.text.normalize) return arena_.intern(text);
  std::string normal = options_.text.normalize(text);
  bool is_constant = normal == "None" || normal == "True" || normal == "False";
  if (is_constant && options_.wording >= 15) raise_constant_name(normal);
  return arena_.intern(normal);
}

// A name that means None, True or False once it is normalized, but that the lexer has not seen to be that keyword.
void Parser::raise_constant_name(const std::string& name) {
  if (stopped_) return;
  stopped_ = error_is_final_ = true;
  error_ = {};
  error_.kind = DiagnosticKind::ValueError;
  error_.message = "identifier field can't represent '" + name + "' constant";
}

Name* Parser::name(const Token& token) {
  Name* node = arena_.make<Name>();
  node->at = location(token);
  node->id = symbol(token);
  return node;
}

bool Parser::grow_chain() {
  ++chain_;
  return !is_too_high();
}

// True: the place is higher than a tree may be, or the stack ends, which is an error now.
bool Parser::is_too_high() {
  if (static_cast<const char*>(__builtin_frame_address(0)) <= options_.stack_limit) return too_deep();
  int height = depth_ + chain_;
  if (height <= kMaxTreeHeight) return false;
  is_high_ = true;
  return (depth_ > kMaxTreeHeight || height > options_.max_height) && too_deep();
}

bool Parser::too_deep() {
  if (!stopped_) {
    stopped_ = true;
    error_ = {};
    error_.kind = DiagnosticKind::RecursionError;
    error_.message = "maximum recursion depth exceeded during compilation";
  }
  return true;
}

// ---- errors

bool Parser::force(T wanted) {
  if (accept(wanted)) return true;
  if (diagnosing_) {
    raise(location(token()), "expected '" + std::string(token_text(wanted)) + "'");
  }
  return false;
}

// If the parser has reached the place where the lexer stopped, the lexer's error becomes the parser's. True: it has.
bool Parser::weak_lex_error() {
  if (!lex_error_ || furthest_ + 1 < token_count_) return false;
  error_ = lex_error_->diagnostic;
  stopped_ = true;
  return true;
}

std::nullptr_t Parser::raise_at(DiagnosticKind kind, const Location& at, std::string message) {
  touch();
  if (stopped_ || weak_lex_error()) return nullptr;
  stopped_ = true;
  error_ = diagnostic_at(source_, kind, at, std::move(message));
  return nullptr;
}

std::nullptr_t Parser::raise_range(const Location& from, const Location& to, std::string message) {
  return raise({from.line, from.col, to.end_line, to.end_col}, std::move(message));
}

// The end of the range is where CPython's lexer would stand, which is one character before the end that raise_range()
// computes.
std::nullptr_t Parser::raise_from(const Location& from, std::string message) {
  touch();
  if (stopped_) return nullptr;
  raise_range(from, location(tokens_[furthest_]), std::move(message));
  if (!weak_lex_error()) error_.end_offset--;
  return nullptr;
}

// Positions of tokens without text follow CPython: an indent is reported at its end, the end of the file behind the
// last line.
std::nullptr_t Parser::raise_here(std::string message, DiagnosticKind kind) {
  touch();
  if (stopped_ || weak_lex_error()) return nullptr;
  const Token& token = tokens_[furthest_];
  raise_at(kind, location(token), std::move(message));
  bool at_end = token.start >= source_.text().size();
  if (token.kind == T::Indent) {
    error_.offset = error_.end_offset - 1;
    error_.end_offset = -1;
  } else if (token.kind == T::Dedent || token.kind == T::EndMarker) {
    --error_.offset;
    if (at_end) {
      error_.line = error_.end_line = static_cast<i32>(source_.line_count());
      error_.offset = static_cast<i32>(count_characters(source_.line(source_.line_count()))) + 1;
    }
    error_.end_offset = -1;
  }
  return nullptr;
}

// True if the error is in a last line without a newline. The texts of files are given one, as in CPython.
static bool is_cut_off(const Source& source, Mode mode, const Diagnostic& error) {
  return mode != Mode::Exec && source.newline_added() && error.line == static_cast<i32>(source.line_count());
}

// Reports plain "invalid syntax" (or an unexpected indent): no rule has found a more specific error.
void Parser::report_failure() {
  touch();
  if (weak_lex_error()) return;
  size_t reached = furthest_;
  furthest_ = pos_ = first_furthest_;
  const Token& token = tokens_[first_furthest_];
  error_is_final_ = token.kind == T::Indent || token.kind == T::Dedent;
  if (token.kind == T::Indent) {
    raise_here("unexpected indent", DiagnosticKind::IndentationError);
  } else if (token.kind == T::Dedent) {
    raise_here("unexpected unindent", DiagnosticKind::IndentationError);
  } else {
    raise(location(token), "invalid syntax");
    if (token.kind == T::EndMarker) {
      error_.line = error_.end_line = static_cast<i32>(source_.line_count());
      error_.offset = error_.end_offset = 0;
    } else if (token.kind == T::Newline && is_cut_off(source_, mode_, error_)) {
      error_.offset = error_.end_offset = 0;
    }
  }
  furthest_ = reached;
}

namespace {

// Replaces the parser's error by the lexer's in two cases: the lexer's error is strong, or a bracket is still open from
// a line before the one that the parser reached, since such a bracket is the likelier cause.
void prefer_lex_error(const LexError& lex, u32 last_line, Diagnostic& error) {
  if (error.kind == DiagnosticKind::RecursionError) return;
  bool open_before = lex.open_bracket_line && last_line > lex.open_bracket_line;
  if (lex.strong || open_before) error = lex.diagnostic;
}

// True if more lines could complete the text: the parser failed at the very end of the text. Dedents at the end do not
// count as text. Neither does a last newline that Source has added to an interactive text; a newline that the text
// itself contains does, since it ends the statement.
bool is_incomplete(const Source& source, Mode mode, const std::vector<Token>& tokens, size_t furthest,
                   const LexError* lex_error) {
  if (lex_error && !lex_error->at_end) return false;
  bool ends_without_newline = mode == Mode::Single && source.newline_added();
  while (furthest < tokens.size() && (tokens[furthest].kind == TokenKind::Dedent ||
                                      (tokens[furthest].kind == TokenKind::Newline && ends_without_newline))) {
    ++furthest;
  }
  // A lexer that has failed at the end has left an error there, and no end marker.
  return furthest >= tokens.size() || tokens[furthest].kind == (lex_error ? TokenKind::Error : TokenKind::EndMarker);
}

// True if an interactive text ends inside a block. A block ends with an empty line; the text then ends with a newline
// of its own, so that Source has not added one.
bool block_is_open(const Source& source, const std::vector<Token>& tokens) {
  size_t last = tokens.size();
  return last >= 2 && tokens[last - 2].kind == TokenKind::Dedent && source.newline_added();
}

}  // namespace

ParseResult parse(const Source& source, Mode mode, Arena& arena, const ParseOptions& options) {
  ParseResult result;
  Lexer lexer(source, options);
  lexer.run();
  const LexError* lex_error = lexer.failed() ? &lexer.error() : nullptr;
  Parser parser(source, mode, arena, options, lexer.tokens(), lex_error);
  result.root = parser.run();
  result.is_high = parser.is_high();
  result.type_comments = std::move(parser.type_comments());
  for (const TypeIgnore& ignore : lexer.type_ignores())
    result.type_comments.ignores.push_back({ignore.line, arena.copy(ignore.tag)});
  result.warnings = std::move(lexer.warnings());
  for (Diagnostic& warning : parser.warnings()) result.warnings.push_back(std::move(warning));
  bool incomplete = false;
  if (!result.root) {
    result.error = std::move(parser.error());
    result.compound = parser.latest_compound();
    if (lex_error && !parser.error_is_final()) {
      prefer_lex_error(*lex_error, lexer.tokens()[parser.furthest()].line, result.error);
    }
    if (is_cut_off(source, mode, result.error)) result.error.ends_line = false;
    incomplete = is_incomplete(source, mode, lexer.tokens(), parser.first_furthest(), lex_error);
  } else if (mode == Mode::Single && options.block_needs_newline) {
    incomplete = block_is_open(source, lexer.tokens());
  }
  if (incomplete && options.allow_incomplete) {
    result.root = nullptr;
    result.error.kind = DiagnosticKind::IncompleteInputError;
    result.error.message = "incomplete input";
  }
  return result;
}

}  // namespace syn
