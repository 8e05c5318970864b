#include "tests/model/fiber.h"

#include <cstdint>

// The registers that a call keeps are on the stack, and above them the address to go on at.
asm(R"(
  .text
  .type model_switch_fiber, @function
model_switch_fiber:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  retq
  .size model_switch_fiber, . - model_switch_fiber
)");
extern "C" void model_switch_fiber(void** from, void* to);

namespace gc::model {

void* new_fiber(void* stack, size_t bytes, void (*body)()) {
  constexpr size_t kKept = 6;
  uintptr_t top = (reinterpret_cast<uintptr_t>(stack) + bytes) & ~uintptr_t{15};
  auto* words =
      reinterpret_cast<uintptr_t*>(top) - 2;  // as after a call: the stack pointer is 8 beyond a multiple of 16
  words[0] = reinterpret_cast<uintptr_t>(body);
  words[1] = 0;  // there is nothing to return to
  for (size_t i = 1; i <= kKept; ++i) *(words - i) = 0;
  return words - kKept;
}

void switch_fiber(void** from, void* to) { model_switch_fiber(from, to); }

}  // namespace gc::model
