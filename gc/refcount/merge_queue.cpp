// The cases of merge_queue.h; deliver() treats exactly these. The protocol between a pusher and an owner that changes
// its state is Dekker's: the pusher pushes, then reads the state; the owner stores the state, then looks at the queue.
#include "gc/refcount/merge_queue.h"

#include <new>

#include "gc/heap/heap.h"
#include "gc/refcount/transitions.h"
#include "gc/refcount/valid.h"
#include "gc/threads/attach.h"
#include "gc/threads/registry.h"

namespace gc {

// An entry of a queue. Allocated by the pusher and freed by the merging thread, which are both attached. Dead objects
// that wait to be destroyed are listed by the same nodes.
struct MergeNode {
  Object* object;
  MergeNode* next;
};

namespace {

MergeNode g_closed_mark;  // as the head of a queue: the queue is closed, its owner has ended
MergeNode* const kClosed = &g_closed_mark;

Atomic<MergeNode*> g_abandoned{nullptr};  // dead objects that detaching threads have left

// Null: no memory.
MergeNode* new_node(Thread& thread, Object* object) {
  void* memory = node_alloc(thread, sizeof(MergeNode));
  return memory ? new (memory) MergeNode{object, nullptr} : nullptr;
}

// False: the queue is closed, and the node remains a list of one.
bool push(Atomic<MergeNode*>& queue, MergeNode* node) {
  MergeNode* head = queue.load(acquire);
  do {
    // Acquire (also on failure): pairs with close_merge_queue(), because the caller is going to read the ended owner's
    // local counts.
    if (head == kClosed) {
      node->next = nullptr;
      return false;
    }
    node->next = head;
    // Release: pairs with take_all(). seq_cst: pairs with the owner's look at the queue after it has detached.
  } while (!queue.compare_exchange_weak(head, node, seq_cst, acquire));
  return true;
}

// Never applied to a closed queue: its owner takes all nodes before it closes the queue, and a thread that has ended
// cannot be claimed.
MergeNode* take_all(Atomic<MergeNode*>& queue) {
  MergeNode* all = queue.exchange(nullptr, acq_rel);
  ASSERT(all != kClosed);
  return all;
}

// Merges the counts of the objects in a list. Returns the nodes of those that have died by that, followed by `dead`.
MergeNode* merge_all(Thread& self, MergeNode* node, MergeNode* dead) {
  while (node) {
    MergeNode* next = node->next;
    if (merge_counts(node->object)) {
      node->next = dead;
      dead = node;
    } else {
      node_free(self, node);
    }
    node = next;
  }
  return dead;
}

void destroy_all(Thread& thread, MergeNode* node) {
  while (node) {
    Object* object = node->object;
    MergeNode* next = node->next;
    node_free(thread, node);
    observe_end(ObjectEvent::died_merge, object);
    end_object(thread, object);
    node = next;
  }
}

// Makes sure that some thread merges the owner's queue. Returns the nodes of objects that have died in a merge by the
// calling thread. The owner's record is pinned.
MergeNode* deliver(Thread& self, Thread& owner) {
  MergeNode* dead = nullptr;
  for (;;) {
    // Sequentially consistent after the push: pairs with detach(), attach() and release_claim(), which store the state
    // first and look at the queue or at `poll` second.
    switch (owner.state.load(seq_cst)) {
      case ThreadState::kAttached: request(owner, kPollMerge); return dead;
      case ThreadState::kClaimed:  // the claimer is in this loop, and will look at the queue after its release
      case ThreadState::kEnded:    // the owner took this thread's node before it closed the queue
        return dead;
      case ThreadState::kStopped: return merge_all(self, take_all(owner.merge_queue), dead);
      case ThreadState::kDetached:
        if (!claim(owner)) break;
        dead = merge_all(self, take_all(owner.merge_queue), dead);
        release_claim(owner);
        break;
    }
    MergeNode* left = owner.merge_queue.load(seq_cst);
    if (left == nullptr || left == kClosed) return dead;
  }
}

void ask_attached_thread(Thread& thread, void* self) {
  // Pairs with attach(), which stores the state first and looks at g_abandoned second.
  if (&thread != self && thread.state.load(seq_cst) == ThreadState::kAttached) request(thread, kPollMerge);
}

// Leaves dead objects to the other threads, and asks the attached ones to destroy them.
void abandon(Thread& self, MergeNode* dead) {
  if (!dead) return;
  while (dead) {
    MergeNode* next = dead->next;
    push(g_abandoned, dead);
    dead = next;
  }
  for_each_thread(ask_attached_thread, &self);
}

// There is no memory for a node: merges the object's counts with the world stopped.
void merge_in_a_pause(Thread& thread, Object* object) {
  bool ends;
  {
    StopTheWorld pause(thread, "no memory for a merge queue");
    ends = merge_counts(object);
  }
  if (!ends) return;
  observe_end(ObjectEvent::died_merge, object);
  end_object(thread, object);
}

}  // namespace

void enqueue_merge(Thread& thread, Object* object, u32 owner) {
  ASSERT(thread.attached() && owner != kNobody && state_of(object->shared.load(relaxed)) != kBiased);
  observe(ObjectEvent::merge_queued, object);
  MergeNode* node = new_node(thread, object);
  if (!node) return merge_in_a_pause(thread, object);
  MergeNode* dead = nullptr;
  {
    PinnedThread pin(owner);
    if (pin.record() && push(pin.record()->merge_queue, node)) {
      dead = deliver(thread, *pin.record());
    } else {
      dead = merge_all(thread, node, nullptr);
    }
  }
  destroy_all(thread, dead);
}

void drain_merge_queue(Thread& thread) {
  ASSERT(thread.attached());
  ASSERT_SLOW(merge_queue_is_valid(thread));
  if (thread.merge_queue.load(relaxed)) destroy_all(thread, merge_all(thread, take_all(thread.merge_queue), nullptr));
  if (abandoned_merges()) destroy_all(thread, take_all(g_abandoned));
}

void settle_queue_of(Thread& thread) {
  ASSERT(attached_or_stopped(thread));
  ASSERT_SLOW(merge_queue_is_valid(thread));
  abandon(thread, merge_all(thread, take_all(thread.merge_queue), nullptr));
}

bool abandoned_merges() { return g_abandoned.load(seq_cst) != nullptr; }

bool close_merge_queue(Thread& thread) {
  ASSERT(thread.attached());
  MergeNode* empty = nullptr;
  // Release: pairs with push(). This thread's last writes to local counts happen before another thread's first.
  return thread.merge_queue.compare_exchange_strong(empty, kClosed, seq_cst, relaxed);
}

void drop_merge_queue_after_fork(Thread& thread) {
  ASSERT(world_stopped() && !thread.attached());
  MergeNode* list = thread.merge_queue.exchange(kClosed, acq_rel);
  if (list == kClosed) return;
  Thread& self = *current_thread();
  abandon(self, merge_all(self, list, nullptr));
}

#if defined(TINYPY_DEBUG)
bool merge_queue_is_valid(const Thread& thread) {
  MergeNode* node = thread.merge_queue.load(acquire);  // pairs with push()
  if (node == kClosed) return true;
  for (; node; node = node->next) {
    const Object* object = node->object;
    u32 state = state_of(object->shared.load(relaxed));
    if (state == kBiased || object->dead()) return false;
    if (state == kQueued && object->owner.load(relaxed) != thread.id) return false;
  }
  return true;
}
#endif

}  // namespace gc
