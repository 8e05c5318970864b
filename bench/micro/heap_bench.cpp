// Allocation and collection. Times are per object; see the counters for what a collection found.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <random>

#include "gc/cycle/collector.h"
#include "gc/refcount/free.h"
#include "tests/unit/gc/heap/toys.h"

using namespace toys;

namespace {

void allocate_free(benchmark::State& state) {
  Thread& thread = this_thread();
  for (auto _ : state) {
    Object* object = allocate(thread, 48, kLeaf, false);
    benchmark::DoNotOptimize(object);
    free_object(thread, object);
  }
}
BENCHMARK(allocate_free);

void allocate_free_traced(benchmark::State& state) {
  Thread& thread = this_thread();
  for (auto _ : state) {
    Object* object = allocate(thread, 48, kRecord, true);
    benchmark::DoNotOptimize(object);
    free_object(thread, object);
  }
}
BENCHMARK(allocate_free_traced);

void allocate_decref(benchmark::State& state) {
  Thread& thread = this_thread();
  for (auto _ : state) {
    Object* object = allocate(thread, 48, kLeaf, false);
    benchmark::DoNotOptimize(object);
    decref(thread, object);
  }
}
BENCHMARK(allocate_decref);

// A wave of objects that all live at once: pages are refilled, filled and emptied.
void allocate_free_wave(benchmark::State& state) {
  Thread& thread = this_thread();
  std::vector<Object*> objects(static_cast<size_t>(state.range(0)));
  for (auto _ : state) {
    for (Object*& object : objects) object = allocate(thread, 64, kLeaf, false);
    for (Object* object : objects) free_object(thread, object);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(allocate_free_wave)->Arg(1000)->Arg(100000);

// `n` records of two slots. Shuffled: each holds two others at random; else a binary tree in order of creation.
void build(Thread& thread, u32 n, bool shuffled) {
  std::vector<Record*> records;
  for (u32 k = 0; k < n; ++k) records.push_back(new_record(thread, 2, k));
  if (shuffled) std::shuffle(records.begin(), records.end(), std::mt19937(1));
  for (u32 k = n - 1; k >= 1; --k) {
    put(thread, records[(k - 1) / 2], (k - 1) % 2, records[k]);
  }
  g_roots.push_back(records[0]);
}

void drop_all(Thread& thread) {
  for (Object* root : g_roots) decref(thread, root);
  g_roots.clear();
}

void collect_live(benchmark::State& state) {
  Thread& thread = this_thread();
  use_roots();
  g_log.keep = false;
  g_settings.enabled.store(false, relaxed);
  u32 n = 1000000;
  build(thread, n, state.range(0) != 0);
  if (state.range(1)) {  // held by a counted reference only, as by native code: all of it goes on trial
    incref(thread, g_roots[0]);
  }
  std::vector<Object*> roots = g_roots;
  if (state.range(1)) g_roots.clear();
  u64 pause = 0;
  for (auto _ : state) pause += collect(thread, 2).pause_ns;
  g_roots = roots;
  if (state.range(1)) decref(thread, g_roots[0]);
  drop_all(thread);
  state.counters["ns/object"] = static_cast<double>(pause) / static_cast<double>(state.iterations()) / n;
}
BENCHMARK(collect_live)
    ->ArgNames({"shuffled", "unrooted"})
    ->Args({0, 0})
    ->Args({1, 0})
    ->Args({0, 1})
    ->Args({1, 1})
    ->Unit(benchmark::kMillisecond);

// A hundred thousand rings of two.
void collect_garbage(benchmark::State& state) {
  Thread& thread = this_thread();
  g_log.keep = false;
  g_settings.enabled.store(false, relaxed);
  u32 n = 100000;
  for (auto _ : state) {
    state.PauseTiming();
    for (u32 k = 0; k < n; ++k) {
      Record* a = new_record(thread, 2);
      Record* b = new_record(thread, 2);
      put(thread, a, 0, b);
      put(thread, b, 0, a);
    }
    state.ResumeTiming();
    benchmark::DoNotOptimize(collect(thread, 2).collected);
  }
  state.SetItemsProcessed(state.iterations() * n * 2);
}
BENCHMARK(collect_garbage)->Unit(benchmark::kMillisecond);

}  // namespace
