// The caches of ZoneInfo: for each class a WeakValueDictionary, so that a key has one object as long as somebody holds
// it; for the class itself also a dict with the keys that were used last, which holds them.
//
// Threads may use the caches at once. Each step is atomic, and setdefault() of the weak cache decides which object is
// the one for a key.
#include "gc/refcount/publish.h"
#include "runtime/library/datetime/zoneinfo_parts.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/text/str.h"

namespace rt::zones {

namespace {

constexpr u64 kStrongSize = 8;

Value g_strong;  // dict: key -> ZoneInfo, the one used last at the end. Made with the module, as the next one.
Value g_weak;    // the WeakValueDictionary of ZoneInfo itself

void trace_caches(gc::Visitor& visitor) {
  trace_value(visitor, g_strong);
  trace_value(visitor, g_weak);
}

Ref new_weak_cache_py(Thread& t) {
  Ref weakref = import_module_py(t, "weakref"), type = weakref ? getattr_py(t, weakref, "WeakValueDictionary") : Ref();
  return type ? call_py(t, type) : Ref();
}

Ref weak_cache_py(Thread& t, Type* type) {
  return type == g_zone_type ? Ref::share(t, g_weak) : getattr_py(t, type, "_weak_cache");
}

Ref call_cache_py(Thread& t, Value cache, const char* method, Value a, Value b) {
  Ref name = intern(t, method);
  return name ? call_method_py(t, cache, name, a, b) : Ref();
}

// A script may have put something else in the place of a class's cache.
bool is_zone_of(Thread& t, Type* type, Value zone, Value key) {
  if (is_instance(zone, type)) return true;
  return raise(t, kRuntimeErrorType, "Unexpected instance of %T in %N weak cache for key %R", zone, type, key);
}

bool is_last(Thread& t, Value key) {
  u64 position = UINT64_MAX;
  Ref last, zone;
  return dict_previous(t, as_dict(g_strong), &position, &last, &zone) && is_same(last, key);
}

// Puts the zone at the end of the strong cache, and drops the first one if there are too many.
bool use_strongly_py(Thread& t, Value key, Value zone) {
  Dict* strong = as_dict(g_strong);
  if (is_last(t, key)) return true;
  Ref old = dict_pop_py(t, strong, key);
  if (error_pending(t) || !dict_set_py(t, strong, key, zone)) return false;
  u64 position = 0;
  Ref first, first_zone;
  if (strong->size() > kStrongSize && dict_next(t, strong, &position, &first, &first_zone))
    return dict_delete_py(t, strong, first) >= 0;
  return true;
}

}  // namespace

bool make_caches_py(Thread& t) {
  if (g_weak) return true;
  Ref strong = make_dict(t), weak = strong ? new_weak_cache_py(t) : Ref();
  if (!weak) return false;
  g_strong = strong.release();
  g_weak = weak.release();
  gc::add_root_tracer(trace_caches);
  return true;
}

Ref cached_zone_py(Thread& t, Type* type, Value key) {
  bool is_base = type == g_zone_type;
  Ref zone = is_base ? dict_get_py(t, as_dict(g_strong), key) : Ref();
  if (error_pending(t)) return Ref();
  if (!zone) {
    Ref weak = weak_cache_py(t, type);
    zone = weak ? call_cache_py(t, weak, "get", key, kNone) : Ref();
    if (!zone) return Ref();
    if (zone.get() == kNone) {
      Ref made = new_zone_py(t, type, key);
      if (!made) return Ref();
      as_zone(made)->from_cache = true;
      zone = call_cache_py(t, weak, "setdefault", key, made);
      if (!zone) return Ref();
    }
    if (!is_zone_of(t, type, zone, key)) return Ref();
  }
  return !is_base || use_strongly_py(t, key, zone) ? std::move(zone) : Ref();
}

bool give_cache_py(Thread& t, Value subclass) {
  Ref cache = new_weak_cache_py(t), name = cache ? intern(t, "_weak_cache") : Ref();
  return name && setattr_py(t, subclass, name, cache);
}

bool clear_cache_py(Thread& t, Type* type, Value only_keys) {
  Ref weak = weak_cache_py(t, type);
  if (!weak) return false;
  bool is_base = type == g_zone_type;
  if (only_keys == kNone) {
    Ref name = intern(t, "clear"), done = name ? call_method_py(t, weak, name) : Ref();
    if (done && is_base) dict_clear(t, as_dict(g_strong));
    return bool(done);
  }
  return for_each_py(t, only_keys, [&](Thread&, Value key) {
    if (is_base) Ref dropped = dict_pop_py(t, as_dict(g_strong), key);
    return !error_pending(t) && Ref(call_cache_py(t, weak, "pop", key, kNone));
  });
}

}  // namespace rt::zones
