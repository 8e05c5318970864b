// The exceptions of _ssl. An entry of OpenSSL's queue becomes an SSLError with the names of its library and reason.
#include <openssl/decodererr.h>
#include <openssl/engineerr.h>
#include <openssl/rand.h>
#include <openssl/randerr.h>
#include <openssl/tserr.h>
#include <openssl/uierr.h>
#include <openssl/x509v3.h>

#include <string>

#include "runtime/library/ssl/ssl_parts.h"

namespace rt::tls {

Errors g_errors;

namespace {

// ---- names

// Null: the number is unknown.
const char* library_name(int library) {
  switch (library) {
#define LIBRARY(name) \
  case ERR_LIB_##name: return #name;
#include "runtime/library/ssl/error_libraries.def"
#undef LIBRARY
    default: return nullptr;
  }
}

struct Reason {
  int library, number;
  const char* name;
};
constexpr Reason kReasons[] = {
#define REASON(library, name) {ERR_LIB_##library, library##_R_##name, #name},
#include "runtime/library/ssl/error_reasons.def"
#undef REASON
};

// A name such as CERTIFICATE_VERIFY_FAILED. Empty: the reason has none, for instance since it only names a library.
std::string reason_name(unsigned long code) {
  int library = ERR_GET_LIB(code), number = ERR_GET_REASON(code);
  for (const Reason& reason : kReasons)
    if (reason.library == library && reason.number == number) return reason.name;
  const char* text = number & ERR_RFLAG_COMMON ? nullptr : ERR_reason_error_string(code);
  std::string name = text ? text : "";
  for (char& c : name) c = c == ' ' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return name;
}

// ---- making an exception

// What an exception says, besides its number.
struct Report {
  Type* type;
  int number;
  unsigned long code = 0;      // of OpenSSL's queue; 0: none
  const char* text = nullptr;  // null: that of the code
  Ref verification;            // why a certificate was refused; empty: nothing of that kind
};

Ref message_of(Thread& t, const Report& r, const char* library, const std::string& reason) {
  const char* text = r.text ? r.text : ERR_reason_error_string(r.code);
  char unknown[48];
  if (!text) {
    std::snprintf(unknown, sizeof unknown, "unknown error (0x%lx)", r.code);
    text = unknown;
  }
  if (!library) return format_message(t, "%s (" TLS_PLACE ")", text);
  if (reason.empty()) return format_message(t, "[%s] %s (" TLS_PLACE ")", library, text);
  if (!r.verification) return format_message(t, "[%s: %s] %s (" TLS_PLACE ")", library, reason.c_str(), text);
  Value why = r.verification;
  return format_message(t, "[%s: %s] %s: %S (" TLS_PLACE ")", library, reason.c_str(), text, why);
}

// lint: name: the attributes are plain ones
bool set_text(Thread& t, Value exception, const char* name, const char* text) {
  Ref key = intern(t, name), value = text_or_none(t, text);
  return key && value && generic_setattr_py(t, exception, key, value);
}

// lint: name: the attributes are plain ones
bool set_verification(Thread& t, Value exception, long code, const Ref& message) {
  Ref code_key = intern(t, "verify_code"), message_key = intern(t, "verify_message"), number = make_int(t, code);
  return code_key && message_key && number && generic_setattr_py(t, exception, code_key, number) &&
         generic_setattr_py(t, exception, message_key, message ? message.get() : kNone);
}

// The exception, which is not raised yet. Empty: another error is pending.
// lint: name: the classes have the constructor of OSError
Ref make_error(Thread& t, const Report& r) {
  const char* library = r.code ? library_name(ERR_GET_LIB(r.code)) : nullptr;
  std::string reason = r.code ? reason_name(r.code) : "";
  Ref message = message_of(t, r, library, reason), number = make_int(t, r.number);
  Ref args = message ? make_tuple(t, number, message) : Ref();
  Ref error = args ? make_exception_py(t, r.type, std::move(args)) : Ref();
  if (!error || !set_text(t, error, "reason", reason.empty() ? nullptr : reason.c_str()) ||
      !set_text(t, error, "library", library))
    return Ref();
  return error;
}

// Why OpenSSL has refused a certificate, as text or None.
Ref verification_message(Thread& t, Connection* c, long verification) {
  Ref hostname = load_field(t, c, c->server_hostname);
  Value name = hostname ? hostname.get() : kNone;
  switch (verification) {
    case X509_V_ERR_HOSTNAME_MISMATCH:
      return format_message(t, "Hostname mismatch, certificate is not valid for '%S'.", name);
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return format_message(t, "IP address mismatch, certificate is not valid for '%S'.", name);
    default: return text_or_none(t, X509_verify_cert_error_string(verification));
  }
}

bool is_code(unsigned long code, int library, int reason) {
  return ERR_GET_LIB(code) == library && ERR_GET_REASON(code) == reason;
}

// Type, number and text for what SSL_get_error() has told.
Report report_of(const Outcome& o) {
  Errors& e = g_errors;
  static constexpr char kEof[] = "EOF occurred in violation of protocol";
  Type* type = is_code(o.code, ERR_LIB_SSL, SSL_R_CERTIFICATE_VERIFY_FAILED) ? e.verification : e.ssl;
  switch (o.error) {
    case SSL_ERROR_ZERO_RETURN:
      return {e.zero_return, kErrorZeroReturn, o.code, "TLS/SSL connection has been closed (EOF)", Ref()};
    case SSL_ERROR_WANT_READ:
      return {e.want_read, kErrorWantRead, o.code, "The operation did not complete (read)", Ref()};
    case SSL_ERROR_WANT_WRITE:
      return {e.want_write, kErrorWantWrite, o.code, "The operation did not complete (write)", Ref()};
    case SSL_ERROR_WANT_X509_LOOKUP:
      return {e.ssl, kErrorWantLookup, o.code, "The operation did not complete (X509 lookup)", Ref()};
    case SSL_ERROR_WANT_CONNECT:
      return {e.ssl, kErrorWantConnect, o.code, "The operation did not complete (connect)", Ref()};
    case SSL_ERROR_SYSCALL:
      if (o.code == 0) return {e.eof, kErrorEof, 0, kEof, Ref()};
      return {type, kErrorSyscall, o.code, nullptr, Ref()};
    case SSL_ERROR_SSL:
      if (o.code == 0) return {e.ssl, kErrorSsl, 0, "A failure in the SSL library occurred", Ref()};
      if (is_code(o.code, ERR_LIB_SSL, SSL_R_UNEXPECTED_EOF_WHILE_READING))
        return {e.eof, kErrorEof, o.code, kEof, Ref()};
      return {type, kErrorSsl, o.code, nullptr, Ref()};
    default: return {e.ssl, kErrorInvalid, o.code, "Invalid error code", Ref()};
  }
}

}  // namespace

Error raise_outcome(Thread& t, Connection* connection, const Outcome& o) {
  // Before 3.13 a system call that fails while data is read or written (such calls of OpenSSL return 0) counts as an
  // end without a word, which the library hides from programs.
  bool is_hidden = o.result == 0 && library_minor() < 13;
  if (o.error == SSL_ERROR_SYSCALL && o.code == 0 && o.system_error != 0 && !is_hidden)
    return raise_os_error(t, o.system_error);
  Report report = report_of(o);
  bool refused = report.type == g_errors.verification;
  Ref why;
  if (refused && !(why = verification_message(t, connection, o.verification))) return {};
  if (why && why.get() != kNone) report.verification = Ref::share(t, why);
  Ref error = make_error(t, report);
  if (!error || (refused && !set_verification(t, error, o.verification, why))) return {};
  return raise_error(t, error);
}

Error raise_last(Thread& t) {
  unsigned long code = ERR_peek_last_error();
  Ref error = make_error(t, {g_errors.ssl, ERR_GET_REASON(code), code, nullptr, Ref()});
  ERR_clear_error();
  return error ? raise_error(t, error) : Error();
}

Error raise_text(Thread& t, const char* text, int number) {
  ERR_clear_error();
  Ref error = make_error(t, {g_errors.ssl, number, 0, text, Ref()});
  return error ? raise_error(t, error) : Error();
}

Error raise_plain(Thread& t, const char* text) {
  ERR_clear_error();
  return raise(t, g_errors.ssl, "%s", text);
}

namespace {

// ---- the classes

// The text alone, without "[Errno N]": the number is OpenSSL's.
Ref error_str(Thread& t, Value self) {
  Ref text = load_field(t, self.object(), as_exception(self)->fields[field::kOsStrerror]);
  if (text && is_str(text)) return text;
  Ref args = load_field(t, self.object(), as_exception(self)->args);
  return args ? str_py(t, args) : Ref();
}

constexpr TypeSpec error_spec(const char* name, const char* doc) {
  TypeSpec spec;
  spec.name = name;
  spec.base = TypeId::kOSError;
  spec.flags = kTypeSubclassable;
  spec.doc = doc;
  return spec;
}
constexpr TypeSpec kError = [] {
  TypeSpec spec = error_spec("ssl.SSLError", "OpenSSL has failed.");
  spec.slots.str = error_str;
  return spec;
}();
constexpr TypeSpec kZeroReturn = error_spec("ssl.SSLZeroReturnError", "The peer has ended the connection properly."),
                   kWantRead = error_spec("ssl.SSLWantReadError",
                                          "The socket must be readable before the operation can go on."),
                   kWantWrite = error_spec("ssl.SSLWantWriteError",
                                           "The socket must be writable before the operation can go on."),
                   kSyscall = error_spec("ssl.SSLSyscallError", "A system call has failed."),
                   kEofError = error_spec("ssl.SSLEOFError", "The connection has ended without a word.");

// class SSLCertVerificationError(SSLError, ValueError). It lives as long as the program.
bool add_verification_error_py(Thread& t, Value module) {
  constexpr char kName[] = "SSLCertVerificationError";
  if (!g_errors.verification) {
    Ref title = intern(t, kName), home = intern(t, "ssl"), dict = make_dict(t);
    Ref bases = make_tuple(t, g_errors.ssl, kValueErrorType),
        doc = make_str_ascii(t, "The peer's certificate was refused.");
    if (!title || !home || !dict || !bases || !doc) return false;
    if (!dict_set_str(t, as_dict(dict), name(N::__module__), std::move(home)) ||
        !dict_set_str(t, as_dict(dict), name(N::__doc__), std::move(doc)))
      return false;
    Ref type = make_class_py(t, kTypeType, title, bases, dict, CallArgs{nullptr, 0, Value()});
    if (!type) return false;
    gc::make_immortal(type.object());
    g_errors.verification = type.release().as<Type>();
    gc::add_root_tracer([](gc::Visitor& visitor) { visitor(g_errors.verification); });
  }
  return module_add(t, module, kName, Ref::share(t, g_errors.verification));
}

}  // namespace

// lint: name: the new class has no metaclass and no hooks
bool add_errors(Thread& t, Value module) {
  Errors& e = g_errors;
  return add_native_type(t, module, e.ssl, kError) && add_native_type(t, module, e.zero_return, kZeroReturn, e.ssl) &&
         add_native_type(t, module, e.want_read, kWantRead, e.ssl) &&
         add_native_type(t, module, e.want_write, kWantWrite, e.ssl) &&
         add_native_type(t, module, e.syscall, kSyscall, e.ssl) &&
         add_native_type(t, module, e.eof, kEofError, e.ssl) && add_verification_error_py(t, module);
}

}  // namespace rt::tls
