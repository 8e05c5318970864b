// Native code that expects a GIL, in the program that has none: extensions that do not say that they run without one.
//
//   expect_gil(range)        when an extension is loaded: the code in this range expects the GIL, for ever
//   CodeGil gil(function)    around each call of a native function: holds the GIL if the function is such code
//
// There is one lock for all such code and not one for each module, because modules call each other through pointers
// that nobody sees. It is the GIL of gil.h, and such code loses it where it would lose it in a program with a GIL:
// while the thread is detached, and at a safepoint if another thread has waited for an interval. attach() takes it
// again. Threads that run no such code never take it, and run on.
//
// No deadlock: a thread waits for the GIL while it is detached, so that a pause need not wait for this thread. A thread
// that has stopped the world takes no GIL. One that waits for its turn to stop the world keeps the GIL, because C code
// does not expect to lose it there; the thread whose turn it is does not need the GIL.
#pragma once

#include "gc/base/build.h"
#include "gc/base/studio.h"
#include "gc/threads/gil.h"
#include "gc/threads/thread.h"

namespace gc {

struct GilCode {
  const void *begin, *end;
  // Set by expect_gil(), and never changed; a range is never removed.
  GilCode* next = nullptr;
  u64 number = 0;  // of ranges up to this one: names a state of the list
};
// Null: no code expects a GIL. A release publishes each new range.
extern Atomic<GilCode*> g_gil_code;
// The calls of such code that the calling thread is in. If it is not 0, the thread holds the GIL while it is attached.
extern constinit thread_local u32 t_gil_calls [[gnu::tls_model("initial-exec")]];

// The range, owned by the caller, lives for ever. Code of the same pages of memory expects the GIL, too. Any thread. In
// the program with a GIL: does nothing.
void expect_gil(GilCode& range);
bool expects_gil(const void* code);

// A call of code that expects the GIL begins or ends, of the calling, attached thread. The first function may block,
// and is a safepoint. In the program with a GIL: they do nothing.
void begin_gil_call(Thread& thread);
void end_gil_call(Thread& thread);

// The thread attaches, or has detached, in the middle of such a call.
inline void retake_gil_of_code(Thread& thread) {
  if (t_gil_calls) [[unlikely]]
    gil_retake(thread);
}
inline void let_go_gil_of_code(Thread& thread) {
  if (t_gil_calls) [[unlikely]]
    gil_let_go(thread);
}

// Around a call of native code at `code` by the calling, attached thread. Without such code it costs one test. The
// studio learns here what extensions do.
class CodeGil {
 public:
  explicit CodeGil(const void* code) {
    if constexpr (kFreeThreaded) {
      if (g_gil_code.load(relaxed)) [[unlikely]]
        begin(code);
    }
  }
  ~CodeGil() {
    if (began_) [[unlikely]]
      end_gil_call(*current_thread());
  }
  CodeGil(const CodeGil&) = delete;
  CodeGil& operator=(const CodeGil&) = delete;

 private:
  void begin(const void* code);
  bool began_ = false;
  [[no_unique_address]] ExtensionRuns runs_;
};

// Keeps the GIL for its lifetime though the calling thread detaches.
class KeptGil {
 public:
  KeptGil() : calls_(t_gil_calls) { t_gil_calls = 0; }
  ~KeptGil() { t_gil_calls = calls_; }
  KeptGil(const KeptGil&) = delete;
  KeptGil& operator=(const KeptGil&) = delete;

 private:
  u32 calls_;
};

}  // namespace gc
