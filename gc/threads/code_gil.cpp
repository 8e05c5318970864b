// Which native code expects a GIL, and the calls of it.
#include "gc/threads/code_gil.h"

#include <iterator>

#include "gc/base/assert.h"
#include "gc/sync/mutex.h"
#include "gc/threads/attach.h"
#include "gc/threads/gil.h"
#include "gc/threads/stop_world.h"

namespace gc {

Atomic<GilCode*> g_gil_code{nullptr};
constinit thread_local u32 t_gil_calls = 0;

namespace {

// Answers of expects_gil() by pages of memory, because a program with many extensions has hundreds of ranges, and each
// call of native code asks. An answer holds for one state of the list: the next range makes all of them stale. Parts of
// a word:
//
//   the page | the number of the newest range (kNumberBits) | whether the page expects the GIL (1)
constexpr u32 kPageBits = 12, kNumberBits = 24;
Atomic<u64> g_answers[1024] = {};

u64 page_of(const void* code) { return reinterpret_cast<u64>(code) >> kPageBits; }

bool search(const GilCode* newest, u64 page) {
  for (const GilCode* range = newest; range; range = range->next)
    if (page_of(range->begin) <= page && reinterpret_cast<u64>(range->end) > page << kPageBits) return true;
  return false;
}

}  // namespace

void expect_gil(GilCode& range) {
  if constexpr (!kFreeThreaded) return;
  static Mutex g_mutex;
  MutexGuard guard(g_mutex);
  range.next = g_gil_code.load(relaxed);
  range.number = range.next ? range.next->number + 1 : 1;
  ASSERT(range.number >> kNumberBits == 0);
  g_gil_code.store(&range, release);  // pairs with expects_gil()
}

bool expects_gil(const void* code) {
  const GilCode* newest = g_gil_code.load(acquire);
  if (!newest) return false;
  u64 page = page_of(code), question = (page << kNumberBits | newest->number) << 1;
  Atomic<u64>& remembered = g_answers[page % std::size(g_answers)];
  u64 answer = remembered.load(relaxed);
  if ((answer & ~u64{1}) != question) [[unlikely]]
    remembered.store(answer = question | search(newest, page), relaxed);
  return answer & 1;
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
