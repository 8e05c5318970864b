// Handlers: global names and names of namespaces.
#include "interp/vm/cache/cache_words.h"
#include "interp/vm/cache/loaded.h"
#include "interp/vm/frame/frame_builtins.h"
#include "interp/vm/handler.h"
#include "interp/vm/import/lazy_import.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/classes/cell.h"
#include "runtime/types/classes/lazy_annotations.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/text/str.h"

namespace vm {

static u64 global_cache(u64 version, u64 place) { return version << kVersionShift | place; }
static bool fits_cache(u64 version, u64 place) { return version && version < kNotHere && place <= kPlaceMask; }
// Stores the place of an entry's value, and the keys version, in a cache word. False: they do not fit, or the dict's
// keys have changed meanwhile.
static bool remember_place(const u64* word, const rt::Dict* dict, u64 version, i64 entry) {
  const rt::DictTable* table = dict->table.load(gc::acquire);
  u64 place = static_cast<u64>(&table->value(static_cast<u64>(entry)) - reinterpret_cast<const Slot*>(table));
  if (!fits_cache(version, place) || table->keys_version.load(gc::acquire) != version) return false;
  store_word(word, global_cache(version, place));
  return true;
}
// True if the cache word was stored for the current keys of the table. Then cached_slot() is the slot.
TINYPY_INLINE static bool is_current(const rt::DictTable* table, u64 cache) {
  return cache >> kVersionShift == table->keys_version.load(gc::relaxed);
}
TINYPY_INLINE static const Slot* cached_slot(const rt::DictTable* table, u64 cache) {
  return reinterpret_cast<const Slot*>(table) + (cache & kPlaceMask);
}

static void raise_name_error(Thread& t, Value name) {
  rt::raise(t, rt::kNameErrorType, "name '%S' is not defined", name);
  if (t.error) rt::init_field(rt::as_exception(t.error)->fields[0], Ref::share(t, name));
}

SLOW_HANDLER name_error(HANDLER_ARGS) {
  SAVE();
  raise_name_error(*t, k[aux]);
  UNWIND();
}

// What the lookup of a variable in a namespace has found; a lazy import is imported now, and replaced there.
static Ref resolved_py(Thread& t, Ref found, Value space, Value name) {
  return is_lazy_import(found) ? resolve_lazy_import_py(t, found, space, name) : std::move(found);
}

// The generic look-up. It is needed for globals of a dict subclass, whose __getitem__ or __missing__ may be overridden.
static Ref global_get_py(rt::Thread& t, Function* f, Value name) {
  Value globals(f->globals), builtins(f->builtins);
  Ref v = resolved_py(t, namespace_get_py(t, globals, name), globals, name);
  if (!v && !t.error) v = resolved_py(t, namespace_get_py(t, builtins, name), builtins, name);
  return v;
}

static bool has_plain_globals(Function* f) {
  return rt::is_exact_dict(Value(f->globals)) && rt::is_exact_dict(Value(f->builtins));
}

// Looks the name up and specialises the instruction for globals or builtins. The result is owned; empty: an error is
// pending.
static Value look_up_global_py(Thread& t, Function* f, Value name, const u64* pc, u64 insn) {
  u64 version = 0, builtins_version = 0;
  bool is_plain = has_plain_globals(f);
  i64 entry = is_plain ? rt::dict_find_str(t, f->globals, name, &version) : -1;
  Ref v;
  if (!is_plain) {
    // The result cannot be cached.
  } else if (entry >= 0) {
    v = rt::dict_cached(t, f->globals, version, entry);
    if (is_lazy_import(v)) v = Ref();
    if (v && remember_place(pc, f->globals, version, entry)) specialise(pc, insn, Special::GET_GLOBAL_MODULE);
  } else {
    entry = rt::dict_find_str(t, f->builtins, name, &builtins_version);
    if (entry >= 0) v = rt::dict_cached(t, f->builtins, builtins_version, entry);
    if (is_lazy_import(v)) v = Ref();
    if (v && fits_cache(version, 0) && remember_place(pc + 1, f->builtins, builtins_version, entry)) {
      store_word(pc, global_cache(version | kNotHere, 0));
      specialise(pc, insn, Special::GET_GLOBAL_BUILTIN);
    }
  }
  if (!v) v = global_get_py(t, f, name);
  if (!v && !t.error) raise_name_error(t, name);
  return v.release();
}

OP_HANDLER(GET_GLOBAL) {
  SAVE();
  Value v = look_up_global_py(*t, function_of(r), CONSTANT_BC, pc, insn);
  if (!v) UNWIND();
  FINISH_SKIP(DEST, v, 2);
}

// Loads another thread's object from the slot at address aux.
SLOW_HANDLER global_foreign(HANDLER_ARGS) {
  Value v = load_foreign(*t, *reinterpret_cast<const Slot*>(aux));
  if (!v) TAIL(op_GET_GLOBAL, 0);
  FINISH_SKIP(DEST, v, 2);
}

FRESH_HANDLER(GET_GLOBAL_MODULE) {
  const rt::DictTable* globals = function_of(r)->globals->table.load(gc::acquire);
  u64 found = load_word(pc);
  if (!is_current(globals, found)) [[unlikely]]
    TAIL(op_GET_GLOBAL, 0);
  const Slot* slot = cached_slot(globals, found);
  Value v = slot->get_shared();
  if (!v.is_immediate() && !v) [[unlikely]]
    TAIL(op_GET_GLOBAL, 0);
  if (!keep_loaded(t, v)) [[unlikely]]
    TAIL(global_foreign, reinterpret_cast<u64>(slot));
  FINISH_SKIP(DEST, v, 2);
}

FRESH_HANDLER(GET_GLOBAL_BUILTIN) {
  Function* f = function_of(r);
  const rt::DictTable* globals = f->globals->table.load(gc::acquire);
  const rt::DictTable* builtins = f->builtins->table.load(gc::acquire);
  u64 found = load_word(pc + 1);
  if (!is_current(globals, load_word(pc) ^ kNotHere << kVersionShift) || !is_current(builtins, found)) [[unlikely]]
    TAIL(op_GET_GLOBAL, 0);
  const Slot* slot = cached_slot(builtins, found);
  Value v = slot->get_shared();
  if (!v.is_immediate() && !v) [[unlikely]]
    TAIL(op_GET_GLOBAL, 0);
  if (!keep_loaded(t, v)) [[unlikely]]
    TAIL(global_foreign, reinterpret_cast<u64>(slot));
  FINISH_SKIP(DEST, v, 2);
}

// Globals may be a frozendict, whose class refuses a store.
static bool set_global(Thread& t, rt::Dict* globals, Value name, Ref v) {
  if (rt::is_exact_dict(Value(globals)) || rt::is_dict(Value(globals))) [[likely]]
    return rt::dict_set_str(t, globals, name, std::move(v));
  return rt::raise_type_error(t, "%T object does not support item assignment", Value(globals));
}

OP_HANDLER(SET_GLOBAL) {
  SAVE();
  if (!set_global(*t, function_of(r)->globals, CONSTANT_BC, take(t, REG_A, a_is_temp(insn)))) UNWIND();
  pc += 1;
  NEXT();
}

static int delete_global(Thread& t, rt::Dict* globals, Value name) {
  if (rt::is_dict(Value(globals))) return rt::dict_delete_str(t, globals, name);
  return rt::raise_type_error(t, "%T object does not support item deletion", Value(globals));
}

OP_HANDLER(DEL_GLOBAL) {
  SAVE();
  int done = delete_global(*t, function_of(r)->globals, CONSTANT_BC);
  if (done < 0) UNWIND();
  if (done == 0) TAIL(name_error, op_bc(insn));
  NEXT();
}

// ---- namespaces: register 0 holds a dict (class body, module code run by exec) or any mapping

static Value namespace_or_global_py(Thread& t, const Value* r, Value name) {
  Ref v = resolved_py(t, namespace_get_py(t, r[0], name), r[0], name);
  if (!v && !t.error) v = global_get_py(t, function_of(r), name);
  if (!v && !t.error) raise_name_error(t, name);
  return v.release();
}

OP_HANDLER(GET_NAME) {
  SAVE();
  Value v = namespace_or_global_py(*t, r, CONSTANT_BC);
  if (!v) UNWIND();
  FINISH_SLOW(DEST, v);
}

static bool namespace_set_py(Thread& t, Value space, Value name, Ref v) {
  return rt::is_exact_dict(space) ? rt::dict_set_str(t, rt::as_dict(space), name, std::move(v))
                                  : rt::setitem_py(t, space, name, v);
}

OP_HANDLER(SET_NAME) {
  SAVE();
  if (!namespace_set_py(*t, r[0], CONSTANT_BC, take(t, REG_A, a_is_temp(insn)))) UNWIND();
  NEXT();
}

OP_HANDLER(DEL_NAME) {
  SAVE();
  Value name = CONSTANT_BC;
  if (rt::is_exact_dict(r[0])) {
    int done = rt::dict_delete_str(*t, rt::as_dict(r[0]), name);
    if (done < 0) UNWIND();
    if (done == 0) TAIL(name_error, op_bc(insn));
  } else if (!rt::setitem_py(*t, r[0], name, Value())) {
    if (!rt::error_is(*t, rt::kKeyErrorType)) UNWIND();
    rt::clear_error(*t);
    TAIL(name_error, op_bc(insn));
  }
  NEXT();
}

// Class bodies: a name that is also a variable of an enclosing function.
static Value namespace_or_cell_py(Thread& t, const Value* r, Value name, Value cell) {
  Ref v = namespace_get_py(t, r[0], name);
  if (v || t.error) return v.release();
  v = rt::load_field(t, cell.object(), cell.as<rt::Cell>()->value);
  if (!v) {
    rt::raise(t, rt::kNameErrorType,
              "cannot access free variable '%S' where it is not associated with a value in enclosing scope", name);
  }
  return v.release();
}

SLOW_HANDLER namespace_then_cell(HANDLER_ARGS) {
  SAVE();
  Value v = namespace_or_cell_py(*t, r, CONSTANT_C, Value(aux));
  if (!v) UNWIND();
  FINISH_SLOW(DEST, v);
}

OP_HANDLER(GET_NAME_FREE) {
  TAIL(namespace_then_cell, rt::as_tuple(function_of(r)->closure.get())->items[OPERAND_B].get().bits());
}

OP_HANDLER(GET_NAME_CELL) { TAIL(namespace_then_cell, REG_B.bits()); }

OP_HANDLER(GET_NAMESPACE) {
  Value space = code_of(r)->flags & comp::kNamespace ? r[0].stripped() : Value(function_of(r)->globals);
  rt::incref(*t, space);
  FINISH(DEST, space);
}

static bool setup_annotations_py(Thread& t, Value space) {
  Value name = rt::name(rt::N::__annotations__);
  Ref found = namespace_get_py(t, space, name);
  if (found || t.error) return bool(found);
  Ref dict = rt::make_dict(t);
  return dict && rt::setitem_py(t, space, name, dict);
}

// Stores the __annotate__ function of a class. If the library is older than 3.14, the namespace gets __annotations__
// that are evaluated lazily instead, unless the class body has set the name itself.
static bool set_annotate_py(Thread& t, Value space, Value function) {
  if (rt::library_minor() >= 14) return rt::setitem_py(t, space, rt::name(rt::N::__annotate_func__), function);
  Value name = rt::name(rt::N::__annotations__);
  Ref found = namespace_get_py(t, space, name);
  if (found || t.error) return bool(found);
  Ref lazy = rt::make_lazy_annotations(t, function);
  return lazy && rt::setitem_py(t, space, name, lazy);
}

OP_HANDLER(SET_ANNOTATE) {
  SAVE();
  if (!set_annotate_py(*t, r[0], REG_A)) UNWIND();
  CONSUME_A();
  NEXT();
}

// Adds a number to __conditional_annotations__, which a program may have replaced by any object.
static bool note_annotation_py(Thread& t, Value reached, u16 number) {
  if (!rt::is_set(reached))
    return rt::raise_type_error(t, "__conditional_annotations__ must be a set, not %T", reached);
  return rt::set_add_py(t, reached.as<rt::Set>(), Value::small_int(number));
}

OP_HANDLER(NOTE_ANNOTATION) {
  SAVE();
  if (!note_annotation_py(*t, REG_A, static_cast<u16>(OPERAND_B))) UNWIND();
  CONSUME_A();
  NEXT();
}

OP_HANDLER(SETUP_ANNOTATIONS) {
  SAVE();
  Value space = code_of(r)->flags & comp::kNamespace ? r[0].stripped() : Value(function_of(r)->globals);
  if (!setup_annotations_py(*t, space)) UNWIND();
  NEXT();
}

}  // namespace vm
