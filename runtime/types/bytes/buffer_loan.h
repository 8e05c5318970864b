// What stands for an object whose class has __release_buffer__ while a buffer of it is lent (PEP 688): the owner of
// that buffer. With the last reference to it the buffer has been released, and the method is called, as finalizers are.
#pragma once

#include "runtime/object/type.h"

namespace rt {

void init_buffer_loans(Thread& t);
// Has the object to be told of the end?
bool wants_buffer_back(Value exporter);
// Lends the memory of `view`, a memoryview that the exporter's __buffer__ gave. False: an error is pending.
bool lend_buffer_py(Thread& t, Value exporter, Value view, Buffer* out, bool writable);

}  // namespace rt
