// Module posix: environ, putenv() and unsetenv().
#include <cstdlib>
#include <cstring>

#include "runtime/library/os/posix.h"
#include "runtime/object/audit.h"
#include "runtime/os/environment.h"
#include "runtime/text/builder.h"

extern char** environ;

namespace rt::posix {

namespace {

// The entries NAME=VALUE of the process, each with a zero byte behind it.
bool copy_environment(text::ByteBuilder& out) {
  os::EnvironmentGuard guard;
  for (char** entry = environ; entry && *entry; ++entry) out.append(*entry, std::strlen(*entry) + 1);
  return out.ok();
}

// The environment as a dict of bytes. If a name is there twice, the first counts.
// lint: name: the keys of the new dict are bytes
Ref make_environ(Thread& t) {
  text::ByteBuilder entries;
  if (!copy_environment(entries)) return raise_memory_error(t);
  Ref dict = make_dict(t);
  std::string_view rest = entries.text();
  for (size_t end; dict && (end = rest.find('\0')) != rest.npos; rest.remove_prefix(end + 1)) {
    std::string_view entry = rest.substr(0, end);
    size_t equals = entry.find('=');
    if (equals == entry.npos) continue;
    Ref key = make_bytes(t, entry.substr(0, equals)), value = make_bytes(t, entry.substr(equals + 1));
    if (!key || !value || !dict_setdefault_py(t, as_dict(dict), key, value)) return Ref();
  }
  return dict;
}

Ref posix_clearenv(Thread& t) {
  os::EnvironmentGuard guard;
  return ::clearenv() ? Ref(raise_os_error(t, errno)) : none();
}

}  // namespace

bool StringArray::from_process() {
  text::ByteBuilder entries;
  if (!copy_environment(entries)) return raise_memory_error(t_);
  std::string_view rest = entries.text();
  for (size_t end; (end = rest.find('\0')) != rest.npos; rest.remove_prefix(end + 1)) {
    if (!push(rest.substr(0, end))) return false;
  }
  return terminate();
}

bool init_environment(Thread& t, Value module) {
  Ref dict = make_environ(t);
  return dict && module_add(t, module, "environ", std::move(dict));
}

Ref posix_putenv(Thread& t, Value name, Value value) {
  Ref key = fs_encode_py(t, name), text = key ? fs_encode_py(t, value) : Ref();
  if (!text) return Ref();
  if (key.as<Bytes>()->view().find('=') != std::string_view::npos) {
    return raise_value_error(t, "illegal environment variable name");
  }
  if (!audit_py(t, "os.putenv", key.get(), text.get())) return Ref();
  os::EnvironmentGuard guard;
  int failed = ::setenv(reinterpret_cast<const char*>(key.as<Bytes>()->data()),
                        reinterpret_cast<const char*>(text.as<Bytes>()->data()), 1);
  return failed ? Ref(raise_os_error(t, errno)) : none();
}

Ref posix_unsetenv(Thread& t, Value name) {
  Ref key = fs_encode_py(t, name);
  if (!key || !audit_py(t, "os.unsetenv", key.get())) return Ref();
  os::EnvironmentGuard guard;
  return ::unsetenv(reinterpret_cast<const char*>(key.as<Bytes>()->data())) ? Ref(raise_os_error(t, errno)) : none();
}

const MethodDef kEnvironmentFunctions[] = {
    {"_clearenv", posix_clearenv, "()", "Delete all environment variables."},
    {"_create_environ", make_environ, "()", "The environment of the process as a dict of bytes."},
    {"putenv", posix_putenv, "(name, value, /)", "Set an environment variable for programs started later."},
    {"unsetenv", posix_unsetenv, "(name, /)", "Delete an environment variable."},
    {}};

}  // namespace rt::posix
