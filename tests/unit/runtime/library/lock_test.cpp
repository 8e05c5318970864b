#include "runtime/library/threads/thread_lock.h"
#include "runtime/object/native_modules.h"

#include <pthread.h>

#include <vector>

#include "gc/refcount/object_lock.h"
#include "gc/refcount/publish.h"
#include "runtime/library/threads/thread.h"
#include "tests/unit/runtime/object/support.h"

using namespace rt;
using namespace rt::test;

namespace {

Ref new_lock() {
  REQUIRE(import_module_py(thread(), "_thread"));
  return make_lock(thread());
}

struct Contest {
  gc::ParkingLock lock;
  i64 counter = 0;
};

// A thread of the runtime that counts under the lock.
void* count_under_lock(void* argument) {
  auto* contest = static_cast<Contest*>(argument);
  auto* t = new Thread;
  gc::register_thread(*t);
  for (int i = 0; i < 2000; ++i) {
    bool alone = !gc::kFreeThreaded;
    if (!contest->lock.try_acquire(alone)) acquire_slow_py(*t, contest->lock, -1, Wait::For::kLock);
    ++contest->counter;
    contest->lock.release(alone);
    gc::safepoint(*t);
  }
  gc::end_thread(*t);
  delete t;
  return nullptr;
}

}  // namespace

TEST_CASE("a private lock is taken once") {
  Ref lock = new_lock();
  CHECK(is_lock(lock));
  CHECK(lock_try_acquire(lock));
  CHECK_FALSE(lock_try_acquire(lock));
  CHECK(lock_release(lock));
  CHECK_FALSE(lock_release(lock));
}

TEST_CASE("a timed acquire of a held lock times out and leaves no waiter behind") {
  gc::ParkingLock lock;
  REQUIRE(lock.try_acquire(false));
  CHECK(acquire_slow_py(thread(), lock, deadline_after(2000000), Wait::For::kLock) == Acquired::kTimedOut);
  CHECK(lock.release(false));
  CHECK_FALSE(lock.held());
  CHECK(lock.try_acquire(true));
}

TEST_CASE("threads that contend exclude each other and all get their turn") {
  Contest contest;
  pthread_t threads[4];
  for (pthread_t& id : threads) REQUIRE(pthread_create(&id, nullptr, count_under_lock, &contest) == 0);
  {
    gc::Detached detached(thread());
    for (pthread_t id : threads) pthread_join(id, nullptr);
  }
  CHECK(contest.counter == 8000);
  CHECK_FALSE(contest.lock.held());
}

#if !defined(TINYPY_BUILD_GIL)
void acquire_often(gc::ParkingLock& lock) {
  for (int n = 0; n < 100; ++n) {
    REQUIRE(lock.try_acquire(false));
    REQUIRE(lock.release(false));
  }
}

// Until the lock is reserved: turns between which the system runs something else do not count.
constexpr int kMostTurns = 10'000'000;
void lock_until_reserved(gc::Object* object) {
  for (int n = 0; n < kMostTurns && !gc::is_reserved(object); ++n) gc::ObjectLock inside(object);
}
void lock_until_reserved(gc::ParkingLock& lock) {
  REQUIRE(thread().attached());  // others reserve nothing
  for (int n = 0; n < kMostTurns && !lock.is_reserved(); ++n) acquire_often(lock);
  REQUIRE(lock.is_reserved());
}

// Another thread does this while the calling one is attached and does nothing.
template <class Body>
void in_another_thread(Body body) {
  struct Run {
    Body& body;
    static void* start(void* run) {
      auto* t = new Thread;
      gc::register_thread(*t);
      static_cast<Run*>(run)->body(*t);
      gc::end_thread(*t);
      delete t;
      return nullptr;
    }
  } run{body};
  pthread_t id;
  REQUIRE(pthread_create(&id, nullptr, Run::start, &run) == 0);
  pthread_join(id, nullptr);
}

