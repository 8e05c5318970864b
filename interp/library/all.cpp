// Registers the native modules that modules.def lists. A module is added there, not here.
#include "interp/library/modules.h"

namespace vm {

#define MODULE(definition) extern const rt::ModuleDef definition;
#include "interp/library/modules.def"
#undef MODULE

void register_interp_modules() {
#define MODULE(definition) rt::register_native_module(&definition);
#include "interp/library/modules.def"
#undef MODULE
}

}  // namespace vm
