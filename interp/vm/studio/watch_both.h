// Two watchers of threads at once: the detector of races and the scheduler.
#pragma once

#include "gc/threads/watch.h"

namespace vm {

// Makes the watcher one of those that are told of everything. The first one comes first, except where the second one
// may wait: a thread that has waited may find everything changed. Only one of them decides. Before any thread is
// registered.
void install_watcher(gc::ThreadWatcher& watcher);

}  // namespace vm
