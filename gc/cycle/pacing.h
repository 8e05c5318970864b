// When to collect by itself, and what. Two rules, so that collecting is never quadratic and takes about a tenth of the time at most:
//   growth   allocations (net of frees) since the last collection reach the threshold or a quarter of what lived then, whichever is more
//   time     the last one lies at least nine times its own length back; not waited for when the heap has grown threefold
//
// While one thread runs, a collection of the whole heap stops nobody and the rules are applied to all objects. Once threads have been
// started they are applied twice: for each thread to what is private to it, measured by its own collections; and for the whole heap to the
// growth that no thread accounts for as its own (heap/budget.h).
#pragma once

#include "gc/threads/thread.h"

namespace gc {

enum class DueCollection { kNone, kPrivate, kWorld };
// Settles the thread's debt and applies the rules.
DueCollection due_collection(Thread& thread);
// A collection of the whole heap has found `live` objects in `took_ns`. World stopped: all threads start anew.
void collection_was_done(u64 live, u64 took_ns);
// The thread has collected what is private to it, and freed it, in `took_ns`. `live` objects live on; `work` is what they and others that
// are no garbage have cost, in objects.
void private_collection_was_done(Thread& thread, u64 live, u64 work, u64 took_ns);

}  // namespace gc
