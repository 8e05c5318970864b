// The slot functions of Python classes (slots_generic.cpp, slots_operators.cpp), and the callers of native slots from
// Python (slots_wrap.cpp).
//
// Each function here is the slot of the same name (object/type.h, Slots): it looks the special method up on self's
// class and calls it, so each may run Python code. Arguments, results and errors are those of the slot. They are
// reached through Slots and the table in slots.cpp, hence the names without _py.
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
Ref next(Thread& t, Value self);  // kStop for a StopIteration without a value
i64 len(Thread& t, Value self);
Ref getitem(Thread& t, Value self, Value key);
bool setitem(Thread& t, Value self, Value key, Value value);
int contains(Thread& t, Value self, Value item);
int truth(Thread& t, Value self);
Ref index(Thread& t, Value self);
Ref to_int(Thread& t, Value self);
Ref to_float(Thread& t, Value self);
Ref power(Thread& t, Value a, Value b, Value modulus);  // __pow__ or __rpow__ with three arguments
Ref get(Thread& t, Value self, Value instance, Value owner);
bool set(Thread& t, Value self, Value instance, Value value);
Ref create(Thread& t, Type* type, const CallArgs& args);
bool init(Thread& t, Value self, const CallArgs& args);
Ref await(Thread& t, Value self);
Ref aiter(Thread& t, Value self);
Ref anext(Thread& t, Value self);
bool get_buffer(Thread& t, Value self, Buffer* out, BufferUse use);
void release_buffer(Thread& t, Value self, Buffer* buffer);

// The slot functions of an operator: binary() serves __op__ and __rop__, inplace() __iop__, unary() __op__ without
// operand.
SlotFn binary(BinaryOp op);
SlotFn inplace(BinaryOp op);
SlotFn unary(UnaryOp op);

}  // namespace rt::generic

// Callers of native slots from Python: the function for `int.__add__` checks the Python arguments and calls the slot of
// the wrapper's owner. One function for each form of arguments; SlotDef::wrap points to it.
namespace rt::wrap {
using Wrap = Ref(Thread& t, SlotWrapper* wrapper, Value self, const CallArgs& args);
Wrap unary, hash, call, getattribute, setattr, delattr, compare, next, len, getitem, setitem, delitem, contains, truth,
    binary_left, binary_right, power, power_right, binary, repeat, get, set, del, init, buffer, release_buffer,
    finalize;
}  // namespace rt::wrap
