// itertools.product, permutations, combinations, combinations_with_replacement: odometers over indices into pools.
#include <numeric>

#include "runtime/library/functional/itertools.h"
#include "runtime/object/value_buffer.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::itertools {

namespace {

Type* g_product = nullptr;
Type* g_permutations = nullptr;
Type* g_combinations = nullptr;
Type* g_with_replacement = nullptr;

enum class Phase : u8 { kFresh, kRunning, kDone };

// The words behind `indices` change under the object lock. The pools never change.
struct Combinator : Object {
  Slot pools;               // product: a tuple of tuples, one for each position; else one tuple for all
  u64 size;                 // of the one pool (not product)
  u64 length;               // of the results
  u64* indices;             // of the last result; in permutations of all items, the chosen ones first
  u64* cycles;              // permutations only, stored behind the indices: the choices that each position has left
  gc::Atomic<Phase> phase;  // changes under the object's lock
};

void combinator_trace(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  trace_slot(visitor, static_cast<Combinator*>(object)->pools);
}
void combinator_dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  auto* c = static_cast<Combinator*>(object);
  dispose_attributes(t, object);
  clear_slot(t, c->pools);
  gc::raw_free(c->indices);
}

// Makes the object and takes over the pools. `words`: the number of indices and cycles together.
Ref make_combinator(Thread& t, Type* type, Ref pools, u64 size, u64 length, u64 words) {
  if (words > kMaxLength) return raise_memory_error(t);
  Ref self = pools ? allocate_instance(t, type) : Ref();
  if (!self) return Ref();
  auto* c = self.as<Combinator>();
  init_field(c->pools, std::move(pools));
  c->size = size;
  c->length = length;
  c->indices = static_cast<u64*>(gc::raw_calloc((words + 1) * sizeof(u64)));
  return c->indices ? std::move(self) : Ref(raise_memory_error(t));
}

// Fills the tuple with the items at the indices. `result` is private and empty; the lock is held.
void fill_from_pool(Thread& t, const Combinator* c, Tuple* result) {
  ASSERT(gc::lock_held_or_private(c) && !result->published());
  const Value* pool = items_of(c->pools.get());
  for (u64 i = 0; i < c->length; ++i) init_field(result->items[i], Ref::share(t, pool[c->indices[i]]));
}
void fill_from_pools(Thread& t, const Combinator* c, Tuple* result) {
  ASSERT(gc::lock_held_or_private(c) && !result->published());
  const Value* pools = items_of(c->pools.get());
  for (u64 i = 0; i < c->length; ++i) init_field(result->items[i], Ref::share(t, items_of(pools[i])[c->indices[i]]));
}

// One step of the iterator. The first result is that of the initial indices, so kAdvance is not called for it. kAdvance
// returns false if there is no further result.
template <bool (*kAdvance)(Combinator*), void (*kFill)(Thread&, const Combinator*, Tuple*)>
Ref combinator_next(Thread& t, Value self) {
  auto* c = self.as<Combinator>();
  Ref result = c->length ? make_tuple_uninitialised(t, c->length) : Ref::share(t, empty_tuple());
  if (!result) return Ref();
  gc::ObjectLock lock(c);
  if (c->phase.load(gc::relaxed) == Phase::kFresh) {
    c->phase.store(Phase::kRunning, gc::relaxed);
  } else if (c->phase.load(gc::relaxed) == Phase::kDone || !kAdvance(c)) {
    c->phase.store(Phase::kDone, gc::relaxed);
    return stop();
  }
  if (c->length) kFill(t, c, as_tuple(result));
  return result;
}

// ---- state for copying

// A copy, as a tuple, of words that change under the object lock.
Ref index_tuple(Thread& t, Combinator* c, const u64* words, u64 n) {
  ValueBuffer values(t);
  {
    gc::ObjectLock lock(c);
    for (u64 i = 0; i < n; ++i) {
      if (!values.push(Ref::immediate(Value::small_int(static_cast<i64>(words[i]))))) return Ref();
    }
  }
  return make_tuple(t, values.data(), n);
}

