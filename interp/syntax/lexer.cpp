// The lexer's main loop: lines, indentation, brackets, identifiers, operators and plain strings. Numbers are in
// lexer_number.cpp, f-strings and t-strings in lexer_template.cpp. A function that fails returns false after fail().
#include "interp/syntax/lexer.h"

#include <cstdio>
#include <cstring>

#include "interp/syntax/characters.h"

namespace syn {

namespace {

constexpr size_t kMaxIndents = 100;
constexpr size_t kMaxBrackets = 200;
constexpr int kTabSize = 8;

// Columns are counted twice, with tabs of eight columns and of one. If both counts disagree about deeper or equal, the
// indentation depends on the size of a tab, which is a TabError.
constexpr int kAltTabSize = 1;

// The letters of a string's prefix, one bit each.
enum : u32 { kLetterB = 1, kLetterU = 2, kLetterR = 4, kLetterF = 8, kLetterT = 16 };

u32 prefix_letter(char c) {
  switch (c | 0x20) {
    case 'b': return kLetterB;
    case 'u': return kLetterU;
    case 'r': return kLetterR;
    case 'f': return kLetterF;
    case 't': return kLetterT;
    default: return 0;
  }
}

// Two of these letters that no prefix has together, as a message names them, or null.
const char* incompatible_letters(u32 seen) {
  struct Pair {
    u32 letters;
    const char* names;
  };
  constexpr Pair kPairs[] = {{kLetterU | kLetterB, "'u' and 'b'"}, {kLetterU | kLetterR, "'u' and 'r'"},
                             {kLetterU | kLetterF, "'u' and 'f'"}, {kLetterU | kLetterT, "'u' and 't'"},
                             {kLetterB | kLetterF, "'b' and 'f'"}, {kLetterB | kLetterT, "'b' and 't'"},
                             {kLetterF | kLetterT, "'f' and 't'"}};
  for (const Pair& pair : kPairs) {
    if ((seen & pair.letters) == pair.letters) return pair.names;
  }
  return nullptr;
}

}  // namespace

Lexer::Lexer(const Source& source, const ParseOptions& options)
    : source_(source), options_(options), text_(source.text().data()), size_(static_cast<u32>(source.text().size())) {
  tokens_.reserve(size_ / 4 + 16);
}

void Lexer::run() {
  while (step()) {
  }
  if (failed_) {
    emit(TokenKind::Error, pos_, pos_);
  }
}

bool Lexer::step() {
  ran_out_ = false;
  bool in_text = in_string() && mode().in_text;
  unfinished_ = in_text ? pos_ : size_;
  return in_text ? read_template_text() : next_token();
}

Lexer::State Lexer::state() const {
  return {pos_, line_, line_start_, line_begins_, tokens_.size(), indents_, alt_indents_, brackets_, modes_};
}

void Lexer::go_back(const State& state) {
  pos_ = state.pos;
  line_ = state.line;
  line_start_ = state.line_start;
  line_begins_ = state.line_begins;
  tokens_.resize(state.token_count);
  indents_ = state.indents;
  alt_indents_ = state.alt_indents;
  brackets_ = state.brackets;
  modes_ = state.modes;
  failed_ = false;
  error_ = {};
}

void Lexer::text_has_grown() {
  text_ = source_.text().data();
  size_ = static_cast<u32>(source_.text().size());
}

Token& Lexer::emit(TokenKind kind, u32 start, u32 end) {
  u32 col = start >= line_start_ ? start - line_start_ : 0;
  return tokens_.emplace_back(Token{kind, SoftKeyword::None, static_cast<u16>(brackets_.size()), start, end, line_, col,
                                    line_, col + (end - start)});
}

bool Lexer::fail(std::string message) {
  u32 offset = count_characters(slice(line_start_, pos_));
  return fail_at(offset, offset, std::move(message));
}

bool Lexer::fail_at(u32 offset, u32 end_offset, std::string message) {
  auto line = static_cast<i32>(line_);
  error_.diagnostic = {DiagnosticKind::SyntaxError, std::move(message), line, static_cast<i32>(offset), line,
                       static_cast<i32>(end_offset)};
  error_.diagnostic.ends_line = false;
  error_.strong = modes_.empty();
  failed_ = true;
  return false;
}

bool Lexer::fail_weak(DiagnosticKind kind, std::string message, i32 offset, i32 end_offset) {
  auto line = static_cast<i32>(line_);
  error_.diagnostic = {kind, std::move(message), line, offset, line, end_offset};
  failed_ = true;
  return false;
}

// One token of ordinary text, the end of a line, or the indentation of one; false when there is no more.
bool Lexer::next_token() {
  if (line_begins_) {
    size_t before = tokens_.size();
    if (!begin_line()) return false;
    ran_out_ = at_end();
    if (tokens_.size() != before) return true;
  }
  for (;;) {
    while (at(pos_) == ' ' || at(pos_) == '\t' || at(pos_) == '\f') ++pos_;
    u32 start = pos_;
    if (at(pos_) == '#') {
      if (options_.type_comments && read_type_comment(false)) return true;
      skip_comment();
    }
    if (at_end()) return finish();
    char c = at(pos_);
    if (c == '\n') {
      take_newline(start);
      return true;
    }
    if (c == '\\') {
      if (!continuation_line()) return false;
      continue;
    }
    if (is_identifier_byte(c) && !is_ascii_digit(c)) return read_identifier();
    if (is_ascii_digit(c) || (c == '.' && is_ascii_digit(at(pos_ + 1)))) return read_number();
    if (c == '"' || c == '\'') return read_string(pos_);
    return read_operator();
  }
}

// Every line ends with '\n'.
void Lexer::skip_comment() {
  pos_ = static_cast<u32>(static_cast<const char*>(std::memchr(text_ + pos_, '\n', size_ - pos_)) - text_);
}

// `# type: TEXT` becomes a token, `# type: ignore` an entry of its own list. False: the comment at pos_ makes no token,
// and the caller skips it. The spaces may be missing, or be several. A tag that stands `alone` on its line includes the
// end of the line, as CPython's does.
bool Lexer::read_type_comment(bool alone) {
  auto skip_spaces = [this](u32 position) {
    while (at(position) == ' ' || at(position) == '\t') ++position;
    return position;
  };
  constexpr std::string_view kPrefix = "type:", kIgnore = "ignore";
  u32 begin = pos_, word = skip_spaces(begin + 1);
  skip_comment();
  u32 end = pos_;
  pos_ = begin;
  if (!slice(word, end).starts_with(kPrefix)) return false;
  u32 start = skip_spaces(word + static_cast<u32>(kPrefix.size()));
  std::string_view text = slice(start, end);
  if (text.starts_with(kIgnore)) {
    std::string_view tag = text.substr(kIgnore.size());
    if (tag.empty() || !is_identifier_byte(tag[0]) || tag[0] == '_') {
      type_ignores_.push_back({line_, {tag.data(), tag.size() + alone}});
      return false;
    }
  }
  emit(TokenKind::TypeComment, start, end);
  pos_ = end;
  return true;
}

// The '\n' at pos_. Within brackets it is white space; else a token, whose
// range begins with the comment before it.
void Lexer::take_newline(u32 start) {
  if (brackets_.empty()) {
    emit(TokenKind::Newline, start, pos_ + 1);
    line_begins_ = true;
  }
  ++pos_;
  ++line_;
  line_start_ = pos_;
}

bool Lexer::finish() {
  if (!brackets_.empty()) return unclosed_bracket();
  emit(TokenKind::EndMarker, size_, size_);
  return false;
}

// The text ends within brackets.
bool Lexer::unclosed_bracket() {
  const Bracket& open = brackets_.back();
  auto offset = static_cast<i32>(source_.characters_before(open.line, open.col)) + 1;
  u32 line = line_;
  line_ = open.line;
  fail_weak(DiagnosticKind::SyntaxError, std::string("'") + open.open + "' was never closed", offset, 0);
  line_ = line;
  error_.open_bracket_line = open.line;
  if (in_string()) error_.open_string_line = modes_.front().line;
  error_.at_end = true;
  return false;
}

// A backslash must be the last character of its line, and a line must follow.
bool Lexer::continuation_line() {
  ++pos_;
  if (at(pos_) != '\n') {
    auto offset = static_cast<i32>(count_characters(slice(line_start_, pos_))) + 1;
    return fail_weak(DiagnosticKind::SyntaxError, "unexpected character after line continuation character", offset, 0);
  }
  if (pos_ + 1 >= size_) {
    if (!brackets_.empty()) return unclosed_bracket();
    std::string_view line = slice(line_start_, pos_);
    bool bare = options_.is_main_file && line.find_first_not_of(" \t\f\\") == line.npos;  // nothing to point at
    auto offset = bare ? 0 : static_cast<i32>(count_characters(line)) + 1;
    fail_weak(DiagnosticKind::SyntaxError, "unexpected EOF while parsing", offset, -1);
    error_.at_end = true;
    return false;
  }
  ++pos_;
  ++line_;
  line_start_ = pos_;
  return true;
}

// Skips blank lines, then turns the indentation of the first other line into
// Indent or Dedent tokens. At the end of the text all blocks end.
bool Lexer::begin_line() {
  int col = 0, alt_col = 0;
  LineStart start = LineStart::Blank;
  while (start == LineStart::Blank) start = measure_indent(&col, &alt_col);
  if (start == LineStart::Failed) return false;
  line_begins_ = false;
  return start == LineStart::TypeComment || apply_indent(col, alt_col);
}

// Reads the white space of one line. A blank line is consumed with its '\n'. A line with nothing but a type comment is
// no blank line, but its indentation does not count.
Lexer::LineStart Lexer::measure_indent(int* col, int* alt_col) {
  *col = *alt_col = 0;
  int continued_col = 0, continued_alt = 0;
  for (;; ++pos_) {
    char c = at(pos_);
    if (c == ' ') {
      ++*col, ++*alt_col;
    } else if (c == '\t') {
      *col = (*col / kTabSize + 1) * kTabSize;
      *alt_col = (*alt_col / kAltTabSize + 1) * kAltTabSize;
    } else if (c == '\f') {
      *col = *alt_col = 0;
    } else if (c == '\\') {
      // The first of several continued lines tells the indentation.
      if (!continued_col) continued_col = *col, continued_alt = *alt_col;
      if (!continuation_line()) return LineStart::Failed;
      --pos_;
    } else {
      break;
    }
  }
  if (continued_col) *col = continued_col, *alt_col = continued_alt;
  if (at_end() || (at(pos_) != '#' && at(pos_) != '\n')) return LineStart::Code;
  if (options_.type_comments && at(pos_) == '#' && read_type_comment(true)) return LineStart::TypeComment;
  skip_comment();
  ++pos_;
  ++line_;
  line_start_ = pos_;
  return LineStart::Blank;
}

bool Lexer::apply_indent(int col, int alt_col) {
  auto tab_error = [&] {
    return fail_weak(DiagnosticKind::TabError, "inconsistent use of tabs and spaces in indentation", 1, 0);
  };
  if (col == indents_.back()) return alt_col == alt_indents_.back() || tab_error();
  if (col > indents_.back()) {
    if (indents_.size() >= kMaxIndents) {
      return fail_weak(DiagnosticKind::IndentationError, "too many levels of indentation", 1, 0);
    }
    if (alt_col <= alt_indents_.back()) return tab_error();
    indents_.push_back(col);
    alt_indents_.push_back(alt_col);
    emit(TokenKind::Indent, line_start_, pos_);
    return true;
  }
  size_t depth = indents_.size();
  while (col < indents_[depth - 1]) depth--;
  if (col != indents_[depth - 1]) {
    auto offset = static_cast<i32>(count_characters(source_.line(line_))) + 1;
    return fail_weak(DiagnosticKind::IndentationError, "unindent does not match any outer indentation level", offset,
                     -1);
  }
  for (; indents_.size() > depth; indents_.pop_back(), alt_indents_.pop_back()) {
    emit(TokenKind::Dedent, pos_, pos_);
  }
  return alt_col == alt_indents_.back() || tab_error();
}

bool Lexer::read_identifier() {
  u32 start = pos_;
  // A few letters in front of a quote are a string's prefix, each of them at most once.
  u32 seen = 0;
  for (u32 letter; (letter = prefix_letter(at(pos_))) && !(seen & letter); ++pos_) seen |= letter;
  if ((at(pos_) == '"' || at(pos_) == '\'') && pos_ > start) {
    const char* wrong = incompatible_letters(seen);
    if (!wrong && (seen & (kLetterF | kLetterT))) return start_template(start, seen & kLetterR, seen & kLetterT);
    if (!wrong) return read_string(start);
    // Before 3.14 they were a name.
    if (options_.wording >= 14) return fail_prefix(start, wrong);
  }
  bool ascii = true;
  pos_ = start;
  while (is_identifier_byte(at(pos_))) ascii &= static_cast<signed char>(at(pos_++)) >= 0;
  if (!ascii && !options_.tokens_only && !check_identifier(start)) return false;
  std::string_view name = slice(start, pos_);
  Token& token = emit(keyword_kind(name), start, pos_);
  if (token.kind != TokenKind::Identifier) return true;
  if (name == "_") token.soft = SoftKeyword::Underscore;
  else if (name == "case") token.soft = SoftKeyword::Case;
  else if (name == "lazy") token.soft = SoftKeyword::Lazy;
  else if (name == "match") token.soft = SoftKeyword::Match;
  else if (name == "type") token.soft = SoftKeyword::Type;
  return true;
}

// At the quote behind a prefix that began at `start` and has two letters that exclude each other.
bool Lexer::fail_prefix(u32 start, const char* letters) {
  u32 offset = count_characters(slice(line_start_, start)) + 1;
  return fail_at(offset, offset + pos_ - start, std::string(letters) + " prefixes are incompatible");
}

// read_identifier has taken every byte above ASCII as a part of the identifier. This function checks the characters.
bool Lexer::check_identifier(u32 start) {
  for (u32 at_byte = start; at_byte < pos_;) {
    u32 size = 0;
    char32_t c = decode_character(text_ + at_byte, &size);
    bool valid = at_byte == start ? is_identifier_start(c, options_.text) : is_identifier_part(c, options_.text);
    if (!valid) {
      std::string character(slice(at_byte, at_byte + size));
      pos_ = at_byte + size;
      char code[16];
      std::snprintf(code, sizeof code, "U+%04X", static_cast<unsigned>(c));
      if (!is_printable(c, options_.text)) {
        return fail(std::string("invalid non-printable character ") + code);
      }
      return fail("invalid character '" + character + "' (" + code + ")");
    }
    at_byte += size;
  }
  return true;
}

// A string without replacement fields; its prefix began at `start`, pos_ is at
// the quote.
bool Lexer::read_string(u32 start) {
  unfinished_ = start;
  u32 first_line = line_, first_line_start = line_start_;
  char quote = at(pos_);
  bool triple = at(pos_ + 1) == quote && at(pos_ + 2) == quote;
  bool escaped_quote = false;
  pos_ += triple ? 3 : 1;
  for (;;) {
    char c = at(pos_);
    if (c == quote && (!triple || (at(pos_ + 1) == quote && at(pos_ + 2) == quote))) break;
    if (at_end() || (c == '\n' && !triple)) {
      u32 detected = at_end() ? source_.line_count() : line_;
      bool ended = at_end() || (pos_ + 1 >= size_ && (triple || source_.newline_added()));
      pos_ = start + 1;
      line_ = first_line;
      line_start_ = first_line_start;
      if (in_string() && mode().quote == quote && mode().quote_size == (triple ? 3 : 1)) {
        return fail_open_field();
      }
      fail(std::string("unterminated ") + (triple ? "triple-quoted " : "") + "string literal (detected at line " +
           std::to_string(detected) + ")" + (escaped_quote && !triple ? "; perhaps you escaped the end quote?" : ""));
      error_.at_end = ended;
      return false;
    }
    if (c == '\\' && pos_ + 1 < size_) {
      c = at(++pos_);
      escaped_quote |= c == quote;
    }
    ++pos_;
    if (c == '\n') {
      ++line_;
      line_start_ = pos_;
    }
  }
  pos_ += triple ? 3 : 1;
  Token& token = tokens_.emplace_back();
  token = {TokenKind::String,
           SoftKeyword::None,
           static_cast<u16>(brackets_.size()),
           start,
           pos_,
           first_line,
           start - first_line_start,
           line_,
           pos_ - line_start_};
  return true;
}

bool Lexer::open_bracket(TokenKind kind) {
  if (brackets_.size() >= kMaxBrackets) {
    ++pos_;
    return fail("too many nested parentheses");
  }
  brackets_.push_back({at(pos_), line_, pos_ - line_start_});
  if (in_string()) mode().bracket_depth++;
  return emit_operator(kind, 1);
}

bool Lexer::close_bracket(TokenKind kind) {
  char c = at(pos_);
  ++pos_;
  std::string quoted = std::string("'") + c + "'";
  if (in_string() && mode().bracket_depth == 0 && c == '}') {
    return fail(std::string(string_letter()) + "-string: single '}' is not allowed");
  }
  if (brackets_.empty()) {
    if (!options_.tokens_only) return fail("unmatched " + quoted);
    --pos_;
    return emit_operator(kind, 1);
  }
  Bracket open = brackets_.back();
  char expected = open.open == '(' ? ')' : open.open == '[' ? ']' : '}';
  if (c != expected && !options_.tokens_only) {
    if (in_string() && open.open == '{' && mode().bracket_depth - 1 == mode().field_depth) {
      return fail(std::string(string_letter()) + "-string: unmatched " + quoted);
    }
    std::string message = "closing parenthesis " + quoted + " does not match opening parenthesis '" + open.open + "'";
    if (open.line != line_) message += " on line " + std::to_string(open.line);
    return fail(message);
  }
  brackets_.pop_back();
  --pos_;
  if (in_string()) {
    StringMode& string = mode();
    --string.bracket_depth;
    if (c == '}' && string.bracket_depth == string.field_depth) {
      --string.field_depth;
      string.in_text = true;
      string.in_format_spec = false;
    }
  }
  return emit_operator(kind, 1);
}

bool Lexer::emit_operator(TokenKind kind, u32 size) {
  emit(kind, pos_, pos_ + size);
  pos_ += size;
  return true;
}

bool Lexer::unknown_character() {
  unsigned char c = static_cast<unsigned char>(at(pos_));
  if (c < 0x20 || c == 0x7F) {
    ++pos_;
    char message[64];
    std::snprintf(message, sizeof message, "invalid non-printable character U+%04X", c);
    return fail(message);
  }
  return emit_operator(TokenKind::Unknown, 1);
}

bool Lexer::read_operator() {
  using T = TokenKind;
  char c = at(pos_), next = at(pos_ + 1), third = next ? at(pos_ + 2) : '\0';
  // `op`, or `op=` where that is an operator too.
  auto maybe_equal = [&](T plain, T with_equal) {
    return next == '=' ? emit_operator(with_equal, 2) : emit_operator(plain, 1);
  };
  // `op`, `op=`, `opop` or `opop=`.
  auto maybe_double = [&](T plain, T with_equal, T twice, T twice_equal) {
    if (next != c) return maybe_equal(plain, with_equal);
    return third == '=' ? emit_operator(twice_equal, 3) : emit_operator(twice, 2);
  };
  switch (c) {
    case '(': return open_bracket(T::LParen);
    case '[': return open_bracket(T::LBracket);
    case '{': return open_bracket(T::LBrace);
    case ')': return close_bracket(T::RParen);
    case ']': return close_bracket(T::RBracket);
    case '}': return close_bracket(T::RBrace);
    case ',': return emit_operator(T::Comma, 1);
    case ';': return emit_operator(T::Semicolon, 1);
    case '~': return emit_operator(T::Tilde, 1);
    case ':':
      if (in_string() && mode().bracket_depth - 1 == mode().field_depth) {
        mode().in_text = true;
        mode().in_format_spec = true;
        return emit_operator(T::Colon, 1);
      }
      return maybe_equal(T::Colon, T::ColonEqual);
    case '.': return next == '.' && third == '.' ? emit_operator(T::Ellipsis, 3) : emit_operator(T::Dot, 1);
    case '-': return next == '>' ? emit_operator(T::Arrow, 2) : maybe_equal(T::Minus, T::MinusEqual);
    case '<':
      if (next == '>') return emit_operator(T::NotEqual, 2);
      return maybe_double(T::Less, T::LessEqual, T::LeftShift, T::LeftShiftEqual);
    case '>': return maybe_double(T::Greater, T::GreaterEqual, T::RightShift, T::RightShiftEqual);
    case '*': return maybe_double(T::Star, T::StarEqual, T::DoubleStar, T::DoubleStarEqual);
    case '/': return maybe_double(T::Slash, T::SlashEqual, T::DoubleSlash, T::DoubleSlashEqual);
    case '+': return maybe_equal(T::Plus, T::PlusEqual);
    case '%': return maybe_equal(T::Percent, T::PercentEqual);
    case '@': return maybe_equal(T::At, T::AtEqual);
    case '&': return maybe_equal(T::Ampersand, T::AmpersandEqual);
    case '|': return maybe_equal(T::Bar, T::BarEqual);
    case '^': return maybe_equal(T::Caret, T::CaretEqual);
    case '=': return maybe_equal(T::Equal, T::EqualEqual);
    case '!': return maybe_equal(T::Exclamation, T::NotEqual);
    default: return unknown_character();
  }
}

}  // namespace syn
