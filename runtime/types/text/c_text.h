// Text for C code.
#pragma once

#include "runtime/types/text/str.h"

namespace rt {

// The UTF-8 form of a str for C code, to which the first zero byte is the end: ok() is false, with ValueError, also if
// the str has a null character. Else like Utf8.
class CText {
 public:
  CText(Thread& t, Value str, bool surrogateescape = false);
  bool ok() const { return ok_; }
  std::string_view view() const { return utf8_.view(); }
  const char* c_str() const { return utf8_.c_str(); }

 private:
  Utf8 utf8_;
  bool ok_;
};

}  // namespace rt
