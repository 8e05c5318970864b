// Handlers: raising and handling exceptions; and the unwinder, which looks for a handler in the exception table of each
// frame, innermost first.
#include "interp/vm/cache/loaded.h"
#include "interp/vm/frame/call.h"
#include "interp/vm/frame/generator.h"
#include "interp/vm/handler.h"
#include "interp/vm/observe/instrument.h"
#include "runtime/object/names.h"
#include "runtime/types/text/str.h"

namespace vm {

// ---- unwinding

static u32 word_offset(const Code* code, const u64* pc) { return static_cast<u32>(pc - code->words) - 1; }

// Releases the registers [first, end), the last one first (the order of CPython's stack). Keeps the pending error.
static void release_for_handler(Thread& t, Value* r, u32 first, u32 end) {
  Value error = std::exchange(t.error, Value());
  for (u32 i = end; i-- > first;) consume(&t, r[i]);
  if (t.error) rt::clear_error(t);
  t.error = error;
}

SLOW_HANDLER leave_with_error(HANDLER_ARGS);

// Reports to the observer that a handler was found. The exception is in register aux. If a callback raises, the new
// error is raised at this place.
SLOW_HANDLER enter_observed_handler(HANDLER_ARGS) {
  Value handled = r[aux];
  t->error = Ref::share(*t, handled).release();
  observe_handled_py(*t, r, pc + 1);
  if (!rt::is_same(t->error, handled)) {
    pc += 1;
    UNWIND();
  }
  rt::clear_error(*t);
  NEXT();
}

// Continues at the exception handler that covers pc; without one the frame is left. aux: true if RERAISE has raised the
// error again. No safepoint: a signal must not keep a `finally` from beginning. Every loop has another one.
SLOW_HANDLER find_handler(HANDLER_ARGS) {
  Code* code = code_of(r);
  const comp::Handler* handler = comp::handler_of(code, word_offset(code, pc));
  if (!handler) TAIL(leave_with_error, aux);
  release_for_handler(*t, r, handler->limit, code->frame_size);
  Value old = r[handler->exception];
  r[handler->exception] = std::exchange(t->error, Value());
  drop(t, old);
  pc = code->words + handler->target;
  if (g_observing.load(gc::relaxed)) [[unlikely]]
    TAIL(enter_observed_handler, handler->exception);
  NEXT();
}

SHARED_HANDLER unwind(HANDLER_ARGS) {
  ASSERT(t->error);
  SAVE();
  // A native function with a bug may report a failure and set no error. Like CPython, the unwinder then raises
  // SystemError.
  if (!t->error) [[unlikely]]
    rt::raise(*t, rt::kSystemErrorType, "a native operation failed without setting an exception");
  add_traceback(*t, r, pc);
  if (g_observing.load(gc::relaxed)) [[unlikely]]
    observe_raise_py(*t, r, pc, false);
  TAIL(find_handler, 0);
}

// The place at which a frame ends by an error that was raised again. Clean-up code behind a handler has no line of its
// own, so the place is that where the frame's entry in the error's traceback was made.
static const u64* raised_at(Thread& t, Value* r, const u64* pc) {
  if (comp::position_of(code_of(r), word_offset(code_of(r), pc)).line) return pc;
  auto* e = rt::as_exception(t.error);
  Ref traceback = rt::load_field(t, e, e->traceback);
  auto* entry = traceback ? traceback.as<rt::Traceback>() : nullptr;
  if (!entry || !rt::is_same(entry->frame.get(), r[kFrameObject])) return pc;
  i64 word = comp::word_at_offset(entry->lasti);  // checked below: a program may have made the entry
  return word >= 0 && word < code_of(r)->word_count ? code_of(r)->words + word + 1 : pc;
}

// Ends a frame without a handler; the error goes on in the caller. aux: true if RERAISE has raised the error again.
SLOW_HANDLER leave_with_error(HANDLER_ARGS) {
  SAVE();
  if (g_observing.load(gc::relaxed)) [[unlikely]]
    observe_leaving_py(*t, r, pc);
  if (aux) t->pc = raised_at(*t, r, pc);
  u64 link = link_of(r);
  Value error = std::exchange(t->error, Value());
  if (link_flags(link) & kGeneratorFrame) {
    Generator* g = generator_of(r);
    const u64* exhausted = g->exhausted_pc;
    error = generator_error(*t, g, error);
    finish_generator(*t, g);
    if (link_flags(link) & kForIterFrame) pc = exhausted;
  } else {
    empty_frame(*t, r, code_of(r)->frame_size);
    Value object = link_flags(link) & kConstructFrame ? std::exchange(r[kFrameObject - 1], Value()) : Value();
    pc = return_pc(r);
    leave_callee(*t, r);
    drop(t, object);
  }
  if (t->error) rt::clear_error(*t);
  t->error = error;
  if (link_flags(link) & kEntryFrame) return 0;
  r = link_caller(link);
  k = function_of(r)->constants;
  UNWIND();
}

// ---- raising

SHARED_HANDLER reraise(HANDLER_ARGS) {
  if (g_observing.load(gc::relaxed)) [[unlikely]]
    observe_raise_py(*t, r, pc, true);
  TAIL(find_handler, aux);
}

OP_HANDLER(CANNOT_RUN) {
  SAVE();
  rt::raise(*t, rt::kSystemErrorType,
            "code object cannot be run: replace() was given parts that do not go with its bytecode");
  UNWIND();
}

OP_HANDLER(RERAISE) {
  SAVE();
  if (!rt::is_exception(REG_A)) [[unlikely]] {  // only code that a program has put together does this
    rt::raise(*t, rt::kSystemErrorType, "no exception to raise again");
    UNWIND();
  }
  Value exception = take(t, REG_A, true).release();
  if (t->error) rt::clear_error(*t);
  t->error = exception;
  TAIL(reraise, true);
}

static void raise_py(Thread& t, Value what, Value cause, bool has_cause) {
  Ref exception = rt::instantiate_exception_py(t, what);
  if (!exception) return;
  if (has_cause) {
    Ref instance = Ref::immediate(rt::kNone);
    if (!rt::is_same(cause, rt::kNone)) {
      if (!rt::is_exception(cause) && !rt::is_exception_type(cause)) {
        rt::raise_type_error(t, "exception causes must derive from BaseException");
        return;
      }
      instance = rt::instantiate_exception_py(t, cause);
      if (!instance) return;
    }
    auto* e = rt::as_exception(exception);
    rt::store_field(t, e, e->cause, instance.get() == rt::kNone ? Ref() : std::move(instance));
    e->suppress_context.store(true, gc::relaxed);
  }
  rt::set_exception_context(t, exception, t.handled);
  rt::restore_error(t, std::move(exception));
}

OP_HANDLER(RAISE) {
  SAVE();
  if (OPERAND_A == comp::kNoRegister) {
    if (!t->handled || t->handled == rt::kNone) {
      rt::raise(*t, rt::kRuntimeErrorType, "No active exception to reraise");
      UNWIND();
    }
    t->error = Ref::share(*t, t->handled).release();
    TAIL(reraise, 0);
  }
  bool has_cause = OPERAND_B != comp::kNoRegister;
  raise_py(*t, REG_A, has_cause ? REG_B : Value(), has_cause);
  UNWIND();  // the handler releases the operands, which lie above its limit
}

// The value that PUSH_HANDLED saves. If a generator handles no exception of its own, t.handled belongs to the resumer,
// which may be another one at the next resumption; the generator then saves an empty register.
static Value save_handled(Thread& t, Value* r) {
  if (!(link_flags(link_of(r)) & kGeneratorFrame)) return t.handled;
  Generator* g = generator_of(r);
  return std::exchange(g->handles, true) ? t.handled : Value();
}
static Value restored_handled(Value* r, Value saved) {
  if (saved || !(link_flags(link_of(r)) & kGeneratorFrame)) return saved;
  Generator* g = generator_of(r);
  g->handles = false;
  return g->outer_handled.get();
}

OP_HANDLER(PUSH_HANDLED) {
  Value exception = REG_B;
  rt::incref(*t, exception);
  REG_A = save_handled(*t, r);
  t->handled = exception.stripped();
  NEXT();
}

void pop_handled(Thread& t, Value* r, u32 saved) {
  Value old = t.handled;
  t.handled = restored_handled(r, r[saved]);
  r[saved] = Value();
  drop(&t, old);
}

OP_HANDLER(POP_HANDLED) {
  SAVE();
  pop_handled(*t, r, OPERAND_A);
  NEXT();
}

OP_HANDLER(MATCH_EXCEPTION) {
  SAVE();
  int matches = rt::exception_matches_py(*t, REG_B, REG_C);
  if (matches < 0) UNWIND();
  CONSUME_C();
  FINISH_SLOW(DEST, rt::boolean(matches != 0));
}

// ---- except*

// What the split() of a group gives, which a subclass may define.
static Ref split_group_py(Thread& t, Value group, Value cls) {
  rt::Type* type = rt::type_of(group);
  if (type == rt::kBaseExceptionGroupType || type == rt::kExceptionGroupType) {
    Ref match, rest;
    return rt::exception_group_split_py(t, group, cls, &match, &rest) ? rt::make_tuple(t, match, rest) : Ref();
  }
  Ref split = rt::getattr_py(t, group, "split");
  Ref parts = split ? rt::call_py(t, split, cls) : Ref();
  if (!parts) return Ref();
  if (!rt::is_tuple(parts)) return rt::raise_type_error(t, "%T.split must return a tuple, not %T", group, parts.get());
  if (rt::as_tuple(parts)->length < 2)
    return rt::raise_type_error(t, "%T.split must return a 2-tuple, got tuple of size %llu", group,
                                static_cast<unsigned long long>(rt::as_tuple(parts)->length));
  Value match = (*rt::as_tuple(parts))[0], rest = (*rt::as_tuple(parts))[1];
  for (Value part : {match, rest}) {
    if (!rt::is_same(part, rt::kNone) && !rt::is_instance(part, rt::kBaseExceptionType))
      return rt::raise_type_error(t, "%T.split must return exceptions, not %T", group, part);
  }
  return rt::make_tuple(t, match, rest);
}

// The group around an exception that is no group. Its traceback begins in the frame whose clause takes it.
static Ref group_around_py(Thread& t, Value* r, Value exception) {
  Ref one = rt::make_tuple(t, exception.stripped()), text = rt::make_str(t, "");
  Ref group = one && text ? rt::call_py(t, Value(rt::kBaseExceptionGroupType), text, one) : Ref();
  if (!group) return Ref();
  rt::restore_error(t, std::move(group));
  add_traceback(t, r, t.pc);
  return rt::take_error(t);
}

// (match, rest) of an exception for one clause.
static Ref split_raised_py(Thread& t, Value* r, Value exception, Value cls) {
  bool ok = true, group = false;
  auto check = [&](Value v) {
    ok &= rt::is_exception_type(v);
    group |= ok && rt::is_subtype(v.as<rt::Type>(), rt::kBaseExceptionGroupType);
  };
  if (rt::is_tuple(cls)) {
    for (u64 i = 0; i < rt::as_tuple(cls)->length; ++i) check((*rt::as_tuple(cls))[i]);
  } else {
    check(cls);
  }
  if (!ok) return rt::raise_type_error(t, "catching classes that do not inherit from BaseException is not allowed");
  if (group) return rt::raise_type_error(t, "catching ExceptionGroup with except* is not allowed. Use except instead.");
  if (rt::is_same(exception, rt::kNone)) return rt::make_tuple(t, rt::kNone, rt::kNone);
  if (rt::is_exception_group(exception)) return split_group_py(t, exception, cls);
  int matches = rt::exception_matches_py(t, exception, cls);
  if (matches <= 0) return matches < 0 ? Ref() : rt::make_tuple(t, rt::kNone, exception);
  Ref naked = group_around_py(t, r, exception);
  return naked ? rt::make_tuple(t, naked, rt::kNone) : Ref();
}

OP_HANDLER(SPLIT_RAISED) {
  SAVE();
  Value v = split_raised_py(*t, r, REG_B, REG_C).release();
  if (!v) UNWIND();
  CONSUME_B();
  CONSUME_C();
  FINISH_SLOW(DEST, v);
}

OP_HANDLER(JOIN_RAISED) {
  SAVE();
  Value v = rt::prepare_reraise_star_py(*t, REG_B, REG_C).release();
  if (!v) UNWIND();
  CONSUME_C();
  FINISH_SLOW(DEST, v);
}

}  // namespace vm
