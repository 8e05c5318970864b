// States of threads, by which C code attaches and detaches by itself; and the interpreter, of which there is one.
//
//   PyThreadState_New()      a state that stands for no thread yet
//   PyEval_AcquireThread()   the calling thread attaches by it. If it is a thread of C, it becomes one of the program
//   PyThreadState_Delete()   and is so until the state is deleted
//
// A state never carries what belongs to a thread from one thread of the system to another one.
#include <utility>

#include "gc/refcount/publish.h"
#include "gc/threads/attach.h"
#include "gc/threads/code_gil.h"
#include "interp/capi/methods.h"
#include "interp/vm/observe/tracing.h"
#include "runtime/library/parts/thread_values.h"
#include "runtime/library/threads/thread.h"
#include "runtime/types/containers/dict.h"

using namespace capi;

namespace {

// What the calling thread has attached by, if that is a state from PyThreadState_New().
thread_local PyThreadState* t_made = nullptr;
// The thread's record, if the state has made it a thread of the program; and whether the caller expects a GIL.
thread_local Thread* t_adopted = nullptr;
thread_local bool t_under_gil = false;

// There is one interpreter; its address is all that C sees of it.
char g_interpreter_place;
PyInterpreterState* interpreter() { return reinterpret_cast<PyInterpreterState*>(&g_interpreter_place); }

// Of the calling thread; null: it is no thread of the program.
PyThreadState* state_of(const Thread* thread) {
  static thread_local PyThreadState own;
  if (!thread) return nullptr;
  if (t_made) return t_made;
  if (own.tpy_id != thread->id) own = {.interp = interpreter(), .tpy_id = thread->id, .gilstate_counter = 1};
  return &own;
}

// Attaches the calling thread, detached or without a record.
void attach_by(PyThreadState* state, const void* caller) {
  if (Thread* thread = this_thread(); !thread) {
    t_adopted = &adopt_caller();
    t_under_gil = gc::expects_gil(caller);
    if (t_under_gil) gc::begin_gil_call(*t_adopted);
  } else if (!thread->attached()) {
    gc::attach(*thread);
  }
  t_made = state->tpy_made ? state : nullptr;
  if (t_made) t_made->tpy_id = this_thread()->id;
}

// `caller`: where the call of the API returns to.
TINYPY_INLINE void detach(const void* caller) {
  if (Thread* thread = this_thread(); thread && thread->attached()) gc::detach_for(*thread, caller);
}

// The thread has no state any more. A thread that a state has adopted, which is attached here, is none of the program
// from now on.
void give_up_state_py() {
  t_made = nullptr;
  if (!t_adopted) return;
  if (std::exchange(t_under_gil, false)) gc::end_gil_call(*t_adopted);
  drop_borrows_py(*t_adopted, 0);
  rt::dismiss_adopted_thread_py(*std::exchange(t_adopted, nullptr));
}

void free_state(PyThreadState* state) {
  if (state->tpy_made) PyMem_RawFree(state);
}

}  // namespace

// ---- attaching and detaching

PyThreadState* PyGILState_GetThisThreadState(void) { return state_of(this_thread()); }
PyThreadState* PyThreadState_Get(void) { return state_of(this_thread()); }
// NULL: the caller is not attached.
PyThreadState* PyThreadState_GetUnchecked(void) {
  Thread* thread = this_thread();
  return thread && thread->attached() ? state_of(thread) : nullptr;
}

PyThreadState* PyEval_SaveThread(void) {
  PyThreadState* state = state_of(this_thread());
  detach(__builtin_return_address(0));
  return state;
}
void PyEval_ReleaseThread(PyThreadState*) { detach(__builtin_return_address(0)); }

void PyEval_RestoreThread(PyThreadState* state) {
  if (state) attach_by(state, __builtin_return_address(0));
}
void PyEval_AcquireThread(PyThreadState* state) {
  if (state) attach_by(state, __builtin_return_address(0));
}

