// Loading compiled extensions.
#pragma once

namespace capi {

// From now on `import` finds extensions, unless the program was started with -X no-extensions. Start-up.
// `gil_for_modules`: modules that do not say that they run without a GIL get one (gc/threads/code_gil.h).
void install_loader(bool gil_for_modules);

}  // namespace capi
