#include "runtime/object/large_stack.h"

#include <sys/mman.h>
#include <ucontext.h>

#include <utility>

#include "gc/base/sanitizers.h"
#include "runtime/object/error.h"

namespace rt {

namespace {

constexpr size_t kStackBytes = size_t{512} << 20;
constexpr size_t kReserve = size_t{256} << 10;  // at its end: for C code that checks no limit, and for the guard page
constexpr size_t kPage = 4096;

// The sanitizers keep an account of one stack for each thread.
#if defined(TINYPY_ASAN) || defined(TINYPY_TSAN)
constexpr bool kHasLargeStacks = false;
#else
constexpr bool kHasLargeStacks = true;
#endif

struct Call {
  const std::function<void()>& f;
  ucontext_t caller, callee;
};

// makecontext() passes ints. At its end the context of the caller goes on (uc_link).
void run_call(unsigned low, unsigned high) {
  auto* call = reinterpret_cast<Call*>(u64{high} << 32 | low);
  call->f();
}

}  // namespace

bool call_on_large_stack(Thread& t, const std::function<void()>& f) {
  if (!kHasLargeStacks) return raise_recursion_error(t, " on a large stack");
  void* memory = mmap(nullptr, kStackBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) return raise_memory_error(t);
  mprotect(memory, kPage, PROT_NONE);
  Call call{f, {}, {}};
  getcontext(&call.callee);
  call.callee.uc_stack.ss_sp = memory;
  call.callee.uc_stack.ss_size = kStackBytes;
  call.callee.uc_link = &call.caller;
  u64 place = reinterpret_cast<u64>(&call);
  makecontext(&call.callee, reinterpret_cast<void (*)()>(run_call), 2, static_cast<unsigned>(place),
              static_cast<unsigned>(place >> 32));
  char* limit = std::exchange(t.native_stack_limit, static_cast<char*>(memory) + kReserve);
  swapcontext(&call.caller, &call.callee);
  t.native_stack_limit = limit;
  munmap(memory, kStackBytes);
  return true;
}

}  // namespace rt
