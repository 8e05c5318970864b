// The keys of any mapping.
#pragma once

#include "runtime/object/ref.h"

namespace rt {

// What the mapping's keys() gives, as a list. Empty: an error is pending; one without the method gives AttributeError.
Ref mapping_keys_py(Thread& t, Value mapping);

}  // namespace rt
