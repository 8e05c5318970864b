#include "runtime/object/special_result.h"

#include "runtime/object/class.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/warn.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/text/str.h"

namespace rt {

Ref full_type_name(Thread& t, const Type* type) {
  if (!(type->flags & kTypeHeap)) return format_message(t, "%N", type);
  Ref module = dict_get_str(t, type->dict, name(N::__module__));
  Value qualname = type->qualname.get();
  bool plain = !module || !is_str(module) || str_equal_ascii(module, "builtins") || str_equal_ascii(module, "__main__");
  if (t.error || !qualname) return t.error ? Ref() : format_message(t, "%N", type);
  return plain ? Ref::share(t, qualname) : format_message(t, "%S.%S", module.get(), qualname);
}

namespace {

// The message without its end. Empty: an error is pending.
Ref complaint(Thread& t, Value self, Value result, const SpecialResult& what) {
  if (library_minor() >= 15) {
    Ref cls = full_type_name(t, type_of(self)), other = cls ? full_type_name(t, type_of(result)) : Ref();
    return other ? format_message(t, "%S.%s() must return %s, not %S", cls.get(), what.method, what.wanted, other.get())
                 : Ref();
  }
  return what.old_names_class ? format_message(t, what.old, self, result) : format_message(t, what.old, result);
}

}  // namespace

Error refuse_result(Thread& t, Value self, Value result, const SpecialResult& what) {
  Ref text = complaint(t, self, result, what);
  if (text) raise_type_error(t, "%S", text.get());
  return {};
}

bool warn_of_subclass_py(Thread& t, Value self, Value result, const SpecialResult& what) {
  Ref text = complaint(t, self, result, what);
  return text && warn_deprecated_py(t,
                                    "%S.  The ability to return an instance of a strict subclass of %s is deprecated, "
                                    "and may be removed in a future version of Python.",
                                    text.get(), what.type);
}

}  // namespace rt
