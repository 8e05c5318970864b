// Stacks that one OS thread switches between; x86-64. swapcontext(3) would do, but makes two system calls each time.
#pragma once

#include <cstddef>

namespace gc::model {

// A new stack on which `body`, which never returns, begins when it is switched to.
void* new_fiber(void* stack, size_t bytes, void (*body)());
// Leaves what the caller goes on with in *from.
void switch_fiber(void** from, void* to);

}  // namespace gc::model
