// Generators and coroutines as objects: resuming from C++, throw, close, attributes, types. The handlers are in
// ops/generator.cpp.
#include "interp/vm/frame/generator.h"

#include "interp/vm/cache/loaded.h"
#include "interp/vm/frame/call.h"
#include "interp/vm/frame/shadow.h"
#include "interp/vm/frame/uncounted.h"
#include "interp/vm/observe/instrument.h"
#include "runtime/library/core/warnings.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/unraisable.h"
#include "runtime/object/warn.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::Error;
using rt::TypeId;

static Generator* gen(Value v) { return v.as<Generator>(); }

// ---- resuming from C++

// How a generator is resumed.
enum class Resume { kSend, kThrow, kBehindDelegate };

// The window of a claimed generator becomes a frame above the current one.
static Value* link_window(Thread& t, Generator* g) {
  ASSERT(g->state.load(gc::relaxed) == GeneratorState::kRunning);
  Value* r = g->window();
  r[kReturnPc] = Value(reinterpret_cast<u64>(t.pc) | 1);
  r[kLink] = Value(make_link(t.frame, 0, kEntryFrame | kGeneratorFrame));
  return r;
}

// Where a generator that waits in `yield from` goes on when its iterator ends: where the SEND, which stands right
// before the YIELD, jumps. At the YIELD it would send the value to the exhausted iterator again.
static const u64* send_of(const Generator* g) {
  ASSERT(is_op(load_word(g->pc - 3), Op::SEND));
  return g->pc - 3;
}
static const u64* behind_delegate(const Generator* g) { return send_of(g) + 2 + low_half(send_of(g) + 1); }

// Reports the pending StopIteration as CPython does: it is thrown into the generator, which handles it behind the SEND.
// False: a callback has raised another error, which is pending in its place.
static bool observe_end_of_delegate_py(Thread& t, const Generator* g, Value* r) {
  Ref stop = Ref::share(t, t.error);
  observe_throw_py(t, r, g->pc);
  if (rt::is_same(t.error, stop)) observe_raise_py(t, r, g->pc, false);
  if (rt::is_same(t.error, stop)) observe_handled_py(t, r, behind_delegate(g) + 1);
  return rt::is_same(t.error, stop);
}

// The iterator of a generator's `yield from` has ended by the pending StopIteration: its value becomes that of the
// expression, and the generator's pc is behind it. False: an error is pending.
static bool leave_delegate_py(Thread& t, Generator* g, Value* r) {
  if (g_observing.load(gc::relaxed) && !observe_end_of_delegate_py(t, g, r)) [[unlikely]]
    return false;
  Ref value;
  if (!rt::catch_stop_iteration(t, &value)) return false;
  Value old = std::exchange(r[op_a(load_word(send_of(g)))], value.release());
  g->pc = behind_delegate(g);
  g->delegate.store(0, gc::relaxed);
  drop(&t, old);
  return true;
}

// Runs a claimed generator until it yields or ends. kSend: `sent` (borrowed) becomes the value of the yield; kThrow:
// the pending error is raised there; kBehindDelegate: the pending StopIteration has ended what it delegates to.
TINYPY_INLINE static Ref run_generator_py(Thread& t, Generator* g, Resume how, Value sent, Ref* result) {
  Value* frame = t.frame;
  const u64* pc = t.pc;
  Value* r = link_window(t, g);
  enter_bookkeeping(t, g, frame_top(t));
  const Value* k = function_of(r)->constants;
  u64 before = load_word(g->pc - 1), out;
  gc::NestedInstructions nested;
  gc::begin_instruction(g->pc);
  bool raises = how == Resume::kThrow || (how == Resume::kBehindDelegate && !leave_delegate_py(t, g, r));
  if (raises) {
    if (g->handles) rt::set_exception_context(t, t.error, t.handled);
    if (how == Resume::kThrow && g_observing.load(gc::relaxed)) [[unlikely]]
      observe_throw_py(t, r, g->pc);
    out = unwind(before, g->pc, r, &t, k, 0);
  } else {
    Value old;
    if (how == Resume::kSend && is_op(before, Op::YIELD)) {
      old = std::exchange(r[op_a(before)], Ref::share(t, sent).release());
    }
    u64 first = load_word(g->pc);
    if (old.is_counted()) [[unlikely]]
      out = release_next(before, g->pc, r, &t, k, old.bits());  // releases it in the generator's frame, then goes on
    else {
      gc::begin_instruction(g->pc + 1);
      out = g_dispatch.at[first & 0xffff](first, g->pc + 1, r, &t, k, 0);
    }
  }
  t.frame = frame;
  t.pc = pc;
  Value v(out);
  if (v == rt::kStop) {
    Value returned = std::exchange(generator_result(t), Value());
    if (result) *result = Ref::steal(returned);
    else drop(&t, returned);
  }
  return v.is_uncounted() ? Ref::share(t, v) : Ref::steal(v);
}

