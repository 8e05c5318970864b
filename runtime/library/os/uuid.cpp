// _uuid: identifiers made of the time and the network card, by libuuid.
#include <uuid/uuid.h>

#include "gc/threads/attach.h"
#include "runtime/object/native.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"

namespace rt {

namespace {

// libuuid may ask a daemon, or wait for a file that another process has locked.
Ref generate_time_safe(Thread& t) {
  uuid_t id;
  int status;
  {
    gc::Detached detached(t);
    status = ::uuid_generate_time_safe(id);
  }
  Ref bytes = make_bytes(t, {reinterpret_cast<const char*>(id), sizeof id}), number = make_int(t, status);
  return bytes && number ? make_tuple(t, bytes, number) : Ref();
}

constexpr MethodDef kFunctions[] = {
    {"generate_time_safe", generate_time_safe, "()",
     "The 16 bytes of a new identifier, and 0 if no other process can have made the same one, else -1."},
    {}};

bool init(Thread& t, Value module) {
  return module_add(t, module, "has_uuid_generate_time_safe", make_int(t, 1)) &&
         module_add(t, module, "has_stable_extractable_node", make_int(t, 0));
}

}  // namespace

extern const ModuleDef kUnderUuidModule = {
    .name = "_uuid", .doc = "Identifiers made of the time, by libuuid.", .methods = kFunctions, .init = init};

}  // namespace rt
