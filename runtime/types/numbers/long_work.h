// Computations with numbers of many digits, beside which other threads and signal handlers run.
#pragma once

#include <initializer_list>

#include "runtime/num/steps.h"
#include "runtime/object/ops.h"

namespace rt {

// While it lives, the thread is detached and computes with the kernels of runtime/num, which touch no object but the
// limbs of its operands. When the thread is polled, the kernels attach it between two steps, and Python code may run:
// signal handlers, finalizers. If that raises an error, the error is pending, and the results of the kernels have
// failed as if memory had run out: raise_no_result() tells which it was.
class LongWork {
 public:
  // `operands`, at most five: what the computation reads. They are held: while the thread is detached, only a count
  // keeps an argument alive, since borrowed references do not hold up a grace period.
  LongWork(Thread& t, std::initializer_list<Value> operands);

 private:
  static bool poll(void* thread);

  Ref held_[5];
  gc::Detached detached_;
  num::StepHook hook_;
};

// For a result of the kernels that has failed: the error that has ended the computation stays pending, else MemoryError
// is raised.
Error raise_no_result(Thread& t);

// Operands with so many limbs in all are worth it: the kernels need more than some tens of microseconds.
inline constexpr size_t kLongLimbs = size_t{1} << 12;

}  // namespace rt
