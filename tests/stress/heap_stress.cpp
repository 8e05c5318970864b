// Threads allocate, pass objects to each other, free what others made, leave cycles behind and exit, while the world is
// stopped for collections again and again. At the end everything must be gone. For the sanitizers and for debug builds.
//
//   heap_stress [seconds] [threads]
#include <cstdio>
#include <cstdlib>
#include <random>

#include "gc/base/clock.h"
#include "gc/cycle/collector.h"
#include "gc/cycle/verify.h"
#include "gc/heap/local_heap.h"
#include "gc/refcount/object_lock.h"
#include "gc/refcount/transfer.h"
#include "tests/unit/gc/heap/toys.h"

using namespace toys;

namespace {

constexpr u32 kHubSlots = 64;

Record* g_hub;  // published; its slots under its lock
Atomic<u64> g_allocated{0}, g_finalized{0}, g_threads_run{0}, g_collected{0};
i64 g_end;

class Player {
 public:
  Player(Thread& thread, u32 seed) : thread_(thread), random_(seed) {}

  void play() {
    u32 turns = 200 + below(3000);
    for (u32 n = 0; n < turns && now_ns() < g_end; ++n) {
      turn();
      safepoint(thread_);
    }
    for (Object* object : mine_) decref(thread_, object);
  }

 private:
  u32 below(u32 n) { return static_cast<u32>(random_() % n); }

  void turn() {
    switch (below(12)) {
      case 0:
      case 1:
      case 2: keep(make()); break;
      case 3:
      case 4: drop_one(); break;
      case 5:
      case 6: exchange(make()); break;
      case 7: take(); break;
      case 8: ring(); break;
      case 9: weak(); break;
      case 10: hand_through(); break;
      default: rarely(); break;
    }
  }

  Record* make() {
    static constexpr u32 kSizes[] = {1, 2, 3, 7, 20, 120, 300};
    g_allocated.fetch_add(1, relaxed);
    Record* record = new_record(thread_, kSizes[below(7)], 0, below(4) == 0 ? kWithFinalizer : kRecord);
    if (below(2)) put(thread_, record, 0, new_leaf(thread_, 16 + below(1500)));
    return record;
  }

  void keep(Object* object) {
    mine_.push_back(object);
    if (mine_.size() > 200) drop_one();
  }

  void drop_one() {
    if (mine_.empty()) return;
    std::swap(mine_[below(static_cast<u32>(mine_.size()))], mine_.back());
    Object* object = mine_.back();
    mine_.pop_back();
    decref(thread_, object);
  }

  // Puts the object into the hub and drops what was there.
  void exchange(Record* record) {
    before_store(thread_, g_hub, record);
    u32 slot = below(kHubSlots);
    Object* old;
    {
      ObjectLock guard(g_hub);
      old = g_hub->slots[slot];
      g_hub->slots[slot] = record;
    }
    if (old) decref(thread_, old);
  }

  void take() {
    Object* found;
    {
      ObjectLock guard(g_hub);
      found = g_hub->slots[below(kHubSlots)];
      if (found) incref(thread_, found);
    }
    if (found) keep(found);
  }

  void ring() {
    Record* first = make();
    Record* second = make();
    if (first->slots[0]) decref(thread_, first->slots[0]);
    if (second->slots[0]) decref(thread_, second->slots[0]);
    first->slots[0] = second;
    second->slots[0] = first;
    incref(thread_, first);
    if (below(2)) {
      exchange(first);
    } else {
      decref(thread_, first);
    }
  }

  void weak() {
    Record* record = make();
    Weak* reference = new_weak(thread_, record, 0);
    if (below(2)) exchange(record);
    else keep(record);
    safepoint(thread_);
    if (Object* found = weakref_get(thread_, &reference->entry)) decref(thread_, found);
    decref(thread_, reference);
  }

  void hand_through() {
    Record* record = make();
    incref(thread_, record);
    hand_over(thread_, record);
    exchange(record);
    decref(thread_, record);
  }

  void rarely() {
    if (below(40) == 0) g_collected.fetch_add(collect_private(thread_).collected, relaxed);
    if (below(200) == 0) g_collected.fetch_add(collect(thread_, 2).collected, relaxed);
    if (below(400) == 0 && kDebug) verify_heap_or_die(thread_);
    if (below(20) == 0) {
      Detached detached(thread_);
      std::this_thread::yield();
    }
  }

  Thread& thread_;
  std::mt19937 random_;
  std::vector<Object*> mine_;
};

void run_generations(u32 seed) {
  for (u32 n = 0; now_ns() < g_end; ++n) {
    std::thread([seed, n] {
      Thread& thread = this_thread();
      Player(thread, seed * 1000003 + n).play();
      end_thread(thread);
      g_threads_run.fetch_add(1, relaxed);
    }).join();
  }
}

void empty_hub(Thread& thread) {
  for (u32 n = 0; n < kHubSlots; ++n) {
    Object* object = g_hub->slots[n];
    g_hub->slots[n] = nullptr;
    if (object) decref(thread, object);
  }
}

void clean_up(Thread& thread) {
  for (int n = 0; n < 4; ++n) {
    g_collected.fetch_add(collect(thread, 2).collected, relaxed);
    safepoint(thread);
    quiesce(thread);
  }
}

// A thread's own records (what it has retired, noted, and so on) lie among the objects until it ends.
void as_another_thread(void (*work)(Thread& thread)) {
  std::thread([work] {
    Thread& thread = this_thread();
    work(thread);
    end_thread(thread);
  }).join();
}

// What is left after everything has been dropped, collected and has outlived its grace period, and all threads have
// ended.
u64 left_over() {
  static u64 left;
  as_another_thread(clean_up);
  as_another_thread([](Thread& thread) {
    StopTheWorld pause(thread, "count");
    absorb_remote_pages(heap_of(thread));
    absorb_orphans();
    left = heap_stats().live_objects;
  });
  return left;
}

}  // namespace

int main(int argc, char** argv) {
  install_thread_hooks();
  double seconds = argc > 1 ? atof(argv[1]) : 3;
  int players = argc > 2 ? atoi(argv[2]) : 4;
  Thread& thread = this_thread();
  publish_roots(thread);  // as the runtime does before it starts a thread
  g_log.keep = false;
  g_log.in_finalizer = [](Thread&, Record*) { g_finalized.fetch_add(1, relaxed); };
  g_hub = new_record(thread, kHubSlots, 0);
  publish(thread, g_hub);
  g_end = now_ns() + static_cast<i64>(seconds * 1e9);
  {
    Detached detached(thread);
    std::vector<std::thread> threads;
    for (int n = 0; n < players; ++n) threads.emplace_back(run_generations, static_cast<u32>(n));
    for (std::thread& each : threads) each.join();
  }
  verify_heap_or_die(thread);
  empty_hub(thread);
  decref(thread, g_hub);
  clean_up(thread);
  end_thread(thread);
  u64 left = left_over();
  std::printf("%llu threads, %llu objects, %llu finalized, %llu collected, %llu left\n",
              static_cast<unsigned long long>(g_threads_run.load()),
              static_cast<unsigned long long>(g_allocated.load()), static_cast<unsigned long long>(g_finalized.load()),
              static_cast<unsigned long long>(g_collected.load()), static_cast<unsigned long long>(left));
  return left == 0 ? 0 : 1;
}
