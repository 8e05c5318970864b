#include <doctest/doctest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <thread>
#include <vector>

#include "gc/heap/vital.h"
#include "gc/threads/code_gil.h"
#include "gc/threads/gil.h"
#include "gc/threads/registry.h"
#include "gc/threads/stop_world.h"
#include "tests/unit/gc/support.h"

namespace gc::test {
namespace {

TEST_CASE("ids are dense, never 0 and never used again") {
  u32 first, second;
  {
    Actor a;
    first = a.thread.id;
    CHECK(current_thread() == &a.thread);
    CHECK(thread_count() == 1);
  }
  {
    Actor b;
    second = b.thread.id;
  }
  CHECK(first != 0);
  u32 next = first + 1;
  CHECK(second == next + (next % kNoIdMultiple == 0 ? 1 : 0));
  CHECK(thread_count() == 0);
}

TEST_CASE("a record is found by its id until the thread ends") {
  Actor a;
  u32 ended = 0;
  detach(a);
  std::thread([&] {
    Thread record;
    register_thread(record);
    ended = record.id;
    end_thread(record);
  }).join();
  attach(a);
  CHECK(PinnedThread(a.thread.id).record() == &a.thread);
  CHECK(PinnedThread(ended).record() == nullptr);
}

size_t resident_bytes() {
  size_t total = 0, resident = 0;
  FILE* file = std::fopen("/proc/self/statm", "r");
  int found = file ? std::fscanf(file, "%zu %zu", &total, &resident) : 0;
  if (file) std::fclose(file);
  return found == 2 ? resident * 4096 : 0;
}

TEST_CASE("threads that have ended leave no memory behind") {
  constexpr int kMany = 40960;  // 16 bytes each in the table of ids
  auto churn = [](int threads) {
    for (int i = 0; i < threads; ++i) {
      Thread record;
      register_thread(record);
      end_thread(record);
    }
  };
  churn(kMany / 10);
  [[maybe_unused]] size_t before = resident_bytes();
  churn(kMany);
#if !defined(TINYPY_TSAN)  // it keeps notes of its own for all memory that has been used
  CHECK(resident_bytes() < before + kMany * 8);
#endif
  // What they owned may outlive them, and its last drop looks for them.
  u32 last;
  {
    Actor a;
    last = a.thread.id;
  }
  for (u32 id = last - kMany; id < last; ++id) CHECK(!PinnedThread(id).record());
}

TEST_CASE("requests reach every thread, the interpreter's own bits are returned and stay") {
  Actor a;
  request_all(kPollSignal);
  CHECK(safepoint(a) == kPollSignal);
  CHECK(safepoint(a) == kPollSignal);
  a.thread.poll.store(0, relaxed);
  CHECK(safepoint(a) == 0);
}

TEST_CASE("pauses nest and are counted") {
  Actor a;
  PauseStats before = pause_stats();
  {
    StopTheWorld outer(a, "outer");
    CHECK(stopped_by(a));
    {
      StopTheWorld inner(a, "inner");
    }
    CHECK(stopped_by(a));
  }
  CHECK(!stopped_by(a));
  CHECK(pause_stats().pauses == before.pauses + 1);
}

#if !defined(TINYPY_BUILD_GIL)

TEST_CASE("a detached thread is stopped by its record and waits in attach until the pause ends") {
  Actor a;
  std::atomic<int> step{0};
  std::thread other([&] {
    Thread record;
    register_thread(record);
    detach(record);
    step = 1;
    while (step != 2) std::this_thread::yield();
    attach(record);
    step = 3;
    end_thread(record);
  });
  while (step != 1) std::this_thread::yield();
  {
    StopTheWorld pause(a, "test");
    step = 2;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    CHECK(step == 2);
  }
  detach(a);
  other.join();
  CHECK(step == 3);
}

#endif

TEST_CASE("an attached thread stops at its safepoint; only the holder runs in a pause") {
  constexpr int kThreads = 4;
  std::atomic<bool> end{false};
  std::atomic<int> running{0};
  std::atomic<bool> overlap{false};
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      Thread record;
      register_thread(record);
      for (int n = 0; !end; ++n) {
        ++running;
        --running;
        safepoint(record);
        if (i == 0 && n % 100 == 0) Detached blocking(record);
        if (i < 2 && n % 1000 == 0) {
          StopTheWorld pause(record, "test");
          for (int k = 0; k < 100; ++k) overlap = overlap || running != 0;
        }
      }
      end_thread(record);
    });
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  end = true;
  for (std::thread& thread : threads) thread.join();
  CHECK(!overlap);
}

TEST_CASE("threads start and end while others pause the world") {
  std::atomic<bool> end{false};
  std::thread pauser([&] {
    Thread record;
    register_thread(record);
    for (; !end; safepoint(record)) {
      StopTheWorld pause(record, "test");
      u32 count = 0;
      for_each_thread([](Thread&, void* n) { ++*static_cast<u32*>(n); }, &count);
      if (count == 0) std::abort();
    }
    end_thread(record);
  });
  for (int i = 0; i < 200; ++i) {
    std::thread([] {
      Thread record;
      register_thread(record);
      safepoint(record);
      end_thread(record);
    }).join();
  }
  end = true;
  pauser.join();
}

#if defined(TINYPY_BUILD_GIL)

