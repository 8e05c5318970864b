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
bool lend_buffer_py(Thread& t, Value exporter, Value view, Buffer* out, bool writable);

}  // namespace rt
