#include "gc/base/trace.h"

#include <doctest/doctest.h>

#include <thread>
#include <vector>

#include "gc/base/site.h"

namespace gc {

TEST_SUITE_BEGIN("gc/base");

namespace {
constexpr u32 kRecorder = 2;
std::vector<i64> g_begins;  // of the recorder's waits, under the recorder's mutex
bool keep_begins(u32 thread, const TraceEvent* events, u32 count) {
  for (u32 i = 0; i < count; ++i)
    if (thread == kRecorder && events[i].kind == TraceKind::lock_wait) g_begins.push_back(events[i].begin);
  return true;
}
}  // namespace

TEST_CASE("events_are_handed_over_once_and_in_order_while_a_thread_records_them") {
  constexpr i64 kEvents = 200'000;
  auto before = g_observer_hooks.write_trace;
  g_observer_hooks.write_trace = keep_begins;
  g_begins.clear();
  trace_start(1, 0);
  Atomic<bool> done{false};
  std::thread recorder([&] {
    trace_thread_begins(kRecorder);
    for (i64 i = 1; i <= kEvents; ++i) trace({.kind = TraceKind::lock_wait, .begin = i, .end = i});
    trace_thread_ends();
    done.store(true, release);
  });
  while (!done.load(acquire)) trace_hand_over();
  recorder.join();
  trace_thread_ends();
  trace_finish();
  g_observer_hooks.write_trace = before;
  REQUIRE(g_begins.size() == static_cast<size_t>(kEvents));
  for (i64 i = 0; i < kEvents; ++i) REQUIRE(g_begins[static_cast<size_t>(i)] == i + 1);
}

TEST_SUITE_END();

}  // namespace gc