// A generator that has not run yet ends at once when an error is thrown into it.
static void end_fresh_generator_py(Thread& t, Generator* g) {
  Ref error = rt::take_error(t);
  enter_bookkeeping(t, g, frame_top(t));
  Value* r = link_window(t, g);
  Value* frame = std::exchange(t.frame, r);
  const u64* pc = std::exchange(t.pc, g->pc);
  rt::restore_error(t, std::move(error));
  bool observed = g_observing.load(gc::relaxed);
  if (observed) observe_throw_py(t, r, g->pc);
  add_traceback(t, r, g->pc);
  if (observed) {
    observe_raise_py(t, r, g->pc, false);
    observe_leaving_py(t, r, g->pc);
  }
  error = rt::take_error(t);
  finish_generator(t, g);
  t.frame = frame;
  t.pc = pc;
  rt::restore_error(t, std::move(error));
}

static const char* kind_of(const Generator* g) {
  return rt::is_exact(g, TypeId::kCoroutine)        ? "coroutine"
         : rt::is_exact(g, TypeId::kAsyncGenerator) ? "async generator"
                                                    : "generator";
}

// The result of resuming a generator that has finished.
static Ref resume_finished(Thread& t, const Generator* g, bool sends) {
  bool coroutine = rt::is_exact(g, TypeId::kCoroutine);
  if (!sends && !coroutine) return Ref();  // the thrown error stays pending
  if (!sends) rt::clear_error(t);
  if (coroutine) return rt::raise(t, rt::kRuntimeErrorType, "cannot reuse already awaited coroutine");
  return Ref::immediate(rt::kStop);
}

static bool may_enter(Thread& t) {
  return t.depth < t.recursion_limit.load(gc::relaxed) || rt::raise_recursion_error(t, "");
}

// Resumes a generator that is claimed or has finished. `sent` empty: the pending error is thrown in.
TINYPY_INLINE static Ref resume_claimed_py(Thread& t, Generator* g, Value sent, Ref* result) {
  if (g->state.load(gc::relaxed) == GeneratorState::kFinished) return resume_finished(t, g, bool(sent));
  bool fresh = is_fresh(g);
  if (fresh && sent && !rt::is_same(sent, rt::kNone)) {
    release_claim(g);
    return rt::raise_type_error(t, "can't send non-None value to a just-started %s", kind_of(g));
  }
  Ref holder = Ref::share(t, Value(g));  // the generator's code may drop the last reference to it
  if (fresh && !sent) {
    end_fresh_generator_py(t, g);
    return Ref();
  }
  return run_generator_py(t, g, sent ? Resume::kSend : Resume::kThrow, sent, result);
}

Ref resume_generator_py(Thread& t, Generator* g, Value sent, Ref* result) {
  rt::NativeDepth depth(t, " while resuming a generator");
  if (!depth || !may_enter(t) || !(claim_quickly(g) || claim_generator(t, g))) return Ref();
  return resume_claimed_py(t, g, sent, result);
}

// PEP 479: StopIteration must not leave a generator.
Value generator_error(Thread& t, Generator* g, Value error) {
  bool async = rt::is_exact(g, TypeId::kAsyncGenerator), coroutine = rt::is_exact(g, TypeId::kCoroutine);
  bool stop = rt::is_instance(error, rt::kStopIterationType),
       async_stop = async && rt::is_instance(error, rt::kStopAsyncIterationType);
  if (!stop && !async_stop) return error;
  Ref original = Ref::steal(error);
  rt::raise(t, rt::kRuntimeErrorType, "%s raised %s",
            async       ? "async generator"
            : coroutine ? "coroutine"
                        : "generator",
            stop ? "StopIteration" : "StopAsyncIteration");
  Ref replacement = rt::take_error(t);
  auto* e = rt::as_exception(replacement);
  rt::store_field(t, e, e->cause, Ref::share(t, original));
  rt::store_field(t, e, e->context, std::move(original));
  e->suppress_context.store(true, gc::relaxed);
  return replacement.release();
}

