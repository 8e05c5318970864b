// Weak references that end while another thread asks for one to the same referent, which it may get to share: by their
// count, and by a collection. The last one is wrong.
#include "gc/threads/stop_world.h"
#include "tests/model/tables.h"

namespace gc::model {
namespace {

Item *x, *y;  // the referent, and a weak reference to it
WeakEntry g_entry{};

void make_weak_reference() {
  begin_world(2);
  x = make_published(A());
  y = make_published(A());
  y->entry = &g_entry;
  new (&g_entry) WeakEntry{};
  g_entry.held = WeakEntry::held_by(y, false);
  weakref_add(A(), x, &g_entry);
}

void finish_weak_reference() {
  check(!g_entry.referent.peek(), "a weak reference is left in the table");
  decref(A(), x);
  end_world();
}

// x lives for ever.
void ask_for_a_weak_reference(Thread& thread) {
  Object* found = weakref_find(thread, x, y->shape_id());
  if (!found) return;
  check(y->destroyed == 0, "a dead weak reference was found");
  safepoint(thread);
  check(g_entry.referent.load(acquire) == x, "a weak reference to what lives is dead");
  decref(thread, found);
}

// A collection, for which the one reference to y that A has stands for those of garbage.
void collect(bool clears_at_the_verdict) {
  bool is_garbage;
  {
    StopTheWorld pause(A(), "model");
    is_garbage = total_count(y) == 1;
    if (is_garbage && clears_at_the_verdict) weakref_remove(A(), &g_entry);
  }
  if (is_garbage) weakref_remove(A(), &g_entry);  // as the clearing of garbage does
  decref(A(), y);
}

Bodies shared_while_it_is_collected() {
  make_weak_reference();
  return {[] { collect(true); },
          [] {
            safepoint(F());
            ask_for_a_weak_reference(F());
            detach(F());
          }};
}

Bodies shared_while_it_dies() {
  make_weak_reference();
  return {[] {
            decref(A(), y);
            safepoint(A());
          },
          [] { ask_for_a_weak_reference(F()); }};
}

Bodies cleared_after_the_verdict() {
  make_weak_reference();
  return {[] { collect(false); },
          [] {
            safepoint(F());
            ask_for_a_weak_reference(F());
            detach(F());
          }};
}

const Scenario kScenarios[] = {
    {"a weak reference shared while it is collected", 4, nullptr, shared_while_it_is_collected, finish_weak_reference},
    {"a weak reference shared while it dies", 5, nullptr, shared_while_it_dies, finish_weak_reference},
    {"wrong: weak references in garbage cleared after the verdict", 4, "a weak reference to what lives is dead",
     cleared_after_the_verdict, finish_weak_reference},
};

}  // namespace

std::span<const Scenario> weak_reference_scenarios() { return kScenarios; }

}  // namespace gc::model
