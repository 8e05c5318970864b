// _sysconfigdata_*: the variables of the build, which `sysconfig` reads. The module's name holds the machine, in two
// spellings: CPython's library asks for one, Debian's for the other. Since no extension module can be loaded, there is
// one ABI for both programs, without flags. Installers take from EXT_SUFFIX what such modules would be called.
#include "runtime/object/native.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

#define TINYPY_MACHINE "x86_64-linux-gnu"

constexpr struct {
  const char* name;
  const char* text;
} kTexts[] = {{"MULTIARCH", TINYPY_MACHINE},
              {"HOST_GNU_TYPE", TINYPY_MACHINE},
              {"ABIFLAGS", gc::kFreeThreaded ? "t" : ""},
              {"CONFIG_ARGS", ""},
              {"CFLAGS", ""},
              {"PY_CFLAGS", ""},
              {"LDFLAGS", ""},
              {"PLATLIBDIR", "lib"},
              {"TZPATH", "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo"}};
constexpr struct {
  const char* name;
  i64 number;
} kNumbers[] = {{"Py_GIL_DISABLED", gc::kFreeThreaded},
                {"Py_DEBUG", 0},
                {"Py_ENABLE_SHARED", 0},
                {"WITH_DOC_STRINGS", 1},
                {"SIZEOF_VOID_P", sizeof(void*)},
                {"SIZEOF_SIZE_T", sizeof(size_t)},
                {"SIZEOF_LONG", sizeof(long)}};

bool init(Thread& t, Value module) {
  Ref variables = make_dict(t);
  if (!variables) return false;
  auto set = [&](const char* name, Ref value) {
    Ref key = intern(t, std::string_view(name));
    return key && value && dict_set_py(t, as_dict(variables), key, value);
  };
  for (auto& [name, text] : kTexts) {
    if (!set(name, make_str(t, std::string_view(text)))) return false;
  }
  for (auto& [name, number] : kNumbers) {
    if (!set(name, make_int(t, number))) return false;
  }
  int minor = static_cast<int>(library_minor());
  if (!set("SOABI", format_message(t, "tinypy-3%d-" TINYPY_MACHINE, minor)) ||
      !set("EXT_SUFFIX", format_message(t, ".tinypy-3%d-" TINYPY_MACHINE ".so", minor))) {
    return false;
  }
  // Where Debian has the wheels that ensurepip installs.
  Ref prefix = sys_get(t, "base_prefix");
  if (prefix && is_str(prefix) && !set("WHEEL_PKG_DIR", format_message(t, "%S/share/python-wheels", prefix.get())))
    return false;
  return module_add(t, module, "build_time_vars", std::move(variables));
}

constexpr MethodDef kNoMethods[] = {{}};
constexpr const char* kDoc = "The variables of the build.";

}  // namespace

extern const ModuleDef kUnderSysconfigdataModule, kUnderSysconfigdataDebianModule;
const ModuleDef kUnderSysconfigdataModule = {"_sysconfigdata__linux_" TINYPY_MACHINE, kDoc, kNoMethods, init};
const ModuleDef kUnderSysconfigdataDebianModule = {"_sysconfigdata__" TINYPY_MACHINE, kDoc, kNoMethods, init};

}  // namespace rt
