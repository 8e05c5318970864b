// Interning text that is no str yet.
#pragma once

#include "runtime/types/text/str.h"

namespace rt {

// The interned str of a text (in its narrowest kind); a new str is made only when there is none yet.
Ref intern_view(Thread& t, const text::StrView& view);

}  // namespace rt
