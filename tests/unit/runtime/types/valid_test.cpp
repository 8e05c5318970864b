// The walks over containers find what breaks a layout.
#include "runtime/types/containers/valid.h"

#include "runtime/types/containers/set.h"
#include "runtime/types/numbers/int.h"
#include "tests/unit/runtime/object/support.h"

namespace rt::test {

namespace {

Value n(i64 i) { return Value::small_int(i); }

// Whether a walk still finds everything right while `word` holds `broken`.
template <class Word, class Broken, class Walk>
bool is_valid_with(Word& word, Broken broken, Walk walk) {
  auto whole = word.load(gc::relaxed);
  word.store(static_cast<decltype(whole)>(broken), gc::relaxed);
  bool valid = walk();
  word.store(whole, gc::relaxed);
  return valid;
}

}  // namespace

TEST_CASE("dict_is_valid_through_growth_and_removals_and_sees_damage") {
  Thread& t = thread();
  Ref held = make_dict(t);
  Dict* dict = as_dict(held);
  auto walk = [&] { return dict_is_valid(dict); };
  CHECK(walk());
  for (i64 i = 0; i < 300; ++i) {
    CHECK(dict_set_py(t, dict, n(i * 7), n(i)));
    if (i % 3 == 0) CHECK(dict_delete_py(t, dict, n(i * 7 / 2 * 2 / 7 * 7)) >= 0);
    CHECK(walk());
  }
  DictTable* table = dict->table.load(gc::relaxed);
  CHECK(!is_valid_with(dict->used, dict->used.load(gc::relaxed) + 1, walk));
  CHECK(!is_valid_with(table->entries_used, table->entries_used.load(gc::relaxed) - 1, walk));
  u64 last = table->entries_used.load(gc::relaxed) - 1;
  Value value = table->value(last).exchange(Value());
  CHECK(!walk());
  table->value(last).set(value);
  Value key = table->key(last).exchange(n(1));
  CHECK(!walk());
  table->key(last).set(key);
  CHECK(walk());
}

TEST_CASE("set_is_valid_through_growth_and_removals_and_sees_damage") {
  Thread& t = thread();
  Ref held = make_set(t);
  Set* set = as_set(held);
  auto walk = [&] { return set_is_valid(set); };
  CHECK(walk());
  for (i64 i = 0; i < 300; ++i) {
    CHECK(set_add_py(t, set, n(i)));
    if (i % 2) CHECK(set_remove_hashed_py(t, set, n(i / 2), i / 2) >= 0);
    CHECK(walk());
  }
  SetTable* table = set->table.load(gc::relaxed);
  CHECK(!is_valid_with(set->used, set->used.load(gc::relaxed) - 1, walk));
  CHECK(!is_valid_with(table->fill, table->fill.load(gc::relaxed) + 1, walk));
  u64 at = 0;
  while (!is_item(table->entries[at].key.get())) ++at;
  CHECK(!is_valid_with(table->entries[at].hash, ~table->entries[at].hash.load(gc::relaxed), walk));
  CHECK(walk());
}

TEST_CASE("list_is_valid_sees_a_length_beyond_its_block_and_an_empty_slot") {
  Thread& t = thread();
  Ref held = make_list(t);
  List* list = as_list(held);
  auto walk = [&] { return list_is_valid(list); };
  CHECK(walk());
  for (i64 i = 0; i < 50; ++i) CHECK(list_append(t, list, n(i)));
  CHECK(walk());
  CHECK(!is_valid_with(list->length, list->storage.load(gc::relaxed)->capacity + 1, walk));
  Value item = list->storage.load(gc::relaxed)->items[7].exchange(Value());
  CHECK(!walk());
  list->storage.load(gc::relaxed)->items[7].set(item);
  CHECK(walk());
}

}  // namespace rt::test
