// _multiprocessing: semaphores that processes share, by name; and _posixshmem: shared memory by name.
#include <fcntl.h>
#include <semaphore.h>
#include <sys/mman.h>

#include <climits>

#include "gc/base/clock.h"
#include "runtime/library/os/posix.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/library/threads/signal.h"
#include "runtime/library/threads/waiting.h"
#include "runtime/types/numbers/float.h"

namespace rt::processes {

namespace {

enum Kind : int { kRecursiveMutex = 0, kSemaphore = 1 };

Type* g_type;

// This process's side of a semaphore: the count of acquisitions, and their thread. The semaphore itself orders the
// accesses of different threads.
struct SemLock : Object {
  sem_t* handle;           // null: not opened; never changes otherwise
  gc::Atomic<u64> holder;  // the thread that has acquired last
  gc::Atomic<int> count;
  int kind, most;
  Slot name;  // str or None; never changes
};
SemLock* as_lock(Value v) { return v.as<SemLock>(); }

bool is_mine(Thread& t, const SemLock* s) {
  return s->count.load(gc::relaxed) > 0 && s->holder.load(gc::relaxed) == t.ident;
}

Ref wrap(Thread& t, Type* type, sem_t* handle, int kind, int most, Value name) {
  Ref object = allocate_instance(t, type);
  if (!object) return Ref();
  SemLock* s = object.as<SemLock>();
  s->handle = handle;
  s->kind = kind;
  s->most = most;
  init_field(s->name, Ref::share(t, name));
  return object;
}

bool name_py(Thread& t, const char* function, int position, Value v) {
  return is_str(v) || raise_type_error(t, "%s() argument %d must be str, not %A", function, position, v);
}

Ref create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(kind, value, maxvalue, name, unlink)");
  Value a[5];
  int kind, value, most;
  if (!bind_arguments(t, "SemLock", kSignature, args, a) || !to_i32_py(t, a[0], &kind) || !to_i32_py(t, a[1], &value) ||
      !to_i32_py(t, a[2], &most) || !name_py(t, "SemLock", 4, a[3])) {
    return Ref();
  }
  int unlink = truth_py(t, a[4]);
  if (unlink < 0) return Ref();
  if (kind != kRecursiveMutex && kind != kSemaphore) return raise_value_error(t, "unrecognized kind");
  Ref name = fs_encode_py(t, a[3]);
  if (!name) return Ref();
  const char* text = name.as<Bytes>()->view().data();
  sem_t* handle = sem_open(text, O_CREAT | O_EXCL, 0600, static_cast<unsigned>(value));
  if (handle == SEM_FAILED) return raise_os_error(t, errno);
  if (unlink && sem_unlink(text) < 0) {
    int error = errno;
    sem_close(handle);
    return raise_os_error(t, error);
  }
  Ref object = wrap(t, type, handle, kind, most, unlink ? kNone : a[3]);
  if (!object) sem_close(handle);
  return object;
}

// Opens the semaphore of another process by its name, or takes over the parent's by its address.
Ref rebuild(Thread& t, Value type, Value handle_value, Value kind_value, Value most_value, Value name_value) {
  i64 address;
  int kind, most;
  if (!to_i64_py(t, handle_value, &address) || !to_i32_py(t, kind_value, &kind) || !to_i32_py(t, most_value, &most))
    return Ref();
  auto* handle = reinterpret_cast<sem_t*>(address);
  if (name_value != kNone) {
    Ref name = fs_encode_py(t, name_value);
    if (!name) return Ref();
    handle = sem_open(name.as<Bytes>()->view().data(), 0);
    if (handle == SEM_FAILED) return raise_os_error(t, errno);
  }
  return wrap(t, type.as<Type>(), handle, kind, most, name_value);
}

// ---- acquiring and releasing

// Acquires the semaphore. 1: acquired; 0: not; -1: an error is pending. `deadline` is monotonic; negative: for ever.
int acquire_py(Thread& t, SemLock* s, bool block, i64 deadline) {
  sem_t* handle = s->handle;
  if (sem_trywait(handle) == 0) return 1;
  if (errno != EAGAIN) return raise_os_error(t, errno);
  if (!block) return 0;
  timespec end = gc::to_timespec(deadline);
  os::Result r =
      os::call_py(t, [&] { return deadline < 0 ? sem_wait(handle) : sem_clockwait(handle, CLOCK_MONOTONIC, &end); });
  if (r.ok()) return 1;
  return r.error == ETIMEDOUT ? 0 : static_cast<int>(raise_result(t, r));
}

Ref acquire(Thread& t, Value self, Value block_value, Value timeout) {
  SemLock* s = as_lock(self);
  int block = truth_py(t, block_value);
  i64 ns = -1;
  if (block < 0 || (timeout != kNone && !seconds_to_ns_py(t, timeout, Rounding::kCeiling, &ns))) return Ref();
  if (timeout != kNone && ns < 0) ns = 0;
  if (s->kind == kRecursiveMutex && is_mine(t, s)) {
    s->count.fetch_add(1, gc::relaxed);
    return Ref::immediate(kTrue);
  }
  int got = acquire_py(t, s, block, deadline_after(ns));
  if (got < 0) return Ref();
  if (got) {
    s->count.fetch_add(1, gc::relaxed);
    s->holder.store(t.ident, gc::relaxed);
  }
  return bool_ref(got);
}

Ref release(Thread& t, Value self) {
  SemLock* s = as_lock(self);
  if (s->kind == kRecursiveMutex) {
    if (!is_mine(t, s)) return raise(t, kAssertionErrorType, "attempt to release recursive lock not owned by thread");
    if (s->count.load(gc::relaxed) > 1) {
      s->count.fetch_sub(1, gc::relaxed);
      return none();
    }
  } else {
    int value;
    if (sem_getvalue(s->handle, &value) < 0) return raise_os_error(t, errno);
    if (value >= s->most) return raise_value_error(t, "semaphore or lock released too many times");
  }
  // The count goes down before the post: after the post the semaphore may be another thread's.
  s->count.fetch_sub(1, gc::relaxed);
  return sem_post(s->handle) == 0 ? none() : Ref(raise_os_error(t, errno));
}

Ref enter(Thread& t, Value self) { return keep_result(t, acquire(t, self, kTrue, kNone)); }
Ref exit(Thread& t, Value self, Value, Value, Value) { return release(t, self); }

// ---- questions

Ref count(Thread& t, Value self) { return make_int(t, as_lock(self)->count.load(gc::relaxed)); }
Ref is_mine_method(Thread& t, Value self) { return bool_ref(is_mine(t, as_lock(self))); }
Ref get_value(Thread& t, Value self) {
  int value;
  if (sem_getvalue(as_lock(self)->handle, &value) < 0) return raise_os_error(t, errno);
  return make_int(t, value < 0 ? 0 : value);
}
Ref is_zero(Thread& t, Value self) {
  int value;
  return sem_getvalue(as_lock(self)->handle, &value) < 0 ? Ref(raise_os_error(t, errno)) : bool_ref(value <= 0);
}
Ref after_fork(Thread&, Value self) {
  as_lock(self)->count.store(0, gc::relaxed);
  return none();
}

Ref get_handle(Thread& t, Value self) { return make_int(t, reinterpret_cast<i64>(as_lock(self)->handle)); }

void dispose(gc::Thread& thread, Object* object) {
  auto* s = static_cast<SemLock*>(object);
  if (s->handle) sem_close(s->handle);
  SlotsOf<SemLock, &SemLock::name>::dispose(thread, object);
}

constexpr MethodDef kMethods[] = {
    {"acquire", acquire, "(self, /, block=True, timeout=None)", "Acquire the semaphore/lock."},
    {"release", release, "(self, /)", "Release the semaphore/lock."},
    {"__enter__", enter, "(self, /)", "Enter the semaphore/lock."},
    {"__exit__", exit, "(self, exc_type=None, exc_value=None, exc_tb=None, /)", "Exit the semaphore/lock."},
    {"_count", count, "(self, /)", "Num of `acquire()`s minus num of `release()`s for this process."},
    {"_is_mine", is_mine_method, "(self, /)", "Whether the lock is owned by this thread."},
    {"_get_value", get_value, "(self, /)", "Get the value of the semaphore."},
    {"_is_zero", is_zero, "(self, /)", "Return whether semaphore has value zero."},
    {"_after_fork", after_fork, "(self, /)", "Rezero the net acquisition count after fork()."},
    {"_rebuild", rebuild, "@classmethod (type, handle, kind, maxvalue, name, /)"},
    {},
};
constexpr GetSetDef kGetSet[] = {{"handle", get_handle}, {}};
constexpr MemberDef kMembers[] = {{"kind", MemberKind::kI32, offsetof(SemLock, kind)},
                                  {"maxvalue", MemberKind::kI32, offsetof(SemLock, most)},
                                  {"name", MemberKind::kSlotOrNone, offsetof(SemLock, name)},
                                  {}};
constexpr Slots kSlots = [] {
  Slots s{};
  s.create = create;
  return s;
}();
constexpr TypeSpec kSpec = {.name = "_multiprocessing.SemLock",
                            .size = sizeof(SemLock),
                            .flags = kTypeSubclassable | kTypeTraced,
                            .doc = "Semaphore/Mutex type",
                            .lifetime = {SlotsOf<SemLock, &SemLock::name>::trace, nullptr, nullptr, dispose},
                            .slots = kSlots,
                            .methods = kMethods,
                            .getset = kGetSet,
                            .members = kMembers};

Ref sem_unlink_py(Thread& t, Value name) {
  if (!name_py(t, "sem_unlink", 1, name)) return Ref();
  Ref bytes = fs_encode_py(t, name);
  if (!bytes) return Ref();
  return posix::done(t, os::call_fast([&] { return sem_unlink(bytes.as<Bytes>()->view().data()); }));
}

constexpr MethodDef kFunctions[] = {{"sem_unlink", sem_unlink_py, "(name, /)"}, {}};

bool init(Thread& t, Value module) {
  Ref flags = make_dict(t);
  if (!flags || !add_native_type(t, module, g_type, kSpec)) return false;
  for (const char* name : {"HAVE_SEM_OPEN", "HAVE_SEM_TIMEDWAIT", "HAVE_SEM_UNLINK"}) {
    if (!dict_set_cstr(t, as_dict(flags), name, Ref::immediate(Value::small_int(1)))) return false;
  }
  return dict_set_cstr(t, g_type->dict, "SEM_VALUE_MAX", make_int(t, SEM_VALUE_MAX)) &&
         module_add(t, module, "flags", std::move(flags));
}

// ---- _posixshmem

Ref shm_open_py(Thread& t, Value path, Value flags_value, Value mode_value) {
  int flags, mode;
  if (!is_str(path)) return raise_type_error(t, "shm_open() argument 'path' must be str, not %A", path);
  if (!to_i32_py(t, flags_value, &flags) || !to_i32_py(t, mode_value, &mode)) return Ref();
  Ref name = fs_encode_py(t, path);
  if (!name) return Ref();
  const char* text = name.as<Bytes>()->view().data();
  os::Result r = os::call_py(t, [=] { return shm_open(text, flags, static_cast<mode_t>(mode)); });
  return posix::number(t, r, path);
}

Ref shm_unlink_py(Thread& t, Value path) {
  if (!is_str(path)) return raise_type_error(t, "shm_unlink() argument 'path' must be str, not %A", path);
  Ref name = fs_encode_py(t, path);
  if (!name) return Ref();
  const char* text = name.as<Bytes>()->view().data();
  return posix::done(t, os::call_py(t, [=] { return shm_unlink(text); }), path);
}

constexpr MethodDef kShmFunctions[] = {
    {"shm_open", shm_open_py, "(path, flags, mode=511)",
     "Open a shared memory object.  Returns a file descriptor (integer)."},
    {"shm_unlink", shm_unlink_py, "(path)", "Remove a shared memory object (similar to unlink())."},
    {},
};

}  // namespace
}  // namespace rt::processes

namespace rt {

extern const ModuleDef kUnderMultiprocessingModule, kUnderPosixshmemModule;
const ModuleDef kUnderMultiprocessingModule = {"_multiprocessing", "Semaphores that processes share.",
                                               processes::kFunctions, processes::init};
const ModuleDef kUnderPosixshmemModule = {"_posixshmem", "POSIX shared memory module", processes::kShmFunctions,
                                          nullptr};

}  // namespace rt
