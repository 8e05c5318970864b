// What marking reads by layout is what Lifetime::trace says.
#include "runtime/types/classes/slot_layout.h"

#include <vector>

#include "gc/cycle/collector.h"
#include "gc/cycle/mark.h"
#include "gc/threads/stop_world.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "tests/unit/runtime/object/support.h"

namespace rt::test {

namespace {

struct Children : gc::Visitor {
  Children() : Visitor{&see} {}
  static void see(gc::Visitor& self, Object* child) { static_cast<Children&>(self).seen.push_back(child); }
  std::vector<Object*> seen;
};

// How many objects are marked from here. Whatever the object holds must be among them.
u64 marked_from(Object* object, gc::SlotLayout (*layout)(const gc::ShapeBase&)) {
  gc::StopTheWorld pause(thread(), "test");
  gc::g_runtime_hooks.slot_layout = layout;
  gc::clear_marks();
  gc::Marker marker(gc::Scope::everybody());
  marker.mark(object);
  marker.drain();
  gc::g_runtime_hooks.slot_layout = nullptr;
  Children children;
  if (auto trace = gc::lifetime_of(object).trace) trace(object, children);
  for (Object* child : children.seen) {
    gc::PageSide* side = gc::side_of(child);
    CHECK((!side || side->marked(child)));
  }
  return gc::count_marks();
}

void check_layout(Value v, gc::SlotLayout::Kind kind) {
  CHECK(slot_layout(*gc::shape_of(v.object())).kind == kind);
  CHECK(marked_from(v.object(), slot_layout) == marked_from(v.object(), nullptr));
}

Ref class_with(const char* names) {
  Thread& t = thread();
  Ref dict = make_dict(t);
  if (*names) CHECK(dict_set_cstr(t, as_dict(dict), "__slots__", str(names)));
  return call_py(t, kTypeType, str("C"), empty_tuple(), dict);
}

}  // namespace

TEST_CASE("containers_are_marked_by_their_layouts") {
  Thread& t = thread();
  using gc::SlotLayout;
  Ref item = make_list(t), other = make_list(t);
  Ref tuple = make_tuple(t, item, Value::small_int(1), other);
  check_layout(tuple, SlotLayout::kCounted);
  Ref list = make_list(t);
  check_layout(list, SlotLayout::kBlock);
  for (Value v : {item.get(), Value::small_int(1), other.get(), tuple.get()}) CHECK(list_append(t, as_list(list), v));
  check_layout(list, SlotLayout::kBlock);
  for (int n = 0; n < 1000; ++n) CHECK(list_append(t, as_list(list), make_list(t)));
  check_layout(list, SlotLayout::kBlock);
  Ref dict = make_dict(t);
  check_layout(dict, SlotLayout::kTable);
  CHECK(dict_set_cstr(t, as_dict(dict), "a", make_list(t)));
  CHECK(dict_set_py(t, as_dict(dict), Value::small_int(1), list));
  check_layout(dict, SlotLayout::kTable);
  CHECK(dict_set_py(t, as_dict(dict), tuple_slice(t, tuple, 1, 2), item));  // from now on it has hashes
  check_layout(dict, SlotLayout::kTable);
  for (int n = 0; n < 1000; ++n) CHECK(dict_set_py(t, as_dict(dict), Value::small_int(n), make_list(t)));
  check_layout(dict, SlotLayout::kTable);
}

TEST_CASE("instances_are_marked_by_their_layouts_wherever_their_attributes_are") {
  Thread& t = thread();
  using gc::SlotLayout;
  for (const char* member : {"", "member"}) {
    Ref object = call_py(t, class_with(member));
    check_layout(object, SlotLayout::kInline);
    if (*member) {
      CHECK(setattr_py(t, object, intern(t, "member"), make_list(t)));
      check_layout(object, SlotLayout::kInline);
      continue;
    }
    for (int n = 0; n < 40; ++n) {  // soon in a block beside the object
      CHECK(setattr_py(t, object, intern(t, ("a" + std::to_string(n)).c_str()), make_list(t)));
      check_layout(object, SlotLayout::kInline);
    }
    CHECK(instance_dict(t, object.object()));
    check_layout(object, SlotLayout::kInline);
  }
  check_layout(class_with(""), SlotLayout::kTraced);
}

}  // namespace rt::test
