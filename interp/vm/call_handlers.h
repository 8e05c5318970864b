// What the handlers of calls share.
//
// Slow paths describe a call by one word: how many arguments, where the window starts, and how many extra words the
// instruction has.
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

// Any callee, positional arguments in the window that aux describes.
HANDLER call_other(HANDLER_ARGS);
// The same with a sequence for arguments or, if aux says 1, with a sequence and a dict.
HANDLER call_expanded(HANDLER_ARGS);
// The same with keyword names, whose tuple the last extra word of the instruction names.
HANDLER call_keywords(HANDLER_ARGS);
// Looks the method of a CALL_METHOD up, specialises, calls.
HANDLER call_method_slow(HANDLER_ARGS);

// After a C++ function has returned: releases callee and arguments, writes the destination.
#define FINISH_CALL(window, arguments, extra, result)                      \
  do {                                                                     \
    Value* w_ = r + (window);                                              \
    consume(t, w_[1]);                                                     \
    for (u64 i_ = 0; i_ < (arguments); ++i_) consume(t, w_[kHeader + i_]); \
    FINISH_SLOW_SKIP(RD, (result), (extra));                               \
  } while (0)

// ---- native functions (ops_call_native.cpp)

// Specialises a CALL_METHOD of a native method that has plain parameters. False: it has not.
bool specialise_native_method(const rt::Shape* shape, const rt::AttrRecord* record, const u64* pc, u64 insn);
// Specialises a CALL of a native function, if its parameters are plain ones or none are named.
void specialise_native_call(const rt::Builtin* native, const u64* pc, u64 insn);
// The same of a class that is native and not a metaclass's instance.
void specialise_type_call(const rt::Type* type, const u64* pc, u64 insn);
// Calls a method descriptor's function if the parameters are plain ones, else through the general protocol.
Value call_native_method_py(Thread& t, const rt::MethodDescriptor* method, const Value* args, u64 count);

}  // namespace vm