TEST_CASE("a thread that waits for the GIL gets its turn after the switch interval") {
  set_switch_interval(1000000);
  constexpr int kThreads = 3;
  std::atomic<int> turns[kThreads] = {};
  std::atomic<bool> end{false};
  std::atomic<int> holders{0};
  std::atomic<bool> overlap{false};
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      Thread record;
      register_thread(record);
      while (!end) {
        if (++holders != 1) overlap = true;
        ++turns[i];
        --holders;
        safepoint(record);
        if (i == 2) Detached blocking(record);
      }
      end_thread(record);
    });
  }
  auto served = [&] { return std::all_of(std::begin(turns), std::end(turns), [](auto& n) { return n > 10; }); };
  for (int patience = 100000; patience > 0 && !served(); --patience)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  CHECK(served());
  end = true;
  for (std::thread& thread : threads) thread.join();
  CHECK(!overlap);
  set_switch_interval(5000000);
}

TEST_CASE("while a thread holds the world nobody else gets the GIL, even if that thread lets go of it") {
  set_switch_interval(200000);
  std::atomic<bool> end{false};
  std::atomic<int> turns{0};
  std::vector<std::thread> threads;
  {
    Actor a;
    for (int i = 0; i < 3; ++i) {
      threads.emplace_back([&, i] {
        Thread record;
        register_thread(record);
        while (!end) {
          ++turns;
          safepoint(record);
          if (i) Detached blocking(record);
        }
        end_thread(record);
      });
    }
    for (int round = 0; round < 50; ++round) {
      int before = turns;
      while (turns == before) {
        Detached blocking(a);
        std::this_thread::yield();
      }
      StopTheWorld pause(a, "test");
      before = turns;
      for (int i = 0; i < 10; ++i) {
        Detached blocking(a);
        std::this_thread::sleep_for(std::chrono::microseconds(50));
      }
      CHECK(turns == before);
    }
    end = true;
  }
  for (std::thread& thread : threads) thread.join();
  set_switch_interval(5000000);
}

TEST_CASE("a thread that pauses again and again lets the others have the GIL in between") {
  set_switch_interval(200000);
  std::atomic<bool> took_it{false};
  std::thread other;
  {
    Actor a;
    other = std::thread([&] {
      Thread record;
      register_thread(record);
      took_it = true;
      end_thread(record);
    });
    for (int pauses = 0; pauses < 500000 && !took_it; ++pauses) {
      {
        StopTheWorld pause(a, "test");
        std::this_thread::sleep_for(std::chrono::microseconds(500));
      }
      safepoint(a);
    }
    CHECK(took_it);
  }
  other.join();
  set_switch_interval(5000000);
}

#endif

#if !defined(TINYPY_TSAN)  // it does not follow a fork of several threads

TEST_CASE("code that expects a GIL is found by its pages, by every thread, as soon as it is known") {
  if (!kFreeThreaded) return;
  // Addresses that no code has: what is known stays known until the program ends.
  constexpr u64 kPage = 4096, kFirst = u64{1} << 45, kRanges = 3'000;
  auto at = [](u64 address) { return reinterpret_cast<const void*>(address); };
  static GilCode ranges[kRanges];
  std::atomic<u64> known = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; i++)
    readers.emplace_back([&, i] {
      for (u64 seen = 0, k = i; seen < kRanges; k = (k * 7 + 1) % kRanges) {
        seen = known.load(std::memory_order_acquire);
        u64 begin = kFirst + k * 4 * kPage;
        bool expects = expects_gil(at(begin + 100));
        if (k < seen && !expects) FAIL("a known range is not found");
        if (expects_gil(at(begin + 2 * kPage))) FAIL("a page beside a range is found");
      }
    });
  for (u64 k = 0; k < kRanges; k++) {
    u64 begin = kFirst + k * 4 * kPage;
    CHECK(!expects_gil(at(begin + 200)));
    ranges[k] = {at(begin + 64), at(begin + kPage + 1)};
    expect_gil(ranges[k]);
    known.store(k + 1, std::memory_order_release);
    CHECK(expects_gil(at(begin)));
    CHECK(expects_gil(at(begin + 2 * kPage - 1)));
    CHECK(!expects_gil(at(begin - 1)));
  }
  for (std::thread& reader : readers) reader.join();
}

// What a thread does that holds a lock of the code above when memory has run out.
void use_reserve_in_fork() { vital_free(alloc_in_vital_area(1)); }

TEST_CASE("a fork's child has the calling thread only and can go on") {
  Actor a;
  std::atomic<int> step{0};
  detach(a);
  std::thread other([&] {
    Thread record;
    register_thread(record);
    detach(record);
    step = 1;
    while (step != 2) std::this_thread::yield();
    attach(record);
    end_thread(record);
  });
  while (step != 1) std::this_thread::yield();
  attach(a);
  before_fork(a, use_reserve_in_fork);
  pid_t child = fork();
  if (child == 0) {
    after_fork_child(a);
    bool alone = thread_count() == 1 && a.thread.is_main;
    {
      StopTheWorld pause(a, "child");
    }
    {
      Detached blocking(a);
    }
    decref(a, make_published(a));
    _exit(alone ? 0 : 1);
  }
  after_fork_parent(a, use_reserve_in_fork);
  int status = -1;
  waitpid(child, &status, 0);
  CHECK(status == 0);
  CHECK(thread_count() == 2);
  detach(a);
  step = 2;
  other.join();
  attach(a);
}

#endif

}  // namespace
}  // namespace gc::test
