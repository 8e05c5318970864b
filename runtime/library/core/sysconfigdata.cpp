// _sysconfigdata_*: the variables of the build, which `sysconfig` reads. The module's name holds the machine, in two
// spellings: CPython's library asks for one, Debian's for the other. Both programs load the same extensions, so there
// is one ABI without flags.
#include "runtime/library/core/sysconfigdata.h"

#include <unistd.h>

#include <algorithm>
#include <string>

#include "runtime/object/native.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

constexpr struct {
  const char* name;
  const char* text;
} kTexts[] = {{"MULTIARCH", TINYPY_MACHINE},
              {"SOABI_PLATFORM", TINYPY_MACHINE},
              {"HOST_GNU_TYPE", TINYPY_MACHINE},
              {"ABIFLAGS", gc::kFreeThreaded ? "t" : ""},
              {"CONFIG_ARGS", ""},
              {"CC", "cc"},
              {"CXX", "c++"},
              {"AR", "ar"},
              {"ARFLAGS", "rcs"},
              {"CFLAGS", "-DNDEBUG -O2 -Wall"},
              {"PY_CFLAGS", "-DNDEBUG -O2 -Wall"},
              {"OPT", "-DNDEBUG -O2 -Wall"},
              {"CCSHARED", "-fPIC"},
              {"LDSHARED", "cc -shared"},
              {"LDCXXSHARED", "c++ -shared"},
              {"BLDSHARED", "cc -shared"},
              {"LDFLAGS", ""},
              {"LIBS", ""},
              {"LDLIBRARY", ""},
              {"LIBPYTHON", ""},
              {"LIBRARY", ""},
              {"SHLIB_SUFFIX", ".so"},
              {"EXE", ""},
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

// setuptools takes a name with "abi3" in it for CPython's stable ABI.
constexpr char kSoabi[] = "tinypy-3%d-headers%d-" TINYPY_MACHINE;

// Where the headers of the C API are: in the sources beside a build, or installed with the program (meson.build).
std::string headers_folder() {
  char path[4096];
  ssize_t size = readlink("/proc/self/exe", path, sizeof path);
  std::string folder(path, static_cast<size_t>(std::max<ssize_t>(size, 0)));
  for (int i = 0; i < 2; ++i) folder.resize(std::min(folder.rfind('/'), folder.size()));
  const std::string headers = "/interp/capi/include";
  bool is_build = access((folder + headers + "/Python.h").c_str(), R_OK) == 0;
  return folder + (is_build ? "" : "/lib/tinypy") + headers;
}

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
  std::string headers = headers_folder();
  if (!set("SOABI", format_message(t, kSoabi, minor, kExtensionAbi)) || !set("EXT_SUFFIX", extension_suffix(t)) ||
      !set("VERSION", format_message(t, "3.%d", minor)) || !set("LDVERSION", format_message(t, "3.%d", minor)) ||
      !set("INCLUDEPY", decode_fs(t, headers)) || !set("CONFINCLUDEPY", decode_fs(t, headers)) ||
      !set("LIBDIR", decode_fs(t, headers.substr(0, headers.rfind('/')))))
    return false;
  // Where Debian has the wheels that ensurepip installs.
  Ref prefix = sys_get(t, "base_prefix");
  if (prefix && is_str(prefix) && !set("WHEEL_PKG_DIR", format_message(t, "%S/share/python-wheels", prefix.get())))
    return false;
  return module_add(t, module, "build_time_vars", std::move(variables));
}

constexpr MethodDef kNoMethods[] = {{}};
constexpr const char* kDoc = "The variables of the build.";

}  // namespace

Ref extension_suffix(Thread& t) {
  Ref soabi = format_message(t, kSoabi, static_cast<int>(library_minor()), kExtensionAbi);
  return soabi ? format_message(t, ".%S.so", soabi.get()) : Ref();
}

extern const ModuleDef kUnderSysconfigdataModule, kUnderSysconfigdataDebianModule;
const ModuleDef kUnderSysconfigdataModule = {"_sysconfigdata__linux_" TINYPY_MACHINE, kDoc, kNoMethods, init};
const ModuleDef kUnderSysconfigdataDebianModule = {"_sysconfigdata__" TINYPY_MACHINE, kDoc, kNoMethods, init};

}  // namespace rt
