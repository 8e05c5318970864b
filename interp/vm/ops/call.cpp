// Handlers: calls. A call of a Python function stays in the dispatch loop: ENTER makes the callee's window the current
// frame, and RETURN (ops/return.cpp) goes back to the caller. Native callees are in ops/call_native.cpp.
#include "interp/vm/frame/call.h"
#include "interp/compile/code_object.h"
#include "interp/vm/cache/cache_words.h"
#include "interp/vm/cache/loaded.h"
#include "interp/vm/cache/polymorphic.h"
#include "interp/vm/frame/pending.h"
#include "interp/vm/handler.h"
#include "interp/vm/import/lazy_import.h"
#include "interp/vm/ops/call_handlers.h"
#include "runtime/object/names.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/classes/weakref.h"

namespace vm {

// ---- entering a frame

// True if a frame of `f` may start at `window`: there is room on the stack, the recursion limit is not reached, and no
// request is pending (then the slow path takes the safepoint).
TINYPY_INLINE bool may_enter(const Thread* t, const Value* window, const Function* f) {
  return on_stack(*t, window, f->frame_size) && t->depth < t->recursion_limit.load(gc::relaxed) &&
         t->poll.load(gc::relaxed) == 0;
}

// Enters the callee's frame. The arguments lie at `window` already; the other locals are emptied.
#define ENTER(f, window, arguments, extra, flags)                                         \
  do {                                                                                    \
    (window)[kFrameObject] = Value();                                                     \
    (window)[kReturnPc] = Value(reinterpret_cast<u64>(pc + (extra)) + 1);                 \
    (window)[kLink] = Value(make_link(r, OPERAND_A, flags));                                      \
    t->depth += 1;                                                                        \
    for (u32 i_ = static_cast<u32>(arguments), n_ = (f)->locals; i_ < n_; ++i_) {         \
      (window)[i_] = Value();                                                             \
      __asm__ volatile("");  /* a few words: not worth a call of memset */                \
    }                                                                                     \
    pc = (f)->entry;                                                                      \
    k = (f)->constants;                                                                   \
    r = (window);                                                                         \
    NEXT();                                                                               \
  } while (0)

SLOW_HANDLER call_python(HANDLER_ARGS);

OP_HANDLER(CALL) {
  Value* w = r + OPERAND_B;
  Value callee = w[1];
  if (!callee.is_immediate()) [[likely]] {
    Object* o = callee.object();
    u32 shape = o->meta.load(gc::relaxed) >> gc::kFlagBits;
    if (shape == static_cast<u32>(rt::TypeId::kFunction)) [[likely]] {
      auto* f = static_cast<Function*>(o);
      Value* window = w + kHeader;
      if (f->simple_args.load(gc::acquire) == OPERAND_C && may_enter(t, window, f)) [[likely]]
        ENTER(f, window, OPERAND_C, 2, 0);
      TAIL(call_python, call_word(OPERAND_C, OPERAND_B, 2));
    } else if (shape == static_cast<u32>(rt::TypeId::kBuiltin)) {
      TAIL(call_bound_native, 0);
    }
  }
  TAIL(call_other, call_word(OPERAND_C, OPERAND_B, 2));
}

// Calls a native function with positional arguments. The result is owned; empty: an error is pending.
static Value call_native_py(Thread& t, const rt::Builtin* native, const Value* args, u64 count) {
  const rt::MethodDef& def = *native->def;
  if (def.signature.fixed && count == def.signature.count) return rt::invoke(t, def, args).release();
  return rt::call_module_function(t, native, CallArgs{args, static_cast<u32>(count), Value()}).release();
}

// Fills the parameters from `given` on with their defaults. False: one has no default, or another thread owns a
// default; nothing has changed.
static bool fill_defaults(Thread* t, const Function* f, Value* window, u32 given, u32 parameters) {
  Value defaults = f->defaults.get_shared();
  u64 count = defaults ? rt::as_tuple(defaults)->length : 0;
  if (count > parameters || given + count < parameters) return false;
  const Slot* items = rt::as_tuple(defaults)->items + given + count - parameters;
  for (u32 i = given; i < parameters; ++i) {
    window[i] = items[i - given].get();
    if (keep_loaded(t, window[i])) continue;
    window[i] = Value();
    release_registers(*t, window + given, i - given);
    return false;
  }
  return true;
}

static void move_arguments(Value* from, Value* to, u32 count) {
  for (u32 i = 0; i < count; ++i) to[i] = std::exchange(from[i], Value());
}

SLOW_HANDLER call_python_slow(HANDLER_ARGS);

// Third path of CALL for Python functions: some parameters can be filled by keywords only, and their defaults are
// filled in; or the function takes *args or **kwargs. Other functions take the slow path.
SLOW_HANDLER call_python_unlike_simple(HANDLER_ARGS) {
  Value* w = r + call_window(aux);
  Value* window = w + kHeader;
  auto* f = w[1].as<Function>();
  if (f->simple_args.load(gc::acquire) == kNotSimple && on_stack(*t, window, 0) && may_enter(t, window, f)) {
    u32 parameters = bind_named(*t, f, window, static_cast<u32>(call_arguments(aux)), nullptr);
    if (!parameters) parameters = bind_rest_in_place(*t, f, window, static_cast<u32>(call_arguments(aux)));
    if (parameters == kBindFailed) UNWIND();
    if (parameters) ENTER(f, window, parameters, call_extra(aux), 0);
  }
  TAIL(call_python_slow, aux);
}

// Second path of CALL for Python functions with positional arguments: fills in defaults, and moves the window to the
// stack if the caller is a generator.
SLOW_HANDLER call_python(HANDLER_ARGS) {
  SAVE();
  Value* w = r + call_window(aux);
  u32 count = static_cast<u32>(call_arguments(aux));
  auto* f = w[1].as<Function>();
  u32 parameters = f->simple_args.load(gc::acquire);
  if (parameters >= kAsleep || count > parameters) TAIL(call_python_unlike_simple, aux);
  Value* window = w + kHeader;
  bool moves = !on_stack(*t, window, 0);  // the caller is a generator, whose registers lie in its object
  if (moves) window = frame_top(*t) + kHeader;
  if (!may_enter(t, window, f)) TAIL(call_python_slow, aux);
  if (count < parameters && !fill_defaults(t, f, window, count, parameters)) TAIL(call_python_slow, aux);
  if (moves) {
    move_arguments(w + kHeader, window, count);
    window[kCallee] = std::exchange(w[1], Value());
  }
  ENTER(f, window, parameters, call_extra(aux), 0);
}

SLOW_HANDLER call_python_slow(HANDLER_ARGS) {  // arguments need binding, no room, something is pending
  SAVE();
  if (t->poll.load(gc::relaxed) && !handle_pending_at_entry_py(*t)) UNWIND();
  Value* window = prepare_frame_py(*t, r, call_window(aux), static_cast<u32>(call_arguments(aux)), Value());
  if (!window) UNWIND();
  window[kReturnPc] = Value(reinterpret_cast<u64>(pc + call_extra(aux)) | 1);
  window[kLink] = Value(make_link(r, OPERAND_A, 0));
  Function* f = function_of(window);
  pc = f->entry;
  k = f->constants;
  r = window;
  NEXT();
}

// Calls a native function, bound or not.
SHARED_HANDLER call_builtin(HANDLER_ARGS) {
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

template <bool kNamed>
SLOW_HANDLER construct(HANDLER_ARGS);

// The arguments in a window, for the general protocol; `names` is empty or the tuple of the last ones' names.
static CallArgs window_arguments(const Value* w, u64 count, Value names) {
  u64 named = names ? rt::as_tuple(names)->length : 0;
  return CallArgs{w + kHeader, static_cast<u32>(count - named), names};
}

// True for a call of a weak reference: no arguments, and its class does not override __call__. Then the referent may
// stay uncounted.
static bool gives_referent(Value callee, u64 count) {
  return count == 0 && rt::is_weakref(callee) && rt::type_of(callee)->slots.call == rt::kWeakRefType->slots.call;
}
SLOW_HANDLER call_weakref(HANDLER_ARGS) {
  Value& w = r[call_window(aux) + 1];
  SAVE();
  Value ref = std::exchange(w, load_referent(*t, w));  // a register holds it while the reference is released
  drop(t, ref);
  FINISH_SLOW_SKIP(DEST, std::exchange(w, Value()), call_extra(aux));
}

// Not inlined, so that the frame below which a C++ function runs Python code stays small.
[[gnu::noinline]] static Value call_native_object_py(Thread& t, Value callee, const Value* args, u64 count) {
  return rt::call_py(t, callee, CallArgs{args, static_cast<u32>(count), Value()}).release();
}

// Calls any callee with positional arguments in the window that aux describes.
SHARED_HANDLER call_other(HANDLER_ARGS) {
  Value* w = r + call_window(aux);
  u64 count = call_arguments(aux);
  Value callee = w[1];
  SAVE();
  switch (static_cast<rt::TypeId>(shape_id_of(callee))) {
    case rt::TypeId::kFunction: TAIL(call_python, aux);
    case rt::TypeId::kBuiltin: TAIL(call_builtin, aux);
    case rt::TypeId::kMethodDescriptor: {
      Value v = call_native_method_py(*t, callee.as<rt::MethodDescriptor>(), w + kHeader, count);
      if (!v) UNWIND();
      FINISH_CALL(call_window(aux), count, call_extra(aux), v);
    }
    case rt::TypeId::kMethod:
      if (unpacks(callee)) {  // self goes in front
        unpack_method(*t, w, count);
        TAIL(call_other, call_word(count + 1, call_window(aux), call_extra(aux)));
      }
      [[fallthrough]];
    default:
      if (rt::is_type(callee) && rt::type_of(callee)->slots.call == rt::kTypeType->slots.call)
        TAIL(construct<false>, aux);
      if (gives_referent(callee, count)) TAIL(call_weakref, aux);
      Value v = call_native_object_py(*t, callee, w + kHeader, count);
      if (!v) UNWIND();
      FINISH_CALL(call_window(aux), count, call_extra(aux), v);
  }
}

// ---- construction: Class(...) with a Python __init__
//
// The instance is made first, then __init__ runs in a frame at the caller's window, without C++ between. The new object
// lies in the register below the frame's header, which keeps it alive.
// Cache of CALL_CLASS: [0] AttrRecord of __init__, kPolymorphicTag; [1] id of the shape that identifies the class |
// misses.

// How instances of a class are made that __init__ alone initialises.
enum class Maker { kOther, kObject, kException };
// By one look at the class, because another thread may be changing it.
TINYPY_INLINE Maker maker_of(const rt::Type* type) {
  constexpr u32 kNot = rt::kTypeAbstract | rt::kTypeVarSized | rt::kTypeDisallowNew;
  if ((type->flags & (kNot | rt::kTypeHeap)) != rt::kTypeHeap) return Maker::kOther;
  auto* create = type->slots.create.get();
  if (create == rt::kObjectType->slots.create) return Maker::kObject;
  return create == rt::kBaseExceptionType->slots.create ? Maker::kException : Maker::kOther;
}

// Makes an exception, which keeps the arguments of the call in `args`.
static Value new_exception(Thread& t, rt::Type* type, const Value* args, u64 count) {
  Ref tuple = rt::make_tuple(t, args, count);
  return tuple ? rt::make_exception_raw(t, type, std::move(tuple)).release() : Value();
}

// True if `init` is a Python function whose frame may start at `window` with so many arguments. Then `init`, which was
// read from the class, has been counted for a register.
TINYPY_INLINE bool may_construct(const Thread* t, Value& init, const Value* window, u64 arguments) {
  if (!init || !is_function(init)) return false;
  auto* f = init.as<Function>();
  return f->simple_args.load(gc::acquire) == arguments && may_enter(t, window, f) && keep_loaded(t, init);
}
// The same for a call that may name parameters or leave them to their defaults.
static bool may_start_init(const Thread* t, Value& init, const Value* window) {
  if (!init || !is_function(init)) return false;
  auto* f = init.as<Function>();
  return f->simple_args.load(gc::acquire) != kAsleep && may_enter(t, window, f) && keep_loaded(t, init);
}

TINYPY_INLINE Value new_object(Thread& t, Maker maker, rt::Type* type, const Value* args, u64 count) {
  return maker == Maker::kObject ? rt::allocate_instance(t, type).release() : new_exception(t, type, args, count);
}

// Enters the frame of `init`, whose count passes to the frame, with the new object and the arguments from the second
// parameter on in place. The frame's window starts one register above w, so that w[0] keeps the object.
#define ENTER_INIT(object, init, w, parameters, extra)                                         \
  do {                                                                                         \
    Value class_ = (w)[1];                                                                     \
    (w)[0] = (object);                                                                         \
    (w)[kHeader + 1] = borrow((object), gc::ObjectEvent::borrowed_operand);                          \
    Value* window_ = (w) + 1 + kHeader;                                                        \
    window_[kCallee] = (init);                                                                 \
    (w)[1] = Value();                                                                          \
    drop(t, class_);                                                                           \
    auto* f_ = (init).as<Function>();                                                          \
    ENTER(f_, window_, (parameters), (extra), kConstructFrame);                                \
  } while (0)

static void shift_arguments(Value* w, u64 count) { copy_words_up(w + kHeader + 2, w + kHeader, count); }

OP_HANDLER(CALL_CLASS) {
  Value* w = r + OPERAND_B;
  u64 cache = load_word_acquire(pc);
  Value callee = w[1];
  if (callee.is_immediate() || (cache & kCacheTags) != kPolymorphicTag) [[unlikely]]
    TAIL(op_CALL, 0);
  if (callee.object()->meta.load(gc::acquire) >> gc::kFlagBits != load_word(pc + 1) >> 32) [[unlikely]]
    TAIL(op_CALL, 0);
  auto* type = callee.as<rt::Type>();
  auto* record = reinterpret_cast<rt::AttrRecord*>(cache & ~kCacheTags);
  Maker maker = maker_of(type);
  if (maker == Maker::kOther || record->shape.load(gc::acquire) != type->root_shape->id) [[unlikely]]
    TAIL(op_CALL, 0);
  Value init = record->value.get_shared();
  if (!may_construct(t, init, w + 1 + kHeader, OPERAND_C + 1)) [[unlikely]]
    TAIL(op_CALL, 0);
  SAVE();
  Value object = new_object(*t, maker, type, w + kHeader, OPERAND_C);
  if (!object) [[unlikely]] {
    drop(t, init);
    UNWIND();
  }
  shift_arguments(w, OPERAND_C);
  ENTER_INIT(object, init, w, OPERAND_C + 1, 2);
}

static void specialise_call_class(rt::Type* type, const rt::AttrRecord* record, const u64* pc, u64 insn) {
  u32 turn;
  if (comp::generic_op(pc - 1) != Op::CALL || !worth_specialising(pc + 1, kLowHalf, &turn)) return;
  store_word(pc + 1, static_cast<u64>(type->shape_id()) << 32 | turn);
  store_word(pc, reinterpret_cast<u64>(record) | kPolymorphicTag);
  specialise(pc, insn, Special::CALL_CLASS);
}

// Initialises the new object by the general protocol: arguments need binding by the slow path, or there are too few.
// Takes over the object. Empty: an error is pending.
static Value init_by_call_py(Thread& t, Value object, const CallArgs& args) {
  Ref owned = Ref::steal(object);
  return rt::type_of(owned)->slots.init(t, owned, args) ? owned.release() : Value();
}

// Makes room for self in front of the arguments, and binds them by bind_named. 0: the call is of another kind; nothing
// has changed.
static u32 bind_init(Thread& t, const Function* init, Value* w, u64 count, const rt::Tuple* names) {
  shift_arguments(w, count);
  u32 positional = static_cast<u32>(count - (names ? names->length : 0)) + 1;
  if (u32 parameters = bind_named(t, init, w + 1 + kHeader, positional, names)) return parameters;
  copy_words(w + kHeader, w + kHeader + 2, count);
  w[kHeader + count] = w[kHeader + count + 1] = Value();
  return 0;
}

// Class(...). kNamed: with keywords, whose names the instruction gives. If the class has no Python __init__ that can
// run in a frame, it is called by the general protocol.
template <bool kNamed>
SLOW_HANDLER construct(HANDLER_ARGS) {
  SAVE();
  Value* w = r + call_window(aux);
  u64 count = call_arguments(aux), extra = call_extra(aux);
  Value names = kNamed ? k[static_cast<u32>(load_word(pc + extra - 1))].stripped() : Value();
  const rt::Tuple* keywords = kNamed ? rt::as_tuple(names) : nullptr;
  auto* type = w[1].as<rt::Type>();
  // An exception keeps positional arguments alone, and refuses keywords in its own way.
  Maker maker = maker_of(type);
  bool plain = kNamed ? maker == Maker::kObject : maker != Maker::kOther;
  rt::AttrRecord* record = plain ? plain_init(*t, type) : nullptr;
  Value init = record ? record->value.get_shared() : Value();
  if (!may_start_init(t, init, w + 1 + kHeader)) {
    if (!kNamed && extra == 2 && comp::generic_op(pc - 1) == Op::CALL) specialise_type_call(type, pc, insn);
    Value v = rt::call_py(*t, w[1], window_arguments(w, count, names)).release();
    if (!v) UNWIND();
    FINISH_CALL(call_window(aux), count, extra, v);
  }
  auto* f = init.as<Function>();
  u32 parameters = static_cast<u32>(count) + 1;
  bool in_place = !kNamed && parameters == f->simple_args.load(gc::acquire);
  if (in_place && extra == 2) specialise_call_class(type, record, pc, insn);
  // The object is made while the arguments lie in the caller's frame, where the collector sees them.
  Value object = new_object(*t, maker, type, w + kHeader, count);
  if (!object) {
    drop(t, init);
    UNWIND();
  }
  if (in_place) shift_arguments(w, count);
  else parameters = bind_init(*t, f, w, count, keywords);
  if (!parameters) {
    drop(t, init);
    Value v = init_by_call_py(*t, object, window_arguments(w, count, names));
    if (!v) UNWIND();
    FINISH_CALL(call_window(aux), count, extra, v);
  }
  ENTER_INIT(object, init, w, parameters, extra);
}

// ---- method calls

// Calls the method of the record in aux, which is valid for the object's shape.
TINYPY_INLINE static HANDLER call_method_by_record(HANDLER_ARGS) {
  Value* w = r + OPERAND_B;
  Value method = reinterpret_cast<rt::AttrRecord*>(aux)->value.get_shared();
  if (!method || !keep_loaded(t, method)) [[unlikely]]
    TAIL(call_method_slow, 0);
  w[1] = method;
  if (is_function(method)) [[likely]] {
    auto* f = method.as<Function>();
    Value* window = w + kHeader;
    if (f->simple_args.load(gc::acquire) == OPERAND_C + 1 && may_enter(t, window, f)) [[likely]]
      ENTER(f, window, OPERAND_C + 1, 2, 0);
    TAIL(call_python, call_word(OPERAND_C + 1, OPERAND_B, 2));
  }
  TAIL(call_other, call_word(OPERAND_C + 1, OPERAND_B, 2));
}

OP_HANDLER(CALL_METHOD) {
  u64 cache = load_word_acquire(pc);
  auto* record = reinterpret_cast<rt::AttrRecord*>(cache);
  if (!record || (cache & kCacheTags) || record->shape.load(gc::acquire) != shape_id_of(r[OPERAND_B + kHeader]))
      [[unlikely]] {
    TAIL(call_method_slow, 0);
  }
  MUSTTAIL return call_method_by_record(insn, pc, r, t, k, cache);
}

OP_HANDLER(CALL_METHOD_POLYMORPHIC) {
  u64 cache = load_word_acquire(pc);
  if ((cache & kCacheTags) != kPolymorphicTag) [[unlikely]]
    TAIL(call_method_slow, 0);
  u32 shape = shape_id_of(r[OPERAND_B + kHeader]);
  auto* record = way_record(likely_way(cache_block(cache), shape));
  if (!record || record->shape.load(gc::acquire) != shape) [[unlikely]]
    TAIL(call_method_slow, 0);
  MUSTTAIL return call_method_by_record(insn, pc, r, t, k, reinterpret_cast<u64>(record));
}

// Calls the callee in w[2] after it has been found in a slot of the object.
SLOW_HANDLER call_slot_callee(HANDLER_ARGS) {
  SAVE();
  consume(t, r[OPERAND_B + kHeader]);
  TAIL(call_other, call_word(OPERAND_C, OPERAND_B + 1, 2));
}

// Calls the callee in aux, which lies in a slot that the object in the window leads to, without the object.
TINYPY_INLINE static HANDLER call_slot_value(HANDLER_ARGS) {
  Value* w = r + OPERAND_B;
  Value callee(aux);
  if (!callee || !keep_loaded(t, callee)) [[unlikely]]
    TAIL(call_method_slow, 0);
  w[2] = callee;
  Value* window = w + 1 + kHeader;
  if (!is_function(callee)) TAIL(call_slot_callee, 0);
  auto* f = callee.as<Function>();
  if (f->simple_args.load(gc::acquire) != OPERAND_C || !may_enter(t, window, f) || !quick_consume(t, w[kHeader]))
      [[unlikely]]
    TAIL(call_slot_callee, 0);
  ENTER(f, window, OPERAND_C, 2, 0);
}

// The callee is an attribute of the object, a function for example that a closure was compiled to.
OP_HANDLER(CALL_METHOD_SLOT) {
  u64 cache = load_word(pc);
  Value object = r[OPERAND_B + kHeader];
  if (object.is_immediate() || (cache & kCacheTags) != kSlotCallee) [[unlikely]]
    TAIL(call_method_slow, 0);
  Object* o = object.object();
  if (o->meta.load(gc::acquire) >> gc::kFlagBits != cache >> 32) [[unlikely]]
    TAIL(call_method_slow, 0);
  Value callee = rt::inline_slot(o, static_cast<u32>(cache) - kSlotCallee).get_shared();
  MUSTTAIL return call_slot_value(insn, pc, r, t, k, callee.bits());
}

// The callee is an attribute of a class: Class.make(a), object.__setattr__(a, b, c), or a static method.
OP_HANDLER(CALL_METHOD_CLASS_VALUE) {
  u64 cache = load_word_acquire(pc);
  auto* record = reinterpret_cast<rt::AttrRecord*>(cache & ~(kCacheTags | kClassCalleeBit));
  if ((cache & (kCacheTags | kClassCalleeBit)) != kClassCallee ||
      record->shape.load(gc::acquire) != shape_id_of(r[OPERAND_B + kHeader])) [[unlikely]]
    TAIL(call_method_slow, 0);
  Value callee = record->value.get_shared();
  MUSTTAIL return call_slot_value(insn, pc, r, t, k, callee.bits());
}

// The callee is an attribute of a module: os.path.join(a, b). A keys version belongs to one dict alone.
OP_HANDLER(CALL_METHOD_MODULE) {
  u64 cache = load_word(pc);
  Value object = r[OPERAND_B + kHeader];
  if (object.is_immediate() || (cache & kCacheTags) != kModuleCallee || rt::type_of(object.object()) != rt::kModuleType)
      [[unlikely]]
    TAIL(call_method_slow, 0);
  rt::DictTable* table = object.as<rt::Module>()->dict->table.load(gc::acquire);
  if (table->keys_version.load(gc::relaxed) != cache >> 32) [[unlikely]]
    TAIL(call_method_slow, 0);
  Value callee = table->value(static_cast<u32>(cache) >> 3).get_shared();
  MUSTTAIL return call_slot_value(insn, pc, r, t, k, callee.bits());
}

// Specialises CALL_METHOD for a module that has the callee in its dict, unless it is specialised for methods.
static void specialise_call_of_module(Thread& t, Value object, Value name, const u64* pc, u64 insn) {
  u64 cache = load_word_acquire(pc), form = cache & kCacheTags, version;
  u32 turn;
  if (rt::type_of(object) != rt::kModuleType || (cache && form != kModuleCallee)) return;
  rt::AttrRecord* record = rt::find_attribute(t, rt::shape_by_id(shape_id_of(object)), name);
  if (record->kind != rt::AttrKind::kModule) return;
  i64 entry = rt::dict_find_str(t, object.as<rt::Module>()->dict, name, &version);
  if (entry < 0 || entry >> 29 || version >> 32 || !worth_specialising(pc + 1, kHighHalf, &turn)) return;
  store_word(pc, version << 32 | static_cast<u64>(entry) << 3 | kModuleCallee);
  specialise(pc, insn, Special::CALL_METHOD_MODULE);
}

// Specialises CALL_METHOD for an object that has the callee in a slot or in its class, unless it is specialised for
// methods.
static void specialise_call_slot(const rt::AttrRecord* record, const u64* pc, u64 insn) {
  u64 cache = load_word_acquire(pc), form = cache & kCacheTags;
  u32 turn, shape = record->shape.load(gc::acquire);
  if ((cache && form != kSlotCallee) || !shape || !worth_specialising(pc + 1, kHighHalf, &turn)) return;
  bool of_class = record->kind == rt::AttrKind::kClassValue;
  store_word(pc, of_class ? reinterpret_cast<u64>(record) | kClassCallee
                          : static_cast<u64>(shape) << 32 | record->offset | kSlotCallee);
  specialise(pc, insn, of_class ? Special::CALL_METHOD_CLASS_VALUE : Special::CALL_METHOD_SLOT);
}

// Specialises CALL_METHOD for an object whose method the record has.
static void specialise_call_method(const Value* r, const rt::AttrRecord* record, const u64* pc, u64 insn) {
  u64 cache = load_word_acquire(pc);
  if ((cache & (kCacheTags | kClassCalleeBit)) == kSlotCallee) return;
  if ((cache & kCacheTags) == kSlotCallee) {  // a method takes the place of a callable of a class
    u32 turn;
    if (!worth_specialising(pc + 1, kHighHalf, &turn)) return;
    cache = 0;
  }
  u64 polymorphic = cache & kPolymorphicTag;
  u32 shape = record->shape.load(gc::acquire);
  auto* known = reinterpret_cast<const rt::AttrRecord*>(polymorphic ? 0 : cache & ~kCacheTags);
  u32 known_shape = known ? known->shape.load(gc::acquire) : 0;
  if (!shape || known == record) return;
  if (known_shape || polymorphic) {
    u32 turn;
    if (!worth_specialising(pc + 1, kHighHalf, &turn)) return;
    return remember_way(code_of(r), pc, insn, Special::CALL_METHOD_POLYMORPHIC,
                        known ? record_way(known_shape, known) : 0, record_way(shape, record), turn);
  }
  if (specialise_native_method(rt::shape_by_id(shape), record, pc, insn)) return;
  store_word(pc, reinterpret_cast<u64>(record));
  specialise(pc, insn, static_cast<u16>(Op::CALL_METHOD));
}

// A found function whose arguments need more than to lie where they are.
SLOW_HANDLER call_found_python(HANDLER_ARGS) {
  Value* w = r + OPERAND_B;
  bool method = w[1].is_pointer();
  if (method) w[kHeader] = std::exchange(w[2], Value());
  TAIL(call_python, call_word(OPERAND_C + (method ? 1 : 0), OPERAND_B + (method ? 0 : 1), 2));
}
// A found function that takes no self.
SLOW_HANDLER call_found_callee(HANDLER_ARGS) {
  Value* w = r + OPERAND_B;
  Value* window = w + 1 + kHeader;
  if (w[kHeader] != rt::kStop || w[1].is_pointer() || !w[2].is_pointer() || !is_function(w[2]))
    TAIL(call_method_slow, 0);
  auto* f = w[2].as<Function>();
  if (f->simple_args.load(gc::acquire) != OPERAND_C || !may_enter(t, window, f)) TAIL(call_found_python, 0);
  ENTER(f, window, OPERAND_C, 2, 0);
}

// Calls a Python function that FIND_METHOD has found and left in the window.
OP_HANDLER(CALL_METHOD_FOUND) {
  Value* w = r + OPERAND_B;
  Value* window = w + kHeader;
  if (*window != rt::kStop || !w[1].is_pointer() || !is_function(w[1])) [[unlikely]]
    TAIL(call_found_callee, 0);
  auto* f = w[1].as<Function>();
  if (f->simple_args.load(gc::acquire) != OPERAND_C + 1 || !may_enter(t, window, f)) [[unlikely]]
    TAIL(call_found_python, 0);
  *window = w[2];
  ENTER(f, window, OPERAND_C + 1, 2, 0);
}

static bool is_worth_entering(const Value* w, const u64* pc) {
  u32 turn;
  Value found = w[1].is_pointer() ? w[1] : w[2];
  return w[kHeader] == rt::kStop && found.is_pointer() && is_function(found) &&
         worth_specialising(pc + 1, kHighHalf, &turn);
}

SHARED_HANDLER call_method_slow(HANDLER_ARGS) {
  SAVE();
  Value* w = r + OPERAND_B;
  if (is_worth_entering(w, pc)) specialise(pc, insn, Special::CALL_METHOD_FOUND);
  Value name = k[static_cast<u32>(load_word(pc + 1))];
  if (w[kHeader] != rt::kStop) specialise_call_of_module(*t, w[kHeader], name, pc, insn);
  FoundMethod found = find_method_for_cache_py(*t, w, name);
  switch (found.what) {
    case Found::kError:
      ++pc;  // the first extra word has the position of the attribute
      UNWIND();
    case Found::kMethod:  // w[1]: the function; self stays in front
      if (found.record) specialise_call_method(r, found.record, pc, insn);
      TAIL(call_other, call_word(OPERAND_C + 1, OPERAND_B, 2));
    default:  // w[2]: a callable; the window starts one register further up
      if (found.record) specialise_call_slot(found.record, pc, insn);
      consume(t, w[kHeader]);
      TAIL(call_other, call_word(OPERAND_C, OPERAND_B + 1, 2));
  }
}

// ---- keywords, * and **

// Calls a callee that is no Python function.
static Value call_by_keywords_py(Thread& t, Value callee, const CallArgs& args) {
  if (!rt::is_exact(callee, rt::TypeId::kMethodDescriptor)) return rt::call_py(t, callee, args).release();
  return rt::call_method_descriptor(t, callee.as<rt::MethodDescriptor>(), args).release();
}

// Enters a Python function, or calls another callee through the general protocol. aux describes the call as in
// call_other; the keyword names come from the instruction.
SHARED_HANDLER call_keywords(HANDLER_ARGS) {
  u64 extra = call_extra(aux);
  Value names = k[static_cast<u32>(load_word(pc + extra - 1))];
  u64 count = call_arguments(aux);
  Value* w = r + call_window(aux);
  Value callee = w[1];
  SAVE();
  if (unpacks(callee)) {
    unpack_method(*t, w, count);
    TAIL(call_keywords, call_word(count + 1, call_window(aux), extra));
  }
  if (is_function(callee)) {
    auto* f = callee.as<Function>();
    auto* keywords = rt::as_tuple(names);
    if (f->simple_args.load(gc::acquire) != kAsleep && may_enter(t, w + kHeader, f)) {
      u32 positional = static_cast<u32>(count - keywords->length);
      u32 parameters = bind_named(*t, f, w + kHeader, positional, keywords);
      if (parameters) ENTER(f, w + kHeader, parameters, extra, 0);
    }
    if (t->poll.load(gc::relaxed) && !handle_pending_at_entry_py(*t)) UNWIND();
    Value* window = prepare_frame_py(*t, r, call_window(aux), static_cast<u32>(count), names);
    if (!window) UNWIND();
    window[kReturnPc] = Value(reinterpret_cast<u64>(pc + extra) | 1);
    window[kLink] = Value(make_link(r, OPERAND_A, 0));
    pc = function_of(window)->entry;
    k = function_of(window)->constants;
    r = window;
    NEXT();
  }
  if (rt::is_type(callee) && rt::type_of(callee)->slots.call == rt::kTypeType->slots.call) TAIL(construct<true>, aux);
  Value v = call_by_keywords_py(*t, callee, window_arguments(w, count, names.stripped()));
  if (!v) UNWIND();
  FINISH_CALL(call_window(aux), count, extra, v);
}

OP_HANDLER(CALL_KW) { TAIL(call_keywords, call_word(OPERAND_C, OPERAND_B, 2)); }

SLOW_HANDLER call_method_keywords_slow(HANDLER_ARGS) {
  SAVE();
  Value* w = r + OPERAND_B;
  FoundMethod found = find_method_py(*t, w, k[static_cast<u32>(load_word(pc + 1))]);
  switch (found.what) {
    case Found::kError:
      ++pc;  // the first extra word has the position of the attribute
      UNWIND();
    case Found::kMethod:
      if (u32 turn; found.record && worth_specialising(pc + 1, kHighHalf, &turn))
        store_word(pc, reinterpret_cast<u64>(found.record));
      TAIL(call_keywords, call_word(OPERAND_C + 1, OPERAND_B, 3));
    default: TAIL(call_keywords, call_word(OPERAND_C, OPERAND_B + 1, 3));
  }
}

OP_HANDLER(CALL_METHOD_KW) {
  auto* record = reinterpret_cast<rt::AttrRecord*>(load_word_acquire(pc));
  Value* w = r + OPERAND_B;
  if (!record || record->shape.load(gc::acquire) != shape_id_of(w[kHeader])) [[unlikely]]
    TAIL(call_method_keywords_slow, 0);
  Value method = record->value.get_shared();
  if (!method || !keep_loaded(t, method)) [[unlikely]]
    TAIL(call_method_keywords_slow, 0);
  w[1] = method;
  TAIL(call_keywords, call_word(OPERAND_C + 1, OPERAND_B, 3));
}

// The items of a sequence that no other thread can change. False: it is of another kind.
static bool items_of(Value sequence, const rt::Slot** items, u64* count) {
  if (rt::is_exact_tuple(sequence)) {
    *items = rt::as_tuple(sequence)->items;
    *count = rt::as_tuple(sequence)->length;
    return true;
  }
  if (!rt::is_exact_list(sequence) || (gc::kFreeThreaded && sequence.object()->published())) return false;
  *count = rt::as_list(sequence)->size();
  *items = *count != 0 ? rt::as_list(sequence)->storage.load(gc::relaxed)->items : nullptr;
  return true;
}

// Replaces a sequence in a call's window by its items, if it has few and no other thread can change it. False: nothing
// has changed.
static bool spread(Thread& t, Value* at, u64* count) {
  Value sequence = *at;
  const rt::Slot* items;
  if (!items_of(sequence, &items, count) || *count > comp::kMostSpread) return false;
  *at = Value();
  for (u64 i = 0; i < *count; ++i) {
    Value item = items[i].get();
    at[i] = keep_loaded(&t, item) ? item : hold_foreign(t, item);
  }
  drop(&t, sequence);
  return true;
}

SLOW_HANDLER call_expanded_slow(HANDLER_ARGS);

// Enters the frame of a Python function: each key of the dict is one of its parameters, or the dict becomes its
// **kwargs. The dict has been made for this call.
SLOW_HANDLER call_expanded_python(HANDLER_ARGS) {
  Value* w = r + call_window(aux);
  Value* window = w + kHeader;
  Value sequence = window[0], mapping = window[1];
  auto* f = w[1].as<Function>();
  const rt::Slot* items;
  u64 count;
  if (f->simple_args.load(gc::acquire) == kAsleep || !on_stack(*t, window, 0) || !may_enter(t, window, f) ||
      !items_of(sequence, &items, &count))
    TAIL(call_expanded_slow, aux);
  u32 parameters = bind_expanded(*t, f, window, items, static_cast<u32>(count), rt::as_dict(mapping));
  if (parameters == kBindFailed) UNWIND();
  if (parameters) {
    if (parameters == 1) window[1] = Value();
    drop(t, sequence);  // what the containers hold is in the window, so nothing else dies
    drop(t, mapping);
  } else {
    parameters = bind_gathered(*t, f, window, items, static_cast<u32>(count));
    if (parameters == kBindFailed) UNWIND();
    if (!parameters) TAIL(call_expanded_slow, aux);
  }
  ENTER(f, window, parameters, call_extra(aux), 0);
}

// A bound method of a Python function: the function takes its place, and self goes in front of the items of the
// sequence. False: nothing has changed, or an error is pending.
static bool unpack_expanded_method(Thread& t, Value* w) {
  Value callee = w[1];
  if (!unpacks(callee) || !is_function(callee.as<rt::Method>()->function.get())) return false;
  const rt::Slot* items;
  u64 count;
  if (!items_of(w[kHeader], &items, &count)) return false;
  Ref all = rt::make_tuple_uninitialised(t, count + 1);
  if (!all) return false;
  rt::Slot* to = rt::as_tuple(all)->items;
  rt::init_field(to[0], Ref::share(t, callee.as<rt::Method>()->self.get()));
  for (u64 i = 0; i < count; ++i) rt::init_field(to[i + 1], Ref::share(t, items[i].get()));
  Value sequence = std::exchange(w[kHeader], all.release());
  w[1] = hold(&t, callee.as<rt::Method>()->function.get());
  drop(&t, sequence);
  drop(&t, callee);
  return true;
}

SHARED_HANDLER call_expanded(HANDLER_ARGS) {
  SAVE();
  Value* w = r + call_window(aux);
  bool dict = call_arguments(aux) != 0,
       keywords = dict && rt::as_dict(w[kHeader + 1])->size() != 0;  // the dict has been made for this call
  if (dict && !keywords) consume(t, w[kHeader + 1]);
  if (keywords && !rt::dict_has_only_texts(rt::as_dict(w[kHeader + 1]))) [[unlikely]] {
    rt::raise_type_error(*t, "keywords must be strings");
    UNWIND();
  }
  if (u64 count; !keywords && spread(*t, w + kHeader, &count))
    TAIL(call_other, call_word(count, call_window(aux), call_extra(aux)));
  if (keywords && (is_function(w[1]) || unpack_expanded_method(*t, w))) TAIL(call_expanded_python, aux);
  if (t->error) UNWIND();
  TAIL(call_expanded_slow, aux);
}

SLOW_HANDLER call_expanded_slow(HANDLER_ARGS) {
  Value* w = r + call_window(aux);
  bool keywords = call_arguments(aux) != 0 && w[kHeader + 1];
  if (t->poll.load(gc::relaxed) && !handle_pending_at_entry_py(*t)) UNWIND();
  auto [window, result] = call_expanded_py(*t, r, call_window(aux), keywords);
  if (!window) {
    if (!result) UNWIND();
    consume(t, w[1]);
    FINISH_SLOW_CALL(DEST, result, call_extra(aux));
  }
  window[kReturnPc] = Value(reinterpret_cast<u64>(pc + call_extra(aux)) | 1);
  window[kLink] = Value(make_link(r, OPERAND_A, 0));
  pc = function_of(window)->entry;
  k = function_of(window)->constants;
  r = window;
  NEXT();
}

OP_HANDLER(CALL_EX) { TAIL(call_expanded, call_word(OPERAND_C, OPERAND_B, 0)); }

OP_HANDLER(CALL_METHOD_EX) {
  SAVE();
  Value* w = r + OPERAND_B;
  switch (find_method_py(*t, w, k[static_cast<u32>(load_word(pc + 1))]).what) {
    case Found::kError:
      ++pc;  // the first extra word has the position of the attribute
      UNWIND();
    case Found::kMethod:
      if (u64 count; spread(*t, w + kHeader + 1, &count)) TAIL(call_other, call_word(count + 1, OPERAND_B, 2));
      if (!put_object_first_py(*t, w + kHeader, w[1])) UNWIND();
      TAIL(call_expanded, call_word(0, OPERAND_B, 2));
    default:  // w[2]: a callable; the window starts one register further up
      TAIL(call_expanded, call_word(0, OPERAND_B + 1, 2));
  }
}

}  // namespace vm
