// The lexer: reads the whole source text into one array of tokens.
//
// The parser looks back and ahead and parses some passages twice, so it needs random access. An array of 28-byte tokens
// gives that at a lower cost than any lexing on demand. Comments and blank lines make no token, except type comments
// where they are asked for. An f-string or t-string becomes FStringStart, then alternately FStringMiddle tokens and the
// ordinary tokens of its replacement fields, then FStringEnd. Such strings nest: `modes_` is the stack of the strings
// around the current position.
//
// The array ends with EndMarker, or, after an error, with an Error token; error() then has the diagnostic.
#pragma once

#include <string>
#include <vector>

#include "interp/syntax/parser.h"
#include "interp/syntax/token.h"

namespace syn {

struct LexError {
  Diagnostic diagnostic;
  // A strong error is reported even if the parser finds another error before it. A weak error, such as any within an
  // f-string, is reported only if the parser arrives at its place.
  bool strong = false;
  // If the text ends within brackets: the line on which the innermost was opened; else 0.
  u32 open_bracket_line = 0;
  // The text ended too early: more text could complete it.
  bool at_end = false;
  // If the text ends within a field of an f-string or t-string: the line on which the outermost one began; else 0.
  u32 open_string_line = 0;
};

class Lexer {
  struct Bracket {
    char open;
    u32 line;
    u32 col;
  };

  // An f-string or t-string that is being read.
  struct StringMode {
    char quote;
    bool raw;
    bool is_template;
    u8 quote_size;
    bool in_text = true;          // else: inside a replacement field
    bool in_format_spec = false;  // and no nested field has come in it
    int bracket_depth = 0;        // brackets open within this string
    int field_depth = -1;         // bracket_depth at which the current field opened
    u32 start, line;
  };

 public:
  Lexer(const Source& source, const ParseOptions& options);  // both borrowed
  Lexer(const Source& source, ParseOptions&& options) = delete;

  // Reads the whole text. Call once.
  void run();

  // ---- reading a text that grows by lines (Source::append_line), instead of run()
  //
  // step() reads on by a few tokens; false: the end, or an error. If ran_out() holds afterwards, the result may be
  // another one once the text has grown: the caller goes back to the state before, or, if the text is complete, keeps
  // the result.
  struct State {
    u32 pos, line, line_start;
    bool line_begins;
    size_t token_count;
    std::vector<int> indents, alt_indents;
    std::vector<Bracket> brackets;
    std::vector<StringMode> modes;
  };
  State state() const;
  void go_back(const State& state);
  void text_has_grown();
  bool step();
  bool ran_out() const {
    return ran_out_ || (failed_ && error_.at_end) || (!tokens_.empty() && tokens_.back().kind == TokenKind::EndMarker);
  }
  // After a step that ran out: where the token begins that the text ends in, or the end of the text.
  u32 unfinished() const { return unfinished_; }

  std::vector<Token>& tokens() { return tokens_; }
  bool failed() const { return failed_; }
  const LexError& error() const { return error_; }
  std::vector<Diagnostic>& warnings() { return warnings_; }
  // The texts are those of the source.
  const std::vector<TypeIgnore>& type_ignores() const { return type_ignores_; }

 private:
  char at(u32 position) const { return text_[position]; }
  std::string_view slice(u32 start, u32 end) const { return {text_ + start, end - start}; }
  bool at_end() const { return pos_ >= size_; }
  bool in_string() const { return !modes_.empty(); }
  StringMode& mode() { return modes_.back(); }
  const char* string_letter() { return mode().is_template ? "t" : "f"; }

  Token& emit(TokenKind kind, u32 start, u32 end);
  bool emit_operator(TokenKind kind, u32 size);
  bool next_token();
  bool begin_line();
  enum class LineStart : u8 { Code, Blank, TypeComment, Failed };
  LineStart measure_indent(int* col, int* alt_col);
  bool apply_indent(int col, int alt_col);
  bool continuation_line();
  void skip_comment();
  bool read_type_comment(bool alone);
  bool finish();
  bool unclosed_bracket();
  void take_newline(u32 start);

  bool read_identifier();
  bool fail_prefix(u32 start, const char* letters);
  bool check_identifier(u32 start);
  bool read_string(u32 start);
  bool start_template(u32 start, bool raw, bool is_template);
  bool read_template_text();
  void read_template_escape(bool* in_name);
  bool template_line_ended();
  bool fail_open_field();
  bool unterminated_template();
  bool open_field();
  bool read_operator();
  bool open_bracket(TokenKind kind);
  bool close_bracket(TokenKind kind);
  bool unknown_character();

  bool read_number();
  bool read_radix(const char* name, int base);
  bool read_zero();
  bool read_fraction_and_exponent();
  bool decimal_tail();
  bool number_end(const char* name);
  bool finish_number();

  bool fail(std::string message);
  bool fail_at(u32 offset, u32 end_offset, std::string message);
  bool fail_weak(DiagnosticKind kind, std::string message, i32 offset, i32 end_offset);

  const Source& source_;
  const ParseOptions& options_;
  const char* text_;
  u32 size_;
  u32 pos_ = 0;
  u32 line_ = 1;
  u32 line_start_ = 0;
  u32 number_start_ = 0;
  u32 unfinished_ = 0;
  bool line_begins_ = true;
  bool ran_out_ = false;
  bool failed_ = false;
  std::vector<int> indents_ = {0};
  std::vector<int> alt_indents_ = {0};
  std::vector<Bracket> brackets_;
  std::vector<StringMode> modes_;
  std::vector<Token> tokens_;
  std::vector<Diagnostic> warnings_;
  std::vector<TypeIgnore> type_ignores_;
  LexError error_;
};

}  // namespace syn
