// Arguments and texts: what the functions of _ssl have in common.
#include <cstring>

#include "runtime/library/ssl/ssl_parts.h"

namespace rt::tls {

Ref path_argument_py(Thread& t, Value v, const char* name) {
  Ref bytes = fs_encode_py(t, v);
  if (!bytes && error_is(t, kTypeErrorType)) return raise_type_error(t, "%s should be a valid filesystem path", name);
  return bytes;
}

bool check_str(Thread& t, const char* function, const char* name, Value v) {
  if (is_str(v)) return true;
  if (!name) return raise_type_error(t, "%s() argument must be str, not %A", function, v);
  return raise_type_error(t, "%s() argument '%s' must be str, not %A", function, name, v);
}

Ref text_or_none(Thread& t, const char* text) { return text ? decode_utf8(t, text, std::strlen(text)) : none(); }

bool check_not_deleted(Thread& t, Value v) { return v || raise_type_error(t, "function takes at least one argument"); }

}  // namespace rt::tls
