// What counting does at each step of a thread's life (threads/hooks.h).
#pragma once

#include "gc/threads/hooks.h"

namespace gc {

extern const CountingSteps kCountingSteps;

}  // namespace gc
