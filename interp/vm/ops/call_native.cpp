// Handlers: calls of native functions and methods with plain parameters. The C++ function reads the arguments where
// they lie, in the window; no argument list is made.
//
// The low bits of a cache word are the form (NativeForm): if two threads specialise an instruction differently, a
// handler recognises the word of another form and takes the generic path.
#include "interp/vm/cache/cache_words.h"
#include "interp/vm/cache/loaded.h"
#include "interp/vm/cache/polymorphic.h"
#include "interp/vm/ops/call_handlers.h"
#include "runtime/object/class.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::MethodDef;

namespace {

// True if the C++ function has a parameter for each argument (no array), and the other parameters have defaults.
bool is_plain(const MethodDef& def, u64 arguments) {
  const rt::Signature& s = def.signature;
  if (def.form < MethodDef::kF0 || def.form > MethodDef::kF6 || s.var_args || s.var_keywords ||
      arguments > s.positional)
    return false;
  for (u64 i = arguments; i < s.count; ++i) {
    if (s.params[i].default_kind == rt::DefaultKind::kRequired) return false;
  }
  return true;
}

u64 form_of(const MethodDef& def, u64 arguments) {
  if (def.form == MethodDef::kF1 && arguments == 1) return kOneArgument;
  if (def.form == MethodDef::kF2 && arguments == 2) return kTwoArguments;
  return kDefaults;
}

Value invoke_plain_py(Thread& t, const MethodDef& def, const Value* args, u64 count) {
  auto argument = [&](u64 i) { return i < count ? args[i] : rt::default_value(def.signature.params[i]); };
  switch (def.form) {
    case MethodDef::kF0: return def.f0(t).release();
    case MethodDef::kF1: return def.f1(t, argument(0)).release();
    case MethodDef::kF2: return def.f2(t, argument(0), argument(1)).release();
    case MethodDef::kF3: return def.f3(t, argument(0), argument(1), argument(2)).release();
    case MethodDef::kF4: return def.f4(t, argument(0), argument(1), argument(2), argument(3)).release();
    case MethodDef::kF5: return def.f5(t, argument(0), argument(1), argument(2), argument(3), argument(4)).release();
    default: return def.f6(t, argument(0), argument(1), argument(2), argument(3), argument(4), argument(5)).release();
  }
}

template <u64 kForm>
TINYPY_INLINE Value invoke_form_py(Thread& t, const MethodDef* def, const Value* args, u64 count) {
  if constexpr (kForm == kOneArgument) return def->f1(t, args[0]).release();
  if constexpr (kForm == kTwoArguments) return def->f2(t, args[0], args[1]).release();
  if constexpr (kForm == kRaw) return def->raw(t, CallArgs{args, static_cast<u32>(count), Value()}).release();
  return invoke_plain_py(t, *def, args, count);
}

// ---- functions

// The function in the cache, if it is the callee and the cache has the form `kForm`; else null.
template <u64 kForm>
TINYPY_INLINE const MethodDef* expected_native(const u64* pc, Value callee) {
  if (callee.is_immediate() ||
      callee.object()->meta.load(gc::relaxed) >> gc::kFlagBits != static_cast<u32>(rt::TypeId::kBuiltin)) {
    return nullptr;
  }
  auto* native = callee.as<rt::Builtin>();
  bool expected = reinterpret_cast<u64>(native->def) + kForm == load_word(pc) && !native->self.get();
  return expected ? native->def : nullptr;
}

// Releases the arguments, and the callee if kCallee, and finishes the call with the result in aux.
template <bool kCallee>
SHARED_HANDLER release_window(HANDLER_ARGS) {
  SAVE();
  Value* w = r + OPERAND_B;
  if constexpr (kCallee) consume(t, w[1]);
  for (u64 i = 0, n = kCallee ? OPERAND_C : OPERAND_C + 1; i < n; ++i) consume(t, w[kHeader + i]);
  FINISH_SLOW_CALL(DEST, Value(aux), 2);
}
// Releases the destination's old value, the object in aux, which the result has replaced.
SLOW_HANDLER release_replaced(HANDLER_ARGS) {
  SAVE();
  drop(t, Value(aux));
  LEAVE_CALL(2);
}
// Finishes a call with `kArguments` arguments and the result in aux. Fast if nothing in the window dies, as usual.
// kWaits: the function that was called may have waited, so the end is a safepoint.
template <u64 kArguments, bool kCallee, bool kFresh, bool kWaits = true>
TINYPY_INLINE HANDLER finish_native(HANDLER_ARGS) {
  Value* w = r + OPERAND_B;
  bool released = !kCallee || quick_consume(t, w[1]);
  for (u64 i = 0; i < kArguments; ++i) released = released && quick_consume(t, w[kHeader + i]);
  if (!released) TAIL(release_window<kCallee>, aux);
  Value& dest = DEST;
  Value old = std::exchange(dest, Value(aux));
  ASSERT(keeps_itself_alive(dest));
  if (!kFresh && (old.bits() & 15) == 0) [[unlikely]] {
    if (old) TAIL(release_replaced, old.bits());
  }
  if constexpr (kWaits) LEAVE_CALL(2);
  pc += 2;
  NEXT();
}
// The same for a number of arguments that is known at run time only.
template <bool kCallee>
TINYPY_INLINE HANDLER finish_native_of_any(HANDLER_ARGS) {
  switch (kCallee ? OPERAND_C : OPERAND_C + 1) {
    case 0: MUSTTAIL return finish_native<0, kCallee, false>(insn, pc, r, t, k, aux);
    case 1: MUSTTAIL return finish_native<1, kCallee, false>(insn, pc, r, t, k, aux);
    case 2: MUSTTAIL return finish_native<2, kCallee, false>(insn, pc, r, t, k, aux);
    case 3: MUSTTAIL return finish_native<3, kCallee, false>(insn, pc, r, t, k, aux);
    default: MUSTTAIL return release_window<kCallee>(insn, pc, r, t, k, aux);
  }
}

template <u64 kForm, bool kFresh = false>
TINYPY_INLINE HANDLER call_native(HANDLER_ARGS) {
  Value* w = r + OPERAND_B;
  const MethodDef* def = expected_native<kForm>(pc, w[1]);
  if (!def) [[unlikely]]
    TAIL(op_CALL, 0);
  SAVE();
  Value v = invoke_form_py<kForm>(*t, def, w + kHeader, OPERAND_C);
  if (!v) UNWIND();
  if constexpr (kForm == kOneArgument || kForm == kTwoArguments)
    MUSTTAIL return finish_native<kForm, true, kFresh>(insn, pc, r, t, k, v.bits());
  else MUSTTAIL return finish_native_of_any<true>(insn, pc, r, t, k, v.bits());
}

// The length of a container that has it in its object; -1: len() needs a call.
TINYPY_INLINE i64 quick_length(Value v) {
  if (v.is_immediate()) return -1;
  Object* o = v.object();
  switch (static_cast<rt::TypeId>(o->meta.load(gc::relaxed) >> gc::kFlagBits)) {
    case rt::TypeId::kList: return static_cast<i64>(static_cast<rt::List*>(o)->length.load(gc::acquire));
    case rt::TypeId::kStr: return static_cast<i64>(static_cast<rt::Str*>(o)->length);
    case rt::TypeId::kTuple: return static_cast<i64>(static_cast<rt::Tuple*>(o)->length);
    case rt::TypeId::kDict: return static_cast<i64>(static_cast<rt::Dict*>(o)->size());
    default: return -1;
  }
}

bool is_len(const rt::Builtin* native) {
  Value module = native->module.get();
  return native->def->name == std::string_view("len") && module && rt::is_str(module) &&
         rt::str_equal_ascii(module, "builtins");
}

}  // namespace

