// refscope: shows the reference counts of an object, for students of biased reference counting.
#include <iterator>

#include "gc/base/accelerators.h"
#include "gc/base/studio.h"
#include "gc/heap/walks.h"
#include "gc/refcount/tally.h"
#include "gc/threads/attach.h"
#include "gc/threads/code_gil.h"
#include "runtime/library/core/refscope.h"
#include "runtime/library/core/studio/refscope_studio.h"
#include "runtime/object/class.h"
#include "runtime/object/ops.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

constexpr StructSequenceField kFields[] = {
    {"owner", "id of the thread that counts without atomics; 0: nobody"},
    {"local", "the owner's count"},
    {"shared", "the count of all other threads (or of all, once merged)"},
    {"state", "'biased', 'queued', 'merged' or 'waiting' (for its borrowers)"},
    {"published", "other threads can reach the object"},
    {"deferred", "registers do not count it; the collector reclaims it"},
    {"immortal", "it is never counted"},
    {"borrowed", "registers of all threads hold it without counting; it is freed after a grace period"},
    {nullptr, nullptr}};
constexpr u32 kFieldCount = 8;

Type* g_counts_type = nullptr;  // made with the module, immortal

Ref of(Thread& t, Value x) {
  // What is no object counts as immortal.
  HeaderCopy header = {0, 0, gc::shared_word(0, gc::kMerged), gc::kPublished, true};
  if (x.is_pointer()) header = copy_header(t, x);
  bool counted = !header.immortal;
  gc::SharedState state = counted ? header.state() : gc::kMerged;
  Ref items[kFieldCount] = {make_int(t, counted ? header.owner : 0),
                            make_int(t, counted ? header.local : 0),
                            make_int(t, counted ? gc::shared_count(header.shared) : 0),
                            intern(t, std::string_view(state_name(state))),
                            bool_ref(header.has(gc::kPublished)),
                            bool_ref(x.is_pointer() && header.has(gc::kDeferred)),
                            bool_ref(header.immortal),
                            bool_ref(counted && header.has(gc::kBorrowed))};
  return items[3] ? make_struct_sequence_instance(t, g_counts_type, items, kFieldCount) : Ref();
}

Ref thread_id(Thread& t) { return make_int(t, t.id); }

Ref shared_writes(Thread& t) {
  Ref counts = make_uint(t, gc::t_shared_writes.counts), locks = make_uint(t, gc::t_shared_writes.locks);
  return counts && locks ? make_tuple(t, counts, locks) : Ref();
}

Ref work(Thread& t) {
  const std::pair<const char*, u64> kinds[] = {{"pauses", gc::pause_stats().pauses},
                                               {"heap_walks", gc::g_heap_walks.load(gc::relaxed)},
                                               {"classes_visited", g_classes_visited.load(gc::relaxed)}};
  Ref result = make_dict(t);
  for (auto& [kind, count] : kinds) {
    if (!result || !dict_set_cstr(t, result.as<Dict>(), kind, make_uint(t, count))) return Ref();
  }
  return result;
}

Ref files_with_gil(Thread& t) {
  Ref result = make_set(t);
  for (const gc::GilCode* code = gc::g_gil_code.load(gc::acquire); result && code; code = code->next) {
    Ref name = decode_fs(t, library_around(code->begin));
    if (!name || !set_add_py(t, result.as<Set>(), name)) return Ref();
  }
  return result;
}

Ref accelerators(Thread& t) {
  Ref result = make_dict(t);
  for (u32 i = 0; result && i < std::size(gc::kAcceleratorNames); ++i) {
    Ref name = intern(t, gc::kAcceleratorNames[i]);
    if (!name || !dict_set_str(t, result.as<Dict>(), name.get(), bool_ref(gc::enabled(gc::Accelerator{i}))))
      return Ref();
  }
  return result;
}

// ---- what only tinypy-t-studio can tell

Error no_studio(Thread& t, const char* function) {
  return raise(t, kRuntimeErrorType, "refscope.%s() needs the studio: run tinypy-t-studio, or tinypy-t --studio",
               function);
}

