// Locks for C code: PyMutex, critical sections, and the older PyThread_ locks and keys.
//
// A critical section locks an object against other critical sections, not against the interpreter, whose own locks keep
// its containers whole in any case. The lock is one of a table, chosen by the object's address, because C code may wait
// and run Python code inside. CPython's rule avoids deadlocks: a thread holds no section while it is detached, which it
// is while it waits for anything but the end of a pause. The innermost section is taken again when the thread attaches;
// each other one, when the code inside of it has ended.
//
//   t_section --> innermost --> outer --> ...      each on the C stack of its function
//
// A section's link to the outer one has marks: that the outer one has been given up; that the section itself is a
// PyCriticalSection2, which alone has room for a second lock; or that it adds nothing, and is not in the list.
#include <pthread.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <functional>
#include <iterator>
#include <utility>

#include "gc/base/clock.h"
#include "gc/sync/parking.h"
#include "gc/threads/attach.h"
#include "gc/threads/hooks.h"
#include "interp/capi/capi.h"
#include "runtime/library/threads/thread.h"

using namespace capi;

namespace {

constexpr u32 kFree = 0, kHeld = 1, kWaitedFor = 2;  // of PyMutex::_bits

gc::Atomic<u32>& word_of(PyMutex* mutex) { return reinterpret_cast<gc::Atomic<u32>&>(mutex->_bits); }

bool try_lock(PyMutex* mutex) {
  u32 free = kFree;
  return word_of(mutex).compare_exchange_strong(free, kHeld, gc::acquire, gc::relaxed);
}

void wait_for(PyMutex* mutex) {
  while (word_of(mutex).exchange(kWaitedFor, gc::acquire) != kFree) gc::park(word_of(mutex), kWaitedFor);
}

// While a thread of the program waits, it is detached.
void lock(PyMutex* mutex) {
  if (try_lock(mutex)) return;
  gc::Thread* thread = gc::current_thread();
  if (!thread || !thread->attached()) return wait_for(mutex);
  gc::Detached detached(*thread);
  wait_for(mutex);
}

void unlock(PyMutex* mutex) {
  u32 before = word_of(mutex).exchange(kFree, gc::release);
  if (before == kFree) _Py_FatalErrorFunc("PyMutex_Unlock", "unlocking mutex that is not locked");
  if (before == kWaitedFor) gc::unpark_one(word_of(mutex));
}

}  // namespace

void PyMutex_Lock(PyMutex* mutex) { lock(mutex); }
void PyMutex_Unlock(PyMutex* mutex) { unlock(mutex); }
int PyMutex_IsLocked(PyMutex* mutex) { return word_of(mutex).load(gc::relaxed) != kFree; }

// ---- critical sections

