// The object model: classes, shapes, attributes, slots, descriptors.
#include "gc/cycle/collector.h"
#include "runtime/object/class.h"
#include "runtime/object/names.h"
#include "runtime/types/classes/descriptors.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/classes/super.h"
#include "runtime/types/classes/union.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "tests/unit/runtime/object/support.h"

using namespace rt;
using test::take_message;
using test::text_of;
using test::thread;

namespace {

Ref key(const char* text) { return intern(thread(), std::string_view(text)); }
Ref get(Value object, const char* name) { return getattr_py(thread(), object, key(name)); }
bool set(Value object, const char* name, Value value) { return setattr_py(thread(), object, key(name), value); }
bool remove(Value object, const char* name) { return set(object, name, Value()); }

// str() of a value, or the pending error.
std::string shown(const Ref& v) {
  if (!v) return take_message();
  Ref text = str_py(thread(), v);
  return text_of(text);
}
std::string outcome(bool ok) { return ok ? "ok" : take_message(); }

Ref new_class(const char* name, Value bases = empty_tuple(), Value dict = Value()) {
  Ref fresh = make_dict(thread());
  Ref text = key(name);
  return call_py(thread(), kTypeType, text, bases, dict ? dict : fresh.get());
}
Ref subclass(const char* name, Value base) { return new_class(name, make_tuple(thread(), base)); }

Ref always_repr(Thread& t, Value) { return make_str(t, std::string_view("shown")); }
Ref always_seven(Thread&, Value) { return Ref::immediate(Value::small_int(7)); }
Ref hooked(Thread& t, Value, Value name) { return format_message(t, "hook:%S", name); }
Ref added(Thread& t, Value, Value) { return make_str(t, std::string_view("added")); }
Ref added_reflected(Thread& t, Value, Value) { return make_str(t, std::string_view("reflected")); }

const MethodDef kRepr = {"always_repr", always_repr, "(self, /)"};
const MethodDef kSeven = {"always_seven", always_seven, "(self, /)"};
const MethodDef kHook = {"hooked", hooked, "(self, name, /)"};
const MethodDef kAdded = {"added", added, "(self, other, /)"};
const MethodDef kReflected = {"added_reflected", added_reflected, "(self, other, /)"};

Ref method(const MethodDef& def) { return make_method_descriptor(thread(), &def, kObjectType); }

}  // namespace

TEST_CASE("native slots have wrappers that check their arguments") {
  CHECK(shown(get(kIntType, "__add__")) == "<slot wrapper '__add__' of 'int' objects>");
  Ref add = get(kIntType, "__add__");
  Value two = Value::small_int(2), three = Value::small_int(3);
  CHECK(shown(call_py(thread(), add, two, three)) == "5");
  CHECK(shown(call_py(thread(), add, two)) == "TypeError: expected 1 argument, got 0");
  CHECK(shown(call_py(thread(), add)) == "TypeError: descriptor '__add__' of 'int' object needs an argument");
  Ref text = test::str("a");
  CHECK(shown(call_py(thread(), add, text, two)) ==
        "TypeError: descriptor '__add__' requires a 'int' object but received a 'str'");
}

TEST_CASE("instances keep attributes in slots, then in a dict") {
  Ref cls = new_class("C");
  Ref object = call_py(thread(), cls);
  for (int i = 0; i < 100; ++i) CHECK(set(object, ("a" + std::to_string(i)).c_str(), Value::small_int(i)));
  for (int i = 0; i < 100; ++i) CHECK(get(object, ("a" + std::to_string(i)).c_str()).get() == Value::small_int(i));
  CHECK(rt::shape_of(object.object())->dict_mode);
  CHECK(shown(get(object, "b")) == "AttributeError: 'C' object has no attribute 'b'");
}

TEST_CASE("instances that get the same attributes in the same order share a shape") {
  Ref cls = new_class("C");
  Ref a = call_py(thread(), cls), b = call_py(thread(), cls);
  for (const char* name : {"x", "y", "z"}) {
    CHECK(set(a, name, kTrue));
    CHECK(set(b, name, kFalse));
  }
  CHECK(a.object()->shape_id() == b.object()->shape_id());
  CHECK_FALSE(rt::shape_of(a.object())->dict_mode);
}

