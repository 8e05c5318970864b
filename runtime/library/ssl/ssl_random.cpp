// OpenSSL's random numbers.
#include <openssl/rand.h>

#include <climits>
#include <optional>

#include "runtime/library/core/warnings.h"
#include "runtime/library/ssl/ssl_parts.h"

namespace rt::tls {

namespace {

// Text counts as its UTF-8 form.
class Seed {
 public:
  Seed(Thread& t, Value v) {
    if (is_str(v)) text_.emplace(t, v);
    else bytes_.emplace(t, v);
  }
  explicit operator bool() const { return text_ ? text_->ok() : bool(*bytes_); }
  std::string_view view() const { return text_ ? text_->view() : bytes_->view(); }

 private:
  std::optional<Utf8> text_;
  std::optional<ByteView> bytes_;
};

Ref rand_add(Thread& t, Value string, Value entropy) {
  Seed seed(t, string);
  double bytes;
  if (!seed || !to_double_py(t, entropy, &bytes)) return Ref();
  std::string_view left = seed.view();
  do {
    size_t n = std::min<size_t>(left.size(), INT_MAX);
    RAND_add(left.data(), static_cast<int>(n), bytes);
    left.remove_prefix(n);
  } while (!left.empty());
  return none();
}

Ref rand_bytes(Thread& t, Value count) {
  int n;
  if (!to_i32_py(t, count, &n)) return Ref();
  if (n < 0) return raise_value_error(t, "num must be positive");
  Ref bytes = make_bytes_uninitialised(t, static_cast<u64>(n));
  if (!bytes) return bytes;
  ERR_clear_error();
  if (RAND_bytes(bytes.as<Bytes>()->data(), n) == 1) return bytes;
  return raise_last(t);
}

Ref rand_status(Thread&) { return bool_ref(RAND_status() == 1); }

// Since OpenSSL 1.1 there are no numbers that are only nearly random.
Ref rand_pseudo_bytes_py(Thread& t, Value count) {
  if (!warn_text_py(t, kDeprecationWarningType, "ssl.RAND_pseudo_bytes() is deprecated")) return Ref();
  Ref bytes = rand_bytes(t, count);
  return bytes ? make_tuple(t, bytes, kTrue) : Ref();
}
constexpr MethodDef kPseudoBytes = {"RAND_pseudo_bytes", rand_pseudo_bytes_py, "(n, /)",
                                    "Random bytes, and whether nobody can guess them."};

}  // namespace

const MethodDef kRandomFunctions[] = {
    {"RAND_add", rand_add, "(string, entropy, /)",
     "Mix bytes into the state of the generator; entropy says how many of them nobody can guess."},
    {"RAND_bytes", rand_bytes, "(n, /)", "Random bytes for use in cryptography."},
    {"RAND_status", rand_status, "()", "Has the generator enough entropy?"},
    {}};

// Libraries before 3.12 want RAND_pseudo_bytes().
bool add_random(Thread& t, Value module) {
  Ref home = intern(t, "_ssl");
  return home && (library_minor() >= 12 ||
                  module_add(t, module, kPseudoBytes.name, make_builtin(t, &kPseudoBytes, module, home)));
}

}  // namespace rt::tls
