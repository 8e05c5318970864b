// Keyed digests on OpenSSL's EVP_MAC: _hashlib.HMAC, and what _hmac shares with it.
#include <openssl/core_names.h>
#include <openssl/params.h>

#include <new>

#include "gc/heap/heap.h"
#include "runtime/library/hash/hash_module.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::hash {

// Outside of the heap, because a detached thread uses it and must not touch the heap.
struct MacState {
  gc::Mutex mutex;
  EVP_MAC_CTX* context;    // under the mutex
  const EVP_MD* function;  // from the table, which lives for ever
};

namespace {

Type* g_hmac_type;  // _hashlib.HMAC

MacState* state_of(Value self) { return self.as<Hmac>()->state; }

EVP_MAC* hmac_algorithm() {
  static EVP_MAC* const algorithm = EVP_MAC_fetch(nullptr, OSSL_MAC_NAME_HMAC, nullptr);
  return algorithm;
}

void free_state(MacState* state) {
  if (!state) return;
  EVP_MAC_CTX_free(state->context);
  gc::raw_free(state);
}
// A new state that owns `context`; on failure the context is freed. Null: an error is pending.
MacState* make_state(Thread& t, EVP_MAC_CTX* context, const EVP_MD* function) {
  void* memory = context ? gc::raw_alloc(sizeof(MacState)) : nullptr;
  if (memory) return new (memory) MacState{{}, context, function};
  EVP_MAC_CTX_free(context);
  return raise_memory_error(t);
}
Ref wrap(Thread& t, Type* type, MacState* state) {
  Ref object = allocate_instance(t, type);
  if (object) object.as<Hmac>()->state = state;
  else free_state(state);
  return object;
}

MacState* keyed_state(Thread& t, const EVP_MD* function, const Input& key) {
  MacState* state = make_state(t, EVP_MAC_CTX_new(hmac_algorithm()), function);
  if (!state) return nullptr;
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, const_cast<char*>(EVP_MD_get0_name(function)), 0),
      OSSL_PARAM_construct_end()};
  if (EVP_MAC_init(state->context, key.data(), key.size(), parameters)) return state;
  free_state(state);
  return raise_openssl(t);
}

bool absorb(Thread& t, MacState* state, const Input& in) {
  bool ok = true;
  auto take = [&](const u8* data, size_t size) { return EVP_MAC_update(state->context, data, size) == 1; };
  detached_work(t, state->mutex, in.size(), [&] { ok = in.each_piece(take); });
  return ok || raise_openssl(t);
}

MacState* snapshot(Thread& t, Value self) {
  MacState* state = state_of(self);
  EVP_MAC_CTX* copy = nullptr;
  detached_work(t, state->mutex, 0, [&] { copy = EVP_MAC_CTX_dup(state->context); });
  return make_state(t, copy, state->function);
}

// Finishes the state, and gives the digest.
Ref finish(Thread& t, MacState* state) {
  u8 out[EVP_MAX_MD_SIZE];
  size_t size = 0;
  return EVP_MAC_final(state->context, out, &size, sizeof out) ? make_bytes(t, as_chars(out, size))
                                                               : Ref(raise_openssl(t));
}

Ref update(Thread& t, Value self, Value message) {
  Input in(t, message, Input::Is::kMessage);
  return in && absorb(t, state_of(self), in) ? none() : Ref();
}
Ref copy(Thread& t, Value self) {
  MacState* state = snapshot(t, self);
  return state ? wrap(t, type_of(self), state) : Ref();
}
Ref digest(Thread& t, Value self) {
  MacState* state = snapshot(t, self);
  Ref result = state ? finish(t, state) : Ref();
  free_state(state);
  return result;
}
Ref hexdigest(Thread& t, Value self) { return hex_of_bytes(t, digest(t, self)); }

Ref get_digest_size(Thread& t, Value self) { return make_int(t, EVP_MD_get_size(state_of(self)->function)); }
Ref get_block_size(Thread& t, Value self) { return make_int(t, EVP_MD_get_block_size(state_of(self)->function)); }
Ref get_name(Thread& t, Value self) { return format_message(t, "hmac-%s", python_name(state_of(self)->function)); }

}  // namespace

Ref hmac_repr(Thread& t, Value self) {
  return format_message(t, "<%s HMAC object @ %p>", python_name(state_of(self)->function),
                        static_cast<void*>(self.object()));
}

void dispose_hmac(gc::Thread&, Object* object) { free_state(static_cast<Hmac*>(object)->state); }

const MethodDef kHmacMethods[] = {
    {"copy", copy, "(self, /)", "An independent HMAC in the same state."},
    {"digest", digest, "(self, /)", "The code of all messages so far, as bytes."},
    {"hexdigest", hexdigest, "(self, /)", "The code of all messages so far, as hexadecimal text."},
    {"update", update, "(self, /, msg)", "Take more of the message into account."},
    {},
};
const GetSetDef kHmacGetSet[] = {
    {"digest_size", get_digest_size}, {"block_size", get_block_size}, {"name", get_name}, {}};

namespace {

// A state that has taken in the message. Null: an error is pending.
MacState* start_py(Thread& t, const EVP_MD* function, Value key, Value message) {
  Input key_bytes(t, key, Input::Is::kKey);
  if (!key_bytes) return nullptr;
  Input in(t, message == kNone ? Value() : message, Input::Is::kMessage);
  MacState* state = in ? keyed_state(t, function, key_bytes) : nullptr;
  if (!state || absorb(t, state, in)) return state;
  free_state(state);
  return nullptr;
}

}  // namespace

Ref make_hmac_py(Thread& t, Type* type, const EVP_MD* function, Value key, Value message) {
  MacState* state = start_py(t, function, key, message);
  return state ? wrap(t, type, state) : Ref();
}

Ref compute_hmac_py(Thread& t, const EVP_MD* function, Value key, Value message) {
  MacState* state = start_py(t, function, key, message);
  Ref result = state ? finish(t, state) : Ref();
  free_state(state);
  return result;
}

// The function of a digest argument, if it has digests of one length. Null: UnsupportedDigestmodError is pending.
static const EVP_MD* keyed_function_py(Thread& t, Value digest) {
  const EVP_MD* function = digest_argument_py(t, digest);
  if (!function || !(EVP_MD_get_flags(function) & EVP_MD_FLAG_XOF)) return function;
  return raise(t, g_unsupported, "Unsupported digestmod %S", digest);
}

Ref hmac_new(Thread& t, Value key, Value message, Value digest) {
  if (digest == kNone) return raise_type_error(t, "Missing required parameter 'digestmod'.");
  const EVP_MD* function = keyed_function_py(t, digest);
  return function ? make_hmac_py(t, g_hmac_type, function, key, message) : Ref();
}

Ref hmac_digest(Thread& t, Value key, Value message, Value digest) {
  const EVP_MD* function = keyed_function_py(t, digest);
  return function ? compute_hmac_py(t, function, key, message) : Ref();
}

bool add_hmac_type(Thread& t, Value module) {
  static constexpr TypeSpec kSpec = hmac_type("_hashlib.HMAC");
  return add_native_type(t, module, g_hmac_type, kSpec);
}

}  // namespace rt::hash
