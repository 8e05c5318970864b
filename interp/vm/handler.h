// How opcode handlers are written.
//
// A handler is a function of six machine-register arguments that ends with a tail call to the handler of the next
// instruction:
//
//   insn  the instruction word      r  register base of the frame      k    constants of the running code
//   pc    the word after insn       t  the thread                      aux  carries one word to a slow path
//
// A slow path has the same signature and is tail-called as well. So the fast path makes no call, and it neither spills
// nor saves a machine register.
// Rules:
//  1. SAVE comes before anything that may raise, run Python code or reach a safepoint.
//  2. The order is: read the operands, compute, CONSUME the temporaries, write the destination, NEXT. Releasing a value
//     may run Python code. FINISH therefore writes the destination first and releases the old value as the last step
//     (release_next), when the frame is consistent.
//  3. A handler raises an error by ending with UNWIND. At that point pc must still be the word after insn.
// interp/README.md has a complete handler with comments, and an exercise that adds an instruction.
#pragma once

#include <bit>

#include "gc/base/sanitizers.h"
#include "interp/compile/code_object.h"
#include "interp/vm/frame.h"

namespace vm {

using comp::Op;

#define HANDLER_ARGS \
  [[maybe_unused]] u64 insn, [[maybe_unused]] const u64 *pc, [[maybe_unused]] Value *r, [[maybe_unused]] rt::Thread *t, \
      [[maybe_unused]] const Value *k, [[maybe_unused]] u64 aux

// HANDLER is the calling convention of handlers. With preserve_none the caller expects no machine register to be
// preserved, so a fast path may use all of them without saving any. Most arguments are passed in the registers that
// ordinary functions preserve, so a call in a slow path does not have to spill them. AddressSanitizer does not know
// this convention.
#if defined(__clang__)
#define MUSTTAIL [[clang::musttail]]
#if defined(TINYPY_TSAN)
#define OPERANDS_ATOMIC
#endif
#if defined(__x86_64__) && !defined(TINYPY_ASAN)
#define HANDLER __attribute__((preserve_none)) u64
#else
#define HANDLER u64
#endif
#else
#define MUSTTAIL
#define HANDLER u64
#endif
// A function that handlers end in, mostly a slow path that makes calls. It must not be inlined into them, since they
// would then save registers on their fast paths, too; the profile of the release build would ask for it.
#define SLOW_HANDLER [[gnu::noinline]] static HANDLER
#define SHARED_HANDLER [[gnu::noinline]] HANDLER  // for handlers of several files
using Handler = HANDLER (*)(HANDLER_ARGS);

// The specialised forms: their opcodes follow the generic ones.
enum class Special : u16 {
  kBeforeFirst = static_cast<u16>(Op::kGenericCount) - 1,
#define FORM(name, ...) name,
#include "interp/compile/ops.def"
  kEnd
};
// A dispatch table is indexed by the lowest 16 bits of the instruction word: opcode and marks of temporaries
// (comp::kOpShift).
inline constexpr u32 kDispatchSize = static_cast<u32>(Special::kEnd) << comp::kOpShift;
struct HandlerTable {
  Handler at[kDispatchSize];
};
extern const HandlerTable kHandlers;
// The same without superinstructions: no handler executes the next instruction as well. For the observer.
extern const HandlerTable kSingleHandlers;
// The table that NEXT dispatches through: a copy of kHandlers, or the observer in every entry while execution is
// observed (instrument.h). Written only with the world stopped.
extern HandlerTable g_dispatch;
inline bool is_op(u64 insn, Op op) { return comp::op_number(insn) == static_cast<u32>(op); }

// All threads share instruction words and inline caches, and any thread writes them at any time. So each word is read
// and written by one atomic 64-bit access. load_word is relaxed; store_word releases what the word refers to, for
// readers that use load_word_acquire.
inline u64 load_word(const u64* p) { return __atomic_load_n(p, __ATOMIC_RELAXED); }
inline u64 load_word_acquire(const u64* p) { return __atomic_load_n(p, __ATOMIC_ACQUIRE); }
inline void store_word(const u64* p, u64 v) { __atomic_store_n(const_cast<u64*>(p), v, __ATOMIC_RELEASE); }
// Several threads may specialise one instruction at the same time, and its opcode and its cache are two words. So the
// low bits of a cache word say which specialised form has written it. If a handler finds the word of another form, it
// takes the generic path.
inline constexpr u64 kCacheTags = 7, kSlotTag = 1, kSecondTag = 2;
// Specialises the instruction before pc: replaces its opcode, keeps its operands and marks. Any thread may call it.
inline void specialise(const u64* pc, u64 insn, u16 op) {
  constexpr u64 kOpField = 0xffff & ~(comp::kOpForms - 1);
  store_word(pc - 1, (insn & ~kOpField) | static_cast<u64>(op) << comp::kOpShift);
}
inline void specialise(const u64* pc, u64 insn, Special op) { specialise(pc, insn, static_cast<u16>(op)); }

#define TAIL(handler, aux_word) MUSTTAIL return handler(insn, pc, r, t, k, aux_word)
#define NEXT()                                                                                \
  do {                                                                                        \
    u64 next_ = load_word(pc);                                                                \
    if constexpr (gc::kStudio) gc::begin_instruction(pc + 1);                                 \
    MUSTTAIL return g_dispatch.at[next_ & 0xffff](next_, pc + 1, r, t, k, aux);                \
  } while (0)
#define SAVE() (t->frame = r, t->pc = pc)
#define UNWIND() TAIL(unwind, 0)

// The handling of an exception has ended: t.handled becomes the exception that PUSH_HANDLED saved in register `saved`
// (ops/except.cpp). May run Python code, since it releases the exception.
void pop_handled(Thread& t, Value* r, u32 saved);

// ---- operands
inline u32 op_a(u64 insn) { return static_cast<u16>(insn >> 16); }
inline u32 op_b(u64 insn) { return static_cast<u16>(insn >> 32); }
inline u32 op_c(u64 insn) { return static_cast<u32>(insn >> 48); }
inline u32 op_bc(u64 insn) { return static_cast<u32>(insn >> 32); }
inline i32 jump_bc(u64 insn) { return static_cast<i32>(insn >> 32); }
// A handler reads its operands from memory, from the word in front of pc: one 16-bit load that zero-extends, instead of
// shifting and masking insn. So pc must not move before the last operand has been read. Other threads may replace the
// opcode in the same word, but never the operands. The access is volatile, not atomic, since the compiler does not fold
// an atomic load into the zero extension; the thread sanitizer gets atomic loads.
using OperandHalf [[gnu::may_alias]] = u16;
inline u32 operand(const u64* pc, int field) {
  static_assert(std::endian::native == std::endian::little);
  auto* halves = reinterpret_cast<const OperandHalf*>(pc - 1);
#if defined(OPERANDS_ATOMIC)
  return __atomic_load_n(halves + field, __ATOMIC_RELAXED);
#else
  return static_cast<const volatile OperandHalf*>(halves)[field];
#endif
}
// The low half of an extra word: a signed distance.
inline i32 low_half(const u64* word) {
  static_assert(std::endian::native == std::endian::little);
  using Half [[gnu::may_alias]] = i32;
#if defined(OPERANDS_ATOMIC)
  return static_cast<i32>(load_word(word));
#else
  return *reinterpret_cast<const volatile Half*>(word);
#endif
}
inline i32 jump_a(const u64* pc) { return static_cast<i16>(operand(pc, 1)); }
// The operands a, b and c as numbers; the registers and the constants with these numbers. The row of the instruction
// names what they are (ops.def).
#define OPERAND_A operand(pc, 1)
#define OPERAND_B operand(pc, 2)
#define OPERAND_C operand(pc, 3)
#define REG_A r[OPERAND_A]
#define REG_B r[OPERAND_B]
#define REG_C r[OPERAND_C]
#define DEST REG_A  // for an operand a that is a destination
#define CONSTANT_B k[OPERAND_B]
#define CONSTANT_C k[OPERAND_C]
#define CONSTANT_BC k[op_bc(insn)]
// True if the operand is marked as a temporary that the instruction consumes. For a destination: true if it is a
// temporary, which holds no old value that has to be released.
inline bool a_is_temp(u64 insn) { return insn & comp::kTempA; }
inline bool b_is_temp(u64 insn) { return insn & comp::kTempB; }
inline bool c_is_temp(u64 insn) { return insn & comp::kTempC; }

// True for deferred, immortal and lent objects, which registers do not count (uncounted.h, loaded.h).
TINYPY_INLINE bool needs_no_count(const Object* o) {
  return o->meta.load(gc::relaxed) & (gc::kDeferred | gc::kBorrowed);
}

// For the studio: a register takes a reference to the value without a count, for the reason that `event` names.
TINYPY_INLINE void observe_borrowed([[maybe_unused]] Value v, [[maybe_unused]] gc::ObjectEvent event) {
  if constexpr (gc::kStudio) {
    if (v.is_pointer()) gc::observe(event, v.object());
  }
}
// The same for an object that needs no count, or for the copy of an uncounted reference.
TINYPY_INLINE void observe_borrowed([[maybe_unused]] Value v) {
  using gc::ObjectEvent;
  if constexpr (gc::kStudio) {
    if (!v.is_pointer()) return;
    Object* o = v.object();
    observe_borrowed(v, o->has_flag(gc::kBorrowed)   ? ObjectEvent::borrowed_lent
                        : o->has_flag(gc::kDeferred) ? ObjectEvent::borrowed_deferred
                                                     : ObjectEvent::borrowed_operand);
  }
}
// The value without a count, for a register that takes a reference to it; the reason is one of these two.
TINYPY_INLINE Value borrow(Value v, gc::ObjectEvent event) {
  observe_borrowed(v, event);
  return v.uncounted();
}
TINYPY_INLINE Value borrow(Value v) {
  observe_borrowed(v);
  return v.uncounted();
}

// ---- releasing

// Releases a value that the caller owns. May run Python code.
inline void drop(rt::Thread* t, Value v) {
  if (v.is_counted()) gc::decref(*t, v.object());
}
// True for a counted reference, and for an empty register: that saves one test compared with Value::is_counted(). The
// caller knows that the register is not empty, or asks that, too.
TINYPY_INLINE bool holds_count(Value v) { return (v.bits() & 15) == 0; }
// Increments the count of an object that this thread owns. False: another thread owns the object; nothing has changed.
TINYPY_INLINE bool quick_count(const rt::Thread* t, Object* o) {
  if (gc::kRefcount == gc::Refcount::kAtomic || (gc::kFreeThreaded && o->owner.load(gc::relaxed) != t->id))
    return false;
  gc::count_by_owner(o);
  return true;
}
// Decrements the count of an object that this thread owns, if it is not the last count. False: otherwise; nothing has
// changed.
TINYPY_INLINE bool quick_release(const rt::Thread* t, Object* o) {
  if (gc::kRefcount == gc::Refcount::kAtomic || (gc::kFreeThreaded && o->owner.load(gc::relaxed) != t->id))
    return false;
  u32 local = o->local.load(gc::relaxed);
  if (static_cast<i32>(local) <= 1) return false;  // signed: see gc/refcount/saturation.h
  o->local.store(local - 1, gc::relaxed);
  gc::observe(gc::ObjectEvent::decref_owner, o);
  return true;
}
// Empties a register and releases its value. May run Python code: SAVE first.
inline void consume(rt::Thread* t, Value& reg) {
  Value v = reg;
  if (!v.is_pointer()) return;
  reg = Value();
  drop(t, v);
}
// The same without a call, for a register that holds a pointer. False: releasing the value takes a call; nothing has
// changed.
TINYPY_INLINE bool quick_consume(const rt::Thread* t, Value& reg) {
  if (holds_count(reg) && !quick_release(t, reg.object())) return false;
  reg = Value();
  return true;
}
// Consumes the operands that are temporaries. SAVE first.
#define CONSUME_A() (a_is_temp(insn) ? consume(t, REG_A) : void())
#define CONSUME_B() (b_is_temp(insn) ? consume(t, REG_B) : void())
#define CONSUME_C() (c_is_temp(insn) ? consume(t, REG_C) : void())

// Consumes the temporaries among the operands b and c, as far as that takes no call. False: CONSUME_B and CONSUME_C
// have to consume what is left.
TINYPY_INLINE bool quick_consume_operands(u64 insn, const u64* pc, Value* r, const rt::Thread* t,
                                          bool c_is_register = true) {
  return (!b_is_temp(insn) || quick_consume(t, REG_B)) &&
         (!c_is_register || !c_is_temp(insn) || quick_consume(t, REG_C));
}

// The operand's value as an owned reference. A temporary gives its value away and is empty afterwards; the value of a
// local is counted. An uncounted reference is counted in both cases, so the result may be stored in the heap.
inline Ref take(rt::Thread* t, Value& reg, bool temp) {
  Value v = reg;
  if (!v.is_pointer()) return Ref::steal(v);
  if (temp) reg = Value();
  if (temp && v.is_counted()) return Ref::steal(v);
  return Ref::share(*t, v);
}

HANDLER unwind(HANDLER_ARGS);        // finds the exception handler of the pending error and goes on there
HANDLER release_next(HANDLER_ARGS);  // releases the object in aux, then NEXT
HANDLER poll_next(HANDLER_ARGS);     // safepoint; then NEXT, or UNWIND if an error is pending
// These two are for a handler whose quick_consume_operands() has failed. They consume what is left of the operands b
// and c. write_decided then writes the result, which is aux; jump_decided jumps if aux is not 0.
HANDLER write_decided(HANDLER_ARGS);
HANDLER jump_decided(HANDLER_ARGS);

// True in the second handler that FRESH_HANDLER makes, whose destination is a temporary: FINISH then has no old value
// to release.
inline constexpr bool kFresh = false;

// The value that a handler writes to a register must not be kept alive by another register alone: that register may be
// the destination, and then the write itself ends the value. So the value is counted, or its object needs no count.
// Debug builds check every write except FINISH_COPY's (constants, and operands that are copied).
inline bool any_value(Value) { return true; }
inline bool keeps_itself_alive(Value v) { return !v.is_uncounted() || needs_no_count(v.object()); }

// Writes the destination, releases its old value, goes on with NEXT. The handler must own the value; its ownership
// passes to the register.
#define FINISH(dest, value) FINISH_SKIP(dest, value, 0)
#define FINISH_SKIP(dest, value, extra_words) FINISH_CHECKED(dest, value, extra_words, keeps_itself_alive)
#define FINISH_COPY(dest, value) FINISH_CHECKED(dest, value, 0, any_value)
#define FINISH_CHECKED(dest, value, extra_words, check)             \
  do {                                                              \
    Value& dest_ = (dest);                                          \
    Value old_ = dest_;                                             \
    dest_ = (value);                                                \
    ASSERT(check(dest_));                                           \
    pc += (extra_words);                                            \
    if (!kFresh && (old_.bits() & 15) == 0) [[unlikely]] {          \
      if (old_) TAIL(release_next, old_.bits());                    \
    }                                                               \
    NEXT();                                                         \
  } while (0)
// Writes the destination and releases its old value, after SAVE().
TINYPY_INLINE void write_register(Thread* t, Value& dest, Value value) {
  ASSERT(keeps_itself_alive(value));
  drop(t, std::exchange(dest, value));
}
// The same as FINISH at the end of a slow path, after SAVE().
#define FINISH_SLOW(dest, value) FINISH_SLOW_SKIP(dest, value, 0)
#define FINISH_SLOW_SKIP(dest, value, extra_words) \
  do {                                             \
    write_register(t, dest, value);                \
    pc += (extra_words);                           \
    NEXT();                                        \
  } while (0)

// Jumps; the distance counts from the next instruction. A jump is a safepoint: if a request is pending, it is served.
#define JUMP_TO(distance)                                           \
  do {                                                              \
    pc += (distance);                                               \
    if (t->poll.load(gc::relaxed)) [[unlikely]] TAIL(poll_next, 0); \
    NEXT();                                                         \
  } while (0)

// The shape id of a register's value: the object's; for an immediate, that of its built-in type.
extern const u32 g_special_shapes[rt::kSpecialCount];
inline u32 shape_id_of(Value v) {
  if (!v.is_immediate()) return v.object()->meta.load(gc::acquire) >> gc::kFlagBits;
  if (v.is_small_int()) return static_cast<u32>(rt::TypeId::kInt);
  if (v.is_inline_float()) return static_cast<u32>(rt::TypeId::kFloat);
  return g_special_shapes[v.bits() >> 3];
}

// A handler starts at a cache line and at a decode block of the processor. Otherwise the speed of a loop would depend
// on where the linker happens to place its handlers.
#define ALIGNED_HANDLER [[gnu::aligned(64), gnu::noinline]] HANDLER
#define OP_HANDLER(name) ALIGNED_HANDLER op_##name(HANDLER_ARGS)
// Defines two handlers from one body: fresh_NAME for a destination that is a temporary (kFresh is true), op_NAME for
// all others. fresh.def lists these instructions.
#define FRESH_HANDLER(name)                                                                                       \
  template <bool kFresh>                                                                                          \
  TINYPY_INLINE static HANDLER both_##name(HANDLER_ARGS);                                                         \
  ALIGNED_HANDLER op_##name(HANDLER_ARGS) { MUSTTAIL return both_##name<false>(insn, pc, r, t, k, aux); }         \
  ALIGNED_HANDLER fresh_##name(HANDLER_ARGS) { MUSTTAIL return both_##name<true>(insn, pc, r, t, k, aux); }       \
  template <bool kFresh>                                                                                          \
  HANDLER both_##name(HANDLER_ARGS)
#define OP(name, ...) HANDLER op_##name(HANDLER_ARGS);
#define FORM(name, ...) HANDLER op_##name(HANDLER_ARGS);
#include "interp/compile/ops.def"
#define FRESH(kind, name) HANDLER fresh_##name(HANDLER_ARGS);
#include "interp/vm/fresh.def"
#undef FRESH

}  // namespace vm
