// Raising errors and testing for them. A function that fails sets thread.error (the pending error) and returns an empty
// Ref, false or -1. The raise functions replace an error that is already pending.
#pragma once

#include <cstdarg>

#include "runtime/object/type.h"

namespace rt {

// Result of every raise function: converts to the value that means "an error is pending" in the caller's return type.
struct Error {
  operator Ref() const { return Ref(); }
  operator Value() const { return Value(); }
  operator bool() const { return false; }
  operator int() const { return -1; }
  operator i64() const { return -1; }
  template <class T>
  operator T*() const {
    return nullptr;
  }
};

// Format directives: %s C string (UTF-8), %d int, %lld i64, %zu size_t, %c char, %S str value or str() of any value, %R
// repr of a value, %T type name of a value, %A the same of an argument (but None for None), %N name of a Type*, %%
// percent sign. Values are passed as Value, types as Type*.
Error raise(Thread& t, Type* type, const char* format, ...);
Error raise_value(Thread& t, Type* type, Value argument);  // type(argument)
// Raises an exception instance; its __context__ becomes the exception that is being handled.
Error raise_error(Thread& t, Value exception);
Error raise_type_error(Thread& t, const char* format, ...);
Error raise_value_error(Thread& t, const char* format, ...);
Error raise_index_error(Thread& t, const char* message);
Error raise_key_error(Thread& t, Value key);
// "'C' object has no attribute 'x'", with the fields `name` and `obj` set.
Error raise_attribute_error(Thread& t, Value object, Value name);
Error raise_overflow_error(Thread& t, const char* message);
Error raise_memory_error(Thread& t);
Error raise_recursion_error(Thread& t, const char* where);  // "maximum recursion depth exceeded" + where
Error raise_stop_iteration(Thread& t, Value value = kNone);
// OSError for an errno, of the subclass for that number (FileNotFoundError, ...); file names may be empty.
Error raise_os_error(Thread& t, int error_number, Value filename = Value(), Value filename2 = Value());
// A str built like the messages of raise(). Empty: an error is pending. %S and %R may run Python code.
Ref format_message(Thread& t, const char* format, ...);
Ref format_message_v(Thread& t, const char* format, va_list arguments);

inline bool error_pending(Thread& t) { return bool(t.error); }
// True if the pending error is an instance of `type`.
bool error_is(Thread& t, const Type* type);
void clear_error(Thread& t);
// Clears the pending error where another one tells more, or none is told. False: it is MemoryError, and stays.
bool forget_error(Thread& t);
// take_error() takes the pending exception out of the thread (empty: none was pending), restore_error() puts one back.
Ref take_error(Thread& t);
void restore_error(Thread& t, Ref exception);
// If the pending error is StopIteration: clears it, stores its value to *value if that is not null, and returns true.
bool catch_stop_iteration(Thread& t, Ref* value = nullptr);
// Reports the pending error ("Exception ignored in: ...") through sys.unraisablehook and clears it. For finalizers and
// callbacks, whose errors no caller can catch. `where` replaces the words "Exception ignored in" unless it is null;
// `object` may be empty.
void write_unraisable_py(Thread& t, const char* where, Value object);
// The same with the first line "WHERE REPR:". Hooks get this text as err_msg, and no object.
void write_unraisable_about_py(Thread& t, const char* where, Value subject);
void init_unraisable(Thread& t);  // once, after the types are complete
// sys.__unraisablehook__ with the fields of its argument: writes a report to sys.stderr. All but the exception may be
// None or empty; an empty traceback means the exception's own. False: an error is pending.
bool write_unraisable_args_py(Thread& t, Value err_msg, Value object, Value exception, Value traceback);
bool write_unraisable_to_py(Thread& t, Value file, Value err_msg, Value object, Value exception, Value traceback);

// True if C++ code must not recurse any deeper. The stack pointer is read by assembly because
// __builtin_frame_address() would cost a frame pointer: 10 % of list(map(abs, x)).
TINYPY_INLINE bool native_stack_ends(const Thread& t) {
#if defined(__x86_64__)
  char* here;
  asm("mov %%rsp, %0" : "=r"(here));
#else
  auto* here = static_cast<char*>(__builtin_frame_address(0));
#endif
  return here <= t.native_stack_limit;
}

// Guards against unbounded C++ recursion: `if (NativeDepth depth(t, " while ..."); !depth) return Error();`
// False: RecursionError is pending.
class NativeDepth {
 public:
  NativeDepth(Thread& t, const char* where) { ok_ = !native_stack_ends(t) || fail(t, where); }
  explicit operator bool() const { return ok_; }

 private:
  static bool fail(Thread& t, const char* where);
  bool ok_;
};

}  // namespace rt
