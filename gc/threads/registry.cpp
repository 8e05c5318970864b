// The list of threads, the table of slots, and pins. remove_thread() and PinnedThread are Dekker's protocol: the one
// empties the slot, then reads `pins`; the other counts its pin, then reads the slot.
#include "gc/threads/registry.h"

#include <sys/mman.h>

#include <new>

#include "gc/base/assert.h"
#include "gc/base/reserve.h"
#include "gc/threads/attach.h"
#include "gc/threads/stop_world.h"

namespace gc {

constinit thread_local Thread* t_thread [[gnu::tls_model("initial-exec")]] = nullptr;
Mutex g_registry_mutex;

namespace {

constexpr u32 kChunkBits = 12;
constexpr u32 kChunkSlots = 1u << kChunkBits;
constexpr u32 kIdsOfChunk = kChunkSlots - kChunkSlots / kNoIdMultiple;
constexpr size_t kDirectorySize = size_t{1} << (32 - kChunkBits);

struct Chunk {
  ThreadSlot slots[kChunkSlots];
  Atomic<u32> done{0};  // slots of ended threads that have no pin
};

// All three under the registry's lock.
Atomic<Chunk*>* g_directory = nullptr;
u32 g_last_id = 0;

Atomic<u32> g_thread_count{0};  // written under the lock, read anywhere

// Makes sure that there is a slot for the id. False: no memory.
bool make_slot(u32 id) {
  ASSERT(g_registry_mutex.is_mine());
  if (!g_directory) g_directory = static_cast<Atomic<Chunk*>*>(reserve(kDirectorySize * sizeof(Atomic<Chunk*>)));
  if (!g_directory) return false;
  Atomic<Chunk*>& entry = g_directory[id >> kChunkBits];
  if (entry.load(relaxed)) return true;
  void* memory = reserve(sizeof(Chunk));
  if (!memory) return false;
  entry.store(new (memory) Chunk, release);  // pairs with slot_of()
  return true;
}

ThreadSlot* slot_of(u32 id) {
  Chunk* chunk = g_directory[id >> kChunkBits].load(acquire);  // pairs with make_slot()
  return &chunk->slots[id & (kChunkSlots - 1)];
}

// Called when the thread with that id has ended and no thread uses its record. When that is true of all ids of a chunk,
// its memory goes back to the kernel: an empty slot reads as zeros all the same. A PinnedThread that has just missed
// the end of its thread may still count in `pins` there; nobody reads that.
void slot_is_done(u32 id) {
  Chunk* chunk = g_directory[id >> kChunkBits].load(relaxed);
  // Release, acquire: the other threads' last accesses to their slots happen before the memory goes back.
  if (chunk->done.fetch_add(1, acq_rel) + 1 == kIdsOfChunk) madvise(chunk, sizeof(Chunk), MADV_DONTNEED);
}

}  // namespace

Thread* g_threads = nullptr;
Thread* first_thread() {
  ASSERT(g_registry_mutex.is_mine() || world_stopped());
  return g_threads;
}

bool give_id(Thread& thread) {
  ASSERT(thread.id == 0);
  u32 id = g_last_id + 1;
  if (id % kNoIdMultiple == 0) ++id;
  if (id > kLastThreadId || !make_slot(id)) return false;
  thread.id = g_last_id = id;
  return true;
}

void take_id_back(Thread& thread) { slot_is_done(thread.id); }

void insert_thread(Thread& thread) {
  ASSERT(g_registry_mutex.is_mine() && thread.id != 0 && !slot_of(thread.id)->record.load(relaxed));
  slot_of(thread.id)->record.store(&thread, release);  // pairs with PinnedThread
  thread.next = g_threads;
  g_threads = &thread;
  g_thread_count.store(g_thread_count.load(relaxed) + 1, relaxed);
}

void remove_thread(Thread& thread) {
  ASSERT(g_registry_mutex.is_mine() || world_stopped());
  ASSERT(slot_of(thread.id)->record.load(relaxed) == &thread && g_thread_count.load(relaxed) != 0);
  Thread** link = &g_threads;
  while (*link != &thread) link = &(*link)->next;
  *link = thread.next;
  // Pairs with PinnedThread: a thread that pins after this store sees null; one that pinned before is seen by
  // await_unpinned(). A thread that sees null may merge counts in this thread's stead: it sees this thread's last
  // writes to them.
  slot_of(thread.id)->record.store(nullptr, seq_cst);
  g_thread_count.store(g_thread_count.load(relaxed) - 1, relaxed);
}

void await_unpinned(u32 id) {
  const ThreadSlot* slot = slot_of(id);
  ASSERT(!slot->record.load(relaxed) && (!kChecksSafepoints || !g_registry_mutex.is_mine()));
  // Pairs with the release in ~PinnedThread: the pinning threads' accesses to the record happen before it is freed.
  for (int spins = 0; slot->pins.load(seq_cst) != 0; ++spins) back_off(spins);
  slot_is_done(id);
}

u32 thread_count() { return g_thread_count.load(relaxed); }

PinnedThread::PinnedThread(u32 id) : slot_(slot_of(id)) {
  // The thread has ended for good. No word is written, because the slot's memory may have gone back to the kernel.
  // Acquire: pairs with remove_thread().
  if (!slot_->record.load(acquire)) return;
  // Before reading the record: pairs with remove_thread() and await_unpinned().
  slot_->pins.fetch_add(1, seq_cst);
  pins_ = true;
  record_ = slot_->record.load(seq_cst);
}

PinnedThread::~PinnedThread() {
  if (pins_) slot_->pins.fetch_sub(1, release);  // pairs with await_unpinned
}

// If the caller has stopped the world, no thread can insert or remove records. So the list is walked without the lock,
// and f may walk it again.
void for_each_thread(void (*f)(Thread&, void*), void* argument) {
  bool mine = current_thread() && stopped_by(*current_thread());
  if (!mine) g_registry_mutex.lock();
  for (Thread* thread = g_threads; thread; thread = thread->next) f(*thread, argument);
  if (!mine) g_registry_mutex.unlock();
}

void request_all(PollBit bit) {
  MutexGuard guard(g_registry_mutex);
  for (Thread* thread = g_threads; thread; thread = thread->next) request(*thread, bit);
}

}  // namespace gc
