// System calls on files: descriptors and bytes, without objects.
#pragma once

#include "runtime/os/call.h"

namespace rt::os {

// The most bytes that Linux transfers in one read() or write().
inline constexpr u64 kMaxTransfer = 0x7ffff000;

// The functions return errno in the Result; no Python error is pending except with os::kRaised. Only the *_py run
// Python code (signal handlers). Buffers must stay pinned during the call (call.h).
class SharedDescriptor;  // shared_descriptor.h

// With `fd`, no other thread may close the descriptor during the call: the number could then be another file's. With a
// SharedDescriptor any thread may.
Result read_py(gc::Thread& t, int fd, void* data, u64 size);
Result read_py(gc::Thread& t, SharedDescriptor& file, void* data, u64 size);
Result write_py(gc::Thread& t, int fd, const void* data, u64 size);
Result write_py(gc::Thread& t, SharedDescriptor& file, const void* data, u64 size);
// close() is never repeated: Linux has released the descriptor even if a signal interrupted the call.
Result close_once(gc::Thread& t, int fd);
Result open_py(gc::Thread& t, const char* path, int flags, unsigned mode, int dir_fd);
Result seek(int fd, i64 offset, int whence);
Result seek(SharedDescriptor& file, i64 offset, int whence);
Result truncate_py(gc::Thread& t, int fd, i64 size);
Result truncate_py(gc::Thread& t, SharedDescriptor& file, i64 size);
Result set_inheritable(int fd, bool inheritable);

// The number of fork()s that led to this process. Locks and counts that were taken before the last fork belong to
// threads that do not exist here.
extern gc::Atomic<u32> g_fork_count;

}  // namespace rt::os
