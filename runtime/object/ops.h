// Abstract operations: what the VM and native code call on values of any type. A name that ends in _py may run Python
// code, so anything may have changed when it returns. Arguments are borrowed, results owned; empty / false / -1: an
// error is pending.
#pragma once

#include "runtime/object/error.h"
#include "runtime/object/type.h"

namespace rt {

// ---- attributes (attr.cpp)
Ref getattr_py(Thread& t, Value object, Value name);
Ref getattr_py(Thread& t, Value object, const char* name);
// Absent attribute: empty result and no error. Other errors: empty and pending.
Ref getattr_optional_py(Thread& t, Value object, Value name);
bool setattr_py(Thread& t, Value object, Value name, Value value);  // empty value: delete
Ref generic_getattr_py(Thread& t, Value object, Value name);        // object.__getattribute__
bool generic_setattr_py(Thread& t, Value object, Value name, Value value);
Ref type_getattr_py(Thread& t, Value type, Value name);  // type.__getattribute__
// Looks a special method up on the type, bound to `object` as far as needed: *self_first tells whether `object` must be
// passed first. Empty without error if absent.
Ref special_method_py(Thread& t, Value object, Value name, bool* self_first);

// ---- calls (call.cpp)
Ref call_py(Thread& t, Value callee, const CallArgs& args);
Ref call_py(Thread& t, Value callee);
Ref call_py(Thread& t, Value callee, Value a);
Ref call_py(Thread& t, Value callee, Value a, Value b);
Ref call_py(Thread& t, Value callee, Value a, Value b, Value c);
Ref call_with_tuple_py(Thread& t, Value callee, Value args_tuple, Value kwargs_dict);  // kwargs may be empty
Ref call_method_py(Thread& t, Value object, Value name);
Ref call_method_py(Thread& t, Value object, Value name, Value a);
Ref call_method_py(Thread& t, Value object, Value name, Value a, Value b);
bool is_callable(Value v);
// Installed by the interpreter: runs signal handlers, asynchronous exceptions and finalizers that wait for this thread.
// False: one raised.
extern bool (*g_pending_work)(Thread& t);
// A safepoint of a long native loop. May run Python code; false: an error is pending.
inline bool poll_py(Thread& t) { return gc::safepoint(t) == 0 || !g_pending_work || g_pending_work(t); }

// ---- numbers (arith.cpp)
Ref binary_op_py(Thread& t, BinaryOp op, Value a, Value b);
Ref inplace_op_py(Thread& t, BinaryOp op, Value a, Value b);
// Goes on where the method of the left operand's class has returned NotImplemented; the right operand is of the same
// class or of a native type.
Ref binary_op_declined_py(Thread& t, BinaryOp op, Value a, Value b, bool inplace);
Ref unary_op_py(Thread& t, UnaryOp op, Value a);
Ref power_py(Thread& t, Value a, Value b, Value modulus);
const char* binary_op_symbol(BinaryOp op);
// __index__: an int (Ref) or a clamped machine integer. overflow_error: type to raise when it does not fit; null:
// clamp.
Ref index_py(Thread& t, Value v);
TINYPY_COLD bool index_i64_slow_py(Thread& t, Value v, i64* out, Type* overflow_error);
inline bool index_i64_py(Thread& t, Value v, i64* out, Type* overflow_error) {
  if (!v.is_small_int()) [[unlikely]]
    return index_i64_slow_py(t, v, out, overflow_error);
  *out = v.small();
  return true;
}
bool to_double_py(Thread& t, Value v, double* out);  // float(x) for arguments: __float__, __index__

// ---- comparison, truth, hash (compare.cpp)
Ref compare_py(Thread& t, Value a, Value b, CompareOp op);
int compare_bool_py(Thread& t, Value a, Value b, CompareOp op);  // 1, 0, -1; identity implies equality
int equal_slow_py(Thread& t, Value a, Value b);
// identity or ==
inline int equal_py(Thread& t, Value a, Value b) {
  if (a == b) return 1;
  return Value::both_small(a, b) ? 0 : equal_slow_py(t, a, b);
}
int truth_py(Thread& t, Value v);
bool hash_py(Thread& t, Value v, i64* out);
inline bool is_same(Value a, Value b) { return a.stripped() == b.stripped(); }

// ---- containers (container.cpp)
i64 len_py(Thread& t, Value v);
i64 length_hint_py(Thread& t, Value v, i64 fallback);
// Who has no use for the hint asks nevertheless, for the error that it may bring. Of Python's own types none does.
bool ask_length_hint_py(Thread& t, Value iterable);
Ref getitem_py(Thread& t, Value object, Value key);
bool setitem_py(Thread& t, Value object, Value key, Value value);  // empty value: delete
int contains_py(Thread& t, Value container, Value item);
Ref iter_py(Thread& t, Value v);
// iter(v), where any TypeError, an __iter__'s own as well, becomes `message` with v's type for a %T: PySequence_Fast()
// and its like in CPython.
Ref iter_or_py(Thread& t, Value v, const char* message);
Ref next_py(Thread& t, Value iterator);  // kStop: exhausted
// Calls f for each item of any iterable; f returns false to stop (error pending or not). Fast for exact list and tuple.
bool iterate_py(Thread& t, Value iterable, bool (*f)(Thread&, Value item, void*), void* argument);
template <class F>
bool for_each_py(Thread& t, Value iterable, F&& f) {
  return iterate_py(t, iterable, [](Thread& t2, Value item, void* p) { return (*static_cast<F*>(p))(t2, item); }, &f);
}
// The same for what an iterator still has; it is not asked for an iterator again.
bool drain_py(Thread& t, Value iterator, bool (*f)(Thread&, Value item, void*), void* argument);
template <class F>
bool for_each_next_py(Thread& t, Value iterator, F&& f) {
  return drain_py(t, iterator, [](Thread& t2, Value item, void* p) { return (*static_cast<F*>(p))(t2, item); }, &f);
}
// list / tuple of an iterable (new).
Ref to_list_py(Thread& t, Value iterable);
Ref to_tuple_py(Thread& t, Value iterable);
// The same, with the message of iter_or_py() for what is no iterable.
Ref to_tuple_or_py(Thread& t, Value iterable, const char* message);
// Resolves a slice's start/stop/step for `length`; returns the number of items, -1 on error.
i64 slice_indices_py(Thread& t, Value slice, i64 length, i64* start, i64* stop, i64* step);

// ---- text (text.cpp)
Ref repr_py(Thread& t, Value v);
Ref str_py(Thread& t, Value v);
Ref ascii_py(Thread& t, Value v);
Ref format_py(Thread& t, Value v, Value spec);  // spec: str or empty
// For `[...]` in recursive reprs: true if `object` is already being shown (then nothing is entered).
bool repr_enter(Thread& t, Value object);
void repr_leave(Thread& t, Value object);

// ---- classes (isinstance.cpp)
int isinstance_py(Thread& t, Value object, Value class_or_tuple);
int issubclass_py(Thread& t, Value cls, Value class_or_tuple);
// type.__instancecheck__ and type.__subclasscheck__: without asking the class for hooks.
int plain_isinstance_py(Thread& t, Value object, Value cls);
int plain_issubclass_py(Thread& t, Value derived, Value cls);

// ---- buffers (buffer.cpp)
bool get_buffer_py(Thread& t, Value v, Buffer* out, bool writable);  // TypeError if v has none
// The same by the protocol of `type`, a base of v's class: what super().__buffer__() means.
bool get_buffer_as_py(Thread& t, const Type* type, Value v, Buffer* out, bool writable);
void release_buffer(Thread& t, Buffer* buffer);
class BufferView {
 public:
  BufferView(Thread& t, Value v, bool writable = false) : t_(t), ok_(get_buffer_py(t, v, &b, writable)) {}
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