TEST_CASE("a few deleted attributes leave their slots empty, and instances go on sharing shapes") {
  Ref cls = new_class("C");
  Ref a = call_py(thread(), cls), b = call_py(thread(), cls);
  for (Value object : {a.get(), b.get()}) {
    for (const char* name : {"x", "y", "z"}) CHECK(set(object, name, kTrue));
    CHECK(remove(object, "y"));
    CHECK(set(object, "y", kFalse));
  }
  CHECK(a.object()->shape_id() == b.object()->shape_id());
  Shape* shape = rt::shape_of(a.object());
  CHECK_FALSE(shape->dict_mode);
  Value names[kMaxSlots];
  names_of_slots(shape, names);
  CHECK(shape->slot_count == 4);
  CHECK_FALSE(names[1]);
  CHECK(names[3] == key("y"));
  CHECK(shape_slot(shape, key("y")) == 3);
  CHECK_FALSE(attribute_slot(a.object(), shape, 1)->get());
}

TEST_CASE("more deletions than shapes are kept for move to dict mode") {
  Ref cls = new_class("C");
  Ref object = call_py(thread(), cls);
  for (u32 i = 0; i <= kMaxRemovals; ++i) {
    CHECK_FALSE(rt::shape_of(object.object())->dict_mode);
    CHECK(set(object, "x", kTrue));
    CHECK(remove(object, "x"));
    CHECK(shown(get(object, "x")) == "AttributeError: 'C' object has no attribute 'x'");
  }
  CHECK(rt::shape_of(object.object())->dict_mode);
}

TEST_CASE("__dict__ is live") {
  Ref cls = new_class("C");
  Ref object = call_py(thread(), cls);
  CHECK(set(object, "x", kTrue));
  CHECK(set(object, "y", kFalse));
  CHECK(remove(object, "x"));
  CHECK(shown(get(object, "x")) == "AttributeError: 'C' object has no attribute 'x'");
  Ref dict = get(object, "__dict__");
  CHECK(dict_set_str(thread(), as_dict(dict), key("z"), none()));
  CHECK(get(object, "z").get() == kNone);
  CHECK(outcome(remove(object, "x")) == "AttributeError: 'C' object has no attribute 'x'");
}

TEST_CASE("a changed class attribute is seen through every memo") {
  Ref base = new_class("Base");
  Ref cls = subclass("C", base);
  Ref object = call_py(thread(), cls);
  CHECK(set(base, "x", Value::small_int(1)));
  CHECK(get(object, "x").get() == Value::small_int(1));
  CHECK(get(cls, "x").get() == Value::small_int(1));
  CHECK(set(base, "x", Value::small_int(2)));
  CHECK(get(object, "x").get() == Value::small_int(2));
  CHECK(set(cls, "x", Value::small_int(3)));
  CHECK(get(object, "x").get() == Value::small_int(3));
  CHECK(get(base, "x").get() == Value::small_int(2));
  CHECK(remove(cls, "x"));
  CHECK(get(object, "x").get() == Value::small_int(2));
}

TEST_CASE("a change of the same kind keeps the record, a change of kind kills it") {
  Ref cls = new_class("C");
  CHECK(set(cls, "x", Value::small_int(1)));
  Shape* shape = cls.as<Type>()->root_shape;
  AttrRecord* record = find_attribute(thread(), shape, key("x"));
  CHECK(record->kind == AttrKind::kClassValue);
  CHECK(set(cls, "x", Value::small_int(2)));
  CHECK(record->shape.load(gc::relaxed) == shape->id);
  CHECK(record->value.get() == Value::small_int(2));
  CHECK(set(cls, "x", method(kSeven)));
  CHECK(record->shape.load(gc::relaxed) == 0);
  CHECK(find_attribute(thread(), shape, key("x"))->kind == AttrKind::kMethod);
}

TEST_CASE("data descriptors come before the instance's attributes") {
  Ref cls = new_class("C");
  Ref object = call_py(thread(), cls);
  CHECK(set(object, "x", kTrue));
  Ref getter = method(kRepr);
  CHECK(set(cls, "x", call_py(thread(), kPropertyType, getter)));
  CHECK(shown(get(object, "x")) == "shown");
  // Assigned after the class was made, it was never told its name and uses its getter's.
  CHECK(outcome(set(object, "x", kNone)) == "AttributeError: property 'always_repr' of 'C' object has no setter");
}

