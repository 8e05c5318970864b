// The team of markers: one that guesses reads no object once the world runs again, and nothing waits when marking ends.
#include "gc/cycle/team_work.h"
#include "tests/model/tables.h"

namespace gc::model {
namespace {

TeamWork g_work;
Atomic<u32> g_origin_marked{0}, g_guesses{0};
Witness<bool> g_stopped;
Witness<int> g_waiting;  // of a marker whose guess was right

void read_an_object() {
  check(g_stopped, "an object was read while the world runs");
  g_origin_marked.load(relaxed);
  check(g_stopped, "an object was read while the world runs");
}

void begin_marking() {
  begin_world(2);
  new (&g_work) TeamWork;
  g_work.begin();
  g_origin_marked.store(0, relaxed);
  g_guesses.store(0, relaxed);
  g_stopped = true;
  g_waiting = 0;
}

void end_marking() {
  while (!g_work.is_quiet()) pause();
  check(g_waiting == 0, "not all is marked");
  g_stopped = false;
}

void guess() {
  if (!g_work.begin_to_guess()) return;
  while (!g_work.is_done()) {
    read_an_object();
    if (g_origin_marked.load(relaxed) == 0 || !g_work.join()) {
      pause();
      continue;
    }
    g_waiting = 1;
    read_an_object();
    g_waiting = 0;
    g_work.leave();
    break;
  }
  g_work.end_guess();
}

Bodies a_guess_and_the_end() {
  begin_marking();
  return {[] {
            read_an_object();
            g_origin_marked.store(1, relaxed);
            g_work.leave();
            end_marking();
          },
          [] { guess(); }};
}

// Who has joined gives back what the first one waits for.
Bodies a_guess_and_a_gift() {
  begin_marking();
  return {[] {
            g_origin_marked.store(1, relaxed);
            g_work.add_receiver();
            g_work.leave();
            while (!g_work.is_done()) pause();
            end_marking();
          },
          [] {
            guess();
            read_an_object();  // the gift
            g_work.leave();
          }};
}

Bodies guess_without_a_look_at_who_works() {
  begin_marking();
  return {[] {
            g_work.leave();
            while (g_guesses.load(acquire) != 0) pause();
            end_marking();
          },
          [] {
            if (g_work.is_done()) return;
            g_guesses.store(1, release);
            read_an_object();
            g_guesses.store(0, release);
          }};
}

const Scenario kScenarios[] = {
    {"a marker that guesses and the end of marking", 6, nullptr, a_guess_and_the_end, end_world},
    {"a marker that guesses and gets a gift", 6, nullptr, a_guess_and_a_gift, end_world},
    {"wrong: a guess that begins after a look at who works", 4, "an object was read while the world runs",
     guess_without_a_look_at_who_works, end_world},
};

}  // namespace

std::span<const Scenario> marking_scenarios() { return kScenarios; }

}  // namespace gc::model
