// Special methods and slots: one table, both directions (slots.cpp).
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
  u32 offset;      // of the slot in Slots; kHookOffset and kFinalizerOffset for what is no function pointer
  SlotFn generic;  // what Python classes get; null: this slot stays empty for them
  Ref (*wrap)(Thread& t, SlotWrapper* wrapper, Value self,
              const CallArgs& args);  // null: another row makes the wrapper
  const char* signature;              // "($self, /)"
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

inline SlotFn& slot_at(Slots& slots, u32 offset) {
  return *reinterpret_cast<SlotFn*>(reinterpret_cast<char*>(&slots) + offset);
}

// Fills empty slots of a native type from its base.
void inherit_slots(Slots& slots, const Slots& base);
// Makes the wrappers of a native type's own slots and enters them into its dict. False: no memory.
bool add_slot_wrappers(Thread& t, Type* type, const Slots& own);
// Sets the slots of a heap type: those whose names are in its dict, or all of them (several bases).
void update_slots_of_new_class(Thread& t, Type* type, bool all);
// After `name` changed on `type`: its slots and those of its subclasses.
void update_slots(Thread& t, Type* type, Value name);

// Calls special method `name` of self's class with self in front. *found false: there is none, or, with an error
// pending, getting hold of it failed.
Ref call_special_py(Thread& t, Value self, N name, const Value* args, u32 count, bool* found);
// The same; AttributeError if there is none.
Ref call_special_py(Thread& t, Value self, N name, const Value* args = nullptr, u32 count = 0);

// callee(first, *args, **keywords).
Ref call_with_first_py(Thread& t, Value callee, Value first, const CallArgs& args);

// `__new__` of native types, kept as the builtin's self: type.__new__(cls, ...) with the safety check.
extern const MethodDef kNewMethod;

}  // namespace rt
