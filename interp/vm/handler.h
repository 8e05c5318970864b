// How opcode handlers are written.
//
// A handler is a function of six machine-register arguments that ends with a tail call to the handler of the next
// instruction:
//
//   insn  the instruction word          r  register base of the frame       k    constants of the running code
//   pc    the word after insn           t  the thread                       aux  scratch: carries one word to a slow path
//
// Slow paths have the same signature and are tail-called too, so the fast path neither spills nor saves a register.
// Rules:
//  1. SAVE before anything that may raise, run Python code or reach a safepoint.
//  2. Read operands, compute, then CONSUME temporaries, write the destination, and go on with NEXT. A value that is released last
//     may run Python code: RELEASE_NEXT does it with everything else in order.
//  3. An error is raised by ending with UNWIND; pc must then still be the word after insn.
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

// No register belongs to a handler's caller, so a fast path may use all of them without saving any, and the arguments
// lie where calls of ordinary functions leave them alone. AddressSanitizer does not know this convention.
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
// A path that calls functions, kept out of the handlers that end in it: there its saving of registers would hinder the
// fast path.
#define SLOW_HANDLER [[gnu::noinline]] static HANDLER
using Handler = HANDLER (*)(HANDLER_ARGS);

// The VM's own specialised opcodes follow the generic ones.
enum class Special : u16 {
  kBeforeFirst = static_cast<u16>(Op::kGenericCount) - 1,
#define SPECIAL(name, generic) name,
#include "interp/vm/special.def"
#undef SPECIAL
  kEnd
};
// By the lowest 16 bits of an instruction word.
inline constexpr u32 kDispatchSize = static_cast<u32>(Special::kEnd) << comp::kOpShift;
struct HandlerTable {
  Handler at[kDispatchSize];
};
extern const HandlerTable kHandlers;
extern const HandlerTable kSingleHandlers;  // the same, but each does its own instruction only
// Where the next instruction goes: kHandlers, or somewhere else while execution is observed (instrument.h). Written
// with the world stopped.
extern HandlerTable g_dispatch;
inline bool is_op(u64 insn, Op op) { return comp::op_number(insn) == static_cast<u32>(op); }

// Instruction and cache words are shared by all threads: single relaxed 64-bit accesses, never torn.
inline u64 load_word(const u64* p) { return __atomic_load_n(p, __ATOMIC_RELAXED); }
inline u64 load_word_acquire(const u64* p) { return __atomic_load_n(p, __ATOMIC_ACQUIRE); }
inline void store_word(const u64* p, u64 v) { __atomic_store_n(const_cast<u64*>(p), v, __ATOMIC_RELEASE); }
// Threads specialise the same instruction at the same time, and opcode and cache are two words: the low bits of a cache
// word say which form wrote it, and a handler that finds another form's word takes the generic path.
inline constexpr u64 kCacheTags = 7, kSlotTag = 1, kSecondTag = 2;
// Replaces the opcode of the instruction before pc.
inline void specialise(const u64* pc, u64 insn, u16 op) {
  constexpr u64 kOpField = 0xffff & ~(comp::kOpForms - 1);
  store_word(pc - 1, (insn & ~kOpField) | static_cast<u64>(op) << comp::kOpShift);
}
inline void specialise(const u64* pc, u64 insn, Special op) { specialise(pc, insn, static_cast<u16>(op)); }

#define TAIL(handler, aux_word) MUSTTAIL return handler(insn, pc, r, t, k, aux_word)
#define NEXT()                                                                                \
  do {                                                                                        \
    u64 next_ = load_word(pc);                                                                \
    MUSTTAIL return g_dispatch.at[next_ & 0xffff](next_, pc + 1, r, t, k, aux);                \
  } while (0)
#define SAVE() (t->frame = r, t->pc = pc)
#define UNWIND() TAIL(unwind, 0)

// The exception being handled is over: back to the one saved in register `saved` (ops_except.cpp).
void pop_handled(Thread& t, Value* r, u32 saved);

