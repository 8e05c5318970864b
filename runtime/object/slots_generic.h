// The slot functions of Python classes: each looks its special method up and calls it (slots_generic.cpp,
// slots_operators.cpp).
#pragma once

#include "runtime/object/slots.h"

namespace rt::generic {

Ref repr(Thread& t, Value self);
Ref str(Thread& t, Value self);
bool hash(Thread& t, Value self, i64* out);
bool unhashable(Thread& t, Value self, i64* out);  // __hash__ = None
Ref call(Thread& t, Value self, const CallArgs& args);
Ref getattr(Thread& t, Value self, Value name);
bool setattr(Thread& t, Value self, Value name, Value value);
Ref compare(Thread& t, Value a, Value b, CompareOp op);
Ref iter(Thread& t, Value self);
Ref next(Thread& t, Value self);
i64 len(Thread& t, Value self);
Ref getitem(Thread& t, Value self, Value key);
bool setitem(Thread& t, Value self, Value key, Value value);
int contains(Thread& t, Value self, Value item);
int truth(Thread& t, Value self);
Ref index(Thread& t, Value self);
Ref to_int(Thread& t, Value self);
Ref to_float(Thread& t, Value self);
Ref power(Thread& t, Value a, Value b, Value modulus);
Ref get(Thread& t, Value self, Value instance, Value owner);
bool set(Thread& t, Value self, Value instance, Value value);
Ref create(Thread& t, Type* type, const CallArgs& args);
bool init(Thread& t, Value self, const CallArgs& args);
Ref await(Thread& t, Value self);
Ref aiter(Thread& t, Value self);
Ref anext(Thread& t, Value self);
bool get_buffer(Thread& t, Value self, Buffer* out, bool writable);

// Slot functions by operator.
SlotFn binary(BinaryOp op);
SlotFn inplace(BinaryOp op);
SlotFn unary(UnaryOp op);

}  // namespace rt::generic

// What the wrappers do with their arguments (slots_wrap.cpp).
namespace rt::wrap {
using Wrap = Ref(Thread& t, SlotWrapper* wrapper, Value self, const CallArgs& args);
Wrap unary, hash, call, getattribute, setattr, delattr, compare, next, len, getitem, setitem, delitem, contains, truth,
    binary_left, binary_right, power, power_right, binary, repeat, get, set, del, init, buffer, release_buffer,
    finalize;
}  // namespace rt::wrap
