// The class of capsules.
#pragma once

#include "interp/capi/capi.h"

namespace capi {

rt::Type* capsule_type(Thread& t);

}  // namespace capi
