// Special methods and slots: one table (slots.cpp) connects them in both directions.
//
//   native type:   slot filled in C++        -> a SlotWrapper under the special name calls it from Python
//   Python class:  special method in the dict -> the slot gets a function that looks the method up and calls it
#pragma once

#include "runtime/object/names.h"
#include "runtime/object/native.h"
#include "runtime/object/shape.h"

namespace rt {

using SlotFn = void (*)();
struct SlotWrapper;

struct SlotDef {
  N name;
  u32 offset;      // of the slot in Slots; kHookOffset for __getattr__, kFinalizerOffset for __del__: they have none
  SlotFn generic;  // the slot function of Python classes with this method; null: the slot stays empty for them
  // Calls the native slot with Python arguments. Null: another row makes the wrapper.
  Ref (*wrap)(Thread& t, SlotWrapper* wrapper, Value self, const CallArgs& args);
  const char* signature;  // "($self, /)"
  const char* doc;
};
inline constexpr u32 kHookOffset = 0xFFFF0000, kFinalizerOffset = 0xFFFF0001;

// wrapper_descriptor: `int.__add__`.
struct SlotWrapper : Object {
  const SlotDef* def;
  Type* owner;  // native, immortal
};

extern const SlotDef kSlotDefs[];
extern const u32 kSlotDefCount;

inline SlotFunction<void()>& slot_at(Slots& slots, u32 offset) {
  return *reinterpret_cast<SlotFunction<void()>*>(reinterpret_cast<char*>(&slots) + offset);
}

// The class of a C extension whose wrapper is being called: `A.__repr__(b)` means the function of A, whatever the class
// of b has. Set for the time until the slot function takes it; else null.
extern constinit thread_local Type* t_wrapped_class;

// The slots that the wrappers of a native type call. Python code may have given a class of a C extension other ones.
inline Slots& wrapped_slots(Type* owner) {
  return owner->flags & kTypeExtension ? const_cast<Slots&>(owner->spec->slots) : owner->slots;
}

// Fills the empty slots of a native type from its base.
void inherit_slots(Slots& slots, const Slots& base);
// Makes the wrappers of a native type's own slots and enters them into its dict. False: no memory.
bool add_slot_wrappers(Thread& t, Type* type, const Slots& own);
// Sets the slots of a heap type whose slots are copies of its base's: the slots whose special methods are in the
// class's dict, or all slots (needed if there are several bases). Under g_type_mutex.
void update_slots_of_new_class(Thread& t, Type* type, bool all);
// Sets the slots for the special method `name` (interned), which has changed on `type`, in the class and its
// subclasses. Stops the world if a slot becomes empty or a finalizer changes.
void update_slots(Thread& t, Type* type, Value name);
// True if update_slots() would change nothing when a special method is replaced by another one: the slots look up both.
// Empty: there was, or will be, no method.
bool leaves_slots_alone(Value old, Value method);

// Calls the special method `name` of self's class, with self as first argument. At most four `args`. *found false: the
// class has no such method, or binding it has failed, and then an error is pending.
Ref call_special_py(Thread& t, Value self, N name, const Value* args, u32 count, bool* found);
// The same for a method that None in the class switches off: *offered is false then, and if there is none.
Ref call_unless_none_py(Thread& t, Value self, N name, const Value* args, u32 count, bool* offered);
// The same; AttributeError if the class has no such method.
Ref call_special_py(Thread& t, Value self, N name, const Value* args = nullptr, u32 count = 0);

// callee(first, *args, **keywords).
Ref call_with_first_py(Thread& t, Value callee, Value first, const CallArgs& args);

// `__new__` of native types: the builtin's self is the type. Checks that `cls` in T.__new__(cls, ...) is a subtype of T
// with T's layout.
extern const MethodDef kNewMethod;

}  // namespace rt
