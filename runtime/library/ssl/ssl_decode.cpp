// A certificate as a dict: names, numbers and dates as text.
#include <openssl/x509v3.h>

#include <cstring>
#include <memory>

#include "runtime/library/core/warnings.h"
#include "runtime/library/ssl/ssl_parts.h"

namespace rt::tls {

namespace {

template <auto kFree>
struct Free {
  template <class T>
  void operator()(T* p) const {
    kFree(p);
  }
};
template <class T, auto kFree>
using Owned = std::unique_ptr<T, Free<kFree>>;
using OwnedBio = Owned<BIO, BIO_free>;

Ref text_of(Thread& t, const ASN1_STRING* s) {
  return decode_utf8(t, reinterpret_cast<const char*>(ASN1_STRING_get0_data(s)),
                     static_cast<size_t>(ASN1_STRING_length(s)));
}

// What OpenSSL has printed.
Ref text_of(Thread& t, BIO* bio) {
  char* data;
  long size = BIO_get_mem_data(bio, &data);
  return decode_utf8(t, data, static_cast<size_t>(size));
}

// A pair with an ASCII name in front. Empty `value`: an error is pending.
Ref pair(Thread& t, const char* name, const Ref& value) {
  Ref first = value ? make_str_ascii(t, name) : Ref();
  return first ? make_tuple(t, first, value) : Ref();
}

Ref tuple_of(Thread& t, const Ref& list) { return list ? list_to_tuple(t, list) : Ref(); }

bool append(Thread& t, const Ref& list, Ref item) {
  return list && item && list_append(t, as_list(list), std::move(item));
}

// ---- distinguished names

// The name of a kind of attribute, or its numbers. As OpenSSL says, the size may be larger than the buffer.
Ref object_name(Thread& t, const ASN1_OBJECT* object) {
  char buffer[256];
  int size = OBJ_obj2txt(buffer, sizeof buffer, object, 0);
  if (size < 0) return raise_last(t);
  if (size < static_cast<int>(sizeof buffer)) return decode_utf8(t, buffer, static_cast<size_t>(size));
  std::string text(static_cast<size_t>(size) + 1, '\0');
  OBJ_obj2txt(text.data(), size + 1, object, 0);
  return decode_utf8(t, text.data(), static_cast<size_t>(size));
}

Ref attribute_value(Thread& t, const ASN1_STRING* value) {
  if (ASN1_STRING_type(value) == V_ASN1_BIT_STRING) {
    auto size = static_cast<size_t>(ASN1_STRING_length(value));
    return make_bytes(t, as_chars(ASN1_STRING_get0_data(value), size));
  }
  u8* data;
  int size = ASN1_STRING_to_UTF8(&data, value);
  if (size < 0) return raise_last(t);
  Ref text = decode_utf8(t, reinterpret_cast<const char*>(data), static_cast<size_t>(size));
  OPENSSL_free(data);
  return text;
}

Ref attribute(Thread& t, const X509_NAME_ENTRY* entry) {
  Ref name = object_name(t, X509_NAME_ENTRY_get_object(entry));
  Ref value = name ? attribute_value(t, X509_NAME_ENTRY_get_data(entry)) : Ref();
  return value ? make_tuple(t, name, value) : Ref();
}

// A tuple of the parts of a name, each of which is a tuple of its attributes: (name, value).
Ref distinguished_name(Thread& t, X509_NAME* name) {
  Ref parts = make_list(t), part = make_list(t);
  int set = -1;
  for (int i = 0; i < X509_NAME_entry_count(name); ++i) {
    const X509_NAME_ENTRY* entry = X509_NAME_get_entry(name, i);
    if (set >= 0 && set != X509_NAME_ENTRY_set(entry)) {
      if (!append(t, parts, tuple_of(t, part))) return Ref();
      part = make_list(t);
    }
    set = X509_NAME_ENTRY_set(entry);
    if (!append(t, part, attribute(t, entry))) return Ref();
  }
  if (set >= 0 && !append(t, parts, tuple_of(t, part))) return Ref();
  return tuple_of(t, parts);
}

// ---- other names of the subject

Ref ip_address(Thread& t, const ASN1_OCTET_STRING* address) {
  const u8* p = ASN1_STRING_get0_data(address);
  char text[64];
  if (ASN1_STRING_length(address) == 4) {
    std::snprintf(text, sizeof text, "%d.%d.%d.%d", p[0], p[1], p[2], p[3]);
  } else if (ASN1_STRING_length(address) == 16) {
    unsigned w[8];
    for (int i = 0; i < 8; ++i) w[i] = static_cast<unsigned>(p[2 * i] << 8 | p[2 * i + 1]);
    std::snprintf(text, sizeof text, "%X:%X:%X:%X:%X:%X:%X:%X", w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7]);
  } else {
    return make_str_ascii(t, "<invalid>");
  }
  return make_str_ascii(t, text);
}

Ref registered_id(Thread& t, const ASN1_OBJECT* id) {
  char text[2048];
  int size = i2t_ASN1_OBJECT(text, sizeof text, id);
  if (size <= 0) return make_str_ascii(t, "<INVALID>");
  return decode_utf8(t, text, std::min<size_t>(static_cast<size_t>(size), sizeof text - 1));
}

// A name of a kind that OpenSSL prints as "KIND:VALUE".
Ref printed_name_py(Thread& t, GENERAL_NAME* name) {
  if (name->type != GEN_OTHERNAME && name->type != GEN_X400 && name->type != GEN_EDIPARTY) {
    Ref text = format_message(t, "Unknown general name type %d", name->type);
    if (!text || !warn_py(t, kRuntimeWarningType, text)) return Ref();
  }
  OwnedBio bio(BIO_new(BIO_s_mem()));
  if (!bio) return raise_memory_error(t);
  GENERAL_NAME_print(bio.get(), name);
  char* data;
  long size = BIO_get_mem_data(bio.get(), &data);
  std::string_view text(data, static_cast<size_t>(size));
  size_t colon = text.find(':');
  if (colon == text.npos) {
    std::string shown(text.substr(0, 200));
    return raise_value_error(t, "Invalid value %s", shown.c_str());
  }
  Ref kind = decode_utf8(t, text.data(), colon);
  std::string_view rest = text.substr(colon + 1);
  Ref value = kind ? decode_utf8(t, rest.data(), rest.size()) : Ref();
  return value ? make_tuple(t, kind, value) : Ref();
}

Ref alternative_name_py(Thread& t, GENERAL_NAME* name) {
  switch (name->type) {
    case GEN_DIRNAME: return pair(t, "DirName", distinguished_name(t, name->d.dirn));
    case GEN_EMAIL: return pair(t, "email", text_of(t, name->d.rfc822Name));
    case GEN_DNS: return pair(t, "DNS", text_of(t, name->d.dNSName));
    case GEN_URI: return pair(t, "URI", text_of(t, name->d.uniformResourceIdentifier));
    case GEN_RID: return pair(t, "Registered ID", registered_id(t, name->d.rid));
    case GEN_IPADD: return pair(t, "IP Address", ip_address(t, name->d.ip));
    default: return printed_name_py(t, name);
  }
}

// The values of parts of a certificate: empty, without an error, if it has no such part.

Ref alternative_names_py(Thread& t, X509* x509) {
  Owned<GENERAL_NAMES, GENERAL_NAMES_free> names(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(x509, NID_subject_alt_name, nullptr, nullptr)));
  if (!names) return Ref();
  Ref list = make_list(t);
  for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i)
    if (!append(t, list, alternative_name_py(t, sk_GENERAL_NAME_value(names.get(), i)))) return Ref();
  return tuple_of(t, list);
}

