// Conversion of arguments that name files. A path becomes bytes without a null byte, because system calls take C
// strings; the original object is kept for OSError.filename.
#include "runtime/library/parts/path_arg.h"

#include <fcntl.h>

#include <climits>
#include <cstring>

#include "runtime/object/interpreter.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/warn.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/codecs/codec.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/file_names.h"
#include "runtime/types/text/str.h"

namespace rt {

Error raise_result(Thread& t, const os::Result& r, Value filename, Value filename2) {
  if (r.error == os::kRaised) return {};
  return raise_os_error(t, r.error, filename, filename2);
}

namespace {

// The result of __fspath__. Empty without error: `v` has no such method.
Ref call_fspath_py(Thread& t, Value v) {
  Ref key = intern(t, "__fspath__");
  if (!key) return Ref();
  bool self_first = false;
  Ref method = special_method_py(t, v, key, &self_first);
  if (!method || (method.get() == kNone && library_minor() >= 13)) return Ref();
  Ref path = self_first ? call_py(t, method, v) : call_py(t, method);
  if (path && !is_str(path) && !is_bytes(path)) {
    return raise_type_error(t, "expected %T.__fspath__() to return str or bytes, not %T", v, path.get());
  }
  return path;
}

bool has_null(Value bytes) { return std::memchr(bytes.as<Bytes>()->data(), 0, bytes.as<Bytes>()->length) != nullptr; }

}  // namespace

// lint: name: the error handler is a native one
Ref encode_fs(Thread& t, Value name) {
  if (is_bytes(name)) return Ref::share(t, name);
  if (g_file_names_are_ascii.load(gc::relaxed))
    return encode_native_py(t, NativeCodec::kAscii, name, "surrogateescape");
  Utf8 utf8(t, name, true);
  return utf8.ok() ? make_bytes(t, utf8.view()) : Ref();
}

Ref fspath_py(Thread& t, Value v) {
  if (is_str(v) || is_bytes(v)) return Ref::share(t, v);
  Ref path = call_fspath_py(t, v);
  if (!path && !error_pending(t)) return raise_type_error(t, "expected str, bytes or os.PathLike object, not %T", v);
  return path;
}

Ref fs_encode_py(Thread& t, Value v) {
  Ref path = fspath_py(t, v);
  Ref encoded = path ? encode_fs(t, path) : Ref();
  if (encoded && has_null(encoded)) return raise_value_error(t, "embedded null byte");
  return encoded;
}

bool check_not_negative(Thread& t, Value v) {
  if (!is_int(v) || int_compare(v, Value::small_int(0)) >= 0) return true;
  return raise_value_error(t, "Cannot convert negative int");
}

bool bits_argument_py(Thread& t, Value v, u32* out) {
  Ref number = index_py(t, v);
  if (!number) return false;
  i64 n;
  bool lost = !int_fits_i64(number, &n) || n < INT_MIN || n > UINT_MAX;
  if (lost && library_minor() >= 15 && !warn_deprecated_py(t, "integer value out of range")) return false;
  u64 scratch;
  *out = static_cast<u32>(num::to_uint64_wrapping(big_view(number, &scratch)));
  return true;
}

bool descriptor_number_py(Thread& t, Value v, int* fd) {
  if ((v == kTrue || v == kFalse) && library_minor() >= 13 && g_interpreter.warn_py) {
    Ref message = make_str_ascii(t, "bool is used as a file descriptor");
    if (!message || !g_interpreter.warn_py(t, kRuntimeWarningType, message)) return false;
  }
  return to_i32_py(t, v, fd);
}

bool file_descriptor_py(Thread& t, Value v, int* fd) {
  Ref number;
  if (!is_int(v)) {
    Ref method = getattr_optional_py(t, v, name(N::fileno));
    if (!method) {
      if (error_pending(t)) return false;
      return raise_type_error(t, "argument must be an int, or have a fileno() method.");
    }
    number = call_py(t, method);
    if (!number) return false;
    if (!is_int(number)) return raise_type_error(t, "fileno() returned a non-integer");
    v = number;
  }
  if (!descriptor_number_py(t, v, fd)) return false;
  if (*fd < 0) return raise_value_error(t, "file descriptor cannot be a negative integer (%d)", *fd);
  return true;
}

bool PathArg::parse_py(Thread& t, Value v) {
  if (!v || v == kNone) {
    if (accepts_ & kNone_) {
      text_ = ".";
      given_ = Ref();
      return true;
    }
    v = kNone;
  }
  given_ = Ref::share(t, v);
  Ref path;
  if (is_str(v) || is_bytes(v)) {
    path = Ref::share(t, v);
  } else if ((accepts_ & kDescriptor) && (is_int(v) || type_of(v)->slots.index)) {
    int fd;
    if (!descriptor_number_py(t, v, &fd)) return false;
    // A negative number becomes INT_MAX, which the system refuses with EBADF; -1 would mean "no descriptor" to is_fd().
    fd_ = fd < 0 ? INT_MAX : fd;
    return true;
  } else {
    path = call_fspath_py(t, v);
    if (!path) {
      if (error_pending(t)) return false;
      const char* wanted = accepts_ == (kDescriptor | kNone_) ? "string, bytes, os.PathLike, integer or None"
                           : accepts_ & kDescriptor           ? "string, bytes, os.PathLike or integer"
                           : accepts_ & kNone_                ? "string, bytes, os.PathLike or None"
                                                              : "string, bytes or os.PathLike";
      return raise_type_error(t, "%s: %s should be %s, not %T", function_, argument_, wanted, v);
    }
  }
  is_bytes_ = is_bytes(path);
  encoded_ = encode_fs(t, path);
  if (!encoded_) return false;
  if (has_null(encoded_)) return raise_value_error(t, "%s: embedded null character in %s", function_, argument_);
  text_ = reinterpret_cast<const char*>(encoded_.as<Bytes>()->data());
  return true;
}

bool dir_fd_argument_py(Thread& t, Value v, int* out) {
  if (!v || v == kNone) {
    *out = AT_FDCWD;
    return true;
  }
  if (!is_int(v) && !type_of(v)->slots.index) {
    return raise_type_error(t, "argument should be integer or None, not %T", v);
  }
  i64 n;
  if (!index_i64_py(t, v, &n, nullptr)) return false;
  if (n > INT_MAX) return raise_overflow_error(t, "fd is greater than maximum");
  if (n < INT_MIN) return raise_overflow_error(t, "fd is less than minimum");
  return descriptor_number_py(t, is_int(v) ? v : Value::small_int(n), out);
}

}  // namespace rt
