// Shared by the handlers of calls (ops/call.cpp, ops/call_native.cpp) and the observer (instrument.cpp).
//
// A slow path gets the description of its call in aux, as one word (call_word): the number of arguments, the register
// at which the call's window starts, and the number of extra words of the instruction.
#pragma once

#include "interp/vm/handler.h"
#include "runtime/object/shape.h"

namespace vm {

inline u64 call_word(u64 arguments, u64 window, u64 extra_words) {
  return arguments | window << 16 | extra_words << 32;
}
inline u64 call_arguments(u64 word) { return word & 0xffff; }
inline u64 call_window(u64 word) { return (word >> 16) & 0xffff; }
inline u64 call_extra(u64 word) { return word >> 32; }

// Slow path: calls whatever the window that aux describes holds, with positional arguments.
HANDLER call_other(HANDLER_ARGS);
// The same for a native function, bound or not.
HANDLER call_builtin(HANDLER_ARGS);
// The same for f(*sequence) and f(*sequence, **dict): the number of arguments in aux is 0 without a dict, 1 with it.
HANDLER call_expanded(HANDLER_ARGS);
// The same with keywords. The last extra word of the instruction has the constant index of the tuple of names.
HANDLER call_keywords(HANDLER_ARGS);
// Slow path of CALL_METHOD: looks the method up, specialises the instruction, calls.
HANDLER call_method_slow(HANDLER_ARGS);

// ---- leaving a frame with a result (aux), which is owned, whatever the operand of the instruction is now

HANDLER return_value(HANDLER_ARGS);           // RETURN, RETURN_K, MAKE_GENERATOR
HANDLER return_from_generator(HANDLER_ARGS);  // RETURN_GENERATOR_END
HANDLER yield_value(HANDLER_ARGS);            // YIELD

// RETURN moves its local out. If the frame has an object, the local is put back: f_locals shows it when the frame has
// ended.
inline void keep_returned_local(Thread& t, Value* r, u64 insn, Value result) {
  Value& local = r[op_a(insn)];
  if (r[kFrameObject] && op_a(insn) < function_of(r)->locals && !local) local = Ref::share(t, result).release();
}

// ---- the end of a call

// The end of a call of a C++ function: releases callee and arguments, writes the destination, goes on.
#define FINISH_CALL(window, arguments, extra, result)                      \
  do {                                                                     \
    Value* w_ = r + (window);                                              \
    consume(t, w_[1]);                                                     \
    for (u64 i_ = 0; i_ < (arguments); ++i_) consume(t, w_[kHeader + i_]); \
    FINISH_SLOW_CALL(DEST, (result), (extra));                               \
  } while (0)
// Only its last two steps, after SAVE().
#define FINISH_SLOW_CALL(dest, value, extra) \
  do {                                       \
    write_register(t, dest, value);          \
    LEAVE_CALL(extra);                       \
  } while (0)
// The last step: goes on behind the instruction's extra words. It is a safepoint, since the call may have been a wait
// that a signal has not ended. What the signal's handler raises then belongs to the call: a `try` around the wait
// catches it.
#define LEAVE_CALL(extra)                                                     \
  do {                                                                        \
    if (t->poll.load(gc::relaxed)) [[unlikely]] TAIL(poll_after_call, extra); \
    pc += (extra);                                                            \
    NEXT();                                                                   \
  } while (0)
// The slow path of LEAVE_CALL; aux: the number of extra words.
HANDLER poll_after_call(HANDLER_ARGS);

// ---- native functions (ops/call_native.cpp)

// CALL of a native function for which the instruction has not been specialised.
HANDLER call_bound_native(HANDLER_ARGS);
// Specialises a CALL_METHOD whose method is native and has plain parameters (a fixed number of positional ones). False:
// the method is of another kind; nothing has changed.
bool specialise_native_method(const rt::Shape* shape, const rt::AttrRecord* record, const u64* pc, u64 insn);
// Specialises a CALL of a native function that has plain parameters or takes its arguments unparsed.
void specialise_native_call(const rt::Builtin* native, const u64* pc, u64 insn);
// Specialises a CALL of a native class whose class is `type`.
void specialise_type_call(const rt::Type* type, const u64* pc, u64 insn);
// Calls the function of a method descriptor: directly if its parameters are plain, else through the general protocol.
// Borrows the arguments; the result is owned. Empty: an error is pending.
Value call_native_method_py(Thread& t, const rt::MethodDescriptor* method, const Value* args, u64 count);

}  // namespace vm
