// functools._lru_cache_wrapper: the wrapper that functools.lru_cache puts around a function.
//
// A bounded cache is a dict from key to Link; the links also form a ring in the order of use. The dict locks itself.
// The ring is guarded by the wrapper's object lock, which is held for a few pointer writes only, never while the
// function, a hash or a comparison runs. Dict and ring each hold a count of a link, so neither depends on the other: a
// link that has left one of them lives until it has left the other.
#include "runtime/library/functional/functools.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/names.h"
#include "runtime/object/value_buffer.h"
#include "runtime/types/classes/method.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/dict_table.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::functools {

namespace {

Type* g_lru_cache = nullptr;
Type* g_link = nullptr;

struct Link : Object {
  Slot key, result;     // never change
  i64 hash;             // of the key; never changes
  Link *older, *newer;  // null when not in the ring; under the wrapper's lock
};

struct LruCache : Object {
  Slot function, info_type;  // never change
  Slot cache;                // a dict; cache_clear() replaces it
  Slot keyword_mark;         // stands between positional and keyword arguments in keys
  i64 max_size;              // -1: no bound
  bool typed;
  gc::Atomic<i64> hits, misses;
  Link *oldest, *newest;  // under the lock
  i64 linked;             // links in the ring; under the lock
};

void link_dispose(gc::Thread& thread, Object* object) {
  clear_slot(static_cast<Thread&>(thread), static_cast<Link*>(object)->key);
  clear_slot(static_cast<Thread&>(thread), static_cast<Link*>(object)->result);
}
void link_trace(Object* object, gc::Visitor& visitor) {
  trace_slot(visitor, static_cast<Link*>(object)->key);
  trace_slot(visitor, static_cast<Link*>(object)->result);
}

// ---- the ring; the lock is held

bool in_ring(const LruCache* lru, const Link* link) { return link->older || lru->oldest == link; }
void take_out(LruCache* lru, Link* link) {
  ASSERT(gc::lock_held_or_private(lru) && in_ring(lru, link) && lru->linked > 0);
  (link->older ? link->older->newer : lru->oldest) = link->newer;
  (link->newer ? link->newer->older : lru->newest) = link->older;
  link->older = link->newer = nullptr;
  --lru->linked;
}
void put_last(LruCache* lru, Link* link) {
  ASSERT(gc::lock_held_or_private(lru) && !in_ring(lru, link));
  link->older = lru->newest;
  link->newer = nullptr;
  (lru->newest ? lru->newest->newer : lru->oldest) = link;
  lru->newest = link;
  ++lru->linked;
}

void mark_used(LruCache* lru, Link* link) {
  gc::ObjectLock lock(lru);
  if (lru->newest == link || !in_ring(lru, link)) return;
  take_out(lru, link);
  put_last(lru, link);
}

// If there are too many links, takes the oldest out of the ring. The ring's count passes to the caller.
Ref take_surplus(LruCache* lru) {
  gc::ObjectLock lock(lru);
  if (lru->linked <= lru->max_size) return Ref();
  Link* link = lru->oldest;
  take_out(lru, link);
  return Ref::steal(link);
}

// Takes all links out of the ring and chains them through `newer`. Their counts pass to the caller. The lock is held,
// or no other thread can reach the cache.
Link* take_all(LruCache* lru) {
  Link* chain = lru->oldest;
  for (Link* link = chain; link; link = link->newer) link->older = nullptr;
  lru->oldest = lru->newest = nullptr;
  lru->linked = 0;
  return chain;
}
void release_chain(Thread& t, Link* chain) {
  while (chain) {
    Link* next = std::exchange(chain->newer, nullptr);
    rt::decref(t, Value(chain));
    chain = next;
  }
}

// ---- keys

bool is_own_key(Value v) { return is_exact_int(v) || is_exact_str(v); }

// The arguments as one hashable value: a single int or str itself, else a tuple of arguments, mark, keywords and, for
// typed caches, types.
Ref make_key(Thread& t, const LruCache* lru, const CallArgs& args) {
  u32 keywords = args.keywords();
  if (!lru->typed && !keywords) {
    if (args.positional == 1 && is_own_key(args[0])) return Ref::share(t, args[0]);
    return args.positional ? make_tuple(t, args.values, args.positional) : Ref::share(t, empty_tuple());
  }
  u32 given = args.positional + keywords;
  Ref key = make_tuple_uninitialised(t, given + (keywords ? keywords + 1 : 0) + (lru->typed ? given : 0));
  if (!key) return Ref();
  Slot* to = as_tuple(key)->items;
  for (u32 i = 0; i < args.positional; ++i) init_field(*to++, Ref::share(t, args[i]));
  if (keywords) init_field(*to++, Ref::share(t, lru->keyword_mark.get()));
  for (u32 i = 0; i < keywords; ++i) {
    init_field(*to++, Ref::share(t, (*as_tuple(args.names))[i]));
    init_field(*to++, Ref::share(t, args.values[args.positional + i]));
  }
  for (u32 i = 0; lru->typed && i < given; ++i) init_field(*to++, Ref::share(t, type_of(args.values[i])));
  return key;
}

// ---- calls

void count_one(const LruCache* lru, gc::Atomic<i64>& counter) {
  if (is_shared(lru)) {
    counter.fetch_add(1, gc::relaxed);
  } else {
    gc::add_unshared<i64>(counter, 1);
  }
}

// What is remembered for the key. Empty without an error: nothing is. The key is hashed once for each call: *hash is
// for the functions below.
Ref remembered_py(Thread& t, LruCache* lru, Value key, i64* hash) {
  if (!hash_py(t, key, hash)) return Ref();
  Ref cache = load_field(t, lru, lru->cache);
  return dict_get_hashed_py(t, as_dict(cache), key, *hash);
}

Ref call_missed_py(Thread& t, LruCache* lru, const CallArgs& args) {
  count_one(lru, lru->misses);
  return call_py(t, lru->function.get(), args);
}

Ref call_unbounded_py(Thread& t, LruCache* lru, const CallArgs& args) {
  Ref key = make_key(t, lru, args);
  if (!key) return Ref();
  i64 hash;
  Ref known = remembered_py(t, lru, key, &hash);
  if (known) {
    count_one(lru, lru->hits);
    return known;
  }
  if (error_pending(t)) return Ref();
  Ref result = call_missed_py(t, lru, args);
  Ref cache = load_field(t, lru, lru->cache);
  return result && dict_set_hashed_py(t, as_dict(cache), key, hash, result) ? std::move(result) : Ref();
}

Ref make_link(Thread& t, Value key, i64 hash, Value result) {
  Ref link = allocate_instance(t, g_link);
  if (!link) return Ref();
  init_field(link.as<Link>()->key, Ref::share(t, key));
  init_field(link.as<Link>()->result, Ref::share(t, result));
  link.as<Link>()->hash = hash;
  return link;
}

// Removes the dict's entry under the key of a link that has left the ring. If the entry is another link by now, of an
// equal key, that link leaves the ring, too.
bool forget_py(Thread& t, LruCache* lru, Link* link) {
  Ref cache = load_field(t, lru, lru->cache);
  Ref gone = dict_pop_hashed_py(t, as_dict(cache), link->key.get().stripped(), link->hash);
  if (!gone) return !error_pending(t);
  if (gone.object() == link) return true;
  auto* other = gone.as<Link>();
  Ref rings_count;
  gc::ObjectLock lock(lru);
  if (in_ring(lru, other)) {
    take_out(lru, other);
    rings_count = Ref::steal(other);
  }
  return true;
}

bool remember_py(Thread& t, LruCache* lru, Value key, i64 hash, Value result) {
  Ref link = make_link(t, key, hash, result);
  if (!link) return false;
  Ref cache = load_field(t, lru, lru->cache);
  Ref present = dict_setdefault_hashed_py(t, as_dict(cache), key, hash, link);
  if (!present) return false;
  if (present.object() != link.object())
    return true;  // a nested call or another thread has cached the same arguments meanwhile
  before_store(t, lru, link);
  {
    gc::ObjectLock lock(lru);
    put_last(lru, link.release().as<Link>());
  }
  Ref surplus = take_surplus(lru);
  return !surplus || forget_py(t, lru, surplus.as<Link>());
}

Ref call_bounded_py(Thread& t, LruCache* lru, const CallArgs& args) {
  Ref key = make_key(t, lru, args);
  if (!key) return Ref();
  i64 hash;
  Ref link = remembered_py(t, lru, key, &hash);
  if (link) {
    mark_used(lru, link.as<Link>());
    count_one(lru, lru->hits);
    return Ref::share(t, link.as<Link>()->result.get());
  }
  if (error_pending(t)) return Ref();
  Ref result = call_missed_py(t, lru, args);
  return result && remember_py(t, lru, key, hash, result) ? std::move(result) : Ref();
}

Ref lru_call(Thread& t, Value self, const CallArgs& args) {
  auto* lru = self.as<LruCache>();
  if (lru->max_size == 0) return call_missed_py(t, lru, args);
  return lru->max_size < 0 ? call_unbounded_py(t, lru, args) : call_bounded_py(t, lru, args);
}

// ---- construction

bool max_size_py(Thread& t, Value v, i64* out) {
  *out = -1;
  if (v == kNone) return true;
  if (!is_int(v) && !type_of(v)->slots.index) return raise_type_error(t, "maxsize should be integer or None");
  if (!size_argument_py(t, v, out)) return false;
  if (*out < 0) *out = 0;
  return true;
}

Ref lru_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(user_function, maxsize, typed, cache_info_type)");
  Value bound[4];
  if (!bind_arguments(t, "lru_cache", kSignature, args, bound)) return Ref();
  if (!is_callable(bound[0])) return raise_type_error(t, "the first argument must be callable");
  i64 max_size;
  int typed = truth_py(t, bound[2]);
  if (typed < 0 || !max_size_py(t, bound[1], &max_size)) return Ref();
  Ref cache = make_dict(t);
  Ref mark = cache ? allocate_instance(t, kObjectType) : Ref();
  Ref self = mark ? allocate_instance(t, type) : Ref();
  if (!self) return Ref();
  auto* lru = self.as<LruCache>();
  init_field(lru->function, Ref::share(t, bound[0]));
  init_field(lru->cache, std::move(cache));
  init_field(lru->info_type, Ref::share(t, bound[3]));
  init_field(lru->keyword_mark, std::move(mark));
  lru->max_size = max_size;
  lru->typed = typed;
  return self;
}

