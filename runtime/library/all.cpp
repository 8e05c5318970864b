// The list of native modules. modules.def names the definitions; here they become declarations and a table, so that a
// new module needs one line in modules.def and no other change.
#include "runtime/library/all.h"

#include "runtime/object/native.h"

namespace rt {

#define MODULE(definition) extern const ModuleDef definition;
#include "runtime/library/modules.def"
#undef MODULE

namespace {

const ModuleDef* const kModules[] = {
#define MODULE(definition) &definition,
#include "runtime/library/modules.def"
#undef MODULE
};

}  // namespace

void register_runtime_modules() {
  for (const ModuleDef* def : kModules) register_native_module(def);
}

}  // namespace rt