// ---- operands
inline u32 op_a(u64 insn) { return static_cast<u16>(insn >> 16); }
inline u32 op_b(u64 insn) { return static_cast<u16>(insn >> 32); }
inline u32 op_c(u64 insn) { return static_cast<u32>(insn >> 48); }
inline u32 op_bc(u64 insn) { return static_cast<u32>(insn >> 32); }
inline i32 jump_bc(u64 insn) { return static_cast<i32>(insn >> 32); }
// In a handler operands are read from the word in front of pc, without shifting and masking: pc moves on last. Nobody
// changes them, but the opcode beside them; an atomic access would keep the compiler from widening as it loads.
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
#define A operand(pc, 1)
#define B operand(pc, 2)
#define C operand(pc, 3)
#define RD r[A]
#define RA r[A]
#define RB r[B]
#define RC r[C]
// Is the operand to be consumed? For a destination: nothing has to be released there.
inline bool a_is_temp(u64 insn) { return insn & comp::kTempA; }
inline bool b_is_temp(u64 insn) { return insn & comp::kTempB; }
inline bool c_is_temp(u64 insn) { return insn & comp::kTempC; }

// Deferred, immortal and lent objects: registers do not count them (loaded.h).
TINYPY_INLINE bool needs_no_count(const Object* o) {
  return o->meta.load(gc::relaxed) & (gc::kDeferred | gc::kBorrowed);
}

// ---- releasing

inline void drop(rt::Thread* t, Value v) {
  if (v.is_counted()) gc::decref(*t, v.object());
}
// Of what is known to be no empty register: one test less than Value's.
TINYPY_INLINE bool holds_count(Value v) { return (v.bits() & 15) == 0; }
// Counts an object of mine. False: it is not mine, nothing has changed.
TINYPY_INLINE bool quick_count(const rt::Thread* t, Object* o) {
  if (gc::kRefcount == gc::Refcount::kAtomic || (gc::kFreeThreaded && o->owner.load(gc::relaxed) != t->id))
    return false;
  gc::add_unshared<u32>(o->local, 1);
  return true;
}
// Gives back a count that is not the last one of an object of mine. False: not that.
TINYPY_INLINE bool quick_release(const rt::Thread* t, Object* o) {
  if (gc::kRefcount == gc::Refcount::kAtomic || (gc::kFreeThreaded && o->owner.load(gc::relaxed) != t->id))
    return false;
  u32 local = o->local.load(gc::relaxed);
  if (static_cast<i32>(local) <= 1) return false;  // signed: see gc/refcount/saturation.h
  o->local.store(local - 1, gc::relaxed);
  return true;
}
// Empties a consumed register and releases what it held. SAVE first.
inline void consume(rt::Thread* t, Value& reg) {
  Value v = reg;
  if (!v.is_pointer()) return;
  reg = Value();
  drop(t, v);
}
// The same for a register that holds a pointer, where it needs no call. False: nothing has changed.
TINYPY_INLINE bool quick_consume(const rt::Thread* t, Value& reg) {
  if (holds_count(reg) && !quick_release(t, reg.object())) return false;
  reg = Value();
  return true;
}
// Consumes the operands that are temporaries. SAVE first.
#define CONSUME_A() (a_is_temp(insn) ? consume(t, RA) : void())
#define CONSUME_B() (b_is_temp(insn) ? consume(t, RB) : void())
#define CONSUME_C() (c_is_temp(insn) ? consume(t, RC) : void())

// Empties the temporaries among the operands b and c, if nothing counted is in them. False: nothing has changed.
TINYPY_INLINE bool quick_consume_operands(u64 insn, const u64* pc, Value* r, bool c_is_register = true) {
  bool b = b_is_temp(insn), c = c_is_register && c_is_temp(insn);
  if ((b && holds_count(RB)) || (c && holds_count(RC))) return false;
  if (b) RB = Value();
  if (c) RC = Value();
  return true;
}

