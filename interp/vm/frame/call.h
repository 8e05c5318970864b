// Slow paths of calls, in plain C++ (call.cpp, bind.cpp). All run on the thread whose registers they get.
#pragma once

#include "interp/vm/frame.h"
#include "runtime/object/shape.h"
#include "runtime/types/classes/method.h"

namespace vm {

// Copies a few words of registers one by one. The compiler must not make a call of memmove of it: its wide loads would
// wait for the stores of single words before them. copy_words_up() is for a destination that lies higher in the same
// registers, copy_words() for all others.
TINYPY_INLINE void copy_words(Value* to, const Value* from, u64 count) {
  for (u64 i = 0; i < count; ++i) {
    to[i] = from[i];
    __asm__ volatile("");
  }
}
TINYPY_INLINE void copy_words_up(Value* to, const Value* from, u64 count) {
  while (count-- > 0) {
    to[count] = from[count];
    __asm__ volatile("");
  }
}

// Makes the frame for a call of the Python function in the window at r[window]: binds the arguments. If r lies in a
// generator, the window is moved to the top of the stack first. Increments t.depth; the caller writes return pc and
// link. Null: an error is pending, and the window has been released.
Value* prepare_frame_py(Thread& t, Value* r, u64 window, u32 arguments, Value keyword_names);
// The commonest calls with keywords or missing arguments, of a function that is awake and has no *args: each keyword
// names a parameter that no other argument fills, or goes into **kwargs, and the remaining parameters have defaults.
// `names` may be null. Moves the arguments in `window` to their parameters; the result is the number of parameters,
// **kwargs included. 0: the call is of another kind, or a default belongs to another thread and takes a call to count;
// nothing has changed, no error is set.
u32 bind_named(Thread& t, const Function* function, Value* window, u32 positional, const rt::Tuple* names);
// The same for the arguments of f(*items, **mapping), where no other thread can change the mapping, which has been made
// for the call. The items and the mapping are not taken over: the parameters hold counted references. kBindFailed: an
// error is pending.
inline constexpr u32 kBindFailed = 0xFFFFFFFF;
u32 bind_expanded(Thread& t, const Function* function, Value* window, const Slot* items, u32 positional,
                  rt::Dict* mapping);
// The same for an awake function that takes **kwargs, if none of the keys names a parameter and the items fill all
// others. window[0] has the sequence with these items, window[1] the mapping, which has been made for the call: both
// are taken over. kBindFailed: an error is pending.
u32 bind_gathered(Thread& t, const Function* function, Value* window, const Slot* items, u32 positional);
// The same for positional arguments in place, of an awake function that takes *args or **kwargs: it also empties the
// remaining locals.
u32 bind_rest_in_place(Thread& t, Function* function, Value* window, u32 positional);
// f(*sequence, **mapping) for the callee and arguments in the window at r[window]. If the callee is a Python function:
// `window` is a prepared frame. Else `window` is null and `result` is the result, owned; empty: an error is pending.
// Consumes the argument registers; the callee's only if it prepares a frame.
struct ExpandedCall {
  Value* window;
  Value result;
};
ExpandedCall call_expanded_py(Thread& t, Value* r, u64 window, bool has_keywords);
// True if f(*sequence) is possible: `sequence` is iterable. False: TypeError is pending; `callee` is for its message.
bool check_expandable_py(Thread& t, Value callee, Value sequence);
// Turns o.method(*sequence) into function(*all): object[0] holds o and object[1] the sequence; object[0] becomes the
// tuple of o and the items of the sequence, and object[1] is emptied. False: an error is pending.
bool put_object_first_py(Thread& t, Value* object, Value callee);
// Calls a native function that is bound to an object, with the object as first argument. Borrows the arguments; the
// result is owned. Empty: an error is pending.
Value call_bound_native_py(Thread& t, rt::Builtin* native, const Value* args, u64 count);
// True for a bound method that calls unpack. A method that binds another method is excluded and is called like any
// other object, since a window has room for one self only (kSlack).
inline bool unpacks(Value callee) {
  return rt::is_exact(callee, rt::TypeId::kMethod) &&
         !rt::is_exact(callee.as<rt::Method>()->function.get(), rt::TypeId::kMethod);
}
// Replaces a bound method in the window by its function and puts self in front of the arguments.
void unpack_method(Thread& t, Value* w, u64 arguments);
// The record of the class's __init__, if __init__ is a function and no native base but an exception has to see the
// arguments; else null. Borrowed; records are never freed while their class lives.
rt::AttrRecord* plain_init(Thread& t, rt::Type* type);

enum class Found : u64 { kError, kMethod, kCallable };
struct FoundMethod {
  Found what;
  rt::AttrRecord* record;  // for the inline cache of the call site, or null
};
// Looks up the method of obj.name(...), with the object in w[4]. kMethod: w[1] is the function, and the object stays
// as its first argument. kCallable: the object has been released; w[2] is the callee, and the window starts at w + 1.
// kError: an error is pending. If a FIND_METHOD before the arguments has found the method already, its result is taken
// up (ops/find_method.cpp).
FoundMethod find_method_py(Thread& t, Value* w, Value name);
// The same for a caller that fills an inline cache with the record. kCallable: the object is still in w[4] and keeps
// the record alive. The caller consumes it after that, which may run Python code.
FoundMethod find_method_for_cache_py(Thread& t, Value* w, Value name);

// "module.f()" for a callee, as error messages name it. Empty: an error is pending.
Ref callee_text_py(Thread& t, Value callee);

// Releases registers 0 .. count-1 of a frame. May run Python code.
void release_registers(Thread& t, Value* r, u32 count);
// Empties a frame that ends: its locals go to its frame object, if it has one, and all other registers are released.
// May run Python code, which may ask for the frame's object anew; that object is given the end of the frame as well.
void empty_frame(Thread& t, Value* r, u32 count);
// Leaves the frame at r, whose registers are empty: the caller becomes the running frame, then the callee is released.
// This order is needed since the callee may be a closure with the last reference, and releasing it may run Python code.
void leave_callee(Thread& t, Value* r);
// Raises TypeError for an __init__ that has not returned None. Consumes the result.
void raise_init_result(Thread& t, Value result);

// Runs the prepared frame at `window` (callee and arguments in place, depth incremented) as an entry frame: in a new
// dispatch loop, which ends when the frame returns. Empty: an error is pending.
Ref run_frame_py(Thread& t, Value* window);

}  // namespace vm
