// _ctypes: C data and foreign functions, for the library's package ctypes.
#include <dlfcn.h>

#include <ctime>

#include "runtime/library/core/deprecated_version.h"
#include "runtime/library/ctypes/ctypes_parts.h"

namespace rt::ctypes {

Type* g_argument_error;

bool add_function(Thread& t, Value module, const MethodDef& def) {
  Ref name = intern(t, "_ctypes");
  return name && module_add(t, module, def.name, make_builtin(t, &def, module, name));
}

namespace {

constexpr TypeSpec kArgumentErrorSpec = {
    .name = "ctypes.ArgumentError", .base = TypeId::kException, .flags = kTypeSubclassable | kTypeHasDict};

struct Constant {
  const char* name;
  int value;
};
constexpr Constant kConstants[] = {{"FUNCFLAG_CDECL", kCdecl},        {"FUNCFLAG_PYTHONAPI", kPythonApi},
                                   {"FUNCFLAG_USE_ERRNO", kUseErrno}, {"FUNCFLAG_USE_LASTERROR", kUseLastError},
                                   {"RTLD_LOCAL", RTLD_LOCAL},        {"RTLD_GLOBAL", RTLD_GLOBAL},
                                   {"CTYPES_MAX_ARGCOUNT", 1024},     {"SIZEOF_TIME_T", sizeof(time_t)}};

constexpr char kModule[] = "_ctypes", kVersion[] = "1.1.0";

bool add_constants(Thread& t, Value module) {
  for (const Constant& constant : kConstants)
    if (!module_add(t, module, constant.name, make_int(t, constant.value))) return false;
  return add_version<kModule, kVersion>(t, module);
}

bool init(Thread& t, Value module) {
  return add_meta_types(t) && add_argument_type(t) && add_thunk_type(t) && add_data_type(t) &&
         add_simple_type(t, module) && add_pointer_type(t, module) && add_array_type(t, module) &&
         add_struct_types(t, module) && add_function_type(t, module) && add_field_type(t, module) &&
         add_pointer_functions(t, module) && add_library_functions(t, module) && add_addresses(t, module) &&
         add_native_type(t, module, g_argument_error, kArgumentErrorSpec) && add_constants(t, module);
}

}  // namespace

}  // namespace rt::ctypes

namespace rt {

extern const ModuleDef kUnderCtypesModule = {.name = "_ctypes",
                                             .doc = "Create and manipulate C compatible data types in Python.",
                                             .methods = ctypes::kFunctions,
                                             .init = ctypes::init};

}  // namespace rt
