// The recursive-descent parser, shared by the parser_*.cpp files.
//
// One function per rule of Python's grammar, named after it. A function that
// fails returns null (or false) and leaves `pos_` anywhere; callers that have
// another alternative rewind. Valid programs are parsed in one pass with one
// token of lookahead nearly everywhere.
//
// Errors need more: if the first pass fails, the failing top-level statement is
// parsed again with `diagnosing_` set. In that pass rules also try the mistakes
// people make (parser_mistakes.cpp), which backtrack freely; results are
// memoised so that nesting costs no exponential time. A mistake that is
// recognised calls raise(), which ends everything. If none is, the error is
// plain "invalid syntax" at the furthest token the first pass looked at.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "gc/base/bits.h"
#include "interp/syntax/lexer.h"
#include "interp/syntax/parser.h"
#include "interp/syntax/token.h"

namespace syn {

// The use of an expression as a target, for error messages.
enum class TargetUse : u8 { Assign, Delete, For };

class Parser {
 public:
  Parser(const Source& source, Mode mode, Arena& arena, const ParseOptions& options, std::vector<Token>& tokens,
         const LexError* lex_error);

  // The tree, or null with error() filled.
  Root* run();
  Diagnostic& error() { return error_; }
  std::vector<Diagnostic>& warnings() { return warnings_; }
  TypeComments& type_comments() { return comments_; }
  // Greatest token index that the first pass looked at.
  size_t first_furthest() const { return first_furthest_; }
  const Location& latest_compound() const { return latest_compound_; }
  // ... and that either pass did.
  size_t furthest() const { return furthest_; }
  // True: the parser's error is about indentation, and a lexer's error must not replace it.
  bool error_is_final() const { return error_is_final_; }
  // The tree may be higher than kMaxTreeHeight.
  bool is_high() const { return is_high_; }

 private:
  using T = TokenKind;

  // A list under construction: a stretch on top of the shared scratch stack,
  // so that building a list allocates nothing but its final span.
  template <class Item>
  class Items {
   public:
    explicit Items(Parser& parser) : parser_(parser), mark_(parser.scratch_.size()) {}
    ~Items() { parser_.scratch_.resize(mark_); }
    Items(const Items&) = delete;
    Items& operator=(const Items&) = delete;
    void push(Item item) { parser_.scratch_.push_back(item); }
    size_t size() const { return parser_.scratch_.size() - mark_; }
    Item operator[](size_t i) const { return item(parser_.scratch_[mark_ + i]); }
    Item back() const { return (*this)[size() - 1]; }
    void pop() { parser_.scratch_.pop_back(); }
    Span<Item> take() {
      size_t count = size();
      if (count == 0) return {};
      auto* to = static_cast<Item*>(parser_.arena_.allocate(count * sizeof(Item), alignof(Item)));
      for (size_t i = 0; i < count; ++i) to[i] = (*this)[i];
      return {to, count};
    }

   private:
    static Item item(const void* p) { return static_cast<Item>(const_cast<void*>(p)); }
    Parser& parser_;
    size_t mark_;
  };

  // Counts nesting while it lives; see kMaxTreeHeight.
  class Nesting {
   public:
    Nesting(Parser& parser, int weight) : parser_(parser), weight_(weight) { parser.depth_ += weight; }
    ~Nesting() { parser_.depth_ -= weight_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

   private:
    Parser& parser_;
    int weight_;
  };

  struct Memo {
    Expr* node;
    size_t end;
  };
  enum class Rule : u8 { Expression, Disjunction, BitwiseOr, Named, Primary, Atom };

  struct ArgumentList {
    Span<Expr*> args;
    Span<Keyword*> keywords;
    bool empty() const { return args.empty() && keywords.empty(); }
  };
  struct ParameterState;
  class StringParts;
  struct TemplateKind;

