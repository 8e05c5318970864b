// Functions of C extensions as the virtual machine calls them (interp/capi/methods.cpp).
#pragma once

#include "runtime/object/native.h"

namespace rt {

// Every MethodDef of the form kExtension is one.
struct ExtensionDef : MethodDef {
  // Calls it with positional arguments alone: with `self` in front of those in `args`, which are borrowed.
  Ref (*plain)(Thread&, const MethodDef&, Value self, const Value* args, u64 count);
};

}  // namespace rt
