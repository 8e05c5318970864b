// Loading compiled extensions.
#pragma once

namespace capi {

// From now on `import` finds extensions, unless the program was started with -X no-extensions. Start-up.
void install_loader();

}  // namespace capi
