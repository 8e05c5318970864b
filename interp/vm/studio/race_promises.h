// How the detector of races keeps the promises of the library's objects (library_promises.h).
#pragma once

#include "interp/vm/studio/access.h"
#include "interp/vm/studio/library_promises.h"
#include "interp/vm/studio/race_thread.h"

namespace vm {

// All functions concern the calling thread, `self`.

// It is about to put an item into a queue.
void put_item(WatchedThread& self, Subjects& subjects, const void* queue, u64 item);
// The function, whose frame is r, is about to make the accesses. Runs no Python code.
void keep_promises(Thread& t, WatchedThread& self, Subjects& subjects, Value* r, const LibraryFunction& function,
                   const Accesses& found);
// The function, whose frame is r, is about to release an inner lock.
void keep_promises_at_release(WatchedThread& self, Subjects& subjects, Value* r, const LibraryFunction& function);

}  // namespace vm
