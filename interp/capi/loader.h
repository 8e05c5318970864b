// Loading compiled extensions.
#pragma once

#include <string_view>

namespace capi {

// From now on `import` finds extensions, unless the program was started with -X no-extensions. Start-up.
// `gil_for_modules`: modules that do not say that they run without a GIL get one (gc/threads/code_gil.h). `names`:
// modules and packages, separated by commas, that get it whatever they say; copied.
void install_loader(bool gil_for_modules, std::string_view names);

// From now on ctypes may call functions of the API, also if no extension is found. Start-up.
void offer_functions();

}  // namespace capi