namespace {

constinit thread_local PyCriticalSection* t_section = nullptr;
constinit thread_local bool t_gave_up = false;  // the thread is detaching, detached or attaching

constexpr u32 kLocks = 1024;
struct alignas(64) PaddedMutex {
  PyMutex mutex;
};
PaddedMutex g_locks[kLocks];

PyMutex* lock_of(PyObject* object) {
  u64 address = reinterpret_cast<u64>(object) >> 4;
  return &g_locks[(address * 0x9E3779B97F4A7C15u) >> 54].mutex;
}
static_assert(kLocks == 1u << (64 - 54));

// Files of the stable ABI have no more room for a section.
static_assert(sizeof(PyCriticalSection) == 16 && sizeof(PyCriticalSection2) == 24);
constexpr uintptr_t kGivenUp = 1, kHasTwo = 2, kAddsNothing = 4;

PyCriticalSection* outer_of(const PyCriticalSection* section) {
  return reinterpret_cast<PyCriticalSection*>(section->tpy_outer & ~(kGivenUp | kHasTwo));
}

// The locks that a section holds, the one with the lower address first; null: none.
struct Locks {
  PyMutex *first, *second;
};

Locks locks_of(const PyCriticalSection* section) {
  bool two = section->tpy_outer & kHasTwo;
  return {section->tpy_lock, two ? reinterpret_cast<const PyCriticalSection2*>(section)->tpy_second : nullptr};
}
void set_locks(PyCriticalSection* section, Locks locks) {
  section->tpy_lock = locks.first;
  if (section->tpy_outer & kHasTwo) reinterpret_cast<PyCriticalSection2*>(section)->tpy_second = locks.second;
}

void unlock(Locks locks) {
  if (locks.second) unlock(locks.second);
  if (locks.first) unlock(locks.first);
}
bool try_lock(Locks locks) {
  if (locks.first && !try_lock(locks.first)) return false;
  if (!locks.second || try_lock(locks.second)) return true;
  if (locks.first) unlock(locks.first);
  return false;
}

// Takes the locks of the innermost section, which is about to go on. They are not yet its own while the thread waits
// for one of them: a thread that waits has given up what it has.
void lock_innermost() {
  Locks locks = locks_of(t_section);
  set_locks(t_section, {});
  if (locks.first) lock(locks.first);
  if (locks.second) lock(locks.second);
  set_locks(t_section, locks);
}

bool holds(const PyCriticalSection* section, const PyMutex* mutex) {
  Locks locks = locks_of(section);
  return !mutex || locks.first == mutex || locks.second == mutex;
}

// Gives up what the calling thread's sections hold, from the innermost one outwards.
void give_up_sections() {
  for (PyCriticalSection* section = t_section; section; section = outer_of(section)) {
    unlock(locks_of(section));
    if (section->tpy_outer & kGivenUp) break;  // from here on they have been given up already
    if (outer_of(section)) section->tpy_outer |= kGivenUp;
  }
}

void give_up_for_detaching() {
  if (gc::t_keeps_sections) return;
  ASSERT(!t_gave_up);
  t_gave_up = true;
  give_up_sections();
}
void take_again_after_attaching() {
  if (!std::exchange(t_gave_up, false)) return;  // it detached before the program's first section began
  if (t_section) lock_innermost();
}

bool is_of_table(const PyMutex* mutex) {
  auto* place = reinterpret_cast<const PaddedMutex*>(mutex);
  return std::greater_equal<>{}(place, std::begin(g_locks)) && std::less<>{}(place, std::end(g_locks));
}

// Frees all locks of the table but those of the calling thread's sections. A mutex of C code stays locked, as in any
// fork: whose section holds it is known to that section's thread alone.
void free_locks_after_fork() {
  for (PaddedMutex& lock : g_locks) word_of(&lock.mutex).store(kFree, gc::relaxed);
  for (PyCriticalSection* section = t_section; section; section = outer_of(section)) {
    Locks locks = locks_of(section);
    for (PyMutex* mutex : {locks.first, locks.second}) {
      if (mutex && is_of_table(mutex)) word_of(mutex).store(kHeld, gc::relaxed);
    }
    if (section->tpy_outer & kGivenUp) break;
  }
}

constexpr gc::SectionSteps kSectionSteps = {.give_up = give_up_for_detaching,
                                            .take_again = take_again_after_attaching,
                                            .after_fork_child = free_locks_after_fork};

void begin(PyCriticalSection* section, Locks locks) {
  if (!gc::g_section_steps.load(gc::relaxed)) gc::g_section_steps.store(&kSectionSteps, gc::relaxed);
  if (t_section && holds(t_section, locks.first) && holds(t_section, locks.second)) {
    section->tpy_outer = kAddsNothing;
    return;
  }
  set_locks(section, locks);
  bool at_once = try_lock(locks);
  if (!at_once) {
    give_up_sections();
    if (outer_of(section)) section->tpy_outer |= kGivenUp;
  }
  t_section = section;
  if (!at_once) lock_innermost();
}
void begin_one(PyCriticalSection* section, PyMutex* mutex) {
  section->tpy_outer = reinterpret_cast<uintptr_t>(t_section);
  begin(section, {mutex, nullptr});
}
void begin_two(PyCriticalSection2* section, PyMutex* first, PyMutex* second) {
  if (second < first) std::swap(first, second);
  if (first == second) second = nullptr;
  section->tpy_section.tpy_outer = reinterpret_cast<uintptr_t>(t_section) | kHasTwo;
  begin(&section->tpy_section, {first, second});
}

void end(PyCriticalSection* section) {
  if (section->tpy_outer & kAddsNothing) return;
  unlock(locks_of(section));
  t_section = outer_of(section);
  if (section->tpy_outer & kGivenUp) lock_innermost();
}

}  // namespace

