// Libraries: loading them, and finding what they export.
#include <dlfcn.h>
#include <link.h>

#include <cstring>

#include "gc/heap/heap.h"
#include "gc/threads/attach.h"
#include "runtime/library/ctypes/ctypes_parts.h"
#include "runtime/library/parts/path_arg.h"
#include "runtime/object/audit.h"
#include "runtime/object/extension.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/text/c_text.h"

namespace rt::ctypes {

namespace {

// The text of the linker's last error in this thread; `fallback` if there is none. Empty: MemoryError.
Ref linker_message(Thread& t, const char* fallback) {
  const char* text = dlerror();
  return decode_fs(t, text ? text : fallback);
}

Error raise_linker(Thread& t, Type* error, const char* fallback) {
  Ref message = linker_message(t, fallback);
  return message ? raise_value(t, error, message) : Error();
}

bool handle_argument(Thread& t, Value value, void** handle) {
  u64 address;
  if (!is_int(value)) return raise_type_error(t, "an integer is required");
  if (!address_of_int(t, value, &address)) return false;
  *handle = reinterpret_cast<void*>(address);
  return true;
}

// Looks a name up, under which the library may export a null pointer.
void* look_up(Thread& t, void* handle, const char* name, Type* error) {
  dlerror();
  void* address = dlsym(handle, name);
  bool is_of_api = std::strncmp(name, "Py", 2) == 0 || std::strncmp(name, "_Py", 3) == 0;
  if (address && is_of_api) expect_c_calls(t);
  if (address) return address;
  Ref fallback = format_message(t, "%s '%s' not found", error == kAttributeErrorType ? "function" : "symbol", name);
  if (!fallback) return nullptr;
  CText text(t, fallback);
  return raise_linker(t, error, text.ok() ? text.c_str() : "symbol not found");
}

// Loading runs the constructors of the library, which may take long.
Ref open_library_py(Thread& t, Value name, Value flags_value) {
  int flags = RTLD_NOW;
  if (flags_value && !to_i32_py(t, flags_value, &flags)) return Ref();
  Ref path = name.stripped() == kNone ? none() : fs_encode_py(t, name);
  if (!path || !audit_py(t, "ctypes.dlopen", name)) return Ref();
  const char* text = path.get() == kNone ? nullptr : reinterpret_cast<const char*>(path.as<Bytes>()->data());
  void* handle;
  {
    gc::Detached detached(t);
    handle = dlopen(text, flags | RTLD_NOW);
  }
  return handle ? make_uint(t, reinterpret_cast<u64>(handle)) : Ref(raise_linker(t, kOSErrorType, "dlopen() error"));
}

Ref close_library(Thread& t, Value handle_value) {
  void* handle;
  if (!handle_argument(t, handle_value, &handle)) return Ref();
  if (!handle) return raise(t, kOSErrorType, "invalid handle passed to dlclose()");
  int failed;
  {
    gc::Detached detached(t);
    failed = dlclose(handle);
  }
  return failed ? Ref(raise_linker(t, kOSErrorType, "dlclose() error")) : none();
}

Ref symbol_py(Thread& t, Value handle_value, Value name) {
  void* handle;
  if (!handle_argument(t, handle_value, &handle)) return Ref();
  if (!is_str(name)) return raise_type_error(t, "dlsym() argument 2 must be str, not %A", name);
  if (!audit_py(t, "ctypes.dlsym/handle", handle_value, name)) return Ref();
  CText text(t, name);
  void* address = text.ok() ? look_up(t, handle, text.c_str(), kOSErrorType) : nullptr;
  return address ? make_uint(t, reinterpret_cast<u64>(address)) : Ref();
}

// The names that the linker tells, one behind the other with their final zeros. No object may be made meanwhile, since
// the linker holds its lock.
struct Names {
  char* text = nullptr;
  size_t size = 0;
  ~Names() { gc::raw_free(text); }
};
int add_name(dl_phdr_info* info, size_t, void* argument) {
  auto* names = static_cast<Names*>(argument);
  size_t size = std::strlen(info->dlpi_name) + 1;
  auto* longer = static_cast<char*>(gc::raw_realloc(names->text, names->size + size));
  if (!longer) return 1;
  std::memcpy(longer + names->size, info->dlpi_name, size);
  names->text = longer;
  names->size += size;
  return 0;
}
Ref list_libraries(Thread& t) {
  Names names;
  if (dl_iterate_phdr(add_name, &names)) return raise_memory_error(t);
  Ref list = make_list(t);
  for (size_t at = 0; list && at < names.size; at += std::strlen(names.text + at) + 1) {
    Ref name = decode_fs(t, names.text + at);
    if (!name || !list_append(t, as_list(list), std::move(name))) return Ref();
  }
  return list;
}

constexpr MethodDef kListLibraries = {"dllist", list_libraries, "()", "The names of the loaded libraries."};

}  // namespace

void* find_symbol_py(Thread& t, Value library, Value name, Type* error) {
  if (!is_str(name) && !is_bytes(name))
    return raise_type_error(t, is_int(name) ? "functions have no ordinal numbers on this platform"
                                            : "function name must be string, bytes object or integer");
  if (!audit_py(t, "ctypes.dlsym", library, name)) return nullptr;
  Ref handle_value = getattr_py(t, library, "_handle");
  if (!handle_value) return nullptr;
  if (!is_int(handle_value))
    return raise_type_error(t, "the _handle attribute of the second argument must be an integer");
  u64 handle;
  Ref bytes = encode_fs(t, name);
  if (!bytes || !address_of_int(t, handle_value, &handle)) return nullptr;
  if (bytes.as<Bytes>()->view().find('\0') != std::string_view::npos)
    return raise_value_error(t, "embedded null character");
  return look_up(t, reinterpret_cast<void*>(handle), reinterpret_cast<const char*>(bytes.as<Bytes>()->data()), error);
}

static constexpr MethodDef kLibraryFunctions[] = {
    {"dlopen", open_library_py, "(name, flag=2, /)", "Load a library; the result is its handle."},
    {"dlclose", close_library, "(handle, /)", "Unload a library."},
    {"dlsym", symbol_py, "(handle, name, /)", "The address of what a library exports under a name."},
    {}};
bool add_library_functions(Thread& t, Value module) {
  for (const MethodDef* def = kLibraryFunctions; def->name; ++def)
    if (!add_function(t, module, *def)) return false;
  return library_minor() < 14 || add_function(t, module, kListLibraries);
}

}  // namespace rt::ctypes
