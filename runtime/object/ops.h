// Abstract operations: functions that the VM and native code call on values of any type, after the model of CPython's
// PyObject_...() and PyNumber_...().
//
// A function whose name ends in _py may run Python code: when it returns, any mutable object may have changed, and
// objects that the caller does not hold may be dead. Such a function must not be called while an error is pending or an
// object lock is held. Arguments are borrowed from the caller, who must hold them; a result Ref is owned. An empty Ref,
// false or -1 means that an error is pending, unless the function's comment says otherwise.
#pragma once

#include "runtime/object/error.h"
#include "runtime/object/type.h"
#include "runtime/os/call.h"

namespace rt {

// An argument that is made in the call is empty if there was no memory for it. These functions do not take such an
// argument: the caller must look at it first. Names may be empty, see below.
template <class A>
concept JustMade = std::is_same_v<A, Ref>;

// ---- attributes (attr.cpp). `name` must be a str, else TypeError. An empty name is an error that is pending already.
Ref getattr_py(Thread& t, Value object, Value name);
Ref getattr_py(Thread& t, Value object, const char* name);
// If the attribute is absent, the result is empty and no error is set. Any other error is pending, with an empty
// result.
Ref getattr_optional_py(Thread& t, Value object, Value name);
bool setattr_py(Thread& t, Value object, Value name, Value value);  // empty value: delete
Ref generic_getattr_py(Thread& t, Value object, Value name);        // object.__getattribute__
bool generic_setattr_py(Thread& t, Value object, Value name, Value value);
Ref type_getattr_py(Thread& t, Value type, Value name);  // type.__getattribute__
// Looks a special method up on the type of `object`. *self_first: the result is a plain function, and the caller must
// pass `object` as its first argument; else the result is bound already. Empty without error: absent.
Ref special_method_py(Thread& t, Value object, Value name, bool* self_first);

// ---- calls (call.cpp)
// The caller holds the arguments until the call returns.
Ref call_py(Thread& t, Value callee, const CallArgs& args);
Ref call_py(Thread& t, Value callee);
Ref call_py(Thread& t, Value callee, Value a);
Ref call_py(Thread& t, Value callee, Value a, Value b);
Ref call_py(Thread& t, Value callee, Value a, Value b, Value c);
Ref call_with_tuple_py(Thread& t, Value callee, Value args_tuple, Value kwargs_dict);  // kwargs may be empty
template <JustMade A>
Ref call_py(Thread& t, Value callee, A&& a) = delete;
// object.name(...), without making a bound method if `name` is interned. An empty name is an error that is pending
// already.
Ref call_method_py(Thread& t, Value object, Value name);
Ref call_method_py(Thread& t, Value object, Value name, Value a);
Ref call_method_py(Thread& t, Value object, Value name, Value a, Value b);
template <JustMade A>
Ref call_method_py(Thread& t, Value object, Value name, A&& a) = delete;
// The same with any arguments: args.values[0] is the object, and args.positional counts it.
Ref call_method_py(Thread& t, Value name, const CallArgs& args);
bool is_callable(Value v);
// A safepoint for long native loops. May run Python code; false: an error is pending.
inline bool poll_py(Thread& t) { return os::run_pending_py(t); }

// ---- numbers (arith.cpp)
// TypeError if neither operand's type supports the operator for this pair; never returns kNotImplemented.
Ref binary_op_py(Thread& t, BinaryOp op, Value a, Value b);
Ref inplace_op_py(Thread& t, BinaryOp op, Value a, Value b);
// The rest of binary_op_py() and inplace_op_py() for a caller (the VM) that has called the method of the left operand's
// class itself and got NotImplemented. The right operand is of the same class or of a native type.
Ref binary_op_declined_py(Thread& t, BinaryOp op, Value a, Value b, bool inplace);
Ref unary_op_py(Thread& t, UnaryOp op, Value a);
Ref power_py(Thread& t, Value a, Value b, Value modulus);  // pow(a, b, modulus)
const char* binary_op_symbol(BinaryOp op);                 // "+", as messages name the operator
// __index__, as an exact int (Ref) or as an i64. overflow_error: the type to raise if the int does not fit into 64
// bits; null: the int is clamped.
Ref index_py(Thread& t, Value v);
TINYPY_COLD bool index_i64_slow_py(Thread& t, Value v, i64* out, Type* overflow_error);
inline bool index_i64_py(Thread& t, Value v, i64* out, Type* overflow_error) {
  if (!v.is_small_int()) [[unlikely]]
    return index_i64_slow_py(t, v, out, overflow_error);
  *out = v.small();
  return true;
}
bool to_double_py(Thread& t, Value v, double* out);  // a float argument: __float__ or __index__, but no str

// ---- comparison, truth, hash (compare.cpp)
Ref compare_py(Thread& t, Value a, Value b, CompareOp op);
// 1, 0, or -1: error. Identical operands are equal, as in containers, without a call of __eq__.
int compare_bool_py(Thread& t, Value a, Value b, CompareOp op);
int equal_slow_py(Thread& t, Value a, Value b);
// `a is b or a == b`: 1, 0, or -1: error.
inline int equal_py(Thread& t, Value a, Value b) {
  if (a == b) return 1;
  return Value::both_small(a, b) ? 0 : equal_slow_py(t, a, b);
}
int truth_py(Thread& t, Value v);            // 1, 0, or -1: error
bool hash_py(Thread& t, Value v, i64* out);  // false: error, usually TypeError (unhashable)
// `a is b`, for values with or without the uncounted mark.
inline bool is_same(Value a, Value b) { return a.stripped() == b.stripped(); }

// ---- containers (container.cpp)
i64 len_py(Thread& t, Value v);  // -1: error
// operator.length_hint(): -1: error.
i64 length_hint_py(Thread& t, Value v, i64 fallback);
// For callers that do not need the hint: CPython calls __length_hint__ there, and a class's method may raise. So this
// function calls it and drops the number. Hints of native types raise nothing and are not computed. False: error.
bool ask_length_hint_py(Thread& t, Value iterable);
Ref getitem_py(Thread& t, Value object, Value key);
template <JustMade K>
Ref getitem_py(Thread& t, Value object, K&& key) = delete;
bool setitem_py(Thread& t, Value object, Value key, Value value);  // empty value: delete
int contains_py(Thread& t, Value container, Value item);           // 1, 0, or -1: error
Ref iter_py(Thread& t, Value v);
// iter(v) with another message, as in CPython's PySequence_Fast(): any TypeError, also one raised by an __iter__, is
// replaced by TypeError(message), where %T stands for v's type.
Ref iter_or_py(Thread& t, Value v, const char* message);
// The next item; kStop: exhausted, without a StopIteration object. A StopIteration with a value stays pending, with an
// empty result.
Ref next_py(Thread& t, Value iterator);
// Calls f for each item of any iterable; f returns false to stop, with or without a pending error. The item is held
// during the call. False: an error is pending, from f or from the iterator. Fast for exact list and tuple.
bool iterate_py(Thread& t, Value iterable, bool (*f)(Thread&, Value item, void*), void* argument);
template <class F>
bool for_each_py(Thread& t, Value iterable, F&& f) {
  return iterate_py(t, iterable, [](Thread& t2, Value item, void* p) { return (*static_cast<F*>(p))(t2, item); }, &f);
}
// The same for the remaining items of an iterator: __iter__ is not called.
bool drain_py(Thread& t, Value iterator, bool (*f)(Thread&, Value item, void*), void* argument);
template <class F>
bool for_each_next_py(Thread& t, Value iterator, F&& f) {
  return drain_py(t, iterator, [](Thread& t2, Value item, void* p) { return (*static_cast<F*>(p))(t2, item); }, &f);
}
// A list of the items of an iterable, always new; a tuple of them.
Ref to_list_py(Thread& t, Value iterable);
Ref to_tuple_py(Thread& t, Value iterable);
// The same with the message of iter_or_py() if the argument is not iterable.
Ref to_tuple_or_py(Thread& t, Value iterable, const char* message);
// Resolves the start, stop and step of a slice for a length; returns the number of items. -1: error. If other threads
// may change the length, use slice_items.h.
i64 slice_indices_py(Thread& t, Value slice, i64 length, i64* start, i64* stop, i64* step);

// ---- text (text_ops.cpp). All results are str or an instance of a subclass.
Ref repr_py(Thread& t, Value v);
Ref str_py(Thread& t, Value v);
Ref ascii_py(Thread& t, Value v);
Ref format_py(Thread& t, Value v, Value spec);  // spec: str or empty
// Recursive reprs: a container whose repr is being made already shows as `[...]`. repr_enter() returns true in that
// case; else it enters `object` for this thread, and the caller must call repr_leave(). Neither leaves an error
// pending.
bool repr_enter(Thread& t, Value object);
void repr_leave(Thread& t, Value object);

// ---- classes (isinstance.cpp)
int isinstance_py(Thread& t, Value object, Value class_or_tuple);
int issubclass_py(Thread& t, Value cls, Value class_or_tuple);
// The attribute __class__ of any object, which may claim another class than its own.
Ref claimed_class_py(Thread& t, Value object);
// type.__instancecheck__ and type.__subclasscheck__: the tests without the hooks of the class.
int plain_isinstance_py(Thread& t, Value object, Value cls);
int plain_issubclass_py(Thread& t, Value derived, Value cls);

// ---- buffers (buffer.cpp)
// Fills *out with a view of v's memory, which v neither moves nor frees until release_buffer(). Other threads may write
// to the memory all the same (shared_bytes.h).
bool get_buffer_py(Thread& t, Value v, Buffer* out, BufferUse use);  // TypeError if v has none
// The same by the slot of `type`, a base of v's class: super().__buffer__().
bool get_buffer_as_py(Thread& t, const Type* type, Value v, Buffer* out, BufferUse use);
// May run Python code: the exporter's __release_buffer__ or a finalizer. A released or empty buffer is ignored.
void release_buffer(Thread& t, Buffer* buffer);
// The bytes of a buffer for the duration of a C++ block. False: an error is pending.
class BufferView {
 public:
  BufferView(Thread& t, Value v, BufferUse use = BufferUse::kBytes) : t_(t), ok_(get_buffer_py(t, v, &b, use)) {}
  ~BufferView() {
    if (ok_) release_buffer(t_, &b);
  }
  explicit operator bool() const { return ok_; }
  const u8* data() const { return static_cast<const u8*>(b.data); }
  size_t size() const { return static_cast<size_t>(b.bytes); }
  Buffer b;

 private:
  Thread& t_;
  bool ok_;
};

}  // namespace rt
