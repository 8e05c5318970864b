// Names and places of compiled extensions, as the variables of the build tell them.
#pragma once

#include "runtime/object/ref.h"

// The system that the program is for, as names of files tell it.
#define TINYPY_MACHINE "x86_64-linux-gnu"

namespace rt {

// The revision of the headers of the C API, which the names of files tell: other files are not tried. It is TINYPY_ABI
// of interp/capi/include, as interp/capi/loader.cpp asserts.
inline constexpr int kExtensionAbi = 4;
// ".tinypy-315-headers3-x86_64-linux-gnu.so". Empty: MemoryError.
Ref extension_suffix(Thread& t);

}  // namespace rt
