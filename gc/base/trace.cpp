// Chunks, and the list of those in use. The mutex is the C library's: gc/sync, which records its own waits, lies above.
#include "gc/base/trace.h"

#include <pthread.h>

#include <cstdlib>

namespace gc {

constinit Atomic<bool> g_tracing{false};

namespace {

constexpr u32 kChunkEvents = 512;

struct Chunk {
  u32 thread;
  // Events that are complete. The owner appends, without the mutex; release pairs with the acquire in trace_finish().
  // Whoever hands events over sets it to 0, under the mutex.
  Atomic<u32> count{0};
  Chunk* next;             // under the mutex
  i64 detached_since = 0;  // owner only; 0: attached
  const Site* detached_at = nullptr;
  TraceEvent events[kChunkEvents];
};

pthread_mutex_t g_mutex = PTHREAD_MUTEX_INITIALIZER;
Chunk* g_chunks = nullptr;  // under the mutex
constinit thread_local Chunk* t_chunk = nullptr;

class Guard {
 public:
  Guard() { pthread_mutex_lock(&g_mutex); }
  ~Guard() { pthread_mutex_unlock(&g_mutex); }
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;
};

// Under the mutex.
void hand_over_events(Chunk& chunk) {
  u32 count = chunk.count.exchange(0, acquire);
  if (count != 0 && tracing() && !g_observer_hooks.write_trace(chunk.thread, chunk.events, count))
    g_tracing.store(false, relaxed);
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
    hand_over_events(*chunk);
    count = 0;
  }
  chunk->events[count] = event;
  chunk->count.store(count + 1, release);
}

void trace_detaches(const Site* site) {
  if (!t_chunk) return;
  t_chunk->detached_since = now_ns();
  t_chunk->detached_at = site;
}

void trace_attaches() {
  if (!t_chunk || !t_chunk->detached_since) return;
  trace({.kind = TraceKind::detached, .begin = t_chunk->detached_since, .end = now_ns(), .site = t_chunk->detached_at});
  t_chunk->detached_since = 0;
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
    hand_over_events(*chunk);
    Chunk** link = &g_chunks;
    while (*link != chunk) link = &(*link)->next;
    *link = chunk->next;
  }
  std::free(chunk);
}

void trace_start(u32 thread) {
  g_tracing.store(true, relaxed);
  trace_thread_begins(thread);
}

void trace_finish() {
  Guard guard;
  if (!tracing()) return;
  for (Chunk* chunk = g_chunks; chunk; chunk = chunk->next) hand_over_events(*chunk);
  g_tracing.store(false, relaxed);
}

void trace_after_fork_child() {
  g_tracing.store(false, relaxed);
  pthread_mutex_init(&g_mutex, nullptr);
  g_chunks = t_chunk;  // the other chunks' threads do not exist; their memory is left alone
  if (t_chunk) t_chunk->next = nullptr;
}

}  // namespace gc