FRESH_HANDLER(CALL_NATIVE_1) { MUSTTAIL return call_native<kOneArgument, kFresh>(insn, pc, r, t, k, aux); }
FRESH_HANDLER(CALL_NATIVE_2) { MUSTTAIL return call_native<kTwoArguments, kFresh>(insn, pc, r, t, k, aux); }
OP_HANDLER(CALL_NATIVE) { MUSTTAIL return call_native<kDefaults>(insn, pc, r, t, k, aux); }
OP_HANDLER(CALL_NATIVE_RAW) { MUSTTAIL return call_native<kRaw>(insn, pc, r, t, k, aux); }

// The usual method in a variable (`append = items.append`) has one parameter besides its object. The function says so
// itself: no inline cache is needed. All other functions take the general path.
SHARED_HANDLER call_bound_native(HANDLER_ARGS) {
  Value* w = r + OPERAND_B;
  auto* native = w[1].as<rt::Builtin>();
  const MethodDef& def = *native->def;
  Value self = native->self.get();
  if (!self || OPERAND_C != 1 || def.form != MethodDef::kF2 || !def.signature.fixed || !rt::passes_self(native))
    TAIL(call_builtin, call_word(OPERAND_C, OPERAND_B, 2));
  SAVE();
  Value v = def.f2(*t, self, w[kHeader]).release();
  if (!v) UNWIND();
  MUSTTAIL return finish_native<1, true, false>(insn, pc, r, t, k, v.bits());
}

