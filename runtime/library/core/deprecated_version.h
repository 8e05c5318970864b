// The `__version__` of native modules. Since 3.15 it is deprecated: the module makes it when it is asked for, and
// warns.
#pragma once

#include "runtime/library/core/warnings.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/text/str.h"

namespace rt {

template <const char* kModule, const char* kVersion>
Ref deprecated_version_py(Thread& t, Value wanted) {
  if (!is_str(wanted) || !str_equal_ascii(wanted, "__version__"))
    return raise(t, kAttributeErrorType, "module '%s' has no attribute %R", kModule, wanted);
  if (!warn_text_py(t, kDeprecationWarningType, "'__version__' is deprecated and slated for removal in Python 3.20"))
    return Ref();
  return make_str_ascii(t, kVersion);
}
template <const char* kModule, const char* kVersion>
inline constexpr MethodDef kDeprecatedVersion[] = {
    {"__getattr__", deprecated_version_py<kModule, kVersion>, "(name, /)", "The value of a deprecated name."}, {}};

// False: an error is pending.
template <const char* kModule, const char* kVersion>
bool add_version(Thread& t, Value module) {
  if (library_minor() < 15) return module_add(t, module, "__version__", make_str_ascii(t, kVersion));
  return add_module_functions(t, module, kModule, kDeprecatedVersion<kModule, kVersion>);
}

}  // namespace rt