// A tuple of what has been found, unless that is nothing.
Ref found(Thread& t, const Ref& list) {
  return list && as_list(list)->length.load(gc::relaxed) ? tuple_of(t, list) : Ref();
}

// The addresses at which the issuer answers, by the method `nid`.
Ref issuer_addresses(Thread& t, X509* x509, int nid) {
  Owned<AUTHORITY_INFO_ACCESS, AUTHORITY_INFO_ACCESS_free> info(
      static_cast<AUTHORITY_INFO_ACCESS*>(X509_get_ext_d2i(x509, NID_info_access, nullptr, nullptr)));
  if (!info) return Ref();
  Ref list = make_list(t);
  for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(info.get()); ++i) {
    const ACCESS_DESCRIPTION* access = sk_ACCESS_DESCRIPTION_value(info.get(), i);
    if (OBJ_obj2nid(access->method) != nid || access->location->type != GEN_URI) continue;
    if (!append(t, list, text_of(t, access->location->d.uniformResourceIdentifier))) return Ref();
  }
  return found(t, list);
}

// The addresses of lists of certificates that have been revoked.
Ref revocation_lists(Thread& t, X509* x509) {
  Owned<CRL_DIST_POINTS, CRL_DIST_POINTS_free> points(
      static_cast<CRL_DIST_POINTS*>(X509_get_ext_d2i(x509, NID_crl_distribution_points, nullptr, nullptr)));
  if (!points) return Ref();
  Ref list = make_list(t);
  for (int i = 0; i < sk_DIST_POINT_num(points.get()); ++i) {
    const DIST_POINT* point = sk_DIST_POINT_value(points.get(), i);
    if (!point->distpoint || point->distpoint->type != 0) continue;  // it has no full name
    const GENERAL_NAMES* names = point->distpoint->name.fullname;
    for (int k = 0; k < sk_GENERAL_NAME_num(names); ++k) {
      const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, k);
      if (name->type == GEN_URI && !append(t, list, text_of(t, name->d.uniformResourceIdentifier))) return Ref();
    }
  }
  return found(t, list);
}

