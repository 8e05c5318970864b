#include "interp/syntax/lexer.h"

#include <doctest/doctest.h>

#include "tests/unit/interp/syntax/support.h"

namespace {

// Texts of all tokens; structure tokens by name.
std::string lex(std::string_view text) {
  syn::Source source;
  syn::Diagnostic error;
  REQUIRE(source.load_text(text, &error));
  syn::ParseOptions options;
  syn::Lexer lexer(source, options);
  lexer.run();
  std::string out;
  for (const syn::Token& token : lexer.tokens()) {
    if (!out.empty()) out += ' ';
    switch (token.kind) {
      case syn::TokenKind::Newline: out += "NL"; break;
      case syn::TokenKind::Indent: out += "IN"; break;
      case syn::TokenKind::Dedent: out += "DE"; break;
      case syn::TokenKind::EndMarker: out += "END"; break;
      case syn::TokenKind::Error: out += "ERROR"; break;
      default: out += source.text().substr(token.start, token.end - token.start);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("operators_are_read_greedily") {
  CHECK(lex("a**=b//c->d:=e...f<<=g!=h<>i") == "a **= b // c -> d := e ... f <<= g != h <> i NL END");
}

TEST_CASE("blocks_become_indents_and_dedents") {
  CHECK(lex("if a:\n  b\n\n  # note\n  if c:\n    d\ne\n") == "if a : NL IN b NL if c : NL IN d NL DE DE e NL END");
}

TEST_CASE("brackets_and_backslashes_join_lines") {
  CHECK(lex("a = (1,\n  2)\nb = \\\n 3\n") == "a = ( 1 , 2 ) NL b = 3 NL END");
}

TEST_CASE("template_strings_are_split_at_their_fields") {
  CHECK(lex("f'a{b!r:>{c}}d'") == "f' a { b ! r : > { c } } d ' NL END");
  CHECK(lex("f'{f\"{'x'}\"}'") == "f' { f\" { 'x' } \" } ' NL END");
  CHECK(lex("f'{{{a}}}'") == "f' { { a } } ' NL END");
}

TEST_CASE("number_forms") {
  CHECK(lex("0xFF 0b1_0 0o17 1_000 1.5e-3 .5 1. 1e5j 00") == "0xFF 0b1_0 0o17 1_000 1.5e-3 .5 1. 1e5j 00 NL END");
}

TEST_CASE("lexical_errors_are_worded_and_located") {
  using syntax_test::error;
  CHECK(error("x = 0777") ==
        "SyntaxError 1:5-1:6 leading zeros in decimal integer literals are not permitted; use an 0o "
        "prefix for octal integers");
  CHECK(error("0b12") == "SyntaxError 1:4-1:4 invalid digit '2' in binary literal");
  CHECK(error("x = 'abc") == "SyntaxError 1:5-1:5 unterminated string literal (detected at line 1)");
  CHECK(error("a\xC2\xA0=1") == "SyntaxError 1:2-1:2 invalid non-printable character U+00A0");
  CHECK(error("(\n]") ==
        "SyntaxError 2:1-2:1 closing parenthesis ']' does not match opening parenthesis '(' on line 1");
  CHECK(error("if x:\n\ta\n        b") == "TabError 3:1-3:0 inconsistent use of tabs and spaces in indentation");
}

TEST_CASE("a_keyword_that_touches_a_number_is_only_warned_about") {
  syntax_test::Parsed parsed("x = 1if a else 2");
  REQUIRE(parsed.result);
  REQUIRE(parsed.result.warnings.size() == 1);
  CHECK(parsed.result.warnings[0].message == "invalid decimal literal");
}