// ---- throw and close

// The iterator that a claimed or private generator delegates to (yield from), or empty.
static Ref delegate_of(Thread& t, Generator* g) {
  ASSERT(!gc::kFreeThreaded || !g->published() || g->state.load(gc::relaxed) == GeneratorState::kRunning);
  u32 delegate = g->delegate.load(gc::relaxed);
  Value v = delegate ? g->window()[delegate - 1] : Value();
  return v.is_pointer() ? Ref::share(t, v) : Ref();
}

static bool close_iterator_py(Thread& t, Value iterator) {
  if (rt::is_exact(iterator, TypeId::kGenerator) || rt::is_exact(iterator, TypeId::kCoroutine)) {
    return generator_close_py(t, gen(iterator));
  }
  Ref close = rt::getattr_optional_py(t, iterator, rt::name(rt::N::close));
  if (!close && t.error) rt::write_unraisable_py(t, nullptr, iterator);
  if (!close) return true;
  return bool(rt::call_py(t, close));
}

static Ref stopped(Thread& t, const Generator* g, Ref v, Ref& result) {
  if (rt::is_exact(g, TypeId::kAsyncGenerator)) return v;
  if (v && v.get() == rt::kStop) return rt::raise_stop_iteration(t, result ? result.get() : rt::kNone);
  return v;
}

// Makes a claimed generator a frame of the stack while an exception is thrown into its inner iterator. So tracebacks
// and sys._getframe() show the generator, as they do when it resumes that iterator.
class DelegatingFrame {
 public:
  DelegatingFrame(Thread& t, Generator* g) : t_(t), g_(g), frame_(t.frame), pc_(t.pc) {
    Value* r = link_window(t, g);
    enter_bookkeeping(t, g, frame_top(t));
    t.frame = r;
    t.pc = g->pc;
  }
  ~DelegatingFrame() {
    leave_generator(t_, g_);
    t_.frame = frame_;
    t_.pc = pc_;
  }

 private:
  Thread& t_;
  Generator* g_;
  Value* frame_;
  const u64* pc_;
};

// What throw() of the inner iterator of a claimed generator gives: it gets the arguments as they are, so it may take
// what is no exception. Empty without an error: the iterator has no throw(). *unknown: looking up throw() has raised an
// error, which goes to the caller and not into the generator.
static Ref throw_into_delegate_py(Thread& t, Value inner, const Thrown& thrown, bool* unknown) {
  if (rt::is_exact(inner, TypeId::kGenerator) || rt::is_exact(inner, TypeId::kCoroutine)) {
    return generator_throw_py(t, gen(inner), thrown);
  }
  Ref thrower = rt::getattr_optional_py(t, inner, rt::name(rt::N::throw_));
  *unknown = !thrower && t.error;
  if (!thrower) return Ref();
  Value args[] = {thrown.type, thrown.value, thrown.traceback};
  u32 given = !thrown.value ? 1 : !thrown.traceback ? 2 : 3;
  return rt::call_py(t, thrower, rt::CallArgs{args, given, Value()});
}

// True if GeneratorExit is thrown: the inner iterator is closed instead.
static bool is_exit(const Thrown& thrown) {
  Value type = rt::is_exception_type(thrown.type) ? thrown.type : Value(rt::type_of(thrown.type));
  return rt::is_subtype(type.as<rt::Type>(), rt::kGeneratorExitType);
}

// The same; then the claimed generator goes on with the outcome (a value, or an error) of the inner iterator.
static Ref throw_through_delegate_py(Thread& t, Generator* g, Value inner, const Thrown& thrown, Ref* result) {
  Ref holder = Ref::share(t, Value(g));  // it may drop the last reference to itself
  Ref v;
  bool unknown = false;
  {
    DelegatingFrame frame(t, g);
    bool leaves = is_exit(thrown);
    bool passed_on =
        leaves ? close_iterator_py(t, inner) : bool(v = throw_into_delegate_py(t, inner, thrown, &unknown));
    if (!t.error && (leaves || !passed_on)) {
      Ref exception = thrown_exception_py(t, thrown);
      unknown = !exception;
      if (exception) rt::restore_error(t, std::move(exception));
    }
  }
  if (v || unknown) {  // yielded by the inner iterator, or nothing has happened
    release_claim(g);
    return v;
  }
  Resume how = rt::error_is(t, rt::kStopIterationType) ? Resume::kBehindDelegate : Resume::kThrow;
  return run_generator_py(t, g, how, Value(), result);
}

