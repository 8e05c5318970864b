// Frames that are looked at by a thread that does not run them: through a traceback, a generator, sys._current_frames()
// or sys._current_exceptions().
//
// Registers belong to the thread that runs the frame and are written without any synchronisation. So the world is stopped; what is
// going to be seen is published in its owner's stead, and counted. Memory for the results is allocated before the pause.
#include "interp/vm/frame.h"
#include "runtime/object/native_modules.h"

namespace vm {

bool runs_elsewhere(const Thread& t, const Frame* f) {
  // A private frame object is this thread's, and so is whatever runs the frame. Under the GIL nothing is private.
  if (gc::kFreeThreaded) return f->published() && f->thread_id != t.id;
  return f->thread_id && f->thread_id != t.id;
}

// ---- all of these: world stopped

static Ref share_foreign(Thread& t, Value v) {
  if (v.is_pointer()) gc::publish(t, v.object());
  return Ref::share(t, v);
}

struct Search {
  Value* r;             // a frame
  Thread* runner;       // whose thread runs it
  const u64* pc;
};

static void search_thread(gc::Thread& thread, void* argument) {
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

// The object of a frame: the one it has, or `made`. The runner is null for the frame of a generator that nobody runs.
static Ref foreign_frame(Thread& t, Value* r, const Thread* runner, Ref& made) {
  if (r[kFrameObject]) return share_foreign(t, r[kFrameObject]);
  auto* f = made.as<Frame>();
  f->thread_id = runner && on_stack(*runner, r, 1) ? runner->id : 0;
  bind_frame_object(t, f, r);
  gc::publish(t, f);
  return std::move(made);
}

// ---- entry points

Ref foreign_locals(Thread& t, Frame* f) {
  u32 count = f->function.get().as<Function>()->code->locals;
  Ref copy = rt::make_tuple_uninitialised(t, count);
  if (!copy) return copy;
  gc::StopTheWorld pause(t, "locals of a running frame");
  Value* r = f->base.load(gc::acquire);
  if (!r) return Ref();
  for (u32 i = 0; i < count; ++i) rt::init_field(rt::as_tuple(copy)->items[i], share_foreign(t, r[i]));
  return copy;
}

Ref foreign_back(Thread& t, Frame* f) {
  Frame* frame = new_frame_object(t);
  if (!frame) return Ref();
  Ref made = Ref::steal(Value(frame));
  gc::StopTheWorld pause(t, "caller of a running frame");
  Value* r = f->base.load(gc::acquire);
  if (!r) return Ref();
  Thread* runner = find_runner(r).runner;
  Value* below = runner ? caller_of(r) : nullptr;
  return below ? foreign_frame(t, below, runner, made) : rt::none();
}

u32 foreign_word(Thread& t, Frame* f) {
  gc::StopTheWorld pause(t, "line of a running frame");
  Value* r = f->base.load(gc::acquire);
  if (!r) return f->lasti < 0 ? 0 : static_cast<u32>(f->lasti);
  Search search = find_runner(r);
  const u64* pc = search.runner ? search.pc : frame_pc(t, r);
  return pc ? static_cast<u32>(pc - f->function.get().as<Function>()->code->words) - 1 : 0;
}

Ref foreign_generator_frame(Thread& t, Generator* g) {
  Frame* frame = new_frame_object(t);
  if (!frame) return Ref();
  Ref made = Ref::steal(Value(frame));
  gc::StopTheWorld pause(t, "frame of a shared generator");
  if (g->state.load(gc::relaxed) == GeneratorState::kFinished) return rt::none();
  return foreign_frame(t, g->window(), nullptr, made);
}

Ref foreign_delegate(Thread& t, Generator* g) {
  gc::StopTheWorld pause(t, "iterator of a shared generator");
  u32 delegate = g->delegate.load(gc::relaxed);
  if (g->state.load(gc::relaxed) != GeneratorState::kSuspended || delegate == 0) return rt::none();
  return share_foreign(t, g->window()[delegate - 1]);
}

// ---- sys._current_frames()

namespace {

struct FrameWalk {
  Thread& t;
  rt::Tuple *spare, *frames, *idents;  // spare: unbound frame objects
  u32 count;
};

}  // namespace

static void enter_frame(gc::Thread& thread, void* argument) {
  auto& walk = *static_cast<FrameWalk*>(argument);
  auto& other = static_cast<Thread&>(thread);
  if (!other.frame || walk.count == walk.frames->length) return;
  Slot& spare = walk.spare->items[walk.count];
  Ref made = Ref::steal(spare.get());
  rt::init_field(walk.frames->items[walk.count], foreign_frame(walk.t, other.frame, &other, made));
  rt::init_field(spare, std::move(made));
  rt::init_field(walk.idents->items[walk.count], Ref::immediate(Value::small_int(static_cast<i64>(other.ident))));
  ++walk.count;
}

static Ref make_spare_frames(Thread& t, u32 count) {
  Ref spare = rt::make_tuple_uninitialised(t, count);
  for (u32 i = 0; spare && i < count; ++i) {
    Frame* f = new_frame_object(t);
    if (!f) return Ref();
    rt::init_field(rt::as_tuple(spare)->items[i], Ref::steal(Value(f)));
  }
  return spare;
}

Ref current_frames_py(Thread& t) {
  u32 room = gc::thread_count() + 8;  // threads that start meanwhile
  Ref spare = make_spare_frames(t, room), frames = rt::make_tuple_uninitialised(t, room), idents = rt::make_tuple_uninitialised(t, room);
  Ref dict = rt::make_dict(t);
  if (!spare || !frames || !idents || !dict) return Ref();
  FrameWalk walk{t, rt::as_tuple(spare), rt::as_tuple(frames), rt::as_tuple(idents), 0};
  {
    gc::StopTheWorld pause(t, "sys._current_frames");
    gc::for_each_thread(enter_frame, &walk);
  }
  for (u32 i = 0; i < walk.count; ++i) {
    if (!rt::dict_set_py(t, rt::as_dict(dict), (*walk.idents)[i], (*walk.frames)[i])) return Ref();
  }
  return dict;
}

// ---- sys._current_exceptions()

namespace {

struct ExceptionWalk {
  Thread& t;
  rt::Tuple *exceptions, *idents;
  u32 count;
};

}  // namespace

static void enter_exception(gc::Thread& thread, void* argument) {
  auto& walk = *static_cast<ExceptionWalk*>(argument);
  auto& other = static_cast<Thread&>(thread);
  if (!other.frame || walk.count == walk.exceptions->length) return;
  rt::init_field(walk.exceptions->items[walk.count], other.handled ? share_foreign(walk.t, other.handled) : rt::none());
  rt::init_field(walk.idents->items[walk.count], Ref::immediate(Value::small_int(static_cast<i64>(other.ident))));
  ++walk.count;
}

static Ref exception_info(Thread& t, Value exception) {
  if (rt::library_minor() >= 12) return Ref::share(t, exception);
  if (rt::is_same(exception, rt::kNone)) return rt::make_tuple(t, rt::kNone, rt::kNone, rt::kNone);
  auto* e = rt::as_exception(exception);
  Ref traceback = rt::load_field(t, e, e->traceback);
  return rt::make_tuple(t, Value(rt::type_of(exception)), exception, traceback ? traceback.get() : rt::kNone);
}

Ref current_exceptions_py(Thread& t) {
  u32 room = gc::thread_count() + 8;  // threads that start meanwhile
  Ref exceptions = rt::make_tuple_uninitialised(t, room), idents = rt::make_tuple_uninitialised(t, room), dict = rt::make_dict(t);
  if (!exceptions || !idents || !dict) return Ref();
  ExceptionWalk walk{t, rt::as_tuple(exceptions), rt::as_tuple(idents), 0};
  {
    gc::StopTheWorld pause(t, "sys._current_exceptions");
    gc::for_each_thread(enter_exception, &walk);
  }
  for (u32 i = 0; i < walk.count; ++i) {
    Ref info = exception_info(t, (*walk.exceptions)[i]);
    if (!info || !rt::dict_set_py(t, rt::as_dict(dict), (*walk.idents)[i], info)) return Ref();
  }
  return dict;
}

}  // namespace vm
