// The authorities that a context trusts: the store of their certificates.
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cerrno>
#include <climits>
#include <memory>
#include <vector>

#include "runtime/library/ssl/ssl_context.h"

namespace rt::tls {

namespace {

struct FreeParts {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* x509) const { X509_free(x509); }
};
using OwnedBio = std::unique_ptr<BIO, FreeParts>;
using OwnedCertificate = std::unique_ptr<X509, FreeParts>;

// ---- adding

bool is_last_error(int library, int reason) {
  unsigned long code = ERR_peek_last_error();
  return ERR_GET_LIB(code) == library && ERR_GET_REASON(code) == reason;
}

// Adds the certificates of `data` to the store. Returns how many there were; the queue of errors says why it ended.
int add_certificates(SSL_CTX* ctx, BIO* data, bool is_pem) {
  X509_STORE* store = SSL_CTX_get_cert_store(ctx);
  int count = 0;
  for (;; ++count) {
    if (!is_pem && count > 0 && BIO_eof(data)) return count;
    OwnedCertificate certificate(is_pem ? PEM_read_bio_X509(data, nullptr, SSL_CTX_get_default_passwd_cb(ctx),
                                                            SSL_CTX_get_default_passwd_cb_userdata(ctx))
                                        : d2i_X509_bio(data, nullptr));
    if (!certificate) return count;
    if (X509_STORE_add_cert(store, certificate.get())) continue;
    if (!is_last_error(ERR_LIB_X509, X509_R_CERT_ALREADY_IN_HASH_TABLE)) return count;
    ERR_clear_error();
  }
}

// lint: name: the thread's errors are read right after the call
bool load_data(Thread& t, Context* c, std::string_view data, bool is_pem) {
  if (data.empty()) return raise_value_error(t, "Empty certificate data");
  if (data.size() > INT_MAX) return raise_overflow_error(t, "Certificate data is too long.");
  OwnedBio bio(BIO_new_mem_buf(data.data(), static_cast<int>(data.size())));
  if (!bio) return raise_text(t, "Can't allocate buffer");
  Held<Context> held(t, c);
  if (!held) return false;
  ERR_clear_error();
  int count = add_certificates(c->ctx, bio.get(), is_pem);
  if (count == 0) {
    return raise_text(t, is_pem ? "no start line: cadata does not contain a certificate"
                                : "not enough data: cadata does not contain a certificate");
  }
  bool at_end = is_pem && is_last_error(ERR_LIB_PEM, PEM_R_NO_START_LINE);
  if (!at_end && ERR_peek_last_error() != 0) return raise_last(t);
  ERR_clear_error();
  return true;
}

bool load_argument_py(Thread& t, Context* c, Value data) {
  if (is_str(data)) {
    if (as_str(data)->ascii) return load_data(t, c, as_str(data)->ascii_view(), true);
  } else if (type_of(data)->slots.get_buffer) {
    SteadyBytes bytes(t, data);
    return bytes && load_data(t, c, bytes.view(), false);
  }
  return raise_type_error(t, "cadata should be an ASCII string or a bytes-like object");
}

bool load_files(Thread& t, Context* c, const Ref& file, const Ref& directory) {
  Held<Context> held(t, c);
  if (!held) return false;
  int error = 0;
  bool ok = detached(t, [&] {
    ERR_clear_error();
    errno = 0;
    bool done = SSL_CTX_load_verify_locations(c->ctx, c_str(file), c_str(directory)) == 1;
    error = errno;
    return done;
  });
  if (ok) return true;
  if (error == 0) return raise_last(t);
  ERR_clear_error();
  return raise_os_error(t, error);
}

// ---- asking

// What a store has at one moment.
struct Contents {
  std::vector<OwnedCertificate> certificates;
  int revocation_lists = 0;
};

// Other connections verify with the store at the same time, hence its lock.
Contents contents_of(SSL_CTX* ctx) {
  Contents all;
  X509_STORE* store = SSL_CTX_get_cert_store(ctx);
  X509_STORE_lock(store);
  STACK_OF(X509_OBJECT)* objects = X509_STORE_get0_objects(store);
  for (int i = 0; i < sk_X509_OBJECT_num(objects); ++i) {
    X509_OBJECT* object = sk_X509_OBJECT_value(objects, i);
    if (X509* x509 = X509_OBJECT_get0_X509(object)) {
      X509_up_ref(x509);
      all.certificates.emplace_back(x509);
    } else if (X509_OBJECT_get_type(object) == X509_LU_CRL) {
      ++all.revocation_lists;
    }
  }
  X509_STORE_unlock(store);
  return all;
}

}  // namespace

Ref context::load_verify_locations(Thread& t, Value self, Value file, Value directory, Value data) {
  if (file == kNone && directory == kNone && data == kNone)
    return raise_type_error(t, "cafile, capath and cadata cannot be all omitted");
  Ref file_name = file == kNone ? Ref() : path_argument_py(t, file, "cafile");
  if (file != kNone && !file_name) return Ref();
  Ref directory_name = directory == kNone ? Ref() : path_argument_py(t, directory, "capath");
  if (directory != kNone && !directory_name) return Ref();
  Context* c = as_context(self);
  if (data != kNone && !load_argument_py(t, c, data)) return Ref();
  if ((file_name || directory_name) && !load_files(t, c, file_name, directory_name)) return Ref();
  return none();
}

Ref context::cert_store_stats(Thread& t, Value self) {
  Contents all = contents_of(as_context(self)->ctx);
  int authorities = 0;
  for (const OwnedCertificate& c : all.certificates) authorities += X509_check_ca(c.get()) != 0;
  Ref dict = make_dict(t);
  Dict* d = as_dict(dict);
  if (!dict || !dict_set_cstr(t, d, "x509", make_int(t, static_cast<i64>(all.certificates.size()))) ||
      !dict_set_cstr(t, d, "crl", make_int(t, all.revocation_lists)) ||
      !dict_set_cstr(t, d, "x509_ca", make_int(t, authorities)))
    return Ref();
  return dict;
}

Ref context::get_ca_certs(Thread& t, Value self, Value binary) {
  int wants_bytes = binary ? truth_py(t, binary) : 0;
  if (wants_bytes < 0) return Ref();
  Contents all = contents_of(as_context(self)->ctx);
  Ref list = make_list(t);
  for (const OwnedCertificate& c : all.certificates) {
    if (!X509_check_ca(c.get())) continue;
    Ref item = wants_bytes ? certificate_bytes(t, c.get()) : decode_certificate_py(t, c.get());
    if (!item || !list || !list_append(t, as_list(list), std::move(item))) return Ref();
  }
  return list;
}

}  // namespace rt::tls
