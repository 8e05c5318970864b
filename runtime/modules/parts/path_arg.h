// Arguments that name files: str, bytes, os.PathLike, sometimes a descriptor or None.
#pragma once

#include "runtime/object/ops.h"
#include "runtime/os/call.h"

namespace rt {

// os.fspath(): str or bytes. Empty: TypeError is pending.
Ref fspath_py(Thread& t, Value v);
// The bytes of a str or bytes: UTF-8 with surrogateescape. Empty: an error is pending.
Ref encode_fs(Thread& t, Value name);
// The bytes of a file name, as above. ValueError if it holds a null byte.
Ref fs_encode_py(Thread& t, Value v);

// Raises the OSError of a failed call; leaves alone what a signal handler raised.
Error raise_result(Thread& t, const os::Result& r, Value filename = Value(), Value filename2 = Value());

// An int argument that is a file descriptor, or has fileno(). False: an error is pending.
bool file_descriptor_py(Thread& t, Value v, int* fd);
// A C int. False: an error is pending.
bool int_argument_py(Thread& t, Value v, int* out);

class PathArg {
 public:
  enum Accepts : u32 { kPath = 0, kDescriptor = 1, kNone_ = 2 };
  // `function` and `argument` are named in messages.
  PathArg(const char* function, const char* argument, u32 accepts = kPath)
      : function_(function), argument_(argument), accepts_(accepts) {}
  bool parse_py(Thread& t, Value v);

  bool is_fd() const { return fd_ >= 0; }
  int fd() const { return fd_; }
  bool wants_bytes() const { return is_bytes_; }  // results are bytes, too
  const char* c_str() const { return text_; }     // null if it is a descriptor; "." for None
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

// A dir_fd argument: None means the current directory.
bool dir_fd_argument_py(Thread& t, Value v, int* out);

}  // namespace rt
