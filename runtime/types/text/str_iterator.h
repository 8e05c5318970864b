// The iterator of str (StrIterator in str.h).
#pragma once

#include "runtime/types/text/str.h"

namespace rt {

Ref make_str_iterator(Thread& t, Value str);

}  // namespace rt
