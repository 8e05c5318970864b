// classmethod and staticmethod: objects that wrap a callable and bind it to the class, or not at all.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

// Both types have this layout; instances also have attributes of their own. set_recorded_part() (object/class.h) must
// store `callable`, because attribute records may show it as a class attribute's value.
struct WrappedCallable : Object {
  Slot callable;
};

Ref make_static_method(Thread& t, Value callable);
Ref make_class_method(Thread& t, Value callable);
// Copies __name__, __doc__ and the like from the callable to the wrapper, as functools.wraps() does. False: an error is
// pending.
bool copy_names_of_callable_py(Thread& t, Value wrapper, Value callable);

}  // namespace rt
