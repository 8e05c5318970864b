// The cycle collector: finds and frees garbage that reference counting does not, because it is cyclic.
//
//   collection of     looks at                        other threads   finds garbage by
//   the world         all objects                     are stopped     marking from the roots, then trial deletion of
//                                                                     the unmarked objects (collector.cpp)
//   private objects   objects private to one thread   run on          marking from its registers, then trial deletion
//                                                                     (private_collection.cpp)
//   young objects     those on its young pages        run on          trial deletion (the same)
//
// Garbage goes through weak references, finalizers and clearing, in the order of PEP 442 (finalize.h). Objects that
// finalizers resurrect live on. cycle/pacing.h decides when a collection starts by itself.
#pragma once

#include "gc/cycle/slot_layout.h"
#include "gc/heap/heap.h"
#include "gc/refcount/publish.h"
#include "gc/threads/attach.h"

namespace gc {

// The outcome of one collection. Times in ns.
struct CollectionResult {
  u64 collected, uncollectable;  // objects
  // Time with the world stopped (of a private collection: time up to its verdict), and time until it was stopped.
  u64 pause_ns, stop_ns;
  u64 live;         // objects that were looked at and live on
  bool is_private;  // a private or young collection
  u64 living_ns;    // time spent on objects that live on; the rest was spent on garbage
  bool gave_up;     // there was no memory to collect with, and nothing has been done
};
// In these functions `thread` is the calling thread, which is attached and holds no lock. They run finalizers and weak
// reference callbacks, and reach safepoints.

// Collects now what the Python caller asks for: generation 0 are the young objects of the thread, as for
// collect_young(); each other one means all objects, and its number is for the statistics. Returns zeros at once if
// another collection of the world is in progress.
CollectionResult collect(Thread& thread, int generation);
// Collects the objects private to the thread; no thread stops. Returns zeros at once inside another collection of this
// thread, and in programs whose objects have no owner.
CollectionResult collect_private(Thread& thread);
// The same for objects on the thread's young pages (heap/local_heap.h) only; also in the GIL program.
CollectionResult collect_young(Thread& thread);
// Makes the collections that are due (pacing.h). Called by safepoints when kPollCollect is set.
void collect_if_due(Thread& thread);

// Gives gc/threads what this folder and those below it do at each step of a thread's life. Before the first thread is
// registered.
void install_thread_hooks();

// The settings of the gc module. Any thread reads and writes.
struct Settings {
  Atomic<bool> enabled;
  Atomic<i64> threshold0;  // objects allocated net of frees before a collection is considered
  Atomic<i64> threshold1, threshold2;
  Atomic<u32> debug;  // gc.DEBUG_*
};
extern Settings g_settings;
// To be called after a change of the settings: applies the new ones to the calling thread's budget.
void settings_changed(Thread& thread);

// Totals of all collections under a generation, for gc.get_stats(). Any thread.
struct GenerationStats {
  u64 collections, private_collections, collected, uncollectable, pause_ns, max_pause_ns, stop_ns, living_ns,
      candidates;
};
GenerationStats collector_stats(int generation);
// gc.get_count()[0]: traced objects allocated less freed since the last collection of the world. Any thread.
i64 allocated_since_collection();
// The brackets of the program's start-up, which makes many objects and leaves no garbage. In between no collection
// starts by itself; at the end all existing objects count as found alive.
void start_up_begins();
void start_up_ends(Thread& thread);

// Answers of RuntimeHooks::storage_at. kAlwaysStorage: each object of the shape has storage. kEntangled: the dispose of
// an object may look into objects that it holds. The dispose of all other objects only drops their references, so that
// garbage made of them can be disposed of in any order.
inline constexpr u32 kAlwaysStorage = 0xFFFFFFFE;
inline constexpr u32 kEntangled = 0xFFFFFFFF;

// Hooks, installed by the runtime. They are called with the world running, and run no Python code, unless a comment
// says otherwise. Each may be null.
struct RuntimeHooks {
  // Visits the references that a thread holds outside counted slots: uncounted references in its registers, pending
  // errors. World stopped, or by the thread itself at no safepoint.
  void (*trace_thread)(Thread& thread, Visitor& visitor);
  // Before and after a collection: gc.callbacks. May run Python code.
  void (*collection_starts)(Thread& thread, int generation);
  void (*collection_ends)(Thread& thread, int generation, const CollectionResult& result);
  // After a collection of the world.
  void (*world_collected)(Thread& thread, const CollectionResult& result);
  // A deferred object is garbage (condemned true), or was garbage and lives on (false). World stopped, so that no
  // thread can find a condemned object in a list that does not keep it alive, such as a class's list of subclasses.
  // Returns true if the object is a class: instances do not count their class, which is alive as long as they are.
  // Null: all deferred objects are classes.
  bool (*condemn)(Object* object, bool condemned);
  // For garbage, at a verdict: turns uncounted references in the object (in the registers of a suspended generator)
  // into counted ones, where their target must be counted by registers now. Null: there are none.
  void (*count_registers)(Thread& thread, Object* object);
  // Finalizers of lower ranks, which begin with 0, run before those of higher ranks. Null: all have rank 0.
  u32 (*finalizer_rank)(const ShapeBase& shape);
  // The offset, in bytes, of a word in objects of the shape that is 0 while the object has no storage; if it is 0, the
  // object's dispose only drops references. Or 0: the objects never have storage. Or kAlwaysStorage or kEntangled.
  // Null: always kEntangled.
  u32 (*storage_at)(const ShapeBase& shape);
  // Where objects of the shape hold their references. Null: Lifetime::trace is called for all objects.
  SlotLayout (*slot_layout)(const ShapeBase& shape);
  // Appends the object, which is borrowed, to gc.garbage (gc.DEBUG_SAVEALL).
  void (*save_garbage)(Thread& thread, Object* object);
};
extern RuntimeHooks g_runtime_hooks;

// gc.freeze(), gc.unfreeze(), gc.get_freeze_count(): by an attached thread; they stop the world. freeze_all() returns
// false if there is no memory to tell living objects from garbage in progress: nothing is frozen then.
[[nodiscard]] bool freeze_all(Thread& thread);
void unfreeze_all(Thread& thread);
u64 frozen_count();

}  // namespace gc
