// The slots, methods and lifetime functions that dict and frozendict share. They follow the rules of Slots and
// MethodDef.
#pragma once

#include "runtime/text/builder.h"
#include "runtime/types/containers/frozendict.h"

namespace rt::dict_reading {

Ref getitem_or_missing_py(Thread& t, Value self, Value key);
int contains_key_py(Thread& t, Value self, Value key);
i64 length(Thread& t, Value self);
Ref iterator(Thread& t, Value self);
Ref reverse_iterator(Thread& t, Value self);
Ref compare_py(Thread& t, Value a, Value b, CompareOp op);
// Appends "{key: value, ...}", or "{...}" if the dict's repr is being made already. False: an error is pending.
bool append_items_py(Thread& t, text::UcsBuilder& out, Value self);

Ref get_or_py(Thread& t, Value self, Value key, Value otherwise);
bool get_slot(Value self, Value key, const Slot** slot);  // MethodDef::find of get_or_py
Ref keys(Thread& t, Value self);
Ref values(Thread& t, Value self);
Ref items(Thread& t, Value self);
Ref memory_size(Thread& t, Value self);
// fromkeys(): if the class makes a frozendict, the result is made from a copy of it with the keys.
Ref from_keys_py(Thread& t, Value type, Value iterable, Value value);

// kExact: the class whose exact instances have no attributes.
template <TypeId kExact>
void trace(Object* object, gc::Visitor& visitor);
template <TypeId kExact>
void clear(gc::Thread& thread, Object* object);
template <TypeId kExact>
void dispose(gc::Thread& thread, Object* object);

// Sets the keys and values of a constructor's or update()'s arguments from number `first` on: a mapping or pairs, then
// keywords. False: an error is pending.
bool update_from_arguments_py(Thread& t, Value self, const char* function, const CallArgs& args, u32 first);

inline constexpr const char* kGetDoc = "The value of key, or default without such a key.";
inline constexpr const char* kKeysDoc = "A view of the keys; it behaves like a set.";
inline constexpr const char* kItemsDoc = "A view of the (key, value) pairs; it behaves like a set.";
inline constexpr const char* kValuesDoc = "A view of the values.";
inline constexpr const char* kReversedDoc = "An iterator over the keys, last one first.";
inline constexpr const char* kSizeofDoc = "Bytes that the dict takes in memory.";

}  // namespace rt::dict_reading
