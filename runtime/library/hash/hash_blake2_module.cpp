// _blake2: the types blake2b and blake2s.
#include <new>

#include "gc/heap/heap.h"
#include "runtime/library/hash/hash_blake2.h"
#include "runtime/library/hash/hash_parts.h"
#include "runtime/library/os/posix.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::hash {

namespace {

using blake2::Big;
using blake2::Parameters;
using blake2::Small;

// Outside of the heap, because a detached thread uses it and must not touch the heap.
template <class Kind>
struct Guarded {
  gc::Mutex mutex;
  blake2::State<Kind> hash;  // under the mutex
};
template <class Kind>
struct Blake2 : Object {
  Guarded<Kind>* state;  // never changes
};
template <class Kind>
Guarded<Kind>* state_of(Value self) {
  return self.as<Blake2<Kind>>()->state;
}

template <class Kind>
constexpr const char* kName = sizeof(typename Kind::Word) == 8 ? "blake2b" : "blake2s";

template <class Kind>
Ref make(Thread& t, Type* type) {
  void* memory = gc::raw_alloc(sizeof(Guarded<Kind>));
  if (!memory) return raise_memory_error(t);
  Ref object = allocate_instance(t, type);
  if (object) object.as<Blake2<Kind>>()->state = new (memory) Guarded<Kind>;
  else gc::raw_free(memory);
  return object;
}

// ---- the constructor

// Reads an optional int; a negative one becomes huge, so that the caller's check of the range refuses it.
bool index_or_py(Thread& t, Value v, u64 fallback, u64* out) {
  i64 n = static_cast<i64>(fallback);
  if (v && !index_i64_py(t, v, &n, kOverflowErrorType)) return false;
  *out = static_cast<u64>(n);
  return true;
}

bool bounded_py(Thread& t, Value v, u64 fallback, u64 least, u64 most, const char* message, u64* out) {
  return index_or_py(t, v, fallback, out) && ((*out >= least && *out <= most) || raise_value_error(t, message));
}

// Reads an int that must not exceed `most`.
bool unsigned_py(Thread& t, Value v, u64 most, const char* what, u64* out) {
  *out = 0;
  if (!v) return true;
  i64 sign;
  if (!index_i64_py(t, v, &sign, nullptr)) return false;
  if (sign < 0) return raise_value_error(t, "value must be positive");
  if (!to_u64_py(t, v, out)) return false;
  return *out <= most || raise_overflow_error(t, what);
}

bool fill_bytes(Thread& t, Value v, const char* what, size_t most, u8* out) {
  if (!v) return true;
  Input in(t, v, Input::Is::kKey);
  if (!in) return false;
  if (in.size() > most) return raise_value_error(t, "maximum %s length is %zu bytes", what, most);
  std::memcpy(out, in.data(), in.size());
  return true;
}

enum Argument {
  kData,
  kDigestSize,
  kKey,
  kSalt,
  kPerson,
  kFanout,
  kDepth,
  kLeafSize,
  kNodeOffset,
  kNodeDepth,
  kInnerSize,
  kLastNode,
  kSecurity,
  kString,
  kArguments
};

template <class Kind>
bool digest_size_py(Thread& t, Value v, u64* out) {
  if (!index_or_py(t, v, Kind::kMaxDigest, out)) return false;
  return (*out >= 1 && *out <= Kind::kMaxDigest) ||
         raise_value_error(t, "digest_size must be between 1 and %zu bytes", Kind::kMaxDigest);
}

template <class Kind>
bool parameters_py(Thread& t, const Value* a, Parameters* p) {
  u64 digest_size, fanout, depth, leaf_size, node_depth, inner_size;
  constexpr u64 kMaxOffset = sizeof(typename Kind::Word) == 8 ? UINT64_MAX : (u64{1} << 48) - 1;
  if (!digest_size_py<Kind>(t, a[kDigestSize], &digest_size)) return false;
  if (!fill_bytes(t, a[kSalt], "salt", Kind::kSalt, p->salt) ||
      !fill_bytes(t, a[kPerson], "person", Kind::kSalt, p->person))
    return false;
  if (!bounded_py(t, a[kFanout], 1, 0, 255, "fanout must be between 0 and 255", &fanout)) return false;
  if (!bounded_py(t, a[kDepth], 1, 1, 255, "depth must be between 1 and 255", &depth)) return false;
  if (!unsigned_py(t, a[kLeafSize], UINT32_MAX, "leaf_size is too large", &leaf_size)) return false;
  if (!unsigned_py(t, a[kNodeOffset], kMaxOffset, "node_offset is too large", &p->node_offset)) return false;
  if (!bounded_py(t, a[kNodeDepth], 0, 0, 255, "node_depth must be between 0 and 255", &node_depth)) return false;
  if (!index_or_py(t, a[kInnerSize], 0, &inner_size)) return false;
  if (inner_size > Kind::kMaxDigest)
    return raise_value_error(t, "inner_size must be between 0 and is %zu", Kind::kMaxDigest);
  int last = a[kLastNode] ? truth_py(t, a[kLastNode]) : 0;
  p->digest_size = static_cast<u8>(digest_size);
  p->fanout = static_cast<u8>(fanout);
  p->depth = static_cast<u8>(depth);
  p->leaf_size = static_cast<u32>(leaf_size);
  p->node_depth = static_cast<u8>(node_depth);
  p->inner_size = static_cast<u8>(inner_size);
  p->last_node = last > 0;
  return last >= 0;
}

template <class Kind>
void absorb(Thread& t, Guarded<Kind>* state, const Input& in) {
  auto take = [state](const u8* data, size_t size) { return state->hash.update(data, size), true; };
  detached_work(t, state->mutex, in.size(), [&] { in.each_piece(take); });
}

template <class Kind>
Ref create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature(
      "(data=b'', *, digest_size=<max>, key=b'', salt=b'', person=b'', fanout=<1>, depth=<1>, leaf_size=<0>, "
      "node_offset=<0>, "
      "node_depth=<0>, inner_size=<0>, last_node=<0>, usedforsecurity=<1>, string=None)");
  Value a[kArguments];
  Parameters p{};
  if (!bind_arguments(t, kName<Kind>, kSignature, args, a) || !take_data_py(t, a[kString], &a[kData])) return Ref();
  if (!parameters_py<Kind>(t, a, &p)) return Ref();
  u8 key[Kind::kMaxKey];
  if (a[kKey]) {
    Input in(t, a[kKey], Input::Is::kKey);
    if (!in) return Ref();
    if (in.size() > Kind::kMaxKey) return raise_value_error(t, "maximum key length is %zu bytes", Kind::kMaxKey);
    std::memcpy(key, in.data(), in.size());
    p.key_size = static_cast<u8>(in.size());
  }
  Input data(t, a[kData], Input::Is::kMessage);
  Ref object = data ? make<Kind>(t, type) : Ref();
  if (!object) return Ref();
  state_of<Kind>(object)->hash.start(p, key);
  absorb(t, state_of<Kind>(object), data);
  return object;
}

