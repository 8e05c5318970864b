// Walks over the heap without garbage in progress. A trial set without a trial serves as the set of objects to skip.
#include "gc/cycle/in_progress.h"

#include "gc/cycle/trial.h"
#include "gc/threads/registry.h"

namespace gc {

namespace {

// Dead garbage need not be added, because the walk skips dead objects. Lists have gaps while their references are
// dropped.
void add_garbage(TrialSet& hidden, const Garbage& garbage) {
  if (garbage.dead) return;
  garbage.for_each([&](Object* object) {
    if (object) hidden.add_unjudged(object);
  });
}

void add_garbage_of(Thread& thread, void* hidden) {
  for (auto* each = static_cast<const InProgress*>(thread.collector); each; each = each->outer()) {
    add_garbage(*static_cast<TrialSet*>(hidden), each->garbage());
  }
}

}  // namespace

bool for_each_in_use(Thread& thread, void (*f)(Object*, void*), void* argument) {
  ASSERT(world_stopped());
  TrialSet hidden(thread, Scope::everybody());
  for_each_thread(add_garbage_of, &hidden);
  if (!hidden.is_complete()) return false;
  if (hidden.tried() == 0) {
    for_each_traced(f, argument);
    return true;
  }
  struct Walk {
    const TrialSet& hidden;
    void (*f)(Object*, void*);
    void* argument;
  } walk{hidden, f, argument};
  for_each_traced(
      [](Object* object, void* context) {
        auto* w = static_cast<Walk*>(context);
        if (!w->hidden.contains(object)) w->f(object, w->argument);
      },
      &walk);
  return true;
}

bool drop_garbage_in_progress(Thread& thread, Object** objects, size_t count) {
  ASSERT(world_stopped());
  TrialSet hidden(thread, Scope::everybody());
  for_each_thread(add_garbage_of, &hidden);
  if (!hidden.is_complete()) return false;
  if (hidden.tried() == 0) return true;
  for (size_t i = 0; i < count; ++i) {
    if (hidden.contains(objects[i])) objects[i] = nullptr;
  }
  return true;
}

}  // namespace gc
