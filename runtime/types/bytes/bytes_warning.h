// -b: BytesWarning where bytes are taken for text.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

// Is -b given? Set at start-up.
extern gc::Atomic<bool> g_warns_of_bytes;

// Issues the warning, if -b is given. False: a filter has made it an exception, which is pending.
bool issue_bytes_warning_py(Thread& t, const char* text);
inline bool warn_of_bytes_py(Thread& t, const char* text) {
  return !g_warns_of_bytes.load(gc::relaxed) || issue_bytes_warning_py(t, text);
}

}  // namespace rt
