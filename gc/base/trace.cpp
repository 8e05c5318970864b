// Chunks, and the list of those in use. The mutex is the C library's: gc/sync, which records its own waits, lies above.
#include "gc/base/trace.h"

#include <pthread.h>

#include <cstdlib>

#include "gc/base/assert.h"

namespace gc {

constinit Atomic<bool> g_tracing{false};

namespace {

constexpr u32 kChunkEvents = 512;

struct Chunk {
  u32 thread;
  // Events that are complete. The owner appends, without the mutex; release pairs with the acquire in
  // hand_over_events(). The owner sets both numbers to 0 when the chunk is full, under the mutex.
  Atomic<u32> count{0};
  u32 handed_over = 0;  // under the mutex
  Chunk* next;          // under the mutex
  // Since when and where the owner is detached, who writes them; 0: it is attached. Release and acquire: a reader that
  // sees one of them sees what was stored before it.
  Atomic<i64> detached_since{0};
  Atomic<const Site*> detached_at{nullptr};
  Atomic<const void*> detached_by{nullptr};    // the function of C, see TraceEvent::code
  Atomic<const char*> detached_call{nullptr};  // and what Python code has called
  // Sections that were left out since the last handing over. The owner adds; whoever hands over takes.
  Atomic<u64> left_out{0}, left_out_ns{0};
  TraceEvent events[kChunkEvents];
};

pthread_mutex_t g_mutex = PTHREAD_MUTEX_INITIALIZER;
Chunk* g_chunks = nullptr;  // under the mutex
Atomic<u64> g_left_out{0}, g_left_out_ns{0};
i64 g_threshold_ns = 0;  // set before the trace begins
constinit thread_local Chunk* t_chunk = nullptr;

class Guard {
 public:
  Guard() { pthread_mutex_lock(&g_mutex); }
  ~Guard() { pthread_mutex_unlock(&g_mutex); }
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;
};

// Under the mutex. False: nothing more can be written.
bool hand_over_events(Chunk& chunk) {
  g_left_out.fetch_add(chunk.left_out.exchange(0, relaxed), relaxed);
  g_left_out_ns.fetch_add(chunk.left_out_ns.exchange(0, relaxed), relaxed);
  u32 begin = chunk.handed_over, end = chunk.count.load(acquire);
  ASSERT(begin <= end);
  chunk.handed_over = end;
  return begin == end || g_observer_hooks.write_trace(chunk.thread, chunk.events + begin, end - begin);
}

TraceEvent detached_section(const Chunk& chunk, i64 begin, i64 end) {
  TraceEvent event{.kind = TraceKind::detached, .begin = begin, .end = end};
  event.site = chunk.detached_at.load(acquire);
  event.code = chunk.detached_by.load(acquire);
  event.text = chunk.detached_call.load(acquire);
  return event;
}

// Under the mutex. The section in which the chunk's thread is now, if it is detached.
bool hand_over_section(const Chunk& chunk) {
  i64 since = chunk.detached_since.load(acquire);
  TraceEvent event = detached_section(chunk, since, now_ns());
  // The place may be that of a later section: then the time has changed, too.
  if (!since || chunk.detached_since.load(relaxed) != since) return true;
  event.unfinished = true;
  return g_observer_hooks.write_trace(chunk.thread, &event, 1);
}

void hand_over_or_stop(Chunk& chunk) {
  if (tracing() && !hand_over_events(chunk)) g_tracing.store(false, relaxed);
}

void begin_chunk(u32 id) {
  void* memory = std::malloc(sizeof(Chunk));
  if (!memory) return;  // the thread records nothing
  auto* chunk = new (memory) Chunk;
  chunk->thread = id;
  Guard guard;
  chunk->next = g_chunks;
  g_chunks = t_chunk = chunk;
}

}  // namespace

void trace(const TraceEvent& event) {
  Chunk* chunk = t_chunk;
  if (!chunk || !tracing()) return;
  u32 count = chunk->count.load(relaxed);
  if (count == kChunkEvents) {
    Guard guard;
    hand_over_or_stop(*chunk);
    chunk->handed_over = count = 0;
    chunk->count.store(0, relaxed);
  }
  chunk->events[count] = event;
  chunk->count.store(count + 1, release);
}

void trace_detaches_for(const Thread& thread, const void* code) {
  if (!t_chunk) return;
  t_chunk->detached_by.store(code, release);
  t_chunk->detached_call.store(callee_of(thread), release);
}

void trace_detaches(const Site* site) {
  if (!t_chunk) return;
  t_chunk->detached_at.store(site, release);
  t_chunk->detached_since.store(now_ns(), release);
}

void trace_attaches() {
  i64 since = t_chunk ? t_chunk->detached_since.load(relaxed) : 0;
  if (!since) return;
  t_chunk->detached_since.store(0, relaxed);
  TraceEvent section = detached_section(*t_chunk, since, now_ns());
  t_chunk->detached_by.store(nullptr, relaxed);
  t_chunk->detached_call.store(nullptr, relaxed);
  if (section.end - since < g_threshold_ns) {
    t_chunk->left_out.fetch_add(1, relaxed);
    t_chunk->left_out_ns.fetch_add(static_cast<u64>(section.end - since), relaxed);
    return;
  }
  trace(section);
}

void trace_thread_begins(u32 id) {
  begin_chunk(id);
  i64 now = now_ns();
  trace({.kind = TraceKind::thread_starts, .begin = now, .end = now});
}

void trace_thread_ends() {
  Chunk* chunk = t_chunk;
  if (!chunk) return;
  i64 now = now_ns();
  trace({.kind = TraceKind::thread_ends, .begin = now, .end = now});
  t_chunk = nullptr;
  {
    Guard guard;
    hand_over_or_stop(*chunk);
    Chunk** link = &g_chunks;
    while (*link != chunk) link = &(*link)->next;
    *link = chunk->next;
  }
  std::free(chunk);
}

void trace_start(u32 thread, i64 threshold_ns) {
  g_threshold_ns = threshold_ns;
  g_tracing.store(true, relaxed);
  trace_thread_begins(thread);
}

void trace_hand_over() {
  Guard guard;
  for (Chunk* chunk = g_chunks; chunk; chunk = chunk->next) hand_over_or_stop(*chunk);
}

void trace_finish() {
  Guard guard;
  // From here on no thread records what comes before the end of an unfinished section.
  if (!g_tracing.exchange(false, acq_rel)) return;
  bool can_write = true;
  for (Chunk* chunk = g_chunks; chunk && can_write; chunk = chunk->next)
    can_write = hand_over_events(*chunk) && hand_over_section(*chunk);
}

TraceLeftOut trace_left_out() { return {g_left_out.load(relaxed), g_left_out_ns.load(relaxed)}; }

void trace_after_fork_child() {
  g_tracing.store(false, relaxed);
  pthread_mutex_init(&g_mutex, nullptr);
  g_chunks = t_chunk;  // the other chunks' threads do not exist; their memory is left alone
  if (t_chunk) t_chunk->next = nullptr;
}

}  // namespace gc
