// _thread: starting threads, and the end of a thread.
//
// The life of a thread. The parent publishes the roots (first start only) and the objects that it hands over, makes the
// record and its register stack, and takes an OS thread. The child registers itself, calls the function, drops its last
// references and leaves the registry. Only then the child marks its handle as done, because joiners may count the
// threads or fork.
#include "runtime/library/threads/thread.h"

#include <pthread.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <new>

#include "gc/base/assert.h"
#include "gc/base/sanitizers.h"
#include "gc/refcount/publish.h"
#include "gc/refcount/transfer.h"
#include "gc/sync/mutex.h"
#include "gc/threads/stop_world.h"
#include "gc/threads/watch.h"
#include "runtime/library/parts/thread_values.h"
#include "runtime/library/threads/async_error.h"
#include "runtime/library/threads/deadlock.h"
#include "runtime/library/threads/lock_ledger.h"
#include "runtime/library/threads/lock_order.h"
#include "runtime/library/threads/signal.h"
#include "runtime/library/threads/thread_handle.h"
#include "runtime/library/threads/thread_lock.h"
#include "runtime/library/threads/thread_names.h"
#include "runtime/library/threads/thread_os.h"
#include "runtime/object/audit.h"
#include "runtime/object/class.h"
#include "runtime/object/interpreter.h"
#include "runtime/object/names.h"
#include "runtime/object/native.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/classes/method.h"
#include "runtime/types/codecs/codec.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

constexpr size_t kDefaultStack = size_t{16} << 20;  // reserved; the kernel gives pages as the stack grows
constexpr size_t kSmallestStack = size_t{1} << 20;
constexpr size_t kSmallestRequest = 32768;

gc::Atomic<u64> g_main_ident{0};
gc::Atomic<size_t> g_requested_stack{0};  // threading.stack_size(); 0: the default
gc::Atomic<u32> g_running{0};             // threads that scripts have started
gc::Atomic<bool> g_finalizing{false};
Type* g_except_hook_args_type = nullptr;  // made with the module, immortal

// ---- the native stack

// ThreadSanitizer records the calls that a thread is in. It has room for 65,536 and writes past that; small frames
// reach that number before they fill the stack, so the stack is limited.
#if defined(TINYPY_TSAN)
constexpr size_t kMostStack = size_t{2} << 20;
#else
constexpr size_t kMostStack = size_t{1} << 30;
#endif

}  // namespace

size_t stack_size() { return g_requested_stack.load(gc::relaxed); }
std::optional<size_t> exchange_stack_size(size_t bytes) {
  if (bytes != 0 && bytes < kSmallestRequest) return std::nullopt;
  return g_requested_stack.exchange(bytes, gc::relaxed);
}

// `usable` counts from this frame down: what lies above is in use already.
void set_native_limit(Thread& t, size_t usable) {
  t.native_stack_limit = static_cast<char*>(__builtin_frame_address(0)) - std::min(usable, kMostStack);
}

namespace {

// Ends the program if there is no address space for so many bytes. A stack that cannot grow is a SIGSEGV.
void check_address_space(size_t bytes) {
  void* memory = mmap(nullptr, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) gc::fatal("no address space for the native stack");
  munmap(memory, bytes);
}

// Touches the far end of the stack, so that the system maps all of it now. If memory is limited (RLIMIT_AS), a later
// mapping may fail, which a program learns by SIGSEGV.
__attribute__((noinline, no_sanitize("address"))) void map_stack(size_t bytes) {
  auto* end = static_cast<volatile char*>(__builtin_alloca(bytes));
  *end = 0;
}

// The main thread's stack grows up to its resource limit.
void set_native_limit_of_main(Thread& t) {
  rlimit limit;
  size_t bytes = size_t{8} << 20;
  if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) bytes = limit.rlim_cur;
  constexpr size_t kSmallestMain = size_t{96} << 10;  // the library is imported with as much
  if (bytes < kSmallestMain) gc::fatal("the native stack is too small");
  set_native_limit(t, bytes > 2 * kStackReserve ? bytes - 2 * kStackReserve : bytes / 2);
  size_t usable = static_cast<size_t>(static_cast<char*>(__builtin_frame_address(0)) - t.native_stack_limit);
  check_address_space(usable);
  map_stack(usable);
}