static Value construct_py(Thread& t, Value type, const Value* args, u32 count) {
  return rt::type_call_py(t, type, CallArgs{args, count, Value()}).release();
}

OP_HANDLER(CALL_NATIVE_TYPE) {
  Value* w = r + OPERAND_B;
  Value callee = w[1].stripped();
  if (callee.bits() + kType != load_word(pc)) [[unlikely]]
    TAIL(op_CALL, 0);
  if (OPERAND_C == 1 && callee == Value(rt::kTypeType)) {  // type(x)
    Value v = rt::type_of(w[kHeader]);
    if (keep_loaded(t, v)) MUSTTAIL return finish_native<1, true, false, false>(insn, pc, r, t, k, v.bits());
  }
  SAVE();
  Value v = construct_py(*t, callee, w + kHeader, OPERAND_C);
  if (!v) UNWIND();
  FINISH_CALL(OPERAND_B, OPERAND_C, 2, v);
}

void specialise_type_call(const rt::Type* type, const u64* pc, u64 insn) {
  u32 turn;
  if ((type->flags & rt::kTypeHeap) || !worth_specialising(pc + 1, kLowHalf, &turn)) return;
  store_word(pc, reinterpret_cast<u64>(type) + kType);
  specialise(pc, insn, Special::CALL_NATIVE_TYPE);
}

SLOW_HANDLER call_len_slow(HANDLER_ARGS) {  // aux: the MethodDef
  SAVE();
  Value v = reinterpret_cast<const MethodDef*>(aux)->f1(*t, r[OPERAND_B + kHeader]).release();
  if (!v) UNWIND();
  TAIL(release_window<true>, v.bits());
}

FRESH_HANDLER(CALL_LEN) {
  Value* w = r + OPERAND_B;
  const MethodDef* def = expected_native<kLength>(pc, w[1]);
  if (!def) [[unlikely]]
    TAIL(op_CALL, 0);
  i64 length = quick_length(w[kHeader]);
  if (length < 0) [[unlikely]]
    TAIL(call_len_slow, reinterpret_cast<u64>(def));
  MUSTTAIL return finish_native<1, true, kFresh, false>(insn, pc, r, t, k, Value::small_int(length).bits());
}

void specialise_native_call(const rt::Builtin* native, const u64* pc, u64 insn) {
  u32 turn;
  u64 arguments = op_c(insn);
  bool raw = native->def->form == MethodDef::kRaw;
  if (native->self.get() || !(raw || is_plain(*native->def, arguments)) || !worth_specialising(pc + 1, kLowHalf, &turn))
    return;
  u64 form = raw ? u64{kRaw} : is_len(native) ? u64{kLength} : form_of(*native->def, arguments);
  store_word(pc, reinterpret_cast<u64>(native->def) + form);
  specialise(pc, insn,
             form == kLength         ? Special::CALL_LEN
             : form == kRaw          ? Special::CALL_NATIVE_RAW
             : form == kOneArgument  ? Special::CALL_NATIVE_1
             : form == kTwoArguments ? Special::CALL_NATIVE_2
                                     : Special::CALL_NATIVE);
}

// ---- methods. The object is the first argument.

