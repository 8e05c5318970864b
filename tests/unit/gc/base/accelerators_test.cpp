#include "gc/base/accelerators.h"

#include <iterator>

#include <doctest/doctest.h>

namespace gc::test {
namespace {

// What a test turns off is on again after it.
class Restored {
 public:
  ~Restored() { g_accelerators_off = before_; }

 private:
  u32 before_ = g_accelerators_off;
};

TEST_CASE("all accelerators are on at first; those that are named go off") {
  Restored restored;
  g_accelerators_off = 0;
  CHECK(enabled(Accelerator::lending));
  CHECK(enabled(Accelerator::pacing));
  CHECK(disable_accelerators("pacing"));
  CHECK(disable_accelerators("backoff,lending"));
  CHECK(!enabled(Accelerator::lending));
  CHECK(!enabled(Accelerator::backoff));
  CHECK(!enabled(Accelerator::pacing));
  CHECK(enabled(Accelerator::adoption));
}

TEST_CASE("a name that no accelerator has changes nothing") {
  Restored restored;
  g_accelerators_off = 0;
  for (const char* names :
       {"", "lend", "lending,", ",lending", "lending,nothing", "lending pacing", "Lending", "all,none"}) {
    CAPTURE(names);
    CHECK(!disable_accelerators(names));
    CHECK(g_accelerators_off == 0);
  }
}

TEST_CASE("all of them can be turned off at once") {
  Restored restored;
  g_accelerators_off = 0;
  CHECK(disable_accelerators("all"));
  for (u32 n = 0; n < std::size(kAcceleratorNames); ++n) CHECK(!enabled(Accelerator{n}));
}

}  // namespace
}  // namespace gc::test