void set_native_limit_of_child(Thread& t) {
  set_native_limit(
      t, static_cast<size_t>(static_cast<char*>(__builtin_frame_address(0)) - (os_thread_stack() + kStackReserve)));
}

// ---- the child

struct Launch {
  Thread* thread;
  Value function, args, kwargs;  // owned, handed over by the parent; kwargs may be empty
  HandleState* handle;           // owned
  bool tests_memory;             // the thread makes sure that it can make objects before it begins
  Value sentinel;                // owned: the lock of _set_sentinel(), set when the thread ends
  Launch* next;                  // in the list of launches whose sentinel has been released
};

// ---- sentinels
//
// A thread that waits for a sentinel may count the threads next, or fork. Therefore the sentinel is released after its
// thread has left the registry. From there on that thread cannot drop its reference to the lock: the next thread that
// starts a thread, or waits for all threads, drops it.

gc::Mutex g_sentinel_mutex;
Launch* g_released_sentinels = nullptr;  // under the mutex

void release_sentinel(Launch* launch) {
  lock_release(launch->sentinel);
  gc::MutexGuard guard(g_sentinel_mutex);
  launch->next = g_released_sentinels;
  g_released_sentinels = launch;
}

void drop_released_sentinels(Thread& t) {
  Launch* launch;
  {
    gc::MutexGuard guard(g_sentinel_mutex);
    launch = std::exchange(g_released_sentinels, nullptr);
  }
  while (launch) {
    decref(t, launch->sentinel);
    delete std::exchange(launch, launch->next);
  }
}

void report_unhandled_py(Thread& t, Value function) {
  if (error_is(t, kSystemExitType)) return clear_error(t);
  if (gc::ThreadWatcher* watcher = gc::thread_watcher()) watcher->thread_failed(t);
  write_unraisable_about_py(t, "Exception ignored in thread started by", function);
}

// Ends the wait of threading.Thread.start() for a thread that failed. start() waits for an event that the new thread
// sets first of all. If the thread had no memory to come so far, this sets the event for it and marks the thread as
// stopped: versions of `threading` without handles learn its end in no other way.
void release_starter_py(Thread& t, Value function) {
  if (!has_layout(function, TypeId::kMethod)) return;
  Ref thread = Ref::share(t, function.as<Method>()->self.get());
  auto attribute_py = [&](const char* text) {
    Ref key = intern(t, std::string_view(text));
    return key ? getattr_optional_py(t, thread, key) : Ref();
  };
  Ref started = attribute_py("_started"), lock = started ? attribute_py("_tstate_lock") : Ref();
  Ref stopped = lock && lock.get() == kNone ? intern(t, std::string_view("_is_stopped")) : Ref();
  if (stopped) (void)setattr_py(t, thread, stopped, kTrue);
  clear_error(t);
  Ref set = started ? intern(t, std::string_view("set")) : Ref();
  if (set) (void)call_method_py(t, started, set);
  clear_error(t);
}

void drop(Thread& t, Value& v) { decref(t, std::exchange(v, Value())); }

}  // namespace

bool drop_thread_state_py(gc::Thread& thread) {
  auto& t = static_cast<Thread&>(thread);
  Ref sent = Ref::steal(close_async_error(t));
  bool any = g_interpreter.drop_thread_data_py && g_interpreter.drop_thread_data_py(t);
  for (Value* v : {&t.kept[0], &t.kept[1], &t.repr_running, &t.generator_result, &t.handled, &t.error}) {
    any |= bool(*v);
    decimal_context_memo(t) = Value();  // borrowed, perhaps from the context
    drop(t, *v);
  }
  return any || sent;
}