// Throws into the generator itself. It is not claimed meanwhile, since making the exception may run Python code.
static Ref throw_here_py(Thread& t, Generator* g, const Thrown& thrown, Ref* result) {
  Ref exception = thrown_exception_py(t, thrown);
  if (!exception || !claim_generator(t, g)) return Ref();
  rt::restore_error(t, std::move(exception));
  return resume_claimed_py(t, g, Value(), result);
}

Ref generator_throw_py(Thread& t, Generator* g, const Thrown& thrown) {
  rt::NativeDepth depth(t, " while resuming a generator");
  if (!depth || !may_enter(t) || !claim_generator(t, g)) return Ref();
  Ref result, v;
  bool finished = g->state.load(gc::relaxed) == GeneratorState::kFinished;
  if (Ref inner = finished ? Ref() : delegate_of(t, g)) {
    v = throw_through_delegate_py(t, g, inner, thrown, &result);
  } else {
    if (!finished) release_claim(g);
    v = throw_here_py(t, g, thrown, &result);
  }
  return stopped(t, g, std::move(v), result);
}

Ref generator_throw_py(Thread& t, Generator* g, Value exception) { return generator_throw_py(t, g, Thrown{exception}); }

rt::Error raise_bare(Thread& t, rt::Type* type) {
  Ref exception = rt::make_exception_raw(t, type, Ref::steal(rt::empty_tuple()));
  if (exception) rt::raise_error(t, exception);
  return {};
}

// True if no code of a claimed generator would notice GeneratorExit: no handler covers its yield, and nobody observes.
static bool ends_silently(Generator* g) {
  if (g_observing.load(gc::relaxed) || rt::is_exact(g, TypeId::kAsyncGenerator)) return false;
  const Code* code = code_of(g->window());
  return !comp::handler_of(code, static_cast<u32>(g->pc - code->words) - 1);
}

// Closes what a claimed generator delegates to, if that is a generator or coroutine. *other: it is something else.
static bool close_delegate_py(Thread& t, Generator* g, bool* other) {
  Ref inner = delegate_of(t, g);
  *other = inner && !rt::is_exact(inner, TypeId::kGenerator) && !rt::is_exact(inner, TypeId::kCoroutine);
  if (!inner || *other) return true;
  DelegatingFrame frame(t, g);
  return generator_close_py(t, gen(inner));
}

// Closes a claimed generator without GeneratorExit, which nobody would notice. Empty: an error is pending.
static Ref end_silently_py(Thread& t, Generator* g, bool* other) {
  Ref holder = Ref::share(t, Value(g));  // closing what it delegates to may drop the last reference to it
  if (!close_delegate_py(t, g, other)) return run_generator_py(t, g, Resume::kThrow, Value(), nullptr);
  if (*other) return Ref();
  // It has finished before its variables go: finalizers may close it again.
  g->delegate.store(0, gc::relaxed);
  g->state.store(GeneratorState::kFinished, gc::release);
  empty_frame(t, g->window(), g->frame_size);
  if (g->handled.get()) rt::store_field(t, g, g->handled, Ref());
  return rt::none();
}

// Closes a generator: throws GeneratorExit into it. The result is the value that it returns, None if it had ended.
// Empty: an error is pending.
static Ref close_for_value_py(Thread& t, Generator* g) {
  rt::NativeDepth depth(t, " while closing a generator");
  if (!depth || !may_enter(t) || !claim_generator(t, g)) return Ref();
  if (g->state.load(gc::relaxed) == GeneratorState::kFinished) return rt::none();
  if (is_fresh(g)) {
    enter_bookkeeping(t, g, frame_top(t));
    finish_generator(t, g);
    return rt::none();
  }
  if (ends_silently(g)) {
    bool other;
    Ref closed = end_silently_py(t, g, &other);
    if (!other) return closed;
  }
  release_claim(g);
  raise_bare(t, rt::kGeneratorExitType);
  Ref exit = rt::take_error(t);
  if (generator_throw_py(t, g, exit)) {
    return rt::raise(t, rt::kRuntimeErrorType, "%s ignored GeneratorExit", kind_of(g));
  }
  if (rt::error_is(t, rt::kGeneratorExitType)) return rt::clear_error(t), rt::none();
  Ref value;
  if (!rt::catch_stop_iteration(t, &value)) return Ref();
  return value ? std::move(value) : rt::none();
}