// ---- methods

Ref lru_cache_info(Thread& t, Value self) {
  auto* lru = self.as<LruCache>();
  Ref hits = make_int(t, lru->hits.load(gc::relaxed)), misses = make_int(t, lru->misses.load(gc::relaxed));
  Ref max_size = lru->max_size < 0 ? none() : make_int(t, lru->max_size);
  Ref cache = load_field(t, lru, lru->cache);
  Ref size = make_int(t, static_cast<i64>(as_dict(cache)->size()));
  if (!hits || !misses || !max_size || !size) return Ref();
  Value values[] = {hits, misses, max_size, size};
  return call_py(t, lru->info_type.get(), CallArgs{values, 4, Value()});
}

Ref lru_cache_clear(Thread& t, Value self) {
  auto* lru = self.as<LruCache>();
  Ref fresh = make_dict(t);
  if (!fresh) return Ref();
  gc::before_store(t, lru, fresh.object());
  Ref before;
  Link* chain;
  {  // ring and dict are replaced together: two generations beside each other could hold twice the maximum
    gc::ObjectLock lock(lru);
    chain = take_all(lru);
    before = Ref::steal(lru->cache.exchange(fresh.release()));
  }
  lru->hits.store(0, gc::relaxed);
  lru->misses.store(0, gc::relaxed);
  release_chain(t, chain);
  return none();
}

