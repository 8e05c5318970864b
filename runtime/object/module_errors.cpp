// Finds the probable reason why a module lacks an attribute, for the message of the AttributeError.
#include "runtime/object/module_errors.h"

#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

// Written before threads start and constant afterwards.
std::string g_script_folder;

struct Spec {
  std::string origin;  // path of the module's file, or empty
  bool is_initializing = false;
};

// An attribute of the spec. Errors are dropped: empty means that the attribute is absent or could not be read.
Ref spec_attribute_py(Thread& t, Value spec, N name) {
  Ref v = getattr_optional_py(t, spec, rt::name(name));
  if (error_pending(t)) clear_error(t);
  return v;
}

bool is_true_py(Thread& t, const Ref& v) {
  bool yes = v && truth_py(t, v) == 1;
  if (error_pending(t)) clear_error(t);
  return yes;
}

Spec spec_of_py(Thread& t, Value module) {
  Spec found;
  Ref spec = dict_get_str(t, module.as<Module>()->dict, rt::name(N::__spec__));
  if (!spec || spec.get() == kNone) return found;
  found.is_initializing = is_true_py(t, spec_attribute_py(t, spec, N::_initializing));
  Ref origin =
      is_true_py(t, spec_attribute_py(t, spec, N::has_location)) ? spec_attribute_py(t, spec, N::origin) : Ref();
  if (origin && is_str(origin)) found.origin = to_wtf8(origin);
  return found;
}

// True if the file lies in the script's folder, or is the __init__.py of a package in that folder.
bool is_own_module(std::string origin) {
  if (g_script_folder.empty() || origin.empty()) return false;
  size_t slash = origin.rfind('/');
  if (slash == std::string::npos) return false;
  bool is_package = std::string_view(origin).substr(slash + 1) == "__init__.py";
  origin.resize(slash);
  if (is_package) origin.resize(std::min(origin.rfind('/'), origin.size()));
  return origin == g_script_folder;
}

bool is_library_name_py(Thread& t, Value name) {
  Ref known = sys_get(t, "stdlib_module_names");
  bool yes = known && contains_py(t, known, name) == 1;
  if (error_pending(t)) clear_error(t);
  return yes;
}

bool is_unloaded_submodule_py(Thread& t, Value module, Value name) {
  Ref spec = dict_get_str(t, module.as<Module>()->dict, rt::name(N::__spec__));
  Ref pending = spec ? spec_attribute_py(t, spec, N::_uninitialized_submodules) : Ref();
  bool yes = pending && contains_py(t, pending, name) == 1;
  if (error_pending(t)) clear_error(t);
  return yes;
}

// The message with a hint. Empty without error: no hint applies.
Ref hint_py(Thread& t, Value module, Value module_name, Value name) {
  Spec spec = spec_of_py(t, module);
  bool is_own = is_own_module(spec.origin);
  if (is_own && is_library_name_py(t, module_name)) {
    return format_message(t,
                          "module '%S' has no attribute '%S' (consider renaming '%s' since it has the same name as the "
                          "standard library module "
                          "named '%S' and the import system gives it precedence)",
                          module_name, name, spec.origin.c_str(), module_name);
  }
  if (spec.is_initializing && is_own) {
    return format_message(
        t,
        "module '%S' has no attribute '%S' (consider renaming '%s' if it has the same name as a third-party module you "
        "intended to import)",
        module_name, name, spec.origin.c_str());
  }
  if (spec.is_initializing && !spec.origin.empty()) {
    return format_message(
        t, "partially initialized module '%S' from '%s' has no attribute '%S' (most likely due to a circular import)",
        module_name, spec.origin.c_str(), name);
  }
  if (spec.is_initializing) {
    return format_message(
        t, "partially initialized module '%S' has no attribute '%S' (most likely due to a circular import)",
        module_name, name);
  }
  if (is_unloaded_submodule_py(t, module, name)) {
    return format_message(t, "cannot access submodule '%S' of module '%S' (most likely due to a circular import)", name,
                          module_name);
  }
  return Ref();
}

}  // namespace

bool is_initializing_py(Thread& t, Value module) {
  Ref spec = getattr_optional_py(t, module, rt::name(N::__spec__));
  if (error_pending(t)) clear_error(t);
  return spec && is_true_py(t, spec_attribute_py(t, spec, N::_initializing));
}

void set_script_folder(std::string folder) { g_script_folder = std::move(folder); }

Error raise_no_module_attribute_py(Thread& t, Value module, Value name) {
  Ref module_name = dict_get_str(t, module.as<Module>()->dict, rt::name(N::__name__));
  Ref message = module_name && is_str(module_name) ? hint_py(t, module, module_name, name) : Ref();
  if (error_pending(t)) return Error();
  Error error = raise_attribute_error(t, module, name);
  if (!message) return error;
  Ref pending = take_error(t);
  Ref args = make_tuple(t, message);
  if (args) store_field(t, pending.object(), as_exception(pending)->args, std::move(args));
  restore_error(t, std::move(pending));
  return error;
}

}  // namespace rt
