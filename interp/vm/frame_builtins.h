// The builtins of the running frame. Code whose globals have no __builtins__ gets them: exec() and FunctionType() in a
// sandbox do not leave it.
#pragma once

#include "interp/vm/frame.h"
#include "runtime/object/native_modules.h"

namespace vm {

// Borrowed from the frame's function, or the module's dict if no frame runs.
inline rt::Dict* frame_builtins(const Thread& t) {
  return t.frame ? function_of(t.frame)->builtins : rt::builtins_dict();
}

}  // namespace vm
