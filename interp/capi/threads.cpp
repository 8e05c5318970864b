// Threads: who may use objects, what belongs to a thread, signal actions.
#include <pthread.h>
#include <unistd.h>

#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <new>

#include "gc/threads/attach.h"
#include "gc/threads/code_gil.h"
#include "interp/capi/capi.h"
#include "interp/vm/frame/pending.h"
#include "runtime/library/threads/async_error.h"
#include "runtime/library/threads/thread.h"

using namespace capi;

namespace {

// The last one is added to either: the caller's code expects a GIL.
constexpr PyGILState_STATE kWasAttached = PyGILState_LOCKED, kWasDetached = PyGILState_UNLOCKED,
                           kUnderGil = tpy_GILState_HELD;
static_assert(kUnderGil == 2);

// A thread of C that has called PyGILState_Ensure() is a thread of the program up to the matching Release().
thread_local Thread* g_adopted = nullptr;
thread_local unsigned g_adopted_depth = 0;

}  // namespace

// ---- attaching and detaching

static PyGILState_STATE ensure_attached() {
  Thread* thread = this_thread();
  if (!thread) g_adopted = &adopt_caller();
  if (g_adopted) ++g_adopted_depth;
  if (!thread) return kWasDetached;
  if (thread->attached()) return kWasAttached;
  gc::attach(*thread);
  return kWasDetached;
}

static PyGILState_STATE ensure(const void* caller) {
  PyGILState_STATE before = ensure_attached();
  if (!gc::expects_gil(caller)) return before;
  gc::begin_gil_call(*this_thread());
  return static_cast<PyGILState_STATE>(before | kUnderGil);
}

// The caller's code is known by where the call returns to.
PyGILState_STATE PyGILState_Ensure(void) { return ensure(__builtin_return_address(0)); }

void PyGILState_Release(PyGILState_STATE state) {
  Thread* thread = this_thread();
  if (!thread || !thread->attached()) return;
  if (state & kUnderGil) gc::end_gil_call(*thread);
  auto before = static_cast<PyGILState_STATE>(state & ~kUnderGil);
  if (g_adopted && g_adopted_depth > 0 && --g_adopted_depth == 0) {
    drop_borrows_py(*thread, 0);
    rt::dismiss_adopted_thread_py(*std::exchange(g_adopted, nullptr));
  } else if (before == kWasDetached) {
    gc::detach_for(*thread, __builtin_return_address(0));
  }
}

// The same with a token (PEP 788). There is one interpreter, and it lives as long as code of an extension can run:
// guards and views of it are no more than marks.
PyThreadStateToken* PyThreadState_Ensure(PyInterpreterGuard* guard) {
  uintptr_t state = guard ? ensure(__builtin_return_address(0)) + 1u : 0;
  return reinterpret_cast<PyThreadStateToken*>(state);
}
PyThreadStateToken* PyThreadState_EnsureFromView(PyInterpreterView* view) {
  uintptr_t state = view && !rt::is_finalizing() ? ensure(__builtin_return_address(0)) + 1u : 0;
  return reinterpret_cast<PyThreadStateToken*>(state);
}
void PyThreadState_Release(PyThreadStateToken* token) {
  PyGILState_Release(static_cast<PyGILState_STATE>(reinterpret_cast<uintptr_t>(token) - 1));
}
PyInterpreterGuard* PyInterpreterGuard_FromView(PyInterpreterView* view) {
  return view && !rt::is_finalizing() ? reinterpret_cast<PyInterpreterGuard*>(PyInterpreterState_Get()) : nullptr;
}
PyInterpreterGuard* PyInterpreterGuard_FromCurrent(void) {
  Call call;
  if (!rt::is_finalizing()) return reinterpret_cast<PyInterpreterGuard*>(PyInterpreterState_Get());
  return rt::raise(call, rt::kRuntimeErrorType, "the interpreter is about to end");
}
PyInterpreterView* PyInterpreterView_FromMain(void) {
  return reinterpret_cast<PyInterpreterView*>(PyInterpreterState_Get());
}
PyInterpreterView* PyInterpreterView_FromCurrent(void) { return PyInterpreterView_FromMain(); }
void PyInterpreterGuard_Close(PyInterpreterGuard*) {}
void PyInterpreterView_Close(PyInterpreterView*) {}

