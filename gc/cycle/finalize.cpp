// The steps of finalize.h. Functions named drop_* and let_go drop the references that take_hold() has taken.
#include "gc/cycle/finalize.h"

#include <algorithm>
#include <utility>

#include "gc/base/trace.h"
#include "gc/cycle/collector.h"
#include "gc/cycle/settle.h"
#include "gc/heap/heap.h"
#include "gc/refcount/free.h"
#include "gc/refcount/held_counts.h"
#include "gc/refcount/publish.h"
#include "gc/refcount/valid.h"
#include "gc/threads/attach.h"

namespace gc {

namespace {

constexpr u32 kDebugSaveAll = 32;  // gc.DEBUG_SAVEALL

constexpr size_t kAhead = 8;  // objects that are prefetched before their turn

void fetch(ObjectVector& objects, size_t n) {
  if (n < objects.size()) __builtin_prefetch(objects[n]);
}

// Makes the collecting thread the owner of all references to the object, so that its end needs no merge queue. The
// count words may be rewritten, because all threads are stopped, and no object outside the garbage holds the object.
void become_owner(Thread& thread, Object* object) {
  if (object->owner.load(relaxed) == thread.id && object->shared.load(relaxed) == shared_word(0, kBiased)) [[likely]]
    return;
  ASSERT(world_stopped());
  u32 total = total_count(object);
  object->owner.store(thread.id, relaxed);
  object->local.store(total, relaxed);
  object->shared.store(shared_word(0, kBiased), relaxed);
  if (object->has_flag(kBorrowed)) object->clear_flag(kBorrowed);  // no register borrows it: registers are roots
}

// Publishes garbage of other threads: such garbage may hold living objects that are private to its thread, which a
// finalizer could reach from the collecting thread. Counts the objects that were published before.
void publish_foreign(Thread& thread, Garbage& garbage) {
  garbage.for_each([&](Object* object) {
    garbage.published += object->published();
    if (object->owner.load(relaxed) != thread.id) publish(thread, object);
  });
}

// True if the garbage can be dead from its verdict on. Not with atomic counts, where the word of a dead object has no
// room for the counts that its holders drop.
bool ends_at_verdict(const TrialSet& found) {
  constexpr u32 kSpecial =
      static_cast<u32>(kDeferred) | static_cast<u32>(kWeakrefs) | kHasFinalizer | kIsEntangled | kIsWeakref;
  return kRefcount != Refcount::kAtomic && (found.traits() & kSpecial) == 0 &&
         (g_settings.debug.load(relaxed) & kDebugSaveAll) == 0;
}

// The end of dead garbage: disposes of all objects, then frees their blocks.
void take_apart(Thread& thread, Garbage& garbage) {
  ObjectVector& objects = garbage.instances;
  garbage.pages.take_apart(thread);
  for (size_t n = 0; n < objects.size(); ++n) {
    fetch(objects, n + kAhead);
    if (auto dispose = lifetime_of(objects[n]).dispose) dispose(thread, objects[n]);
  }
  for (size_t n = 0; n < objects.size(); ++n) {
    fetch(objects, n + kAhead);
    free_object(thread, objects[n]);
  }
  garbage.pages.free(thread);
}

// Defers the objects again, which live on: gives each the collector's own reference back.
void defer_again(Thread& thread, const ObjectVector& objects) {
  for (Object* object : objects) {
    ASSERT(!object->has_flag(kDeferred));
    incref(thread, object);
    object->set_flag(kDeferred);
    if (g_runtime_hooks.condemn) g_runtime_hooks.condemn(object, false);
  }
}

void let_go(Thread& thread, ObjectVector& objects) {
  for (Object*& object : objects) decref(thread, std::exchange(object, nullptr));
  objects.truncate(0);
}

// Drops the objects in the list, from index `from` on, that have no other reference. The others stay in the list. True:
// there was such an object.
bool drop_unheld(Thread& thread, ObjectVector& objects, size_t from = 0) {
  size_t kept = from;
  for (size_t n = from; n < objects.size(); ++n) {
    Object* object = std::exchange(objects[n], nullptr);
    ASSERT(!object->has_flag(kDeferred));  // a deferred object's count says nothing
    if (total_count(object) > 1) objects[kept++] = object;
    else decref(thread, object);
  }
  bool any = kept != objects.size();
  objects.truncate(kept);
  return any;
}

// Does the same for all lists, except for the first `classes_to_keep` classes, and repeats it as long as that leaves
// more objects without another reference, but at most kRounds times. An object that stays in a list has survived its
// clearing, or is held by another one that has, or by a chain too long for kRounds.
void drop_unheld(Thread& thread, Garbage& garbage, size_t classes_to_keep) {
  constexpr int kRounds = 8;
  bool any = true;
  for (int round = 0; any && round < kRounds; ++round) {
    any = drop_unheld(thread, garbage.instances);
    any = drop_unheld(thread, garbage.deferred) || any;
    any = drop_unheld(thread, garbage.classes, classes_to_keep) || any;
  }
}

// Moves objects that are not garbage any more to `revived`; the others stay in the list, in their order.
void split(ObjectVector& objects, const TrialSet& left, ObjectVector& revived) {
  size_t kept = 0;
  for (Object* object : objects) {
    if (left.contains(object)) objects[kept++] = object;
    else revived.push(object);
  }
  objects.truncate(kept);
}

// Decides which classes of the garbage can be dropped. Classes that are held from outside live on, and so do the
// classes of objects that have survived their clearing; these go to `kept`. (Surviving objects may themselves be held
// by classes, as the tuples of their bases are.) Among the others, classes that are the class of another one in the
// list are moved to the front, and their number is returned: they must be dropped later. World stopped, all counts
// settled.
size_t judge_classes(Thread& thread, Garbage& garbage, Garbage& kept) {
  ASSERT(world_stopped());
  ObjectVector& classes = garbage.classes;
  TrialSet left(thread, Scope::everybody());
  garbage.for_each([&](Object* object) { left.add(object, 1); });
  left.judge();
  for (const ObjectVector* survivors : {&garbage.instances, &garbage.deferred}) {
    for (Object* object : *survivors) left.revive(shape_of(object)->type);
  }
  left.propagate();
  left.flag_classes();
  // If there is no memory for the verdict, all classes live on.
  if (left.is_complete() && kept.classes.reserve(classes.size())) split(classes, left, kept.classes);
  else kept.classes.swap(classes);
  defer_again(thread, kept.classes);
  size_t later = 0;
  for (Object*& type : classes) {
    if (left.flagged_class(type)) std::swap(type, classes[later++]);
  }
  return later == classes.size() ? 0 : later;  // 0: they are classes of each other
}

// Drops the classes: a metaclass after its instances, and each only when that ends it. So no other thread ever finds a
// class that is counted but not deferred.
void drop_classes(Thread& thread, Garbage& garbage) {
  for (size_t before = 0; garbage.classes.size() != before;) {
    before = garbage.classes.size();
    Garbage kept;
    size_t later;
    {
      StopTheWorld pause(thread, "collection: classes");
      settle_all_counts();
      later = judge_classes(thread, garbage, kept);
    }
    let_go(thread, kept.classes);
    drop_unheld(thread, garbage, later);
  }
  if (garbage.classes.empty()) return;
  {
    StopTheWorld pause(thread, "collection: classes that cannot be cleared");
    defer_again(thread, garbage.classes);
  }
  let_go(thread, garbage.classes);
}

// Takes a reference on each object.
void hold(Thread& thread, ObjectVector& objects) {
  constexpr bool kOwned = kRefcount == Refcount::kBiased;
  for (size_t n = 0; n < objects.size(); ++n) {
    fetch(objects, n + kAhead);
    if (kOwned) become_owner(thread, objects[n]);
    ASSERT(!objects[n]->immortal() && !objects[n]->has_flag(kFrozen) && total_count(objects[n]) != 0);
    ASSERT_SLOW(object_lock_is_valid(objects[n], false));
    incref(thread, objects[n]);
  }
}

// Ends the deferral of garbage: deferred objects are counted like all others from now on. References to them that
// garbage holds uncounted become counted. Threads hold no uncounted reference to garbage, because such an object would
// have been reachable.
void end_deferral(Thread& thread, Garbage& garbage) {
  size_t kept = 0;
  for (Object* object : garbage.deferred) {
    ASSERT(object->has_flag(kDeferred));
    object->clear_flag(kDeferred);
    decref(thread, object);  // the collector's own count, beside the one that hold() has taken
    bool is_class = !g_runtime_hooks.condemn || g_runtime_hooks.condemn(object, true);
    if (is_class) garbage.classes.push(object);
    else garbage.deferred[kept++] = object;
  }
  garbage.deferred.truncate(kept);
  if (!g_runtime_hooks.count_registers) return;
  for (Object* object : garbage.instances) g_runtime_hooks.count_registers(thread, object);
}

u32 finalizer_rank(const ShapeBase& shape) {
  return g_runtime_hooks.finalizer_rank ? g_runtime_hooks.finalizer_rank(shape) : 0;
}

}  // namespace

bool Garbage::make_room(const TrialSet& found) {
  size_t listed = found.size() - pages.size();
  return instances.reserve(listed) &&
         ((flags & kDeferred) == 0 || (deferred.reserve(listed) && classes.reserve(listed)));
}

void Garbage::split(const TrialSet& left, Garbage& revived) {
  gc::split(instances, left, revived.instances);
  gc::split(deferred, left, revived.deferred);
  gc::split(classes, left, revived.classes);
}

bool Garbage::make_room(const Garbage& other) {
  return instances.reserve(other.instances.size()) && deferred.reserve(other.deferred.size()) &&
         classes.reserve(other.classes.size());
}

bool take_hold(Thread& thread, TrialSet& found, Garbage& garbage) {
  ASSERT(found.is_complete() && garbage.size() == 0);
  garbage.flags = found.traits() & kFlagMask;
  garbage.finalizers = (found.traits() & kHasFinalizer) != 0;
  garbage.weakrefs = (found.traits() & kIsWeakref) != 0;
  garbage.dead = ends_at_verdict(found);
  if (garbage.dead) garbage.pages.take(thread, found);
  if (!garbage.make_room(found)) {
    garbage.pages.forget();
    garbage.flags = 0;
    return false;
  }
  bool any_deferred = (garbage.flags & kDeferred) != 0;
  found.for_each([&](Object* object) {
    (any_deferred && object->has_flag(kDeferred) ? garbage.deferred : garbage.instances).push(object);
  });
  // Atomic counts do not tell whose an object is; but while there is one thread, all objects are that thread's.
  if (kRefcount == Refcount::kBiased ? g_threads_started.load(relaxed) : kFreeThreaded && thread_count() > 1)
    publish_foreign(thread, garbage);
  settle_held_counts(thread);
  hold(thread, garbage.instances);
  hold(thread, garbage.deferred);
  if (any_deferred) end_deferral(thread, garbage);
  if (!garbage.dead) return true;
  for (Object* object : garbage.instances) {
    object->shared.store(kDead, relaxed);
    observe(ObjectEvent::died_cycle, object);
  }
  if (garbage.pages.holding() || !garbage.instances.empty()) garbage.pages.hold();
  else garbage.pages.free(thread);
  return true;
}

bool g_weakrefs_outlive_finalizers = false;

// The callbacks of garbage are not called.
static void keep_living_holders(Thread& thread, const TrialSet& found, WeakHolders& holders, WeakHolders& callbacks) {
  while (WeakEntry* entry = holders.take()) {
    // The holder lives on after this decref: garbage holds it, or take_hold() does.
    if (found.contains(entry->holder())) decref(thread, entry->holder());
    else callbacks.add(entry);
  }
}

void clear_weakrefs(Thread& thread, const TrialSet& found, const Garbage& garbage, WeakHolders& callbacks) {
  WeakHolders holders;
  garbage.for_each([&](Object* object) {
    if (object->has_flag(kWeakrefs)) weakref_clear(thread, object, holders);
    if (!garbage.weakrefs) return;
    if (auto entry_of = lifetime_of(object).weak_entry) weakref_remove(thread, entry_of(object));
  });
  keep_living_holders(thread, found, holders, callbacks);
}

void clear_weakrefs_first(Thread& thread, const TrialSet& found, const Garbage& garbage, WeakHolders& callbacks) {
  if (!g_weakrefs_outlive_finalizers || !garbage.finalizers) return clear_weakrefs(thread, found, garbage, callbacks);
  WeakHolders holders;
  garbage.for_each([&](Object* object) {
    if (object->has_flag(kWeakrefs)) weakref_clear_callbacks(thread, object, holders);
  });
  keep_living_holders(thread, found, holders, callbacks);
}

void forgo_callbacks_of_garbage(Thread& thread, Scope scope, const Garbage& garbage, WeakHolders& callbacks) {
  TrialSet both(thread, scope);
  bool any = false;
  callbacks.for_each([&](Object* holder) {
    PageSide* side = side_of(holder);  // null: no trial knows it
    if (!side || !scope.admits(holder) || !scope.admits_page_of(holder)) return;
    side->unmark(holder);  // what is marked is passed by
    both.add(holder, 1);
    any = true;
  });
  if (!any) return;
  garbage.for_each([&](Object* object) { both.add(object, 1); });
  both.judge();
  if (!both.is_complete()) return;
  WeakHolders all;
  while (WeakEntry* entry = callbacks.take()) all.add(entry);
  keep_living_holders(thread, both, all, callbacks);
}

void run_callbacks(Thread& thread, WeakHolders& callbacks) {
  assert_safepoint_allowed();
  TraceSpan span(TraceKind::callbacks);
  while (WeakEntry* entry = callbacks.take()) g_counting_hooks.weakref_callback(thread, entry->holder());
}

void run_finalizers(Thread& thread, Garbage& garbage) {
  TraceSpan span(TraceKind::finalize);
  u32 ranks = 1;  // the highest rank seen so far, and 1
  for (u32 rank = 0; rank < ranks; ++rank) {
    garbage.for_each([&](Object* object) {
      const ShapeBase& shape = *shape_of(object);
      if (!shape.lifetime->finalize || object->has_flag(kFinalized)) return;
      u32 its = finalizer_rank(shape);
      if (its > rank) {
        ranks = std::max(ranks, its + 1);
        return;
      }
      ASSERT(!object->dead());
      object->set_flag(kFinalized);
      shape.lifetime->finalize(thread, object);
    });
  }
}

void clear_garbage(Thread& thread, Garbage& garbage) {
  TraceSpan span(TraceKind::free);
  if (garbage.dead) return take_apart(thread, garbage);
  if ((g_settings.debug.load(relaxed) & kDebugSaveAll) && g_runtime_hooks.save_garbage) {
    garbage.for_each([&](Object* object) { g_runtime_hooks.save_garbage(thread, object); });
    {
      StopTheWorld pause(thread, "collection: all lives on");
      defer_again(thread, garbage);
    }
    return spare(thread, garbage);
  }
  garbage.for_each([&](Object* object) {
    const Lifetime& lifetime = lifetime_of(object);
    if (lifetime.clear) lifetime.clear(thread, object);
  });
  drop_unheld(thread, garbage, garbage.classes.size());
  drop_classes(thread, garbage);
  let_go(thread, garbage.instances);
  let_go(thread, garbage.deferred);
}

void defer_again(Thread& thread, const Garbage& garbage) {
  defer_again(thread, garbage.deferred);
  defer_again(thread, garbage.classes);
}

void spare(Thread& thread, Garbage& garbage) {
  let_go(thread, garbage.instances);
  let_go(thread, garbage.deferred);
  let_go(thread, garbage.classes);
}

}  // namespace gc
