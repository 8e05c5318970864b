// Long loops of native code over characters and bytes, which keep neither signals nor other threads waiting. Loops that
// handle values call poll_py() for each of them.
#pragma once

#include <initializer_list>
#include <optional>

#include "runtime/object/ops.h"

namespace rt {

// A safepoint at every 4096th step of a loop. May run Python code; false: an error is pending.
inline bool poll_at_py(Thread& t, u64 step) { return (step + 1) % 4096 != 0 || poll_py(t); }

// To detach a thread costs less than a hundredth of what it takes to handle so many bytes, less than a millisecond.
inline constexpr u64 kLongText = u64{1} << 16;

// Keeps the thread detached for its lifetime if it handles more than `units` characters or bytes; a signal handler
// then runs afterwards. Meanwhile only unchanging contents of `operands`, which are held, and pinned buffers may be
// read, and memory be used that is no object's. At most three operands.
class BesideOthers {
 public:
  BesideOthers(Thread& t, u64 units, std::initializer_list<Value> operands) {
    if (units > kLongText) [[unlikely]]
      detached_.emplace(t, operands);
  }

 private:
  struct Held {
    [[gnu::noinline]] Held(Thread& t, std::initializer_list<Value> operands) : detached((share(t, operands), t)) {}
    void share(Thread& t, std::initializer_list<Value> operands) {
      Ref* to = values;
      for (Value v : operands) *to++ = Ref::share(t, v);
    }
    Ref values[3];
    gc::Detached detached;
  };
  std::optional<Held> detached_;
};

}  // namespace rt