// The state that was attached before, NULL: none. `next` NULL: the thread is detached afterwards.
PyThreadState* PyThreadState_Swap(PyThreadState* next) {
  PyThreadState* before = PyThreadState_GetUnchecked();
  if (next == before) return before;
  if (before) detach(__builtin_return_address(0));
  if (next) attach_by(next, __builtin_return_address(0));
  return before;
}

// ---- states. NULL: no memory

PyThreadState* PyThreadState_New(PyInterpreterState*) {
  Call call;
  rt::expect_threads(call);
  auto* state = static_cast<PyThreadState*>(PyMem_RawCalloc(1, sizeof(PyThreadState)));
  if (state) *state = {.interp = interpreter(), .tpy_made = 1, .gilstate_counter = 1};
  return state;
}

// What belongs to the thread goes with its record.
void PyThreadState_Clear(PyThreadState*) {}

void PyThreadState_Delete(PyThreadState* state) {
  if (state == t_made) {
    if (t_adopted && !t_adopted->attached()) gc::attach(*t_adopted);
    give_up_state_py();
  }
  free_state(state);
}

// The thread is detached afterwards.
void PyThreadState_DeleteCurrent(void) {
  PyThreadState* state = state_of(this_thread());
  if (!state) return;
  if (t_adopted) give_up_state_py();
  else detach(__builtin_return_address(0));
  t_made = nullptr;
  free_state(state);
}

// ---- what belongs to a thread

// A dict that no script finds otherwise. NULL without an error: there is none.
PyObject* PyThreadState_GetDict(void) {
  Call call;
  Thread& t = call;
  if (!rt::thread_locals(t)) rt::thread_locals(t) = rt::make_dict(t).release();
  Ref key = rt::thread_locals(t) ? call.name("PyThreadState_GetDict") : Ref();
  Ref fresh = key ? rt::make_dict(t) : Ref();
  Ref dict = fresh ? rt::dict_setdefault_py(t, rt::as_dict(rt::thread_locals(t)), key, fresh) : Ref();
  if (!dict) rt::clear_error(t);
  return borrowed(std::move(dict));
}

uint64_t PyThreadState_GetID(PyThreadState* state) { return state ? state->tpy_id : 0; }
PyInterpreterState* PyThreadState_GetInterpreter(PyThreadState* state) { return state->interp; }

// Nothing that the calling thread does is observed between the two; they nest.
void PyThreadState_EnterTracing(PyThreadState*) {
  Call call;
  u32 depth = vm::exchange_observer_depth(call, 0);
  vm::exchange_observer_depth(call, depth + 1);
}
void PyThreadState_LeaveTracing(PyThreadState*) {
  Call call;
  u32 depth = vm::exchange_observer_depth(call, 0);
  vm::exchange_observer_depth(call, depth > 0 ? depth - 1 : 0);
}

// ---- the interpreter. Of its threads, C sees the one that calls

PyInterpreterState* PyInterpreterState_Get(void) { return interpreter(); }
PyInterpreterState* PyInterpreterState_Main(void) { return interpreter(); }
PyInterpreterState* PyInterpreterState_Head(void) { return interpreter(); }
PyInterpreterState* PyInterpreterState_Next(PyInterpreterState*) { return nullptr; }
PyThreadState* PyInterpreterState_ThreadHead(PyInterpreterState*) { return state_of(this_thread()); }
PyThreadState* PyThreadState_Next(PyThreadState*) { return nullptr; }
int64_t PyInterpreterState_GetID(PyInterpreterState*) { return 0; }

// A dict for the data of extensions, which lives as long as the program. NULL without an error: there is none.
PyObject* PyInterpreterState_GetDict(PyInterpreterState*) {
  static gc::Atomic<PyObject*> g_dict;
  if (PyObject* known = g_dict.load(gc::acquire)) return known;
  Call call;
  Ref fresh = rt::make_dict(call);
  if (!fresh) {
    rt::clear_error(call);
    return nullptr;
  }
  gc::publish(call, fresh.get().object());
  PyObject *made = word(fresh), *first = nullptr;
  if (!g_dict.compare_exchange_strong(first, made, gc::release, gc::acquire)) return first;
  return give(std::move(fresh));  // never given back: it stays
}
