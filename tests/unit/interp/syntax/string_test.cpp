#include <doctest/doctest.h>

#include "tests/unit/interp/syntax/support.h"

using syntax_test::error;
using syntax_test::expr;

TEST_CASE("escapes_are_decoded") {
  CHECK(expr(R"('\x41\u00e9\n\101')") == "Constant(value='A\xC3\xA9\\nA')");
  CHECK(expr(R"(b'\xff\'')") == R"(Constant(value=b"\xff'"))");
  CHECK(expr(R"(r'\n')") == R"(Constant(value='\\n'))");
  CHECK(expr(R"('\ud800')") == R"(Constant(value='\ud800'))");
}

TEST_CASE("adjacent_literals_join") {
  CHECK(expr("'a' \"b\"") == "Constant(value='ab')");
  CHECK(expr("u'a' 'b'") == "Constant(value='ab', kind='u')");
  CHECK(expr("b'a' b'b'") == "Constant(value=b'ab')");
  CHECK(error("b'a' 'b'") == "SyntaxError 1:9-1:10 cannot mix bytes and nonbytes literals");
}

TEST_CASE("unknown_escapes_stay_and_are_warned_about") {
  syntax_test::Parsed parsed("x = '\\d'");
  REQUIRE(parsed.result);
  REQUIRE(parsed.result.warnings.size() == 1);
  CHECK(parsed.result.warnings[0].message == "invalid escape sequence '\\d'");
}

TEST_CASE("named_characters_come_from_the_injected_table") {
  syn::ParseOptions options;
  options.text.lookup_name = [](std::string_view name, char32_t* character) {
    *character = 0x2022;
    return name == "BULLET";
  };
  CHECK(syntax_test::Parsed("'\\N{BULLET}'", syn::Mode::Eval, options).tree() ==
        "Expression(body=Constant(value='\xE2\x80\xA2'))");
  CHECK(error("'\\N{foo}'") ==
        "SyntaxError 1:1-1:10 (unicode error) 'unicodeescape' codec can't decode bytes in position "
        "0-6: unknown Unicode character name");
}

TEST_CASE("f_strings_have_fields_conversions_and_nested_formats") {
  CHECK(expr("f'a{b!r:>{c}}'") ==
        "JoinedStr(values=[Constant(value='a'), FormattedValue(value=Name(id='b', ctx=Load()), "
        "conversion=114, format_spec=JoinedStr(values=[Constant(value='>'), FormattedValue(value=Name("
        "id='c', ctx=Load()), conversion=-1)]))])");
  CHECK(expr("f'{{}}' 'x'") == "JoinedStr(values=[Constant(value='{}x')])");
  CHECK(expr("f'{ a = }'") ==
        "JoinedStr(values=[Constant(value=' a = '), FormattedValue(value=Name(id='a', ctx=Load()), "
        "conversion=114)])");
}

TEST_CASE("t_strings_keep_the_source_of_their_expressions") {
  CHECK(expr("t'{ a + b = !s:x}'") ==
        "TemplateStr(values=[Constant(value=' a + b = '), Interpolation(value=BinOp(left=Name(id='a', "
        "ctx=Load()), op=Add(), right=Name(id='b', ctx=Load())), str=' a + b ', conversion=115, "
        "format_spec=JoinedStr(values=[Constant(value='x')]))])");
  CHECK(expr("t'{\"#\" # note\n}'") ==
        "TemplateStr(values=[Interpolation(value=Constant(value='#'), str='\"#\" \\n', "
        "conversion=-1)])");
  CHECK(error("t'a' 'b'") == "SyntaxError 1:1-1:9 cannot mix t-string literals with string or bytes literals");
}

TEST_CASE("f_string_mistakes") {
  CHECK(error("f'{}'") == "SyntaxError 1:4-1:5 f-string: valid expression required before '}'");
  CHECK(error("f'{a!x}'") ==
        "SyntaxError 1:6-1:7 f-string: invalid conversion character 'x': expected 's', 'r', or 'a'");
  CHECK(error("f'{a $ b}'") == "SyntaxError 1:6-1:7 f-string: expecting '=', or '!', or ':', or '}'");
  CHECK(error("t'}'") == "SyntaxError 1:3-1:3 t-string: single '}' is not allowed");
  CHECK(error("f'{lambda x:1}'") ==
        "SyntaxError 1:4-1:13 f-string: lambda expressions are not allowed without parentheses");
}
