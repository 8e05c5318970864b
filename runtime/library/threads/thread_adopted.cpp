// Threads that C code has made and that call Python. Such a thread has a record, as any thread of the program, but only
// while it runs Python code: C may end it at any time without saying so.
#include <pthread.h>
#include <unistd.h>

#include <new>

#include "gc/cycle/publish_heap.h"
#include "gc/refcount/publish.h"
#include "gc/threads/attach.h"
#include "runtime/library/threads/thread.h"
#include "runtime/object/class.h"
#include "runtime/object/interpreter.h"

namespace rt {

void expect_threads(Thread& t) {
  if (gc::kFreeThreaded && !gc::g_threads_started.load(gc::relaxed)) publish_classes(t);
  gc::publish_heap(t);
  gc::publish_roots(t);
}

// Bytes of the calling thread's stack below this frame; 0: not known.
static size_t stack_below() {
  pthread_attr_t attributes;
  void* end = nullptr;
  size_t size = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return 0;
  bool known = pthread_attr_getstack(&attributes, &end, &size) == 0;
  pthread_attr_destroy(&attributes);
  return known ? static_cast<size_t>(static_cast<char*>(__builtin_frame_address(0)) - static_cast<char*>(end)) : 0;
}

// A thread of C calls Python in a program that has had one thread until now. Only the first thread can reach its
// private objects: it stands still while they are published in its stead, wherever it is.
static void expect_calling_thread(Thread& record) {
  gc::StopTheWorldFromOutside pause(record, "a thread of C code calls Python");
  // Others may have been faster.
  if (gc::g_threads_started.load(gc::relaxed)) return;
  gc::for_each_thread([](gc::Thread& first, void*) { expect_threads(static_cast<Thread&>(first)); }, nullptr);
}

Thread* adopt_thread() {
  while (is_finalizing()) pause();
  auto* thread = new (std::nothrow) Thread;
  if (!thread) return nullptr;
  if (g_interpreter.allocate_stack && !g_interpreter.allocate_stack(*thread)) {
    delete thread;
    return nullptr;
  }
  size_t below = stack_below();
  thread->ident = pthread_self();
  set_native_limit(*thread, below > 2 * kStackReserve ? below - kStackReserve : below / 2);
  if (gc::kFreeThreaded && !gc::g_threads_started.load(gc::acquire)) {
    if (!gc::prepare_thread(*thread)) {
      free_record(thread);
      return nullptr;
    }
    expect_calling_thread(*thread);
  }
  gc::register_thread(*thread);
  return thread;
}

void dismiss_adopted_thread_py(Thread& t) {
  drop_thread_state_py(t);
  if (g_interpreter.thread_ends_py) [[unlikely]]
    g_interpreter.thread_ends_py(t);
  gc::end_thread(t, drop_thread_state_py);
  free_record(&t);
}

}  // namespace rt
