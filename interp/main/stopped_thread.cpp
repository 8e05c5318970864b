#include "interp/main/stopped_thread.h"

#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

namespace vm {

namespace {

// A thread that computes stops at once; on a machine with more to do than processors, when it runs again.
constexpr int kPatienceUs = 500'000, kLookEveryUs = 200;

}  // namespace

// PTRACE_SEIZE sends no signal, and the thread is let go when the tracer ends.
StoppedThread::StoppedThread(pid_t id) : id_(id) {
  asked_ = ptrace(PTRACE_SEIZE, id, nullptr, nullptr) == 0 && ptrace(PTRACE_INTERRUPT, id, nullptr, nullptr) == 0;
}

void StoppedThread::wait() {
  if (!asked_) return;
  int status = 0;
  for (int waited = 0; waited < kPatienceUs; waited += kLookEveryUs) {
    pid_t found = waitpid(id_, &status, __WALL | WNOHANG);
    if (found < 0 || (found == id_ && !WIFSTOPPED(status))) return;  // it has ended
    stopped_ = found == id_;
    if (stopped_) break;
    usleep(kLookEveryUs);
  }
  bool by_event = status >> 16 == PTRACE_EVENT_STOP;
  if (stopped_ && !by_event) signal_ = WSTOPSIG(status);
}

StoppedThread::~StoppedThread() {
  if (stopped_) ptrace(PTRACE_DETACH, id_, nullptr, reinterpret_cast<void*>(static_cast<long>(signal_)));
}

bool StoppedThread::read(Registers* registers) const {
  user_regs_struct all;
  if (!stopped_ || ptrace(PTRACE_GETREGS, id_, nullptr, &all) != 0) return false;
  *registers = {all.r13, all.r14, all.r15};
  return true;
}

}  // namespace vm