bool generator_close_py(Thread& t, Generator* g) { return bool(close_for_value_py(t, g)); }

void publish_window(Thread& t, Generator* g) {
  ASSERT(!gc::kFreeThreaded || g->published());
  for_each_register_of_generator(g, [&](Value v) {
    if (v.is_pointer()) gc::publish(t, v.object());
  });
}

// ---- methods

// The slot `next`. If the generator ends, the result is kStop; if it has returned a value other than None,
// StopIteration with that value is pending.
static Ref generator_next(Thread& t, Value self) {
  Generator* g = gen(self);
  Ref result, v;
  rt::NativeDepth depth(t, " while resuming a generator");
  if (!depth || !may_enter(t)) return Ref();
  if (claim_quickly(g)) [[likely]] {
    gc::incref(t, g);  // it may drop the last reference to itself
    v = run_generator_py(t, g, Resume::kSend, rt::kNone, &result);
    gc::decref(t, g);
  } else {
    if (!claim_generator(t, g)) return Ref();
    v = resume_claimed_py(t, g, rt::kNone, &result);
  }
  bool has_value = result && result.get() != rt::kNone;
  return has_value ? stopped(t, g, std::move(v), result) : std::move(v);
}
static Ref generator_iter(Thread& t, Value self) { return Ref::share(t, self); }

Ref generator_send_py(Thread& t, Generator* g, Value value) {
  Ref result;
  Ref v = resume_generator_py(t, g, value, &result);
  return stopped(t, g, std::move(v), result);
}
static Ref generator_send(Thread& t, Value self, Value value) { return generator_send_py(t, gen(self), value); }

// throw(type, value): what `value` is decides how the exception is made of it. Empty: an error is pending.
static Ref make_thrown_py(Thread& t, Value type, Value value) {
  if (rt::is_instance(value, type.as<rt::Type>())) return Ref::share(t, value);
  Ref args = rt::is_tuple(value) ? Ref::share(t, value) : rt::make_tuple(t, value);
  return args ? rt::make_exception_py(t, type.as<rt::Type>(), std::move(args)) : Ref();
}

// False: a filter has made the warning an error.
bool warn_of_throw_signature_py(Thread& t, const char* method, const Thrown& thrown) {
  return !thrown.value || rt::library_minor() < 12 ||
         rt::warn_deprecated_py(
             t, "the (type, exc, tb) signature of %s() is deprecated, use the single-arg signature instead.", method);
}

Ref thrown_exception_py(Thread& t, const Thrown& thrown) {
  Value type = thrown.type, value = thrown.value, traceback = thrown.traceback;
  bool has_value = value && !rt::is_same(value, rt::kNone),
       has_traceback = traceback && !rt::is_same(traceback, rt::kNone);
  if (has_traceback && !rt::is_exact(traceback, TypeId::kTraceback))
    return rt::raise_type_error(t, "throw() third argument must be a traceback object");
  Ref exception;
  if (has_value && rt::is_exception_type(type)) {
    exception = make_thrown_py(t, type, value);
  } else if (rt::is_exception(type) && has_value) {
    return rt::raise_type_error(t, "instance exception may not have a separate value");
  } else if (!rt::is_exception(type) && !rt::is_exception_type(type)) {
    return rt::raise_type_error(t, "exceptions must be classes or instances deriving from BaseException, not %T", type);
  } else {
    exception = rt::instantiate_exception_py(t, type);
  }
  if (!exception) exception = rt::take_error(t);  // an error in making the exception is thrown instead
  if (has_traceback)
    rt::store_field(t, rt::as_exception(exception), rt::as_exception(exception)->traceback, Ref::share(t, traceback));
  return exception;
}

Ref generator_throw_arguments_py(Thread& t, Generator* g, Value type, Value value, Value traceback) {
  Thrown thrown{type, value, traceback};
  return warn_of_throw_signature_py(t, "throw", thrown) ? generator_throw_py(t, g, thrown) : Ref();
}
static Ref generator_throw(Thread& t, Value self, Value type, Value value, Value traceback) {
  return generator_throw_arguments_py(t, gen(self), type, value, traceback);
}

static Ref generator_close(Thread& t, Value self) { return close_for_value_py(t, gen(self)); }

