// Module gc: the collector as scripts see it. All objects count as one old generation, but for gc.collect(0).
#include <optional>
#include <vector>

#include "gc/cycle/collector.h"
#include "gc/refcount/deferred_counts.h"
#include "gc/refcount/publish.h"
#include "runtime/object/audit.h"
#include "runtime/object/interpreter.h"
#include "runtime/object/live_objects.h"
#include "runtime/object/native.h"
#include "runtime/object/ops.h"
#include "runtime/object/unraisable.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

constexpr int kGenerationCount = 3;

// gc.callbacks and gc.garbage. They are made with the module and are roots.
Value g_callbacks, g_garbage;

void trace_lists(gc::Visitor& visitor) {
  trace_value(visitor, g_callbacks);
  trace_value(visitor, g_garbage);
}

// ---- callbacks

void set_item(Thread& t, const Ref& dict, const char* key, u64 n) {
  dict_set_cstr(t, as_dict(dict), key, make_uint(t, n));
}

// Fills in the dict that callbacks get; times are floats in seconds. `result` is empty when a collection starts.
void set_result(Thread& t, const Ref& info, const gc::CollectionResult& result) {
  auto set_seconds = [&](const char* key, u64 ns) {
    dict_set_cstr(t, as_dict(info), key, make_float(t, static_cast<double>(ns) * 1e-9));
  };
  set_item(t, info, "collected", result.collected);
  set_item(t, info, "uncollectable", result.uncollectable);
  set_item(t, info, "candidates", result.live + result.collected);
  set_item(t, info, "private", result.is_private);
  set_seconds("duration", result.pause_ns);
  set_seconds("time_to_stop", result.stop_ns);
  set_seconds("time_for_living", result.living_ns);
}

void call_back_py(Thread& t, const char* phase, int generation, const gc::CollectionResult& result) {
  Ref pending = take_error(t);
  Ref info = make_dict(t), text = info ? make_str(t, std::string_view(phase)) : Ref();
  if (text) {
    set_item(t, info, "generation", static_cast<u64>(generation));
    set_result(t, info, result);
    for (i64 i = 0;; ++i) {
      Ref callback = list_get(t, as_list(g_callbacks), i);
      if (!callback) break;
      if (!call_py(t, callback, text, info)) write_unraisable_while_py(t, "calling GC callback", callback);
    }
  }
  clear_error(t);
  if (pending) restore_error(t, std::move(pending));
}

bool has_callbacks() { return as_list(g_callbacks)->size() != 0; }

void collection_starts(gc::Thread& thread, int generation) {
  if (has_callbacks()) call_back_py(static_cast<Thread&>(thread), "start", generation, {});
}
void collection_ends(gc::Thread& thread, int generation, const gc::CollectionResult& result) {
  if (has_callbacks()) call_back_py(static_cast<Thread&>(thread), "stop", generation, result);
}
void save_garbage(gc::Thread& thread, Object* object) {
  list_append(static_cast<Thread&>(thread), as_list(g_garbage), Value(object));
}

// ---- looking at the heap

Ref to_list(Thread& t, HeldObjects& objects) {
  if (objects.lost()) return raise_memory_error(t);
  Ref list = make_list(t, objects.size());
  bool ok = bool(list);
  for (Object* object : objects) ok = ok && list_append(t, as_list(list), Value(object));
  return ok ? std::move(list) : Ref();
}

Ref get_objects(Thread& t, Value generation) {
  if (!audit_py(t, "gc.get_objects", generation == kNone ? Value::small_int(-1) : generation)) return Ref();
  if (generation != kNone) {
    i64 n;
    if (!to_i64_py(t, generation, &n)) return Ref();
    if (n >= kGenerationCount)
      return raise_value_error(t, "generation parameter must be less than the number of available generations (3)");
    if (n < 0) return raise_value_error(t, "generation parameter cannot be negative");
    if (n != kGenerationCount - 1) return make_list(t);  // all objects are in the oldest generation
  }
  HeldObjects found;
  find_shown_objects(t, [](Object*, void*) { return true; }, nullptr, found);
  return to_list(t, found);
}

// Visits what the object refers to, and, as in CPython, the Python class of an instance and the first base of a class,
// which the object keeps alive without a count. A generator that runs shows the same as one that is suspended. World
// stopped, or by the thread that alone can reach the object.
void trace_shown(Object* object, gc::Visitor& visitor) {
  gc::lifetime_of(object).trace(object, visitor);
  if (g_interpreter.trace_running) g_interpreter.trace_running(object, visitor);
  if (type_of(object)->flags & kTypeHeap) visitor(type_of(object));
  if (Type* base = is_type(Value(object)) ? static_cast<Type*>(object)->base : nullptr) visitor(base);
}

