// Items of the machine's own formats ("b", "H", "d", ...), as memoryview, array and struct's native mode know them.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

// Size of an item of this format code; 0: not a native one.
u32 native_item_size(char code);
// The value at `from` (any alignment), which must be of a native format. Other threads may be writing there.
Ref unpack_native_item(Thread& t, char code, const u8* from);

enum class Packed : u8 { kOk, kWrongType, kOutOfRange, kError };
// Writes a value as an item into memory of the caller's own. kWrongType: no integer, where the format wants one, or no
// byte; kOutOfRange: it does not fit; kError: an error is pending.
Packed pack_native_item_py(Thread& t, char code, Value v, u8* to);

}  // namespace rt
