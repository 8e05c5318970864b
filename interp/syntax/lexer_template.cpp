// f-strings and t-strings: the text between replacement fields.
#include "interp/syntax/lexer.h"

namespace syn {

namespace {

constexpr size_t kMaxNestedStrings = 150;
constexpr int kMaxNestedFields = 3;

}  // namespace

// pos_ is at the quote; the prefix began at `start`.
bool Lexer::start_template(u32 start, bool raw, bool is_template) {
  char quote = at(pos_);
  bool triple = at(pos_ + 1) == quote && at(pos_ + 2) == quote;
  pos_ += triple ? 3 : 1;
  if (modes_.size() + 1 >= kMaxNestedStrings) return fail("too many nested f-strings or t-strings");
  StringMode string{};
  string.quote = quote;
  string.raw = raw;
  string.is_template = is_template;
  string.quote_size = triple ? 3 : 1;
  string.in_text = true;
  string.field_depth = -1;
  string.start = start;
  string.line = line_;
  modes_.push_back(string);
  emit(is_template ? TokenKind::TStringStart : TokenKind::FStringStart, start, pos_);
  return true;
}

bool Lexer::unterminated_template() {
  StringMode string = mode();
  u32 detected = at_end() ? source_.line_count() : line_;
  bool triple = string.quote_size == 3;
  bool ended = at_end() || (triple && pos_ + 1 >= size_);  // the last newline may be escaped
  pos_ = string.start + 1;
  line_ = string.line;
  line_start_ = source_.line_start(line_);
  fail(std::string("unterminated ") + (triple ? "triple-quoted " : "") + string_letter() +
       "-string literal (detected at line " + std::to_string(detected) + ")");
  error_.at_end = ended;
  return false;
}

// At the '{' that opens a replacement field: the ordinary lexer goes on.
bool Lexer::open_field() {
  StringMode& string = mode();
  ++string.field_depth;
  if (string.field_depth >= kMaxNestedFields) {
    return fail(std::string(string_letter()) + "-string: expressions nested too deeply");
  }
  string.in_text = false;
  string.in_format_spec = false;
  return true;
}

// A backslash in template text. `in_name`: the braces of a \N{...} begin.
void Lexer::read_template_escape(bool* in_name) {
  char next = at(pos_ + 1);
  if (!mode().raw && next == 'N' && at(pos_ + 2) == '{') {
    *in_name = true;
    pos_ += 3;
    return;
  }
  ++pos_;
  if (next == '{' || next == '}') return;  // a brace is never escaped
  // In a raw string too a backslash keeps the quote after it from ending it.
  ++pos_;
  if (next == '\n') {
    ++line_;
    line_start_ = pos_;
  }
}

// Text up to the next brace or the end of the string: at most one Middle token,
// then perhaps the End token.
bool Lexer::read_template_text() {
  StringMode& string = mode();
  auto middle = string.is_template ? TokenKind::TStringMiddle : TokenKind::FStringMiddle;
  u32 start = pos_, line = line_, line_start = line_start_;
  auto emit_text = [&](u32 end, bool shown = false) {
    if (end == start && !shown) return;
    // A doubled brace is one character of the text, but its range has both.
    u32 doubled = end > pos_ ? 1 : 0;
    tokens_.emplace_back(Token{middle, SoftKeyword::None, static_cast<u16>(brackets_.size()), start, end, line,
                               start - line_start, line_, end + doubled - line_start_});
  };
  bool triple = string.quote_size == 3;
  bool in_name = false;  // within \N{...}
  for (;;) {
    char c = at(pos_);
    if (c == string.quote && (!triple || (at(pos_ + 1) == c && at(pos_ + 2) == c))) {
      emit_text(pos_);
      u32 end = pos_ + string.quote_size;
      emit(string.is_template ? TokenKind::TStringEnd : TokenKind::FStringEnd, pos_, end);
      pos_ = end;
      modes_.pop_back();
      return true;
    }
    if (at_end() || (c == '\n' && !triple)) return template_line_ended();
    if (c == '\\' && pos_ + 1 < size_) {
      read_template_escape(&in_name);
      continue;
    }
    bool doubled = at(pos_ + 1) == c && !string.in_format_spec;
    if (c == '{' || (c == '}' && !in_name)) {
      if (doubled && (c == '{' || string.bracket_depth == 0)) {
        emit_text(pos_ + 1);
        pos_ += 2;
        return true;
      }
      // For tools there is a text in front of a closing brace also if it is empty.
      emit_text(pos_, c == '}' && options_.tokens_only);
      if (c == '{') return open_field();
      string.in_text = false;
      return true;
    }
    if (c == '}') in_name = false;
    ++pos_;
    if (c == '\n') {
      ++line_;
      line_start_ = pos_;
    }
  }
}

// At the beginning of a string that would be the end of this one, if the current field had ended.
bool Lexer::fail_open_field() {
  const StringMode& string = mode();
  const Bracket& open = brackets_[brackets_.size() - static_cast<size_t>(string.bracket_depth - string.field_depth)];
  std::string message = std::string(string_letter()) + "-string: expecting '}'";
  if (options_.wording >= 15 && open.line != line_) message += " to close '{' on line " + std::to_string(open.line);
  return fail(std::move(message));
}

// The text of the source, or the line of a string that must end on its line, ends before the string does.
bool Lexer::template_line_ended() {
  if (!mode().in_format_spec || mode().quote_size == 3) return unterminated_template();
  if (at_end() || pos_ + 1 >= size_) {
    mode().in_text = false;  // the error will be about the open brace
    return ran_out_ = true;
  }
  ++pos_;
  std::string letter = string_letter();
  return fail(letter + "-string: newlines are not allowed in format specifiers for single quoted " + letter +
              "-strings");
}

}  // namespace syn