namespace {

// The method of the record in the cache, if the record is valid for the object's shape and the cache has the form
// `kForm`; else null. Native types never change, so the form still fits the record's method.
template <u64 kForm>
TINYPY_INLINE const MethodDef* expected_method(const u64* pc, Value object) {
  u64 cache = load_word_acquire(pc);
  auto* record = reinterpret_cast<const rt::AttrRecord*>(cache - kForm);
  if ((cache & kCacheTags) != kForm || record->shape.load(gc::acquire) != shape_id_of(object)) return nullptr;
  return record->value.get().as<rt::MethodDescriptor>()->def;
}

bool is_list_append(const rt::Shape* shape, const rt::AttrRecord* record) {
  return shape->id == static_cast<u32>(rt::TypeId::kList) && rt::str_equal_ascii(record->name, "append");
}

// True if a method that only finds a value (dict.get, for example) may return it borrowed: its object is published, and
// its arguments need no release. Then nothing happens between finding the value and writing it to a register.
[[maybe_unused]] bool may_find(const Value* args, u64 count) {
  if (count < 2 || !args[0].is_pointer() || !args[0].object()->published()) return false;
  for (u64 i = 0; i < count; ++i) {
    if (args[i].is_counted()) return false;
  }
  return true;
}

// The result of such a method if it finds nothing: its last argument or None. The argument is counted, since the window
// may have it on loan from the very register that the result replaces.
[[maybe_unused]] Value default_of(Thread& t, const Value* args, u64 count) {
  Value v = count > 2 ? args[2].stripped() : rt::kNone;
  return keep_loaded(&t, v) ? v : hold_foreign(t, v);
}

// What the method finds, fit for a register. Empty: only the method itself can tell.
[[maybe_unused, gnu::noinline]] Value find_by(Thread& t, const MethodDef& def, const Value* args, u64 count) {
  const Slot* slot;
  if (!def.find(args[0], args[1], &slot)) return Value();
  return slot ? load_published(t, *slot) : default_of(t, args, count);
}

[[maybe_unused]] HANDLER call_method_finding(HANDLER_ARGS) {  // aux: its MethodDef
  SAVE();
  Value* w = r + OPERAND_B;
  const auto& def = *reinterpret_cast<const MethodDef*>(aux);
  Value v = find_by(*t, def, w + kHeader, OPERAND_C + 1);
  if (!v) v = invoke_plain_py(*t, def, w + kHeader, OPERAND_C + 1);
  if (!v) UNWIND();
  for (u32 i = 0; i <= OPERAND_C; ++i) consume(t, w[kHeader + i]);
  FINISH_SLOW_SKIP(DEST, v, 2);
}

template <u64 kForm, bool kFresh = false>
TINYPY_INLINE HANDLER call_method_native(HANDLER_ARGS) {
  Value* w = r + OPERAND_B;
  const MethodDef* def = expected_method<kForm>(pc, w[kHeader]);
  if (!def) [[unlikely]]
    TAIL(call_method_slow, 0);
  if constexpr (gc::kFreeThreaded && (kForm == kDefaults || kForm == kThreeArguments)) {
    if (def->find && may_find(w + kHeader, OPERAND_C + 1)) [[unlikely]]
      TAIL(call_method_finding, reinterpret_cast<u64>(def));
  }
  SAVE();
  const Value* args = w + kHeader;
  Value v = kForm == kThreeArguments ? def->f3(*t, args[0], args[1], args[2]).release()
                                     : invoke_form_py<kForm>(*t, def, args, OPERAND_C + 1);
  if (!v) UNWIND();
  if constexpr (kForm == kDefaults) MUSTTAIL return finish_native_of_any<false>(insn, pc, r, t, k, v.bits());
  else
    MUSTTAIL return finish_native < kForm == kThreeArguments ? 3 : kForm, false, kFresh > (insn, pc, r, t, k, v.bits());
}

}  // namespace

FRESH_HANDLER(CALL_METHOD_NATIVE_1) {
  MUSTTAIL return call_method_native<kOneArgument, kFresh>(insn, pc, r, t, k, aux);
}
FRESH_HANDLER(CALL_METHOD_NATIVE_2) {
  MUSTTAIL return call_method_native<kTwoArguments, kFresh>(insn, pc, r, t, k, aux);
}
OP_HANDLER(CALL_METHOD_NATIVE_3) { MUSTTAIL return call_method_native<kThreeArguments>(insn, pc, r, t, k, aux); }
OP_HANDLER(CALL_METHOD_NATIVE) { MUSTTAIL return call_method_native<kDefaults>(insn, pc, r, t, k, aux); }

SLOW_HANDLER call_list_append_slow(HANDLER_ARGS) {
  SAVE();
  Value* w = r + OPERAND_B;
  if (!rt::list_append(*t, rt::as_list(w[kHeader]), take(t, w[kHeader + 1], true))) UNWIND();
  TAIL(release_window<false>, rt::kNone.bits());
}

