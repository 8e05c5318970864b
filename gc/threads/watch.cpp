// The watcher of threads, if there is one.
#include "gc/threads/watch.h"

namespace gc {

ThreadWatcher* g_thread_watcher = nullptr;

}  // namespace gc
