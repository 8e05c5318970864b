// Interning of text that is no str yet.
#pragma once

#include "runtime/types/text/str.h"

namespace rt {

// The interned str for a text, whose kind must be the smallest possible. A str is made only if there is none yet.
// Empty: MemoryError.
Ref intern_view(Thread& t, const text::StrView& view);
// How many strs are interned besides those of no and of one character. Any attached thread.
u64 interned_count();

}  // namespace rt
