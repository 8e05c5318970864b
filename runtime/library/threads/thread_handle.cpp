// Thread handles and the list of threads that have not ended. A joiner sleeps on the phase in HandleState; the state is
// counted apart from objects, because a thread marks it as done after it has left the registry and may touch no object.
#include "runtime/library/threads/thread_handle.h"

#include <new>

#include "gc/threads/watch.h"
#include "runtime/library/threads/lock_order.h"
#include "runtime/library/threads/thread.h"
#include "runtime/library/threads/waits.h"
#include "runtime/object/native.h"
#include "runtime/types/numbers/int.h"

namespace rt {

// ---- the list of threads that have not ended

namespace {

gc::Mutex g_list_mutex;
HandleState* g_listed = nullptr;  // each entry holds a reference, unless it is adopted

void enlist(HandleState* state) {
  ASSERT(g_list_mutex.is_mine() && !state->listed);
  state->listed = true;
  state->previous = nullptr;
  state->next = g_listed;
  if (g_listed) g_listed->previous = state;
  g_listed = state;
}

// Takes `state` off the list; the caller holds the mutex, or is the only thread of a fork's child. True: the list's
// reference is the caller's now.
bool unlist(HandleState* state) {
  ASSERT(g_list_mutex.is_mine() || gc::thread_count() <= 1);
  if (!state->listed) return false;
  (state->previous ? state->previous->next : g_listed) = state->next;
  if (state->next) state->next->previous = state->previous;
  state->listed = false;
  return !state->adopted;
}

HandleState* first_waited_for_except(u64 ident) {
  gc::MutexGuard guard(g_list_mutex);
  for (HandleState* state = g_listed; state; state = state->next) {
    if (state->waited_for && state->ident.load(gc::relaxed) != ident) return retain(state);
  }
  return nullptr;
}

}  // namespace

HandleState* retain(HandleState* state) {
  state->refs.fetch_add(1, gc::relaxed);
  return state;
}

void release(HandleState* state) {
  if (state->refs.fetch_sub(1, gc::acq_rel) != 1) return;
  if (gc::ThreadWatcher* watcher = gc::thread_watcher()) watcher->forgets(state);
  delete state;
}

void handle_is_done(HandleState* state) {
  bool was_referred;
  {
    gc::MutexGuard guard(g_list_mutex);
    was_referred = unlist(state);
  }
  state->phase.store(HandleState::kDone, gc::release);  // pairs with join_state_py
  gc::unpark_all(state->phase);
  if (was_referred) release(state);
}

void list_started(HandleState* state, bool waited_for) {
  gc::MutexGuard guard(g_list_mutex);
  state->waited_for = waited_for;
  enlist(retain(state));
}

// Lists the state of a handle that was made for a running thread, so that it ends in a fork's child.
static void list_adopted(HandleState* state) {
  gc::MutexGuard guard(g_list_mutex);
  state->adopted = true;
  enlist(state);
}

LivingThread::LivingThread(u64 ident) : guard_(g_list_mutex), found_(ident == main_thread_ident()) {
  for (HandleState* state = g_listed; state && !found_; state = state->next)
    found_ = !state->adopted && state->ident.load(gc::relaxed) == ident;
}

void handles_before_fork() { g_list_mutex.lock(); }
void handles_after_fork_parent() { g_list_mutex.unlock(); }
void handles_after_fork_child(u64 ident) {
  g_list_mutex.reset_after_fork();
  HandleState* mine = nullptr;
  HandleState* next = nullptr;
  for (HandleState* state = g_listed; state; state = next) {
    next = state->next;
    bool is_mine = state->ident.load(gc::relaxed) == ident;
    if (is_mine && state->adopted) continue;
    bool was_referred = unlist(state);
    if (is_mine) mine = state;
    else state->phase.store(HandleState::kDone, gc::relaxed);
    if (!is_mine && was_referred) release(state);
  }
  if (mine) release(mine);  // the calling thread is the main thread now, which nobody joins
}

namespace {

// ---- joining

bool has_ended(const void* state) {
  return static_cast<const HandleState*>(state)->phase.load(gc::acquire) == HandleState::kDone;
}

// If the thread has ended, what it has done comes before what the calling thread does next.
bool order_if_ended(Thread& t, const HandleState* state) {
  if (!has_ended(state)) return false;
  if (gc::ThreadWatcher* watcher = gc::thread_watcher()) watcher->receives(t, state);
  if (u32 ended = g_finds_lock_orders ? state->thread.load(gc::relaxed) : 0) order_joined(t.id, ended);
  return true;
}

// Waits for the end of the thread, at most so long; negative: for ever. *ended: the thread has ended by then. False: an
// error is pending. If the end of the program has stopped the thread, that is PythonFinalizationError, whatever the
// timeout.
bool join_state_py(Thread& t, HandleState* state, i64 timeout_ns, bool* ended) {
  bool in_vain = is_last(t);
  if (in_vain && (timeout_ns < 0 || timeout_ns > kLastThreadsNs)) timeout_ns = kLastThreadsNs;
  i64 deadline = deadline_after(timeout_ns);
  gc::ThreadWatcher* watcher = gc::thread_watcher();
  *ended = order_if_ended(t, state);  // pairs with handle_is_done
  if (*ended) return true;
  Waiting waiting(t, Wait::For::kEndOfThread, nullptr, state->ident.load(gc::relaxed), deadline < 0);
  for (;;) {
    u32 phase = state->phase.load(gc::acquire);
    *ended = order_if_ended(t, state);
    if (*ended) return true;
    if (deadline >= 0 && gc::now_ns() >= deadline)
      return !in_vain || raise(t, kPythonFinalizationErrorType, "cannot join thread at Python finalization");
    if (watcher) {
      gc::Waited waited = watcher->wait(t, {gc::WatchedWait::For::kThread, state, state, has_ended, timeout_ns});
      if (waited == gc::Waited::kTimedOut) return true;
      if (waited == gc::Waited::kInterrupted && !poll_py(t)) return false;
      if (waited != gc::Waited::kDeclined) continue;
    }
    waiting.sleeps_py(t, state->phase, phase);
    if (!park_py(t, state->phase, phase, deadline)) return false;
  }
}

Type* g_handle_type = nullptr;

HandleState* state_of(Value self) { return self.as<ThreadHandle>()->state; }

Ref handle_join(Thread& t, Value self, Value timeout) {
  HandleState* state = state_of(self);
  i64 ns = -1;
  if (timeout != kNone && !seconds_to_ns_py(t, timeout, Rounding::kCeiling, &ns)) return Ref();
  u32 phase = state->phase.load(gc::acquire);
  if (phase == HandleState::kNotStarted) return raise(t, kRuntimeErrorType, "thread not started");
  if (phase != HandleState::kDone && state->ident.load(gc::relaxed) == t.ident)
    return raise(t, kRuntimeErrorType, "Cannot join current thread");
  bool ended;
  retain(state);
  bool ok = join_state_py(t, state, ns, &ended);
  release(state);
  return ok ? none() : Ref();
}

Ref handle_is_done_method(Thread& t, Value self) { return bool_ref(order_if_ended(t, state_of(self))); }

Ref handle_set_done(Thread& t, Value self) {
  if (state_of(self)->phase.load(gc::acquire) == HandleState::kNotStarted)
    return raise(t, kRuntimeErrorType, "thread not started");
  handle_is_done(state_of(self));
  return none();
}

Ref handle_ident(Thread& t, Value self) { return make_uint(t, state_of(self)->ident.load(gc::relaxed)); }

Ref handle_repr(Thread& t, Value self) {
  return format_message(t, "<%T object: ident=%lld>", self,
                        static_cast<long long>(state_of(self)->ident.load(gc::relaxed)));
}

Ref handle_create(Thread& t, Type* type, const CallArgs&) {
  Ref handle = allocate_instance(t, type);
  if (!handle) return Ref();
  handle.as<ThreadHandle>()->state = new (std::nothrow) HandleState;
  return handle.as<ThreadHandle>()->state ? std::move(handle) : Ref(raise_memory_error(t));
}

void handle_dispose(gc::Thread&, Object* object) {
  HandleState* state = static_cast<ThreadHandle*>(object)->state;
  if (!state) return;
  if (state->adopted) {
    gc::MutexGuard guard(g_list_mutex);
    unlist(state);
  }
  release(state);
}

constexpr MethodDef kHandleMethods[] = {{"join", handle_join, "(self, timeout=None, /)"},
                                        {"is_done", handle_is_done_method, "(self, /)"},
                                        {"_set_done", handle_set_done, "(self, /)"},
                                        {}};
constexpr GetSetDef kGetSet[] = {{"ident", handle_ident}, {}};

constexpr Slots kSlots = [] {
  Slots s{};
  s.repr = handle_repr;
  s.create = handle_create;
  return s;
}();

constexpr TypeSpec kHandleSpec = {
    .name = "_thread._ThreadHandle",
    .size = sizeof(ThreadHandle),
    .flags = kTypeImmutableFlag,
    .lifetime = {nullptr, nullptr, nullptr, handle_dispose},
    .slots = kSlots,
    .methods = kHandleMethods,
    .getset = kGetSet,
};

}  // namespace

bool has_thread_to_wait_for(Thread& t) {
  HandleState* state = first_waited_for_except(t.ident);
  if (state) release(state);
  return state != nullptr;
}

void wait_for_no_thread() {
  gc::MutexGuard guard(g_list_mutex);
  for (HandleState* state = g_listed; state; state = state->next) state->waited_for = false;
}

bool join_listed_threads_py(Thread& t) {
  while (HandleState* state = first_waited_for_except(t.ident)) {
    bool ended;
    bool ok = join_state_py(t, state, -1, &ended);
    release(state);
    if (!ok) return false;
  }
  return true;
}

bool is_thread_handle(Value v) { return type_of(v) == g_handle_type; }
Ref make_thread_handle(Thread& t) { return handle_create(t, g_handle_type, CallArgs{nullptr, 0, Value()}); }

Ref make_handle_of_running(Thread& t, Value ident) {
  u64 id;
  if (!is_int(ident)) return raise_type_error(t, "ident must be an integer");
  if (!to_u64_py(t, ident, &id)) return Ref();
  Ref handle = make_thread_handle(t);
  if (!handle) return Ref();
  state_of(handle)->ident.store(id, gc::relaxed);
  state_of(handle)->phase.store(HandleState::kRunning, gc::release);
  list_adopted(state_of(handle));
  return handle;
}

bool init_thread_handles(Thread& t, Value module) {
  if (!g_handle_type) g_handle_type = make_native_type(t, kHandleSpec);
  return module_add(t, module, "_ThreadHandle", Ref::share(t, g_handle_type));
}

}  // namespace rt