static Ref generator_repr(Thread& t, Value self) {
  return rt::format_message(t, "<%T object %S at %p>", self, gen(self)->qualname.get(),
                            static_cast<void*>(self.object()));
}

constexpr rt::MethodDef kGeneratorMethods[] = {
    {"send", generator_send, "(self, value, /)",
     "Go on, with value as the result of the yield expression; the next value yielded is returned."},
    {"throw", generator_throw, "(self, type, value=<unset>, traceback=<unset>, /)",
     "Raise an exception where the generator was paused."},
    {"close", generator_close, "(self, /)",
     "Raise GeneratorExit where the generator was paused. What it returns then is the result."},
    {"__class_getitem__", rt::make_generic_alias_py, "@classmethod (type, object, /)", "See PEP 585"},
    {},
};

// ---- attributes

static Ref generator_get_name(Thread& t, Value self) { return rt::load_field(t, gen(self), gen(self)->name); }
static Ref generator_get_qualname(Thread& t, Value self) { return rt::load_field(t, gen(self), gen(self)->qualname); }
static bool generator_set_name(Thread& t, Value self, Value v) {
  if (!v || !rt::is_str(v)) return rt::raise_type_error(t, "__name__ must be set to a string object");
  rt::store_field(t, gen(self), gen(self)->name, Ref::share(t, v));
  return true;
}
static bool generator_set_qualname(Thread& t, Value self, Value v) {
  if (!v || !rt::is_str(v)) return rt::raise_type_error(t, "__qualname__ must be set to a string object");
  rt::store_field(t, gen(self), gen(self)->qualname, Ref::share(t, v));
  return true;
}
static GeneratorState state_of(Value self) { return gen(self)->state.load(gc::acquire); }
static Ref async_generator_running(Thread&, Value self) {
  return rt::bool_ref(gen(self)->running_async.load(gc::acquire));
}
static Ref generator_running(Thread&, Value self) { return rt::bool_ref(state_of(self) == GeneratorState::kRunning); }
static Ref generator_suspended(Thread&, Value self) {
  return rt::bool_ref(state_of(self) == GeneratorState::kSuspended);
}
static Ref generator_code(Thread& t, Value self) {
  return Ref::share(t, Value(function_of(gen(self)->window())->code));
}
static Ref generator_delegate(Thread& t, Value self) {
  Generator* g = gen(self);
  if (gc::kFreeThreaded && g->published()) return foreign_delegate(t, g);
  Ref v = state_of(self) == GeneratorState::kSuspended ? delegate_of(t, g) : Ref();
  return v ? std::move(v) : rt::none();
}
static Ref generator_frame(Thread& t, Value self) {
  Generator* g = gen(self);
  if (gc::kFreeThreaded && g->published()) return foreign_generator_frame(t, g);
  return state_of(self) == GeneratorState::kFinished ? rt::none() : frame_object(t, g->window());
}
static Ref coroutine_origin(Thread& t, Value self) {
  Ref v = rt::load_field(t, gen(self), gen(self)->origin);
  return v ? std::move(v) : rt::none();
}

// inspect.GEN_CREATED and so on.
static Ref generator_state(Thread& t, Value self) {
  const char* kind = rt::is_exact(self, TypeId::kGenerator)   ? "GEN"
                     : rt::is_exact(self, TypeId::kCoroutine) ? "CORO"
                                                              : "AGEN";
  GeneratorState state = state_of(self);
  const char* word = state == GeneratorState::kCreated     ? "CREATED"
                     : state == GeneratorState::kSuspended ? "SUSPENDED"
                     : state == GeneratorState::kFinished  ? "CLOSED"
                                                           : "RUNNING";
  return rt::format_message(t, "%s_%s", kind, word);
}

// The first row of each table is only for the library of 3.15 (define_generator_types).
#define COMMON_GETSET(prefix, running)                           \
  {prefix "_state", generator_state},                            \
  {"__name__", generator_get_name, generator_set_name},          \
  {"__qualname__", generator_get_qualname, generator_set_qualname}, \
  {prefix "_running", running},                                  \
  {prefix "_suspended", generator_suspended},                    \
  {prefix "_code", generator_code},                              \
  {prefix "_frame", generator_frame}
constexpr rt::GetSetDef kGeneratorGetSet[] = {
    COMMON_GETSET("gi", generator_running), {"gi_yieldfrom", generator_delegate}, {}};
