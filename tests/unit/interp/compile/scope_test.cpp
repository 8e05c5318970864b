#include "interp/compile/scope.h"

#include <doctest/doctest.h>

#include "interp/syntax/parser.h"
#include "tests/unit/runtime/object/support.h"

using namespace comp;

namespace {

struct Scopes {
  syn::Arena arena, names;
  syn::Source source;
  ScopeTable table{rt::test::thread(), names};
  bool ok = false;

  explicit Scopes(std::string_view text) {
    syn::Diagnostic error;
    REQUIRE(source.load_text(text, &error));
    syn::ParseResult result = syn::parse(source, syn::Mode::Exec, arena);
    REQUIRE(result);
    ok = table.build(result.root, false, false, false);
  }
  Scope* child(std::initializer_list<u32> path) {
    Scope* s = table.module();
    for (u32 i : path) s = s->children[i];
    return s;
  }
  static const NameInfo* find(Scope* s, std::string_view name) {
    for (const NameInfo& info : s->names)
      if (info.name->text == name) return &info;
    return nullptr;
  }
};

}  // namespace

TEST_CASE("parameters_take_the_first_registers_in_order") {
  Scopes s("def f(a, b, *args, c, **kw):\n  d = a\n");
  Scope* f = s.child({0});
  std::string order;
  for (const syn::Symbol* name : f->registers) order += std::string(name->text) + " ";
  CHECK(order == "a b c args kw d ");
}

TEST_CASE("a_name_used_by_an_inner_function_lives_in_a_cell") {
  Scopes s("def f(x):\n  def g():\n    def h(): return x\n    return h\n");
  CHECK(Scopes::find(s.child({0}), "x")->access == Access::Cell);
  CHECK(s.child({0, 0})->free_names.size() == 1);
  CHECK(Scopes::find(s.child({0, 0, 0}), "x")->access == Access::Free);
}

TEST_CASE("class_names_are_invisible_to_methods") {
  Scopes s("class C:\n  x = 1\n  def m(self): return x\n");
  CHECK(Scopes::find(s.child({0}), "x")->access == Access::Name);
  CHECK(Scopes::find(s.child({0, 0}), "x")->access == Access::Global);
}

TEST_CASE("super_makes_the_class_cell") {
  Scopes s("class C:\n  def m(self): return super().m()\n");
  CHECK(s.child({0})->needs_class_cell);
  CHECK(s.child({0, 0})->free_index(s.table.intern("__class__")) == 0);
}

TEST_CASE("nested_comprehensions_have_registers_of_their_own_and_neighbours_share") {
  Scopes s("def f(a):\n  [x for x in a]\n  [[x for x in x] for x in a]\n");
  Scope* f = s.child({0});
  u16 first = Scopes::find(f->children[0], "x")->reg;
  CHECK(Scopes::find(f->children[1], "x")->reg == first);
  CHECK(Scopes::find(f->children[1]->children[0], "x")->reg != first);
}

TEST_CASE("a_walrus_in_a_comprehension_binds_around_it") {
  Scopes s("def f(a):\n  [y := x for x in a]\n  return y\n");
  CHECK(Scopes::find(s.child({0}), "y")->access == Access::Local);
}

TEST_CASE("private_names_are_mangled_and_equal_to_the_same_name_written_out") {
  Scopes s("class _C:\n  __x = 1\n  _C__x = 2\n  __y__ = 3\n");
  Scope* c = s.child({0});
  CHECK(c->names.size() == 2);
  CHECK(Scopes::find(c, "_C__x"));
  CHECK(Scopes::find(c, "__y__"));
}

TEST_CASE("scope_errors_have_the_known_texts") {
  auto message = [](std::string_view text) {
    Scopes s(text);
    return s.ok ? std::string("fine") : s.table.error().message;
  };
  CHECK(message("def f():\n  x = 1\n  global x\n") == "name 'x' is assigned to before global declaration");
  CHECK(message("def f(x):\n  global x\n") == "name 'x' is parameter and global");
  CHECK(message("def f():\n  nonlocal x\n") == "no binding for nonlocal 'x' found");
  CHECK(message("nonlocal x\n") == "nonlocal declaration not allowed at module level");
  CHECK(message("def f(a, a): pass\n") == "duplicate parameter 'a' in function definition");
  CHECK(message("def f():\n  import os\n  global os\n") == "fine");
  CHECK(message("[(yield) for x in y]\n") == "'yield' inside list comprehension");
}

TEST_CASE("the_head_of_a_dotted_import_is_the_name_that_later_code_uses") {
  Scopes s("def f():\n  import os.path\n  return os\n");
  CHECK(s.child({0})->names.size() == 1);
  CHECK(Scopes::find(s.child({0}), "os")->access == Access::Local);
}