Ref lru_get(Thread& t, Value self, Value instance, Value) {
  return !instance || instance == kNone ? Ref::share(t, self) : make_method(t, self, instance);
}
Ref lru_reduce(Thread& t, Value self) { return getattr_py(t, self, name(N::__qualname__)); }
Ref lru_copy(Thread& t, Value self) { return Ref::share(t, self); }
Ref lru_deepcopy(Thread& t, Value self, Value) { return Ref::share(t, self); }

void lru_trace(Object* object, gc::Visitor& visitor) {
  auto* lru = static_cast<LruCache*>(object);
  trace_attributes(object, visitor);
  for (Slot* slot : {&lru->function, &lru->cache, &lru->info_type, &lru->keyword_mark}) trace_slot(visitor, *slot);
  for (Link* link = lru->oldest; link; link = link->newer) visitor(link);
}
void lru_clear(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  auto* lru = static_cast<LruCache*>(object);
  Link* chain = take_all(lru);
  dict_clear(t, as_dict(lru->cache.get()));
  release_chain(t, chain);
}
void lru_dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  auto* lru = static_cast<LruCache*>(object);
  dispose_attributes(t, object);
  release_chain(t, take_all(lru));
  for (Slot* slot : {&lru->function, &lru->cache, &lru->info_type, &lru->keyword_mark}) clear_slot(t, *slot);
}

constexpr MethodDef kLruMethods[] = {
    {"cache_info", lru_cache_info, "(self, /)", "Report cache statistics."},
    {"cache_clear", lru_cache_clear, "(self, /)", "Forget all results and begin to count anew."},
    {"__reduce__", lru_reduce, "(self, /)"},
    {"__copy__", lru_copy, "(self, /)"},
    {"__deepcopy__", lru_deepcopy, "(self, memo, /)"},
    {}};
constexpr TypeSpec kLruSpec = {
    .name = "functools._lru_cache_wrapper",
    .size = sizeof(LruCache),
    .flags = kTypeTraced | kTypeSubclassable | kTypeHasDict | kTypeHasWeakrefs | kTypeMethodLike,
    .doc =
        "A function whose results are remembered.\n\nArguments must be hashable. cache_info() and cache_clear() are "
        "about the memory.",
    .lifetime = {lru_trace, lru_clear, nullptr, lru_dispose},
    .slots =
        [] {
          Slots s{};
          s.create = lru_create;
          s.call = lru_call;
          s.get = lru_get;
          return s;
        }(),
    .methods = kLruMethods,
    // The dict's values are links of this object's ring or, without a bound, results.
    .private_part = [](Object* object) -> Object* {
      Value cache = static_cast<LruCache*>(object)->cache.get_shared();
      return cache ? cache.object() : nullptr;
    },
};
constexpr TypeSpec kLinkSpec = {
    .name = "functools._lru_list_elem",
    .size = sizeof(Link),
    .flags = kTypeTraced | kTypeDisallowNew,
    .lifetime = {link_trace, nullptr, nullptr, link_dispose},
};

}  // namespace

bool add_lru_cache(Thread& t, Value module) {
  if (!g_link) g_link = make_native_type(t, kLinkSpec);
  return add_native_type(t, module, g_lru_cache, kLruSpec);
}

}  // namespace rt::functools