// ---- methods

template <class Kind>
blake2::State<Kind> snapshot(Thread& t, Value self) {
  Guarded<Kind>* state = state_of<Kind>(self);
  blake2::State<Kind> copy;
  detached_work(t, state->mutex, 0, [&] { copy = state->hash; });
  return copy;
}

template <class Kind>
Ref update(Thread& t, Value self, Value data) {
  Input in(t, data, Input::Is::kMessage);
  if (!in) return Ref();
  absorb(t, state_of<Kind>(self), in);
  return none();
}

template <class Kind>
Ref copy(Thread& t, Value self) {
  Ref object = make<Kind>(t, type_of(self));
  if (object) state_of<Kind>(object)->hash = snapshot<Kind>(t, self);
  return object;
}

template <class Kind>
Ref digest(Thread& t, Value self) {
  blake2::State<Kind> state = snapshot<Kind>(t, self);
  u8 out[Kind::kMaxDigest];
  state.finish(out);
  return make_bytes(t, as_chars(out, state.digest_size()));
}
template <class Kind>
Ref hexdigest(Thread& t, Value self) {
  return hex_of_bytes(t, digest<Kind>(t, self));
}

template <class Kind>
Ref get_name(Thread& t, Value) {
  return make_str_ascii(t, kName<Kind>);
}
template <class Kind>
Ref get_block_size(Thread&, Value) {
  return Ref::immediate(Value::small_int(Kind::kBlock));
}
template <class Kind>
Ref get_digest_size(Thread& t, Value self) {
  return make_uint(t, state_of<Kind>(self)->hash.digest_size());  // never changes
}

