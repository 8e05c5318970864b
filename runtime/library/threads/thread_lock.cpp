// _thread.lock and _thread.RLock. The quick paths are inlined from thread_lock.h; here are the slow path, which all
// blocking acquires share, and the two types. gc/sync/parking_lock.h describes the protocol of the lock itself.
#include "runtime/library/threads/thread_lock.h"

#include "gc/base/clock.h"
#include "gc/sync/spin.h"
#include "runtime/library/threads/lock_ledger.h"
#include "runtime/library/threads/makers.h"
#include "runtime/library/threads/signal.h"
#include "runtime/library/threads/waits.h"
#include "runtime/object/address.h"
#include "runtime/object/native.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"

namespace rt {

using gc::ParkingLock;

// ---- waiting

namespace {

// Spins until `take` succeeds. Ends early if this thread is polled, except for requests to settle counts and to free
// memory (kCanWait): they come all the time where threads share much, and lose nothing by such a short delay. With a
// GIL the holder does not run meanwhile. Not inlined: a thread that sleeps on a lock touches little of its stack.
template <class Take>
[[gnu::noinline]] bool spin(const Thread& t, Take take) {
  constexpr u32 kCanWait = gc::kPollMerge | gc::kPollQuiesce;
  if (!gc::kFreeThreaded) return false;
  bool taken = false;
  gc::t_spin.for_lock([&] { return (taken = take()) || (t.poll.load(gc::relaxed) & ~kCanWait) != 0; });
  return taken;
}

// Before the first sleep: takes the lock if that becomes free soon.
[[gnu::noinline]] bool take_soon(Thread& t, ParkingLock& lock) {
  auto take = [&] { return lock.try_acquire(false); };
  if (!lock.is_signal()) return spin(t, take);
  gc::t_spin.for_answer<gc::Detached>(t, [&] { return !lock.held(); });
  return take();
}

// The waiter's turn after a long wait. Running threads that pass the lock among themselves have had it for a while. The
// waiter asks for the lock: the running thread that comes by next gives it up. If no thread comes by, none needs the
// lock: if it is free, the waiter ends the reservation and takes it.
bool take_turn(gc::LockWaiter& waiter) {
  waiter.ask();
  return gc::Spin::look_closely([&] { return waiter.take(); }) || waiter.take_reserved();
}

// Yields the processor once after a long sleep. The system often runs the woken thread in place of its waker, although
// another processor is idle. The waker would then stand still for a time slice, attached and with all locks that it
// holds, so that the world could not stop either. After a long wait the yield costs the waiter little.
void let_waker_go_on(Thread& t, const gc::LockWaiter& waiter, i64 slept_ns) {
  constexpr i64 kLongNs = 5'000'000;
  if (!gc::kFreeThreaded || slept_ns < kLongNs || !waiter.is_beside_waker()) return;
  gc::Detached detached(t);
  gc::yield_cpu();
}

i64 earlier(i64 deadline, i64 time) { return deadline >= 0 && deadline < time ? deadline : time; }

}  // namespace

Acquired acquire_slow_py(Thread& t, ParkingLock& lock, i64 deadline, Wait::For what) {
  constexpr i64 kPatienceNs = 1'000'000, kWhileNs = 500'000;
  using Sleep = gc::LockWaiter::Sleep;
  // Reservations end before a wait: while this thread sleeps, other threads would have to revoke them.
  gc::give_up_reservations();
  if (take_soon(t, lock)) return Acquired::kYes;
  gc::LockWaiter waiter(lock);
  if (waiter.is_first() && waiter.take_reserved()) return Acquired::kYes;
  Waiting waiting(t, what, &lock, 0, deadline < 0);
  i64 began = gc::now_ns(), turn = 0;
  for (;;) {
    if (waiter.take()) return Acquired::kYes;
    i64 now = gc::now_ns();
    if (deadline >= 0 && now >= deadline) return waiter.leave(true) ? Acquired::kYes : Acquired::kTimedOut;
    // The waiter sleeps until it is woken or, as watcher, in slices of kWhileNs (`turn` is the end of the slice): at
    // the end of a slice it asks for the lock on behalf of the sleepers, too; before that it only spins.
    Sleep sleep = waiter.prepare_sleep(now - began > kPatienceNs);
    if (sleep == Sleep::kNot) continue;
    if (sleep == Sleep::kUntilWoken) turn = 0;
    else if (turn <= now) turn = now + kWhileNs;
    waiting.sleeps_py(t, lock.word(), waiter.expected());
    // If the lock was released before a signal was sent, it is taken. The signal is then handled at the end of the
    // call: a lock that is acquired again for cleaning up is held.
    if (t.poll.load(gc::relaxed) != 0 && waiter.take()) return Acquired::kYes;
    if (!poll_between_sleeps_py(t) ||
        !sleep_on(t, lock.word(), waiter.expected(), turn ? earlier(deadline, turn) : deadline)) {
      waiter.leave(false);
      return Acquired::kError;
    }
    let_waker_go_on(t, waiter, gc::now_ns() - now);
    if (turn && gc::now_ns() >= turn ? take_turn(waiter) : spin(t, [&] { return waiter.take(); }))
      return Acquired::kYes;
  }
}

// ---- _thread.lock

namespace {

// The types are made with the module and are immortal.
Type* g_lock_type = nullptr;
Type* g_rlock_type = nullptr;

Lock* as_lock(Value v) { return v.as<Lock>(); }
RLock* as_rlock(Value v) { return v.as<RLock>(); }

// How a thread that waits for an L is listed (waits.h).
template <class L>
constexpr auto kWaitFor = std::is_same_v<L, RLock> ? Wait::For::kRLock : Wait::For::kLock;

// Nobody knows the lock any more.
void lock_is_gone(const ParkingLock* lock) {
  if (g_keeps_lock_ledger) note_gone(lock);
  forget_made(lock);
}

template <class L>
void dispose_lock(gc::Thread& thread, Object* object) {
  ASSERT_SLOW(static_cast<L*>(object)->lock.is_reserved() || static_cast<L*>(object)->lock.is_valid(0));
  static_cast<L*>(object)->lock.forget();
  if (gc::ThreadWatcher* watcher = gc::thread_watcher()) watcher->forgets(object);
  if (g_notes_makers) lock_is_gone(&static_cast<L*>(object)->lock);
  dispose_attributes(static_cast<Thread&>(thread), object);
}

bool waits_for_ever(Value blocking, Value timeout) { return blocking == kTrue && timeout == Value::small_int(-1); }

// The arguments of acquire(blocking=True, timeout=-1) as nanoseconds: 0 does not block, negative waits for ever.
bool acquire_timeout_py(Thread& t, Value blocking, Value timeout, i64* ns) {
  *ns = -1;
  if (waits_for_ever(blocking, timeout)) return true;
  int wait = truth_py(t, blocking);
  if (wait < 0 || !seconds_to_ns_py(t, timeout, Rounding::kCeiling, ns)) return false;
  bool given = *ns != -gc::kNsPerSecond;
  if (!wait && given) return raise_value_error(t, "can't specify a timeout for a non-blocking call");
  if (given && *ns < 0) return raise_value_error(t, "timeout value must be a non-negative number");
  if (!given) *ns = wait ? -1 : 0;
  return true;
}

template <class L>
Acquired acquire_unwatched_py(Thread& t, L* lock, i64 ns) {
  if (lock->lock.try_acquire(is_alone(lock))) return Acquired::kYes;
  if (ns == 0) return lock->lock.acquire_free() ? Acquired::kYes : Acquired::kTimedOut;
  return acquire_slow_py(t, lock->lock, deadline_after(ns), kWaitFor<L>);
}

// ---- locks that a watcher is told of

bool is_free(const void* lock) { return !static_cast<const ParkingLock*>(lock)->held(); }

// Takes the lock without its quick paths and reservations, when the watcher says so.
template <class L>
Acquired acquire_as_decided_py(Thread& t, gc::ThreadWatcher& watcher, L* lock, i64 ns) {
  gc::WatchedWait wait{gc::WatchedWait::For::kLock, lock, &lock->lock, is_free, ns};
  while (!lock->lock.acquire_free()) {
    if (ns == 0) return Acquired::kTimedOut;
    switch (watcher.wait(t, wait)) {
      case gc::Waited::kReady: continue;
      case gc::Waited::kTimedOut: return Acquired::kTimedOut;
      case gc::Waited::kInterrupted:
        if (!poll_py(t)) return Acquired::kError;
        continue;
      case gc::Waited::kDeclined: break;
    }
    return acquire_slow_py(t, lock->lock, deadline_after(ns), kWaitFor<L>);
  }
  return Acquired::kYes;
}

template <class L>
Acquired acquire_watched_py(Thread& t, gc::ThreadWatcher& watcher, L* lock, i64 ns) {
  watcher.before_lock(t, lock);
  Acquired got = watcher.decides ? acquire_as_decided_py(t, watcher, lock, ns) : acquire_unwatched_py(t, lock, ns);
  if (got == Acquired::kYes) watcher.acquired(t, lock);
  return got;
}

template <class L>
bool release_watched(Thread& t, gc::ThreadWatcher& watcher, L* lock) {
  watcher.releases(t, lock);
  bool was_held = watcher.decides ? lock->lock.release_fenced() : lock->lock.release(is_alone(lock));
  watcher.released(t);
  return was_held;
}

Ref bool_or_error(Acquired got) { return got == Acquired::kError ? Ref() : bool_ref(got == Acquired::kYes); }

// The methods that keep their results may be called by methods in Python. If the end of __enter__() raised, nobody
// would call __exit__(). If the end of release() raised in Condition.wait(), which has not come to its `try` yet,
// nobody would acquire the lock again, and the `with` around it would release it once more.

Ref lock_acquire_ns_py(Thread& t, Value self, i64 ns) {
  if (gc::ThreadWatcher* watcher = gc::thread_watcher())
    return bool_or_error(acquire_watched_py(t, *watcher, as_lock(self), ns));
  return bool_or_error(acquire_unwatched_py(t, as_lock(self), ns));
}

Ref lock_acquire(Thread& t, Value self, Value blocking, Value timeout) {
  if (waits_for_ever(blocking, timeout) && quick_acquire(t, as_lock(self))) return bool_ref(true);
  i64 ns;
  return acquire_timeout_py(t, blocking, timeout, &ns) ? lock_acquire_ns_py(t, self, ns) : Ref();
}

Ref lock_enter(Thread& t, Value self) { return keep_result(t, lock_acquire_ns_py(t, self, -1)); }

Ref release_method(Thread& t, Value self) {
  if (gc::ThreadWatcher* watcher = gc::thread_watcher()) {
    if (release_watched(t, *watcher, as_lock(self))) return keep_result(t, none());
  } else if (as_lock(self)->lock.release(is_alone(self.object()))) [[likely]] {
    return keep_result(t, none());
  }
  return raise(t, kRuntimeErrorType, "release unlocked lock");
}

Ref lock_exit(Thread& t, Value self, Value, Value, Value) { return release_method(t, self); }
Ref lock_locked(Thread&, Value self) { return bool_ref(as_lock(self)->lock.held()); }

Ref lock_at_fork_reinit(Thread&, Value self) {
  if (g_keeps_lock_ledger) note_gone(&as_lock(self)->lock);
  as_lock(self)->lock.reset();
  return none();
}

Ref lock_repr(Thread& t, Value self) {
  const char* state = as_lock(self)->lock.held() ? "locked" : "unlocked";
  return format_message(t, "<%s _thread.lock object at %s>", state, Address(self).text);
}

// A lock is made in order to be shared. If the program has started threads, a new lock is published at once, so that
// its first uses already take the path for shared locks.
template <class L>
Ref make_shared(Thread& t, Type* type) {
  Ref lock = allocate_instance(t, type);
  if (lock && gc::kFreeThreaded && gc::g_threads_started.load(gc::relaxed)) gc::publish(t, lock.object());
  if (lock && g_notes_makers) note_made(t, &lock.as<L>()->lock, std::is_same_v<L, RLock> ? "RLock" : "Lock");
  return lock;
}

Ref lock_create(Thread& t, Type* type, const CallArgs& args) {
  if (args.positional || args.keywords()) return raise_type_error(t, "lock() takes no arguments");
  return make_shared<Lock>(t, type);
}

constexpr MethodDef kLockMethods[] = {
    {"acquire", lock_acquire, "(self, blocking=True, timeout=-1)",
     "Lock the lock.  By default waits until it is free, however long that takes, and returns True.\n\n"
     "With blocking=False it never waits, with a timeout at most so many seconds; the result tells whether the lock "
     "was acquired.\n"
     "A signal handler that raises ends the wait."},
    {"acquire_lock", lock_acquire, "(self, blocking=True, timeout=-1)", "An obsolete synonym of acquire()."},
    {"release", release_method, "(self, /)",
     "Release the lock, which any thread may have acquired, for the next one that waits for it."},
    {"release_lock", release_method, "(self, /)", "An obsolete synonym of release()."},
    {"locked", lock_locked, "(self, /)", "Return whether the lock is held."},
    {"locked_lock", lock_locked, "(self, /)", "An obsolete synonym of locked()."},
    {"__enter__", lock_enter, "(self, /)", "Lock the lock."},
    {"__exit__", lock_exit, "(self, exc_type=None, exc_value=None, traceback=None, /)", "Release the lock."},
    {"_at_fork_reinit", lock_at_fork_reinit, "(self, /)"},
    {},
};

constexpr Slots kLockSlots = [] {
  Slots s{};
  s.repr = lock_repr;
  s.create = lock_create;
  return s;
}();

constexpr TypeSpec kLockSpec = {
    .name = "_thread.lock",
    .size = sizeof(Lock),
    .flags = kTypeHasWeakrefs | kTypeImmutableFlag,
    .doc = "lock()\n--\n\nA lock; threading.Lock() makes one.",
    .lifetime = {.dispose = dispose_lock<Lock>},
    .slots = kLockSlots,
    .methods = kLockMethods,
};

// ---- _thread.RLock

bool mine(const Thread& t, Value self) { return is_mine(t, as_rlock(self)); }

// Takes the lock itself, which the calling thread does not hold.
Ref rlock_acquire_first_py(Thread& t, RLock* lock, i64 ns) {
  if (gc::ThreadWatcher* watcher = gc::thread_watcher())
    return bool_or_error(acquire_watched_py(t, *watcher, lock, ns));
  return bool_or_error(acquire_unwatched_py(t, lock, ns));
}

// Releases the lock itself, whose owner has been taken back.
void rlock_release_last(Thread& t, RLock* lock) {
  if (gc::ThreadWatcher* watcher = gc::thread_watcher()) release_watched(t, *watcher, lock);
  else lock->lock.release(is_alone(lock));
}

// The same count as in the quick paths, for a lock that a watcher is told of. False: not the calling thread's lock, or
// its first or last turn.
bool count_again(const Thread& t, RLock* lock) {
  u32 depth = lock->depth.load(gc::relaxed);
  if (!locks_are_watched() || !is_mine(t, lock) || depth == ~u32{0}) return false;
  lock->depth.store(depth + 1, gc::relaxed);
  return true;
}
bool count_back(const Thread& t, RLock* lock) {
  u32 depth = lock->depth.load(gc::relaxed);
  if (!locks_are_watched() || !is_mine(t, lock) || depth <= 1) return false;
  lock->depth.store(depth - 1, gc::relaxed);
  return true;
}

Ref rlock_acquire_ns_py(Thread& t, Value self, i64 ns) {
  RLock* lock = as_rlock(self);
  if (quick_acquire(t, lock) || count_again(t, lock)) return bool_ref(true);
  if (mine(t, self)) return raise_overflow_error(t, "Internal lock count overflowed");
  Ref result = rlock_acquire_first_py(t, lock, ns);
  if (result.get() != kTrue) return result;
  set_owner(lock, t.ident, 1);
  return bool_ref(true);
}

Ref rlock_acquire(Thread& t, Value self, Value blocking, Value timeout) {
  if (waits_for_ever(blocking, timeout) && quick_acquire(t, as_rlock(self))) return bool_ref(true);
  i64 ns;
  return acquire_timeout_py(t, blocking, timeout, &ns) ? rlock_acquire_ns_py(t, self, ns) : Ref();
}
Ref rlock_enter(Thread& t, Value self) { return keep_result(t, rlock_acquire_ns_py(t, self, -1)); }

Ref rlock_release(Thread& t, Value self) {
  RLock* lock = as_rlock(self);
  if (quick_release(t, lock) || count_back(t, lock)) [[likely]]
    return none();
  if (!mine(t, self)) return raise(t, kRuntimeErrorType, "cannot release un-acquired lock");
  set_owner(lock, 0, 0);
  rlock_release_last(t, lock);
  return none();
}
Ref rlock_exit(Thread& t, Value self, Value, Value, Value) { return rlock_release(t, self); }
Ref rlock_locked(Thread&, Value self) { return bool_ref(as_rlock(self)->lock.held()); }
Ref rlock_is_owned(Thread& t, Value self) { return bool_ref(mine(t, self)); }
Ref rlock_recursion_count(Thread& t, Value self) {
  return make_int(t, mine(t, self) ? as_rlock(self)->depth.load(gc::relaxed) : 0);
}

Ref rlock_at_fork_reinit(Thread&, Value self) {
  if (g_keeps_lock_ledger) note_gone(&as_rlock(self)->lock);
  as_rlock(self)->lock.reset();
  set_owner(as_rlock(self), 0, 0);
  return none();
}

// For Condition: releases the lock whatever its depth. The result is the state that _acquire_restore() restores.
Ref rlock_release_save(Thread& t, Value self) {
  if (!mine(t, self)) return raise(t, kRuntimeErrorType, "cannot release un-acquired lock");
  RLock* lock = as_rlock(self);
  Ref count = make_int(t, lock->depth.load(gc::relaxed)), owner = make_uint(t, t.ident);
  Ref state = owner ? make_tuple(t, count, owner) : Ref();
  if (!state) return Ref();
  set_owner(lock, 0, 0);
  rlock_release_last(t, lock);
  return keep_result(t, std::move(state));
}

Ref rlock_acquire_restore(Thread& t, Value self, Value state) {
  if (!is_tuple(state) || as_tuple(state)->length != 2)
    return raise_type_error(t, "_acquire_restore() argument 1 must be a tuple of two ints");
  i64 depth;
  u64 owner;
  if (!to_i64_py(t, (*as_tuple(state))[0], &depth) || !to_u64_py(t, (*as_tuple(state))[1], &owner)) return Ref();
  if (depth < 0 || depth > UINT32_MAX) return raise_overflow_error(t, "the depth of a lock is out of range");
  RLock* lock = as_rlock(self);
  if (!rlock_acquire_first_py(t, lock, -1)) return Ref();
  // The state may be another thread's, which owns the lock from here on. The owner of a reserved lock is the thread
  // that has reserved it, so this thread ends its reservations first.
  if (owner != t.ident) gc::give_up_reservations();
  set_owner(lock, owner, static_cast<u32>(depth));
  return none();
}

Ref rlock_repr(Thread& t, Value self) {
  RLock* lock = as_rlock(self);
  u64 owner = lock->owner.load(gc::relaxed);
  return format_message(t, "<%s %T object owner=%lld count=%d at %s>", owner ? "locked" : "unlocked", self,
                        static_cast<long long>(owner), static_cast<int>(owner ? lock->depth.load(gc::relaxed) : 0),
                        Address(self).text);
}

// A subclass may have an __init__() that takes arguments.
Ref rlock_create(Thread& t, Type* type, const CallArgs& args) {
  bool has_own_init = type->slots.init != g_rlock_type->slots.init;
  if (library_minor() >= 15 && !has_own_init && (args.positional || args.keywords()))
    return raise_type_error(t, "RLock() takes no %s arguments", args.positional ? "positional" : "keyword");
  return make_shared<RLock>(t, type);
}

constexpr MethodDef kRLockMethods[] = {
    {"acquire", rlock_acquire, "(self, blocking=True, timeout=-1)",
     "Lock the lock.  The thread that holds it already only counts up; each acquire() needs a release() of its own.\n\n"
     "Other threads wait until it is free, as for Lock.acquire()."},
    {"release", rlock_release, "(self, /)", "Undo one acquire(); the last one frees the lock."},
    {"locked", rlock_locked, "(self, /)", "Return whether any thread holds the lock."},
    {"_is_owned", rlock_is_owned, "(self, /)", "Does this thread hold it? For Condition."},
    {"_recursion_count", rlock_recursion_count, "(self, /)",
     "How many times this thread holds it. For internal checks."},
    {"_release_save", rlock_release_save, "(self, /)",
     "Release the lock however often this thread has acquired it. For Condition."},
    {"_acquire_restore", rlock_acquire_restore, "(self, state, /)",
     "Acquire the lock as often as _release_save() found it acquired. For Condition."},
    {"_at_fork_reinit", rlock_at_fork_reinit, "(self, /)"},
    {"__enter__", rlock_enter, "(self, /)", "Lock the lock."},
    {"__exit__", rlock_exit, "(self, exc_type=None, exc_value=None, traceback=None, /)", "Release the lock."},
    {},
};

constexpr Slots kRLockSlots = [] {
  Slots s{};
  s.repr = rlock_repr;
  s.create = rlock_create;
  return s;
}();

constexpr TypeSpec kRLockSpec = {
    .name = "_thread.RLock",
    .size = sizeof(RLock),
    .flags = kTypeHasWeakrefs | kTypeSubclassable,
    .lifetime = {.dispose = dispose_lock<RLock>},
    .slots = kRLockSlots,
    .methods = kRLockMethods,
};

// ---- the methods while a ledger is kept (lock_ledger.h)

// `self` is a lock that the calling thread has just taken if `result` says so.
template <class L>
Ref taken(Thread& t, Value self, Ref result, Taking how) {
  auto* lock = static_cast<L*>(self.object());
  bool first = true;
  if constexpr (std::is_same_v<L, RLock>) first = lock->depth.load(gc::relaxed) == 1;
  if (result && result.get() == kTrue && first) note_taken(t, &lock->lock, how);
  return result;
}
Taking taking(Value blocking, Value timeout) {
  return waits_for_ever(blocking, timeout) ? Taking::kWaits : Taking::kTries;
}
template <class L>
void releases(Thread& t, Value self) {
  auto* lock = static_cast<L*>(self.object());
  bool last = lock->lock.held();
  if constexpr (std::is_same_v<L, RLock>) last = is_mine(t, lock) && lock->depth.load(gc::relaxed) == 1;
  if (last) note_release(t.id, &lock->lock);
}

struct NotedLock {
  static Ref acquire(Thread& t, Value self, Value blocking, Value timeout) {
    return taken<Lock>(t, self, lock_acquire(t, self, blocking, timeout), taking(blocking, timeout));
  }
  static Ref enter(Thread& t, Value self) { return taken<Lock>(t, self, lock_enter(t, self), Taking::kWith); }
  static Ref release(Thread& t, Value self) {
    releases<Lock>(t, self);
    return release_method(t, self);
  }
  static Ref exit(Thread& t, Value self, Value, Value, Value) { return release(t, self); }
};

struct NotedRLock {
  static Ref acquire(Thread& t, Value self, Value blocking, Value timeout) {
    return taken<RLock>(t, self, rlock_acquire(t, self, blocking, timeout), taking(blocking, timeout));
  }
  static Ref enter(Thread& t, Value self) { return taken<RLock>(t, self, rlock_enter(t, self), Taking::kWith); }
  static Ref release(Thread& t, Value self) {
    releases<RLock>(t, self);
    return rlock_release(t, self);
  }
  static Ref exit(Thread& t, Value self, Value, Value, Value) { return release(t, self); }
  static Ref release_save(Thread& t, Value self) {
    if (mine(t, self)) note_release(t.id, &as_rlock(self)->lock);
    return rlock_release_save(t, self);
  }
  static Ref acquire_restore(Thread& t, Value self, Value state) {
    Ref done = rlock_acquire_restore(t, self, state);
    if (done && mine(t, self)) note_taken(t, &as_rlock(self)->lock, Taking::kWaits);
    return done;
  }
};

// Copies the table of L's methods, with those that enter what they do in the place of the others.
template <class L, size_t kCount>
const MethodDef* noted_methods(const MethodDef (&methods)[kCount]) {
  static MethodDef noted[kCount];
  for (size_t i = 0; i < kCount; ++i) {
    MethodDef& m = noted[i] = methods[i];
    if (m.form == MethodDef::kF1) {
      if (m.f1 == lock_enter) m.f1 = NotedLock::enter;
      else if (m.f1 == release_method) m.f1 = NotedLock::release;
      else if (m.f1 == rlock_enter) m.f1 = NotedRLock::enter;
      else if (m.f1 == rlock_release) m.f1 = NotedRLock::release;
      else if (m.f1 == rlock_release_save) m.f1 = NotedRLock::release_save;
    } else if (m.form == MethodDef::kF2) {
      if (m.f2 == rlock_acquire_restore) m.f2 = NotedRLock::acquire_restore;
    } else if (m.form == MethodDef::kF3) {
      if (m.f3 == lock_acquire) m.f3 = NotedLock::acquire;
      else if (m.f3 == rlock_acquire) m.f3 = NotedRLock::acquire;
    } else if (m.form == MethodDef::kF4) {
      if (m.f4 == lock_exit) m.f4 = NotedLock::exit;
      else if (m.f4 == rlock_exit) m.f4 = NotedRLock::exit;
    }
  }
  return noted;
}

// The shape that the virtual machine compares with: none, while a ledger is kept.
u32 quick_shape(const Type* type) { return g_keeps_lock_ledger ? 0 : type->root_shape->id; }

template <class L, size_t kCount>
Type* make_lock_type(Thread& t, const TypeSpec& spec, const MethodDef (&methods)[kCount]) {
  static TypeSpec noted = spec;
  if (g_keeps_lock_ledger) noted.methods = noted_methods<L>(methods);
  return make_native_type(t, noted);
}

}  // namespace

u32 g_lock_shape, g_rlock_shape;

Ref lock_enter_py(Thread& t, Value v) {
  return is_lock(v) ? lock_acquire_ns_py(t, v, -1) : rlock_acquire_ns_py(t, v, -1);
}

bool lock_exit(Thread& t, Value v) { return bool(is_lock(v) ? release_method(t, v) : rlock_release(t, v)); }

const ParkingLock* parking_lock_of(Value v) {
  if (is_instance(v, g_lock_type)) return &as_lock(v)->lock;
  return is_instance(v, g_rlock_type) ? &as_rlock(v)->lock : nullptr;
}
Ref make_lock(Thread& t) { return make_shared<Lock>(t, g_lock_type); }
void note_sentinel(Thread& t, Value lock) { note_ends_with(t, &as_lock(lock)->lock); }
bool lock_release(Value lock) {
  if (g_keeps_lock_ledger) note_release(0, &as_lock(lock)->lock);
  return as_lock(lock)->lock.release_fenced();
}
bool lock_try_acquire(Value lock) { return as_lock(lock)->lock.acquire_free(); }

bool init_thread_locks(Thread& t, Value module) {
  if (!g_lock_type) {
    g_lock_type = make_lock_type<Lock>(t, kLockSpec, kLockMethods);
    g_rlock_type = make_lock_type<RLock>(t, kRLockSpec, kRLockMethods);
    g_lock_shape = quick_shape(g_lock_type);
    g_rlock_shape = quick_shape(g_rlock_type);
  }
  return module_add(t, module, "lock", Ref::share(t, g_lock_type)) &&
         module_add(t, module, "LockType", Ref::share(t, g_lock_type)) &&
         module_add(t, module, "RLock", Ref::share(t, g_rlock_type));
}

}  // namespace rt
