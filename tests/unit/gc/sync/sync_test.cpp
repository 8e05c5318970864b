#include <doctest/doctest.h>

#include <pthread.h>
#include <csignal>
#include <thread>
#include <vector>

#include "gc/base/clock.h"
#include "gc/sync/mutex.h"

namespace gc {
namespace {

TEST_CASE("park returns at once if the word has changed") {
  Atomic<u32> word{1};
  CHECK(park(word, 0) == Wait::kWoken);
}

TEST_CASE("park times out") {
  Atomic<u32> word{0};
  i64 began = now_ns();
  CHECK(park(word, 0, 2000000) == Wait::kTimedOut);
  CHECK(now_ns() - began >= 2000000);
}

TEST_CASE("park is woken by address") {
  Atomic<u32> word{0};
  std::thread waiter([&] {
    while (word.load(acquire) == 0) park(word, 0);
  });
  word.store(1, release);
  unpark_all(word);
  waiter.join();
}

TEST_CASE("a signal interrupts a wait") {
  struct sigaction action = {};
  action.sa_handler = [](int) {};
  sigaction(SIGUSR1, &action, nullptr);
  Event event;
  Atomic<u32> result{99};
  std::thread waiter([&] { result.store(static_cast<u32>(event.wait()), release); });
  while (result.load(acquire) == 99) {
    pthread_kill(waiter.native_handle(), SIGUSR1);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  waiter.join();
  CHECK(static_cast<Wait>(result.load(relaxed)) == Wait::kInterrupted);
}

TEST_CASE("an event releases all who wait, and those who come later") {
  Event event;
  CHECK(event.wait(1000000) == Wait::kTimedOut);
  std::vector<std::thread> waiters;
  for (int i = 0; i < 3; ++i) waiters.emplace_back([&] { event.wait(); });
  event.set();
  for (std::thread& waiter : waiters) waiter.join();
  CHECK(event.is_set());
  CHECK(event.wait() == Wait::kWoken);
}

TEST_CASE("a mutex excludes") {
  Mutex mutex;
  long counter = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 20000; ++n) {
        MutexGuard guard(mutex);
        ++counter;
        if (n % 1000 == 0) std::this_thread::yield();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(counter == 80000);
  CHECK(mutex.try_lock());
  CHECK(!mutex.try_lock());
  mutex.unlock();
}

}  // namespace
}  // namespace gc
