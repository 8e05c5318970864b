// String literals: prefixes, escapes, concatenation.
#include "interp/syntax/characters.h"
#include "interp/syntax/parser_impl.h"
#include "runtime/text/ascii.h"

namespace syn {

namespace {

struct Literal {
  std::string_view body;  // between the quotes
  bool is_bytes = false;
  bool is_raw = false;
};

Literal take_apart(std::string_view text) {
  Literal literal;
  size_t at = 0;
  for (; text[at] != '"' && text[at] != '\''; ++at) {
    char c = static_cast<char>(text[at] | 0x20);
    if (c == 'b') literal.is_bytes = true;
    if (c == 'r') literal.is_raw = true;
  }
  text.remove_prefix(at);
  size_t quotes = text.size() >= 6 && text[1] == text[0] && text[2] == text[0] ? 3 : 1;
  literal.body = text.substr(quotes, text.size() - 2 * quotes);
  return literal;
}

// The one-character escapes; -1: another kind.
int simple_escape(char c) {
  switch (c) {
    case '\\':
    case '\'':
    case '"': return c;
    case 'a': return 7;
    case 'b': return 8;
    case 'f': return 12;
    case 'n': return 10;
    case 'r': return 13;
    case 't': return 9;
    case 'v': return 11;
    default: return -1;
  }
}

}  // namespace

// The index behind the literal at token `at`; replacement fields lie within.
size_t Parser::end_of_literal(size_t at) const {
  for (int depth = 0;; ++at) {
    T kind = tokens_[at].kind;
    if (kind == T::Error || kind == T::EndMarker) return at;
    if (kind == T::FStringStart || kind == T::TStringStart) ++depth;
    if (kind == T::FStringEnd || kind == T::TStringEnd) --depth;
    if (depth == 0) return at + 1;
  }
}

// One or more literals side by side. Template strings join only with their like.
Expr* Parser::strings() {
  const Token& first = token();
  bool is_template = at(T::TStringStart), plain_only = true;
  size_t end = pos_, latest = pos_;
  auto is_literal = [this](size_t i) {
    return tokens_[i].kind == T::String || tokens_[i].kind == T::FStringStart || tokens_[i].kind == T::TStringStart;
  };
  while (is_literal(end) && (tokens_[end].kind == T::TStringStart) == is_template) {
    plain_only = plain_only && tokens_[end].kind == T::String;
    latest = end;
    end = end_of_literal(end);
  }
  if (is_literal(end) && can_diagnose()) {
    size_t other = end_of_literal(end) - 1;
    if (tokens_[other + 1].kind != T::Error) {
      return raise_range(location(tokens_[latest]), location(tokens_[other]),
                         "cannot mix t-string literals with string or bytes literals");
    }
  }
  return plain_only ? plain_strings(first, end) : template_strings(first, end);
}

Expr* Parser::plain_strings(const Token& first, size_t end) {
  Literal head = take_apart(text_of(first));
  bool single = end == pos_ + 1;
  std::string decoded;
  std::string_view value;
  if (single && head.body.find('\\') == head.body.npos && !head.is_bytes) {
    value = head.body;
    advance();
  } else {
    // A mistake in one of them comes before one in their order.
    bool mixed = false;
    for (; pos_ < end; advance()) {
      Literal literal = take_apart(text_of(token()));
      mixed |= literal.is_bytes != head.is_bytes;
      if (!append_string(token(), literal.body, literal.is_bytes, literal.is_raw, decoded)) {
        return nullptr;
      }
    }
    if (mixed) return raise_here("cannot mix bytes and nonbytes literals");
    value = decoded;
  }
  auto* node = make<Constant>(first);
  node->value.kind = head.is_bytes ? ConstantKind::Bytes : ConstantKind::Str;
  node->value.u_prefix = text_of(first)[0] == 'u';
  node->value.text = arena_.copy(value);
  return node;
}

bool Parser::append_string(const Token& token, std::string_view body, bool is_bytes, bool is_raw, std::string& out) {
  if (is_bytes) {
    for (char c : body) {
      if (static_cast<signed char>(c) >= 0) continue;
      raise(location(token), "bytes can only contain ASCII literal characters");
      return false;
    }
  }
  if (is_raw || body.find('\\') == body.npos) {
    out += body;
    return true;
  }
  return decode_escapes(token, body, is_bytes, out);
}

// `position` counts as CPython's codec sees the text, where a character above
// ASCII takes the ten places of a \U escape: messages quote it.
bool Parser::decode_escapes(const Token& token, std::string_view body, bool is_bytes, std::string& out) {
  size_t position = 0;
  bool warned = false;  // only the first escape that means nothing is worth a warning
  for (size_t at = 0; at < body.size();) {
    char c = body[at];
    if (c != '\\') {
      u32 size = 1;
      if (static_cast<signed char>(c) < 0) decode_character(body.data() + at, &size);
      position += size == 1 ? 1 : 10;
      out.append(body, at, size);
      at += size;
      continue;
    }
    char e = at + 1 < body.size() ? body[at + 1] : '\0';
    if (int simple = simple_escape(e); simple >= 0) {
      out += static_cast<char>(simple);
      at += 2, position += 2;
    } else if (e == '\n') {
      at += 2, position += 2;
    } else if (e >= '0' && e <= '7') {
      size_t end = at + 1;
      char32_t value = 0;
      while (end < body.size() && end < at + 4 && body[end] >= '0' && body[end] <= '7') {
        value = value * 8 + static_cast<char32_t>(body[end++] - '0');
      }
      if (value > 0xFF) {
        std::string digits(body.substr(at + 1, end - at - 1));
        if (!std::exchange(warned, true)) warn_escape(token, body, at, "invalid octal escape sequence", digits);
      }
      if (is_bytes) out += static_cast<char>(value);
      else append_character(out, value);
      position += end - at;
      at = end;
    } else if (e == 'x' && is_bytes) {
      int high = at + 2 < body.size() ? rt::text::hex_digit(body[at + 2]) : -1;
      int low = at + 3 < body.size() ? rt::text::hex_digit(body[at + 3]) : -1;
      if (high < 0 || low < 0) {
        raise(location(token), "(value error) invalid \\x escape at position " + std::to_string(position));
        return false;
      }
      out += static_cast<char>(high * 16 + low);
      at += 4, position += 4;
    } else if (!is_bytes && (e == 'x' || e == 'u' || e == 'U')) {
      if (!unicode_escape(token, body, &at, &position, out)) return false;
    } else if (!is_bytes && e == 'N') {
      size_t before = at;
      if (!named_escape(token, body, &at, position, out)) return false;
      position += at - before;
    } else {
      u32 size = 1;
      if (static_cast<signed char>(e) < 0) decode_character(body.data() + at + 1, &size);
      std::string escape(body.substr(at + 1, e ? size : 0));
      if (!e) escape = std::string(source_.text().substr(token.end, 1));
      if (!std::exchange(warned, true)) warn_escape(token, body, at, "invalid escape sequence", escape);
      out += '\\';
      at += 1, position += 1;
    }
  }
  return true;
}

// \xHH, \uHHHH, \UHHHHHHHH
bool Parser::unicode_escape(const Token& token, std::string_view body, size_t* at, size_t* position, std::string& out) {
  char letter = body[*at + 1];
  size_t digits = letter == 'x' ? 2 : letter == 'u' ? 4 : 8;
  size_t seen = 0;
  u64 value = 0;
  for (; seen < digits && *at + 2 + seen < body.size(); ++seen) {
    int digit = rt::text::hex_digit(body[*at + 2 + seen]);
    if (digit < 0) break;
    value = value * 16 + static_cast<u64>(digit);
  }
  if (seen == digits && value <= 0x10FFFF) {
    append_character(out, static_cast<char32_t>(value));
    *at += 2 + digits;
    *position += 2 + digits;
    return true;
  }
  const char* why = seen == digits  ? "illegal Unicode character"
                    : letter == 'x' ? "truncated \\xXX escape"
                    : letter == 'u' ? "truncated \\uXXXX escape"
                                    : "truncated \\UXXXXXXXX escape";
  raise(location(token), "(unicode error) 'unicodeescape' codec can't decode bytes in position " +
                             std::to_string(*position) + "-" + std::to_string(*position + 1 + seen) + ": " + why);
  return false;
}

// \N{name}
bool Parser::named_escape(const Token& token, std::string_view body, size_t* at, size_t position, std::string& out) {
  size_t close = body.npos;
  if (*at + 2 < body.size() && body[*at + 2] == '{') close = body.find('}', *at + 3);
  bool malformed = close == body.npos || close == *at + 3;
  char32_t character = 0;
  if (!malformed) {
    std::string_view wanted = body.substr(*at + 3, close - *at - 3);
    if (options_.text.lookup_name && options_.text.lookup_name(wanted, &character)) {
      append_character(out, character);
      *at = close + 1;
      return true;
    }
  }
  size_t end = malformed ? position + (*at + 2 >= body.size() || body[*at + 2] != '{' ? 1
                                       : close == body.npos                           ? body.size() - *at - 1
                                                                                      : 2)
                         : position + (close - *at);
  raise(location(token), "(unicode error) 'unicodeescape' codec can't decode bytes in position " +
                             std::to_string(position) + "-" + std::to_string(end) + ": " +
                             (malformed ? "malformed \\N character escape" : "unknown Unicode character name"));
  return false;
}

void Parser::warn_escape(const Token& token, std::string_view body, size_t at, std::string what,
                         const std::string& escape) {
  std::string message = what + " '\\" + escape + "'";
  if (options_.wording >= 14) {
    message = "\"\\" + escape + "\" is an " + what +
              ". Such sequences will not work in the future. Did you mean \"\\\\" + escape +
              "\"? A raw string is also an option.";
  }
  auto line = static_cast<i32>(token.line);
  for (char c : body.substr(0, at)) line += c == '\n';
  auto offset = static_cast<i32>(source_.characters_before(token.line, token.col)) + 1;
  i32 end_offset = 0;
  if (options_.wording >= 15 && token.kind == T::String) {  // the backslash and what follows it
    std::string_view before(source_.text().data(), static_cast<size_t>(body.data() + at - source_.text().data()));
    before.remove_prefix(before.rfind('\n') + 1);
    offset = static_cast<i32>(count_characters(before)) + 1;
    end_offset = offset + 2;
  }
  warnings_.push_back({DiagnosticKind::SyntaxWarning, std::move(message), line, offset, line, end_offset});
}

}  // namespace syn
