// Module errno: the names of the system's error numbers.
#include <cerrno>

#include "runtime/object/native.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

#define TINYPY_ERRORS(X)                                                                                                \
    X(E2BIG) X(EACCES) X(EADDRINUSE) X(EADDRNOTAVAIL) X(EADV) X(EAFNOSUPPORT) X(EAGAIN) X(EALREADY) X(EBADE) X(EBADF)   \
    X(EBADFD) X(EBADMSG) X(EBADR) X(EBADRQC) X(EBADSLT) X(EBFONT) X(EBUSY) X(ECANCELED) X(ECHILD) X(ECHRNG) X(ECOMM)    \
    X(ECONNABORTED) X(ECONNREFUSED) X(ECONNRESET) X(EDEADLK) X(EDEADLOCK) X(EDESTADDRREQ) X(EDOM) X(EDOTDOT)            \
    X(EDQUOT) X(EEXIST) X(EFAULT) X(EFBIG) X(EHOSTDOWN) X(EHOSTUNREACH) X(EIDRM) X(EILSEQ) X(EINPROGRESS) X(EINTR)      \
    X(EINVAL) X(EIO) X(EISCONN) X(EISDIR) X(EISNAM) X(EKEYEXPIRED) X(EKEYREJECTED) X(EKEYREVOKED) X(EL2HLT)             \
    X(EL2NSYNC) X(EL3HLT) X(EL3RST) X(ELIBACC) X(ELIBBAD) X(ELIBEXEC) X(ELIBMAX) X(ELIBSCN) X(ELNRNG) X(ELOOP)          \
    X(EMEDIUMTYPE) X(EMFILE) X(EMLINK) X(EMSGSIZE) X(EMULTIHOP) X(ENAMETOOLONG) X(ENAVAIL) X(ENETDOWN) X(ENETRESET)     \
    X(ENETUNREACH) X(ENFILE) X(ENOANO) X(ENOBUFS) X(ENOCSI) X(ENODATA) X(ENODEV) X(ENOENT) X(ENOEXEC) X(ENOKEY)         \
    X(ENOLCK) X(ENOLINK) X(ENOMEDIUM) X(ENOMEM) X(ENOMSG) X(ENONET) X(ENOPKG) X(ENOPROTOOPT) X(ENOSPC) X(ENOSR)         \
    X(ENOSTR) X(ENOSYS) X(ENOTBLK) X(ENOTCONN) X(ENOTDIR) X(ENOTEMPTY) X(ENOTNAM) X(ENOTRECOVERABLE) X(ENOTSOCK)        \
    X(ENOTSUP) X(ENOTTY) X(ENOTUNIQ) X(ENXIO) X(EOPNOTSUPP) X(EOVERFLOW) X(EOWNERDEAD) X(EPERM) X(EPFNOSUPPORT)         \
    X(EPIPE) X(EPROTO) X(EPROTONOSUPPORT) X(EPROTOTYPE) X(ERANGE) X(EREMCHG) X(EREMOTE) X(EREMOTEIO) X(ERESTART)        \
    X(ERFKILL) X(EROFS) X(ESHUTDOWN) X(ESOCKTNOSUPPORT) X(ESPIPE) X(ESRCH) X(ESRMNT) X(ESTALE) X(ESTRPIPE) X(ETIME)     \
    X(ETIMEDOUT) X(ETOOMANYREFS) X(ETXTBSY) X(EUCLEAN) X(EUNATCH) X(EUSERS) X(EWOULDBLOCK) X(EXDEV) X(EXFULL)

constexpr struct {
  const char* name;
  int number;
} kErrors[] = {
#define X(name) {#name, name},
    TINYPY_ERRORS(X)
#undef X
};

// If a number has two names, errorcode shows the usual one.
bool is_alias(std::string_view name) { return name == "EWOULDBLOCK" || name == "EDEADLOCK" || name == "ENOTSUP"; }

bool init(Thread& t, Value module) {
  Ref codes = make_dict(t, std::size(kErrors));
  for (const auto& error : kErrors) {
    Ref name = codes ? intern(t, std::string_view(error.name)) : Ref();
    if (!name || !module_add(t, module, error.name, make_int(t, error.number))) return false;
    if (!is_alias(error.name) && !dict_set_py(t, as_dict(codes), Value::small_int(error.number), name)) return false;
  }
  return module_add(t, module, "errorcode", std::move(codes));
}

}  // namespace

extern const ModuleDef kErrnoModule = {.name = "errno", .doc = "Names of the operating system's errors.", .init = init};

}  // namespace rt