Ref counts(Thread& t) {
  if constexpr (gc::kStudio) return studio_counts(t);
  return no_studio(t, "counts");
}
Ref watch(Thread& t, Value x) {
  if constexpr (gc::kStudio) return studio_watch(t, x);
  return no_studio(t, "watch");
}
Ref history(Thread& t, Value x) {
  if constexpr (gc::kStudio) return studio_history(t, x);
  return no_studio(t, "history");
}
Ref print_history_py(Thread& t, Value x) {
  if constexpr (gc::kStudio) return studio_print_history_py(t, x);
  return no_studio(t, "print_history");
}
Ref sharing_py(Thread& t, Value n) {
  if constexpr (gc::kStudio) return studio_sharing_py(t, n);
  return no_studio(t, "sharing");
}

constexpr MethodDef kMethods[] = {
    {"accelerators", accelerators, "()",
     "Return which accelerators of counting, locking and collecting are in use: {name: bool}. TINYPY_WITHOUT and "
     "-X without turn them off when the program starts."},
    {"counts", counts, "()", "Return how often each event has happened so far, in all threads: {event: int}."},
    {"diagram", refscope::diagram_py, "(object, /, format='text')",
     "Draw the header of the object: its words and their bits, and what they mean. format='svg' makes a picture "
     "instead of lines."},
    {"explain", refscope::explain_py, "(object, /)",
     "Say in words who owns the object, how often it is counted, what else its header tells, and whose memory its "
     "buffer shows if it exports one."},
    {"files_with_gil", files_with_gil, "()",
     "Return the files of extensions whose code one thread at a time runs, since a module of theirs has not said that "
     "it needs no GIL. With a GIL the set is empty: there all code is such code."},
    {"history", history, "(object, /)",
     "Return the steps of a watched object's life as a list of Step. Instead of the object, the number that watch() "
     "returned will do, also when the object has died."},
    {"make_immortal", refscope::make_immortal, "(object, /)",
     "Make the object immortal, and return it: it is never counted again, and neither freed nor finalized. It can "
     "still "
     "be changed. What it refers to stays mortal, but is held. ValueError if other threads count the object already."},
    {"of", of, "(object, /)",
     "Return the object's counts, not counting the reference of this call. ints, floats, None and the like have none."},
    {"print_history", print_history_py, "(object, /)", "Print history(object) as a table."},
    {"share", refscope::share, "(object, /)",
     "Publish the object and all that it reaches, as a store does that lets other threads find it, and return it. That "
     "cannot be undone. With a GIL nothing is ever published."},
    {"shared_writes", shared_writes, "()",
     "Return how many atomic changes of reference counts and how many object locks the current thread has needed so "
     "far."},
    {"sharing", sharing_py, "(n=10)",
     "Return which n objects, types and lines have needed most atomic changes of counts and locks so far."},
    {"thread_id", thread_id, "()", "Return the id by which the current thread owns objects."},
    {"watch", watch, "(object, /)",
     "Record what happens to the object from now on, until its memory is given back. Return the number of its "
     "history."},
    {"work", work, "()",
     "Return how often the process has stopped all threads ('pauses'), has walked over all objects apart from "
     "collections ('heap_walks'), and has visited a class in search of all that derive from one ('classes_visited'). "
     "These are the operations that take longer the more threads, objects and classes there are: {kind: int}."},
    {"why_alive", refscope::why_alive, "(object, /)",
     "Find what keeps the object alive: the shortest path from a module, a variable of a running function, another "
     "value "
     "of a thread, or C++ code. The caller's own variables are told separately. Stops all threads."},
    {},
};

bool init(Thread& t, Value module) {
  if (!g_counts_type) {
    g_counts_type =
        make_struct_sequence(t, "refscope.Counts", "The reference counts of an object.", kFields, kFieldCount);
    gc::make_immortal(g_counts_type);
  }
  if constexpr (gc::kStudio) {
    if (!init_refscope_studio(t, module)) return false;
  }
  return module_add(t, module, "Counts", Ref::share(t, g_counts_type)) && refscope::add_types(t, module);
}

}  // namespace

extern const ModuleDef kRefscopeModule = {"refscope", "Who owns an object and how often it is counted, where.",
                                          kMethods, init};

}  // namespace rt
