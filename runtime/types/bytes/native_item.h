// Items of the machine's native formats ("b", "H", "d", ...), for memoryview, array and struct's native mode.
#pragma once

#include <string_view>

#include "runtime/object/ops.h"

namespace rt {

// The largest item: a complex number of two doubles.
inline constexpr u32 kMaxNativeItem = 16;
// The size of an item with this format code; 0: no native format. 'F' and 'D' (complex numbers) are of 3.14.
u32 native_item_size(char code);
// The code of a format with a single item: "i" or "@i". "Zf" and "Zd", which 3.15 writes, are 'F' and 'D'. 0: it is
// none.
char native_code_of(std::string_view format);
// How many parts of the item have a byte order of their own: 2 in a complex number, else 1.
inline u32 native_item_parts(char code) { return code == 'F' || code == 'D' ? 2 : 1; }
// The value of the item at `from`, with any alignment; `code` must be a native format. Other threads may be writing to
// the item.
Ref unpack_native_item(Thread& t, char code, const u8* from);

enum class Packed : u8 { kOk, kWrongType, kOutOfRange, kError };
// Writes a value as an item to memory that only the caller uses. kWrongType: the value is of another type than the
// format requires; kOutOfRange: the value does not fit. For these two no error is set; kError: an error is pending.
Packed pack_native_item_py(Thread& t, char code, Value v, u8* to);

}  // namespace rt
