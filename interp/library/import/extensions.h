// The loader of compiled extensions, which stands above the modules of import (interp/capi/loader.cpp).
#pragma once

#include "runtime/object/ref.h"

namespace vm {

// Null functions: the program was started with -X no-extensions.
struct ExtensionLoader {
  // A new module for a spec of importlib, not yet executed. Empty: an error is pending.
  rt::Ref (*create_py)(rt::Thread& t, rt::Value spec);
  // Executes it. False: an error is pending.
  bool (*exec_py)(rt::Thread& t, rt::Value module);
};
extern constinit ExtensionLoader g_extension_loader;

}  // namespace vm
