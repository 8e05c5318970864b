// The hooks of long computations. Each thread has a list of them, the innermost first.
#include "runtime/num/steps.h"

#include <utility>

namespace rt::num {

static thread_local StepHook* t_hook = nullptr;

StepHook::StepHook(bool (*hook)(void*), void* argument) : hook_(hook), argument_(argument), outer_(t_hook) {
  t_hook = this;
}

StepHook::~StepHook() { t_hook = outer_; }

bool StepHook::go_on() {
  if (!ended_) ended_ = !hook_(argument_);
  return !ended_;
}

bool step() { return t_hook == nullptr || t_hook->go_on(); }

}  // namespace rt::num