TEST_CASE("a property that hides a slot gives the instances another shape id") {
  Ref cls = new_class("C");
  Ref object = call_py(thread(), cls);
  CHECK(set(object, "x", kTrue));
  CHECK(get(object, "x").get() == kTrue);
  u32 before = object.object()->shape_id();
  CHECK(set(cls, "y", kTrue));
  CHECK(object.object()->shape_id() == before);
  Ref getter = method(kRepr);
  CHECK(set(cls, "x", call_py(thread(), kPropertyType, getter)));
  CHECK(object.object()->shape_id() != before);
  CHECK(shown(get(object, "x")) == "shown");
  CHECK(remove(cls, "x"));
  CHECK(get(object, "x").get() == kTrue);
}

TEST_CASE("setting and deleting special methods updates the slots of subclasses") {
  Ref base = new_class("Base");
  Ref object = call_py(thread(), subclass("C", base));
  CHECK(set(base, "__repr__", method(kRepr)));
  CHECK(test::repr(object) == "shown");
  CHECK(set(base, "__len__", method(kSeven)));
  CHECK(len_py(thread(), object) == 7);
  CHECK(remove(base, "__len__"));
  CHECK(len_py(thread(), object) == -1);
  CHECK(take_message() == "TypeError: object of type 'C' has no len()");
}

TEST_CASE("the reflected method of a subclass goes first") {
  Ref base = new_class("Base");
  Ref cls = subclass("C", base);
  CHECK(set(base, "__add__", method(kAdded)));
  Ref left = call_py(thread(), base), right = call_py(thread(), cls);
  CHECK(shown(binary_op_py(thread(), BinaryOp::kAdd, left, right)) == "added");
  CHECK(set(cls, "__radd__", method(kReflected)));
  CHECK(shown(binary_op_py(thread(), BinaryOp::kAdd, left, right)) == "reflected");
}

TEST_CASE("__getattr__ answers only for what is missing") {
  Ref cls = new_class("C");
  Ref object = call_py(thread(), cls);
  CHECK(set(object, "x", kTrue));
  CHECK(set(cls, "__getattr__", method(kHook)));
  CHECK(get(object, "x").get() == kTrue);
  CHECK(shown(get(object, "y")) == "hook:y");
  CHECK(remove(cls, "__getattr__"));
  CHECK(shown(get(object, "y")) == "AttributeError: 'C' object has no attribute 'y'");
}

TEST_CASE("bases that do not go together are refused") {
  Ref cls = new_class("C");
  Ref sub = subclass("D", cls);
  auto make = [](Value a, Value b) { return shown(new_class("E", make_tuple(thread(), a, b))); };
  CHECK(make(cls, cls) == "TypeError: duplicate base class C");
  CHECK(make(cls, sub) == "TypeError: Cannot create a consistent method resolution order (MRO) for bases C, D");
  CHECK(make(kListType, kDictType) == "TypeError: multiple bases have instance lay-out conflict");
  CHECK(shown(subclass("E", kBoolType)) == "TypeError: type 'bool' is not an acceptable base type");
}

TEST_CASE("__slots__ makes members, mangles private names and leaves no dict") {
  Ref dict = make_dict(thread());
  Ref p = key("p"), q = key("__q");
  CHECK(dict_set_str(thread(), as_dict(dict), key("__slots__"), make_tuple(thread(), p, q)));
  Ref cls = new_class("S", empty_tuple(), dict);
  Ref object = call_py(thread(), cls);
  CHECK(shown(get(object, "p")) == "AttributeError: 'S' object has no attribute 'p'");
  CHECK(set(object, "p", kTrue));
  CHECK(set(object, "_S__q", kFalse));
  CHECK(get(object, "p").get() == kTrue);
  CHECK(outcome(set(object, "w", kNone)) ==
        "AttributeError: 'S' object has no attribute 'w' and no __dict__ for setting new attributes");
  CHECK(remove(object, "p"));
  CHECK(outcome(remove(object, "p")) == "AttributeError: p");
}

