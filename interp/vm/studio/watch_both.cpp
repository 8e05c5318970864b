// Tells two watchers of everything.
#include "interp/vm/studio/watch_both.h"

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

  void before_lock(Thread& t, const Object* lock) override {
    decides_.before_lock(t, lock);
    notes_.before_lock(t, lock);
  }
  void acquired(Thread& t, const Object* lock) override {
    notes_.acquired(t, lock);
    decides_.acquired(t, lock);
  }
  void releases(Thread& t, const Object* lock) override {
    notes_.releases(t, lock);
    decides_.releases(t, lock);
  }
  void released(Thread& t) override {
    notes_.released(t);
    decides_.released(t);
  }
  void sends(Thread& t, const void* subject, Item item) override {
    notes_.sends(t, subject, item);
    decides_.sends(t, subject, item);
  }
  void receives(Thread& t, const void* subject, Item item) override {
    notes_.receives(t, subject, item);
    decides_.receives(t, subject, item);
  }
  void forgets(const void* subject) override {
    notes_.forgets(subject);
    decides_.forgets(subject);
  }

  // The scheduler looks at each instruction first: the thread may wait there, and what it does then comes after what
  // the others have done meanwhile. Watchers of instructions are called in the order in which they came.
  void starts(Thread& parent, Thread& child, const Object* function) override {
    decides_.starts(parent, child, function);
    notes_.starts(parent, child, function);
  }
  void start_failed(Thread& child) override {
    notes_.start_failed(child);
    decides_.start_failed(child);
  }
  void begins(Thread& child) override {
    notes_.begins(child);
    decides_.begins(child);
  }
  void ended() override {
    notes_.ended();
    decides_.ended();
  }
  void thread_failed(Thread& t) override {
    notes_.thread_failed(t);
    decides_.thread_failed(t);
  }
  void forked(Thread& t) override {
    notes_.forked(t);
    decides_.forked(t);
  }

  gc::Waited wait(Thread& t, const gc::WatchedWait& wait) override { return decides_.wait(t, wait); }
  void detaches(Thread& t) override {
    notes_.detaches(t);
    decides_.detaches(t);
  }
  void attached(Thread& t) override {
    decides_.attached(t);
    notes_.attached(t);
  }
  gc::i64 time(gc::i32 clock, gc::i64 ns) override { return decides_.time(clock, ns); }

  void made(Thread& t, const Object* object) override {
    notes_.made(t, object);
    decides_.made(t, object);
  }
  void finalizes(Thread& t, bool begins) override {
    notes_.finalizes(t, begins);
    decides_.finalizes(t, begins);
  }

 private:
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