int PyGILState_Check(void) { return this_thread() && this_thread()->attached(); }
// ---- threads and calls

unsigned long PyThread_get_thread_ident(void) { return pthread_self(); }
unsigned long PyThread_get_thread_native_id(void) { return static_cast<unsigned long>(gettid()); }
void PyThread_exit_thread(void) { pthread_exit(nullptr); }

// A thread of C, which is none of the program until it attaches. Its ident, or PYTHREAD_INVALID_THREAD_ID.
unsigned long PyThread_start_new_thread(void (*function)(void*), void* argument) {
  struct Start {
    void (*function)(void*);
    void* argument;
  };
  {
    Call call;
    rt::expect_threads(call);
  }
  auto* start = new (std::nothrow) Start{function, argument};
  if (!start) return PYTHREAD_INVALID_THREAD_ID;
  pthread_attr_t detached;
  pthread_attr_init(&detached);
  pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
  pthread_t thread;
  auto run = [](void* given) -> void* {
    Start start = *static_cast<Start*>(given);
    delete static_cast<Start*>(given);
    start.function(start.argument);
    return nullptr;
  };
  int failed = pthread_create(&thread, &detached, run, start);
  pthread_attr_destroy(&detached);
  if (!failed) return thread;
  delete start;
  return PYTHREAD_INVALID_THREAD_ID;
}

// Nesting of C code is bounded by the room on its stack. -1: RecursionError is pending.
int Py_EnterRecursiveCall(const char* where) {
  Call call;
  Thread& t = call;
  if (!rt::native_stack_ends(t)) return 0;
  return rt::raise_recursion_error(t, where ? where : "");
}
void Py_LeaveRecursiveCall(void) {}
// The room that calls of C code may take is known to Py_EnterRecursiveCall(); this one asks without an error.
int PyOS_CheckStack(void) {
  Call call;
  return rt::native_stack_ends(call);
}
size_t PyThread_get_stacksize(void) { return rt::stack_size(); }
int PyThread_set_stacksize(size_t bytes) { return rt::exchange_stack_size(bytes) ? 0 : -1; }
PyObject* PyThread_GetInfo(void) { return PySys_GetAttrString("thread_info"); }
void PyEval_InitThreads(void) {}
int PyEval_ThreadsInitialized(void) { return 1; }

// Sends an exception class to a thread, which raises it at its next safepoint in Python code; NULL takes back what has
// been sent. The number of threads found.
int PyThreadState_SetAsyncExc(unsigned long ident, PyObject* exception) {
  Call call;
  return rt::send_async_error_py(call, ident, value(exception));
}

// ---- calls that the main thread makes at a safepoint

int Py_AddPendingCall(PyPendingCall function, void* argument) {
  return vm::add_pending_call(function, argument) ? 0 : -1;
}

int Py_MakePendingCalls(void) {
  Call call;
  return call.status(vm::make_pending_calls_py(call));
}

// ---- the system's actions for signals

PyOS_sighandler_t PyOS_getsig(int number) {
  struct sigaction action{};
  return sigaction(number, nullptr, &action) == 0 ? action.sa_handler : SIG_ERR;
}

PyOS_sighandler_t PyOS_setsig(int number, PyOS_sighandler_t handler) {
  struct sigaction action{}, before{};
  action.sa_handler = handler;
  action.sa_flags = SA_ONSTACK;
  return sigaction(number, &action, &before) == 0 ? before.sa_handler : SIG_ERR;
}

// As snprintf(); a text that has no room ends with a zero all the same.
int PyOS_snprintf(char* buffer, size_t size, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int written = std::vsnprintf(buffer, size, format, arguments);
  va_end(arguments);
  return written;
}

// Compare without regard to the case of ASCII letters.
int PyOS_mystrnicmp(const char* a, const char* b, Py_ssize_t size) {
  auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : static_cast<unsigned char>(c); };
  for (; size > 0; --size, ++a, ++b)
    if (int difference = lower(*a) - lower(*b); difference != 0 || !*a) return difference;
  return 0;
}
int PyOS_mystricmp(const char* a, const char* b) { return PyOS_mystrnicmp(a, b, PY_SSIZE_T_MAX); }