// Appends to a published list that has room; the caller holds its lock.
TINYPY_INLINE static bool append_published(rt::Thread* t, rt::List* list, Value& reg) {
  u64 length = list->size();
  rt::ListItems* items = list->storage.load(gc::relaxed);
  Value stored;
  if (!items || length >= items->capacity || !items->counts_changes() || !quick_stored_published(t, reg, true, &stored))
    return false;
  items->items[length].set_shared(stored);
  list->length.store(length + 1, gc::release);  // pairs with the load in list_get_shared
  items->count_change();
  return true;
}

SLOW_HANDLER call_list_append_locked(HANDLER_ARGS);
SLOW_HANDLER call_list_append_publish(HANDLER_ARGS) {
  if (!publish_for(t, (r + OPERAND_B)[kHeader + 1])) TAIL(call_list_append_slow, 0);
  TAIL(call_list_append_locked, 0);
}
SLOW_HANDLER call_list_append_locked(HANDLER_ARGS) {
  Value* w = r + OPERAND_B;
  auto* list = rt::as_list(w[kHeader]);
  if (!quick_lock(list, static_cast<u64>(rt::TypeId::kList))) TAIL(call_list_append_slow, 0);
  bool done = append_published(t, list, w[kHeader + 1]);
  gc::unlock_object(list);
  if (!done) TAIL(call_list_append_publish, 0);
  MUSTTAIL return finish_native<1, false, false, false>(insn, pc, r, t, k, rt::kNone.bits());
}

// list.append: the fast path is for a private list that has room.
FRESH_HANDLER(CALL_LIST_APPEND) {
  Value* w = r + OPERAND_B;
  Value object = w[kHeader];
  if (object.is_immediate() || object.object()->shape_id() != static_cast<u32>(rt::TypeId::kList)) [[unlikely]]
    TAIL(call_method_slow, 0);
  auto* list = rt::as_list(object);
  if (gc::kFreeThreaded && list->published()) [[unlikely]] {
    if (!store_reserved<append_published>(t, list, w[kHeader + 1])) TAIL(call_list_append_locked, 0);
    MUSTTAIL return finish_native<1, false, kFresh, false>(insn, pc, r, t, k, rt::kNone.bits());
  }
  u64 length = list->size();
  rt::ListItems* items = list->storage.load(gc::relaxed);
  if (!items || length >= items->capacity) [[unlikely]]
    TAIL(call_list_append_slow, 0);
  Value stored;
  if (!quick_stored(t, w[kHeader + 1], true, &stored)) [[unlikely]]
    TAIL(call_list_append_slow, 0);
  gc::observe(gc::ObjectEvent::lock_private, list);
  items->items[length].set(stored);
  list->length.store(length + 1, gc::relaxed);
  MUSTTAIL return finish_native<1, false, kFresh, false>(insn, pc, r, t, k, rt::kNone.bits());
}

bool specialise_native_method(const rt::Shape* shape, const rt::AttrRecord* record, const u64* pc, u64 insn) {
  Value method = record->value.get_shared();
  if ((rt::type_of(shape)->flags & rt::kTypeHeap) || !rt::is_exact(method, rt::TypeId::kMethodDescriptor)) return false;
  const MethodDef& def = *method.as<rt::MethodDescriptor>()->def;
  u64 arguments = op_c(insn) + 1;
  if (!is_plain(def, arguments)) return false;
  u64 form = def.form == MethodDef::kF3 && arguments == 3 ? u64{kThreeArguments} : form_of(def, arguments);
  bool append = form == kTwoArguments && is_list_append(shape, record);
  store_word(pc, reinterpret_cast<u64>(record) + form);
  specialise(pc, insn,
             append                    ? Special::CALL_LIST_APPEND
             : form == kOneArgument    ? Special::CALL_METHOD_NATIVE_1
             : form == kTwoArguments   ? Special::CALL_METHOD_NATIVE_2
             : form == kThreeArguments ? Special::CALL_METHOD_NATIVE_3
                                       : Special::CALL_METHOD_NATIVE);
  return true;
}

[[gnu::noinline]] Value call_native_method_py(Thread& t, const rt::MethodDescriptor* method, const Value* args,
                                              u64 count) {
  const MethodDef& def = *method->def;
  if (is_plain(def, count) && def.signature.kind == rt::MethodKind::kInstance &&
      rt::is_instance(args[0], method->owner)) {
    return invoke_plain_py(t, def, args, count);
  }
  return rt::call_method_descriptor(t, method, CallArgs{args, static_cast<u32>(count), Value()}).release();
}

}  // namespace vm
