#include <doctest/doctest.h>

#include "tests/unit/interp/syntax/support.h"

using syntax_test::error;
using syntax_test::Parsed;
using syntax_test::tree;

TEST_CASE("assignments_of_three_kinds") {
  CHECK(tree("a = b = 1") ==
        "Module(body=[Assign(targets=[Name(id='a', ctx=Store()), Name(id='b', ctx=Store())], "
        "value=Constant(value=1))])");
  CHECK(tree("a.b += 1") ==
        "Module(body=[AugAssign(target=Attribute(value=Name(id='a', ctx=Load()), attr='b', "
        "ctx=Store()), op=Add(), value=Constant(value=1))])");
  CHECK(tree("(a): int") ==
        "Module(body=[AnnAssign(target=Name(id='a', ctx=Store()), annotation=Name(id='int', "
        "ctx=Load()), simple=0)])");
}

TEST_CASE("soft_keywords_are_names_where_they_must_be") {
  CHECK(Parsed("match = case = type = lazy = _ = 1\nmatch(x)\nmatch[x]\nmatch * x\ntype(x)\n"
               "lazy\nprint(match, case)\n")
            .result);
  CHECK(Parsed("match x:\n  case match: pass\n").first()->kind == syn::Kind::Match);
  CHECK(Parsed("match (x, y):\n  case [a, *_] if a: pass\n  case _: pass\n").first()->kind == syn::Kind::Match);
  CHECK(Parsed("match -x:\n  case {'k': v, **rest}: pass\n").result);
}

TEST_CASE("lazy_imports") {
  CHECK(tree("lazy import a.b as c") == "Module(body=[Import(names=[alias(name='a.b', asname='c')], is_lazy=1)])");
  CHECK(tree("lazy from ..a import b") ==
        "Module(body=[ImportFrom(module='a', names=[alias(name='b')], level=2, is_lazy=1)])");
  CHECK(tree("from ... import b") == "Module(body=[ImportFrom(names=[alias(name='b')], level=3)])");
}

TEST_CASE("several_exception_types_need_no_brackets") {
  CHECK(tree("try: a\nexcept A, B: b") ==
        "Module(body=[Try(body=[Expr(value=Name(id='a', ctx=Load()))], handlers=[ExceptHandler("
        "type=Tuple(elts=[Name(id='A', ctx=Load()), Name(id='B', ctx=Load())], ctx=Load()), "
        "body=[Expr(value=Name(id='b', ctx=Load()))])])])");
  CHECK(error("try: a\nexcept A, B as e: b") ==
        "SyntaxError 2:8-2:17 multiple exception types must be parenthesized when using 'as'");
}

TEST_CASE("with_items_in_brackets_or_not") {
  auto items = [](std::string_view text) {
    Parsed parsed(text);
    REQUIRE(parsed.result);
    return syn::as<syn::With>(parsed.first())->items.size();
  };
  CHECK(items("with (a as b, c as d,): pass") == 2);
  CHECK(items("with (a, b): pass") == 2);
  CHECK(items("with (a, b) as c: pass") == 1);
  CHECK(items("with (a).b as c, d: pass") == 2);
  CHECK(items("with (yield): pass") == 1);
}

TEST_CASE("type_parameters_and_aliases") {
  CHECK(tree("type A[T: int = str, *Ts, **P] = T") ==
        "Module(body=[TypeAlias(name=Name(id='A', ctx=Store()), type_params=[TypeVar(name='T', "
        "bound=Name(id='int', ctx=Load()), default_value=Name(id='str', ctx=Load())), "
        "TypeVarTuple(name='Ts'), ParamSpec(name='P')], value=Name(id='T', ctx=Load()))])");
}

TEST_CASE("parameters_of_all_kinds") {
  CHECK(tree("def f(a, /, b=1, *c, d, e=2, **g): pass") ==
        "Module(body=[FunctionDef(name='f', args=arguments(posonlyargs=[arg(arg='a')], args=[arg("
        "arg='b')], vararg=arg(arg='c'), kwonlyargs=[arg(arg='d'), arg(arg='e')], kw_defaults=[None, "
        "Constant(value=2)], kwarg=arg(arg='g'), defaults=[Constant(value=1)]), body=[Pass()])])");
}

TEST_CASE("elif_chains_of_any_length_are_read") {
  std::string text = "if a: b\n";
  for (int i = 0; i < 50'000; i++) text += "elif a: b\n";
  CHECK(Parsed(text).result);
}

TEST_CASE("a_compound_statement_ends_with_its_last_token") {
  Parsed parsed("if a:\n  b;\n\n# note\nc\n");
  CHECK(parsed.first()->at.end_line == 2);
  CHECK(parsed.first()->at.end_col == 4);
}

TEST_CASE("variants_answer_to_the_kind_they_derive_from") {
  Parsed parsed("async def f(): pass\n");
  CHECK(parsed.first()->kind == syn::Kind::AsyncFunctionDef);
  CHECK(syn::try_as<syn::FunctionDef>(parsed.first()) != nullptr);
  CHECK(syn::try_as<syn::AsyncFunctionDef>(parsed.first()) != nullptr);
  CHECK(syn::try_as<syn::ClassDef>(parsed.first()) == nullptr);
}