TEST_CASE("__class__ and __bases__ can be changed where layouts agree") {
  Ref a = new_class("A"), b = new_class("B");
  CHECK(set(b, "from_b", kTrue));
  Ref object = call_py(thread(), a);
  CHECK(set(object, "x", kFalse));
  CHECK(set(object, "__class__", b));
  CHECK(get(object, "x").get() == kFalse);
  CHECK(get(object, "from_b").get() == kTrue);
  CHECK(outcome(set(object, "__class__", kIntType)) ==
        "TypeError: __class__ assignment only supported for mutable types or ModuleType subclasses");
  Ref cls = subclass("C", a);
  Ref instance = call_py(thread(), cls);
  CHECK(set(cls, "__bases__", make_tuple(thread(), b)));
  CHECK(get(instance, "from_b").get() == kTrue);
  CHECK(outcome(set(b, "__bases__", make_tuple(thread(), cls))) ==
        "TypeError: a __bases__ item causes an inheritance cycle");
}

TEST_CASE("super finds the method behind a class without a bound object") {
  Ref cls = new_class("C");
  Ref object = call_py(thread(), cls);
  bool is_method = false;
  Ref found = super_getattr_py(thread(), cls, object, name(N::__repr__), &is_method);
  CHECK(is_method);
  CHECK(shown(found) == "<slot wrapper '__repr__' of 'object' objects>");
  CHECK(shown(call_py(thread(), kSuperType, cls, kNone)).substr(0, 8) == "<super: ");
  CHECK(shown(call_py(thread(), kSuperType, kListType, object)) ==
        "TypeError: super(type, obj): obj (instance of C) is not an instance or subtype of type (list).");
}

TEST_CASE("native constructors are guarded against foreign classes") {
  Ref object_new = get(kObjectType, "__new__"), int_new = get(kIntType, "__new__");
  CHECK(shown(call_py(thread(), object_new, kIntType)) ==
        "TypeError: object.__new__(int) is not safe, use int.__new__()");
  CHECK(shown(call_py(thread(), int_new, kStrType)) == "TypeError: int.__new__(str): str is not a subtype of int");
  CHECK(shown(call_py(thread(), kObjectType, kNone)) == "TypeError: object() takes no arguments");
}

TEST_CASE("modules, aliases and unions show themselves as in Python") {
  Ref module = make_module(thread(), "m");
  CHECK(shown(module) == "<module 'm'>");
  CHECK(set(module, "x", kTrue));
  CHECK(get(module, "x").get() == kTrue);
  CHECK(shown(get(module, "y")) == "AttributeError: module 'm' has no attribute 'y'");
  Ref alias = make_generic_alias_py(thread(), kListType, kIntType);
  CHECK(shown(alias) == "list[int]");
  CHECK(shown(getitem_py(thread(), alias, kStrType)) == "TypeError: list[int] is not a generic class");
  CHECK(shown(union_or_py(thread(), kIntType, kNone)) == "int | None");
}

TEST_CASE("classes that nobody can reach are collected with their instances") {
  Ref base = new_class("Base");
  for (int i = 0; i < 50; ++i) {
    Ref cls = subclass("Temporary", base);
    Ref object = call_py(thread(), cls);
    CHECK(set(cls, "instance", object));
    CHECK(set(object, "again", cls));
    CHECK(get(object, "instance").get() == object.get());
  }
  gc::collect(thread(), 2);
  Ref left = subclass_list(thread(), base.as<Type>());
  CHECK(as_list(left)->size() == 0);
}

TEST_CASE("published instances and classes change as private ones do") {
  Ref cls = new_class("C");
  Ref object = call_py(thread(), cls);
  CHECK(set(object, "before", kTrue));
  gc::publish(thread(), cls.object());
  gc::publish(thread(), object.object());
  for (int i = 0; i < 100; ++i) CHECK(set(object, ("a" + std::to_string(i)).c_str(), test::str("value")));
  for (int i = 0; i < 100; ++i) CHECK(shown(get(object, ("a" + std::to_string(i)).c_str())) == "value");
  CHECK(set(object, "before", kFalse));
  CHECK(remove(object, "a7"));
  CHECK(get(object, "before").get() == kFalse);
  CHECK(set(cls, "x", test::str("of the class")));
  CHECK(shown(get(object, "x")) == "of the class");
  CHECK(remove(cls, "x"));
  CHECK(shown(get(object, "x")) == "AttributeError: 'C' object has no attribute 'x'");
}