// New indices (and cycles) from a script. They are converted here first, since that may run Python code, and then
// copied into the object under the lock.
class NewWords {
 public:
  explicit NewWords(u64 n) : words_(static_cast<u64*>(gc::raw_alloc((n + 1) * sizeof(u64)))) {}
  NewWords(const NewWords&) = delete;
  NewWords& operator=(const NewWords&) = delete;
  ~NewWords() { gc::raw_free(words_); }

  // Reads the ints of a tuple of length `n`, each cut to least..last(i).
  template <class F>
  bool read_py(Thread& t, Value tuple, u64 n, i64 least, F&& last) {
    if (!words_) return raise_memory_error(t);
    if (!is_tuple(tuple) || as_tuple(tuple)->length != n) return raise_value_error(t, "invalid arguments");
    for (u64 i = 0; i < n; ++i) {
      i64 index;
      if (!size_argument_py(t, (*as_tuple(tuple))[i], &index)) return false;
      words_[size_++] = static_cast<u64>(std::max(least, std::min(index, static_cast<i64>(last(i)))));
    }
    return true;
  }
  Ref install(Combinator* c) {
    gc::ObjectLock lock(c);
    std::copy(words_, words_ + size_, c->indices);
    c->phase.store(Phase::kRunning, gc::relaxed);
    return none();
  }

 private:
  u64* words_;
  u64 size_ = 0;
};

Ref reduce_one_pool(Thread& t, Value self) {
  auto* c = self.as<Combinator>();
  Value pool = c->phase.load(gc::relaxed) == Phase::kDone ? empty_tuple() : c->pools.get();
  Ref args = make_tuple(t, pool, Value::small_int(static_cast<i64>(c->length)));
  if (!args) return Ref();
  if (c->phase.load(gc::relaxed) != Phase::kRunning) return make_tuple(t, type_of(self), args);
  Ref indices = index_tuple(t, c, c->indices, c->length);
  return indices ? make_tuple(t, type_of(self), args, indices) : Ref();
}

// ---- product

bool advance_product(Combinator* c) {
  const Value* pools = items_of(c->pools.get());
  for (u64 i = c->length; i-- > 0;) {
    if (++c->indices[i] < as_tuple(pools[i])->length) return true;
    c->indices[i] = 0;
  }
  return false;
}

// The pools, `repeat` times over. *empty: one of them has no items.
Ref make_pools_py(Thread& t, const CallArgs& args, i64 repeat, bool* empty) {
  ValueBuffer pools(t);
  u64 n = repeat == 0 ? 0 : args.positional;
  for (u64 i = 0; i < n; ++i) {
    Ref pool = to_tuple_py(t, args.values[i]);
    if (!pool) return Ref();
    *empty |= as_tuple(pool)->length == 0;
    if (!pools.push(std::move(pool))) return Ref();
  }
  for (i64 k = 1; k < repeat && n; ++k) {
    for (u64 i = 0; i < n; ++i) {
      if (!pools.push(Ref::share(t, pools[i])) || !poll_py(t)) return Ref();
    }
  }
  return pools.take_tuple();
}

bool product_repeat_py(Thread& t, const CallArgs& args, i64* repeat) {
  *repeat = 1;
  for (u32 i = 0; i < args.keywords(); ++i) {
    Value key = (*as_tuple(args.names))[i];
    if (!str_equal_ascii(key, "repeat"))
      return raise_type_error(t, "product() got an unexpected keyword argument '%S'", key);
    if (!size_argument_py(t, args.values[args.positional + i], repeat)) return false;
  }
  if (*repeat < 0) return raise_value_error(t, "repeat argument cannot be negative");
  u64 words;
  if (__builtin_mul_overflow(static_cast<u64>(*repeat), u64{args.positional}, &words) || words > kMaxLength) {
    return raise_overflow_error(t, "repeat argument too large");
  }
  if (words >= kNeverFits) return raise_memory_error(t);
  return true;
}