constexpr rt::GetSetDef kCoroutineGetSet[] = {
    COMMON_GETSET("cr", generator_running), {"cr_await", generator_delegate}, {"cr_origin", coroutine_origin}, {}};
constexpr rt::GetSetDef kAsyncGeneratorGetSet[] = {
    COMMON_GETSET("ag", async_generator_running), {"ag_await", generator_delegate}, {}};
#undef COMMON_GETSET

// ---- lifetime

static void generator_trace(Object* o, gc::Visitor& visitor) {
  auto* g = static_cast<Generator*>(o);
  for (Slot* s : {&g->name, &g->qualname, &g->handled, &g->outer_handled, &g->origin}) rt::trace_slot(visitor, *s);
  if (g->state.load(gc::relaxed) == GeneratorState::kRunning)
    return;  // its registers are scanned with the thread's stack
  for_each_register_of_generator(g, [&](Value v) { trace_register(visitor, v); });
}

void trace_running_generator(Object* object, gc::Visitor& visitor) {
  if (gc::lifetime_of(object).trace != generator_trace) return;
  auto* g = static_cast<Generator*>(object);
  if (g->state.load(gc::relaxed) != GeneratorState::kRunning) return;
  for_each_register_of_generator(g, [&](Value v) { trace_register(visitor, v); });
}

// While a generator is suspended, its registers hold uncounted references to deferred objects only. If such an object
// is no longer deferred (nor lent), the register has to count it.
void count_registers(gc::Thread& thread, Object* object) {
  if (gc::lifetime_of(object).trace != generator_trace) return;
  auto* g = static_cast<Generator*>(object);
  if (g->state.load(gc::relaxed) == GeneratorState::kRunning) return;
  Value* r = g->window();
  for (i32 i = -static_cast<i32>(kHeader); i < static_cast<i32>(g->frame_size); ++i) {
    if (!r[i].is_uncounted() || needs_no_count(r[i].object())) continue;
    Value v = r[i].stripped();
    gc::incref(thread, v.object());
    r[i] = v;
  }
}

// "coroutine 'f' was never awaited", through the warnings module.
static void warn_never_awaited_py(Thread& t, Generator* g) {
  Ref pending = rt::take_error(t);
  Ref warnings = rt::import_module_py(t, "warnings");
  Ref key = warnings ? rt::intern(t, std::string_view("_warn_unawaited_coroutine")) : Ref();
  Ref warn = key ? rt::getattr_optional_py(t, warnings, key) : Ref();
  bool warned = warn && Ref(rt::call_py(t, warn, Value(g)));
  if (t.error) rt::write_unraisable_while_py(t, "finalizing coroutine", Value(g));
  Ref text = warned ? Ref() : rt::format_message(t, "coroutine '%S' was never awaited", g->qualname.get());
  if (!warned && (!text || !rt::warn_py(t, rt::kRuntimeWarningType, text)))
    rt::write_unraisable_while_py(t, "finalizing coroutine", Value(g));
  if (pending) rt::restore_error(t, std::move(pending));
}

void warn_if_never_awaited_py(Thread& t, Generator* g) {
  if (g->state.load(gc::acquire) == GeneratorState::kCreated && rt::is_exact(g, TypeId::kCoroutine))
    warn_never_awaited_py(t, g);
}

// "coroutine method 'asend' of 'f' was never awaited"
void warn_method_never_awaited_py(Thread& t, Generator* g, const char* method) {
  Ref pending = rt::take_error(t);
  Ref text = rt::format_message(t, "coroutine method '%s' of %R was never awaited", method, g->qualname.get());
  Ref warnings = text ? rt::import_module_py(t, "warnings") : Ref();
  Ref warn = warnings ? rt::getattr_py(t, warnings, "warn") : Ref();
  if (!warn || !Ref(rt::call_py(t, warn, text, Value(rt::kRuntimeWarningType))))
    rt::write_unraisable_while_py(t, "finalizing coroutine", Value(g));
  if (pending) rt::restore_error(t, std::move(pending));
}

// An asynchronous generator that has not ended goes to the event loop's hook, which closes it. False: there is no hook.
static bool give_to_finalizer_py(Thread& t, Generator* g) {
  if (!rt::is_exact(g, TypeId::kAsyncGenerator) || !g->origin.get() || g->closed.load(gc::acquire)) return false;
  Ref hook = Ref::share(t, g->origin.get());
  Ref pending = rt::take_error(t);
  if (!Ref(rt::call_py(t, hook, Value(g)))) rt::write_unraisable_while_py(t, "closing generator", Value(g));
  if (pending) rt::restore_error(t, std::move(pending));
  return true;
}

