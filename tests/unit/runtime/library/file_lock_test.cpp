#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include "gc/refcount/publish.h"
#include "runtime/library/io/io_parts.h"
#include "runtime/library/threads/thread.h"
#include "runtime/types/containers/list.h"
#include "tests/unit/runtime/object/support.h"

using namespace rt;
using namespace rt::test;

namespace {

// A file, as far as its lock is concerned, and two daemon threads that use it.
struct FileContest {
  Object* file = nullptr;
  io::FileLock lock{};
  gc::Atomic<u32> ready{0};
  gc::Atomic<bool> passed{false};
};

void* keep_lock(void* argument) {
  auto* contest = static_cast<FileContest*>(argument);
  auto* t = new Thread;
  gc::register_thread(*t);
  (void)contest->lock.enter_py(*t, contest->file);
  contest->ready.fetch_add(1, gc::release);
  gc::Detached writing(*t);
  for (;;) pause();
}

// Comes to the lock after the end of the program has begun, and before it has stopped this thread.
void* want_lock(void* argument) {
  auto* contest = static_cast<FileContest*>(argument);
  auto* t = new Thread;
  gc::register_thread(*t);
  contest->ready.fetch_add(1, gc::release);
  while (!is_finalizing()) {
  }
  (void)contest->lock.enter_py(*t, contest->file);
  contest->passed.store(true, gc::release);
  for (;;) gc::safepoint(*t);
}

// The end of a program; the process is of no use afterwards. True: the lock was respected until all threads stood
// still, and not after that.
bool end_of_program() {
  Thread& t = thread();
  Ref file = make_list(t);
  gc::publish(t, file.object());
  auto* contest = new FileContest{file.object()};
  for (auto daemon : {keep_lock, want_lock}) {
    pthread_t id;
    u32 before = contest->ready.load(gc::acquire);
    if (pthread_create(&id, nullptr, daemon, contest) != 0) return false;
    while (contest->ready.load(gc::acquire) == before) gc::safepoint(t);
  }
  mark_finalizing(t);
  return !contest->passed.load(gc::acquire) && contest->lock.enter_py(t, contest->file) == io::FileLock::kEntered;
}

}  // namespace

TEST_CASE("the end of the program passes the locks of files once it has stopped all threads; these do not") {
  if constexpr (!gc::kFreeThreaded) return;  // there no thread runs once the end has begun
  (void)thread();
  pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    alarm(20);
    _exit(end_of_program() ? 0 : 1);
  }
  int status = -1;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(status == 0);
}
