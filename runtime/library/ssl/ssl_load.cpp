// What a context reads from files: its own certificate and key, and parameters of Diffie and Hellman.
#include <openssl/pem.h>

#include <cerrno>
#include <climits>
#include <cstring>
#include <memory>
#include <optional>
#include <string>

#include "runtime/library/ssl/ssl_context.h"
#include "runtime/object/audit.h"

namespace rt::tls {

namespace {

// ---- passwords

// What OpenSSL's question for a password is answered with.
struct Password {
  Value callable;  // empty: the text is known
  std::string text;
  bool failed = false;  // a Python error has been raised
  Ref error;
};

// False: an error is pending. `message`: for another type.
bool set_password(Thread& t, Password* password, Value v, const char* message) {
  if (is_str(v)) {
    Utf8 text(t, v);
    if (!text.ok()) return false;
    password->text = text.view();
  } else if (is_bytes(v) || is_bytearray(v)) {
    ByteView view(t, v);
    if (!view) return false;
    password->text = view.view();
  } else {
    return raise_type_error(t, "%s", message);
  }
  return password->text.size() <= INT_MAX || raise_value_error(t, "password cannot be longer than %d bytes", INT_MAX);
}

bool ask_for_password_py(Thread& t, Password* password, int size) {
  if (password->callable) {
    Ref answer = call_py(t, password->callable);
    if (!answer || !set_password(t, password, answer, "password callback must return a string")) return false;
  }
  return password->text.size() <= static_cast<size_t>(size) ||
         raise_value_error(t, "password cannot be longer than %d bytes", size);
}

// lint: name: OpenSSL calls it
// OpenSSL asks again after a failure, in vain.
int give_password(char* buffer, int size, int, void* data) {
  auto* password = static_cast<Password*>(data);
  if (password->failed) return -1;
  InCallback scope;
  if (!ask_for_password_py(scope.t, password, size)) {
    password->failed = true;
    password->error = take_error(scope.t);
    return -1;
  }
  std::memcpy(buffer, password->text.data(), password->text.size());
  return static_cast<int>(password->text.size());
}

// ---- certificate and key

void raise_file_error(Thread& t, int error, const char* shown) {
  Ref name = shown && library_minor() >= 15 ? decode_fs(t, shown) : Ref();
  if (!error_pending(t)) raise_os_error(t, error, name);
}

// Makes a call of OpenSSL that reads a file, detached. False: an error is pending. An OSError names the file if `shown`
// is given.
template <class F>
bool read_file(Thread& t, Password& password, const char* shown, F&& call) {
  int error = 0;
  bool ok = detached(t, [&] {
    ERR_clear_error();
    errno = 0;
    bool done = call() == 1;
    error = errno;
    return done;
  });
  if (ok) return true;
  if (password.failed) restore_error(t, std::move(password.error));
  else if (error != 0) raise_file_error(t, error, shown);
  else return raise_last(t);
  ERR_clear_error();
  return false;
}

// While a password can be asked for, the context knows whom to ask.
class Asked {
 public:
  Asked(SSL_CTX* ctx, Password* password)
      : ctx_(ctx), callback_(SSL_CTX_get_default_passwd_cb(ctx)), data_(SSL_CTX_get_default_passwd_cb_userdata(ctx)) {
    SSL_CTX_set_default_passwd_cb(ctx, give_password);
    SSL_CTX_set_default_passwd_cb_userdata(ctx, password);
  }
  ~Asked() {
    SSL_CTX_set_default_passwd_cb(ctx_, callback_);
    SSL_CTX_set_default_passwd_cb_userdata(ctx_, data_);
  }
  Asked(const Asked&) = delete;
  Asked& operator=(const Asked&) = delete;

 private:
  SSL_CTX* ctx_;
  pem_password_cb* callback_;
  void* data_;
};

bool load_files(Thread& t, SSL_CTX* ctx, const char* certificate, const char* key, Password& password) {
  if (!read_file(t, password, certificate, [&] { return SSL_CTX_use_certificate_chain_file(ctx, certificate); }) ||
      !read_file(t, password, key, [&] { return SSL_CTX_use_PrivateKey_file(ctx, key, SSL_FILETYPE_PEM); }))
    return false;
  ERR_clear_error();
  return SSL_CTX_check_private_key(ctx) == 1 || raise_last(t);
}

}  // namespace

Ref context::load_cert_chain(Thread& t, Value self, Value certificate, Value key, Value password_value) {
  Ref certificate_name = path_argument_py(t, certificate, "certfile");
  if (!certificate_name) return Ref();
  Ref key_name = key == kNone ? Ref::share(t, certificate_name) : path_argument_py(t, key, "keyfile");
  if (!key_name) return Ref();
  Password password;
  bool asks = password_value != kNone;
  if (asks) {
    if (is_callable(password_value)) password.callable = password_value;
    else if (!set_password(t, &password, password_value, "password should be a string or callable")) return Ref();
  }
  Context* c = as_context(self);
  Held<Context> held(t, c);
  if (!held) return Ref();
  std::optional<Asked> asked;
  if (asks) asked.emplace(c->ctx, &password);
  return load_files(t, c->ctx, c_str(certificate_name), c_str(key_name), password) ? none() : Ref();
}

// ---- parameters of Diffie and Hellman

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
namespace {
struct FreeParameters {
  void operator()(DH* dh) const { DH_free(dh); }
};
}  // namespace

// By the old functions, whose errors CPython shows.
Ref context::load_dh_params(Thread& t, Value self, Value path) {
  Ref name = fs_encode_py(t, path), mode = make_str(t, "rb");
  if (!name || !mode || !audit_py(t, "open", path, mode.get(), Value::small_int(0))) return Ref();
  int open_error = 0, error = 0;
  std::unique_ptr<DH, FreeParameters> dh(detached(t, [&]() -> DH* {
    FILE* file = std::fopen(c_str(name), "rbe");
    if (!file) {
      open_error = errno;
      return nullptr;
    }
    ERR_clear_error();
    errno = 0;
    DH* parameters = PEM_read_DHparams(file, nullptr, nullptr, nullptr);
    error = errno;
    std::fclose(file);
    return parameters;
  }));
  if (open_error || (!dh && error)) return raise_os_error(t, open_error ? open_error : error, path);
  if (!dh) return raise_last(t);
  Context* c = as_context(self);
  Held<Context> held(t, c);
  if (!held) return Ref();
  return SSL_CTX_set_tmp_dh(c->ctx, dh.get()) ? none() : Ref(raise_last(t));
}
#pragma GCC diagnostic pop

}  // namespace rt::tls
