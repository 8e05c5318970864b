// Certificate: one certificate of a chain, in the forms that scripts want.
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

#include "runtime/library/ssl/ssl_parts.h"

namespace rt::tls {

Type* g_certificate_type;

namespace {

// PEM with what OpenSSL adds about trust.
constexpr int kEncodingPemAux = kEncodingPem + 0x100;

struct FreeBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using OwnedBio = std::unique_ptr<BIO, FreeBio>;

X509* x509_of(Value self) { return self.as<Certificate>()->x509; }

std::string_view contents(BIO* bio) {
  char* data;
  long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<size_t>(size)};
}

Ref pem_text(Thread& t, X509* x509, bool with_trust) {
  OwnedBio bio(BIO_new(BIO_s_mem()));
  if (!bio) return raise_memory_error(t);
  bool ok = with_trust ? PEM_write_bio_X509_AUX(bio.get(), x509) : PEM_write_bio_X509(bio.get(), x509);
  if (!ok) return raise_last(t);
  return make_str_ascii(t, contents(bio.get()));
}

Ref public_bytes(Thread& t, Value self, Value format) {
  int encoding = kEncodingPem;
  if (format && !to_i32_py(t, format, &encoding)) return Ref();
  switch (encoding) {
    case kEncodingPem: return pem_text(t, x509_of(self), false);
    case kEncodingPemAux: return pem_text(t, x509_of(self), true);
    case kEncodingDer: return certificate_bytes(t, x509_of(self));
    default: return raise_value_error(t, "Unsupported format");
  }
}

Ref get_info(Thread& t, Value self) { return decode_certificate_py(t, x509_of(self)); }

Ref repr(Thread& t, Value self) {
  OwnedBio bio(BIO_new(BIO_s_mem()));
  if (!bio) return raise_memory_error(t);
  X509_NAME_print_ex(bio.get(), X509_get_subject_name(x509_of(self)), 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
  std::string_view text = contents(bio.get());
  Ref subject = decode_utf8(t, text.data(), text.size());
  Value name = subject;
  return subject ? format_message(t, "<%N '%S'>", type_of(self), name) : Ref();
}

bool hash(Thread&, Value self, i64* out) {
  *out = static_cast<i64>(X509_subject_name_hash(x509_of(self)));
  return true;
}

Ref compare_py(Thread&, Value self, Value other, CompareOp op) {
  if (!is_instance(other, g_certificate_type) || (op != CompareOp::kEq && op != CompareOp::kNe))
    return Ref::immediate(kNotImplemented);
  return bool_ref((X509_cmp(x509_of(self), x509_of(other)) == 0) == (op == CompareOp::kEq));
}

void dispose(gc::Thread& thread, Object* object) {
  dispose_attributes(static_cast<Thread&>(thread), object);
  X509_free(static_cast<Certificate*>(object)->x509);
}

constexpr MethodDef kMethods[] = {
    {"public_bytes", public_bytes, "(self, /, format=Encoding.PEM)", ""}, {"get_info", get_info, "(self, /)", ""}, {}};
constexpr TypeSpec kSpec = [] {
  TypeSpec spec;
  spec.name = "_ssl.Certificate";
  spec.size = sizeof(Certificate);
  spec.flags = kTypeDisallowNew;
  spec.lifetime = {nullptr, nullptr, nullptr, dispose};
  spec.slots.repr = repr;
  spec.slots.hash = hash;
  spec.slots.compare = compare_py;
  spec.methods = kMethods;
  return spec;
}();

}  // namespace

Ref certificate_bytes(Thread& t, X509* x509) {
  u8* data = nullptr;
  int size = i2d_X509(x509, &data);
  if (size < 0) return raise_last(t);
  Ref bytes = make_bytes(t, as_chars(data, static_cast<size_t>(size)));
  OPENSSL_free(data);
  return bytes;
}

Ref make_certificate(Thread& t, X509* x509) {
  Ref object = allocate_instance(t, g_certificate_type);
  if (!object) return object;
  X509_up_ref(x509);
  object.as<Certificate>()->x509 = x509;
  return object;
}

Ref make_certificate_list(Thread& t, STACK_OF(X509) * chain) {
  Ref list = make_list(t);
  for (int i = 0; list && i < sk_X509_num(chain); ++i) {
    Ref item = make_certificate(t, sk_X509_value(chain, i));
    if (!item || !list_append(t, as_list(list), std::move(item))) return Ref();
  }
  return list;
}

bool add_certificate_type(Thread& t, Value module) { return add_native_type(t, module, g_certificate_type, kSpec); }

}  // namespace rt::tls