// Takes an operand's value as an owned reference: moved out of a temporary, counted from a local.
inline Ref take(rt::Thread* t, Value& reg, bool temp) {
  Value v = reg;
  if (!v.is_pointer()) return Ref::steal(v);
  if (temp) reg = Value();
  if (temp && v.is_counted()) return Ref::steal(v);
  return Ref::share(*t, v);
}

HANDLER unwind(HANDLER_ARGS);        // sends the pending error to its handler
HANDLER release_next(HANDLER_ARGS);  // releases aux, goes on
HANDLER poll_next(HANDLER_ARGS);     // safepoint, goes on (or unwinds)

// True inside what FRESH_HANDLER makes for a destination that is a temporary: there is no old value to release.
inline constexpr bool kFresh = false;

// What a handler writes to a register must not be kept alive by another register alone: that may be the destination,
// whose old value dies by the write. So the value is counted, or needs no count. Debug builds check every write but
// those that copy constants and operands.
inline bool any_value(Value) { return true; }
inline bool keeps_itself_alive(Value v) { return !v.is_uncounted() || needs_no_count(v.object()); }

// Writes the destination (immediates or references the handler owns), releases the old value, goes on.
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
// The same from a slow path (state saved).
#define FINISH_SLOW(dest, value) FINISH_SLOW_SKIP(dest, value, 0)
#define FINISH_SLOW_SKIP(dest, value, extra_words) \
  do {                                             \
    Value& dest_ = (dest);                         \
    Value new_ = (value);                          \
    Value old_ = dest_;                            \
    ASSERT(keeps_itself_alive(new_));              \
    dest_ = new_;                                  \
    drop(t, old_);                                 \
    pc += (extra_words);                           \
    NEXT();                                        \
  } while (0)

// Jumps from the next instruction on, with a look at whether something is pending.
#define JUMP_TO(distance)                                           \
  do {                                                              \
    pc += (distance);                                               \
    if (t->poll.load(gc::relaxed)) [[unlikely]] TAIL(poll_next, 0); \
    NEXT();                                                         \
  } while (0)

// Shape id of what a register holds: that of the object, or the built-in type's for immediates.
extern const u32 g_special_shapes[rt::kSpecialCount];
inline u32 shape_id_of(Value v) {
  if (!v.is_immediate()) return v.object()->meta.load(gc::acquire) >> gc::kFlagBits;
  if (v.is_small_int()) return static_cast<u32>(rt::TypeId::kInt);
  if (v.is_inline_float()) return static_cast<u32>(rt::TypeId::kFloat);
  return g_special_shapes[v.bits() >> 3];
}

// At the beginning of a cache line, and of what the processor decodes at once: otherwise the speed of a loop depends on
// what else was compiled.
#define ALIGNED_HANDLER [[gnu::aligned(64)]] HANDLER
#define OP_HANDLER(name) ALIGNED_HANDLER op_##name(HANDLER_ARGS)
// A handler with a form of its own for a destination that is a temporary; fresh.def lists them.
#define FRESH_HANDLER(name)                                                                                       \
  template <bool kFresh>                                                                                          \
  TINYPY_INLINE static HANDLER both_##name(HANDLER_ARGS);                                                         \
  ALIGNED_HANDLER op_##name(HANDLER_ARGS) { MUSTTAIL return both_##name<false>(insn, pc, r, t, k, aux); }         \
  ALIGNED_HANDLER fresh_##name(HANDLER_ARGS) { MUSTTAIL return both_##name<true>(insn, pc, r, t, k, aux); }       \
  template <bool kFresh>                                                                                          \
  HANDLER both_##name(HANDLER_ARGS)
#define OP(name, operands, extras, effects, ownership) HANDLER op_##name(HANDLER_ARGS);
#include "interp/compile/ops.def"
#undef OP
#define SPECIAL(name, generic) HANDLER op_##name(HANDLER_ARGS);
#include "interp/vm/special.def"
#undef SPECIAL
#define FRESH(kind, name) HANDLER fresh_##name(HANDLER_ARGS);
#include "interp/vm/fresh.def"
#undef FRESH

}  // namespace vm
