#include "gc/cycle/finalize.h"

#include "gc/cycle/collector.h"
#include "gc/heap/heap.h"
#include "gc/refcount/held_counts.h"
#include "gc/refcount/publish.h"
#include "gc/threads/attach.h"

namespace gc {

namespace {

constexpr u32 kDebugSaveAll = 32;  // gc.DEBUG_SAVEALL

constexpr size_t kAhead = 8;  // objects that are fetched before their turn

void fetch(ObjectVector& objects, size_t n) {
  if (n < objects.size()) __builtin_prefetch(objects[n]);
}

// Nobody outside the garbage holds the object and all threads are stopped, so its count words may be rewritten: the collecting thread
// becomes the owner of all references there are, and the end needs no merge queue.
void become_owner(Thread& thread, Object* object) {
  if (object->owner.load(relaxed) == thread.id && object->shared.load(relaxed) == shared_word(0, kBiased)) [[likely]] return;
  u32 total = total_count(object);
  object->owner.store(thread.id, relaxed);
  object->local.store(total, relaxed);
  object->shared.store(shared_word(0, kBiased), relaxed);
  if (object->has_flag(kBorrowed)) object->clear_flag(kBorrowed);  // no register has it: they are roots
}

// What garbage of another thread holds may be private to that thread and alive; a finalizer would see it from here. Returns how many objects
// were published before.
u64 publish_foreign(Thread& thread, ObjectVector& garbage) {
  u64 published = 0;
  for (Object* object : garbage) {
    published += object->published();
    if (object->owner.load(relaxed) != thread.id) publish(thread, object);
  }
  return published;
}

// With atomic counts a dead object's count word has no room for the counts that its holders drop.
bool ends_at_verdict(const TrialSet& found) {
  constexpr u32 kSpecial = static_cast<u32>(kDeferred) | static_cast<u32>(kWeakrefs) | kHasFinalizer | kIsEntangled;
  return kRefcount != Refcount::kAtomic && (found.traits() & kSpecial) == 0 &&
         (g_settings.debug.load(relaxed) & kDebugSaveAll) == 0;
}

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

// The collector's own count of a deferred object, and the one that take_hold took.
void drop(Thread& thread, Object* object) {
  if (object->has_flag(kDeferred)) {
    object->clear_flag(kDeferred);
    decref(thread, object);
  }
  decref(thread, object);
}

// Lets go of objects that nobody else holds, as long as that makes others such. What is left in `objects` has survived its clearing,
// or hangs on a long chain of others.
void drop_unheld(Thread& thread, ObjectVector& objects) {
  constexpr int kRounds = 8;
  for (int round = 0; round < kRounds; ++round) {
    size_t kept = 0;
    for (Object* object : objects) {
      u32 ours = object->has_flag(kDeferred) ? 2 : 1;
      if (total_count(object) > ours) {
        objects[kept++] = object;
      } else {
        drop(thread, object);
      }
    }
    if (kept == objects.size()) return;
    objects.truncate(kept);
  }
}

// Lets go of classes, each after those whose class it is. Classes of survivors stay for the next collection.
void drop_classes(Thread& thread, ObjectVector& classes, ObjectVector& survivors) {
  ObjectVector kept;
  while (!classes.empty()) {
    ObjectVector now, later;
    {
      StopTheWorld pause(thread, "collection: classes");
      TrialSet left(thread, Scope::everybody());
      for (Object* type : classes) left.add(type, 0);
      for (Object* object : survivors) left.revive(shape_of(object)->type);
      left.propagate();
      left.flag_classes();
      // All are left to the next collection if there is no memory to tell them apart.
      if (!left.is_complete() || !kept.reserve(kept.size() + classes.size()) || !now.reserve(classes.size()) || !later.reserve(classes.size())) break;
      left.list_revived(kept);
      left.for_each([&](Object* type) { (left.flagged_class(type) ? later : now).push(type); });
    }
    if (now.empty()) now.swap(later);  // classes of each other
    for (Object* type : now) drop(thread, type);
    classes.swap(later);
  }
  let_go(thread, classes);
  let_go(thread, kept);
}

}  // namespace

bool Garbage::make_room(const TrialSet& found) {
  size_t listed = found.size() - pages.size();
  return instances.reserve(listed) && ((flags & kDeferred) == 0 || classes.reserve(listed));
}

bool take_hold(Thread& thread, TrialSet& found, Garbage& garbage) {
  ObjectVector& objects = garbage.instances;
  garbage.flags = found.traits() & kFlagMask;
  garbage.finalizers = (found.traits() & kHasFinalizer) != 0;
  garbage.dead = ends_at_verdict(found);
  if (garbage.dead) garbage.pages.take(thread, found);
  if (!garbage.make_room(found)) {
    garbage.pages.forget();
    garbage.flags = 0;
    return false;
  }
  found.for_each([&](Object* object) { objects.push(object); });
  // Atomic counts do not tell whose an object is, but while there is one thread it can only be that one's.
  bool biased = kRefcount == Refcount::kBiased;
  if (biased ? g_threads_started.load(relaxed) : kFreeThreaded && thread_count() > 1) {
    garbage.published = publish_foreign(thread, objects);
  }
  settle_held_counts(thread);
  for (size_t n = 0; n < objects.size(); ++n) {
    fetch(objects, n + kAhead);
    if (biased) become_owner(thread, objects[n]);
    incref(thread, objects[n]);
  }
  if (!garbage.dead) return true;
  for (Object* object : objects) object->shared.store(kDead, relaxed);
  if (garbage.pages.holding() || !objects.empty()) garbage.pages.hold();
  else garbage.pages.free(thread);
  return true;
}

void clear_weakrefs(Thread& thread, const TrialSet& found, Garbage& garbage, WeakHolders& callbacks) {
  WeakHolders holders;
  for (Object* object : garbage.instances) {
    if (object->has_flag(kWeakrefs)) weakref_clear(thread, object, holders);
  }
  while (WeakEntry* entry = holders.take()) {
    // Garbage does not call back; take_hold keeps it alive through this decref.
    if (found.contains(entry->holder())) decref(thread, entry->holder());
    else callbacks.add(entry);
  }
}

void run_callbacks(Thread& thread, WeakHolders& callbacks) {
  while (WeakEntry* entry = callbacks.take()) g_weakref_callback(thread, entry->holder());
}

void sentence(TrialSet& found, Garbage& garbage) {
  if (garbage.flags & kDeferred) {
    found.flag_classes();
    size_t kept = 0;
    for (Object* object : garbage.instances) {
      if (found.flagged_class(object)) garbage.classes.push(object);
      else garbage.instances[kept++] = object;
    }
    garbage.instances.truncate(kept);
  }
  found.release();
}

void sentence_again(TrialSet& left, Garbage& garbage) {
  garbage.instances.truncate(0);
  garbage.classes.truncate(0);
  left.for_each([&](Object* object) { garbage.instances.push(object); });
  sentence(left, garbage);
}

bool run_finalizers(Thread& thread, Garbage& garbage) {
  if (!garbage.finalizers) return false;
  bool any = false;
  garbage.for_each([&](Object* object) {
    const Lifetime& lifetime = lifetime_of(object);
    if (!lifetime.finalize || object->has_flag(kFinalized)) return;
    object->set_flag(kFinalized);
    lifetime.finalize(thread, object);
    any = true;
  });
  return any;
}

void clear_garbage(Thread& thread, Garbage& garbage) {
  if (garbage.dead) return take_apart(thread, garbage);
  if ((g_settings.debug.load(relaxed) & kDebugSaveAll) && g_runtime_hooks.save_garbage) {
    garbage.for_each([&](Object* object) { g_runtime_hooks.save_garbage(thread, object); });
    return spare(thread, garbage);
  }
  garbage.for_each([&](Object* object) {
    const Lifetime& lifetime = lifetime_of(object);
    if (lifetime.clear) lifetime.clear(thread, object);
  });
  drop_unheld(thread, garbage.instances);
  drop_classes(thread, garbage.classes, garbage.instances);
  for (Object* object : garbage.instances) drop(thread, object);
}

void spare(Thread& thread, Garbage& garbage) {
  let_go(thread, garbage.instances);
  let_go(thread, garbage.classes);
  garbage.instances.truncate(0);
  garbage.classes.truncate(0);
}

void let_go(Thread& thread, ObjectVector& objects) {
  for (Object* object : objects) decref(thread, object);
}

}  // namespace gc
