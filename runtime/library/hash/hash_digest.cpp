// Digests on OpenSSL: the table of hash functions, and the objects that take data in. A digest's state is guarded by
// its mutex, not by the object lock, since long updates run detached.
#include "runtime/library/hash/hash_digest.h"

#include <openssl/err.h>

#include <new>

#include "gc/heap/heap.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/c_text.h"
#include "runtime/types/text/str.h"

namespace rt::hash {

Type* g_unsupported = nullptr;

// ---- hash functions

namespace {

Algorithm g_algorithms[] = {
    {"md5", "MD5"},
    {"sha1", "SHA1"},
    {"sha224", "SHA2-224"},
    {"sha256", "SHA2-256"},
    {"sha384", "SHA2-384"},
    {"sha512", "SHA2-512"},
    {"sha512_224", "SHA2-512/224"},
    {"sha512_256", "SHA2-512/256"},
    {"sha3_224", "SHA3-224"},
    {"sha3_256", "SHA3-256"},
    {"sha3_384", "SHA3-384"},
    {"sha3_512", "SHA3-512"},
    {"shake_128", "SHAKE-128"},
    {"shake_256", "SHAKE-256"},
    {"blake2b", "BLAKE2B-512"},
    {"blake2s", "BLAKE2S-256"},
    {"md5-sha1", "MD5-SHA1"},
    {"ripemd160", "RIPEMD-160"},
    {"sm3", "SM3"},
};

Error raise_unsupported(Thread& t, Value name) {
  return raise(t, g_unsupported ? g_unsupported : kValueErrorType, "unsupported hash type %S", name);
}

}  // namespace

Algorithm* find_algorithm(std::string_view name) {
  for (Algorithm& a : g_algorithms) {
    if (name == a.name) return &a;
  }
  return nullptr;
}

const char* python_name(const EVP_MD* function) {
  for (const Algorithm& a : g_algorithms) {
    if (EVP_MD_is_a(function, a.openssl_name)) return a.name;
  }
  return EVP_MD_get0_name(function);
}

const EVP_MD* function_of(Algorithm& a) {
  if (const EVP_MD* known = a.function.load(gc::acquire)) return known;
  EVP_MD* fresh = EVP_MD_fetch(nullptr, a.openssl_name, nullptr);
  if (!fresh) {
    ERR_clear_error();
    return nullptr;
  }
  const EVP_MD* other = nullptr;
  if (a.function.compare_exchange_strong(other, fresh, gc::acq_rel, gc::acquire)) return fresh;
  EVP_MD_free(fresh);  // another thread has fetched it first
  return other;
}

const EVP_MD* function_by_name(Thread& t, Value name) {
  if (!is_str(name)) return raise_type_error(t, "name must be a string");
  CText text(t, name);
  if (!text.ok()) return nullptr;
  if (Algorithm* known = find_algorithm(text.view())) {
    if (const EVP_MD* function = function_of(*known)) return function;
  } else if (EVP_MD* fetched = EVP_MD_fetch(nullptr, text.c_str(), nullptr)) {
    // The name is usually another spelling of a function in the table, which lives for ever; use that.
    Algorithm* same = find_algorithm(python_name(fetched));
    EVP_MD_free(fetched);
    if (const EVP_MD* function = same ? function_of(*same) : nullptr) return function;
  }
  ERR_clear_error();
  return raise_unsupported(t, name);
}

bool for_each_algorithm(bool (*f)(Thread&, const Algorithm&, void*), Thread& t, void* argument) {
  for (Algorithm& a : g_algorithms) {
    if (function_of(a) && !f(t, a, argument)) return false;
  }
  return true;
}

Error raise_openssl(Thread& t) {
  unsigned long code = ERR_peek_last_error();
  const char* reason = code ? ERR_reason_error_string(code) : nullptr;
  const char* library = code ? ERR_lib_error_string(code) : nullptr;
  ERR_clear_error();
  if (reason && library) return raise_value_error(t, "[%s] %s", library, reason);
  return raise_value_error(t, "%s", reason ? reason : "no reason supplied");
}

// ---- objects

namespace {

DigestState* state_of(Value self) { return self.as<Digest>()->state; }

DigestState* make_state() {
  void* memory = gc::raw_alloc(sizeof(DigestState));
  if (!memory) return nullptr;
  auto* state = new (memory) DigestState{{}, EVP_MD_CTX_new()};
  if (state->context) return state;
  gc::raw_free(state);
  return nullptr;
}
void free_state(DigestState* state) {
  if (!state) return;
  EVP_MD_CTX_free(state->context);
  gc::raw_free(state);
}

// A private copy of the state, which may be finished while the object takes in more. Null: an error is pending.
DigestState* snapshot(Thread& t, Value self) {
  DigestState* copy = make_state();
  if (!copy) return raise_memory_error(t);
  DigestState* state = state_of(self);
  bool ok = false;
  detached_work(t, state->mutex, 0, [&] { ok = EVP_MD_CTX_copy_ex(copy->context, state->context); });
  if (ok) return copy;
  free_state(copy);
  return raise_openssl(t);
}

// A new object that owns `state`; on failure the state is freed.
Ref wrap(Thread& t, Type* type, DigestState* state) {
  Ref object = allocate_instance(t, type);
  if (object) object.as<Digest>()->state = state;
  else free_state(state);
  return object;
}

bool absorb(Thread& t, DigestState* state, const Input& in) {
  bool ok = true;
  auto take = [&](const u8* data, size_t size) { return EVP_DigestUpdate(state->context, data, size) == 1; };
  detached_work(t, state->mutex, in.size(), [&] { ok = in.each_piece(take); });
  return ok || raise_openssl(t);
}

Ref update(Thread& t, Value self, Value data) {
  Input in(t, data, Input::Is::kMessage);
  return in && absorb(t, state_of(self), in) ? none() : Ref();
}

Ref copy(Thread& t, Value self) {
  DigestState* state = snapshot(t, self);
  return state ? wrap(t, type_of(self), state) : Ref();
}

Ref digest(Thread& t, Value self) {
  DigestState* state = snapshot(t, self);
  if (!state) return Ref();
  u8 out[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  bool ok = EVP_DigestFinal_ex(state->context, out, &size);
  free_state(state);
  return ok ? make_bytes(t, as_chars(out, size)) : Ref(raise_openssl(t));
}
Ref hexdigest(Thread& t, Value self) { return hex_of_bytes(t, digest(t, self)); }

Ref xof_digest(Thread& t, Value self, Value length) {
  u64 size;
  if (!digest_length_py(t, length, &size)) return Ref();
  Ref result = make_bytes_uninitialised(t, size);
  DigestState* state = result ? snapshot(t, self) : nullptr;
  if (!state) return Ref();
  u8* out = result.as<Bytes>()->data();
  // OpenSSL refuses an output of length 0.
  bool ok = size == 0 || EVP_DigestFinalXOF(state->context, out, size);
  free_state(state);
  return ok ? std::move(result) : Ref(raise_openssl(t));
}
Ref xof_hexdigest(Thread& t, Value self, Value length) { return hex_of_bytes(t, xof_digest(t, self, length)); }

// The function of a context never changes.
const EVP_MD* function_of_object(Value self) { return EVP_MD_CTX_get0_md(state_of(self)->context); }

bool is_extendable(const EVP_MD* function) { return EVP_MD_get_flags(function) & EVP_MD_FLAG_XOF; }

Ref get_digest_size(Thread& t, Value self) {
  const EVP_MD* function = function_of_object(self);
  return make_int(t, is_extendable(function) ? 0 : EVP_MD_get_size(function));
}
Ref get_block_size(Thread& t, Value self) { return make_int(t, EVP_MD_get_block_size(function_of_object(self))); }
// The sponge of SHA-3 has 1600 bits: a block of input, and the capacity, which input never touches.
i64 rate_bits(Value self) { return i64{8} * EVP_MD_get_block_size(function_of_object(self)); }
Ref get_rate_bits(Thread& t, Value self) { return make_int(t, rate_bits(self)); }
Ref get_capacity_bits(Thread& t, Value self) { return make_int(t, 1600 - rate_bits(self)); }
Ref get_suffix(Thread& t, Value self) {
  return make_bytes(t, is_extendable(function_of_object(self)) ? "\x1f" : "\x06");
}
Ref get_name(Thread& t, Value self) { return make_str_ascii(t, python_name(function_of_object(self))); }

}  // namespace

Ref digest_repr(Thread& t, Value self) {
  return format_message(t, "<%s %T object @ %p>", python_name(function_of_object(self)), self,
                        static_cast<void*>(self.object()));
}

bool digest_length_py(Thread& t, Value v, u64* out) {
  i64 length;
  if (!index_i64_py(t, v, &length, kOverflowErrorType)) return false;
  if (length < 0) return raise_value_error(t, "value must be positive");
  if (length >= i64{1} << 29) return raise_value_error(t, "length is too large");
  *out = static_cast<u64>(length);
  return true;
}

Ref make_digest(Thread& t, Type* type, const EVP_MD* function, Value data) {
  Input in(t, data, Input::Is::kMessage);
  if (!in) return Ref();
  DigestState* state = make_state();
  if (!state) return raise_memory_error(t);
  if (!EVP_DigestInit_ex(state->context, function, nullptr)) {
    free_state(state);
    return raise_openssl(t);
  }
  Ref object = wrap(t, type, state);
  return object && absorb(t, state, in) ? std::move(object) : Ref();
}

void dispose_digest(gc::Thread&, Object* object) { free_state(static_cast<Digest*>(object)->state); }

const MethodDef kDigestMethods[] = {
    {"copy", copy, "(self, /)", "An independent hash in the same state."},
    {"digest", digest, "(self, /)", "The digest of all data so far, as bytes."},
    {"hexdigest", hexdigest, "(self, /)", "The digest of all data so far, as hexadecimal text."},
    {"update", update, "(self, obj, /)", "Take more data into account."},
    {},
};
const MethodDef kXofDigestMethods[] = {
    {"copy", copy, "(self, /)", "An independent hash in the same state."},
    {"digest", xof_digest, "(self, /, length)", "The digest of all data so far, as bytes."},
    {"hexdigest", xof_hexdigest, "(self, /, length)", "The digest of all data so far, as hexadecimal text."},
    {"update", update, "(self, obj, /)", "Take more data into account."},
    {},
};
const GetSetDef kDigestGetSet[] = {
    {"digest_size", get_digest_size}, {"block_size", get_block_size}, {"name", get_name}, {}};
const GetSetDef kSha3GetSet[] = {{"digest_size", get_digest_size},
                                 {"block_size", get_block_size},
                                 {"name", get_name},
                                 {"_capacity_bits", get_capacity_bits},
                                 {"_rate_bits", get_rate_bits},
                                 {"_suffix", get_suffix},
                                 {}};

}  // namespace rt::hash
