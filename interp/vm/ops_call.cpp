// Handlers: calls and returns.
#include "interp/compile/code_object.h"
#include "interp/vm/call.h"
#include "interp/vm/call_handlers.h"
#include "interp/vm/handler.h"
#include "interp/vm/loaded.h"
#include "interp/vm/pending.h"
#include "interp/vm/polymorphic.h"
#include "runtime/object/names.h"

namespace vm {

// ---- entering a frame

// Room on the stack, depth, no reason to leave the fast path.
TINYPY_INLINE bool may_enter(const Thread* t, const Value* window, const Function* f) {
  return on_stack(*t, window, f->frame_size) && t->depth < t->recursion_limit.load(gc::relaxed) && t->poll.load(gc::relaxed) == 0;
}

// The callee's frame: arguments lie at `window` already.
#define ENTER(f, window, arguments, extra, flags)                                         \
  do {                                                                                    \
    (window)[kFrameObject] = Value();                                                     \
    (window)[kReturnPc] = Value(reinterpret_cast<u64>(pc + (extra)) | 1);                 \
    (window)[kLink] = Value(make_link(r, A, flags));                             \
    for (u32 i_ = static_cast<u32>(arguments); i_ < (f)->locals; ++i_) {                  \
      (window)[i_] = Value();                                                             \
      __asm__ volatile("");  /* a few words: not worth a call of memset */                \
    }                                                                                     \
    t->depth += 1;                                                                        \
    pc = (f)->entry;                                                                      \
    k = (f)->constants;                                                                   \
    r = (window);                                                                         \
    NEXT();                                                                               \
  } while (0)

static HANDLER call_builtin(HANDLER_ARGS);

OP_HANDLER(CALL) {
  Value* w = r + B;
  Value callee = w[1];
  if (callee.is_pointer()) [[likely]] {
    Object* o = callee.object();
    u32 shape = o->meta.load(gc::relaxed) >> gc::kFlagBits;
    if (shape == static_cast<u32>(rt::TypeId::kFunction)) [[likely]] {
      auto* f = static_cast<Function*>(o);
      Value* window = w + kHeader;
      if (f->simple_args.load(gc::acquire) == C && may_enter(t, window, f)) [[likely]] ENTER(f, window, C, 2, 0);
    } else if (shape == static_cast<u32>(rt::TypeId::kBuiltin)) {
      TAIL(call_builtin, call_word(C, B, 2));
    }
  }
  TAIL(call_other, call_word(C, B, 2));
}

// Result of calling a native function with plain positional arguments.
static Value call_native_py(Thread& t, const rt::Builtin* native, const Value* args, u64 count) {
  const rt::MethodDef& def = *native->def;
  if (def.signature.simple && count == def.signature.count) return rt::invoke(t, def, args).release();
  return rt::call_module_function(t, native, CallArgs{args, static_cast<u32>(count), Value()}).release();
}

static HANDLER call_python_slow(HANDLER_ARGS) {  // a Python function whose arguments need binding, or no room, or from a generator
  SAVE();
  if (t->poll.load(gc::relaxed) && !handle_pending_py(*t)) UNWIND();
  Value* window = prepare_frame_py(*t, r, call_window(aux), static_cast<u32>(call_arguments(aux)), Value());
  if (!window) UNWIND();
  window[kReturnPc] = Value(reinterpret_cast<u64>(pc + call_extra(aux)) | 1);
  window[kLink] = Value(make_link(r, A, 0));
  Function* f = function_of(window);
  pc = f->entry;
  k = f->constants;
  r = window;
  NEXT();
}

// A native function, bound or not.
static HANDLER call_builtin(HANDLER_ARGS) {
  Value* w = r + call_window(aux);
  u64 count = call_arguments(aux);
  auto* native = w[1].as<rt::Builtin>();
  SAVE();
  if (call_extra(aux) == 2 && comp::generic_op(pc - 1) == Op::CALL) specialise_native_call(native, pc, insn);
  Value v = rt::passes_self(native) ? call_bound_native_py(*t, native, w + kHeader, count)
                                    : call_native_py(*t, native, w + kHeader, count);
  if (!v) UNWIND();
  FINISH_CALL(call_window(aux), count, call_extra(aux), v);
}

static HANDLER construct(HANDLER_ARGS);

// Any callee, positional arguments in the window described by aux.
HANDLER call_other(HANDLER_ARGS) {
  Value* w = r + call_window(aux);
  u64 count = call_arguments(aux);
  Value callee = w[1];
  SAVE();
  switch (static_cast<rt::TypeId>(shape_id_of(callee))) {
    case rt::TypeId::kFunction:
      TAIL(call_python_slow, aux);
    case rt::TypeId::kBuiltin:
      TAIL(call_builtin, aux);
    case rt::TypeId::kMethodDescriptor: {
      Value v = call_native_method_py(*t, callee.as<rt::MethodDescriptor>(), w + kHeader, count);
      if (!v) UNWIND();
      FINISH_CALL(call_window(aux), count, call_extra(aux), v);
    }
    case rt::TypeId::kMethod: {  // self goes in front; the window has room for it
      unpack_method(*t, w, count);
      TAIL(call_other, call_word(count + 1, call_window(aux), call_extra(aux)));
    }
    default:
      if (rt::is_type(callee) && rt::type_of(callee)->slots.call == rt::kTypeType->slots.call) TAIL(construct, aux);
      Value v = rt::call_py(*t, callee, CallArgs{w + kHeader, static_cast<u32>(count), Value()}).release();
      if (!v) UNWIND();
      FINISH_CALL(call_window(aux), count, call_extra(aux), v);
  }
}

// ---- construction: Class(...) with a Python __init__ runs it in the caller's window, the new object kept below the header

static HANDLER construct(HANDLER_ARGS) {
  u64 window_index = call_window(aux), count = call_arguments(aux);
  Value* w = r + window_index;
  auto* type = w[1].as<rt::Type>();
  Function* init = simple_init(*t, type, count);
  Value* window = w + 1 + kHeader;  // one further up: w[0] keeps the object
  if (!init || !may_enter(t, window, init)) {
    Value v = rt::call_py(*t, w[1], CallArgs{w + kHeader, static_cast<u32>(count), Value()}).release();
    if (!v) UNWIND();
    FINISH_CALL(window_index, count, call_extra(aux), v);
  }
  Value object = rt::allocate_instance(*t, type).release();
  if (!object) UNWIND();
  for (u64 i = count; i-- > 0;) w[kHeader + 2 + i] = w[kHeader + i];
  Value cls = w[1];
  w[0] = object;
  w[kHeader + 1] = object.uncounted();
  window[kCallee] = Ref::share(*t, Value(init)).release();
  w[1] = Value();
  drop(t, cls);
  ENTER(init, window, count + 1, call_extra(aux), kConstructFrame);
}

// ---- method calls. Cache: [0] AttrRecord of the method; low half of [1] the name.

// Calls the method that the record (aux) of the object's shape gives.
TINYPY_INLINE static HANDLER call_method_by_record(HANDLER_ARGS) {
  Value* w = r + B;
  Value method = reinterpret_cast<rt::AttrRecord*>(aux)->value.get_shared();
  if (!method || !keep_loaded(t, method)) [[unlikely]] TAIL(call_method_slow, 0);
  w[1] = method;
  if (is_function(method)) [[likely]] {
    auto* f = method.as<Function>();
    Value* window = w + kHeader;
    if (f->simple_args.load(gc::acquire) == C + 1 && may_enter(t, window, f)) [[likely]] ENTER(f, window, C + 1, 2, 0);
  }
  TAIL(call_other, call_word(C + 1, B, 2));
}

OP_HANDLER(CALL_METHOD) {
  u64 cache = load_word_acquire(pc);
  auto* record = reinterpret_cast<rt::AttrRecord*>(cache);
  if (!record || (cache & kCacheTags) || record->shape.load(gc::acquire) != shape_id_of(r[B + kHeader])) [[unlikely]] {
    TAIL(call_method_slow, 0);
  }
  MUSTTAIL return call_method_by_record(insn, pc, r, t, k, cache);
}

OP_HANDLER(CALL_METHOD_POLYMORPHIC) {
  u64 cache = load_word_acquire(pc);
  if ((cache & kCacheTags) != kPolymorphicTag) [[unlikely]] TAIL(call_method_slow, 0);
  u32 shape = shape_id_of(r[B + kHeader]);
  auto* record = way_record(likely_way(cache_block(cache), shape));
  if (!record || record->shape.load(gc::acquire) != shape) [[unlikely]] TAIL(call_method_slow, 0);
  MUSTTAIL return call_method_by_record(insn, pc, r, t, k, reinterpret_cast<u64>(record));
}

// Chooses the specialised form of CALL_METHOD for an object whose method the record gives.
static void specialise_call_method(const Value* r, const rt::AttrRecord* record, const u64* pc, u64 insn) {
  u64 cache = load_word_acquire(pc), polymorphic = cache & kPolymorphicTag;
  u32 shape = record->shape.load(gc::acquire);
  auto* known = reinterpret_cast<const rt::AttrRecord*>(polymorphic ? 0 : cache & ~kCacheTags);
  u32 known_shape = known ? known->shape.load(gc::acquire) : 0;
  if (!shape || known == record) return;
  if (known_shape || polymorphic) {
    u32 misses;
    if (!worth_specialising(pc + 1, kHighHalf, &misses)) return;
    return remember_way(code_of(r), pc, insn, Special::CALL_METHOD_POLYMORPHIC, known ? record_way(known_shape, known) : 0,
                        record_way(shape, record), turn_of(misses));
  }
  if (specialise_native_method(record, pc, insn)) return;
  store_word(pc, reinterpret_cast<u64>(record));
  specialise(pc, insn, static_cast<u16>(Op::CALL_METHOD));
}

HANDLER call_method_slow(HANDLER_ARGS) {
  SAVE();
  Value* w = r + B;
  rt::AttrRecord* record = nullptr;
  switch (find_method_py(*t, w, k[static_cast<u32>(load_word(pc + 1))], &record)) {
    case FoundMethod::kError:
      ++pc;  // the first extra word has the position of the attribute
      UNWIND();
    case FoundMethod::kMethod:  // w[1]: the function; self stays in front
      if (record) specialise_call_method(r, record, pc, insn);
      TAIL(call_other, call_word(C + 1, B, 2));
    default:  // w[2]: a callable; the window starts one register further up
      TAIL(call_other, call_word(C, B + 1, 2));
  }
}

// ---- keywords, * and **

// Calls through the general protocol or enters a Python function; window and counts as in call_other, `names` the keyword names.
static HANDLER call_keywords(HANDLER_ARGS) {
  u64 extra = call_extra(aux);
  Value names = k[static_cast<u32>(load_word(pc + extra - 1))];
  u64 count = call_arguments(aux);
  Value* w = r + call_window(aux);
  SAVE();
  if (rt::is_exact(w[1], rt::TypeId::kMethod)) {
    unpack_method(*t, w, count);
    TAIL(call_keywords, call_word(count + 1, call_window(aux), extra));
  }
  if (is_function(w[1])) {
    if (t->poll.load(gc::relaxed) && !handle_pending_py(*t)) UNWIND();
    Value* window = prepare_frame_py(*t, r, call_window(aux), static_cast<u32>(count), names);
    if (!window) UNWIND();
    window[kReturnPc] = Value(reinterpret_cast<u64>(pc + extra) | 1);
    window[kLink] = Value(make_link(r, A, 0));
    pc = function_of(window)->entry;
    k = function_of(window)->constants;
    r = window;
    NEXT();
  }
  u32 keywords = static_cast<u32>(rt::as_tuple(names)->length);
  Value v = rt::call_py(*t, w[1], CallArgs{w + kHeader, static_cast<u32>(count) - keywords, names.stripped()}).release();
  if (!v) UNWIND();
  FINISH_CALL(call_window(aux), count, extra, v);
}

OP_HANDLER(CALL_KW) { TAIL(call_keywords, call_word(C, B, 2)); }

OP_HANDLER(CALL_METHOD_KW) {
  SAVE();
  Value* w = r + B;
  rt::AttrRecord* record = nullptr;
  switch (find_method_py(*t, w, k[static_cast<u32>(load_word(pc + 1))], &record)) {
    case FoundMethod::kError:
      ++pc;  // the first extra word has the position of the attribute
      UNWIND();
    case FoundMethod::kMethod:
      TAIL(call_keywords, call_word(C + 1, B, 3));
    default:
      TAIL(call_keywords, call_word(C, B + 1, 3));
  }
}

OP_HANDLER(CALL_EX) {
  SAVE();
  if (t->poll.load(gc::relaxed) && !handle_pending_py(*t)) UNWIND();
  Value* w = r + B;
  Value result;
  Value* window = call_expanded_py(*t, r, B, C != 0, &result);
  if (!window) {
    if (!result) UNWIND();
    consume(t, w[1]);
    FINISH_SLOW(RD, result);
  }
  window[kReturnPc] = Value(reinterpret_cast<u64>(pc) | 1);
  window[kLink] = Value(make_link(r, A, 0));
  pc = function_of(window)->entry;
  k = function_of(window)->constants;
  r = window;
  NEXT();
}

// ---- returning

static HANDLER return_slow(HANDLER_ARGS);

// aux: the result, counted, deferred or immediate.
TINYPY_INLINE static HANDLER leave(HANDLER_ARGS) {
  u64 link = link_of(r);
  Function* f = function_of(r);
  if (link_flags(link) || r[kFrameObject] || r[kCallee].is_counted()) [[unlikely]] TAIL(return_slow, aux);
  for (u32 i = 0, n = f->locals; i < n; ++i) {
    Value v = r[i];
    if (v.is_immediate()) continue;
    if (v.is_counted()) [[unlikely]] TAIL(return_slow, aux);
    r[i] = Value();
  }
  r[kCallee] = Value();
  pc = return_pc(r);
  r = link_caller(link);
  t->depth -= 1;
  k = function_of(r)->constants;
  FINISH(r[link_destination(link)], Value(aux));
}

static HANDLER return_slow(HANDLER_ARGS) {
  SAVE();
  u64 link = link_of(r);
  Value result(aux);
  if (r[kFrameObject]) frame_ends(*t, r);
  release_registers(*t, r, function_of(r)->locals);
  if (link_flags(link) & kConstructFrame) {
    Value object = r[kFrameObject - 1];
    r[kFrameObject - 1] = Value();
    if (result != rt::kNone) {
      raise_init_result(*t, result);
      drop(t, object);
      result = Value();
    } else {
      result = object;
    }
  }
  pc = return_pc(r);
  consume(t, r[kCallee]);
  t->depth -= 1;
  if (link_flags(link) & kEntryFrame) return result.bits();
  r = link_caller(link);
  k = function_of(r)->constants;
  if (!result) UNWIND();
  FINISH(r[link_destination(link)], result);
}

// A lent argument must be counted before its backing goes out of sight.
static HANDLER return_lent(HANDLER_ARGS) {
  Value v(aux);
  if (v.object()->has_flag(gc::kDeferred)) MUSTTAIL return leave(insn, pc, r, t, k, aux);
  v = v.stripped();
  gc::incref(*t, v.object());
  MUSTTAIL return leave(insn, pc, r, t, k, v.bits());
}

OP_HANDLER(RETURN) {
  Value v = RA;
  if (v.is_pointer()) {
    RA = Value();
    if (v.is_uncounted()) TAIL(return_lent, v.bits());
  }
  MUSTTAIL return leave(insn, pc, r, t, k, v.bits());
}

OP_HANDLER(RETURN_K) { MUSTTAIL return leave(insn, pc, r, t, k, k[op_bc(insn)].uncounted().bits()); }

HANDLER return_value(HANDLER_ARGS) { MUSTTAIL return leave(insn, pc, r, t, k, aux); }

}  // namespace vm
