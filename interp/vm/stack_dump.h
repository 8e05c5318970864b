// Python stacks as plain text on a descriptor, from any place: a signal handler of a process about to die, or a thread
// that watches the others.
//
// Nothing is allocated, locked or trusted. What belongs to threads that go on running is read through the kernel, which
// answers for memory that is gone with an error: at worst a stack comes out shortened, or is that of a moment ago.
#pragma once

#include <string_view>

#include "runtime/object/thread.h"

namespace vm {

void write_text(int fd, std::string_view text);
// "Stack (most recent call first):" and the frames of a thread.
void dump_stack(int fd, const rt::Thread* t);
// Every thread's stack, under "Thread 0x..." or, for `current` (may be null), "Current thread 0x...". Only `current`'s
// if another thread holds the registry's lock.
void dump_stacks(int fd, const rt::Thread* current);

// Has threads that run in a loop of their own save where they are, or they are seen where they last called something.
// Waits for them, up to half a second. From a thread that is no Python thread.
void refresh_stacks();

}  // namespace vm
