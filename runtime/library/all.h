// Start-up of the native modules. The list of modules is modules.def.
#pragma once

namespace rt {

// Enters every module of this folder into the registry of native modules. Start-up only.
void register_runtime_modules();

}  // namespace rt
