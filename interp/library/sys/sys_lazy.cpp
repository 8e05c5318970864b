// Functions of sys for lazy imports (PEP 810). The state is in interp/vm/import/lazy_mode.cpp.
#include "interp/library/sys/sys_lazy.h"

#include "interp/vm/import/lazy_import.h"
#include "runtime/object/ops.h"
#include "runtime/types/text/str.h"

namespace vm {

Ref sys_get_lazy_imports(Thread& t) { return rt::make_str_ascii(t, all_imports_are_lazy() ? "all" : "normal"); }

Ref sys_set_lazy_imports(Thread& t, Value mode) {
  if (!rt::is_str(mode)) return rt::raise_type_error(t, "mode must be a string: 'normal' or 'all'");
  bool all = rt::str_equal_ascii(mode, "all");
  if (!all && !rt::str_equal_ascii(mode, "normal")) return rt::raise_value_error(t, "mode must be 'normal' or 'all'");
  make_all_imports_lazy(all);
  return rt::none();
}

Ref sys_get_lazy_imports_filter(Thread& t) { return lazy_import_filter(t); }

Ref sys_set_lazy_imports_filter(Thread& t, Value filter) {
  if (filter != rt::kNone && !rt::is_callable(filter))
    return rt::raise_type_error(t, "lazy imports filter must be callable or None, not %T", filter);
  return set_lazy_import_filter(t, filter) ? rt::none() : Ref();
}

}  // namespace vm
