// Tells two watchers of everything.
#include "interp/vm/studio/watch_both.h"

#include <type_traits>

#include "gc/base/assert.h"

namespace vm {

namespace {

using gc::Object;
using gc::Thread;
using gc::ThreadWatcher;

class Both final : public ThreadWatcher {
 public:
  Both(ThreadWatcher& notes, ThreadWatcher& decides) : ThreadWatcher(true), notes_(notes), decides_(decides) {
    ASSERT(!notes.decides && decides.decides);
  }

  void before_lock(Thread& t, const Object* lock) override { decides_first(&ThreadWatcher::before_lock, t, lock); }
  void acquired(Thread& t, const Object* lock) override { notes_first(&ThreadWatcher::acquired, t, lock); }
  void releases(Thread& t, const Object* lock) override { notes_first(&ThreadWatcher::releases, t, lock); }
  void released(Thread& t) override { notes_first(&ThreadWatcher::released, t); }
  void sends(Thread& t, const void* subject, Item item) override {
    notes_first(&ThreadWatcher::sends, t, subject, item);
  }
  void receives(Thread& t, const void* subject, Item item) override {
    notes_first(&ThreadWatcher::receives, t, subject, item);
  }
  void forgets(const void* subject) override { notes_first(&ThreadWatcher::forgets, subject); }

  void starts(Thread& parent, Thread& child, const Object* function) override {
    decides_first(&ThreadWatcher::starts, parent, child, function);
  }
  void start_failed(Thread& child) override { notes_first(&ThreadWatcher::start_failed, child); }
  void begins(Thread& child) override { notes_first(&ThreadWatcher::begins, child); }
  void ended() override { notes_first(&ThreadWatcher::ended); }
  void thread_failed(Thread& t) override { notes_first(&ThreadWatcher::thread_failed, t); }
  void forked(Thread& t) override { notes_first(&ThreadWatcher::forked, t); }

  gc::Waited wait(Thread& t, const gc::WatchedWait& wait) override { return decides_.wait(t, wait); }
  void detaches(Thread& t) override { notes_first(&ThreadWatcher::detaches, t); }
  void attached(Thread& t) override { decides_first(&ThreadWatcher::attached, t); }
  gc::i64 time(gc::i32 clock, gc::i64 ns) override { return decides_.time(clock, ns); }

  void made(Thread& t, const Object* object) override { notes_first(&ThreadWatcher::made, t, object); }
  void finalizes(Thread& t, bool begins) override { notes_first(&ThreadWatcher::finalizes, t, begins); }

 private:
  template <class... Parameters>
  static void tell(ThreadWatcher& first, ThreadWatcher& second, void (ThreadWatcher::*f)(Parameters...),
                   std::type_identity_t<Parameters>... arguments) {
    (first.*f)(arguments...);
    (second.*f)(arguments...);
  }
  // The one that decides comes first where it may wait: a thread that has waited may find everything changed.
  void notes_first(auto f, auto&... arguments) { tell(notes_, decides_, f, arguments...); }
  void decides_first(auto f, auto&... arguments) { tell(decides_, notes_, f, arguments...); }

  ThreadWatcher &notes_, &decides_;
};

}  // namespace

void install_watcher(ThreadWatcher& watcher) {
  if (gc::g_thread_watcher) {
    static Both both(*gc::g_thread_watcher, watcher);
    gc::g_thread_watcher = &both;
  } else {
    gc::g_thread_watcher = &watcher;
  }
}

}  // namespace vm
