// The walks over containers find what breaks a layout.
#include "runtime/types/containers/valid.h"

#include "runtime/types/containers/set.h"
#include "runtime/types/numbers/int.h"
#include "tests/unit/damage.h"
#include "tests/unit/runtime/object/support.h"

namespace rt::test {

namespace {

Value n(i64 i) { return Value::small_int(i); }

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

TEST_CASE("shape_is_valid_sees_a_child_that_does_not_follow_from_its_parent") {
  Thread& t = thread();
  Ref type = call_py(t, Value(kTypeType), str("Laid"), empty_tuple(), make_dict(t));
  REQUIRE(type);
  Ref name = intern(t, "x");
  Shape* child = shape_with(t, type.as<Type>()->root_shape, name);
  REQUIRE(child);
  auto walk = [&] { return shape_is_valid(child); };
  CHECK(walk());
  CHECK(!is_valid_with(child->id, child->id - 1, walk));
  CHECK(!is_valid_with(child->slot_count, child->slot_count + 1, walk));
  CHECK(!is_valid_with(child->removes, true, walk));
  CHECK(!is_valid_with(child->dict_mode, true, walk));
  CHECK(walk());
}

#if defined(TINYPY_DEBUG)
TEST_CASE("shape_table_is_valid_sees_a_shape_in_a_wrong_place") {
  Thread& t = thread();
  Ref type = call_py(t, Value(kTypeType), str("Listed"), empty_tuple(), make_dict(t));
  REQUIRE(type);
  Shape* root = type.as<Type>()->root_shape;
  Shape* child = shape_with(t, root, intern(t, "x"));
  REQUIRE(child);
  REQUIRE(child->next_of_type == root);
  gc::StopTheWorld pause(t, "test");
  CHECK(shape_table_is_valid());
  CHECK(!is_valid_with(root->previous_of_type, nullptr, shape_table_is_valid));
  CHECK(!is_valid_with(child->next_of_type, nullptr, shape_table_is_valid));
  CHECK(!is_valid_with(child->buried, true, shape_table_is_valid));
  CHECK(!is_valid_with(child->id, shape_id_limit(), shape_table_is_valid));
  CHECK(!is_valid_with(gc::g_shapes[child->id], nullptr, shape_table_is_valid));
  CHECK(!is_valid_with(gc::g_shapes[shape_id_limit()], child, shape_table_is_valid));
  CHECK(shape_table_is_valid());
}
#endif

}  // namespace rt::test
