// f-strings and t-strings.
#include "interp/syntax/characters.h"
#include "interp/syntax/parser_impl.h"

namespace syn {

// The values of a JoinedStr or TemplateStr as they gather: texts that touch
// become one Constant, empty texts disappear.
class Parser::StringParts {
 public:
  explicit StringParts(Parser& parser) : parser_(parser), values_(parser) {}

  void add_text(std::string_view text, const Location& at, bool u_prefix = false) {
    if (text.empty()) return;
    if (pending_.empty()) {
      at_ = at;
      u_prefix_ = u_prefix;
    }
    at_.end_line = at.end_line;
    at_.end_col = at.end_col;
    pending_ += text;
  }

  void add_field(Expr* field) {
    flush();
    values_.push(field);
  }

  Span<Expr*> take() {
    flush();
    return values_.take();
  }

 private:
  void flush() {
    if (pending_.empty()) return;
    auto* node = parser_.arena_.make<Constant>();
    node->at = at_;
    node->value.kind = ConstantKind::Str;
    node->value.u_prefix = u_prefix_;
    node->value.text = parser_.arena_.copy(pending_);
    pending_.clear();
    values_.push(node);
  }

  Parser& parser_;
  Items<Expr*> values_;
  std::string pending_;
  Location at_;
  bool u_prefix_ = false;
};

// A run of literals up to token `end`, at least one of them an f- or t-string.
Expr* Parser::template_strings(const Token& first, size_t end) {
  bool is_template = at(T::TStringStart);
  StringParts parts(*this);
  while (pos_ < end) {
    if (!at(T::String)) {
      if (!template_string(parts)) return nullptr;
      continue;
    }
    std::string_view text = text_of(token());
    size_t quote = text.find_first_of("'\"");
    std::string_view prefix = text.substr(0, quote);
    if (prefix.find_first_of("bB") != prefix.npos) {
      pos_ = end;
      return raise_here("cannot mix bytes and nonbytes literals");
    }
    bool is_raw = prefix.find_first_of("rR") != prefix.npos;
    text.remove_prefix(quote);
    size_t quotes = text.size() >= 6 && text[1] == text[0] && text[2] == text[0] ? 3 : 1;
    std::string decoded;
    if (!append_string(token(), text.substr(quotes, text.size() - 2 * quotes), false, is_raw, decoded)) {
      return nullptr;
    }
    parts.add_text(decoded, location(token()), prefix.starts_with('u'));
    advance();
  }
  if (is_template) {
    auto* node = make<TemplateStr>(first);
    node->values = parts.take();
    return has_feature(14, node->at, "t-strings are") ? node : nullptr;
  }
  auto* node = make<JoinedStr>(first);
  node->values = parts.take();
  return node;
}

// How the string that is being read was opened.
struct Parser::TemplateKind {
  bool is_template;  // its fields become Interpolations
  bool is_raw;
  const char* letter;  // what messages call it: "f" or "t"
};

// From the Start token to the End token.
bool Parser::template_string(StringParts& parts) {
  bool is_template = at(T::TStringStart);
  bool is_raw = text_of(token()).find_first_of("rR") != std::string_view::npos;
  TemplateKind string{is_template, is_raw, is_template ? "t" : "f"};
  advance();
  for (;;) {
    switch (kind()) {
      case T::FStringMiddle:
      case T::TStringMiddle:
        if (!template_text(parts, string)) return false;
        break;
      case T::LBrace:
        if (!replacement_field(parts, string)) return false;
        break;
      case T::FStringEnd:
      case T::TStringEnd: advance(); return true;
      default: return false;
    }
  }
}

bool Parser::template_text(StringParts& parts, const TemplateKind& string) {
  const Token& text = token();
  std::string decoded;
  if (!append_string(text, text_of(text), false, string.is_raw, decoded)) return false;
  parts.add_text(decoded, location(text));
  advance();
  return true;
}

// '{' value ['='] ['!' NAME] [':' format] '}'
bool Parser::replacement_field(StringParts& parts, const TemplateKind& string) {
  const Token& open = token();
  advance();
  const Token& first = token();
  if (can_diagnose() && (at(T::Equal) || at(T::Exclamation) || at(T::Colon) || at(T::RBrace))) {
    raise(location(first), std::string(string.letter) + "-string: valid expression required before '" +
                               std::string(token_text(first.kind)) + "'");
    return false;
  }
  Expr* value = annotated_rhs();
  if (!value) {
    rewind(static_cast<size_t>(&first - tokens_));
    mistake_field(string, "a valid expression after '{'");
    return false;
  }
  const Token& value_end = token();
  auto at_any_of = [&](T a, T b, T c) { return at(a) || at(b) || at(c); };
  bool debug = accept(T::Equal);
  if (!at_any_of(T::Exclamation, T::Colon, T::RBrace)) {
    mistake_field(string, debug ? "'!', or ':', or '}'" : "'=', or '!', or ':', or '}'");
    return false;
  }
  const Token& debug_end = token();
  i32 conversion = -1;
  if (at(T::Exclamation)) {
    if (!field_conversion(string, &conversion)) return false;
    if (!at_any_of(T::Colon, T::RBrace, T::RBrace)) {
      mistake_field(string, "':' or '}'");
      return false;
    }
  }
  Expr* format = nullptr;
  if (at(T::Colon) && !(format = format_spec(string))) return false;
  if (!accept(T::RBrace)) {
    mistake_field(string, format ? "'}', or format specs" : "'}'");
    return false;
  }
  if (debug) {
    Location text_at = {open.line, open.col + 1, debug_end.line, debug_end.col};
    parts.add_text(field_text(open, debug_end), text_at);
    if (conversion < 0 && !format) conversion = 'r';
  }
  if (string.is_template) {
    auto* node = make<Interpolation>(open);
    node->value = value;
    node->str.kind = ConstantKind::Str;
    node->str.text = arena_.copy(field_text(open, value_end));
    node->conversion = conversion;
    node->format_spec = format;
    parts.add_field(node);
    return true;
  }
  auto* node = make<FormattedValue>(open);
  node->value = value;
  node->conversion = conversion;
  node->format_spec = format;
  parts.add_field(node);
  return true;
}

// '!' NAME, where the name is one of s, r, a and touches the mark.
bool Parser::field_conversion(const TemplateKind& string, i32* conversion) {
  std::string prefix = std::string(string.letter) + "-string: ";
  const Token& mark = token();
  advance();
  const Token& letter = token();
  if (!at(T::Identifier)) {
    if (can_diagnose()) {
      bool missing = at(T::Colon) || at(T::RBrace);
      raise_here(prefix + (missing ? "missing conversion character" : "invalid conversion character"));
    }
    return false;
  }
  if (letter.start != mark.end) {
    raise_range(location(mark), location(letter),
                prefix + "conversion type must come right after the exclamation mark");
    return false;
  }
  std::string_view text = text_of(letter);
  if (text != "s" && text != "r" && text != "a") {
    raise(location(letter),
          prefix + "invalid conversion character '" + std::string(text) + "': expected 's', 'r', or 'a'");
    return false;
  }
  *conversion = text[0];
  advance();
  return true;
}

// ':' then texts and fields, as a JoinedStr. Its fields are formatted values,
// even in a t-string.
Expr* Parser::format_spec(const TemplateKind& string) {
  const Token& start = token();
  TemplateKind nested{false, string.is_raw, string.letter};
  advance();
  StringParts parts(*this);
  for (;;) {
    if (at(T::FStringMiddle) || at(T::TStringMiddle)) {
      if (!template_text(parts, nested)) return nullptr;
    } else if (at(T::LBrace)) {
      if (!replacement_field(parts, nested)) return nullptr;
    } else {
      break;
    }
  }
  auto* node = make<JoinedStr>(start);
  node->values = parts.take();
  return node;
}

// Source text behind `open` up to `end`, without the comments, which can only
// stand between tokens.
std::string Parser::field_text(const Token& open, const Token& end) const {
  std::string_view source = source_.text();
  std::string_view whole = source.substr(open.end, end.start - open.end);
  if (whole.find('#') == whole.npos) return std::string(whole);
  std::string out;
  for (const Token* token = &open; token != &end; ++token) {
    if (token != &open) out += text_of(*token);
    bool in_comment = false;
    for (char c : source.substr(token->end, token[1].start - token->end)) {
      in_comment = c == '#' || (in_comment && c != '\n');
      if (!in_comment) out += c;
    }
  }
  return out;
}

void Parser::mistake_field(const TemplateKind& string, const char* expected) {
  if (!can_diagnose()) return;
  raise(location(token()), std::string(string.letter) + "-string: expecting " + expected);
}

}  // namespace syn
