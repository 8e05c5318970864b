// From spelling to keyword and from token kind to spelling; both follow token.def.
#include "interp/syntax/token.h"

namespace syn {

TokenKind keyword_kind(std::string_view text) {
  // A keyword has 2 to 8 characters. The switch on the first character leaves at most five candidates.
  if (text.size() < 2 || text.size() > 8) return TokenKind::Identifier;
  switch (text[0]) {
#define SYN_TRY(name, spelling) \
  if (text == spelling) return TokenKind::name;
    case 'F': SYN_TRY(False, "False") break;
    case 'N': SYN_TRY(None, "None") break;
    case 'T': SYN_TRY(True, "True") break;
    case 'a':
      SYN_TRY(As, "as")
      SYN_TRY(And, "and") SYN_TRY(Await, "await") SYN_TRY(Async, "async") SYN_TRY(Assert, "assert") break;
    case 'b': SYN_TRY(Break, "break") break;
    case 'c': SYN_TRY(Class, "class") SYN_TRY(Continue, "continue") break;
    case 'd': SYN_TRY(Def, "def") SYN_TRY(Del, "del") break;
    case 'e': SYN_TRY(Else, "else") SYN_TRY(Elif, "elif") SYN_TRY(Except, "except") break;
    case 'f': SYN_TRY(For, "for") SYN_TRY(From, "from") SYN_TRY(Finally, "finally") break;
    case 'g': SYN_TRY(Global, "global") break;
    case 'i': SYN_TRY(If, "if") SYN_TRY(In, "in") SYN_TRY(Is, "is") SYN_TRY(Import, "import") break;
    case 'l': SYN_TRY(Lambda, "lambda") break;
    case 'n': SYN_TRY(Not, "not") SYN_TRY(Nonlocal, "nonlocal") break;
    case 'o': SYN_TRY(Or, "or") break;
    case 'p': SYN_TRY(Pass, "pass") break;
    case 'r': SYN_TRY(Return, "return") SYN_TRY(Raise, "raise") break;
    case 't': SYN_TRY(Try, "try") break;
    case 'w': SYN_TRY(With, "with") SYN_TRY(While, "while") break;
    case 'y': SYN_TRY(Yield, "yield") break;
#undef SYN_TRY
    default: break;
  }
  return TokenKind::Identifier;
}

std::string_view token_text(TokenKind kind) {
  static constexpr std::string_view kTexts[] = {
#define SYN_TOKEN(name) "",
#define SYN_OPERATOR(name, text) text,
#define SYN_KEYWORD(name, text) text,
#include "interp/syntax/token.def"
#undef SYN_TOKEN
#undef SYN_OPERATOR
#undef SYN_KEYWORD
  };
  return kTexts[static_cast<size_t>(kind)];
}

}  // namespace syn
