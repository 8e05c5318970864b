// Deferred objects, counted by each thread in a table of its own: in a pause for which all tables are settled the sum
// is exact. The last one is wrong.
#include "gc/refcount/deferred_counts.h"
#include "gc/threads/stop_world.h"
#include "tests/model/tables.h"

namespace gc::model {
namespace {

Item* x;
Witness<i32> g_references;  // that the scenario knows of; each changes together with the count, between two safepoints

void make_shared_class() {
  begin_world(2);
  x = make_item(A());
  make_deferred(A(), x);
  publish(A(), x);
  g_references = 2;  // ours and the collector's
}

void take(Thread& thread) {
  count_later(thread, x, 1);
  g_references += 1;
}
void give_back(Thread& thread) {
  count_later(thread, x, -1);
  g_references += -1;
}

void use_class(Thread& thread) {
  take(thread);
  safepoint(thread);
  take(thread);
  give_back(thread);
  safepoint(thread);
  give_back(thread);
  detach(thread);
}

i32 sum() { return static_cast<i32>(x->local.load(relaxed)) + shared_count(x->shared.load(relaxed)); }

void collect(Thread& thread, bool all) {
  StopTheWorld pause(thread, "model");
  settle_deferred_counts(thread);
  if (all) settle_deferred_counts(F());
  check(sum() == g_references, "a pause found a wrong count");
}

void finish() {
  for (Thread* each : {&A(), &F()}) {
    if (!each->attached()) attach(*each);
    settle_deferred_counts(*each);
  }
  check(sum() == 2, "a count was lost");
  x->meta.fetch_and(~static_cast<u32>(kDeferred), relaxed);
  decref(A(), x);
  decref(A(), x);
  end_world();
}

Bodies user_and_a_pause() {
  make_shared_class();
  return {[] {
            collect(A(), true);
            collect(A(), true);
          },
          [] { use_class(F()); }};
}

// What one thread has taken another gives back: its difference is negative.
Bodies owner_gives_back_what_another_took() {
  make_shared_class();
  return {[] {
            safepoint(A());
            incref(A(), x);
            g_references += 1;
            collect(A(), true);
          },
          [] {
            take(F());
            safepoint(F());
            give_back(F());
            give_back(F());
            take(F());
            safepoint(F());
            give_back(F());
            take(F());
            take(F());
            detach(F());
          }};
}
void finish_after_exchange() {
  decref(A(), x);
  decref(A(), x);
  g_references += -2;
  finish();
}

Bodies pause_that_settles_only_its_own() {
  make_shared_class();
  return {[] { collect(A(), false); }, [] { use_class(F()); }};
}

const Scenario kScenarios[] = {
    {"deferred counts and a pause", 4, nullptr, user_and_a_pause, finish},
    {"deferred count taken and given back by different threads", 4, nullptr, owner_gives_back_what_another_took,
     finish_after_exchange},
    {"wrong: a pause that settles only its own counts",
     4,
     "a pause found a wrong count",
     pause_that_settles_only_its_own,
     finish,
     {Accelerator::deferred_counts}},
};

}  // namespace

std::span<const Scenario> deferred_scenarios() { return kScenarios; }

}  // namespace gc::model