// Visits what an object shows. What lies in its private part is shown as its own. References of a suspended generator
// that have no count are references all the same: both visitor functions see them.
struct ShownVisitor : gc::Visitor {
  explicit ShownVisitor(void (*see_child)(ShownVisitor&, Object*)) : Visitor{look, look}, see(see_child) {}
  void look_at(Object* object) {
    parent = object;
    if (gc::lifetime_of(object).trace) trace_shown(object, *this);
  }
  static void look(gc::Visitor& self, Object* child) {
    auto& v = static_cast<ShownVisitor&>(self);
    if (is_private_part(v.parent, child)) return gc::lifetime_of(child).trace(child, v);
    v.see(v, child);
  }

  void (*see)(ShownVisitor&, Object* child);
  Object* parent = nullptr;
};

struct TargetVisitor : ShownVisitor {
  explicit TargetVisitor(const Tuple* wanted) : ShownVisitor(compare), targets(wanted) {}
  static void compare(ShownVisitor& self, Object* child) {
    auto& v = static_cast<TargetVisitor&>(self);
    for (u64 i = 0; i < v.targets->length; ++i) v.found |= is_same(Value(child), (*v.targets)[i]);
  }

  const Tuple* targets;
  bool found = false;
};

Ref get_referrers(Thread& t, Value objects) {
  if (!audit_py(t, "gc.get_referrers", objects)) return Ref();
  HeldObjects found;
  auto refers = [](Object* object, void* targets) {
    if (object == targets) return false;
    TargetVisitor visitor(static_cast<Tuple*>(targets));
    visitor.look_at(object);
    return visitor.found;
  };
  find_shown_objects(t, refers, as_tuple(objects), found);
  return to_list(t, found);
}

struct ChildVisitor : ShownVisitor {
  ChildVisitor(Thread& thread, HeldObjects& held) : ShownVisitor(hold), t(thread), found(held) {}
  static void hold(ShownVisitor& self, Object* child) {
    auto& v = static_cast<ChildVisitor&>(self);
    v.found.add_if_alive(v.t, child);
  }

  Thread& t;
  HeldObjects& found;
};

// Other threads may be changing published objects.
bool are_published(const Tuple& objects) {
  bool published = false;
  for (u64 i = 0; i < objects.length; ++i) published |= objects[i].is_pointer() && objects[i].object()->published();
  return gc::kFreeThreaded && published;
}

Ref get_referents(Thread& t, Value objects) {
  if (!audit_py(t, "gc.get_referents", objects)) return Ref();
  HeldObjects found;
  {
    std::optional<gc::StopTheWorld> pause;
    if (are_published(*as_tuple(objects))) pause.emplace(t, "gc.get_referents");
    ChildVisitor visitor(t, found);
    for (u64 i = 0; i < as_tuple(objects)->length; ++i) {
      Value v = (*as_tuple(objects))[i];
      if (v.is_pointer()) visitor.look_at(v.object());
    }
  }
  return to_list(t, found);
}

Ref is_tracked(Thread&, Value object) {
  return bool_ref(object.is_pointer() && (type_of(object)->flags & kTypeTraced));
}
Ref is_finalized(Thread&, Value object) {
  return bool_ref(object.is_pointer() && object.object()->has_flag(gc::kFinalized));
}

// ---- settings and figures

Ref enable(Thread& t) {
  gc::g_settings.enabled.store(true, gc::relaxed);
  gc::settings_changed(t);
  return none();
}
Ref disable(Thread& t) {
  gc::g_settings.enabled.store(false, gc::relaxed);
  gc::settings_changed(t);
  return none();
}
Ref isenabled(Thread&) { return bool_ref(gc::g_settings.enabled.load(gc::relaxed)); }

Ref collect(Thread& t, Value generation) {
  i32 n;
  if (!to_i32_py(t, generation, &n)) return Ref();
  if (n < 0 || n >= kGenerationCount) return raise_value_error(t, "invalid generation");
  gc::CollectionResult result = gc::collect(t, static_cast<int>(n));
  if (error_pending(t)) return Ref();
  if (result.gave_up) return raise_memory_error(t);
  return make_uint(t, result.collected + result.uncollectable);
}

Ref ints_tuple(Thread& t, i64 a, i64 b, i64 c) {
  Ref items[] = {make_int(t, a), make_int(t, b), make_int(t, c)};
  return make_tuple_stealing(t, items, 3);
}
Ref get_count(Thread& t) { return ints_tuple(t, gc::allocated_since_collection(), 0, 0); }
Ref get_threshold(Thread& t) {
  return ints_tuple(t, gc::g_settings.threshold0.load(gc::relaxed), gc::g_settings.threshold1.load(gc::relaxed),
                    gc::g_settings.threshold2.load(gc::relaxed));
}
Ref set_threshold(Thread& t, Value first, Value second, Value third) {
  i32 n;
  if (!to_i32_by_format_py(t, first, &n)) return Ref();
  gc::g_settings.threshold0.store(n, gc::relaxed);
  if (second) {
    if (!to_i32_by_format_py(t, second, &n)) return Ref();
    gc::g_settings.threshold1.store(n, gc::relaxed);
  }
  if (third) {
    if (!to_i32_by_format_py(t, third, &n)) return Ref();
    gc::g_settings.threshold2.store(n, gc::relaxed);
  }
  gc::settings_changed(t);
  return none();
}

