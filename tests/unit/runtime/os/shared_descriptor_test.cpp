#include "runtime/os/shared_descriptor.h"

#include <fcntl.h>
#include <unistd.h>

#include "tests/unit/runtime/object/support.h"

using namespace rt;
using namespace rt::test;

namespace {

bool is_open(int fd) { return ::fcntl(fd, F_GETFD) >= 0; }

struct Pipe {
  Pipe() { REQUIRE(::pipe(ends) == 0); }
  int ends[2];
};

}  // namespace

TEST_CASE("a shared descriptor is closed once") {
  Pipe pipe;
  os::SharedDescriptor file;
  file.set(pipe.ends[1]);
  CHECK(file.call([](int fd) { return ::write(fd, "x", 1); }) == 1);
  CHECK(file.close_once(thread()).ok());
  CHECK_FALSE(is_open(pipe.ends[1]));
  CHECK(file.number() == -1);
  int again = ::dup(pipe.ends[0]);
  CHECK(again == pipe.ends[1]);
  CHECK(file.close_once(thread()).ok());
  CHECK(is_open(again));
  ::close(again);
  ::close(pipe.ends[0]);
}

TEST_CASE("a descriptor that is closed during calls stays open until the last one has returned") {
  Pipe pipe;
  os::SharedDescriptor file;
  file.set(pipe.ends[1]);
  i64 result = file.call([&](int fd) {
    file.call([&](int) {
      CHECK(file.close_once(thread()).ok());
      return 0;
    });
    CHECK(file.number() == -1);
    CHECK(is_open(fd));
    CHECK(file.call([](int) { return 0; }) == -1);
    CHECK(errno == EBADF);
    // Opened anew, and closed again meanwhile.
    file.set(pipe.ends[0]);
    CHECK(file.close_once(thread()).ok());
    CHECK(is_open(pipe.ends[0]));
    return ::write(fd, "x", 1);
  });
  CHECK(result == 1);
  CHECK_FALSE(is_open(pipe.ends[0]));
  CHECK_FALSE(is_open(pipe.ends[1]));
}

TEST_CASE("after a fork the calls of the parent's threads do not count") {
  Pipe pipe;
  os::SharedDescriptor file;
  file.set(pipe.ends[1]);
  file.call([&](int) {
    os::g_fork_count.fetch_add(1, gc::relaxed);
    CHECK(file.close_once(thread()).ok());
    CHECK_FALSE(is_open(pipe.ends[1]));
    file.set(pipe.ends[0]);
    file.call([](int) { return 0; });
    return 0;
  });
  CHECK(file.close_once(thread()).ok());
  CHECK_FALSE(is_open(pipe.ends[0]));
}
