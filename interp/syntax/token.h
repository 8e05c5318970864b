// Tokens: the lexer's output and the parser's input.
#pragma once

#include <string_view>

namespace syn {

enum class TokenKind : u8 {
#define SYN_TOKEN(name) name,
#define SYN_OPERATOR(name, text) name,
#define SYN_KEYWORD(name, text) name,
#include "gc/base/bits.h"
#include "interp/syntax/token.def"
#undef SYN_TOKEN
#undef SYN_OPERATOR
#undef SYN_KEYWORD
};

// Identifiers that are keywords only in some places; the parser decides which.
enum class SoftKeyword : u8 { None, Underscore, Case, Lazy, Match, Type };

struct Token {
  TokenKind kind;
  SoftKeyword soft;  // Identifier only
  u16 level;         // number of brackets that are open behind this token
  u32 start;         // byte offsets in the source text
  u32 end;
  u32 line;  // from 1
  u32 col;   // bytes, from 0
  u32 end_line;
  u32 end_col;
};
static_assert(sizeof(Token) == 28);

// The keyword spelled `text`, or Identifier.
TokenKind keyword_kind(std::string_view text);

// Spelling of an operator or keyword; empty for the others.
std::string_view token_text(TokenKind kind);

constexpr bool is_keyword(TokenKind kind) { return kind >= TokenKind::False; }

}  // namespace syn
