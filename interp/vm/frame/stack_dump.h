// Dumping Python stacks as plain text to a descriptor, for faulthandler, and for --dump, which reads another process
// (memory_reader.h). All functions may be called from a signal handler of a dying process, and from a watchdog thread
// that is no Python thread.
//
// So nothing is allocated, no lock is waited for, and no data is trusted. The frames of threads that go on running are
// read through the kernel, which reports an error for memory that has gone. At worst a stack is cut short, or shows the
// state of a moment ago.
#pragma once

#include <string_view>

#include "runtime/object/thread.h"

namespace vm {

void write_text(int fd, std::string_view text);
// Writes so many hexadecimal digits, at most 16.
void write_hex(int fd, u64 n, u32 width);

// Where Python code runs: the registers of the innermost frame, null if there is none, and the pc in it.
struct FramePlace {
  const rt::Value* r;
  const u64* pc;
};
// The place that the thread has saved: where it is, if it runs native code or is detached; else where it was when it
// last left the instructions.
FramePlace saved_place(const rt::Thread* t);
// True if there is a frame, and the pc lies in its code.
bool is_running(FramePlace place);
// Writes a line for each frame.
void write_frames(int fd, FramePlace place);
// Writes a line for each frame, "threading\tCondition.wait": the module of the function, and its qualified name.
void write_functions(int fd, FramePlace place);
// Writes where the innermost `with` block that holds the lock has begun: "FILE:LINE, in FUNCTION". False, and nothing
// is written: no frame has such a block.
bool write_place_of_with(int fd, FramePlace place, const gc::Object* lock);
// Writes "Stack (most recent call first):" and the frames of a thread.
void dump_stack(int fd, const rt::Thread* t);
// Writes the stack of every thread, under "Thread 0x..." or, for `current` (may be null), "Current thread 0x...". If
// another thread holds the registry's lock: only the stack of `current`. After `most` threads it writes "...".
inline constexpr gc::i64 kMostThreads = 100;
void dump_stacks(int fd, const rt::Thread* current, i64 most = kMostThreads);

// Writes the name that `threading` knows the thread by. Nothing: the main thread, or the name cannot be found.
void write_thread_name(int fd, const rt::Thread* t);

// Makes all running threads save their frame and pc at a safepoint, and waits for them up to half a second. Without
// this a thread in a loop without calls is shown at its last call. Only from a thread that is no Python thread.
void refresh_stacks();

}  // namespace vm
