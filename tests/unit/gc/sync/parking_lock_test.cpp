// The words of a parking lock through its states, and what breaks them.
#include "gc/sync/parking_lock.h"

#include <doctest/doctest.h>

#include "gc/sync/valid.h"
#include "tests/unit/damage.h"
#include "tests/unit/gc/support.h"

#if defined(TINYPY_DEBUG) && !defined(TINYPY_BUILD_GIL)

namespace gc::test {
namespace {

constexpr u32 kWakingFlag = 1, kOneWaiter = 8;  // of the word that waiters park on

struct LockWorld {
  LockWorld() { own_reservations().locks.allow(false); }  // as the test says
  Actor a;
  ParkingLock lock;
  Atomic<u32>& word() { return const_cast<Atomic<u32>&>(lock.word()); }
};

TEST_CASE_FIXTURE(LockWorld, "a lock counts its waiters, and grants itself to one that starves") {
  CHECK(lock.is_valid(0));
  REQUIRE(lock.try_acquire(false));
  CHECK(lock.is_valid(0));
  {
    LockWaiter waiter(lock);
    CHECK(lock.is_valid(1));
    CHECK(!lock.is_valid(0));
    CHECK(!waiter.take());
    CHECK(waiter.prepare_sleep(true) == LockWaiter::Sleep::kUntilWoken);
    CHECK(lock.release(false));
    CHECK(lock.is_valid(1));
    CHECK(!lock.try_acquire(false));  // it is granted
    CHECK(lock.is_valid(1));
    CHECK(waiter.take());
  }
  CHECK(lock.is_valid(0));
  {
    LockWaiter first(lock), second(lock);
    CHECK(lock.is_valid(2));
    CHECK(!second.leave(false));
    CHECK(lock.is_valid(1));
    CHECK(!first.leave(true));
  }
  CHECK(lock.is_valid(0));
  CHECK(lock.release(false));
  CHECK(lock.is_valid(0));
}

TEST_CASE_FIXTURE(LockWorld, "a lock's is_valid sees a flag without a waiter, and a waiter too many") {
  auto walk = [&] { return lock.is_valid(0); };
  CHECK(!is_valid_with(word(), kWakingFlag, walk));
  CHECK(!is_valid_with(word(), kOneWaiter, walk));
  REQUIRE(lock.try_acquire(false));
  {
    LockWaiter waiter(lock);
    waiter.prepare_sleep(true);
    lock.release(false);
    CHECK(lock.is_valid(1));
    CHECK(!is_valid_with(word(), 0, walk));  // granted to nobody
    CHECK(waiter.leave(true));
  }
  lock.release(false);
  CHECK(walk());
}

TEST_CASE_FIXTURE(LockWorld, "a reserved lock has a place, and its holder's word") {
  u32 before, reserved;
  own_reservations().locks.allow(true);
  CHECK(reservations_are_valid(&before));
  for (int n = 0; n < 1000 && !lock.is_reserved(); ++n) {
    CHECK(lock.try_acquire(false));
    CHECK(lock.release(false));
  }
  REQUIRE(lock.is_reserved());
  CHECK(lock.is_valid(0));
  CHECK(reservations_are_valid(&reserved));
  CHECK(reserved == before + 1);
  CHECK(!reservations_have_ended());
  auto walk = [] {
    u32 count;
    return reservations_are_valid(&count);
  };
  Atomic<u64>& holders = own_reservations().locks.words().lock;
  CHECK(!is_valid_with(holders, 0, walk));
  CHECK(!is_valid_with(holders, holders.load(relaxed) + 64, walk));
  CHECK(is_valid_with(holders, holders.load(relaxed) | ReservationWords::kWanted, walk));
  give_up_reservations();
  CHECK(lock.is_valid(0));
  CHECK(reservations_are_valid(&reserved));
  CHECK(reserved == before);
}

}  // namespace
}  // namespace gc::test

#endif
