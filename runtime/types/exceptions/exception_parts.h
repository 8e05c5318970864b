// Declarations for the files that define exception classes (exception*.cpp).
#pragma once

#include "runtime/object/native.h"
#include "runtime/types/all.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/exceptions/exception.h"

namespace rt::exceptions {

// Slots and lifetime of BaseException.
Ref base_create(Thread& t, Type* type, const CallArgs& args);
bool base_init(Thread& t, Value self, const CallArgs& args);
Ref base_str(Thread& t, Value self);
Ref base_repr(Thread& t, Value self);
// exception.add_note(note) with a str.
bool add_note_py(Thread& t, Value exception, Value note);
void base_trace(Object* object, gc::Visitor& visitor);
void base_clear(gc::Thread& thread, Object* object);
void base_dispose(gc::Thread& thread, Object* object);

// The args tuple; never the empty Ref.
Ref exception_args(Thread& t, Value self);
// A field for display; None if it is not set.
Ref field_or_none(Thread& t, Value self, u32 index);
inline Ref load_exception_field(Thread& t, Value self, u32 index) {
  return load_field(t, self.object(), as_exception(self)->fields[index]);
}
inline void store_exception_field(Thread& t, Value self, u32 index, Value v) {
  store_field(t, self.object(), as_exception(self)->fields[index], v ? Ref::share(t, v) : Ref());
}
// Stores keyword arguments: names[i] goes to fields[first + i]. Positional arguments become args. False: TypeError.
bool init_with_keywords(Thread& t, Value self, const CallArgs& args, const char* const* names, u32 count, u32 first);
// The tuple (type, args), or (type, args, state) if `state` is not empty. Empty `args`: an error is pending.
Ref reduce_result(Thread& t, Value self, Ref args, Ref state);
// The instance's attributes as a new dict.
Ref exception_state(Thread& t, Value self);

inline constexpr u32 kFlags = kTypeTraced | kTypeSubclassable | kTypeHasDict;
inline constexpr gc::Lifetime kLifetime = {base_trace, base_clear, nullptr, base_dispose};

constexpr u32 field_offset(u32 index) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
  return static_cast<u32>(offsetof(BaseException, fields) + index * sizeof(Slot));
#pragma GCC diagnostic pop
}
constexpr MemberDef field_member(const char* name, u32 index, const char* doc) {
  return {name, MemberKind::kSlotOrNone, field_offset(index), false, doc};
}
constexpr TypeSpec exception_spec(TypeId id, const char* name, TypeId base, const char* doc) {
  TypeSpec spec;
  spec.id = id;
  spec.name = name;
  spec.base = base;
  spec.size = sizeof(BaseException);
  spec.flags = kFlags;
  spec.doc = doc;
  spec.lifetime = kLifetime;
  return spec;
}

}  // namespace rt::exceptions