void PyCriticalSection_Begin(PyCriticalSection* section, PyObject* object) { begin_one(section, lock_of(object)); }
void PyCriticalSection_BeginMutex(PyCriticalSection* section, PyMutex* mutex) { begin_one(section, mutex); }
void PyCriticalSection_End(PyCriticalSection* section) { end(section); }
void PyCriticalSection2_Begin(PyCriticalSection2* section, PyObject* a, PyObject* b) {
  begin_two(section, lock_of(a), lock_of(b));
}
void PyCriticalSection2_BeginMutex(PyCriticalSection2* section, PyMutex* a, PyMutex* b) { begin_two(section, a, b); }
void PyCriticalSection2_End(PyCriticalSection2* section) { end(&section->tpy_section); }

// ---- PyThread_ locks: any thread may release one; whoever waits is detached by its own macros

PyThread_type_lock PyThread_allocate_lock(void) { return PyMem_RawCalloc(1, sizeof(PyMutex)); }
void PyThread_free_lock(PyThread_type_lock lock) { PyMem_RawFree(lock); }

// `microseconds` below 0: for ever; 0: does not wait.
PyLockStatus PyThread_acquire_lock_timed(PyThread_type_lock handle, long long microseconds, int interruptible) {
  auto* mutex = static_cast<PyMutex*>(handle);
  if (try_lock(mutex)) return PY_LOCK_ACQUIRED;
  if (microseconds == 0) return PY_LOCK_FAILURE;
  constexpr i64 kLongest = i64{1} << 61;  // of nanoseconds, decades; more would not fit
  i64 deadline = microseconds < 0 ? 0 : gc::now_ns() + std::min<i64>(microseconds, kLongest / 1000) * 1000;
  while (word_of(mutex).exchange(kWaitedFor, gc::acquire) != kFree) {
    i64 left = microseconds < 0 ? -1 : deadline - gc::now_ns();
    if (microseconds >= 0 && left <= 0) return PY_LOCK_FAILURE;
    if (gc::park(word_of(mutex), kWaitedFor, left) == gc::Wait::kInterrupted && interruptible) return PY_LOCK_INTR;
  }
  return PY_LOCK_ACQUIRED;
}
int PyThread_acquire_lock(PyThread_type_lock lock, int wait) {
  return PyThread_acquire_lock_timed(lock, wait ? -1 : 0, 0) == PY_LOCK_ACQUIRED;
}
void PyThread_release_lock(PyThread_type_lock lock) { unlock(static_cast<PyMutex*>(lock)); }
void PyThread_init_thread(void) {}

// ---- values of a thread, by key

int PyThread_tss_is_created(Py_tss_t* key) { return key->_is_initialized; }
int PyThread_tss_create(Py_tss_t* key) {
  if (key->_is_initialized) return 0;
  pthread_key_t made;
  if (pthread_key_create(&made, nullptr) != 0) return -1;
  key->_key = made;
  key->_is_initialized = 1;
  return 0;
}
void PyThread_tss_delete(Py_tss_t* key) {
  if (key->_is_initialized) pthread_key_delete(key->_key);
  key->_is_initialized = 0;
}
int PyThread_tss_set(Py_tss_t* key, void* v) { return pthread_setspecific(key->_key, v) == 0 ? 0 : -1; }
void* PyThread_tss_get(Py_tss_t* key) { return pthread_getspecific(key->_key); }
Py_tss_t* PyThread_tss_alloc(void) { return static_cast<Py_tss_t*>(PyMem_RawCalloc(1, sizeof(Py_tss_t))); }
void PyThread_tss_free(Py_tss_t* key) {
  if (key) PyThread_tss_delete(key);
  PyMem_RawFree(key);
}

// The same with numbers as keys: -1 is none. What a thread has set stays until another value is set.
int PyThread_create_key(void) {
  pthread_key_t key;
  return pthread_key_create(&key, nullptr) == 0 ? static_cast<int>(key) : -1;
}
void PyThread_delete_key(int key) { pthread_key_delete(static_cast<pthread_key_t>(key)); }
int PyThread_set_key_value(int key, void* v) {
  return pthread_setspecific(static_cast<pthread_key_t>(key), v) == 0 ? 0 : -1;
}
void* PyThread_get_key_value(int key) { return pthread_getspecific(static_cast<pthread_key_t>(key)); }
void PyThread_delete_key_value(int key) { PyThread_set_key_value(key, nullptr); }
void PyThread_ReInitTLS(void) {}  // keys and values survive a fork
