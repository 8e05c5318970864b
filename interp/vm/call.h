// Slow parts of calls, in plain C++ (call.cpp, bind.cpp).
#pragma once

#include "interp/vm/frame.h"
#include "runtime/object/shape.h"
#include "runtime/types/classes/method.h"

namespace vm {

// Frame for a call of the Python function in the window at r[window]: binds the arguments and moves everything to the
// top of the stack if r is a generator's. Return pc and link are left to the caller; depth is counted. Null: error, and
// the window has been released.
Value* prepare_frame_py(Thread& t, Value* r, u64 window, u32 arguments, Value keyword_names);
// The commonest calls with keywords: every argument lies in `window` and names a parameter of its own, the other
// parameters have defaults. Moves the arguments to their parameters. False: not such a call (or another thread's
// default); nothing has changed.
bool bind_plain_keywords(Thread& t, const Function* function, Value* window, u32 positional, const rt::Tuple* names);
// f(*sequence, **mapping): a prepared frame, or null and the result (empty: error). Consumes the two argument
// registers.
struct ExpandedCall {
  Value* window;
  Value result;
};
ExpandedCall call_expanded_py(Thread& t, Value* r, u64 window, bool has_keywords);
// Can `sequence` be the arguments of f(*sequence)? False: TypeError.
bool check_expandable_py(Thread& t, Value callee, Value sequence);
// o.method(*sequence) as a call of f(*sequence): the register `object` gets the tuple of the object and what the
// sequence in the next one yields. False: error.
bool put_object_first_py(Thread& t, Value* object, Value callee);
// Native function bound to an object: self goes in front.
Value call_bound_native_py(Thread& t, rt::Builtin* native, const Value* args, u64 count);
// A window has room for the self of one method: what binds another method is called as any other object is.
inline bool unpacks(Value callee) {
  return rt::is_exact(callee, rt::TypeId::kMethod) &&
         !rt::is_exact(callee.as<rt::Method>()->function.get(), rt::TypeId::kMethod);
}
// Replaces a bound method in the window by its function, with self before the arguments.
void unpack_method(Thread& t, Value* w, u64 arguments);
// The record of the __init__ of a class that derives from nothing native but an exception, if it binds like a function;
// else null.
rt::AttrRecord* plain_init(Thread& t, rt::Type* type);

enum class Found : u64 { kError, kMethod, kCallable };
struct FoundMethod {
  Found what;
  rt::AttrRecord* record;  // what the call site may cache, or null
};
// For obj.name(...) with the object in w[4]: kMethod: w[1] is the function and the object is its first argument;
// kCallable: the object has been replaced: w[2] is the callee and the window starts at w + 1. A FIND_METHOD before the
// arguments may have found it already (ops_find_method.cpp).
FoundMethod find_method_py(Thread& t, Value* w, Value name);

// "module.f()" of a callee, for messages.
Ref callee_text_py(Thread& t, Value callee);

// Releases registers 0 .. count-1 of a frame.
void release_registers(Thread& t, Value* r, u32 count);
// The frame at r gives them to its object, if it has one, and releases what is left. What is released may run Python
// code that asks for the frame's object: that one has ended, too, when this returns.
void empty_frame(Thread& t, Value* r, u32 count);
// The frame at r, which holds nothing any more, ends: it is left first, since its callee may be a closure that nobody
// else holds, and what that holds may run Python code as it goes.
void leave_callee(Thread& t, Value* r);
void raise_init_result(Thread& t, Value result);  // consumes the result

// Runs an entry frame that lies ready at `window` (callee, arguments bound, depth counted).
Ref run_frame_py(Thread& t, Value* window);

}  // namespace vm
