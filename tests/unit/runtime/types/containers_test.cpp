// tuple, list, dict, set, range and struct sequences from C++; what scripts see of them is tested by tests/types.
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/merge_sort.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/numbers/range.h"
#include "tests/unit/runtime/object/support.h"

namespace rt::test {

namespace {
Value n(i64 i) { return Value::small_int(i); }
}  // namespace

TEST_CASE("empty_tuple_is_one_immortal_object") {
  Thread& t = thread();
  CHECK(make_tuple(t, nullptr, 0).get() == empty_tuple());
  CHECK(make_tuple_uninitialised(t, 0).get() == empty_tuple());
  CHECK(empty_tuple().object()->immortal());
  CHECK(is_exact_tuple(empty_tuple()));
}

TEST_CASE("tuple_hash_is_cpythons") {
  Thread& t = thread();
  i64 hash;
  CHECK(hash_py(t, make_tuple(t, n(1), n(2), n(3)), &hash));
  CHECK(hash == 529344067295497451);
}

TEST_CASE("list_grows_shrinks_and_keeps_its_items") {
  Thread& t = thread();
  Ref list = make_list(t);
  for (i64 i = 0; i < 1000; ++i) CHECK(list_append(t, as_list(list), n(i)));
  for (i64 i = 999; i >= 10; --i) CHECK(list_pop(t, as_list(list), -1).get() == n(i));
  CHECK(repr(list) == "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]");
  CHECK(list_insert(t, as_list(list), 5, Ref::immediate(n(77))));
  CHECK(list_pop(t, as_list(list), 0).get() == n(0));
  CHECK(repr(list) == "[1, 2, 3, 4, 77, 5, 6, 7, 8, 9]");
  CHECK(repr(list_slice(t, as_list(list), 3, 6)) == "[4, 77, 5]");
  CHECK(list_extend_py(t, as_list(list), list));
  CHECK(as_list(list)->size() == 20);
  list_clear(t, as_list(list));
  CHECK(!list_pop(t, as_list(list), -1));
  CHECK(take_message() == "IndexError: pop from empty list");
}

TEST_CASE("published_list_replaces_its_block") {
  if constexpr (!gc::kFreeThreaded) return;
  Thread& t = thread();
  Ref list = make_list(t);
  gc::publish(t, list.object());
  for (i64 i = 0; i < 100; ++i) CHECK(list_append(t, as_list(list), n(i)));
  ListItems* before = as_list(list)->storage.load(gc::acquire);
  CHECK(list_get(t, as_list(list), 99).get() == n(99));
  CHECK(!list_get(t, as_list(list), 100));
  for (i64 i = 0; i < 100; ++i) CHECK(list_append(t, as_list(list), n(i)));
  CHECK(as_list(list)->storage.load(gc::acquire) != before);
  list_clear(t, as_list(list));
  CHECK(as_list(list)->storage.load(gc::acquire) != nullptr);
}

TEST_CASE("dict_versions_change_with_the_keys_only") {
  Thread& t = thread();
  Ref dict = make_dict(t);
  Ref a = intern(t, "a"), b = intern(t, "b");
  u64 none, first, second, third;
  CHECK(dict_find_str(t, as_dict(dict), a, &none) == -1);
  CHECK(none != 0);
  CHECK(dict_set_str(t, as_dict(dict), a, Ref::immediate(n(1))));
  CHECK(dict_find_str(t, as_dict(dict), a, &first) == 0);
  CHECK(first != none);
  CHECK(dict_set_str(t, as_dict(dict), a, Ref::immediate(n(2))));
  CHECK(dict_find_str(t, as_dict(dict), a, &second) == 0);
  CHECK(second == first);
  CHECK(dict_cached(t, as_dict(dict), first, 0).get() == n(2));
  CHECK(dict_set_str(t, as_dict(dict), b, Ref::immediate(n(3))));
  CHECK(!dict_cached(t, as_dict(dict), first, 0));
  CHECK(dict_find_str(t, as_dict(dict), b, &third) == 1);
  CHECK(dict_delete_str(t, as_dict(dict), a) == 1);
  CHECK(!dict_cached(t, as_dict(dict), third, 1));
  CHECK(dict_delete_str(t, as_dict(dict), a) == 0);
}

TEST_CASE("dict_keeps_order_over_growth_deletion_and_kinds_of_keys") {
  Thread& t = thread();
  Ref dict = make_dict(t);
  Ref pair = make_tuple(t, n(1), n(2));
  CHECK(dict_set_py(t, as_dict(dict), n(0), kNone));
  CHECK(as_dict(dict)->table.load(gc::acquire)->entry_size == 2);
  CHECK(dict_set_py(t, as_dict(dict), pair, kNone));
  CHECK(as_dict(dict)->table.load(gc::acquire)->entry_size == 3);
  for (i64 i = 1; i < 5000; ++i) CHECK(dict_set_py(t, as_dict(dict), n(i), n(i)));
  for (i64 i = 0; i < 4990; ++i) CHECK(dict_delete_py(t, as_dict(dict), n(i)) == 1);
  CHECK(repr(dict_keys_list(t, as_dict(dict))) ==
        "[(1, 2), 4990, 4991, 4992, 4993, 4994, 4995, 4996, 4997, 4998, 4999]");
  CHECK(dict_contains_py(t, as_dict(dict), make_tuple(t, n(1), n(2))) == 1);
  Ref key, value;
  while (dict_popitem(t, as_dict(dict), &key, &value)) {
  }
  CHECK(key.get() == pair.get());
  CHECK(as_dict(dict)->size() == 0);
}

TEST_CASE("dict_setdefault_gives_what_is_there") {
  Thread& t = thread();
  Ref dict = make_dict(t);
  CHECK(dict_setdefault_py(t, as_dict(dict), n(1), n(2)).get() == n(2));
  CHECK(dict_setdefault_py(t, as_dict(dict), n(1), n(3)).get() == n(2));
  CHECK(!dict_pop_py(t, as_dict(dict), n(5)));
  CHECK(!error_pending(t));
}

TEST_CASE("set_finds_adds_and_removes") {
  Thread& t = thread();
  Ref set = make_set(t);
  for (i64 i = 0; i < 1000; ++i) CHECK(set_add_py(t, as_set(set), n(i)));
  for (i64 i = 0; i < 1000; i += 2) CHECK(set_discard_py(t, as_set(set), n(i)) == 1);
  CHECK(set_contains_py(t, as_set(set), n(7)) == 1);
  CHECK(set_contains_py(t, as_set(set), n(8)) == 0);
  CHECK(as_set(set)->used.load(gc::acquire) == 500);
  i64 hash;
  CHECK(hash_py(t, make_frozenset_py(t, make_tuple(t, n(1), n(2), n(3))), &hash));
  CHECK(hash == -272375401224217160);
}

TEST_CASE("range_reaches_beyond_machine_integers") {
  Thread& t = thread();
  CHECK(repr(to_list_py(t, make_range(t, INT64_MAX - 1, INT64_MAX, 1))) == "[9223372036854775806]");
  CHECK(repr(to_list_py(t, make_range(t, 10, 0, -3))) == "[10, 7, 4, 1]");
}

TEST_CASE("struct_sequence_has_hidden_fields") {
  Thread& t = thread();
  static const StructSequenceField kFields[] = {{"x", "first"}, {nullptr, "unnamed"}, {"hidden", "last"}, {}};
  Type* type = make_struct_sequence(t, "test.Point", "A point.", kFields, 2);
  Ref items[] = {Ref::immediate(n(1)), Ref::immediate(n(2)), Ref::immediate(n(3))};
  Ref point = make_struct_sequence_instance(t, type, items, 3);
  CHECK(as_tuple(point)->length == 2);
  CHECK(repr(point) == "test.Point(x=1, hidden=2)");
  CHECK(getattr_py(t, point, "hidden").get() == n(3));
}

TEST_CASE("merge_sort_keeps_all_elements_when_a_comparison_fails") {
  i64 items[500];
  for (int fail_at = 1; fail_at < 5000; fail_at += 97) {
    for (i64 i = 0; i < 500; ++i) items[i] = i * 7919 % 503;
    int calls = 0;
    auto less = [&](i64 a, i64 b) { return ++calls == fail_at ? -1 : int(a < b); };
    auto pause = [] { return true; };
    MergeSort<i64, decltype(less), decltype(pause)>(items, 500, less, pause).run();
    i64 sum = 0, expected = 0;
    for (i64 i = 0; i < 500; ++i) {
      sum += items[i] * items[i];
      expected += (i * 7919 % 503) * (i * 7919 % 503);
    }
    CHECK(sum == expected);
  }
}

TEST_CASE("merge_sort_is_stable_over_runs") {
  struct Item {
    i64 key, place;
  };
  Item items[3000];
  for (i64 i = 0; i < 3000; ++i) items[i] = {i < 1000 ? i / 3 : i < 2000 ? 700 - i / 4 : i * 31 % 17, i};
  auto less = [](const Item& a, const Item& b) { return int(a.key < b.key); };
  auto pause = [] { return true; };
  MergeSort<Item, decltype(less), decltype(pause)>(items, 3000, less, pause).run();
  for (i64 i = 1; i < 3000; ++i) {
    bool in_order =
        items[i - 1].key < items[i].key || (items[i - 1].key == items[i].key && items[i - 1].place < items[i].place);
    CHECK(in_order);
  }
}

}  // namespace rt::test
