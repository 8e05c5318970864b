// For modules on C libraries that call back: work that is done detached, and callbacks that come back from it.
#pragma once

#include "gc/threads/attach.h"
#include "runtime/object/error.h"

namespace rt {

// Runs `work` detached and gives its result. It touches no object; callbacks of the library attach by themselves.
template <class F>
auto detached(Thread& t, F&& work) {
  gc::Detached scope(t);
  return work();
}

// The calling thread in a callback of a library: attached, whatever it was before, and without the error that may be
// pending in the code that called the library.
class InCallback {
 public:
  InCallback() : t(current()), was_attached_(t.attached()) {
    if (!was_attached_) gc::attach(t);
    pending_ = take_error(t);
  }
  ~InCallback() {
    if (pending_) restore_error(t, std::move(pending_));
    if (!was_attached_) gc::detach(t);
  }
  InCallback(const InCallback&) = delete;
  InCallback& operator=(const InCallback&) = delete;
  Thread& t;

 private:
  bool was_attached_;
  Ref pending_;
};

}  // namespace rt