  // ---- tokens
  const Token& token() const { return tokens_[pos_]; }
  const Token& last() const { return tokens_[pos_ - 1]; }
  T kind() const { return tokens_[pos_].kind; }
  bool at(T wanted) const { return tokens_[pos_].kind == wanted; }
  bool at_soft(SoftKeyword word) const { return tokens_[pos_].soft == word; }
  T next_kind() {
    if (pos_ + 1 >= token_count_) return T::Error;
    if (pos_ + 1 > furthest_) furthest_ = pos_ + 1;
    return tokens_[pos_ + 1].kind;
  }
  void advance() { pos_++; }
  bool accept(T wanted) {
    if (!at(wanted)) return false;
    advance();
    return true;
  }
  void rewind(size_t to) {
    touch();
    pos_ = to;
  }
  void touch() {
    if (pos_ > furthest_) furthest_ = pos_;
  }
  // Accepts the token, where the grammar allows no other. False: another token is there; the second pass has raised
  // "expected '...'".
  bool force(T wanted);
  // Accepts a type comment; *text is in the source. False: there is none.
  bool accept_type_comment(std::string_view* text) {
    if (!at(T::TypeComment)) return false;
    *text = text_of(token());
    advance();
    return true;
  }
  void keep_type_comment(const Node* node, std::string_view text) { comments_.of_nodes[node] = arena_.copy(text); }
  std::string_view text_of(const Token& token) const {
    return source_.text().substr(token.start, token.end - token.start);
  }

  // ---- nodes
  Location since(const Token& start) const {
    const Token& end = last();
    return {start.line, start.col, end.end_line, end.end_col};
  }
  // As since(), but without line ends and dedents: for compound statements.
  Location block_since(const Token& start) const;
  template <class Node>
  Node* make(const Token& start) {
    Node* node = arena_.make<Node>();
    node->at = since(start);
    return node;
  }
  const Symbol* symbol(const Token& token);
  void raise_constant_name(const std::string& name);
  Name* name(const Token& token);
  Constant* singleton(ConstantKind kind);
  // Counts one more level of a chain such as a.b.c.d; false if it is too high.
  bool grow_chain();
  bool is_too_high();
  bool too_deep();

  // ---- errors
  std::nullptr_t raise_at(DiagnosticKind kind, const Location& at, std::string message);
  std::nullptr_t raise(const Location& at, std::string message) {
    return raise_at(DiagnosticKind::SyntaxError, at, std::move(message));
  }
  // True if ParseOptions::feature_version allows the syntax of Python 3.`minor`; else an error is raised.
  bool has_feature(int minor, const Location& at, const char* what);
  bool has_feature(int minor, const char* what) { return has_feature(minor, location(token()), what); }
  std::nullptr_t raise_range(const Location& from, const Location& to, std::string message);
  // From `from` to the furthest token read.
  std::nullptr_t raise_from(const Location& from, std::string message);
  // At the furthest token read.
  std::nullptr_t raise_here(std::string message, DiagnosticKind kind = DiagnosticKind::SyntaxError);
  static Location location(const Token& t) { return {t.line, t.col, t.end_line, t.end_col}; }
  void report_failure();
  bool weak_lex_error();
  bool can_diagnose() const { return diagnosing_ && mistakes_ && !stopped_; }

  // ---- roots and statements (parser_statement.cpp, parser_compound.cpp)
  Root* root();
  Root* parse_file();
  Root* parse_interactive();
  Root* parse_eval();
  Root* parse_function_type();
  bool argument_types(Items<Expr*>& out);
  bool statement(Items<Stmt*>& out);
  bool simple_statements(Items<Stmt*>& out);
  Stmt* simple_statement();
  Stmt* expression_statement();
  Stmt* assignment(const Token& start, Expr* first);
  Stmt* annotated_assignment(const Token& start, Expr* target);
  Stmt* augmented_assignment(const Token& start, Expr* target, Operator op);
  Expr* annotated_rhs();
  Stmt* import_name(const Token& start, bool lazy);
  Stmt* import_from(const Token& start, bool lazy);
  bool import_from_targets(Items<Alias*>& out);
  const Symbol* dotted_name();
  Alias* alias(bool dotted);
  Stmt* global_or_nonlocal();
  Stmt* delete_statement();
  Stmt* assert_statement();
  Stmt* raise_statement();
  Stmt* return_statement();
  Stmt* type_alias();
  bool at_statement_end();

