// The record of a thread that may touch objects: one for each OS thread that runs Python code. rt::Thread derives from
// it. States:
//
//   attached   may touch objects
//   detached   touches none: blocked in the kernel or on a lock, or computing in native code
//   stopped    touches none, and may not attach before the present pause of the world ends
//   claimed    detached, and another thread is merging its queue
//   ended      has left the registry
//
// attach.h has the transitions. Transitions that may race are compare-and-swaps.
#pragma once

#include "gc/base/atomic.h"
#include "gc/base/bits.h"
#include "gc/base/build.h"

namespace gc {

struct CountTable;
struct Object;
struct Page;
struct MergeNode;

enum class ThreadState : u32 { kDetached, kAttached, kStopped, kClaimed, kEnded };

// Bits of Thread::poll: the reasons to leave the fast path of a safepoint. Any thread sets bits (request()); the thread
// itself takes them at a safepoint.
enum PollBit : u32 {
  kPollStop = 1u << 0,        // a stop-the-world pause is wanted
  kPollMerge = 1u << 1,       // the merge queue has entries
  kPollQuiesce = 1u << 2,     // a grace period waits for this thread to announce quiescence
  kPollCollect = 1u << 3,     // this thread's allocations ask for a collection
  kPollSignal = 1u << 4,      // a signal handler or pending call must run (main thread only)
  kPollAsyncError = 1u << 5,  // an exception was sent to this thread
  kPollGilDrop = 1u << 6,     // another thread wants the GIL
  kPollUser = 1u << 7,        // the interpreter must look at its own state: tracing was switched on or off, ...
};

// Greater values of an object's `owner` are not thread ids: kImmortalOwner, and links between dying objects
// (refcount/destroy.cpp).
inline constexpr u32 kLastThreadId = 0xFFFFDFFF;
// Nor is a multiple of this: a free block has the address of the next one where objects have their owner, and blocks
// begin at multiples of 16 (heap/page.h).
inline constexpr u32 kNoIdMultiple = 16;

// 16-byte steps up to 1,280 bytes, so that classes lie in pages; class n holds blocks of n * 16 bytes.
inline constexpr u32 kSizeClasses = 81;

// Fields are the thread's own, unless a comment says otherwise.
struct Thread {
  // The fast paths read only this first line.
  u32 id = 0;           // dense but for multiples of kNoIdMultiple, never reused, never 0, at most kLastThreadId
  Atomic<u32> poll{0};  // PollBit mask; 0 on the fast path
  Page* pages[2][kSizeClasses] = {};  // [traced][class]: page to allocate from next (heap/page.h); owner only

  Atomic<ThreadState> state{ThreadState::kDetached};
  Atomic<MergeNode*> merge_queue{nullptr};  // refcount/merge_queue.h: many pushers, the owner (or a claimer) takes all
  Atomic<u64> epoch{0};                     // refcount/qsbr.h: last announced epoch; 0 while detached
  void* retired = nullptr;                  // refcount/qsbr.h: owner only
  // refcount/qsbr.h: epoch of the oldest closed batch; the owner writes, any thread reads.
  Atomic<u64> oldest_retired{~u64{0}};
  CountTable* deferred_counts = nullptr;  // refcount/deferred_counts.h: owner only
  CountTable* held_counts = nullptr;      // refcount/held_counts.h: owner only
  void* heap = nullptr;                   // heap/local_heap.h: owner only
  i64 gc_debt = 0;                        // traced objects allocated less freed since the last collection; owner only
  u32 destroy_depth = 0;                  // nesting of destroy(); deep structures are unrolled through `dying`
  Object* dying = nullptr;                // owner only: objects whose destruction was postponed
  Object* kept_block = nullptr;           // owner only: the dying object whose block its dispose() keeps for itself
  // refcount/refcount.cpp: owner only: a finalized object that the thread has found in a slot since its last
  // announcement.
  Object* last_finalized_seen = nullptr;
  u32 foreign_counts = 0;     // refcount/lending.cpp: owner only: what decides which objects are lent
  void* collector = nullptr;  // cycle/: owner only
  Thread* next = nullptr;     // registry list, under the registry's lock
  u64 native_id = 0;          // gettid()
  bool is_main = false;

  bool attached() const { return state.load(relaxed) == ThreadState::kAttached; }
};

// `constinit` in the declaration tells the compiler that no access needs a test for dynamic initialisation.
// C extensions count objects inline: their header knows the variable by its name and the offset of `id`.
extern constinit thread_local Thread* t_thread [[gnu::tls_model("initial-exec")]] __asm__("tinypy_thread");
// The calling thread's record. Null before its first attach.
inline Thread* current_thread() { return t_thread; }

}  // namespace gc
