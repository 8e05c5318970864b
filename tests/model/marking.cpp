// The end of parallel marking: when no marker is at work, no gift waits, and nobody reads objects any more.
#include "gc/cycle/team_work.h"
#include "tests/model/tables.h"

namespace gc::model {
namespace {

TeamWork g_work;
Atomic<u32> g_gift{0};
Witness<bool> g_stopped;
Witness<int> g_waiting;  // objects in gifts and with markers

void read_an_object() { check(g_stopped, "an object was read while the world runs"); }

void begin_marking() {
  begin_world(2);
  new (&g_work) TeamWork;
  g_work.begin();
  g_gift.store(0, relaxed);
  g_stopped = true;
  g_waiting = 1;
}

// By the collecting thread, which has no work left.
void end_marking() {
  while (!g_work.is_done()) pause();
  check(g_waiting == 0, "not all is marked");
  g_stopped = false;
}

void trace_the_gift() {
  while (g_gift.load(acquire) == 0) {
    if (g_work.is_done()) return;
    pause();
  }
  read_an_object();
  g_waiting = 0;
  g_work.leave();
}

Bodies a_gift_and_the_end() {
  begin_marking();
  return {[] {
            read_an_object();
            g_work.add_receiver();
            g_gift.store(1, release);
            g_work.leave();
            end_marking();
          },
          trace_the_gift};
}

Bodies a_receiver_that_counts_itself() {
  begin_marking();
  return {[] {
            g_gift.store(1, release);
            g_work.leave();
            end_marking();
          },
          [] {
            if (g_gift.load(acquire) == 0) return;
            g_work.add_receiver();
            trace_the_gift();
          }};
}

Bodies a_marker_that_leaves_before_it_is_done() {
  begin_marking();
  return {[] {
            g_work.add_receiver();
            g_gift.store(1, release);
            g_work.leave();
            while (!g_work.is_done()) pause();
            g_stopped = false;
          },
          [] {
            while (g_gift.load(acquire) == 0) pause();
            g_work.leave();
            read_an_object();
          }};
}

const Scenario kScenarios[] = {
    {"a marker that gets a gift and the end of marking", 6, nullptr, a_gift_and_the_end, end_world},
    {"wrong: a receiver counts itself", 4, "not all is marked", a_receiver_that_counts_itself, end_world},
    {"wrong: a marker leaves before it is done", 4, "an object was read while the world runs",
     a_marker_that_leaves_before_it_is_done, end_world},
};

}  // namespace

std::span<const Scenario> marking_scenarios() { return kScenarios; }

}  // namespace gc::model
