// Counting, publication, object lock, safepoint, stop-the-world. Run `micro-t` and `micro` (GIL program) side by side;
// with
// -Drefcount=atomic the same benchmark shows what counting without a bias costs.
#include <benchmark/benchmark.h>

#include <atomic>
#include <thread>
#include <vector>

#include "gc/refcount/object_lock.h"
#include "gc/refcount/publish.h"
#include "gc/refcount/qsbr.h"
#include "gc/refcount/transfer.h"
#include "gc/threads/attach.h"
#include "tests/unit/gc/heap/toys.h"

using namespace toys;

namespace {

// The pair as it stands in the programs: whoever counts has just looked at the object, whose address is in a register,
// as is the thread's.
void count_pair(benchmark::State& state, Thread& thread, Object* object) {
  Thread* counter = &thread;
  for (auto _ : state) {
    asm volatile("" : "+r"(object), "+r"(counter) : : "memory");
    incref(*counter, object);
    benchmark::ClobberMemory();
    decref(*counter, object);
  }
}

// The dearest case: the address, too, is fetched from memory before each count, so that the pair waits for its eight
// loads.
void pair_owner_fetched(benchmark::State& state) {
  Thread& thread = this_thread();
  Object* object = allocate(thread, 48, kLeaf, false);
  for (auto _ : state) {
    benchmark::DoNotOptimize(object);
    incref(thread, object);
    benchmark::ClobberMemory();
    decref(thread, object);
  }
  decref(thread, object);
}
BENCHMARK(pair_owner_fetched);

void pair_owner(benchmark::State& state) {
  Thread& thread = this_thread();
  Object* object = allocate(thread, 48, kLeaf, false);
  count_pair(state, thread, object);
  decref(thread, object);
}
BENCHMARK(pair_owner);

void pair_published_owner(benchmark::State& state) {
  Thread& thread = this_thread();
  Object* object = allocate(thread, 48, kLeaf, false);
  publish(thread, object);
  count_pair(state, thread, object);
  decref(thread, object);
}
BENCHMARK(pair_published_owner);

// An object that `make` has made in a thread which has ended since. It is published.
template <class Make>
Object* of_another_thread(Thread& thread, Make make) {
  Object* object = nullptr;
  std::thread maker([&] {
    gc::Thread other;
    register_thread(other);
    object = make(other);
    end_thread(other);
  });
  Detached scope(thread);
  maker.join();
  return object;
}

// Another thread's object: every count is a locked instruction.
void pair_foreign(benchmark::State& state) {
  Thread& thread = this_thread();
  Object* object = of_another_thread(thread, [](Thread& other) {
    Object* made = allocate(other, 48, kLeaf, false);
    publish(other, made);
    hand_over(other, made);
    return made;
  });
  incref(thread, object);
  count_pair(state, thread, object);
  decref(thread, object);
  decref(thread, object);
}
BENCHMARK(pair_foreign);

// Another thread's deferred object: the differences are added up in a table of the counting thread.
void pair_deferred_foreign(benchmark::State& state) {
  Thread& thread = this_thread();
  static Object* object = of_another_thread(thread, [](Thread& other) {
    Object* made = allocate(other, 48, kRecord, true);
    make_deferred(other, made);
    publish(other, made);
    return made;
  });
  count_pair(state, thread, object);
}
BENCHMARK(pair_deferred_foreign);

void pair_immortal(benchmark::State& state) {
  Thread& thread = this_thread();
  static Object* object = nullptr;
  if (!object) make_immortal(object = allocate(thread, 48, kLeaf, false));
  count_pair(state, thread, object);
}
BENCHMARK(pair_immortal);

void pair_deferred(benchmark::State& state) {
  Thread& thread = this_thread();
  static Object* object = nullptr;
  if (!object) make_deferred(thread, object = allocate(thread, 48, kRecord, true));
  count_pair(state, thread, object);
}
BENCHMARK(pair_deferred);

// A graph of 1,000 private records in a chain, published as a whole; building it is not timed.
void publish_thousand(benchmark::State& state) {
  Thread& thread = this_thread();
  for (auto _ : state) {
    state.PauseTiming();
    Record* head = nullptr;
    for (u32 i = 0; i < 1000; ++i) {
      Record* record = new_record(thread, 2, i);
      if (head) put(thread, record, 0, head);
      head = record;
    }
    state.ResumeTiming();
    publish(thread, head);
    state.PauseTiming();
    decref(thread, head);
    quiesce(thread);
    state.ResumeTiming();
  }
}
BENCHMARK(publish_thousand);

void object_lock_private(benchmark::State& state) {
  Thread& thread = this_thread();
  Object* object = allocate(thread, 48, kLeaf, false);
  for (auto _ : state) {
    benchmark::DoNotOptimize(object);
    ObjectLock lock(object);
  }
  decref(thread, object);
}
BENCHMARK(object_lock_private);

void object_lock_published(benchmark::State& state) {
  Thread& thread = this_thread();
  Object* object = allocate(thread, 48, kLeaf, false);
  publish(thread, object);
  for (auto _ : state) {
    benchmark::DoNotOptimize(object);
    ObjectLock lock(object);
  }
  decref(thread, object);
}
BENCHMARK(object_lock_published);

// So many locks in turn that none of them is worth a reservation: each is taken and released by atomic instructions.
void object_lock_of_many(benchmark::State& state) {
  Thread& thread = this_thread();
  constexpr size_t kMany = 64;
  Object* objects[kMany];
  for (Object*& object : objects) publish(thread, object = allocate(thread, 48, kLeaf, false));
  size_t turn = 0;
  for (auto _ : state) {
    Object* object = objects[turn++ % kMany];
    benchmark::DoNotOptimize(object);
    ObjectLock lock(object);
  }
  for (Object* object : objects) decref(thread, object);
}
BENCHMARK(object_lock_of_many);

void safepoint_idle(benchmark::State& state) {
  Thread& thread = this_thread();
  for (auto _ : state) {
    benchmark::DoNotOptimize(&thread);
    benchmark::DoNotOptimize(safepoint(thread));
  }
}
BENCHMARK(safepoint_idle);

// A pause while `range` other threads run from safepoint to safepoint.
void stop_the_world(benchmark::State& state) {
  Thread& thread = this_thread();
  std::atomic<bool> stop{false};
  std::vector<std::thread> others;
  for (int64_t i = 0; i < state.range(0); ++i) {
    others.emplace_back([&] {
      gc::Thread record;
      register_thread(record);
      while (!stop.load(std::memory_order_relaxed)) safepoint(record);
      end_thread(record);
    });
  }
  for (auto _ : state) StopTheWorld pause(thread, "benchmark");
  stop = true;
  {
    Detached scope(thread);
    for (std::thread& other : others) other.join();
  }
}
BENCHMARK(stop_the_world)->Arg(0)->Arg(1)->Arg(2)->Arg(4)->Arg(8)->UseRealTime();

}  // namespace
