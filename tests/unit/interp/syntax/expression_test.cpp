#include <doctest/doctest.h>

#include "tests/unit/interp/syntax/support.h"

using syntax_test::expr;

TEST_CASE("operators_bind_by_precedence") {
  CHECK(expr("a + b * c") ==
        "BinOp(left=Name(id='a', ctx=Load()), op=Add(), right=BinOp(left=Name(id='b', ctx=Load()), "
        "op=Mult(), right=Name(id='c', ctx=Load())))");
  CHECK(expr("-a ** -b") ==
        "UnaryOp(op=USub(), operand=BinOp(left=Name(id='a', ctx=Load()), op=Pow(), "
        "right=UnaryOp(op=USub(), operand=Name(id='b', ctx=Load()))))");
  CHECK(expr("not a in b") ==
        "UnaryOp(op=Not(), operand=Compare(left=Name(id='a', ctx=Load()), ops=[In()], "
        "comparators=[Name(id='b', ctx=Load())]))");
}

TEST_CASE("a_binary_node_starts_at_its_opening_bracket") {
  syntax_test::Parsed parsed("(a) + b\n");
  const syn::Expr* value = syn::as<syn::ExprStmt>(parsed.first())->value;
  CHECK(value->at.col == 0);
  CHECK(value->at.end_col == 7);
}

TEST_CASE("calls_take_every_kind_of_argument") {
  CHECK(expr("f(a, *b, k=1, *c, **d)") ==
        "Call(func=Name(id='f', ctx=Load()), args=[Name(id='a', ctx=Load()), Starred(value=Name("
        "id='b', ctx=Load()), ctx=Load()), Starred(value=Name(id='c', ctx=Load()), ctx=Load())], "
        "keywords=[keyword(arg='k', value=Constant(value=1)), keyword(value=Name(id='d', ctx=Load()))])");
}

TEST_CASE("a_generator_argument_has_the_brackets_of_the_call") {
  syntax_test::Parsed parsed("f(x for x in y)\n");
  auto* call = syn::as<syn::Call>(syn::as<syn::ExprStmt>(parsed.first())->value);
  CHECK(call->args[0]->kind == syn::Kind::GeneratorExp);
  CHECK(call->args[0]->at.col == 1);
  CHECK(call->args[0]->at.end_col == 15);
}

TEST_CASE("comprehensions_may_unpack") {
  CHECK(expr("[*a for a in b]") ==
        "ListComp(elt=Starred(value=Name(id='a', ctx=Load()), ctx=Load()), generators=[comprehension("
        "target=Name(id='a', ctx=Store()), iter=Name(id='b', ctx=Load()), is_async=0)])");
  CHECK(expr("{**a for a in b}") ==
        "DictComp(key=Name(id='a', ctx=Load()), generators=[comprehension(target=Name(id='a', "
        "ctx=Store()), iter=Name(id='b', ctx=Load()), is_async=0)])");
}

TEST_CASE("displays_by_their_first_item") {
  CHECK(expr("{}") == "Dict()");
  CHECK(expr("{1: 2, **a}") ==
        "Dict(keys=[Constant(value=1), None], values=[Constant(value=2), Name(id='a', ctx=Load())])");
  CHECK(expr("{*a, 1}") == "Set(elts=[Starred(value=Name(id='a', ctx=Load()), ctx=Load()), Constant(value=1)])");
  CHECK(expr("()") == "Tuple(ctx=Load())");
  CHECK(expr("(1,)") == "Tuple(elts=[Constant(value=1)], ctx=Load())");
}

TEST_CASE("slices_and_starred_indices") {
  CHECK(expr("a[1:, *b]") ==
        "Subscript(value=Name(id='a', ctx=Load()), slice=Tuple(elts=[Slice(lower=Constant(value=1)), "
        "Starred(value=Name(id='b', ctx=Load()), ctx=Load())], ctx=Load()), ctx=Load())");
}

TEST_CASE("number_values") {
  CHECK(expr("0x_ff") == "Constant(value=255)");
  CHECK(expr("123456789012345678901234567890") == "Constant(value=123456789012345678901234567890)");
  CHECK(expr("0xffffffffffffffffffff") == "Constant(value=1208925819614629174706175)");
  CHECK(expr("1e400") == "Constant(value=inf)");
  CHECK(expr("1e-400") == "Constant(value=0.0)");
  CHECK(expr("1e16") == "Constant(value=1e+16)");
  CHECK(expr("0.1") == "Constant(value=0.1)");
  CHECK(expr("2j") == "Constant(value=2j)");
}

TEST_CASE("long_chains_and_deep_nesting_end_in_an_error_not_in_a_crash") {
  auto repeat = [](std::string_view text, int times) {
    std::string out;
    for (int i = 0; i < times; i++) out += text;
    return out;
  };
  auto kind_of = [](const std::string& text) { return syntax_test::Parsed(text).result.error.kind; };
  CHECK(syntax_test::error(repeat("(", 100'000)) == "SyntaxError 1:201-1:201 too many nested parentheses");
  for (std::string_view text : {"-", "not ", "lambda: ", "a if b else ", "a ** "}) {
    CHECK(kind_of(repeat(text, 100'000) + "1") == syn::DiagnosticKind::RecursionError);
  }
  CHECK(kind_of("a" + repeat(".b", 100'000)) == syn::DiagnosticKind::RecursionError);
  CHECK(kind_of("a" + repeat("+a", 100'000)) == syn::DiagnosticKind::RecursionError);
  CHECK(syntax_test::Parsed("a" + repeat(" and a", 100'000)).result);
}
