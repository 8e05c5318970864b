// Handlers: with blocks.
//
// There are three paths. threading.Lock and RLock are taken and released without any method: from `with lock:` a thread
// comes through WITH_ENTER, quick_enter() (thread_lock.h), with_enter_slow if that fails, acquire_slow_py()
// (thread_lock.cpp), which spins, and park(). Methods that are Python functions run in an operand frame
// (operand_frame.h). All other methods are called through the general protocol.
#include "interp/vm/cache/loaded.h"
#include "interp/vm/frame/operand_frame.h"
#include "runtime/library/threads/thread_lock.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"

namespace vm {

// The protocol of `with` or `async with`.
struct ManagerProtocol {
  rt::N enter, exit;
  const char* text;
  const char* missed_enter;
  const char* missed_exit;
  const char* statement;
};
static constexpr ManagerProtocol kWithProtocol = {rt::N::__enter__,
                                                  rt::N::__exit__,
                                                  "context manager protocol",
                                                  " (missed __enter__ method)",
                                                  " (missed __exit__ method)",
                                                  "with"};
static constexpr ManagerProtocol kAsyncWithProtocol = {rt::N::__aenter__,
                                                       rt::N::__aexit__,
                                                       "asynchronous context manager protocol",
                                                       " (missed __aenter__ method)",
                                                       " (missed __aexit__ method)",
                                                       "async with"};

// ---- frames of Python methods

// True if the method is a Python function whose frame may start now.
static bool may_start(Thread& t, Value method, u32 arguments) {
  if (!is_function(method)) return false;
  u32 parameters = method.as<Function>()->simple_args.load(gc::acquire);
  return (parameters == arguments || parameters == kNotSimple) && has_room_for(t, method.as<Function>());
}

// Makes the operand frame of the method, which takes over the reference to the method; the arguments are lent from the
// caller's registers. Null: an error is pending.
template <u32 count>
static Value* manager_frame_py(Thread& t, Value* r, const u64* pc, Value method, const Value (&arguments)[count]) {
  auto* f = method.as<Function>();
  Value* window = frame_top(t) + kHeader;
  if (f->simple_args.load(gc::acquire) == count) {
    lend_arguments(window, f, arguments);
  } else if (!bind_arguments_py(t, f, window, CallArgs{arguments, count, Value()}, false)) {
    drop(&t, method);
    return nullptr;
  }
  return open_operand_frame(t, r, pc, method);
}

// Finishes the instruction after a method has returned (aux), by a path that makes calls. The result may be borrowed,
// so it is written to its register before anything is released.
SLOW_HANDLER release_manager(HANDLER_ARGS) {
  SAVE();
  bool left = is_op(insn, Op::WITH_EXIT);
  Value held[3];
  if (left || b_is_temp(insn)) held[0] = std::exchange(REG_B, Value());
  if (left) held[1] = std::exchange((&REG_B)[1], Value());
  held[2] = is_op(insn, Op::WITH_ENTER) ? std::exchange(DEST, Value(aux)) : Value(aux);
  for (Value v : held) drop(t, v);
  NEXT();
}

SHARED_HANDLER manager_method_returned(HANDLER_ARGS) {
  bool done = is_op(insn, Op::WITH_EXIT) ? quick_consume(t, REG_B) && quick_consume(t, (&REG_B)[1])
                                         : !b_is_temp(insn) || quick_consume(t, REG_B);
  if (!done) TAIL(release_manager, aux);
  if (is_op(insn, Op::WITH_ENTER)) FINISH(DEST, Value(aux));
  if (Value(aux).is_counted()) TAIL(release_next, aux);
  NEXT();
}

// ---- entering

// Says that a class lacks a method of the protocol, and whether it has those of the other one. With the library of 3.15
// both methods are named, and __exit__ is looked up first.
static rt::Error raise_no_manager_py(Thread& t, Value manager, rt::N name, const ManagerProtocol& protocol) {
  bool newer = rt::library_minor() >= 15;
  auto lacks = [&](rt::N method) { return !rt::type_lookup(rt::type_of(manager), rt::name(method)); };
  if (newer && lacks(protocol.exit)) name = protocol.exit;
  const char* missed = name == protocol.exit ? protocol.missed_exit : newer ? protocol.missed_enter : "";
  const ManagerProtocol& other = &protocol == &kWithProtocol ? kAsyncWithProtocol : kWithProtocol;
  if (!newer || lacks(other.enter) || lacks(other.exit))
    return rt::raise_type_error(t, "'%T' object does not support the %s%s", manager, protocol.text, missed);
  return rt::raise_type_error(t,
                              "'%T' object does not support the %s%s but it supports the %s. Did you mean to use '%s'?",
                              manager, protocol.text, missed, other.text, other.statement);
}

// The special method `name` of a context manager, fit for a register. Empty: error.
static Value manager_method_py(Thread& t, Value manager, rt::N name, const ManagerProtocol& protocol,
                               bool* self_first) {
  const rt::AttrRecord* record = rt::find_attribute(t, rt::type_of(manager)->root_shape, rt::name(name));
  *self_first = record->fallback == rt::AttrKind::kMethod;
  Value known = *self_first ? record->value.get_shared() : Value();
  if (known && keep_loaded(&t, known)) return known;
  Ref method = rt::special_method_py(t, manager, rt::name(name), self_first);
  if (!method && !t.error) raise_no_manager_py(t, manager, name, protocol);
  return method.release();
}

// Enters a lock without calling its methods. The pair of registers becomes (empty, lock), by which WITH_EXIT recognises
// a lock.
static Value with_lock_py(Thread& t, Value lock, Value* pair) {
  Ref result = rt::lock_enter_py(t, lock);
  if (!result) return Value();
  pair[0] = Value();
  pair[1] = hold(&t, lock);
  return result.release();
}

// Looks up __enter__ and __exit__. The pair of registers is for leaving: __exit__ and its self (empty: it is bound
// already). Until __enter__ has been called, it occupies the second register.
struct Methods {
  bool enter_self = false, leave_self = false;
};
static bool find_methods_py(Thread& t, Value manager, const ManagerProtocol& protocol, Value* pair, Methods* found) {
  pair[1] = manager_method_py(t, manager, protocol.enter, protocol, &found->enter_self);
  pair[0] = pair[1] ? manager_method_py(t, manager, protocol.exit, protocol, &found->leave_self) : Value();
  if (!pair[0]) consume(&t, pair[1]);
  return bool(pair[0]);
}

// Calls __enter__ and completes the pair. The manager's register keeps the manager alive meanwhile.
static Value call_enter_py(Thread& t, Value manager, Value* pair, const Methods& found) {
  Value enter = pair[1].stripped();
  Ref result = found.enter_self ? rt::call_py(t, enter, manager.stripped()) : rt::call_py(t, enter);
  consume(&t, pair[1]);
  if (!result) consume(&t, pair[0]);
  else if (found.leave_self) pair[1] = hold(&t, manager);
  return result.release();
}

// The frame of __enter__, as manager_frame_py() makes it.
[[gnu::noinline]] static Value* enter_frame_py(Thread& t, Value* r, const u64* pc, Value method, Value manager) {
  Value arguments[] = {manager};
  return manager_frame_py(t, r, pc, method, arguments);
}

// aux: the __enter__ method, a Python function.
SLOW_HANDLER enter_manager(HANDLER_ARGS) {
  Value* window = enter_frame_py(*t, r, pc, Value(aux), REG_B);
  if (!window) UNWIND();
  START_OPERAND_FRAME(window);
}

// What entering a manager has led to: the result of __enter__, or the method __enter__, which is to run in a frame.
// Both are empty after an error.
struct EnterResult {
  Value result, method;
};
[[gnu::noinline]] static EnterResult enter_with_py(Thread& t, Value manager, Value* pair) {
  if (rt::is_lock(manager) || rt::is_rlock(manager)) return {with_lock_py(t, manager, pair), Value()};
  Methods found;
  if (!find_methods_py(t, manager, kWithProtocol, pair, &found)) return {};
  if (found.enter_self && found.leave_self && may_start(t, pair[1], 1))
    return {Value(), std::exchange(pair[1], hold(&t, manager))};
  return {call_enter_py(t, manager, pair, found), Value()};
}

// Enters by a path that makes calls. aux: 1 if the manager is a lock that has been taken already.
SLOW_HANDLER with_enter_slow(HANDLER_ARGS) {
  SAVE();
  if (aux) {
    (&REG_C)[1] = hold(t, REG_B);
    (&REG_C)[0] = Value();
    if (is_op(insn, Op::WITH_ENTER)) FINISH_SLOW(DEST, rt::kTrue);
    NEXT();
  }
  auto [v, method] = enter_with_py(*t, REG_B, &REG_C);
  if (method) TAIL(enter_manager, method.bits());
  if (!v) UNWIND();
  CONSUME_B();
  if (is_op(insn, Op::WITH_ENTER)) FINISH_SLOW(DEST, v);
  drop(t, v);
  NEXT();
}

// The quick path: a lock that can be taken without a call. The pair holds a reference to it: that of the register, if
// that is temporary, or a borrowed one, or a new one. kKeeps: the result of __enter__ is used.
template <bool kKeeps>
TINYPY_INLINE static HANDLER enter(HANDLER_ARGS) {
  Value manager = REG_B;
  if (!rt::quick_enter(*t, manager)) [[unlikely]]
    TAIL(with_enter_slow, 0);
  if (b_is_temp(insn)) {
    REG_B = Value();
  } else if (holds_count(manager)) {
    if (gc::kFreeThreaded && is_lent(manager)) manager = borrow(manager);
    else if (!quick_count(t, manager.object())) TAIL(with_enter_slow, 1);
  }
  Value* pair = &REG_C;
  pair[0] = Value();
  pair[1] = manager;
  if constexpr (kKeeps) FINISH(DEST, rt::kTrue);
  NEXT();
}

OP_HANDLER(WITH_ENTER) { TAIL(enter<true>, 0); }
OP_HANDLER(WITH_ENTER_ONLY) { TAIL(enter<false>, 0); }

[[gnu::noinline]] static Value enter_async_with_py(Thread& t, Value manager, Value* pair) {
  Methods found;
  if (!find_methods_py(t, manager, kAsyncWithProtocol, pair, &found)) return Value();
  return call_enter_py(t, manager, pair, found);
}

OP_HANDLER(ASYNC_WITH_ENTER) {
  SAVE();
  Value v = enter_async_with_py(*t, REG_B, &REG_C);
  if (!v) UNWIND();
  CONSUME_B();
  FINISH_SLOW(DEST, v);
}

// ---- leaving

[[gnu::noinline]] static Value call_exit_py(Thread& t, Value* pair, Value type, Value value, Value traceback) {
  Value result;
  if (pair[0]) {
    Value args[] = {pair[1].stripped(), type, value, traceback};
    CallArgs call = pair[1] ? CallArgs{args, 4, Value()} : CallArgs{args + 1, 3, Value()};
    result = rt::call_py(t, pair[0].stripped(), call).release();
  } else if (rt::lock_exit(t, pair[1])) {
    result = rt::kNone;
  }
  consume(&t, pair[0]);
  consume(&t, pair[1]);
  return result;
}

static bool may_start_exit(Thread& t, const Value* pair) { return pair[0] && pair[1] && may_start(t, pair[0], 4); }

// The frame of __exit__ for a block that has ended without an exception, as manager_frame_py() makes it.
[[gnu::noinline]] static Value* exit_frame_py(Thread& t, Value* r, const u64* pc, const Value* pair) {
  Value arguments[] = {pair[1], rt::kNone, rt::kNone, rt::kNone};
  return manager_frame_py(t, r, pc, hold(&t, pair[0]), arguments);
}

// Leaves by a path that makes calls. aux: 1 if the second register of the pair is a lock that has been released
// already. The reference to it may be the last one.
SLOW_HANDLER with_exit_slow(HANDLER_ARGS) {
  SAVE();
  Value* pair = &REG_B;
  if (aux) {
    consume(t, pair[1]);
    NEXT();
  }
  if (may_start_exit(*t, pair)) {
    Value* window = exit_frame_py(*t, r, pc, pair);
    if (!window) UNWIND();
    START_OPERAND_FRAME(window);
  }
  Value v = call_exit_py(*t, pair, rt::kNone, rt::kNone, rt::kNone);
  if (!v) UNWIND();
  drop(t, v);
  NEXT();
}

// If the first register of the pair is empty, the second one is a lock.
OP_HANDLER(WITH_EXIT) {
  Value* pair = &REG_B;
  Value manager = pair[1];
  if (pair[0] || !rt::quick_exit(*t, manager)) [[unlikely]]
    TAIL(with_exit_slow, 0);
  if (holds_count(manager) && !quick_release(t, manager.object())) TAIL(with_exit_slow, 1);
  pair[1] = Value();
  NEXT();
}

OP_HANDLER(ASYNC_WITH_EXIT) {
  SAVE();
  Value v = call_exit_py(*t, &REG_B, rt::kNone, rt::kNone, rt::kNone);
  if (!v) UNWIND();
  FINISH_SLOW(DEST, v);
}

static Value with_exit_error_py(Thread& t, Value* pair, Value exception) {
  auto* e = rt::as_exception(exception);
  Ref traceback = rt::load_field(t, e, e->traceback);
  return call_exit_py(t, pair, Value(rt::type_of(exception)), exception, traceback ? traceback.get() : rt::kNone);
}

OP_HANDLER(WITH_EXIT_ERROR) {
  SAVE();
  Value v = with_exit_error_py(*t, &REG_B, REG_C);
  if (!v) UNWIND();
  FINISH_SLOW(DEST, v);
}

}  // namespace vm
