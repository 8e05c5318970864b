// Arguments that name files: str, bytes, os.PathLike, sometimes a descriptor or None.
#pragma once

#include "runtime/object/ops.h"
#include "runtime/os/call.h"
#include "runtime/types/numbers/int.h"

namespace rt {

// os.fspath(): a str or bytes. Empty: TypeError, or what __fspath__ raised, is pending.
Ref fspath_py(Thread& t, Value v);
// The bytes of a str or bytes: UTF-8 with surrogateescape. Runs no Python code. Empty: an error is pending.
Ref encode_fs(Thread& t, Value name);
// The bytes of a file name, as of encode_fs(). Empty: an error is pending; ValueError if the name holds a null byte.
Ref fs_encode_py(Thread& t, Value v);

// Raises the OSError of a failed call. If `r` says that a signal handler raised (os::kRaised), that error stays
// pending. Runs no Python code.
Error raise_result(Thread& t, const os::Result& r, Value filename = Value(), Value filename2 = Value());

// The descriptor of an argument: an int, or an object with fileno(). False: an error is pending.
bool file_descriptor_py(Thread& t, Value v, int* fd);
// The number of a descriptor, as to_i32_py() converts it. Since 3.13 a bool gets a RuntimeWarning.
bool descriptor_number_py(Thread& t, Value v, int* fd);
// Converts an argument to the bits of a C unsigned int; higher bits are lost. Since 3.15 this gets a
// DeprecationWarning. False: an error is pending.
bool bits_argument_py(Thread& t, Value v, u32* out);
// For C numbers without a sign, as in library 3.15: false if `v` is an int below zero; then a ValueError is pending.
bool check_not_negative(Thread& t, Value v);

// One path argument of a native function: parse_py() converts, the accessors borrow. The PathArg owns the encoded
// bytes, so c_str() is valid as long as the PathArg lives.
class PathArg {
 public:
  enum Accepts : u32 { kPath = 0, kDescriptor = 1, kNone_ = 2 };
  // `function` and `argument` appear in messages; both are borrowed.
  PathArg(const char* function, const char* argument, u32 accepts = kPath)
      : function_(function), argument_(argument), accepts_(accepts) {}
  // False: an error is pending.
  bool parse_py(Thread& t, Value v);

  bool is_fd() const { return fd_ >= 0; }
  int fd() const { return fd_; }
  bool wants_bytes() const { return is_bytes_; }  // the path was bytes, so the function's results are bytes
  const char* c_str() const { return text_; }     // null: a descriptor was given; "." for None
  Value object() const { return given_; }         // for OSError.filename

 private:
  const char* function_;
  const char* argument_;
  u32 accepts_;
  int fd_ = -1;
  bool is_bytes_ = false;
  const char* text_ = nullptr;
  Ref given_, encoded_;
};

// Converts a dir_fd argument; None means the current directory (AT_FDCWD). False: an error is pending.
bool dir_fd_argument_py(Thread& t, Value v, int* out);

}  // namespace rt