  bool compound_statement(Stmt** out);
  bool block(Span<Stmt*>* out, const char* what, const Token& start);
  bool commented_block(Stmt* node, Span<Stmt*>* out, const char* what, const Token& start);
  bool function_type_comment(const Stmt* node);
  bool colon();
  Stmt* if_statement(const char* what);
  bool else_block(Span<Stmt*>* out);
  Stmt* while_statement();
  Stmt* for_statement(const Token& start, bool is_async);
  Stmt* with_statement(const Token& start, bool is_async);
  bool with_items(Items<WithItem*>& out, bool parenthesized);
  WithItem* with_item();
  Stmt* try_statement();
  ExceptHandler* except_handler(bool* is_star);
  void mistake_handler_without_block();
  bool except_types(ExceptHandler* node, const char* what);
  Stmt* match_statement();
  Stmt* async_statement();

  // ---- definitions (parser_definition.cpp)
  Stmt* decorated();
  Stmt* function_def(const Token& start, bool is_async, Span<Expr*> decorators);
  Stmt* class_def(Span<Expr*> decorators);
  Arguments* parameters(bool is_lambda);
  bool parameter(ParameterState& state);
  bool parameter_comment(ParameterState& state, bool comma);
  // `before`, "parameter" or the "argument" of versions before 3.15, `after`.
  std::string parameter_message(const char* before, const char* after) const;
  bool slash_parameter(ParameterState& state);
  bool star_parameter(ParameterState& state);
  bool double_star_parameter(ParameterState& state);
  bool parenthesized_parameter(const ParameterState& state);
  Arg* parameter_name(bool annotation, bool star_annotation);
  bool type_params(Span<TypeParam*>* out);
  TypeParam* type_param();

  // ---- patterns (parser_pattern.cpp)
  MatchCase* case_block();
  Pattern* patterns();
  Pattern* pattern();
  Pattern* or_pattern();
  Pattern* closed_pattern();
  Pattern* maybe_star_pattern();
  Pattern* name_or_class_pattern();
  Pattern* class_pattern(const Token& start, Expr* cls);
  Pattern* mapping_pattern();
  bool mapping_item(Expr** key, Pattern** value);
  Pattern* mistake_double_star(const Token& rest);
  Expr* mapping_key();
  Pattern* group_or_sequence_pattern();
  Pattern* literal_pattern();
  Expr* literal_expression();
  Expr* signed_number();
  Expr* complex_or_signed_number();
  Expr* name_or_attribute();

  // ---- expressions (parser_expression.cpp)
  Expr* star_expressions();
  Expr* star_expression();
  Expr* star_named_expression();
  Expr* named_expression();
  Expr* expression();
  Expr* plain_expression();
  Expr* disjunction();
  Expr* plain_disjunction();
  Expr* conjunction();
  Expr* inversion();
  Expr* comparison();
  bool comparison_operator(CompareOperator* op);
  Expr* bitwise_or();
  Expr* binary(int min_precedence);
  Expr* factor();
  Expr* power();
  Expr* await_primary();
  Expr* primary();
  Expr* operand_of(Expr* (Parser::*operand)());
  Expr* attribute(const Token& start, Expr* value);
  Expr* call(const Token& start, Expr* func);
  Expr* subscript(const Token& start, Expr* value);
  Expr* slices();
  Expr* slice();
  Expr* lambda();
  Expr* yield_expression();
  Expr* starred(Expr* (Parser::*operand)());
  template <class Function>
  Expr* memoised(Rule rule, Function&& parse);

  // ---- atoms (parser_atom.cpp)
  Expr* atom();
  Expr* number();
  Expr* parenthesized();
  Expr* list_display();
  Expr* brace_display();
  Expr* brace_display_diagnosing(const Token& start);
  Expr* dict_display(const Token& start, Expr* first_key);
  Expr* set_display(const Token& start, Expr* first);
  bool star_named_list(T close, Items<Expr*>& out, bool* comma);
  bool comprehension_clauses(Span<Comprehension*>* out);
  Comprehension* comprehension_clause();
  bool at_comprehension();
  bool arguments(ArgumentList* out, Expr** generator);
  bool argument_prefix(ArgumentList* out);
  Expr* positional_argument();
  Keyword* keyword_argument();
  Expr* starred_argument();

