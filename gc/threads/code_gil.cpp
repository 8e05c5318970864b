// Which native code expects a GIL, and the calls of it.
#include "gc/threads/code_gil.h"

#include "gc/base/assert.h"
#include "gc/sync/mutex.h"
#include "gc/threads/attach.h"
#include "gc/threads/gil.h"
#include "gc/threads/stop_world.h"

namespace gc {

Atomic<GilCode*> g_gil_code{nullptr};
constinit thread_local u32 t_gil_calls = 0;

void expect_gil(GilCode& range) {
  if constexpr (!kFreeThreaded) return;
  static Mutex g_mutex;
  MutexGuard guard(g_mutex);
  range.next = g_gil_code.load(relaxed);
  g_gil_code.store(&range, release);  // pairs with expects_gil()
}

bool expects_gil(const void* code) {
  for (const GilCode* range = g_gil_code.load(acquire); range; range = range->next)
    if (range->begin <= code && code < range->end) return true;
  return false;
}

void begin_gil_call(Thread& thread) {
  if constexpr (!kFreeThreaded) return;
  ASSERT(thread.attached());
  if (t_gil_calls++ != 0 || stopped_by(thread)) return;
  if (gil_try(thread)) return;
  Detached detached(thread);  // attach() takes the GIL
}

void end_gil_call(Thread& thread) {
  if constexpr (!kFreeThreaded) return;
  ASSERT(t_gil_calls != 0);
  if (--t_gil_calls == 0) gil_let_go(thread);
}

void CodeGil::begin(const void* code) {
  if (!expects_gil(code)) return;
  begin_gil_call(*current_thread());
  began_ = true;
}

}  // namespace gc
