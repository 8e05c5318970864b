// Tokens: what the lexer makes of the text and the parser reads.
#pragma once

#include <cstdint>
#include <string_view>

namespace syn {

enum class TokenKind : uint8_t {
#define SYN_TOKEN(name) name,
#define SYN_OPERATOR(name, text) name,
#define SYN_KEYWORD(name, text) name,
#include "interp/syntax/token.def"
#undef SYN_TOKEN
#undef SYN_OPERATOR
#undef SYN_KEYWORD
};

// Identifiers that are keywords in some places only; the parser decides.
enum class SoftKeyword : uint8_t { None, Underscore, Case, Lazy, Match, Type };

struct Token {
  TokenKind kind;
  SoftKeyword soft;  // Identifier only
  uint16_t level;    // open brackets behind this token
  uint32_t start;    // byte offsets in the source text
  uint32_t end;
  uint32_t line;  // from 1
  uint32_t col;   // bytes, from 0
  uint32_t end_line;
  uint32_t end_col;
};
static_assert(sizeof(Token) == 28);

// The keyword spelled `text`, or Identifier.
TokenKind keyword_kind(std::string_view text);

// Spelling of an operator or keyword; empty for the others.
std::string_view token_text(TokenKind kind);

constexpr bool is_keyword(TokenKind kind) { return kind >= TokenKind::False; }

}  // namespace syn
