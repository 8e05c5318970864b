#include "interp/vm/stack_dump.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "tests/unit/gc/support.h"

namespace vm {
namespace {

TEST_CASE("who dumps stacks waits until running threads have saved where they are") {
  gc::test::Actor running;
  std::atomic<bool> looked{false}, refreshed{false}, waited{false};
  std::thread watcher([&] {
    refresh_stacks();
    waited = looked.load();
    refreshed = true;
  });
  usleep(50'000);  // as if the thread had no core for so long
  looked = true;
  while (!refreshed) safepoint(running.thread);
  watcher.join();
  CHECK(waited);
  CHECK(running.thread.poll.load(gc::relaxed) == 0);  // nothing is asked of it any more
}

TEST_CASE("who dumps stacks does not wait for detached threads") {
  gc::test::Actor sleeping;
  detach(sleeping.thread);
  refresh_stacks();
  attach(sleeping.thread);
  CHECK(sleeping.thread.poll.load(gc::relaxed) == 0);
}

}  // namespace
}  // namespace vm
