// tuple: immutable, items inline.
#pragma once

#include <cstddef>

#include "runtime/object/ops.h"

namespace rt {

struct Tuple : Object {
  u64 length;
  Slot items[];
  Value operator[](u64 i) const { return items[i].get(); }
};
inline constexpr u32 kTupleHeader = sizeof(Object) + sizeof(u64);  // bytes in front of the items

inline bool is_tuple(Value v) { return has_layout(v, TypeId::kTuple); }
inline bool is_exact_tuple(Value v) { return is_exact(v, TypeId::kTuple); }
inline Tuple* as_tuple(Value v) { return v.as<Tuple>(); }
Value empty_tuple();                                    // immortal
Ref make_tuple(Thread& t, const Value* items, u64 n);   // counts the items for the tuple
Ref make_tuple_stealing(Thread& t, Ref* items, u64 n);  // takes over the counts, unless it fails
Ref make_tuple_uninitialised(Thread& t, u64 n);         // slots are empty; fill with init_field before anything else
inline Ref make_tuple(Thread& t, Value a) { return make_tuple(t, &a, 1); }
inline Ref make_tuple(Thread& t, Value a, Value b) {
  Value v[] = {a, b};
  return make_tuple(t, v, 2);
}
inline Ref make_tuple(Thread& t, Value a, Value b, Value c) {
  Value v[] = {a, b, c};
  return make_tuple(t, v, 3);
}
// tuple(iterable), always new. As in CPython, __length_hint__ of an instance of a Python class is called after
// __iter__.
Ref tuple_from_py(Thread& t, Value iterable);
// Equality (1, 0, -1: error) and hash of the items, without regard to the classes of the tuples. tuple_hash_py() false:
// an error is pending.
int tuple_equal_py(Thread& t, const Tuple* a, const Tuple* b);
bool tuple_hash_py(Thread& t, const Tuple* tuple, i64* out);
Ref tuple_slice(Thread& t, Value tuple, i64 start, i64 stop);
struct SliceIndices;
Ref tuple_get_slice(Thread& t, Value tuple, const SliceIndices& indices);

// Makes the type of named result tuples such as os.stat_result: a subclass of tuple with named fields. The first
// `visible` fields are items of the tuple; the fields after them are attributes only. A field without name is an item
// only. `fields` ends with an entry that has neither name nor doc; it is copied. Never null.
struct StructSequenceField {
  const char* name;
  const char* doc;
};
Type* make_struct_sequence(Thread& t, const char* name, const char* doc, const StructSequenceField* fields,
                           u32 visible);
Ref make_struct_sequence_instance(Thread& t, Type* type, Ref* items, u64 n);  // takes over the counts

}  // namespace rt
