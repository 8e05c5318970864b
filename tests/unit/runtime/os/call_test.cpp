#include "runtime/os/call.h"

#include <utility>

#include "tests/unit/runtime/object/support.h"

using namespace rt;
using namespace rt::test;

// The interpreter's hook lets signals go first, which it cannot do after the safepoint.
TEST_CASE("what waits for the interpreter is handled before a safepoint does anything else") {
  static gc::u32 waiting;
  waiting = 0;
  Thread& t = thread();
  auto before = std::exchange(os::g_os_hooks.handle_pending_py, [](gc::Thread& polled) {
    waiting = polled.poll.load(gc::relaxed);
    polled.poll.fetch_and(~static_cast<gc::u32>(gc::kPollSignal), gc::relaxed);
    return gc::safepoint_slow(polled) == 0;
  });
  gc::request(t, gc::kPollSignal);
  gc::request(t, gc::kPollCollect);
  CHECK(os::run_pending_py(t));
  CHECK((waiting & gc::kPollSignal) != 0);
  CHECK((waiting & gc::kPollCollect) != 0);
  CHECK(t.poll.load(gc::relaxed) == 0);
  os::g_os_hooks.handle_pending_py = before;
}

TEST_CASE("without an interpreter only the safepoint is left") {
  Thread& t = thread();
  auto before = std::exchange(os::g_os_hooks.handle_pending_py, nullptr);
  gc::request(t, gc::kPollCollect);
  CHECK(os::run_pending_py(t));
  CHECK(t.poll.load(gc::relaxed) == 0);
  os::g_os_hooks.handle_pending_py = before;
}
