// Reading frames that this thread does not run: through a traceback, a generator, sys._current_frames() or
// sys._current_exceptions().
//
// The registers of a frame belong to the thread that runs it, which writes them without synchronisation. So the world
// is stopped, and the values that are read are published on behalf of their owners, and counted. The objects for the
// results are made inside the pause. If they were made before, another thread's gc.get_objects() might find them
// unfinished and publish them before the values that they will hold.
#include <vector>

#include "interp/vm/frame.h"
#include "runtime/object/live_objects.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/numbers/int.h"

namespace vm {

bool runs_elsewhere(const Thread& t, const Frame* f) {
  // If the frame object is private, it belongs to this thread, and no other thread can run the frame. With a GIL there
  // are no private objects.
  if (gc::kFreeThreaded) return f->published() && f->thread_id != t.id;
  return f->thread_id && f->thread_id != t.id;
}

// ---- all of these: world stopped

static Ref share_foreign(Thread& t, Value v) {
  ASSERT(gc::world_stopped());
  if (v.is_pointer()) gc::publish(t, v.object());
  return Ref::share(t, v);
}

struct Search {
  Value* r;        // a frame
  Thread* runner;  // whose thread runs it
  const u64* pc;
};

static void search_thread(gc::Thread& thread, void* argument) {
  ASSERT(gc::world_stopped());
  auto& search = *static_cast<Search*>(argument);
  auto& t = static_cast<Thread&>(thread);
  for (Value* r = t.frame; r; r = caller_of(r)) {
    if (r != search.r) continue;
    search.runner = &t;
    search.pc = frame_pc(t, r);
  }
}

static Search find_runner(Value* r) {
  Search search{r, nullptr, nullptr};
  gc::for_each_thread(search_thread, &search);
  return search;
}

// The object of a frame. The runner is null for the frame of a generator that nobody runs. Empty: MemoryError.
static Ref foreign_frame(Thread& t, Value* r, const Thread* runner) {
  ASSERT(gc::world_stopped());
  if (r[kFrameObject]) return share_foreign(t, r[kFrameObject]);
  Frame* f = new_frame_object(t);
  if (!f) return Ref();
  f->thread_id = runner && on_stack(*runner, r, 1) ? runner->id : 0;
  bind_frame_object(t, f, r);
  gc::publish(t, f);
  return Ref::steal(Value(f));
}

// ---- entry points

Ref foreign_locals(Thread& t, Frame* f) {
  gc::StopTheWorld pause(t, "locals of a running frame");
  Value* r = f->base.load(gc::acquire);
  if (!r) return Ref();
  u32 count = code_of_frame(f)->locals;
  Ref copy = rt::make_tuple_uninitialised(t, count);
  for (u32 i = 0; copy && i < count; ++i) rt::init_field(rt::as_tuple(copy)->items[i], share_foreign(t, r[i]));
  return copy;
}

Ref foreign_back(Thread& t, Frame* f) {
  gc::StopTheWorld pause(t, "caller of a running frame");
  Value* r = f->base.load(gc::acquire);
  if (!r) return Ref();
  Thread* runner = find_runner(r).runner;
  Value* below = runner ? caller_of(r) : nullptr;
  return below ? foreign_frame(t, below, runner) : rt::none();
}

i64 foreign_word(Thread& t, Frame* f) {
  gc::StopTheWorld pause(t, "line of a running frame");
  Value* r = f->base.load(gc::acquire);
  if (!r) return f->lasti;
  Search search = find_runner(r);
  const u64* pc = search.runner ? search.pc : frame_pc(t, r);
  return pc ? pc - code_of_frame(f)->words - 1 : 0;
}

// True if this thread may write a register of the frame: it runs the frame itself, or the frame belongs to a generator
// that no thread has claimed.
static bool may_set(Thread& t, const Frame* f, Value* r) {
  ASSERT(gc::world_stopped());
  if (Thread* runner = find_runner(r).runner) return runner == &t;
  return f->thread_id == 0 && generator_of(r)->state.load(gc::relaxed) != GeneratorState::kRunning;
}

bool foreign_set_register(Thread& t, Frame* f, u64 i, Ref value, Ref* old) {
  {
    gc::StopTheWorld pause(t, "variable of a shared frame");
    Value* r = f->base.load(gc::acquire);
    if (!r) return true;
    if (may_set(t, f, r)) {
      // The frame object may be published and its generator private to another thread. So the value is published in any
      // case.
      if (value.get().is_pointer()) gc::publish(t, value.object());
      *old = swap_register(t, r, i, std::move(value));
      if (old->get().is_pointer()) gc::publish(t, old->object());
      return true;
    }
  }
  return rt::raise(t, rt::kRuntimeErrorType, "cannot set a local variable of a frame that another thread runs");
}

Ref foreign_generator(Thread& t, const Frame* f) {
  gc::StopTheWorld pause(t, "generator of a shared frame");
  Value* r = f->base.load(gc::acquire);
  return r ? rt::hold_if_alive(t, generator_of(r)) : Ref();
}

Ref foreign_generator_frame(Thread& t, Generator* g) {
  gc::StopTheWorld pause(t, "frame of a shared generator");
  if (g->state.load(gc::relaxed) == GeneratorState::kFinished) return rt::none();
  return foreign_frame(t, g->window(), nullptr);
}

Ref foreign_delegate(Thread& t, Generator* g) {
  gc::StopTheWorld pause(t, "iterator of a shared generator");
  u32 delegate = g->delegate.load(gc::relaxed);
  if (g->state.load(gc::relaxed) != GeneratorState::kSuspended || delegate == 0) return rt::none();
  return share_foreign(t, g->window()[delegate - 1]);
}

// ---- sys._current_frames(), sys._current_exceptions()

namespace {

struct Seen {
  i64 ident;  // of the thread
  Ref value;
};
struct ThreadWalk {
  Thread& t;
  std::vector<Seen> seen;
};

}  // namespace

static void enter_frame(gc::Thread& thread, void* argument) {
  ASSERT(gc::world_stopped());
  auto& walk = *static_cast<ThreadWalk*>(argument);
  auto& other = static_cast<Thread&>(thread);
  if (other.frame) walk.seen.push_back({static_cast<i64>(other.ident), foreign_frame(walk.t, other.frame, &other)});
}

static void enter_exception(gc::Thread& thread, void* argument) {
  ASSERT(gc::world_stopped());
  auto& walk = *static_cast<ThreadWalk*>(argument);
  auto& other = static_cast<Thread&>(thread);
  if (other.frame)
    walk.seen.push_back(
        {static_cast<i64>(other.ident), other.handled ? share_foreign(walk.t, other.handled) : rt::none()});
}

static std::vector<Seen> look_at_threads(Thread& t, void (*enter)(gc::Thread&, void*), const char* reason) {
  ThreadWalk walk{t, {}};
  gc::StopTheWorld pause(t, reason);
  gc::for_each_thread(enter, &walk);
  return std::move(walk.seen);
}

Ref current_frames_py(Thread& t) {
  Ref dict = rt::make_dict(t);
  if (!dict) return Ref();
  for (const Seen& seen : look_at_threads(t, enter_frame, "sys._current_frames")) {
    if (!seen.value || !rt::dict_set_py(t, rt::as_dict(dict), Ref(rt::make_int(t, seen.ident)), seen.value))
      return Ref();
  }
  return dict;
}

static Ref exception_info(Thread& t, Value exception) {
  if (rt::library_minor() >= 12) return Ref::share(t, exception);
  if (rt::is_same(exception, rt::kNone)) return rt::make_tuple(t, rt::kNone, rt::kNone, rt::kNone);
  auto* e = rt::as_exception(exception);
  Ref traceback = rt::load_field(t, e, e->traceback);
  return rt::make_tuple(t, Value(rt::type_of(exception)), exception, traceback ? traceback.get() : rt::kNone);
}

Ref current_exceptions_py(Thread& t) {
  Ref dict = rt::make_dict(t);
  if (!dict) return Ref();
  for (const Seen& seen : look_at_threads(t, enter_exception, "sys._current_exceptions")) {
    Ref info = exception_info(t, seen.value);
    if (!info || !rt::dict_set_py(t, rt::as_dict(dict), Ref(rt::make_int(t, seen.ident)), info)) return Ref();
  }
  return dict;
}

}  // namespace vm
