// Module posix: environ, putenv() and unsetenv().
#include <cstdlib>
#include <cstring>

#include "gc/sync/mutex.h"
#include "runtime/modules/os/posix.h"

extern char** environ;

namespace rt::posix {

namespace {

// Guards the process's environment; the C library's setenv() and getenv() do not guard it against each other.
gc::Mutex g_environment_mutex;

}  // namespace

// lint: name: the keys of the new dict are bytes
bool init_environment(Thread& t, Value module) {
  Ref dict = make_dict(t);
  for (char** entry = environ; dict && entry && *entry; ++entry) {
    const char* equals = std::strchr(*entry, '=');
    if (!equals) continue;
    Ref key = make_bytes(t, {*entry, static_cast<size_t>(equals - *entry)});
    Ref value = make_bytes(t, std::string_view(equals + 1));
    if (!key || !value || !dict_setdefault_py(t, as_dict(dict), key, value)) return false;
  }
  return dict && module_add(t, module, "environ", std::move(dict));
}

Ref posix_putenv(Thread& t, Value name, Value value) {
  Ref key = fs_encode_py(t, name), text = key ? fs_encode_py(t, value) : Ref();
  if (!text) return Ref();
  if (key.as<Bytes>()->view().find('=') != std::string_view::npos) {
    return raise_value_error(t, "illegal environment variable name");
  }
  gc::MutexGuard guard(g_environment_mutex);
  int failed = ::setenv(reinterpret_cast<const char*>(key.as<Bytes>()->data()),
                        reinterpret_cast<const char*>(text.as<Bytes>()->data()), 1);
  return failed ? Ref(raise_os_error(t, errno)) : none();
}

Ref posix_unsetenv(Thread& t, Value name) {
  Ref key = fs_encode_py(t, name);
  if (!key) return Ref();
  gc::MutexGuard guard(g_environment_mutex);
  return ::unsetenv(reinterpret_cast<const char*>(key.as<Bytes>()->data())) ? Ref(raise_os_error(t, errno)) : none();
}

const MethodDef kEnvironmentFunctions[] = {
    {"putenv", posix_putenv, "(name, value, /)", "Set an environment variable for programs started later."},
    {"unsetenv", posix_unsetenv, "(name, /)", "Delete an environment variable."},
    {}};

}  // namespace rt::posix