namespace {

void run_launch_py(Thread& t, Launch* launch) {
  if (g_interpreter.thread_runs_py) [[unlikely]]
    g_interpreter.thread_runs_py(t, launch->function);
  Ref result = call_with_tuple_py(t, launch->function, launch->args, launch->kwargs);
  drop(t, launch->args);
  drop(t, launch->kwargs);
  if (!result) {
    report_unhandled_py(t, launch->function);
    release_starter_py(t, launch->function);
  }
  result = Ref();
  if (g_interpreter.thread_runs_py) [[unlikely]]
    g_interpreter.thread_runs_py(t, launch->function);
  drop(t, launch->function);
}

// ---- threads without memory
//
// threading.Thread.start() waits until the new thread says that it lives. A thread without memory for a few objects
// could not say so, and start() would wait for ever. Therefore, if memory is scarce, the thread first tests whether it
// can make objects; if it cannot, it does not begin, and start() raises.

// Is there address space for another part of the heap?
bool memory_is_plenty() {
  constexpr size_t kRoom = size_t{64} << 20;
  void* room = mmap(nullptr, kRoom, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (room == MAP_FAILED) return false;
  munmap(room, kRoom);
  return true;
}

// Objects of usual sizes, and blocks for the tables of other objects. While they live, the heap has a page for each of
// these sizes; when they are freed, the thread's first objects find these pages.
class FirstObjects {
 public:
  // False: no memory; no error is pending.
  bool make(Thread& t) {
    bool ok = true;
    for (u64 i = 0; ok && i < kSizes; ++i) {
      objects_[i] = make_tuple_uninitialised(t, i + 1);
      texts_[i] = objects_[i] ? make_str_uninitialised(t, i * 16 + 2, 1, true) : Ref();
      blocks_[i] = gc::raw_alloc(size_t{64} << i);
      ok = texts_[i] && blocks_[i];
    }
    if (!ok && error_pending(t)) clear_error(t);
    return ok;
  }
  ~FirstObjects() {
    for (void* block : blocks_) gc::raw_free(block);
  }

 private:
  static constexpr u64 kSizes = 6;
  Ref objects_[kSizes], texts_[kSizes];
  void* blocks_[kSizes] = {};
};

// Not inlined: the frame of the thread's start lives as long as the thread.
[[gnu::noinline]] bool has_memory(Thread& t) {
  FirstObjects first;
  return first.make(t);
}

void begin_py(Thread& t, Launch* launch) {
  launch->handle->refused = launch->tests_memory && !has_memory(t);
  if (launch->handle->refused) return;
  launch->handle->phase.store(HandleState::kRunning, gc::release);  // pairs with has_begun
  if (launch->tests_memory) gc::unpark_all(launch->handle->phase);
  run_launch_py(t, launch);
}

// Waits, detached, for the verdict of a thread that tests the memory. False: the thread does not begin, and has ended.
bool has_begun(Thread& t, HandleState* handle) {
  gc::Detached detached(t);
  u32 phase;
  while ((phase = handle->phase.load(gc::acquire)) == HandleState::kStarting) gc::park(handle->phase, phase);
  return phase != HandleState::kDone || !handle->refused;
}

}  // namespace

void free_record(Thread* thread) {
  if (g_interpreter.free_stack) g_interpreter.free_stack(*thread);
  delete thread;
}

namespace {

void child_main(void* argument) {
  auto* launch = static_cast<Launch*>(argument);
  Thread* t = launch->thread;
  t->ident = pthread_self();
  set_native_limit_of_child(*t);
  launch->handle->ident.store(t->ident, gc::relaxed);
  if (gc::ThreadWatcher* watcher = gc::thread_watcher()) watcher->begins(*t);
  gc::register_thread(*t);
  thread_has_come();
  begin_py(*t, launch);
  // only left if the thread did not begin
  for (Value* v : {&launch->args, &launch->kwargs, &launch->function}) drop(*t, *v);
  drop_thread_state_py(*t);
  launch->sentinel = std::exchange(end_sentinel(*t), Value());
  if (gc::ThreadWatcher* watcher = gc::thread_watcher()) {
    watcher->sends(*t, launch->handle);
    watcher->sends(*t, watcher);
    if (launch->sentinel) watcher->releases(*t, launch->sentinel.object());
  }
  g_running.fetch_sub(1, gc::relaxed);
  if (g_interpreter.thread_ends_py) [[unlikely]]
    g_interpreter.thread_ends_py(*t);
  gc::end_thread(*t, drop_thread_state_py);
  free_record(t);
  handle_is_done(launch->handle);
  release(launch->handle);
  if (launch->sentinel) release_sentinel(launch);
  else delete launch;
  if (gc::ThreadWatcher* watcher = gc::thread_watcher()) watcher->ended();
}

// ---- the parent

// A counted reference to `v` that the child will drop.
Value give(Thread& t, Value v) {
  if (!v || v.is_immediate()) return v;
  Value given = Ref::share(t, v).release();
  gc::hand_over(t, given.object());
  return given;
}

void undo_launch(Thread& t, Launch* launch) {
  for (Value v : {launch->function, launch->args, launch->kwargs}) decref(t, v);
  gc::drop_prepared_thread(*launch->thread);
  free_record(launch->thread);
  release(launch->handle);
  delete launch;
}

Launch* prepare_launch(Thread& t, Value function, Value args, Value kwargs, HandleState* handle, bool tests_memory) {
  auto* thread = new (std::nothrow) Thread;
  auto* launch = new (std::nothrow) Launch;
  bool has_stack = thread && launch && (!g_interpreter.allocate_stack || g_interpreter.allocate_stack(*thread));
  if (!has_stack || !gc::prepare_thread(*thread)) {
    if (has_stack) free_record(thread);
    else delete thread;
    delete launch;
    return nullptr;
  }
  thread->recursion_limit.store(t.recursion_limit.load(gc::relaxed), gc::relaxed);
  expect_threads(t);
  *launch =
      Launch{thread, give(t, function), give(t, args), give(t, kwargs), retain(handle), tests_memory, Value(), nullptr};
  return launch;
}

size_t wanted_stack() {
  size_t bytes = stack_size();
  if (bytes == 0) bytes = kDefaultStack;
  return gc::align_up(bytes < kSmallestStack ? kSmallestStack : bytes, 4096);
}

bool launch_thread(Thread& t, Value function, Value args, Value kwargs, HandleState* handle, bool daemon, u64* ident) {
  if (is_finalizing()) return raise(t, kPythonFinalizationErrorType, "can't create new thread at interpreter shutdown");
  drop_released_sentinels(t);
  handle->phase.store(HandleState::kStarting, gc::relaxed);
  bool tests_memory = !memory_is_plenty();
  Launch* launch = prepare_launch(t, function, args, kwargs, handle, tests_memory);
  if (launch) list_started(handle, !daemon);
  gc::ThreadWatcher* watcher = gc::thread_watcher();
  if (launch) handle->thread.store(launch->thread->id, gc::relaxed);
  if (launch && g_finds_lock_orders) order_starts(t.id, launch->thread->id);
  if (watcher && launch) watcher->starts(t, *launch->thread, function.is_pointer() ? function.object() : nullptr);
  g_running.fetch_add(1, gc::relaxed);
  thread_is_coming();
  if (launch && run_on_os_thread(child_main, launch, wanted_stack(), ident)) {
    handle->ident.store(*ident, gc::relaxed);
    if (!tests_memory || has_begun(t, handle)) return true;
  } else {
    g_running.fetch_sub(1, gc::relaxed);
    thread_has_come();
    if (launch) {
      if (watcher) watcher->start_failed(*launch->thread);
      handle_is_done(handle);  // takes it off the list of started threads
      undo_launch(t, launch);
    }
  }
  handle->phase.store(HandleState::kNotStarted, gc::relaxed);
  return raise(t, kRuntimeErrorType, "can't start new thread");
}

// ---- functions of the module

Ref start_new_thread(Thread& t, Value function, Value args, Value kwargs) {
  if (!is_callable(function)) return raise_type_error(t, "first arg must be callable");
  if (!is_tuple(args)) return raise_type_error(t, "2nd arg must be a tuple");
  if (kwargs && !is_dict(kwargs)) return raise_type_error(t, "optional 3rd arg must be a dictionary");
  if (library_minor() >= 12 && !audit_py(t, "_thread.start_new_thread", function, args, kwargs)) return Ref();
  auto* handle = new (std::nothrow) HandleState;
  if (!handle) return raise_memory_error(t);
  u64 ident;
  bool ok = launch_thread(t, function, args, kwargs, handle, true, &ident);
  release(handle);
  return ok ? make_uint(t, ident) : Ref();
}

Ref start_joinable_thread(Thread& t, Value function, Value handle, Value daemon) {
  if (!is_callable(function)) return raise_type_error(t, "thread function must be callable");
  if (handle != kNone && !is_thread_handle(handle)) return raise_type_error(t, "'handle' must be a _ThreadHandle");
  int is_daemon = truth_py(t, daemon);
  if (is_daemon < 0) return Ref();
  if (!audit_py(t, "_thread.start_joinable_thread", function, Value::small_int(is_daemon), handle)) return Ref();
  Ref made;
  if (handle == kNone) {
    made = make_thread_handle(t);
    if (!made) return Ref();
    handle = made;
  }
  HandleState* state = handle.as<ThreadHandle>()->state;
  u32 expected = HandleState::kNotStarted;
  if (!state->phase.compare_exchange_strong(expected, HandleState::kStarting, gc::acq_rel, gc::relaxed)) {
    return raise(t, kRuntimeErrorType, "thread already started");
  }
  u64 ident;
  bool ok = launch_thread(t, function, empty_tuple(), Value(), state, is_daemon, &ident);
  return ok ? Ref::share(t, handle) : Ref();
}

Ref get_ident(Thread& t) { return make_uint(t, t.ident); }
Ref get_native_id(Thread& t) { return make_uint(t, t.native_id); }
Ref get_main_thread_ident(Thread& t) { return make_uint(t, main_thread_ident()); }
Ref count_threads(Thread& t) { return make_int(t, g_running.load(gc::relaxed)); }
Ref daemon_threads_allowed(Thread&) { return bool_ref(true); }
Ref is_main_interpreter(Thread&) { return bool_ref(true); }
Ref exit_thread(Thread& t) {
  Ref exit = make_exception_raw(t, kSystemExitType, Ref::share(t, empty_tuple()));
  return exit ? Ref(raise_error(t, exit)) : Ref();
}
Ref shutdown(Thread& t) {
  bool joined = join_listed_threads_py(t);
  drop_released_sentinels(t);
  return joined ? none() : Ref();
}

Ref set_stack_size_py(Thread& t, Value size) {
  i64 wanted;
  if (!to_i64_py(t, size, &wanted)) return Ref();
  if (wanted < 0) return raise_value_error(t, "size must be 0 or a positive value");
  std::optional<size_t> before = exchange_stack_size(static_cast<size_t>(wanted));
  if (!before) return raise_value_error(t, "size not valid: %lld bytes", static_cast<long long>(wanted));
  return make_uint(t, *before);
}
Ref set_sentinel(Thread& t) {
  Ref lock = make_lock(t);
  if (!lock) return Ref();
  if (g_keeps_lock_ledger) note_sentinel(t, lock);
  Ref old = Ref::steal(std::exchange(end_sentinel(t), Ref::share(t, lock).release()));
  return lock;
}

Ref interrupt_main(Thread& t, Value signum) {
  i32 number;
  if (!to_i32_py(t, signum, &number)) return Ref();
  if (!is_valid_signal(number)) return raise_value_error(t, "signal number out of range");
  simulate_signal(number);
  return poll_py(t) ? none() : Ref();  // if this is the main thread, the signal has arrived by now
}

Ref set_name(Thread& t, Value name) {
  if (!is_str(name)) return raise_type_error(t, "set_name() argument 'name' must be str, not %A", name);
  Ref bytes = str_encode_py(t, name, nullptr, "replace");
  if (!bytes) return Ref();
  std::string_view text = bytes.as<Bytes>()->view();
  char clipped[16] = {};  // the kernel's limit
  size_t n = text.size() < 15 ? text.size() : 15;
  while (n > 0 && n < text.size() && (text[n] & 0xC0) == 0x80) --n;  // do not cut a UTF-8 character
  __builtin_memcpy(clipped, text.data(), n);
  name_os_thread(clipped);
  return none();
}

// sys.stderr, or else the stderr of the time when the thread was made. None: there is neither. Empty: an error is
// pending.
Ref report_file_py(Thread& t, Value thread) {
  Ref file = sys_get(t, "stderr");
  if (file && file.get() != kNone) return file;
  return thread == kNone ? none() : getattr_py(t, thread, name(N::_stderr));
}

// threading's default hook: "Exception in thread NAME:" and the traceback.
Ref except_hook_py(Thread& t, Value args) {
  if (type_of(args) != g_except_hook_args_type)
    return raise_type_error(t, "_thread.excepthook argument type must be ExceptHookArgs");
  Tuple* fields = as_tuple(args);
  Value type = (*fields)[0], exception = (*fields)[1], thread = (*fields)[3];
  if (type == Value(kSystemExitType) || !is_exception(exception)) return none();
  if (gc::ThreadWatcher* watcher = gc::thread_watcher()) watcher->thread_failed(t);
  Ref file = report_file_py(t, thread);
  if (!file || file.get() == kNone) return file;
  Ref shown = thread == kNone ? Ref() : getattr_optional_py(t, thread, name(N::name));
  if (error_pending(t)) clear_error(t);
  if (!shown || !is_str(shown)) shown = make_uint(t, t.ident);
  Ref head = shown ? format_message(t, "Exception in thread %S", shown.get()) : Ref();
  if (!head) return Ref();
  return write_unraisable_to_py(t, file, head, kNone, exception, (*fields)[2]) ? none() : Ref();
}

// ExceptHookArgs((type, value, traceback, thread))
constexpr StructSequenceField kExceptHookFields[] = {{"exc_type", "Exception type"},
                                                     {"exc_value", "Exception value"},
                                                     {"exc_traceback", "Exception traceback"},
                                                     {"thread", "Thread"},
                                                     {nullptr, nullptr}};

constexpr MethodDef kMethods[] = {
    {"start_new_thread", start_new_thread, "(function, args, kwargs={}, /)",
     "Start a thread that calls function(*args, **kwargs). The result is its number."},
    {"start_new", start_new_thread, "(function, args, kwargs={}, /)", "An obsolete synonym of start_new_thread()."},
    {"start_joinable_thread", start_joinable_thread, "(function, handle=None, daemon=True)",
     "Start a thread; for the module threading."},
    {"daemon_threads_allowed", daemon_threads_allowed, "()", "May daemon threads be started?"},
    {"allocate_lock", make_lock, "()", "Create a new lock object."},
    {"allocate", make_lock, "()", "An obsolete synonym of allocate_lock()."},
    {"exit_thread", exit_thread, "()", "An obsolete synonym of exit()."},
    {"exit", exit_thread, "()", "Raise SystemExit, which ends the thread silently unless it is caught."},
    {"interrupt_main", interrupt_main, "(signum=2, /)", "Act as if this signal had come."},
    {"get_ident", get_ident, "()", "Number of the running thread; no other thread that is alive has it."},
    {"get_native_id", get_native_id, "()", "Return the identifier that the operating system gave the current thread."},
    {"_get_main_thread_ident", get_main_thread_ident, "()", "Internal only. The identifier of the main thread."},
    {"_count", count_threads, "()", "Return the number of threads started by the program that have not ended."},
    {"stack_size", set_stack_size_py, "(size=0, /)",
     "Set the stack size of new threads in bytes (0: the default). Return what it was."},
    {"_set_sentinel", set_sentinel, "()", "Make a lock that will be released when the current thread ends."},
    {"_excepthook", except_hook_py, "(exc_info, /)", "Handle an uncaught exception of Thread.run()."},
    {"_is_main_interpreter", is_main_interpreter, "()", "Return True: there is one interpreter."},
    {"_shutdown", shutdown, "()", "Wait until all threads but the daemons have ended."},
    {"_make_thread_handle", make_handle_of_running, "(ident, /)",
     "Internal only. Make a handle for a thread that was not started by Python."},
    {"set_name", set_name, "(name)", "Set the name of the current thread as the operating system shows it."},
    {},
};

bool init(Thread& t, Value module) {
  if (!g_except_hook_args_type) {
    g_except_hook_args_type = make_struct_sequence(t, "_thread._ExceptHookArgs",
                                                   "What threading.excepthook is called with.", kExceptHookFields, 4);
    gc::make_immortal(g_except_hook_args_type);
  }
  return init_thread_locks(t, module) && init_thread_handles(t, module) && init_thread_locals(t, module) &&
         module_add(t, module, "_ExceptHookArgs", Ref::share(t, g_except_hook_args_type)) &&
         module_add(t, module, "ExceptHookArgs", Ref::share(t, g_except_hook_args_type)) &&
         module_add(t, module, "error", Ref::share(t, kRuntimeErrorType)) &&
         module_add(t, module, "TIMEOUT_MAX", make_float(t, 9223372036.0)) &&
         module_add(t, module, "_NAME_MAXLEN", make_int(t, 15));
}

}  // namespace

void init_main_thread(Thread& t) {
  t.ident = pthread_self();
  t.is_main = true;
  g_main_ident.store(t.ident, gc::relaxed);
  set_native_limit_of_main(t);
}

u64 main_thread_ident() { return g_main_ident.load(gc::relaxed); }

void threads_before_fork() {
  g_sentinel_mutex.lock();
  handles_before_fork();
  os_threads_before_fork();
  lock_ledger_before_fork();
  thread_names_before_fork();
}
void threads_after_fork_parent() {
  thread_names_after_fork_parent();
  lock_ledger_after_fork_parent();
  os_threads_after_fork_parent();
  handles_after_fork_parent();
  g_sentinel_mutex.unlock();
}

void threads_after_fork_child(Thread& t) {
  if (gc::ThreadWatcher* watcher = gc::thread_watcher()) watcher->forked(t);
  g_main_ident.store(t.ident, gc::relaxed);
  g_running.store(0, gc::relaxed);
  g_sentinel_mutex.reset_after_fork();
  handles_after_fork_child(t.ident);
  waits_after_fork_child();
  lock_ledger_after_fork_child();
  thread_names_after_fork_child();
  deadlocks_after_fork_child();
  os_threads_after_fork_child();
}

void wait_for_threads_py(Thread& t) {
  Ref threading = dict_get_cstr(t, sys_modules(), "threading");
  Ref result;
  if (threading && threading.get() != kNone) {
    result = call_method_py(t, threading, intern(t, std::string_view("_shutdown")));
  } else if (!error_pending(t)) {
    result = shutdown(t);
  }
  if (!result) {
    wait_for_no_thread();
    write_unraisable_py(t, "Exception ignored on threading shutdown", Value());
  }
  if (gc::ThreadWatcher* watcher = gc::thread_watcher()) watcher->receives(t, watcher);
}

void mark_finalizing(Thread& t) {
  if (g_finalizing.exchange(true, gc::acq_rel)) return;
  gc::begin_pause(t, "end of the program");  // never ends
}

bool is_finalizing() { return g_finalizing.load(gc::acquire); }
bool is_last(const Thread& t) { return is_finalizing() && gc::stopped_by(t); }

extern const ModuleDef kUnderThreadModule = {
    "_thread",
    "Threads as the operating system has them, and the locks they need. The module threading builds on it.",
    kMethods,
    init,
};

}  // namespace rt
