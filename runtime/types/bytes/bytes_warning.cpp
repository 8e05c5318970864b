#include "runtime/types/bytes/bytes_warning.h"

#include "runtime/object/interpreter.h"
#include "runtime/types/text/str.h"

namespace rt {

gc::Atomic<bool> g_warns_of_bytes{false};

bool issue_bytes_warning_py(Thread& t, const char* text) {
  if (!g_interpreter.warn_py) return true;
  Ref message = make_str_ascii(t, text);
  return message && g_interpreter.warn_py(t, kBytesWarningType, message);
}

}  // namespace rt
