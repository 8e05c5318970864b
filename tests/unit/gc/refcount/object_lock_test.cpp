#include <doctest/doctest.h>

#include <vector>

#include "tests/unit/gc/support.h"

#if !defined(TINYPY_BUILD_GIL)

namespace gc::test {
namespace {

TEST_CASE("a private object is not locked") {
  Actor a;
  Node* x = make_node(a);
  {
    ObjectLock lock(x);
    CHECK(!x->has_flag(kLocked));
  }
  decref(a, x);
}

TEST_CASE("a published object is locked for the guard's life") {
  Actor a;
  Node* x = make_published(a);
  Node* y = make_published(a);
  {
    ObjectLock lock(x);
    CHECK(x->has_flag(kLocked));
  }
  {
    ObjectLock2 lock(y, x);
    CHECK(x->has_flag(kLocked));
    CHECK(y->has_flag(kLocked));
  }
  {
    ObjectLock2 same(x, x);
    CHECK(x->has_flag(kLocked));
  }
  give_up_reservations();
  CHECK(!x->has_flag(kLocked));
  CHECK(!y->has_flag(kLocked));
  decref(a, x);
  decref(a, y);
}

TEST_CASE("contending threads exclude each other and leave no parked bit behind for ever") {
  Actor a;
  Node* x = make_published(a);
  long counter = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 20000; ++n) {
        ObjectLock lock(x);
        ++counter;
        if (n % 1000 == 0) std::this_thread::yield();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(counter == 80000);
  {
    ObjectLock lock(x);
  }
  CHECK(!x->has_flag(kLocked));
  CHECK(!x->has_flag(kParked));
  CHECK(x->shape_id() == kNodeShape);
  decref(a, x);
}

// Locks and unlocks often enough to reserve the lock.
void lock_often(Object* object) {
  for (int n = 0; n < 100; ++n) ObjectLock lock(object);
}

TEST_CASE(
    "a thread that locks an object again and again reserves its lock, until it waits, detaches or pauses the world") {
  Actor a;
  Node* x = make_published(a);
  Node* y = make_published(a);
  lock_often(x);
  CHECK(x->has_flag(kLocked));
  lock_often(y);
  CHECK(!x->has_flag(kLocked));
  CHECK(y->has_flag(kLocked));
  {
    ObjectLock2 both(x, y);
  }  // the one as usual, the other from inside of its reservation
  CHECK(!x->has_flag(kLocked));
  CHECK(y->has_flag(kLocked));
  {
    Detached detached(a);
  }
  CHECK(!y->has_flag(kLocked));
  lock_often(x);
  CHECK(x->has_flag(kLocked));
  {
    StopTheWorld pause(a, "test");
    CHECK(!x->has_flag(kLocked));
  }
  {
    ObjectLock lock(x);
  }  // the thread learns that its reservation is over
  lock_often(x);
  CHECK(x->has_flag(kLocked));
  {
    ObjectLock lock(x);
  }
  decref(a, x);
  decref(a, y);
}

TEST_CASE("who is inside of no lock comes in with one look, if the lock is reserved") {
  Actor a;
  Node* x = make_published(a);
  LockReservation& mine = own_reservations().objects;
  CHECK_FALSE(mine.words().enter_only(x));
  CHECK_FALSE(mine.is_inside(x));
  lock_often(x);
  CHECK(mine.words().enter_only(x));
  CHECK(mine.is_inside(x));
  mine.leave();
  decref(a, x);
}

TEST_CASE("a lock that is taken now and then is not reserved") {
  if (kDebug || kStress) return;  // they reserve what is taken twice in a row
  Actor a;
  Node* x = make_published(a);
  for (int n = 0; n < 200; ++n) {
    {
      ObjectLock lock(x);
    }
    CHECK_FALSE(x->has_flag(kLocked));
    for (u64 began = ticks(); ticks() - began < 5000;) cpu_pause();
  }
  decref(a, x);
}

TEST_CASE("a reserved lock is taken by another thread") {
  Actor a;
  Node* x = make_published(a);
  lock_often(x);
  std::thread other([&] {
    Actor b;
    {
      ObjectLock lock(x);
      CHECK(x->has_flag(kLocked));
    }
    CHECK(!x->has_flag(kLocked));
  });
  other.join();
  CHECK(!x->has_flag(kLocked));
  {
    ObjectLock lock(x);
  }
  CHECK(!x->has_flag(kLocked));
  decref(a, x);
}

TEST_CASE("the end of an object ends the reservation of its lock") {
  Actor a;
  for (int n = 0; n < 100; ++n) {
    Node* x = make_published(a);
    CHECK(!x->has_flag(kLocked));
    lock_often(x);
    CHECK(x->has_flag(kLocked));
    decref(a, x);
    quiesce(a);
  }
}

TEST_CASE("threads that reserve locks exclude each other") {
  Actor a;
  Node* x = make_published(a);
  Node* y = make_published(a);
  long counter = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      Actor b;
      for (int n = 0; n < 20000; ++n) {
        {
          ObjectLock lock(x);
          ++counter;
        }
        if (n % 500 < 100) {
          ObjectLock2 both(y, x);
          ++counter;
        }
        if (n % 1000 == 0) std::this_thread::yield();
        safepoint(b);
      }
    });
  }
  {
    Detached detached(a);
    for (std::thread& thread : threads) thread.join();
  }
  CHECK(counter == 4 * (20000 + 4000));
  CHECK(!x->has_flag(kLocked));
  CHECK(!y->has_flag(kLocked));
  decref(a, x);
  decref(a, y);
}

TEST_CASE("other flags may change while the lock is held") {
  Actor a;
  Node* x = make_published(a);
  {
    ObjectLock lock(x);
    x->set_flag(kFrozen);
  }
  CHECK(x->has_flag(kFrozen));
  x->clear_flag(kFrozen);
  CHECK(!x->has_flag(kLocked));
  decref(a, x);
}

}  // namespace
}  // namespace gc::test

#endif
