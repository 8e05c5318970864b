// Formats a deprecation warning and hands it to module _warnings.
#include "runtime/object/warn.h"

#include "runtime/object/interpreter.h"
#include "runtime/object/ref.h"

namespace rt {

bool warn_deprecated_py(Thread& t, const char* format, ...) {
  if (!g_interpreter.warn_py) return true;
  va_list arguments;
  va_start(arguments, format);
  Ref message = format_message_v(t, format, arguments);
  va_end(arguments);
  return message && g_interpreter.warn_py(t, kDeprecationWarningType, message);
}

}  // namespace rt
