// How a thread that computes for long is polled.
#include "runtime/types/numbers/long_work.h"

namespace rt {

static void hold(Thread& t, std::initializer_list<Value> operands, Ref* held) {
  for (Value v : operands) *held++ = Ref::share(t, v);
}

// Attaches the thread for as long as it takes to do what it is asked for.
static bool poll_attached_py(Thread& t) {
  gc::attach(t);
  bool go_on = poll_py(t);
  gc::detach(t);
  return go_on;
}

// lint: name: the hook of a computation that says itself what may run
bool LongWork::poll(void* thread) {
  Thread& t = *static_cast<Thread*>(thread);
  return t.poll.load(gc::relaxed) == 0 || poll_attached_py(t);
}

Error raise_no_result(Thread& t) { return error_pending(t) ? Error{} : raise_memory_error(t); }

LongWork::LongWork(Thread& t, std::initializer_list<Value> operands)
    : detached_((hold(t, operands, held_), t)), hook_(poll, &t) {}

}  // namespace rt
