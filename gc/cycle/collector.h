// The cycle collector. A collection of the whole heap stops the world, marks what the roots reach, finds the
// unreachable rest by trial deletion, then clears weak references, runs finalizers (PEP 442 order, world running) and
// clears what was not resurrected. Beside it, each thread collects by itself what is private to it, while the others
// run on; most often only what it has made lately.
#pragma once

#include "gc/cycle/slot_layout.h"
#include "gc/heap/heap.h"
#include "gc/refcount/publish.h"
#include "gc/threads/attach.h"

namespace gc {

struct CollectionResult {
  u64 collected, uncollectable;
  u64 pause_ns,
      stop_ns;      // time with the world stopped (of a private collection: that its thread spent), time until it was
  u64 live;         // objects that were looked at and live on
  bool is_private;  // only what is private to the collecting thread was looked at
  u64 living_ns;    // time spent on what lives on: the rest is the price of the garbage
  bool gave_up;     // there was no memory to collect with, and nothing has been done
};
// Collects now. `generation` is what the Python caller asked for (all mean the whole heap). Runs finalizers and weak
// reference callbacks. The caller must be attached and hold no object lock. Returns at once with zeros if a collection
// is under way.
CollectionResult collect(Thread& thread, int generation);
// Collects what is private to the thread, which is attached and holds no object lock; nobody stops. Runs finalizers and
// weak reference callbacks. Returns at once with zeros inside another such collection of the thread, and in programs
// whose objects have no owners.
CollectionResult collect_private(Thread& thread);
// The same of what the thread has made lately, as far as it lies on young pages (heap/local_heap.h): looks at nothing
// else.
CollectionResult collect_young(Thread& thread);
// A safepoint calls it when kPollCollect is set; collects if enabled and growth justifies it (never quadratic: the debt
// allowed grows with the live heap).
void collect_if_due(Thread& thread);

// A collection that another thread had under way when the process forked does not exist in the child. What it held
// stays alive there.
void collector_after_fork_child(Thread& thread);

struct Settings {
  Atomic<bool> enabled;
  Atomic<i64> threshold0;  // objects allocated net of frees before a collection is considered
  Atomic<i64> threshold1, threshold2;
  Atomic<u32> debug;  // gc.DEBUG_*
};
extern Settings g_settings;
// After a change of the settings: the thread's next allocations are counted against the new ones.
void settings_changed(Thread& thread);

struct GenerationStats {
  u64 collections, private_collections, collected, uncollectable, pause_ns, max_pause_ns, stop_ns, living_ns,
      candidates;
};
GenerationStats collector_stats(int generation);
i64 allocated_since_collection();  // gc.get_count()[0]
// A program's start-up makes much and leaves no garbage: nothing is collected in between, and what exists at the end
// counts as found alive.
void start_up_begins();
void start_up_ends(Thread& thread);

inline constexpr u32 kAlwaysStorage = 0xFFFFFFFE;  // objects of the shape have storage
// Taking one apart may look into what it holds. All others drop what they hold and look into none of it, so that
// garbage made of them can be taken apart in any order.
inline constexpr u32 kEntangled = 0xFFFFFFFF;

// Hooks of the runtime. All run with the world running, unless they say otherwise.
struct RuntimeHooks {
  // Marks what a thread holds outside counted slots: uncounted references of its register stack, pending errors. World
  // stopped.
  void (*trace_thread)(Thread& thread, Visitor& visitor);
  // Before and after a collection: gc.callbacks. May run Python code.
  void (*collection_starts)(Thread& thread, int generation);
  void (*collection_ends)(Thread& thread, int generation, const CollectionResult& result);
  // After a collection of the whole world, with what it found. No Python code.
  void (*world_collected)(Thread& thread, const CollectionResult& result);
  // A deferred object has been found to be garbage, or (condemned false) lives on. World stopped: nobody can have found
  // it through a list that does not keep it alive, such as that of a class's subclasses, between the verdict and this
  // call. Returns whether it is a class: what instances do not count, and is alive as long as they are. Null: all
  // deferred objects are classes.
  bool (*condemn)(Object* object, bool condemned);
  // Makes the uncounted references in an object (in the registers of a suspended generator) counted ones, of those to
  // what registers have to count. For garbage, at a verdict. No Python code. Null: there are none.
  void (*count_registers)(Thread& thread, Object* object);
  // Finalizers of lower ranks, which begin with 0, run before those of higher ones. Null: all have rank 0.
  u32 (*finalizer_rank)(const ShapeBase& shape);
  // Where objects of a shape have a word that is 0 while they have no storage of their own: then taking one apart
  // (Lifetime::dispose) does nothing but drop what it holds. 0: they never have any. Or one of the answers below. Null:
  // always kEntangled.
  u32 (*storage_at)(const ShapeBase& shape);
  // Where objects of the shape hold their references. World stopped, or their thread at no safepoint. Null:
  // Lifetime::trace is asked.
  SlotLayout (*slot_layout)(const ShapeBase& shape);
  // Appends to gc.garbage (DEBUG_SAVEALL). Takes a borrowed reference.
  void (*save_garbage)(Thread& thread, Object* object);
};
extern RuntimeHooks g_runtime_hooks;

// gc.freeze / unfreeze / get_freeze_count. False: there is no memory to tell what is garbage already; nothing is
// frozen.
[[nodiscard]] bool freeze_all(Thread& thread);
void unfreeze_all(Thread& thread);
u64 frozen_count();

}  // namespace gc
