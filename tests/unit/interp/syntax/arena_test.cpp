#include "interp/syntax/arena.h"

#include <string>

#include <doctest/doctest.h>

TEST_CASE("equal_identifiers_are_one_symbol") {
  syn::Arena arena;
  std::string spelling = "name";
  const syn::Symbol* first = arena.intern(spelling);
  spelling = "other";
  CHECK(first->text == "name");
  CHECK(arena.intern("name") == first);
  CHECK(arena.intern("other") != first);
}

TEST_CASE("symbol_indices_are_dense_and_survive_table_growth") {
  syn::Arena arena;
  for (int i = 0; i < 5000; i++) arena.intern("n" + std::to_string(i));
  CHECK(arena.symbols().size() == 5000);
  for (uint32_t i = 0; i < 5000; i++) {
    const syn::Symbol* symbol = arena.intern("n" + std::to_string(i));
    CHECK(symbol->index == i);
    CHECK(arena.symbols()[i] == symbol);
  }
}

TEST_CASE("allocations_larger_than_a_chunk_succeed_and_keep_alignment") {
  syn::Arena arena;
  void* big = arena.allocate(10'000'000, 16);
  CHECK(reinterpret_cast<uintptr_t>(big) % 16 == 0);
  arena.allocate(1, 1);
  CHECK(reinterpret_cast<uintptr_t>(arena.allocate(8, 8)) % 8 == 0);
}