  // ---- strings (parser_string.cpp, parser_template.cpp)
  Expr* strings();
  Expr* plain_strings(const Token& first, size_t end);
  Expr* template_strings(const Token& first, size_t end);
  size_t end_of_literal(size_t at) const;
  bool append_string(const Token& token, std::string_view body, bool is_bytes, bool is_raw, std::string& out);
  bool decode_escapes(const Token& token, std::string_view body, bool is_bytes, std::string& out);
  bool unicode_escape(const Token& token, std::string_view body, size_t* at, size_t* position, std::string& out);
  bool named_escape(const Token& token, std::string_view body, size_t* at, size_t position, std::string& out);
  bool check_not_equal(bool diamond);
  void warn_lazy_module(const Token& dots, u32 level);
  void warn_escape(const Token& token, std::string_view body, size_t at, std::string what, const std::string& escape);
  bool template_string(StringParts& parts);
  bool template_text(StringParts& parts, const TemplateKind& kind);
  bool replacement_field(StringParts& parts, const TemplateKind& kind);
  bool field_conversion(const TemplateKind& kind, i32* conversion);
  Expr* format_spec(const TemplateKind& kind);
  std::string field_text(const Token& open, const Token& end) const;
  void mistake_field(const TemplateKind& kind, const char* expected);

  // ---- targets (parser_target.cpp)
  static void set_context(Expr* node, ExprContext ctx);
  static Expr* invalid_target(Expr* node, TargetUse use);
  static bool is_single_target(const Expr* node);
  static const char* describe(const Expr* node);
  Expr* for_targets();
  std::nullptr_t raise_invalid_target(Expr* node, TargetUse use);
  Expr* with_target();

  // ---- mistakes (parser_mistakes.cpp): called only while diagnosing; they raise
  // or do nothing, and leave pos_ where it was.
  void mistake_expression();
  Expr* expression_as_it_is();
  void mistake_quotes(size_t start);
  void mistake_comma(size_t start);
  void mistake_legacy();
  void mistake_named_expression();
  bool mistake_bare_not(Expr* (Parser::*operand_rule)());
  void mistake_assignment(size_t start);
  void mistake_assignment_chain(size_t start);
  void mistake_keyword_argument();
  void mistake_arguments(size_t start);
  void mistake_generator_argument(size_t start);
  TokenKind template_around(size_t position) const;
  void mistake_dict_items();
  void mistake_unpacked_condition(const Token& stars);
  void mistake_dict_unpacking(const char* comprehension);
  void mistake_dict_generator();
  bool mistake_unpacked_key(bool first);
  bool mistake_unpacked_value();
  void mistake_for_target();
  void mistake_missing_in();
  void mistake_import();
  void mistake_import_target();
  void mistake_with_item();
  void mistake_case();
  void mistake_assert(Expr* operand);
  bool is_legacy_statement(const Expr* node) const;

  const Source& source_;
  Arena& arena_;
  const ParseOptions& options_;
  Mode mode_;
  const Token* tokens_;
  size_t token_count_;
  const LexError* lex_error_;  // null if the lexer reached the end

  size_t pos_ = 0;
  size_t furthest_ = 0;  // greatest index looked at, as far as recorded
  size_t first_furthest_ = 0;
  size_t statement_start_ = 0;     // of the current top-level statement
  Location latest_compound_;       // the complete compound statement that begins last, functions left out
  int depth_ = 0;                  // nesting of the parser's own recursion, weighted
  int chain_ = 0;                  // height of chains in the expression being parsed
  bool is_high_ = false;           // there was a height beyond kMaxTreeHeight
  bool diagnosing_ = false;        // the second pass
  bool barry_ = options_.diamond;  // != is spelled <>
  bool mistakes_ = true;           // ... and mistakes are looked for here
  bool stopped_ = false;           // an error is settled: all rules fail
  bool error_is_final_ = false;
  std::vector<const void*> scratch_;
  std::unordered_map<u64, Memo> memo_;
  Diagnostic error_;
  std::vector<Diagnostic> warnings_;
  TypeComments comments_;
};

// Nesting weights: an expression costs the C++ stack several frames.
constexpr int kExpressionWeight = 6;
constexpr int kOperatorWeight = 1;

}  // namespace syn