Ref product_create(Thread& t, Type* type, const CallArgs& args) {
  i64 repeat;
  if (!product_repeat_py(t, args, &repeat)) return Ref();
  bool empty = false;
  Ref pools = make_pools_py(t, args, repeat, &empty);
  if (!pools) return Ref();
  u64 length = as_tuple(pools)->length;
  Ref self = make_combinator(t, type, std::move(pools), 0, length, length);
  if (self && empty) self.as<Combinator>()->phase.store(Phase::kDone, gc::relaxed);
  return self;
}

Ref product_reduce(Thread& t, Value self) {
  auto* c = self.as<Combinator>();
  if (c->phase.load(gc::relaxed) == Phase::kFresh) return make_tuple(t, type_of(self), c->pools.get());
  if (c->phase.load(gc::relaxed) == Phase::kDone) {
    Ref nothing = make_tuple(t, empty_tuple());
    return nothing ? make_tuple(t, type_of(self), nothing) : Ref();
  }
  Ref indices = index_tuple(t, c, c->indices, c->length);
  return indices ? make_tuple(t, type_of(self), c->pools.get(), indices) : Ref();
}

Ref product_setstate(Thread& t, Value self, Value state) {
  auto* c = self.as<Combinator>();
  const Value* pools = items_of(c->pools.get());
  for (u64 i = 0; i < c->length; ++i) {
    if (as_tuple(pools[i])->length == 0) return none();
  }
  NewWords words(c->length);
  bool ok = words.read_py(t, state, c->length, 0, [&](u64 i) { return as_tuple(pools[i])->length - 1; });
  return ok ? words.install(c) : Ref();
}

// ---- combinations, with and without replacement

// Increments the rightmost index that can grow; those behind it start over from there.
bool advance_combination(Combinator* c) {
  u64* indices = c->indices;
  for (u64 i = c->length; i-- > 0;) {
    if (indices[i] == i + c->size - c->length) continue;
    ++indices[i];
    for (u64 j = i + 1; j < c->length; ++j) indices[j] = indices[j - 1] + 1;
    return true;
  }
  return false;
}
bool advance_with_replacement(Combinator* c) {
  u64* indices = c->indices;
  for (u64 i = c->length; i-- > 0;) {
    if (indices[i] == c->size - 1) continue;
    u64 index = indices[i] + 1;
    for (u64 j = i; j < c->length; ++j) indices[j] = index;
    return true;
  }
  return false;
}

// Binds (iterable, r). Gives the pool, and *length. Empty: an error is pending.
Ref bind_pool_py(Thread& t, const char* function, const CallArgs& args, i64* length) {
  static constexpr Signature kSignature = parse_signature("(iterable, r)");
  Value bound[2];
  if (!bind_arguments(t, function, kSignature, args, bound) || !size_argument_py(t, bound[1], length)) return Ref();
  Ref pool = to_tuple_py(t, bound[0]);
  if (pool && *length < 0) return raise_value_error(t, "r must be non-negative");
  return pool;
}

Ref combinations_create(Thread& t, Type* type, const CallArgs& args) {
  i64 length;
  Ref pool = bind_pool_py(t, "combinations", args, &length);
  if (!pool) return Ref();
  u64 n = as_tuple(pool)->length, r = static_cast<u64>(length);
  Ref self = make_combinator(t, type, std::move(pool), n, r, r);
  if (!self) return Ref();
  auto* c = self.as<Combinator>();
  std::iota(c->indices, c->indices + r, u64{0});
  if (r > n) c->phase.store(Phase::kDone, gc::relaxed);
  return self;
}

