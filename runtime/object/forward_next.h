// The step of native iterators that take their items from another iterator, and end as that one does.
#pragma once

#include "runtime/object/thread.h"

namespace rt {

// The next item, as next_py() (ops.h) gives it, but a StopIteration that the iterator raises stays pending (the result
// is empty): the caller passes it on, so that whoever asked for the item gets that exception with its value. kStop: the
// iterator has ended without an exception.
Ref forward_next_py(Thread& t, Value iterator);

}  // namespace rt
