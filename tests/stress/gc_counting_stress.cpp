// Threads that create, publish, share, drop, hand over, adopt, detach, pause the world and end, at random, for some
// seconds.
//
//     gc_counting_stress [seconds] [threads] [seed]
//
// A few published slots hold references that everybody replaces (under the slot's lock, or by reading and try_incref
// without one); some of the objects are lent, so that references are noted and counted later. At the end every object
// made must have been destroyed exactly once.
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

#include "gc/cycle/collector.h"
#include "gc/refcount/lending.h"
#include "gc/refcount/transfer.h"
#include "gc/sync/mutex.h"
#include "tests/unit/gc/support.h"

using namespace gc;
using namespace gc::test;

namespace {

constexpr int kSlots = 16;

struct Slot {
  Mutex mutex;
  Atomic<Object*> object{nullptr};
};
Slot g_slots[kSlots];
std::atomic<long> g_made{0};
std::atomic<bool> g_end{false};

using Random = std::minstd_rand;

Node* make(Thread& thread) {
  ++g_made;
  return make_node(thread);
}

// Puts a reference (consumed) into a slot; returns the old one.
Object* exchange_slot(Thread& thread, Slot& slot, Object* object) {
  publish(thread, object);
  MutexGuard guard(slot.mutex);
  return slot.object.exchange(object, acq_rel);
}

// A reference to what the slot holds, taken without its lock.
Object* read_slot(Thread& thread, Slot& slot) {
  for (;;) {
    Object* object = slot.object.load(acquire);  // pairs with exchange_slot
    if (!object) return nullptr;
    if (try_incref_found(thread, object)) return object;
    cpu_pause();
  }
}

void store_new(Thread& thread, Slot& slot) {
  Node* node = make(thread);
  if (kRefcount != Refcount::kPlain && (thread.id & 1)) hand_over(thread, node);
  if (Object* old = exchange_slot(thread, slot, node)) decref(thread, old);
}

void store_container(Thread& thread, Slot& slot, Object* child) {
  Node* node = make(thread);
  before_store(thread, node, child);
  node->children[0] = child;
  if (Object* old = exchange_slot(thread, slot, node)) decref(thread, old);
}

void churn_private(Thread& thread) {
  Node* node = make(thread);
  for (int i = 0; i < 3; ++i) incref(thread, node);
  for (int i = 0; i < 4; ++i) decref(thread, node);
}

void move_to_slot(Thread& thread, Slot& slot, std::vector<Object*>& kept) {
  Object* object = kept.back();
  kept.pop_back();
  if (Object* old = exchange_slot(thread, slot, object)) decref(thread, old);
}

void lock_and_touch(Thread& thread, Object* object) {
  ObjectLock lock(object);
  static_cast<Node*>(object)->touched = object;
  (void)thread;
}

void step(Thread& thread, Random& random, std::vector<Object*>& kept) {
  Slot& slot = g_slots[random() % kSlots];
  switch (random() % 18) {
    case 0:
    case 1:
    case 2: store_new(thread, slot); break;
    case 3:
    case 4:
    case 5:
    case 6:
      if (Object* object = read_slot(thread, slot)) kept.push_back(object);
      break;
    case 7:
    case 8:
    case 9:
    case 10:
    case 11:
      if (!kept.empty()) {
        decref(thread, kept.back());
        kept.pop_back();
      }
      break;
    case 12:
      if (!kept.empty()) {
        store_container(thread, slot, kept.back());
        kept.pop_back();
      }
      break;
    case 13: churn_private(thread); break;
    case 14:
      if (!kept.empty()) adopt(thread, kept.back());
      break;
    case 15:
      if (!kept.empty()) lock_and_touch(thread, kept.back());
      break;
    case 16:
      if (!kept.empty() && kept.back()->published()) lend(kept.back());
      break;
    case 17:
      if (!kept.empty()) move_to_slot(thread, slot, kept);
      break;
  }
}

void rare_step(Thread& thread, Random& random) {
  switch (random() % 64) {
    case 0:
    case 1:
    case 2: {
      Detached blocking(thread);
      break;
    }
    case 3: {
      StopTheWorld pause(thread, "stress");
      break;
    }
    default: break;
  }
}

// One Python thread's life: a few thousand steps. What it kept is dropped before it ends, or moved into a slot.
void life(Random& random) {
  Thread thread;
  register_thread(thread);
  std::vector<Object*> kept;
  for (unsigned n = 2000 + random() % 5000; n != 0 && !g_end; --n) {
    step(thread, random, kept);
    if (n % 16 == 0) rare_step(thread, random);
    safepoint(thread);
  }
  for (Object* object : kept) decref(thread, object);
  end_thread(thread);
}

void empty_slots() {
  Actor last;
  for (Slot& slot : g_slots) {
    if (Object* object = slot.object.exchange(nullptr, acq_rel)) decref(last, object);
  }
  drain_merge_queue(last);
}

}  // namespace

int main(int argc, char** argv) {
  install_thread_hooks();
  double seconds = argc > 1 ? std::atof(argv[1]) : 2;
  int count = argc > 2 ? std::atoi(argv[2]) : 8;
  unsigned seed = argc > 3 ? static_cast<unsigned>(std::atoi(argv[3])) : 1;
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) {
    threads.emplace_back([=] {
      Random random(seed * 1000 + static_cast<unsigned>(i));
      while (!g_end) life(random);
    });
  }
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  g_end = true;
  for (std::thread& thread : threads) thread.join();
  empty_slots();
  PauseStats pauses = pause_stats();
  std::printf("made %ld, destroyed %d, pauses %llu, slowest stop %.2f ms\n", g_made.load(), g_disposed.load(),
              static_cast<unsigned long long>(pauses.pauses), static_cast<double>(pauses.max_stop_ns) / 1e6);
  return g_made == g_disposed ? 0 : 1;
}
