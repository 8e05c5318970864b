// Long computations of this folder go in steps, so that whoever started one can let other threads in, or give it up.
//
// A step is a call of GMP with operands of at most kStepLimbs limbs, or another piece of work of a few milliseconds.
// Between two steps the computation calls step(). That function calls what the innermost StepHook of the thread names;
// without a hook the computation simply goes on. The hook may do anything but touch the computation's operands: it may
// run other computations of this folder, or detach the thread and attach it again.
#pragma once

#include <cstddef>

namespace rt::num {

// GMP multiplies two numbers of this size in about a millisecond, and divides by one in about five.
inline constexpr std::size_t kStepLimbs = std::size_t{1} << 14;
// The limbs or characters that a step of linear work handles.
inline constexpr std::size_t kLinearStep = std::size_t{1} << 20;

// For its lifetime, computations of the calling thread come by `hook`. False from it ends them: their results have
// failed, as if memory had run out. It is not called again afterwards.
class StepHook {
 public:
  StepHook(bool (*hook)(void*), void* argument);
  ~StepHook();
  StepHook(const StepHook&) = delete;
  StepHook& operator=(const StepHook&) = delete;

  bool go_on();

 private:
  bool (*hook_)(void*);
  void* argument_;
  StepHook* outer_;
  bool ended_ = false;
};

// False: the computation ends here, and its result has failed.
bool step();

}  // namespace rt::num
