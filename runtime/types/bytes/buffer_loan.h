// Buffers of Python classes with __release_buffer__ (PEP 688). While such a buffer is lent, a loan object is its owner
// in place of the exporter. The loan dies when the buffer has been released; its finalizer then calls
// __release_buffer__.
#pragma once

#include "runtime/object/type.h"

namespace rt {

void init_buffer_loans(Thread& t);
// True if the exporter's class has a __release_buffer__ in Python.
bool wants_buffer_back(Value exporter);
// Lends the memory of `view`, the memoryview that the exporter's __buffer__ has returned. False: an error is pending.
bool lend_buffer_py(Thread& t, Value exporter, Value view, Buffer* out, BufferUse use);
// The end of a buffer that a native base of the exporter's class has given: calls __release_buffer__ with a restricted
// view of it, and then releases it as that base does. The view is released after the call, and while it lives no other
// view can be made from it. Errors are written as unraisable.
void take_buffer_back_py(Thread& t, Value exporter, Buffer* buffer);
// True if `owner` is that of a restricted view.
bool is_restricted(Value owner);
// The object whose memory a buffer shows that a loan owns: borrowed. Empty: `owner` is no loan.
Value lender_below(Value owner);

enum class ViewOf : u8 { kReleased, kExporter, kOther };
// Whether a memoryview shows memory that the exporter itself has lent, restricted or not.
ViewOf whose_view(Value view, Value exporter);

}  // namespace rt
