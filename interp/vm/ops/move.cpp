// Handlers: moving values between registers, cells and closures.
#include "interp/vm/cache/loaded.h"
#include "interp/vm/handler.h"
#include "runtime/types/classes/cell.h"
#include "runtime/types/text/str.h"

namespace vm {

OP_HANDLER(NOP) { NEXT(); }

FRESH_HANDLER(LOAD_K) { FINISH_COPY(DEST, borrow(CONSTANT_BC, gc::ObjectEvent::borrowed_constant)); }

SLOW_HANDLER move_foreign(HANDLER_ARGS) {  // aux: another thread's object
  FINISH(DEST, hold_foreign(*t, Value(aux)));
}

FRESH_HANDLER(MOVE) {
  Value v = REG_B;
  if (!v.is_immediate()) {
    if (b_is_temp(insn)) {
      REG_B = Value();
    } else if (v.is_counted() && !quick_count(t, v.object())) {
      TAIL(move_foreign, v.bits());
    } else if (v.is_uncounted()) {
      observe_borrowed(v);
    }
  }
  FINISH_COPY(DEST, v);
}

OP_HANDLER(SWAP) {
  Value& left = REG_A;
  Value& right = REG_B;
  Value v = left;
  left = right;
  right = v;
  NEXT();
}

// A window register is dead before the call, so there is nothing to release.
OP_HANDLER(ARG) {
  Value v = REG_B;
  if (!v.is_immediate()) {
    if (b_is_temp(insn)) REG_B = Value();
    else {
      observe_borrowed(v, gc::ObjectEvent::borrowed_operand);
      v = Value(v.bits() | 8);
    }
  }
  DEST = v;
  NEXT();
}

OP_HANDLER(CLEAR) { FINISH(DEST, Value()); }

// The cell __class__ of a class body is no variable of it, though comprehensions there find the cell.
static void raise_unbound(Thread& t, const Code* code, Value name) {
  if (!(code->flags & comp::kOptimized) && rt::str_equal_ascii(name, "__class__"))
    rt::raise(t, rt::kNameErrorType, "name '%S' is not defined", name);
  else
    rt::raise(t, rt::kUnboundLocalErrorType,
              "cannot access local variable '%S' where it is not associated with a value", name);
}

SLOW_HANDLER unbound_local(HANDLER_ARGS) {
  SAVE();
  raise_unbound(*t, code_of(r), k[aux]);
  UNWIND();
}

OP_HANDLER(DEL_LOCAL) {
  if (!DEST) [[unlikely]]
    TAIL(unbound_local, OPERAND_B);
  FINISH(DEST, Value());
}

OP_HANDLER(CHECK_LOCAL) {
  if (!DEST) [[unlikely]]
    TAIL(unbound_local, OPERAND_B);
  NEXT();
}

// ---- cells

OP_HANDLER(MAKE_CELL) {
  SAVE();
  Value cell = rt::make_cell(*t, take(t, DEST, true)).release();
  if (!cell) UNWIND();
  DEST = cell;
  NEXT();
}

// Another thread's object in the cell at address aux.
SLOW_HANDLER get_cell_foreign(HANDLER_ARGS) {
  Value v = load_foreign(*t, reinterpret_cast<const rt::Cell*>(aux)->value);
  if (!v) [[unlikely]]
    MUSTTAIL return kHandlers.at[insn & 0xffff](insn, pc, r, t, k, 0);  // it has just been changed
  FINISH(DEST, v);
}

OP_HANDLER(GET_CELL) {
  auto* cell = REG_B.as<rt::Cell>();
  Value v = cell->value.get_shared();
  if (!v) [[unlikely]]
    TAIL(unbound_local, OPERAND_C);
  if (!keep_loaded(t, v)) [[unlikely]]
    TAIL(get_cell_foreign, reinterpret_cast<u64>(cell));
  FINISH(DEST, v);
}

SLOW_HANDLER set_cell_slow(HANDLER_ARGS) {  // aux: the cell
  SAVE();
  auto* cell = reinterpret_cast<rt::Cell*>(aux);
  rt::store_field(*t, cell, cell->value, take(t, REG_B, b_is_temp(insn)));
  NEXT();
}

// Stores operand b in the cell aux.
TINYPY_INLINE static HANDLER set_cell(HANDLER_ARGS) {
  auto* cell = reinterpret_cast<rt::Cell*>(aux);
  Value stored;
  if (gc::kFreeThreaded && cell->published()) [[unlikely]]
    TAIL(set_cell_slow, aux);
  if (!quick_stored(t, REG_B, b_is_temp(insn), &stored)) [[unlikely]]
    TAIL(set_cell_slow, aux);
  gc::observe(gc::ObjectEvent::lock_private, cell);
  Value old = cell->value.get();
  cell->value.set(stored);
  if (old.is_counted() && !quick_release(t, old.object())) TAIL(release_next, old.bits());
  NEXT();
}

OP_HANDLER(SET_CELL) { MUSTTAIL return set_cell(insn, pc, r, t, k, reinterpret_cast<u64>(REG_A.as<rt::Cell>())); }

OP_HANDLER(DEL_CELL) {
  SAVE();
  if (!REG_A.as<rt::Cell>()->value.get()) TAIL(unbound_local, OPERAND_B);
  rt::store_field(*t, REG_A.object(), REG_A.as<rt::Cell>()->value, Ref());
  NEXT();
}

static Value free_cell(const Value* r, u32 index) {
  return rt::as_tuple(function_of(r)->closure.get())->items[index].get();
}

SLOW_HANDLER unbound_free(HANDLER_ARGS) {
  SAVE();
  rt::raise(*t, rt::kNameErrorType,
            "cannot access free variable '%S' where it is not associated with a value in enclosing scope", k[aux]);
  UNWIND();
}

FRESH_HANDLER(GET_FREE) {
  auto* cell = free_cell(r, OPERAND_B).as<rt::Cell>();
  Value v = cell->value.get_shared();
  if (!v) [[unlikely]]
    TAIL(unbound_free, OPERAND_C);
  if (!keep_loaded(t, v)) [[unlikely]]
    TAIL(get_cell_foreign, reinterpret_cast<u64>(cell));
  FINISH(DEST, v);
}

OP_HANDLER(SET_FREE) {
  MUSTTAIL return set_cell(insn, pc, r, t, k, reinterpret_cast<u64>(free_cell(r, OPERAND_A).as<rt::Cell>()));
}

OP_HANDLER(DEL_FREE) {
  SAVE();
  Value cell = free_cell(r, OPERAND_A);
  if (!cell.as<rt::Cell>()->value.get()) TAIL(unbound_free, OPERAND_B);
  rt::store_field(*t, cell.object(), cell.as<rt::Cell>()->value, Ref());
  NEXT();
}

OP_HANDLER(GET_FREE_CELL) { FINISH(DEST, hold(t, free_cell(r, OPERAND_B))); }

}  // namespace vm
