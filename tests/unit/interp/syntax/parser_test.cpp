#include "interp/syntax/parser.h"

#include <doctest/doctest.h>

#include "tests/unit/interp/syntax/support.h"

using syntax_test::error;
using syntax_test::Parsed;
using syntax_test::tree;

TEST_CASE("modes_have_their_roots") {
  CHECK(tree("1", syn::Mode::Eval) == "Expression(body=Constant(value=1))");
  CHECK(tree("a; b", syn::Mode::Single) ==
        "Interactive(body=[Expr(value=Name(id='a', ctx=Load())), Expr(value=Name(id='b', ctx=Load()))])");
  CHECK(tree("(int, *str) -> bool", syn::Mode::FuncType) ==
        "FunctionType(argtypes=[Name(id='int', ctx=Load()), Name(id='str', ctx=Load())], "
        "returns=Name(id='bool', ctx=Load()))");
  CHECK(tree("a\nb", syn::Mode::Single) == "error: multiple statements found while compiling a single statement");
}

TEST_CASE("interactive_input_can_be_incomplete") {
  auto state = [](std::string_view text) {
    syn::ParseOptions options;
    options.allow_incomplete = true;
    options.block_needs_newline = true;
    Parsed parsed(text, syn::Mode::Single, options);
    if (parsed.result) return "complete";
    bool more = parsed.result.error.kind == syn::DiagnosticKind::IncompleteInputError;
    return more ? "incomplete" : "wrong";
  };
  CHECK(state("a = 1\n") == "complete");
  CHECK(state("f(1,\n") == "incomplete");
  CHECK(state("'''abc\n") == "incomplete");
  CHECK(state("x = \\\n") == "incomplete");
  CHECK(state("if a:\n") == "incomplete");
  CHECK(state("if a:\n  b") == "incomplete");
  CHECK(state("if a:\n  b\n") == "complete");
  CHECK(state("if a:\n  b\n\n") == "complete");
  CHECK(state("try:\n  b\n") == "incomplete");
  CHECK(state("@a\n") == "incomplete");
  CHECK(state("") == "incomplete");
  CHECK(state("a b\n") == "wrong");
  CHECK(state("x = 'abc\n") == "wrong");
  CHECK(state("x = 'abc\\\n") == "incomplete");
  CHECK(state("f(a b)\n") == "wrong");
}

TEST_CASE("identifiers_are_normalised_by_the_injected_function") {
  syn::ParseOptions options;
  options.text.normalize = [](std::string_view) { return std::string("normal"); };
  CHECK(Parsed("\xC3\xA9 = ascii", syn::Mode::Exec, options).tree() ==
        "Module(body=[Assign(targets=[Name(id='normal', ctx=Store())], value=Name(id='ascii', "
        "ctx=Load()))])");
}

TEST_CASE("the_lexers_strong_errors_win_over_the_parsers") {
  CHECK(error("x y\n'abc") == "SyntaxError 2:1-2:1 unterminated string literal (detected at line 2)");
  CHECK(error("x = [1,\n2\n\ny = 3 4") == "SyntaxError 1:5-1:0 '[' was never closed");
}

TEST_CASE("offsets_count_characters_not_bytes") {
  CHECK(error("\"\xC3\xA9\" $") == "SyntaxError 1:5-1:6 invalid syntax");
}

TEST_CASE("a_report_quotes_the_line_with_carets") {
  Parsed parsed("if a:\n    f(a b)\n");
  CHECK(syn::format_diagnostic(parsed.source, parsed.result.error, "t.py") ==
        "  File \"t.py\", line 2\n"
        "    f(a b)\n"
        "      ^^^\n"
        "SyntaxError: invalid syntax. Perhaps you forgot a comma?\n");
}

TEST_CASE("common_mistakes_are_recognised") {
  CHECK(error("if x = 1: pass") == "SyntaxError 1:4-1:9 invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  CHECK(error("f() = 1") ==
        "SyntaxError 1:1-1:4 cannot assign to function call here. Maybe you meant '==' instead of '='?");
  CHECK(error("print 1") == "SyntaxError 1:1-1:8 Missing parentheses in call to 'print'. Did you mean print(...)?");
  CHECK(error("if x\n  pass") == "SyntaxError 1:5-1:6 expected ':'");
  CHECK(error("if x:\npass") == "IndentationError 2:1-2:5 expected an indented block after 'if' statement on line 1");
  CHECK(error("f(a=1, b)") == "SyntaxError 1:9-1:10 positional argument follows keyword argument");
  CHECK(error("def f(a=1, b): pass") ==
        "SyntaxError 1:12-1:13 parameter without a default follows parameter with a default");
  CHECK(error("{1: 2, 3}") == "SyntaxError 1:8-1:0 ':' expected after dictionary key");
  CHECK(error("try: pass\nx") == "SyntaxError 2:1-2:2 expected 'except' or 'finally' block");
}