TEST_CASE("a lock that one thread takes again and again is taken by others all the same") {
  gc::ParkingLock lock;
  acquire_often(lock);
  in_another_thread([&](Thread&) {
    CHECK_FALSE(lock.held());
    CHECK(lock.acquire_free());
    CHECK_FALSE(lock.acquire_free());
    CHECK(lock.release(false));
  });
  acquire_often(lock);
  in_another_thread([&](Thread& t) {
    CHECK(acquire_slow_py(t, lock, -1, Wait::For::kLock) == Acquired::kYes);
    CHECK(lock.held());
    CHECK(lock.release(false));
  });
  CHECK_FALSE(lock.held());
  CHECK(lock.try_acquire(false));
}

TEST_CASE("a lock that is held by who has reserved it is seen as held, released by others, and waited for") {
  gc::ParkingLock lock;
  acquire_often(lock);
  REQUIRE(lock.try_acquire(false));
  in_another_thread([&](Thread& t) {
    CHECK(lock.held());
    CHECK_FALSE(lock.acquire_free());
    CHECK(acquire_slow_py(t, lock, deadline_after(2000000), Wait::For::kLock) == Acquired::kTimedOut);
    CHECK(lock.release(false));
  });
  CHECK_FALSE(lock.held());
  CHECK_FALSE(lock.release(false));
  acquire_often(lock);
  REQUIRE(lock.try_acquire(false));
  in_another_thread([&](Thread&) { CHECK(lock.release_fenced()); });
  CHECK_FALSE(lock.held());
  acquire_often(lock);
  lock.forget();
}

TEST_CASE("the quick paths apply to a lock that the thread has reserved, as long as no other thread wants it") {
  auto never = [] { return false; };
  gc::ParkingLock lock, other;
  lock_until_reserved(lock);
  CHECK_FALSE(lock.quick_release(never));
  CHECK(lock.quick_acquire(never));
  CHECK_FALSE(lock.quick_acquire(never));
  CHECK(lock.held());
  CHECK(lock.quick_release(never));
  in_another_thread([&](Thread&) {
    CHECK_FALSE(lock.quick_acquire(never));
    CHECK_FALSE(lock.try_acquire(false));
  });
  CHECK_FALSE(lock.quick_acquire(never));
  CHECK(lock.try_acquire(false));
  CHECK(lock.release(false));
  lock_until_reserved(lock);
  lock_until_reserved(other);  // which the thread reserves instead
  CHECK_FALSE(lock.quick_acquire(never));
  CHECK(other.quick_acquire(never));
  in_another_thread([&](Thread&) {
    CHECK_FALSE(other.quick_release(never));
    CHECK(other.release(false));
  });
  CHECK_FALSE(other.quick_release(never));
}

// An object can have the place of another reserved lock in the table of reservations, and is not reserved then.
Ref new_reserved_object() {
  Ref object;
  std::vector<Ref> others;
  do {
    if (object) others.push_back(std::move(object));
    REQUIRE(others.size() < 100);
    object = new_lock();
    gc::publish(thread(), object.object());
    lock_until_reserved(object.object());
  } while (!gc::is_reserved(object.object()));
  return object;
}

TEST_CASE("who gives up a reserved lock gives up what it guards, too") {
  gc::ParkingLock lock;
  lock_until_reserved(lock);
  Ref guarded = new_reserved_object();
  CHECK(guarded.object()->has_flag(gc::kLocked));
  in_another_thread([&](Thread&) { CHECK_FALSE(lock.try_acquire(false)); });
  CHECK(guarded.object()->has_flag(gc::kLocked));
  CHECK(lock.try_acquire(false));
  CHECK_FALSE(guarded.object()->has_flag(gc::kLocked));
  CHECK(lock.release(false));
}
#endif

TEST_CASE("time spans are rounded up for waits and checked") {
  Thread& t = thread();
  i64 ns;
  CHECK(seconds_to_ns_py(t, Value::small_int(2), Rounding::kCeiling, &ns));
  CHECK(ns == 2000000000);
  CHECK_FALSE(seconds_to_ns_py(t, Value::small_int(i64{1} << 40), Rounding::kCeiling, &ns));
  CHECK(take_message() == "OverflowError: timestamp too large to convert to C PyTime_t");
  CHECK_FALSE(seconds_to_ns_py(t, kNone, Rounding::kCeiling, &ns));
  bool is_old = library_minor() < 15;
  CHECK(take_message() == (is_old ? "TypeError: 'NoneType' object cannot be interpreted as an integer"
                                  : "TypeError: must be real number, not NoneType"));
}
