#include "interp/vm/frame/stack_dump.h"

#include <unistd.h>

#include <atomic>
#include <thread>

#include "gc/threads/attach.h"
#include "tests/unit/runtime/object/support.h"

namespace vm {
namespace {

TEST_CASE("who dumps stacks waits until running threads have saved where they are") {
  rt::Thread& running = rt::test::thread();
  std::atomic<bool> looked{false}, refreshed{false}, waited{false};
  std::thread watcher([&] {
    refresh_stacks();
    waited = looked.load();
    refreshed = true;
  });
  usleep(50'000);  // as if the thread had no core for so long
  looked = true;
  while (!refreshed) gc::safepoint(running);
  watcher.join();
  CHECK(waited);
  CHECK(running.poll.load(gc::relaxed) == 0);  // nothing is asked of it any more
}

TEST_CASE("who dumps stacks does not wait for detached threads") {
  rt::Thread& sleeping = rt::test::thread();
  {
    gc::Detached outside(sleeping);
    refresh_stacks();
  }
  CHECK(sleeping.poll.load(gc::relaxed) == 0);
}

}  // namespace
}  // namespace vm
