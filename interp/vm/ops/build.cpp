// Handlers: building containers, strings and functions.
#include "gc/heap/paged.h"
#include "gc/threads/watch.h"
#include "interp/vm/cache/loaded.h"
#include "interp/vm/frame/call.h"
#include "interp/vm/frame/frame_builtins.h"
#include "interp/vm/handler.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/frozendict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/mapping_keys.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/text/str.h"

namespace vm {

// Takes the run of temporaries w[0 .. n) as owned references.
static void take_run(Thread& t, Value* w, u64 n, Slot* out) {
  for (u64 i = 0; i < n; ++i) rt::init_field(out[i], take(&t, w[i], true));
}

static void consume_run(Thread& t, Value* w, u64 n) {
  for (u64 i = 0; i < n; ++i) consume(&t, w[i]);
}

// The same up to the first one that needs a call. Returns the number of references that it has taken.
TINYPY_INLINE u64 take_run_quickly(const rt::Thread* t, Value* w, u64 n, Slot* out) {
  for (u64 i = 0; i < n; ++i) {
    Value stored;
    if (!quick_stored(t, w[i], true, &stored)) [[unlikely]]
      return i;
    out[i].set(stored);
  }
  return n;
}

// Slow path of BUILD_TUPLE: there are no items, or there is no memory.
SLOW_HANDLER build_tuple_slow(HANDLER_ARGS) {
  SAVE();
  Value v = OPERAND_C == 0 ? rt::empty_tuple() : rt::make_tuple_uninitialised(*t, OPERAND_C).release();
  if (!v) UNWIND();
  if (OPERAND_C) take_run(*t, &REG_B, OPERAND_C, rt::as_tuple(v)->items);
  FINISH_SLOW(DEST, v);
}

// Continues BUILD_TUPLE if another thread owns one of the items. aux: the tuple, whose length is the number of items
// before that one.
SLOW_HANDLER build_tuple_rest(HANDLER_ARGS) {
  SAVE();
  auto* tuple = rt::as_tuple(Value(aux));
  take_run(*t, &REG_B + tuple->length, OPERAND_C - tuple->length, tuple->items + tuple->length);
  tuple->length = OPERAND_C;
  FINISH_SLOW(DEST, Value(aux));
}

OP_HANDLER(BUILD_TUPLE) {
  u64 n = OPERAND_C;
  Object* block =
      n ? gc::allocate(*t, rt::kTupleHeader + n * sizeof(Slot), static_cast<u32>(rt::TypeId::kTuple), true) : nullptr;
  if (!block) [[unlikely]]
    TAIL(build_tuple_slow, 0);
  auto* tuple = static_cast<rt::Tuple*>(block);
  tuple->length = take_run_quickly(t, &REG_B, n, tuple->items);
  if (tuple->length < n) [[unlikely]]
    TAIL(build_tuple_rest, reinterpret_cast<u64>(tuple));
  FINISH(DEST, Value(tuple));
}

// Slow path of BUILD_LIST: there are many items, or there is no memory.
SLOW_HANDLER build_list_slow(HANDLER_ARGS) {
  SAVE();
  Value v = rt::make_list(*t, OPERAND_C).release();
  if (!v) UNWIND();
  auto* list = rt::as_list(v);
  if (OPERAND_C) take_run(*t, &REG_B, OPERAND_C, list->storage.load(gc::relaxed)->items);
  list->length.store(OPERAND_C, gc::relaxed);
  FINISH_SLOW(DEST, v);
}

// The same as build_tuple_rest, for BUILD_LIST.
SLOW_HANDLER build_list_rest(HANDLER_ARGS) {
  SAVE();
  auto* list = rt::as_list(Value(aux));
  u64 n = list->size();
  take_run(*t, &REG_B + n, OPERAND_C - n, list->storage.load(gc::relaxed)->items + n);
  list->length.store(OPERAND_C, gc::relaxed);
  FINISH_SLOW(DEST, Value(aux));
}

OP_HANDLER(BUILD_LIST) {
  constexpr u64 kMost = 64;  // a small block
  u64 n = OPERAND_C;
  if (n > kMost) [[unlikely]]
    TAIL(build_list_slow, 0);
  rt::ListItems* items = nullptr;
  if (n) {
    items = static_cast<rt::ListItems*>(gc::alloc_paged(*t, rt::list_storage_bytes(n)));
    if (!items) [[unlikely]]
      TAIL(build_list_slow, 0);
    items->capacity = n;
  }
  Object* block = gc::allocate(*t, sizeof(rt::List), static_cast<u32>(rt::TypeId::kList), true);
  if (!block) [[unlikely]] {
    if (items) gc::release_paged(*t, items, rt::list_storage_bytes(n));
    TAIL(build_list_slow, 0);
  }
  auto* list = static_cast<rt::List*>(block);
  list->storage.store(items, gc::relaxed);
  if constexpr (gc::kStudio) {
    SAVE();
    gc::tell_made(*t, list);
  }
  u64 taken = n ? take_run_quickly(t, &REG_B, n, items->items) : 0;
  list->length.store(taken, gc::relaxed);
  if (taken < n) [[unlikely]]
    TAIL(build_list_rest, reinterpret_cast<u64>(list));
  FINISH(DEST, Value(list));
}

static Value build_set_py(Thread& t, Value* w, u64 n) {
  Ref set = rt::make_set(t);
  for (u64 i = 0; set && i < n; ++i) {
    if (!rt::set_add_py(t, rt::as_set(set), w[i])) return Value();
  }
  return set.release();
}

OP_HANDLER(BUILD_SET) {
  SAVE();
  Value v = build_set_py(*t, &REG_B, OPERAND_C);
  if (!v) UNWIND();
  consume_run(*t, &REG_B, OPERAND_C);
  FINISH_SLOW(DEST, v);
}

static Value build_map_py(Thread& t, Value* w, u64 pairs) {
  Ref dict = rt::make_dict(t, pairs);
  for (u64 i = 0; dict && i < pairs; ++i) {
    if (!rt::dict_set_py(t, rt::as_dict(dict), w[2 * i], w[2 * i + 1])) return Value();
  }
  return dict.release();
}

OP_HANDLER(BUILD_MAP) {
  SAVE();
  Value v = build_map_py(*t, &REG_B, OPERAND_C);
  if (!v) UNWIND();
  consume_run(*t, &REG_B, 2 * OPERAND_C);
  FINISH_SLOW(DEST, v);
}

OP_HANDLER(BUILD_STRING) {
  SAVE();
  Value v = rt::str_join_values(*t, &REG_B, OPERAND_C).release();
  if (!v) UNWIND();
  consume_run(*t, &REG_B, OPERAND_C);
  FINISH_SLOW(DEST, v);
}

SLOW_HANDLER list_append_slow(HANDLER_ARGS) {
  SAVE();
  if (!rt::list_append(*t, REG_A.as<rt::List>(), take(t, REG_B, b_is_temp(insn)))) UNWIND();
  NEXT();
}

// The list is under construction and usually private. It is published only if a coroutine was suspended meanwhile.
OP_HANDLER(LIST_APPEND) {
  auto* list = REG_A.as<rt::List>();
  u64 length = list->size();
  rt::ListItems* items = list->storage.load(gc::relaxed);
  Value stored;
  bool room = items && length < items->capacity && !(gc::kFreeThreaded && list->published());
  if (!room || !quick_stored(t, REG_B, b_is_temp(insn), &stored)) TAIL(list_append_slow, 0);
  gc::observe(gc::ObjectEvent::lock_private, list);
  items->items[length].set(stored);
  list->length.store(length + 1, gc::relaxed);
  NEXT();
}

static bool extend_display_py(Thread& t, Value list, Value iterable) {
  if (rt::list_extend_py(t, rt::as_list(list), iterable)) return true;
  rt::Type* type = rt::type_of(iterable);
  if (rt::error_is(t, rt::kTypeErrorType) && !type->slots.iter && !type->slots.getitem) {
    rt::clear_error(t);
    rt::raise_type_error(t, "Value after * must be an iterable, not %T", iterable);
  }
  return false;
}

OP_HANDLER(LIST_EXTEND) {
  SAVE();
  if (!extend_display_py(*t, REG_A, REG_B)) UNWIND();
  CONSUME_B();
  NEXT();
}

OP_HANDLER(SET_ADD) {
  SAVE();
  if (!rt::set_add_py(*t, REG_A.as<rt::Set>(), REG_B)) UNWIND();
  CONSUME_B();
  NEXT();
}

OP_HANDLER(SET_UPDATE) {
  SAVE();
  if (!rt::set_update_py(*t, REG_A.as<rt::Set>(), REG_B)) UNWIND();
  CONSUME_B();
  NEXT();
}

OP_HANDLER(MAP_SET) {
  SAVE();
  if (!rt::dict_set_py(*t, REG_A.as<rt::Dict>(), REG_B, REG_C)) UNWIND();
  CONSUME_B();
  CONSUME_C();
  NEXT();
}

static bool map_update_py(Thread& t, Value dict, Value mapping) {
  if (!rt::is_any_dict(mapping) && !Ref(rt::getattr_optional_py(t, mapping, rt::name(rt::N::keys))))
    return t.error ? false : rt::raise_type_error(t, "'%T' object is not a mapping", mapping);
  return rt::dict_merge_py(t, rt::as_dict(dict), mapping, true);
}

OP_HANDLER(MAP_UPDATE) {
  SAVE();
  if (!map_update_py(*t, REG_A, REG_B)) UNWIND();
  CONSUME_B();
  NEXT();
}

// As CPython's _PyObject_FunctionStr().
static Ref function_text_py(Thread& t, Value callee) {
  Ref name = rt::getattr_optional_py(t, callee, rt::name(rt::N::__qualname__));
  if (!name) return t.error ? Ref() : rt::str_py(t, callee);
  Ref module = rt::getattr_optional_py(t, callee, rt::name(rt::N::__module__));
  if (t.error) return Ref();
  if (module && module.get() != rt::kNone) {
    int other = rt::compare_bool_py(t, module, rt::name(rt::N::builtins), rt::CompareOp::kNe);
    if (other < 0) return Ref();
    if (other) return rt::format_message(t, "%S.%S()", module.get(), name.get());
  }
  return rt::format_message(t, "%S()", name.get());
}

Ref callee_text_py(Thread& t, Value callee) {
  Ref text = function_text_py(t, callee);
  if (text || rt::library_minor() < 15) return text;
  rt::clear_error(t);
  return rt::make_str(t, "function");
}

static bool add_keyword_py(Thread& t, Value dict, Value key, Value value, Value callee) {
  int present = rt::dict_contains_py(t, rt::as_dict(dict), key);
  if (present < 0) return false;
  if (!present) return rt::dict_set_py(t, rt::as_dict(dict), key, value);
  Ref text = callee_text_py(t, callee);
  return text && rt::raise_type_error(t, "%S got multiple values for keyword argument '%S'", text.get(), key);
}

// Keys may be anything here: the call looks whether they are strs.
static bool merge_keywords_py(Thread& t, Value dict, Value mapping, Value callee) {
  if (rt::is_exact_dict(mapping) && rt::as_dict(dict)->size() == 0)
    return rt::dict_update_py(t, rt::as_dict(dict), mapping);
  if (!rt::is_dict(mapping) && !Ref(rt::getattr_optional_py(t, mapping, rt::name(rt::N::keys)))) {
    if (t.error) return false;
    if (rt::library_minor() >= 15) return rt::raise_type_error(t, "Value after ** must be a mapping, not %T", mapping);
    Ref text = callee_text_py(t, callee);
    return rt::raise_type_error(t, "%S argument after ** must be a mapping, not %T", text.get(), mapping);
  }
  // A dict subclass is read like a dict, unless it has an __iter__ of its own (as in CPython).
  if (rt::is_dict(mapping) && rt::type_of(mapping)->slots.iter == rt::kDictType->slots.iter) {
    u64 position = 0;
    Ref key, value;
    while (rt::dict_next(t, rt::as_dict(mapping), &position, &key, &value)) {
      if (!add_keyword_py(t, dict, key, value, callee)) return false;
    }
    return true;
  }
  // Any other mapping may have a key twice.
  Ref list = rt::mapping_keys_py(t, mapping);
  if (!list) return false;
  for (i64 i = 0;; ++i) {
    Ref key = rt::list_get(t, rt::as_list(list), i);
    if (!key) return true;
    Ref value = rt::getitem_py(t, mapping, key);
    if (!value || !add_keyword_py(t, dict, key, value, callee)) return false;
  }
}

OP_HANDLER(MAP_MERGE) {
  SAVE();
  if (!merge_keywords_py(*t, REG_A, REG_B, REG_C)) UNWIND();
  CONSUME_B();
  NEXT();
}

OP_HANDLER(LIST_TO_TUPLE) {
  SAVE();
  Value v = rt::list_to_tuple(*t, REG_B).release();
  if (!v) UNWIND();
  CONSUME_B();
  FINISH_SLOW(DEST, v);
}

// ---- formatting

static Value convert_py(Thread& t, Value v, u32 kind) {
  return (kind == 'r' ? rt::repr_py(t, v) : kind == 'a' ? rt::ascii_py(t, v) : rt::str_py(t, v)).release();
}

OP_HANDLER(CONVERT) {
  SAVE();
  Value v = convert_py(*t, REG_B, OPERAND_C);
  if (!v) UNWIND();
  CONSUME_B();
  FINISH_SLOW(DEST, v);
}

OP_HANDLER(FORMAT) {
  SAVE();
  Value v = rt::is_exact_str(REG_B) ? Ref::share(*t, REG_B).release() : rt::format_py(*t, REG_B, Value()).release();
  if (!v) UNWIND();
  CONSUME_B();
  FINISH_SLOW(DEST, v);
}

static Value format_spec_py(Thread& t, Value v, Value spec) {
  if (!rt::is_str(spec)) return rt::raise(t, rt::kSystemErrorType, "Format specifier must be a string, not %T", spec);
  return rt::format_py(t, v, spec).release();
}

OP_HANDLER(FORMAT_SPEC) {
  SAVE();
  Value v = format_spec_py(*t, REG_B, REG_C);
  if (!v) UNWIND();
  CONSUME_B();
  CONSUME_C();
  FINISH_SLOW(DEST, v);
}

// ---- functions

static Value make_function_from(Thread& t, Value* r, Code* code, Value* parts, u32 present) {
  Ref function = make_function(t, code, function_of(r)->globals);
  if (!function) return Value();
  auto* f = function.as<Function>();
  if (present & 1) rt::init_field(f->defaults, take(&t, *parts++, true));
  if (present & 2) rt::init_field(f->keyword_defaults, take(&t, *parts++, true));
  if (present & 4) rt::init_field(f->closure, take(&t, *parts++, true));
  if (present & 8) rt::init_field(f->annotate, take(&t, *parts++, true));
  // Functions of modules and classes usually live as long as these. So they are deferred: registers hold them without a
  // count, and the collector frees them. Nested functions may be short-lived, so they are counted.
  if (!(code->flags & comp::kNested)) gc::make_deferred(t, f);
  return function.release();
}

OP_HANDLER(MAKE_FUNCTION) {
  SAVE();
  Value v = make_function_from(*t, r, CONSTANT_B.as<Code>(), &REG_C, static_cast<u32>(load_word(pc)));
  if (!v) UNWIND();
  FINISH_SLOW_SKIP(DEST, v, 1);
}

OP_HANDLER(LOAD_BUILD_CLASS) {
  SAVE();
  Value v = namespace_get_py(*t, Value(function_of(r)->builtins), rt::name(rt::N::__build_class__)).release();
  if (!v) {
    if (!t->error) rt::raise(*t, rt::kNameErrorType, "__build_class__ not found");
    UNWIND();
  }
  FINISH_SLOW(DEST, v);
}

OP_HANDLER(LOAD_ASSERTION_ERROR) { FINISH(DEST, borrow(Value(rt::kAssertionErrorType))); }

static bool display_py(Thread& t, Value v) {
  Ref hook = rt::sys_get(t, "displayhook");
  if (!hook) return t.error ? false : bool(rt::raise(t, rt::kRuntimeErrorType, "lost sys.displayhook"));
  return bool(rt::call_py(t, hook, v));
}

OP_HANDLER(DISPLAY) {
  SAVE();
  if (!display_py(*t, REG_A)) UNWIND();
  CONSUME_A();
  NEXT();
}

}  // namespace vm