// PEP 342: a generator that dies while it is suspended is closed.
static void generator_finalize(gc::Thread& gt, Object* o) {
  auto& t = static_cast<Thread&>(gt);
  auto* g = static_cast<Generator*>(o);
  warn_if_never_awaited_py(t, g);
  if (g->state.load(gc::acquire) != GeneratorState::kSuspended) return;
  if (give_to_finalizer_py(t, g)) return;
  Ref pending = rt::take_error(t);
  if (!generator_close_py(t, g)) rt::write_unraisable_while_py(t, "closing generator", Value(g));
  if (pending) rt::restore_error(t, std::move(pending));
}

static bool generator_is_spent(const Object* o) {
  return static_cast<const Generator*>(o)->state.load(gc::acquire) == GeneratorState::kFinished;
}

static void generator_clear(gc::Thread& gt, Object* o) {
  auto& t = static_cast<Thread&>(gt);
  auto* g = static_cast<Generator*>(o);
  GeneratorState state = g->state.load(gc::acquire);
  if (state == GeneratorState::kRunning || state == GeneratorState::kFinished) return;
  Value* r = g->window();
  empty_frame(t, r, g->frame_size);
  g->state.store(GeneratorState::kFinished, gc::release);
}

static void generator_dispose(gc::Thread& gt, Object* o) {
  auto& t = static_cast<Thread&>(gt);
  auto* g = static_cast<Generator*>(o);
  generator_clear(gt, o);
  Value* r = g->window();
  if (r[kFrameObject]) frame_ends(t, r);
  consume(&t, r[kCallee]);
  for (Slot* s : {&g->name, &g->qualname, &g->handled, &g->outer_handled, &g->origin}) rt::clear_slot(t, *s);
  if constexpr (gc::kShadow) shadow_generator_ends(g);
}

}  // namespace vm

namespace rt {

#define GENERATOR_SPEC(Id, text, getset_table, ...)                                                             \
  extern const TypeSpec k##Id##Spec;                                                                            \
  const TypeSpec k##Id##Spec = {                                                                                \
      .id = TypeId::k##Id,                                                                                      \
      .name = text,                                                                                             \
      .size = sizeof(vm::Generator),                                                                            \
      .item_size = sizeof(Value),                                                                               \
      .flags = kTypeTraced | kTypeHasWeakrefs | kTypeDisallowNew | kTypeFinalizer,                              \
      .lifetime = {.trace = vm::generator_trace,                                                                \
                   .clear = vm::generator_clear,                                                                \
                   .finalize = vm::generator_finalize,                                                          \
                   .dispose = vm::generator_dispose,                                                            \
                   .is_spent = vm::generator_is_spent},                                                         \
      .slots = {.repr = vm::generator_repr __VA_OPT__(,) __VA_ARGS__},                                                       \
      .methods = TypeId::k##Id == TypeId::kAsyncGenerator ? vm::kAsyncGeneratorMethods : vm::kGeneratorMethods,    \
      .getset = vm::getset_table + 1,                                                                           \
  }
GENERATOR_SPEC(Generator, "generator", kGeneratorGetSet, .iter = vm::generator_iter, .next = vm::generator_next);
GENERATOR_SPEC(Coroutine, "coroutine", kCoroutineGetSet, .await = vm::coroutine_await);
GENERATOR_SPEC(AsyncGenerator, "async_generator", kAsyncGeneratorGetSet, .aiter = vm::generator_iter,
               .anext = vm::async_generator_next);
#undef GENERATOR_SPEC

template <TypeId kId>
static void define_with_state(const TypeSpec& plain) {
  static TypeSpec spec;
  spec = plain;
  --spec.getset;
  define_type(kId, spec);
}

}  // namespace rt

namespace vm {

void define_generator_types() {
  if (rt::library_minor() < 15) return;
  rt::define_with_state<TypeId::kGenerator>(rt::kGeneratorSpec);
  rt::define_with_state<TypeId::kCoroutine>(rt::kCoroutineSpec);
  rt::define_with_state<TypeId::kAsyncGenerator>(rt::kAsyncGeneratorSpec);
}

}  // namespace vm
