// _random: the Mersenne Twister behind random.Random.
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <new>
#include <vector>

#include <sys/random.h>
#include <unistd.h>

#include "gc/refcount/object_lock.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/num/hash.h"
#include "runtime/num/mt19937.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"

namespace rt {

namespace {

struct RandomObject : Object {
  num::Mt19937 state;  // under the object lock
};
Type* g_random_type;  // made with the module and immortal

constexpr u64 kStateItems = num::Mt19937::kWords + 1;

// ---- seeding

bool seed_from_system(Thread& t, RandomObject* self) {
  u32 key[8];
  if (getrandom(key, sizeof key, 0) != static_cast<ssize_t>(sizeof key)) return raise_os_error(t, errno);
  gc::ObjectLock lock(self);
  self->state.seed_words(key);
  return true;
}

// Seeds by the magnitude of an int, else by the value's hash.
bool seed_from_value_py(Thread& t, RandomObject* self, Value v) {
  Ref n = Ref::share(t, v);
  if (!is_int(v)) {
    i64 hash;
    if (!hash_py(t, v, &hash)) return false;
    n = make_uint(t, static_cast<u64>(hash));
    if (!n) return false;
  }
  u64 scratch;
  num::BigView view = big_view(n, &scratch);
  gc::ObjectLock lock(self);
  self->state.seed_big(view.magnitude());
  return true;
}

bool seed_py(Thread& t, RandomObject* self, Value v) {
  return !v || v == kNone ? seed_from_system(t, self) : seed_from_value_py(t, self, v);
}

Ref random_seed(Thread& t, Value self, Value n) { return seed_py(t, self.as<RandomObject>(), n) ? none() : Ref(); }

Ref random_create(Thread& t, Type* type, const CallArgs&) {
  Ref instance = allocate_instance(t, type);
  if (instance) new (&instance.as<RandomObject>()->state) num::Mt19937();
  return instance;
}
bool random_init(Thread& t, Value self, const CallArgs& args) {
  if (refuses_keywords(t, "Random", type_of(self), g_random_type, args)) return false;
  if (args.positional > 1) return raise_type_error(t, "Random() requires 0 or 1 argument");
  return seed_py(t, self.as<RandomObject>(), args.positional ? args[0] : Value());
}

// ---- numbers

Ref random_random(Thread& t, Value self) {
  RandomObject* r = self.as<RandomObject>();
  double d;
  {
    gc::ObjectLock lock(r);
    d = r->state.random();
  }
  return make_float(t, d);
}

// So many limbs are drawn at once: the others who use the generator need not wait for long.
constexpr size_t kLimbsAtOnce = 1 << 14;

Ref many_bits_py(Thread& t, RandomObject* r, u64 k) {
  u64 size = k / num::kLimbBits + (k % num::kLimbBits != 0);
  num::BigBuf out = size <= num::kMaxLimbs ? num::BigBuf(size) : num::BigBuf::failure();
  if (!out.ok()) return raise_memory_error(t);
  for (size_t at = 0; at < k / num::kLimbBits; at += kLimbsAtOnce) {
    {
      gc::ObjectLock lock(r);
      r->state.fill(out.limbs() + at, std::min<size_t>(kLimbsAtOnce, k / num::kLimbBits - at));
    }
    if (!poll_py(t)) return Ref();
  }
  if (unsigned rest = k % num::kLimbBits) {
    gc::ObjectLock lock(r);
    out.limbs()[size - 1] = r->state.bits64(rest);
  }
  out.normalize(false);
  return make_int(t, std::move(out));
}

Ref random_getrandbits(Thread& t, Value self, Value k_value) {
  i64 k;
  if (!index_i64_py(t, k_value, &k, kOverflowErrorType)) return Ref();
  if (k < 0)
    return raise_value_error(
        t, library_minor() >= 15 ? "Cannot convert negative int" : "number of bits must be non-negative");
  RandomObject* r = self.as<RandomObject>();
  if (k <= 64) {
    u64 bits;
    {
      gc::ObjectLock lock(r);
      bits = r->state.bits64(static_cast<unsigned>(k));
    }
    return make_uint(t, bits);
  }
  return many_bits_py(t, r, static_cast<u64>(k));
}

// ---- state

Ref random_getstate(Thread& t, Value self) {
  RandomObject* r = self.as<RandomObject>();
  num::Mt19937 copy;
  {
    gc::ObjectLock lock(r);
    copy = r->state;
  }
  Ref tuple = make_tuple_uninitialised(t, kStateItems);
  if (!tuple) return Ref();
  for (u64 i = 0; i < num::Mt19937::kWords; ++i) init_field(as_tuple(tuple)->items[i], make_int(t, copy.words()[i]));
  init_field(as_tuple(tuple)->items[kStateItems - 1], make_int(t, static_cast<i64>(copy.index())));
  return tuple;
}

Ref random_setstate(Thread& t, Value self, Value state) {
  if (!is_tuple(state)) return raise_type_error(t, "state vector must be a tuple");
  Tuple* tuple = as_tuple(state);
  if (tuple->length != kStateItems) return raise_value_error(t, "state vector is the wrong size");
  std::vector<u32> words(num::Mt19937::kWords);
  for (u64 i = 0; i < words.size(); ++i) {
    u64 word;
    if (!to_u64_py(t, (*tuple)[i], &word)) return Ref();
    words[i] = static_cast<u32>(word);  // lint: narrow: CPython takes the low 32 bits, too
  }
  i64 index;
  if (!to_i64_py(t, (*tuple)[kStateItems - 1], &index)) return Ref();
  if (index < 0 || index > static_cast<i64>(num::Mt19937::kWords)) return raise_value_error(t, "invalid state");
  RandomObject* r = self.as<RandomObject>();
  gc::ObjectLock lock(r);
  r->state.set_state(std::span<const u32, num::Mt19937::kWords>(words.data(), num::Mt19937::kWords),
                     static_cast<size_t>(index));
  return none();
}

constexpr MethodDef kMethods[] = {
    {"random", random_random, "(self, /)", "A random float, at least 0 and below 1."},
    {"seed", random_seed, "(self, n=None, /)", "Start anew from a number; without one, from the system's randomness."},
    {"getstate", random_getstate, "(self, /)", "The state, for setstate()."},
    {"setstate", random_setstate, "(self, state, /)", "Go back to a state that getstate() returned."},
    {"getrandbits", random_getrandbits, "(self, k, /)", "A random int below 2**k."},
    {},
};
constexpr Slots kSlots = [] {
  Slots s{};
  s.create = random_create;
  s.init = random_init;
  return s;
}();
const TypeSpec kRandomSpec = {.name = "_random.Random",
                              .size = sizeof(RandomObject),
                              .flags = kTypeSubclassable,
                              .doc = "A source of random numbers with a state of its own.",
                              .slots = kSlots,
                              .methods = kMethods};

bool init(Thread& t, Value module) { return add_native_type(t, module, g_random_type, kRandomSpec); }

}  // namespace

extern const ModuleDef kUnderRandomModule = {
    .name = "_random", .doc = "Random numbers by the Mersenne Twister (MT19937).", .init = init};

}  // namespace rt