// ---- numbers and dates

Ref serial_number(Thread& t, X509* x509) {
  OwnedBio bio(BIO_new(BIO_s_mem()));
  if (!bio) return raise_memory_error(t);
  i2a_ASN1_INTEGER(bio.get(), X509_get0_serialNumber(x509));
  return text_of(t, bio.get());
}

Ref date(Thread& t, const ASN1_TIME* time) {
  OwnedBio bio(BIO_new(BIO_s_mem()));
  if (!bio) return raise_memory_error(t);
  ASN1_TIME_print(bio.get(), time);
  return text_of(t, bio.get());
}

// Adds an entry that must be there. False: an error is pending.
bool put(Thread& t, const Ref& dict, const char* key, Ref value) {
  return value && dict_set_cstr(t, as_dict(dict), key, std::move(value));
}
// Adds an entry if there is one.
bool put_found(Thread& t, const Ref& dict, const char* key, Ref value) {
  return value ? dict_set_cstr(t, as_dict(dict), key, std::move(value)) : !error_pending(t);
}

}  // namespace

Ref decode_certificate_py(Thread& t, X509* x509) {
  Ref dict = make_dict(t);
  if (!dict || !put(t, dict, "subject", distinguished_name(t, X509_get_subject_name(x509))) ||
      !put(t, dict, "issuer", distinguished_name(t, X509_get_issuer_name(x509))) ||
      !put(t, dict, "version", make_int(t, X509_get_version(x509) + 1)) ||
      !put(t, dict, "serialNumber", serial_number(t, x509)) ||
      !put(t, dict, "notBefore", date(t, X509_get0_notBefore(x509))) ||
      !put(t, dict, "notAfter", date(t, X509_get0_notAfter(x509))) ||
      !put_found(t, dict, "subjectAltName", alternative_names_py(t, x509)) ||
      !put_found(t, dict, "OCSP", issuer_addresses(t, x509, NID_ad_OCSP)) ||
      !put_found(t, dict, "caIssuers", issuer_addresses(t, x509, NID_ad_ca_issuers)) ||
      !put_found(t, dict, "crlDistributionPoints", revocation_lists(t, x509)))
    return Ref();
  ERR_clear_error();  // of extensions that could not be read
  return dict;
}

}  // namespace rt::tls
