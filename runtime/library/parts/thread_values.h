// The values that native modules keep for each thread, in places of its record (runtime/object/thread.h). By the thread
// itself, or with the world stopped.
#pragma once

#include "runtime/object/thread.h"

namespace rt {

// ---- owned or empty
// The storage of threading.local objects: a dict.
inline Value& thread_locals(Thread& t) { return t.kept[0]; }
// The current context object of contextvars. Scripts find it, too.
inline Value& context_object(Thread& t) { return t.kept[1]; }
// The lock that is released when the thread has ended (_thread._set_sentinel).
inline Value& end_sentinel(Thread& t) { return t.unmanaged[0]; }

// ---- memos
// The value of decimal's context variable in the current context, borrowed from there. Empty: not looked up yet.
// contextvars empties it when it changes a variable or the context.
inline Value& decimal_context_memo(Thread& t) { return t.unmanaged[1]; }

}  // namespace rt
