// CPython's C API: functions that C code calls, found by their names in the program. Extensions in C and
// ctypes.pythonapi are made of them. include/tinypy/api.def has a row for each; each file of this folder has those of
// one group.
//
// `PyObject *` is the word of a Value (rt::to_c_word()), so None and small ints are words that are no address, and NULL
// is the empty Value. A function that fails sets the thread's pending error and returns NULL or -1.
//
// The caller's thread should be attached. If it is not, or no thread of the program, it is so for the time of the call.
#pragma once

#define TINYPY_CORE  // no inline parts of the header: the functions are these
#include "interp/capi/include/Python.h"
#undef TINYPY_CORE

#include <cstdarg>
#include <string>

#include "gc/refcount/escape.h"
#include "runtime/object/ops.h"

namespace capi {

using gc::Object;
using rt::i32;
using rt::i64;
using rt::Ref;
using rt::Thread;
using rt::u32;
using rt::u64;
using rt::u8;
using rt::Value;

// The calling thread's record; null: it is no thread of the program.
inline Thread* this_thread() { return static_cast<Thread*>(gc::current_thread()); }

// Makes an object of static memory that no function has met yet (statics.cpp). Any other memory stays as it is.
void adopt_static(Object* object);
// The class is ready now: the static objects of it that have been met get it.
void adopt_waiting(PyTypeObject* type);
// All objects are aligned to 16 bytes. GCC aligns a static one so, clang does not, and neither does so for each of an
// array whose size is no multiple of that. Ends the program with a message that says so.
[[noreturn]] void refuse_misaligned(const void* address);
// Memory that C code has written down and that is no object yet: a static object or a class whose turn has not come, or
// the definition of a module. An object has a shape, for ever. At any address: C code has fresh memory on its stack.
inline bool is_shapeless(const Object* object) {
  u32 meta = __atomic_load_n(&reinterpret_cast<const PyObject*>(object)->tpy_meta, __ATOMIC_ACQUIRE);
  return meta >> gc::kFlagBits == gc::kFreeShape;
}
inline bool is_shapeless(PyTypeObject* type) { return is_shapeless(reinterpret_cast<Object*>(type)); }
// False: PyType_Ready() has not been called, or is at work, perhaps in another thread. While it is at work the class is
// marked. The mark is set before the class gets its shape.
inline bool is_ready(PyTypeObject* type) {
  return !is_shapeless(type) && !(__atomic_load_n(&type->tp_flags, __ATOMIC_ACQUIRE) & Py_TPFLAGS_READYING);
}
// For a use of a class that comes before its PyType_Ready(). False: an error is pending.
inline bool make_ready(PyTypeObject* type) { return is_ready(type) || PyType_Ready(type) == 0; }
// The value of a word, which may be another thread's private object: for who only asks whether it is a number, or knows
// whose it is.
inline Value bare_value(const void* word) { return rt::from_c_word(rt::CWord(reinterpret_cast<u64>(word))); }
// Of any word of C.
inline bool is_shapeless(PyObject* object) {
  Value v = bare_value(object);
  return v.is_pointer() && !v.is_uncounted() && is_shapeless(v.object());
}
inline void admit(Value v) {
  if (!v.is_pointer()) return;
  if (v.is_uncounted()) [[unlikely]]
    refuse_misaligned(reinterpret_cast<const void*>(v.bits()));
  if (is_shapeless(v.object())) [[unlikely]]
    return adopt_static(v.object());
  gc::admit_escaped(v.object());
}

// The value of a word that C code gives: an argument of the API, a result of a function of C. The calling thread is
// attached.
inline Value value(PyObject* object) {
  Value v = bare_value(object);
  admit(v);
  return v;
}
inline Value value(PyTypeObject* type) { return value(reinterpret_cast<PyObject*>(type)); }
inline Value value(PyFrameObject* frame) { return value(reinterpret_cast<PyObject*>(frame)); }
inline Value value(PyCodeObject* code) { return value(reinterpret_cast<PyObject*>(code)); }
// A class as C sees it, and back (c_type.h).
inline rt::Type* type_at(PyTypeObject* type) { return reinterpret_cast<rt::Type*>(type); }
inline PyTypeObject* c_type(const rt::Type* type) {
  return reinterpret_cast<PyTypeObject*>(const_cast<rt::Type*>(type));
}
inline PyObject* as_pointer(rt::CWord word) { return reinterpret_cast<PyObject*>(static_cast<u64>(word)); }
// The word alone, for a function of C that only visits or ends an object.
inline PyObject* bare_word(Value v) { return as_pointer(rt::to_c_word(v.stripped())); }
// The flag comes first: in a program with one thread nothing else is asked.
inline void before_escape(Value v) {
  if (!gc::kFreeThreaded || !gc::g_threads_started.load(gc::relaxed)) [[likely]]
    return;
  if (v.is_pointer() && !v.object()->published()) gc::escape_slow_here(v.object());
}
// A word for C that owns no count of its own. C code may store it anywhere: the object escapes (gc/refcount/escape.h).
inline PyObject* word(Value v) {
  before_escape(v);
  return bare_word(v);
}
// A word for C that owns the count; NULL from the empty Ref.
inline PyObject* give(Ref ref) {
  before_escape(ref.get());
  return as_pointer(rt::to_c_word(ref.release()));
}
// The number of references that the calling thread keeps alive for C code (borrows.cpp).
extern constinit thread_local u32 t_kept_borrows [[gnu::tls_model("initial-exec")]];
PyObject* keep_borrowed(Ref ref);
// While it lives, the calling thread looks at objects that nobody changes, in a tp_traverse: nothing is kept.
class Visit {
 public:
  Visit();
  ~Visit();
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;
};
// A word for C that borrows from what the API says: another reference must keep the object alive. Where other threads
// may drop that one, a reference of ours lives until the call of C ends (Borrows).
inline PyObject* borrowed(Ref ref) {
  if (gc::kFreeThreaded && gc::g_threads_started.load(gc::relaxed) && ref && ref.get().is_counted()) [[unlikely]]
    return keep_borrowed(std::move(ref));
  return word(ref.get());
}
// Drops what has been kept since there were `count`. May run Python code.
void drop_borrows_py(Thread& t, u32 count);

// Makes the calling OS thread, which is no thread of the program, one of it, attached. Until
// rt::dismiss_adopted_thread_py().
Thread& adopt_caller();

// What a function of the API makes of an error that is pending when it is called.
enum class Pending : u8 {
  kAside,  // it is none of the function's: it is pending again afterwards, if the function has no error of its own
  kSeen,   // the function is about it
};

// The calling thread during one function of the API, attached. C code may call most functions while an error is
// pending, as in its cleaning up.
class Call {
 public:
  explicit Call(Pending pending = Pending::kAside) : t_(this_thread()) {
    if (!t_ || !t_->attached() || t_->error) [[unlikely]]
      prepare(pending);
  }
  ~Call() {
    if (prepared_) [[unlikely]]
      undo_py();
  }
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;
  operator Thread&() { return *t_; }
  // True if an argument that must not be NULL is: SystemError is pending.
  template <class... A>
  bool lacks(A... arguments) {
    return (!arguments || ...) && bad_call("null argument to internal routine");
  }
  // True: SystemError is pending. An error that was pending before stays.
  bool bad_call(const char* message = "bad argument to internal function");
  // False: it is no instance of a built-in type, and SystemError is pending.
  bool is_one(PyObject* object, rt::TypeId type) {
    if (object && rt::has_layout(value(object), type)) [[likely]]
      return true;
    return !lacks(object) && !bad_call();
  }
  bool is_one(PyTypeObject* type, rt::TypeId id) { return is_one(reinterpret_cast<PyObject*>(type), id); }
  // An interned str. Empty: an error is pending; also from NULL.
  Ref name(const char* utf8);
  // A str. Empty: UnicodeDecodeError or MemoryError is pending; also from NULL.
  Ref text(const char* utf8);
  Ref text_or_none(const char* utf8);  // None for NULL
  int status(bool ok) { return ok ? 0 : -1; }

 private:
  void prepare(Pending pending);
  void undo_py();

  Thread* t_;
  bool prepared_ = false, adopted_, detach_;  // the last two: if prepared
  Value before_;                              // owned: the error that was set aside
};

// For functions that cannot tell errors. While it lives, the error that was pending before is set aside. At its end an
// error of the function itself is reported as unraisable, `about` an object, and the other one is pending again.
class SilentCall {
 public:
  explicit SilentCall(Call& call, PyObject* about = nullptr);
  ~SilentCall();
  SilentCall(const SilentCall&) = delete;
  SilentCall& operator=(const SilentCall&) = delete;

 private:
  Call& call_;
  PyObject* about_;
  Ref before_;
};

// The type of a spec, made at its first use. `place` is null before. Any thread.
rt::Type* type_once(Thread& t, gc::Atomic<rt::Type*>& place, const rt::TypeSpec& spec);
// The arguments of a call by a format of Py_BuildValue(), as a tuple: a single unit that is a tuple gives the arguments
// themselves. Empty: an error is pending (build_value.cpp).
Ref arguments_py(Call& call, const char* format, va_list variables);
// "0x7f..." as reprs show where an object is.
std::string address_text(Value object);

}  // namespace capi
