// Files as the operating system knows them: descriptors and bytes.
#pragma once

#include "runtime/os/call.h"

namespace rt::os {

// At most what the kernel transfers in one call.
inline constexpr u64 kMaxTransfer = 0x7ffff000;

class SharedDescriptor;  // shared_descriptor.h

// A descriptor that nobody closes meanwhile, or is shared.
Result read_py(gc::Thread& t, int fd, void* data, u64 size);
Result read_py(gc::Thread& t, SharedDescriptor& file, void* data, u64 size);
Result write_py(gc::Thread& t, int fd, const void* data, u64 size);
Result write_py(gc::Thread& t, SharedDescriptor& file, const void* data, u64 size);
// Never repeated: the descriptor is gone even when a signal interrupted the call.
Result close_once(gc::Thread& t, int fd);
Result open_py(gc::Thread& t, const char* path, int flags, unsigned mode, int dir_fd);
Result seek(int fd, i64 offset, int whence);
Result seek(SharedDescriptor& file, i64 offset, int whence);
Result truncate_py(gc::Thread& t, int fd, i64 size);
Result truncate_py(gc::Thread& t, SharedDescriptor& file, i64 size);
Result set_inheritable(int fd, bool inheritable);

// Counts the fork()s that led to this process: locks taken before the last one belong to threads that are gone.
extern gc::Atomic<u32> g_fork_count;

}  // namespace rt::os