Ref with_replacement_create(Thread& t, Type* type, const CallArgs& args) {
  i64 length;
  Ref pool = bind_pool_py(t, "combinations_with_replacement", args, &length);
  if (!pool) return Ref();
  u64 n = as_tuple(pool)->length, r = static_cast<u64>(length);
  Ref self = make_combinator(t, type, std::move(pool), n, r, r);
  if (self && n == 0 && r > 0) self.as<Combinator>()->phase.store(Phase::kDone, gc::relaxed);
  return self;
}

Ref combinations_setstate(Thread& t, Value self, Value state) {
  auto* c = self.as<Combinator>();
  if (c->phase.load(gc::relaxed) == Phase::kDone) return raise_value_error(t, "invalid arguments");
  NewWords words(c->length);
  bool ok = words.read_py(t, state, c->length, 0, [&](u64 i) { return i + c->size - c->length; });
  return ok ? words.install(c) : Ref();
}
Ref with_replacement_setstate(Thread& t, Value self, Value state) {
  auto* c = self.as<Combinator>();
  if (c->size == 0) return none();
  NewWords words(c->length);
  bool ok = words.read_py(t, state, c->length, 0, [&](u64) { return c->size - 1; });
  return ok ? words.install(c) : Ref();
}

// ---- permutations

// Each position counts down its remaining choices. At zero all items have been at the position, and its item goes back
// to the end.
bool advance_permutation(Combinator* c) {
  u64 n = c->size;
  u64 *indices = c->indices, *cycles = c->cycles;
  for (u64 i = c->length; i-- > 0;) {
    if (--cycles[i] == 0) {
      u64 index = indices[i];
      for (u64 j = i; j + 1 < n; ++j) indices[j] = indices[j + 1];
      indices[n - 1] = index;
      cycles[i] = n - i;
    } else {
      std::swap(indices[i], indices[n - cycles[i]]);
      return true;
    }
  }
  return false;
}

Ref permutations_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(iterable, r=None)");
  Value bound[2];
  if (!bind_arguments(t, "permutations", kSignature, args, bound)) return Ref();
  Ref pool = to_tuple_py(t, bound[0]);
  if (!pool) return Ref();
  u64 n = as_tuple(pool)->length;
  i64 length = static_cast<i64>(n);
  if (bound[1] != kNone) {
    if (!is_int(bound[1])) return raise_type_error(t, "Expected int as r");
    if (!size_argument_py(t, bound[1], &length)) return Ref();
    if (length < 0) return raise_value_error(t, "r must be non-negative");
  }
  u64 r = static_cast<u64>(length);
  bool none = r > n;
  Ref self = make_combinator(t, type, std::move(pool), n, r, none ? 0 : n + r);
  if (!self) return Ref();
  auto* c = self.as<Combinator>();
  c->cycles = c->indices + n;
  if (none) {
    c->phase.store(Phase::kDone, gc::relaxed);
    return self;
  }
  std::iota(c->indices, c->indices + n, u64{0});
  for (u64 i = 0; i < r; ++i) c->cycles[i] = n - i;
  return self;
}

Ref permutations_reduce(Thread& t, Value self) {
  auto* c = self.as<Combinator>();
  Value pool = c->phase.load(gc::relaxed) == Phase::kDone ? empty_tuple() : c->pools.get();
  Ref args = make_tuple(t, pool, Value::small_int(static_cast<i64>(c->length)));
  if (!args) return Ref();
  if (c->phase.load(gc::relaxed) != Phase::kRunning) return make_tuple(t, type_of(self), args);
  Ref indices = index_tuple(t, c, c->indices, c->size);
  Ref cycles = indices ? index_tuple(t, c, c->cycles, c->length) : Ref();
  Ref state = cycles ? make_tuple(t, indices, cycles) : Ref();
  return state ? make_tuple(t, type_of(self), args, state) : Ref();
}

