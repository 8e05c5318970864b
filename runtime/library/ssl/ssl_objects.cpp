// Object identifiers of ASN.1: what their numbers and names are. And certificates of files, for tests.
#include <openssl/objects.h>
#include <openssl/pem.h>

#include <memory>

#include "runtime/library/ssl/ssl_parts.h"

namespace rt::tls {

namespace {

struct FreeObject {
  void operator()(ASN1_OBJECT* object) const { ASN1_OBJECT_free(object); }
};

// Number, short name, long name, and the numbers with dots between them or None.
Ref describe(Thread& t, const ASN1_OBJECT* object) {
  int nid = OBJ_obj2nid(object);
  if (nid == NID_undef) return raise_value_error(t, "Unknown object");
  char dotted[256];
  int size = OBJ_obj2txt(dotted, sizeof dotted, object, 1);
  if (size < 0) return raise_last(t);
  Ref items[] = {make_int(t, nid), text_or_none(t, OBJ_nid2sn(nid)), text_or_none(t, OBJ_nid2ln(nid)),
                 text_or_none(t, size > 0 ? dotted : nullptr)};
  for (const Ref& item : items)
    if (!item) return Ref();
  return make_tuple_stealing(t, items, 4);
}

Ref txt2obj(Thread& t, Value text, Value name) {
  if (!check_str(t, "txt2obj", "txt", text)) return Ref();
  CText chars(t, text);
  int with_names = chars.ok() ? truth_py(t, name) : -1;
  if (with_names < 0) return Ref();
  std::unique_ptr<ASN1_OBJECT, FreeObject> object(OBJ_txt2obj(chars.c_str(), !with_names));
  if (object) return describe(t, object.get());
  ERR_clear_error();
  return raise_value_error(t, "unknown object '%s'", chars.c_str());
}

Ref nid2obj(Thread& t, Value number) {
  int nid;
  if (!to_i32_py(t, number, &nid)) return Ref();
  if (nid < NID_undef) return raise_value_error(t, "NID must be positive.");
  const ASN1_OBJECT* object = OBJ_nid2obj(nid);
  if (object) return describe(t, object);
  ERR_clear_error();
  return raise_value_error(t, "unknown NID %d", nid);
}

struct FreeParts {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* x509) const { X509_free(x509); }
};

Ref test_decode_cert(Thread& t, Value path) {
  Ref name = fs_encode_py(t, path);
  if (!name) return Ref();
  ERR_clear_error();
  std::unique_ptr<BIO, FreeParts> file(BIO_new_file(c_str(name), "rb"));
  if (!file) return raise_plain(t, "Can't open file");
  std::unique_ptr<X509, FreeParts> x509(PEM_read_bio_X509_AUX(file.get(), nullptr, nullptr, nullptr));
  return x509 ? decode_certificate_py(t, x509.get()) : Ref(raise_plain(t, "Error decoding PEM-encoded file"));
}

// Where OpenSSL looks for authorities, and the variables of the environment that say otherwise.
Ref get_default_verify_paths(Thread& t) {
  Ref items[] = {decode_fs(t, X509_get_default_cert_file_env()), decode_fs(t, X509_get_default_cert_file()),
                 decode_fs(t, X509_get_default_cert_dir_env()), decode_fs(t, X509_get_default_cert_dir())};
  for (const Ref& item : items)
    if (!item) return Ref();
  return make_tuple_stealing(t, items, 4);
}

// The algorithms that OpenSSL can sign with: it tells them from version 3.4 on.
Ref get_sigalgs(Thread& t) {
  return raise(t, kNotImplementedErrorType, "Getting signature algorithms requires OpenSSL 3.4 or later.");
}

}  // namespace

const MethodDef kObjectFunctions[] = {
    {"_test_decode_cert", test_decode_cert, "(path, /)", ""},
    {"txt2obj", txt2obj, "(txt, name=False)",
     "Number, short name, long name and dotted numbers of an object that is named by its dotted numbers;\n"
     "if name is true, also by its names."},
    {"nid2obj", nid2obj, "(nid, /)", "Number, short name, long name and dotted numbers of an object of OpenSSL."},
    {"get_default_verify_paths", get_default_verify_paths, "()",
     "Where set_default_verify_paths() looks for authorities: a variable of the environment and a path,\n"
     "for the file and for the directory."},
    {"get_sigalgs", get_sigalgs, "()", ""},
    {}};

}  // namespace rt::tls
