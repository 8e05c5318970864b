// iter(str).
#pragma once

#include "runtime/types/str.h"

namespace rt {

Ref make_str_iterator(Thread& t, Value str);

}  // namespace rt
