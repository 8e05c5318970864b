// Where installers put packages, for a program without a lock.
#pragma once

#include "runtime/object/ops.h"

namespace vm {

// Imports the library's `site`, and puts the folders of installers in front of those that it has found. False: an error
// is pending. Start-up.
bool import_site_with_packages_py(rt::Thread& t);

}  // namespace vm
