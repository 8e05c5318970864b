// The builtins of functions and frames.
//
// A function keeps them as a dict. If __builtins__ of its globals is neither a dict nor a module but another object
// that can be subscripted, the function has an empty dict of a class of its own, which asks that object for each name.
#pragma once

#include "interp/vm/frame.h"
#include "runtime/object/native_modules.h"

namespace vm {

void init_mapping_builtins(Thread& t);

// The builtins of the running frame. Code whose globals have no __builtins__ gets them: exec() and FunctionType() in a
// sandbox do not leave it. Borrowed from the frame's function, or the module's dict if no frame runs.
inline rt::Dict* frame_builtins(const Thread& t) {
  return t.frame ? function_of(t.frame)->builtins : rt::builtins_dict();
}
// The dict for functions whose globals have this __builtins__, which is no dict; empty: they have none. Empty result:
// MemoryError is pending.
Ref builtins_dict_of(Thread& t, Value builtins);
// What scripts see as builtins: the dict, or the object behind it. Borrowed.
Value shown_builtins(rt::Dict* builtins);
// space[name], for a dict or any other namespace. Empty without an error: there is no such key.
Ref namespace_get_py(Thread& t, Value space, Value name);

}  // namespace vm
