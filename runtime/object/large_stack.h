// A large stack for recursion that goes deeper than a thread's own stack allows.
//
// Walks over syntax trees recurse, which is right for all programs but those with a chain of ten thousands of
// operators, made by another program. Such a tree is walked on a stack that exists for the walk only. Its memory is
// used as far as the recursion goes. The technique is that of segmented stacks ("stacker" in the Rust compiler).
#pragma once

#include <functional>

#include "runtime/object/thread.h"

namespace rt {

// Calls f() on a stack of 512 MB of address space. f may do everything that it may do on the thread's own stack: run
// Python code, wait, collect. native_stack_ends() and NativeDepth know its end. False: there is no such stack, and f
// was not called; MemoryError or RecursionError is pending.
bool call_on_large_stack(Thread& t, const std::function<void()>& f);

}  // namespace rt