Ref permutations_setstate(Thread& t, Value self, Value state) {
  auto* c = self.as<Combinator>();
  if (!is_tuple(state)) return raise_type_error(t, "state is not a tuple");
  if (as_tuple(state)->length != 2 || c->phase.load(gc::relaxed) == Phase::kDone)
    return raise_value_error(t, "invalid arguments");
  Tuple* parts = as_tuple(state);
  NewWords words(c->size + c->length);
  bool ok = words.read_py(t, (*parts)[0], c->size, 0, [&](u64) { return c->size - 1; }) &&
            words.read_py(t, (*parts)[1], c->length, 1, [&](u64 i) { return c->size - i; });
  return ok ? words.install(c) : Ref();
}

// ---- types

constexpr TypeSpec combinator_spec(const char* name, const char* doc, const Slots& slots, const MethodDef* methods) {
  TypeSpec spec;
  spec.name = name;
  spec.size = sizeof(Combinator);
  spec.flags = kTypeTraced | kTypeSubclassable;
  spec.doc = doc;
  spec.lifetime = {combinator_trace, nullptr, nullptr, combinator_dispose};
  spec.slots = slots;
  spec.methods = methods;
  return spec;
}

constexpr MethodDef kProductMethods[] = {{"__reduce__", product_reduce, "(self, /)", kReduceDoc},
                                         {"__setstate__", product_setstate, "(self, state, /)", kSetstateDoc},
                                         {}};
constexpr MethodDef kCombinationsMethods[] = {{"__reduce__", reduce_one_pool, "(self, /)", kReduceDoc},
                                              {"__setstate__", combinations_setstate, "(self, state, /)", kSetstateDoc},
                                              {}};
constexpr MethodDef kWithReplacementMethods[] = {
    {"__reduce__", reduce_one_pool, "(self, /)", kReduceDoc},
    {"__setstate__", with_replacement_setstate, "(self, state, /)", kSetstateDoc},
    {}};
constexpr MethodDef kPermutationsMethods[] = {{"__reduce__", permutations_reduce, "(self, /)", kReduceDoc},
                                              {"__setstate__", permutations_setstate, "(self, state, /)", kSetstateDoc},
                                              {}};
constexpr TypeSpec kProductSpec =
    combinator_spec("itertools.product",
                    "product(*iterables, repeat=1)\n--\n\nIterator over the cartesian product of the iterables, as of "
                    "nested for-loops.",
                    iterator_slots(product_create, combinator_next<advance_product, fill_from_pools>), kProductMethods);
constexpr TypeSpec kCombinationsSpec = combinator_spec(
    "itertools.combinations",
    "combinations(iterable, r)\n--\n\nIterator over the subsequences of r items of the iterable.",
    iterator_slots(combinations_create, combinator_next<advance_combination, fill_from_pool>), kCombinationsMethods);
constexpr TypeSpec kWithReplacementSpec =
    combinator_spec("itertools.combinations_with_replacement",
                    "combinations_with_replacement(iterable, r)\n--\n\nIterator over the subsequences of r items, "
                    "items being repeated.",
                    iterator_slots(with_replacement_create, combinator_next<advance_with_replacement, fill_from_pool>),
                    kWithReplacementMethods);
constexpr TypeSpec kPermutationsSpec = combinator_spec(
    "itertools.permutations",
    "permutations(iterable, r=None)\n--\n\nIterator over the orderings of r items of the iterable, all of them by "
    "default.",
    iterator_slots(permutations_create, combinator_next<advance_permutation, fill_from_pool>), kPermutationsMethods);

}  // namespace

bool add_combinatoric(Thread& t, Value module) {
  return add_iterator_type(t, module, g_product, kProductSpec) &&
         add_iterator_type(t, module, g_permutations, kPermutationsSpec) &&
         add_iterator_type(t, module, g_combinations, kCombinationsSpec) &&
         add_iterator_type(t, module, g_with_replacement, kWithReplacementSpec);
}

}  // namespace rt::itertools
