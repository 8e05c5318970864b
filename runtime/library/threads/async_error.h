// Exceptions that one thread sends to another, which raises them when it next executes Python code.
#pragma once

#include "runtime/object/thread.h"

namespace rt {

// Sends `exception`, an exception class, to the thread with that ident. The receiver raises it at its next safepoint in
// Python code: a wait in native code goes on, and its end is such a safepoint. What has been sent before and has not
// been raised is replaced; the empty Value only takes that back. False, without error: no thread has that ident, or it
// has ended. `t` is the calling, attached thread, which may be the receiver. May run Python code, since the replaced
// exception is released.
bool send_async_error_py(Thread& t, u64 ident, Value exception);

// What has been sent to the calling thread, and is its own now. Empty: nothing. For the interpreter, at a safepoint.
Value take_async_error(Thread& t);

// The same at the end of a thread, to which nothing can be sent any more.
Value close_async_error(Thread& t);

}  // namespace rt
