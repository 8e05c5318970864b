// The native modules of this folder, sorted by name.
#include "runtime/modules/all.h"

#include "runtime/object/native.h"

namespace rt {

extern const ModuleDef kBuiltinsModule;

namespace {

const ModuleDef* const kModules[] = {
    &kBuiltinsModule,
};

}  // namespace

void register_runtime_modules() {
  for (const ModuleDef* def : kModules) register_native_module(def);
}

}  // namespace rt
