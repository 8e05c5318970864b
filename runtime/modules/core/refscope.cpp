// refscope: shows the reference counts of an object, for students of biased reference counting.
#include <iterator>

#include "gc/base/accelerators.h"
#include "gc/base/studio.h"
#include "gc/refcount/tally.h"
#include "runtime/modules/core/studio/refscope_studio.h"
#include "runtime/object/native.h"
#include "runtime/object/ops.h"
#include "runtime/types/containers/dict.h"
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

struct Counts {
  u32 owner = 0;
  i64 local = 0, shared = 0;
  u32 state = gc::kMerged;
  bool published = true, deferred = false, immortal = true, borrowed = false;
};

// Reads the counts. `own`: the number of references that the call itself holds, which are not shown.
Counts read(const Thread& t, const Object* object, i64 own) {
  Counts c;
  u32 word = object->shared.load(gc::relaxed);
  c.immortal = object->immortal();
  c.published = object->published();
  c.deferred = object->has_flag(gc::kDeferred);
  if (c.immortal) return c;
  c.borrowed = object->has_flag(gc::kBorrowed);
  c.owner = object->owner.load(gc::relaxed);
  c.local = object->local.load(gc::relaxed);
  c.shared = gc::shared_count(word);
  c.state = word & gc::kStateMask;
  bool counted_locally = gc::kRefcount == gc::Refcount::kPlain || c.owner == t.id;
  (counted_locally ? c.local : c.shared) -= own;
  return c;
}

// An argument in a counted register is the call's own reference. An argument that is lent has no count: the caller's
// reference backs it.
Ref of(Thread& t, Value x) {
  constexpr const char* kStates[] = {"biased", "queued", "merged", "waiting"};
  Counts c = x.is_pointer() ? read(t, x.object(), x.is_counted()) : Counts();
  Ref items[kFieldCount] = {
      make_int(t, c.owner),  make_int(t, c.local), make_int(t, c.shared), intern(t, std::string_view(kStates[c.state])),
      bool_ref(c.published), bool_ref(c.deferred), bool_ref(c.immortal),  bool_ref(c.borrowed)};
  return items[3] ? make_struct_sequence_instance(t, g_counts_type, items, kFieldCount) : Ref();
}

Ref thread_id(Thread& t) { return make_int(t, t.id); }

Ref shared_writes(Thread& t) {
  Ref counts = make_uint(t, gc::t_shared_writes.counts), locks = make_uint(t, gc::t_shared_writes.locks);
  return counts && locks ? make_tuple(t, counts, locks) : Ref();
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
    {"history", history, "(object, /)",
     "Return the steps of a watched object's life as a list of Step. Instead of the object, the number that watch() "
     "returned will do, also when the object has died."},
    {"of", of, "(object, /)",
     "Return the object's counts, not counting the reference of this call. ints, floats, None and the like have none."},
    {"print_history", print_history_py, "(object, /)", "Print history(object) as a table."},
    {"shared_writes", shared_writes, "()",
     "Return how many atomic changes of reference counts and how many object locks the current thread has needed so "
     "far."},
    {"sharing", sharing_py, "(n=10)",
     "Return which n objects, types and lines have needed most atomic changes of counts and locks so far."},
    {"thread_id", thread_id, "()", "Return the id by which the current thread owns objects."},
    {"watch", watch, "(object, /)",
     "Record what happens to the object from now on, until its memory is given back. Return the number of its "
     "history."},
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
  return module_add(t, module, "Counts", Ref::share(t, g_counts_type));
}

}  // namespace

extern const ModuleDef kRefscopeModule = {"refscope", "Who owns an object and how often it is counted, where.",
                                          kMethods, init};

}  // namespace rt
