// Critical sections, where a thread detaches.
#pragma once

#include "interp/capi/capi.h"

namespace capi {

// Gives up what the calling thread's critical sections hold; takes the innermost one's again.
void suspend_sections();
void resume_section();

}  // namespace capi