template <class Kind>
void dispose(gc::Thread&, Object* object) {
  gc::raw_free(static_cast<Blake2<Kind>*>(object)->state);
}

template <class Kind>
constexpr MethodDef kMethods[] = {
    {"copy", copy<Kind>, "(self, /)", "An independent hash in the same state."},
    {"digest", digest<Kind>, "(self, /)", "The digest of all data so far, as bytes."},
    {"hexdigest", hexdigest<Kind>, "(self, /)", "The digest of all data so far, as hexadecimal text."},
    {"update", update<Kind>, "(self, data, /)", "Take more bytes into account."},
    {},
};
template <class Kind>
constexpr GetSetDef kGetSet[] = {
    {"name", get_name<Kind>}, {"block_size", get_block_size<Kind>}, {"digest_size", get_digest_size<Kind>}, {}};

template <class Kind>
constexpr TypeSpec spec(const char* name, const char* doc) {
  TypeSpec s;
  s.name = name;
  s.size = sizeof(Blake2<Kind>);
  s.flags = kTypeSubclassable;
  s.doc = doc;
  s.lifetime = {trace_attributes, nullptr, nullptr, [](gc::Thread& thread, Object* object) {
                  dispose_attributes(static_cast<Thread&>(thread), object);
                  dispose<Kind>(thread, object);
                }};
  s.slots.create = create<Kind>;
  s.methods = kMethods<Kind>;
  s.getset = kGetSet<Kind>;
  return s;
}
constexpr TypeSpec kBigSpec = spec<Big>("_blake2.blake2b", "A new hash by BLAKE2b.");
constexpr TypeSpec kSmallSpec = spec<Small>("_blake2.blake2s", "A new hash by BLAKE2s.");

Type* g_big_type;
Type* g_small_type;

template <class Kind>
bool add_limits(Thread& t, Type* type) {
  auto add = [&](const char* name, size_t n) {
    return dict_set_cstr(t, type->dict, name, Ref::immediate(Value::small_int(static_cast<i64>(n))));
  };
  return add("SALT_SIZE", Kind::kSalt) && add("PERSON_SIZE", Kind::kSalt) && add("MAX_KEY_SIZE", Kind::kMaxKey) &&
         add("MAX_DIGEST_SIZE", Kind::kMaxDigest);
}

constexpr posix::Constant kConstants[] = {{"BLAKE2B_SALT_SIZE", Big::kSalt},
                                          {"BLAKE2B_PERSON_SIZE", Big::kSalt},
                                          {"BLAKE2B_MAX_KEY_SIZE", Big::kMaxKey},
                                          {"BLAKE2B_MAX_DIGEST_SIZE", Big::kMaxDigest},
                                          {"BLAKE2S_SALT_SIZE", Small::kSalt},
                                          {"BLAKE2S_PERSON_SIZE", Small::kSalt},
                                          {"BLAKE2S_MAX_KEY_SIZE", Small::kMaxKey},
                                          {"BLAKE2S_MAX_DIGEST_SIZE", Small::kMaxDigest},
                                          {nullptr, 0}};

bool init(Thread& t, Value module) {
  return add_native_type(t, module, g_big_type, kBigSpec) && add_native_type(t, module, g_small_type, kSmallSpec) &&
         add_limits<Big>(t, g_big_type) && add_limits<Small>(t, g_small_type) &&
         posix::add_constants(t, module, kConstants);
}

}  // namespace
}  // namespace rt::hash

namespace rt {

extern const ModuleDef kUnderBlake2Module = {
    .name = "_blake2", .doc = "The hash functions BLAKE2b and BLAKE2s.", .methods = nullptr, .init = hash::init};

}  // namespace rt
