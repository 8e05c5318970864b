// Loading GNU dbm.
#include "runtime/library/dbm/dbm_library.h"

#include <dlfcn.h>

namespace rt::dbm {

#define X(name) decltype(&::name) g_##name;
GDBM_FUNCTIONS(X)
NDBM_FUNCTIONS(X)
#undef X
const int* g_gdbm_version;

namespace {

void* open_library(Thread& t, const char* name) {
  void* library = ::dlopen(name, RTLD_NOW | RTLD_LOCAL);
  return library ? library : raise(t, kImportErrorType, "%s", ::dlerror());
}

// Stores the address of a symbol. False: ImportError.
template <class T>
bool find(Thread& t, void* library, const char* name, T* out) {
  void* address = ::dlsym(library, name);
  *out = reinterpret_cast<T>(address);
  return address || raise(t, kImportErrorType, "%s", ::dlerror());
}

}  // namespace

bool load_gdbm(Thread& t) {
  if (g_gdbm_version) return true;
  void* library = open_library(t, "libgdbm.so.6");
  if (!library) return false;
#define X(name) \
  if (!find(t, library, #name, &g_##name)) return false;
  GDBM_FUNCTIONS(X)
#undef X
  return find(t, library, "gdbm_version_number", &g_gdbm_version);
}

bool load_ndbm(Thread& t) {
  if (g_dbm_clearerr) return true;
  void* library = open_library(t, "libgdbm_compat.so.4");
  if (!library) return false;
#define X(name) \
  if (!find(t, library, #name, &g_##name)) return false;
  NDBM_FUNCTIONS(X)
#undef X
  return true;
}

}  // namespace rt::dbm