Ref get_debug(Thread& t) { return make_int(t, gc::g_settings.debug.load(gc::relaxed)); }
Ref set_debug(Thread& t, Value flags) {
  i32 bits;
  if (!to_i32_py(t, flags, &bits)) return Ref();
  gc::g_settings.debug.store(static_cast<u32>(bits), gc::relaxed);
  return none();
}

Ref get_stats(Thread& t) {
  Ref list = make_list(t, kGenerationCount);
  for (int generation = 0; list && generation < kGenerationCount; ++generation) {
    gc::GenerationStats stats = gc::collector_stats(generation);
    Ref dict = make_dict(t);
    if (!dict) return Ref();
    set_item(t, dict, "collections", stats.collections);
    set_result(t, dict,
               {stats.collected, stats.uncollectable, stats.pause_ns, stats.stop_ns, stats.candidates - stats.collected,
                false, stats.living_ns});
    set_item(t, dict, "private", stats.private_collections);
    if (error_pending(t) || !list_append(t, as_list(list), std::move(dict))) return Ref();
  }
  return list;
}

Ref freeze(Thread& t) { return gc::freeze_all(t) ? none() : Ref(raise_memory_error(t)); }
Ref unfreeze(Thread& t) {
  gc::unfreeze_all(t);
  return none();
}
Ref get_freeze_count(Thread& t) { return make_uint(t, gc::frozen_count()); }

constexpr MethodDef kMethods[] = {
    {"enable", enable, "()", "Enable automatic garbage collection."},
    {"disable", disable, "()", "Disable automatic garbage collection."},
    {"isenabled", isenabled, "()", "Do collections happen by themselves?"},
    {"collect", collect, "(generation=2)",
     "Run the garbage collector: for generation 0 over what this thread has made lately, else over the whole heap. "
     "Returns "
     "the number of unreachable objects."},
    {"get_count", get_count, "()",
     "Return the objects allocated less freed since the last collection, as the first of three numbers."},
    {"get_threshold", get_threshold, "()", "Return the current collection thresholds."},
    {"set_threshold", set_threshold, "(threshold0, threshold1=<unchanged>, threshold2=<unchanged>, /)",
     "Set the collection thresholds (0 for the first one disables collection)."},
    {"get_debug", get_debug, "()", "The flags that set_debug() has set."},
    {"set_debug", set_debug, "(flags, /)", "Say what the collector reports and keeps."},
    {"get_objects", get_objects, "(generation=None)",
     "All objects that the collector watches, but not the list returned."},
    {"get_referrers", get_referrers, "(*objs)", "The objects that refer to one of those given."},
    {"get_referents", get_referents, "(*objs)", "What the given objects refer to."},
    {"get_stats", get_stats, "()", "Counts of collections and freed objects, a dict for each generation."},
    {"is_tracked", is_tracked, "(obj, /)", "Does the collector watch the object?"},
    {"is_finalized", is_finalized, "(obj, /)", "Has its finalizer run?"},
    {"freeze", freeze, "()", "Take all objects that exist now out of future collections."},
    {"unfreeze", unfreeze, "()", "Let the collector look at frozen objects again."},
    {"get_freeze_count", get_freeze_count, "()", "Return the number of frozen objects."},
    {},
};

bool make_lists(Thread& t) {
  Ref callbacks = make_list(t), garbage = make_list(t);
  if (!callbacks || !garbage) return false;
  g_callbacks = callbacks.release();
  g_garbage = garbage.release();
  gc::add_root_tracer(trace_lists);
  gc::g_runtime_hooks.collection_starts = collection_starts;
  gc::g_runtime_hooks.collection_ends = collection_ends;
  gc::g_runtime_hooks.save_garbage = save_garbage;
  return true;
}

bool init(Thread& t, Value module) {
  if (!g_callbacks && !make_lists(t)) return false;
  constexpr struct {
    const char* name;
    int bits;
  } kFlags[] = {{"DEBUG_STATS", 1},
                {"DEBUG_COLLECTABLE", 2},
                {"DEBUG_UNCOLLECTABLE", 4},
                {"DEBUG_SAVEALL", 32},
                {"DEBUG_LEAK", 38}};
  for (auto& flag : kFlags) {
    if (!module_add(t, module, flag.name, make_int(t, flag.bits))) return false;
  }
  return module_add(t, module, "callbacks", Ref::share(t, g_callbacks)) &&
         module_add(t, module, "garbage", Ref::share(t, g_garbage));
}

}  // namespace

extern const ModuleDef kGcModule = {
    "gc", "Access to the collector of cyclic garbage: settings, figures, and looks at the heap.", kMethods, init};

}  // namespace rt
