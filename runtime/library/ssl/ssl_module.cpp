// _ssl: the definition of the module.
#include "runtime/library/ssl/ssl_parts.h"

namespace rt::tls {

namespace {

bool add_functions(Thread& t, Value module, const MethodDef* functions) {
  Ref home = intern(t, "_ssl");
  for (const MethodDef* def = functions; home && def->name; ++def)
    if (!module_add(t, module, def->name, make_builtin(t, def, module, home))) return false;
  return bool(home);
}

bool init(Thread& t, Value module) {
  if (!init_transport()) return raise_memory_error(t);
  return add_errors(t, module) && add_context_type(t, module) && add_connection_type(t, module) &&
         add_memory_bio_type(t, module) && add_session_type(t, module) && add_certificate_type(t, module) &&
         add_functions(t, module, kObjectFunctions) && add_functions(t, module, kRandomFunctions) &&
         add_random(t, module) && add_constants(t, module);
}

}  // namespace

}  // namespace rt::tls

namespace rt {

extern const ModuleDef kUnderSslModule = {
    .name = "_ssl", .doc = "OpenSSL's TLS, for the library's module ssl.", .init = tls::init};

}  // namespace rt
