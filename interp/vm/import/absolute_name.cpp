// The names of relative imports.
#include "interp/vm/import/absolute_name.h"

#include "runtime/library/core/warnings.h"
#include "runtime/object/error.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::Ref, rt::Thread, rt::Value;

Ref absolute_name_py(Thread& t, Value name, Value globals, int level) {
  Ref package = rt::dict_get_str(t, rt::as_dict(globals), rt::name(rt::N::__package__));
  if (t.error) return Ref();
  if (!package || rt::is_same(package, rt::kNone)) {
    if (!rt::warn_text_py(t, rt::kImportWarningType,
                          "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__"))
      return Ref();
    package = rt::dict_get_str(t, rt::as_dict(globals), rt::name(rt::N::__name__));
    Ref path = rt::dict_get_str(t, rt::as_dict(globals), rt::name(rt::N::__path__));
    if (!package) return rt::raise(t, rt::kKeyErrorType, "'__name__' not in globals");
    if (!path && rt::is_str(package)) {
      Ref dot = rt::make_str(t, "."), rpartition = dot ? rt::intern(t, "rpartition") : Ref();
      Ref parts = rpartition ? rt::call_method_py(t, package, rpartition, dot) : Ref();
      if (!parts) return Ref();
      package = Ref::share(t, (*rt::as_tuple(parts))[0]);
    }
  }
  if (!rt::is_str(package)) return rt::raise_type_error(t, "__package__ must be set to a string");
  if (rt::as_str(package)->length == 0) {
    return rt::raise(t, rt::kImportErrorType, "attempted relative import with no known parent package");
  }
  i64 end = static_cast<i64>(rt::as_str(package)->length);
  for (int i = 1; i < level; ++i) {
    while (end > 0 && rt::as_str(package)->at(static_cast<u64>(end - 1)) != '.') --end;
    if (end == 0) return rt::raise(t, rt::kImportErrorType, "attempted relative import beyond top-level package");
    --end;
  }
  Ref base = rt::str_substring(t, package, 0, end);
  if (!base || rt::as_str(name)->length == 0) return base;
  return rt::format_message(t, "%S.%S", base.get(), name);
}

}  // namespace vm
