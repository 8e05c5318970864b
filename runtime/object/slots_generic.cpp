// Slots of Python classes, all but the operators: each looks its special method up, calls it and checks the result.
#include "runtime/object/slots_generic.h"

#include <cstring>

#include "runtime/object/class.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/object/special_result.h"
#include "runtime/object/value_buffer.h"
#include "runtime/types/bytes/buffer_loan.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::generic {

Ref repr(Thread& t, Value self) { return call_special_py(t, self, N::__repr__); }
Ref str(Thread& t, Value self) { return call_special_py(t, self, N::__str__); }

bool unhashable(Thread& t, Value self, i64*) { return raise_type_error(t, "unhashable type: '%T'", self); }

bool hash(Thread& t, Value self, i64* out) {
  bool hashable;
  Ref result = call_unless_none_py(t, self, N::__hash__, nullptr, 0, &hashable);
  if (!result) return hashable ? false : unhashable(t, self, out);
  if (!is_int(result)) return raise_type_error(t, "__hash__ method should return an integer");
  if (!int_fits_i64(result, out) && !int_hash(result, out)) return false;
  if (*out == -1) *out = -2;
  return true;
}

namespace {

Ref call_named_py(Thread& t, Value self, N id, const CallArgs& args) {
  bool self_first = false;
  Ref method = special_method_py(t, self, name(id), &self_first);
  if (!method) return error_pending(t) ? Ref() : Ref(raise_attribute_error(t, self, name(id)));
  return self_first ? call_with_first_py(t, method, self, args) : call_py(t, method, args);
}

}  // namespace

Ref call(Thread& t, Value self, const CallArgs& args) { return call_named_py(t, self, N::__call__, args); }

bool init(Thread& t, Value self, const CallArgs& args) {
  Ref result = call_named_py(t, self, N::__init__, args);
  if (!result) return false;
  if (result.get() != kNone) return raise_type_error(t, "__init__() should return None, not '%T'", result.get());
  return true;
}

Ref create(Thread& t, Type* type, const CallArgs& args) {
  Ref method = getattr_py(t, type, name(N::__new__));
  if (!method) return Ref();
  return call_with_first_py(t, method, type, args);
}

Ref getattr(Thread& t, Value self, Value name) { return call_special_py(t, self, N::__getattribute__, &name, 1); }

bool setattr(Thread& t, Value self, Value name, Value value) {
  Value args[] = {name, value};
  return bool(value ? call_special_py(t, self, N::__setattr__, args, 2)
                    : call_special_py(t, self, N::__delattr__, args, 1));
}

Ref compare(Thread& t, Value a, Value b, CompareOp op) {
  static constexpr N kNames[] = {N::__lt__, N::__le__, N::__eq__, N::__ne__, N::__gt__, N::__ge__};
  bool found;
  Ref result = call_special_py(t, a, kNames[static_cast<int>(op)], &b, 1, &found);
  if (found) return result;
  // A comparison counts as not implemented if binding the method fails, since 3.15 only by AttributeError.
  if (library_minor() >= 15 && error_pending(t) && !error_is(t, kAttributeErrorType)) return Ref();
  clear_error(t);
  return Ref::immediate(kNotImplemented);
}

Ref iter(Thread& t, Value self) {
  bool iterable;
  Ref result = call_unless_none_py(t, self, N::__iter__, nullptr, 0, &iterable);
  return iterable ? std::move(result) : Ref(raise_type_error(t, "'%T' object is not iterable", self));
}

// A StopIteration stays pending: next() passes on that very exception, and `yield from` needs its value.
Ref next(Thread& t, Value self) { return call_special_py(t, self, N::__next__); }

i64 len(Thread& t, Value self) {
  Ref result = call_special_py(t, self, N::__len__);
  if (!result) return -1;
  Ref number = index_py(t, result);
  if (!number) return -1;
  i64 n;
  if (!int_fits_i64(number, &n)) {
    u64 scratch;
    if (big_view(number, &scratch).negative) return raise_value_error(t, "__len__() should return >= 0");
    return raise(t, kOverflowErrorType, "cannot fit '%T' into an index-sized integer", result.get());
  }
  if (n < 0) return raise_value_error(t, "__len__() should return >= 0");
  return n;
}

Ref getitem(Thread& t, Value self, Value key) { return call_special_py(t, self, N::__getitem__, &key, 1); }

bool setitem(Thread& t, Value self, Value key, Value value) {
  Value args[] = {key, value};
  return bool(value ? call_special_py(t, self, N::__setitem__, args, 2)
                    : call_special_py(t, self, N::__delitem__, args, 1));
}

int contains(Thread& t, Value self, Value item) {
  bool container;
  Ref result = call_unless_none_py(t, self, N::__contains__, &item, 1, &container);
  if (!container) return raise_type_error(t, "'%T' object is not a container", self);
  return result ? truth_py(t, result) : -1;
}

int truth(Thread& t, Value self) {
  Ref result = call_special_py(t, self, N::__bool__);
  if (!result) return -1;
  if (result.get() == kTrue) return 1;
  if (result.get() == kFalse) return 0;
  return refuse_result(t, self, result, kBoolResult);
}

Ref index(Thread& t, Value self) { return call_special_py(t, self, N::__index__); }
Ref to_int(Thread& t, Value self) { return call_special_py(t, self, N::__int__); }
Ref to_float(Thread& t, Value self) { return call_special_py(t, self, N::__float__); }

Ref get(Thread& t, Value self, Value instance, Value owner) {
  Value args[] = {instance ? instance : kNone, owner ? owner : kNone};
  bool found;
  Ref result = call_special_py(t, self, N::__get__, args, 2, &found);
  // As for CPython: a descriptor whose class has just lost __get__ is a value like any other.
  return found || error_pending(t) ? std::move(result) : Ref::share(t, self);
}

bool set(Thread& t, Value self, Value instance, Value value) {
  Value args[] = {instance, value};
  return bool(value ? call_special_py(t, self, N::__set__, args, 2) : call_special_py(t, self, N::__delete__, args, 1));
}

Ref await(Thread& t, Value self) { return call_special_py(t, self, N::__await__); }
Ref aiter(Thread& t, Value self) { return call_special_py(t, self, N::__aiter__); }
Ref anext(Thread& t, Value self) { return call_special_py(t, self, N::__anext__); }

// __buffer__ returns a memoryview. The buffer is that view's, and its owner keeps the view alive.
bool get_buffer(Thread& t, Value self, Buffer* out, BufferUse use) {
  Value flags = Value::small_int(static_cast<i32>(use));
  Ref view = call_special_py(t, self, N::__buffer__, &flags, 1);
  if (!view) return false;
  if (!has_layout(view, TypeId::kMemoryView)) return refuse_result(t, self, view, kBufferResult);
  return wants_buffer_back(self) ? lend_buffer_py(t, self, view, out, use) : get_buffer_py(t, view, out, use);
}

void release_buffer(Thread& t, Value self, Buffer* buffer) { take_buffer_back_py(t, self, buffer); }

}  // namespace rt::generic
