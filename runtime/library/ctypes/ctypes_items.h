// Subscripts that arrays and pointers share.
#pragma once

#include "runtime/library/ctypes/ctypes_parts.h"

namespace rt::ctypes {

// `count` items from index `start` on, `step` apart: bytes or str for c_char and c_wchar, else a list. `first` is the
// address of item 0 in (or, for pointers, known to) `self`.
Ref items_as_sequence(Thread& t, Value self, Value item_type, u8* first, i64 start, i64 step, i64 count);

}  // namespace rt::ctypes
