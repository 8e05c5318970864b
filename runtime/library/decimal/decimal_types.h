// The types of the module `_decimal`, and the declarations that its files share.
//
// Decimals never change once they are made, so threads read their fields plainly. The settings of a context are relaxed
// words that any thread may read and set; an operation works on a copy. Traps and flags are in a block that a context
// shares with the SignalDicts that show them. Each bit operation on the block is atomic, so threads that compute in one
// context lose no flag.
//
// Functions that give a Ref, bool or Context* leave an error pending if it is empty, false or null.
#pragma once

#include <initializer_list>
#include <string>

#include "runtime/library/decimal/decimal_number.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/library/parts/thread_values.h"
#include "runtime/text/kinds.h"
#include "runtime/types/numbers/long_work.h"

namespace rt::decimals {

// A coefficient of more than two limbs, in raw memory that one Decimal owns.
struct LongCoefficient {
  i64 digits;
  u64 size;
  u64 limbs[];
};
struct Decimal : Object {
  i64 exp;
  Kind kind;
  bool negative;
  u8 size;          // limbs of the coefficient, or kLong
  u8 short_digits;  // digits of a coefficient in `limbs`
  union {
    u64 limbs[2];
    LongCoefficient* coefficient;
  };
  static constexpr u8 kLong = 3;
};

struct Signals {
  gc::Atomic<u32> owners;  // contexts and SignalDicts; the last one frees the block
  gc::Atomic<u32> traps, flags;
};
struct Context : Object {
  gc::Atomic<i64> prec, emax, emin;
  gc::Atomic<u8> rounding, clamp, capitals;
  Signals* signals;             // never null once the context is made
  Slot traps_view, flags_view;  // SignalDicts; empty until a script asks for them
  Settings settings() const {
    return {prec.load(gc::relaxed), emax.load(gc::relaxed), emin.load(gc::relaxed),
            static_cast<Rounding>(rounding.load(gc::relaxed)), clamp.load(gc::relaxed) != 0};
  }
};

extern Type *g_decimal_type, *g_context_type;
extern u32 g_decimal_shape;  // of exact instances

inline bool is_exact_decimal(Value v) { return v.is_pointer() && type_of(v.object()) == g_decimal_type; }
inline bool is_decimal(Value v) {
  return is_exact_decimal(v) || (v.is_pointer() && is_subtype(type_of(v), g_decimal_type));
}
inline bool is_decimal_context(Value v) { return v.is_pointer() && is_instance(v, g_context_type); }
inline Decimal* as_decimal(Value v) { return v.as<Decimal>(); }
inline Context* as_context(Value v) { return v.as<Context>(); }
inline View view_of(Value decimal) {
  const Decimal* d = as_decimal(decimal);
  if (d->size != Decimal::kLong) [[likely]]
    return {d->kind, d->negative, d->exp, d->short_digits, {d->limbs, d->size, false}};
  return {d->kind, d->negative, d->exp, d->coefficient->digits, {d->coefficient->limbs, d->coefficient->size, false}};
}

// ---- decimals (decimal_object.cpp)
Ref make_decimal(Thread& t, const View& v, Type* type = g_decimal_type);
// Adds the conditions to the context, then makes the Decimal. Empty: a condition is trapped, or MemoryError.
Ref finish(Thread& t, Context* context, u32 status, const Number& r);
bool add_decimal(Thread& t, Value module);
extern const MethodDef kDecimalMethods[];
void fill_operators(Slots& s);  // decimal_operators.cpp
Ref decimal_compare_py(Thread& t, Value a, Value b, CompareOp op);
bool decimal_hash(Thread& t, Value self, i64* out);

// A Decimal or an int as an operand. Borrows the value.
class Operand {
 public:
  // False, without error: `v` is neither.
  bool take(Value v);
  // The same, with TypeError pending.
  bool require(Thread& t, Value v);
  operator const View&() const { return view_; }
  const View& view() const { return view_; }
  Value value() const { return value_; }

 private:
  View view_;
  Value value_;
  u64 limb_;
};

// Predicates for methods of both types.
inline bool is_finite(const View& v) { return v.is_finite(); }
inline bool is_infinite(const View& v) { return v.is_infinite(); }
inline bool is_nan(const View& v) { return v.is_nan(); }
inline bool is_quiet(const View& v) { return v.kind == Kind::kQuiet; }
inline bool is_signaling(const View& v) { return v.is_signaling(); }
inline bool is_signed(const View& v) { return v.negative; }
inline bool is_zero(const View& v) { return v.is_zero(); }

// ---- conversions (decimal_convert.cpp)
// Converts any value that Decimal() takes, exactly. `context` gets the conditions. Runs no Python code.
Ref convert_exactly(Thread& t, Type* type, Value v, Context* context);
// Converts and rounds to the context: create_decimal().
Ref convert_rounded(Thread& t, Value v, Context* context);
void set_double(Number& r, double d);
Ref from_float(Thread& t, Value v);  // exactly; ints too
Ref to_int_py(Thread& t, Value self, Rounding rounding);
Ref to_float(Thread& t, Value self);
Ref to_text(Thread& t, const View& v, bool engineering, bool capitals);
Ref decimal_str(Thread& t, Value self);
Ref decimal_repr(Thread& t, Value self);
Ref as_tuple_py(Thread& t, Value self);
Ref as_integer_ratio(Thread& t, Value self);
Ref format_decimal_py(Thread& t, const CallArgs& args);  // decimal_format.cpp

// ---- signals (decimal_signals.cpp)
// Adds conditions to the context's flags. False: a condition is trapped, its exception is pending.
bool raise_conditions(Thread& t, Context* context, u32 status);
inline bool add_conditions(Thread& t, Context* context, u32 status) {
  if (status == 0) return true;
  gc::Atomic<u32>& flags = context->signals->flags;
  u32 old = flags.load(gc::relaxed);
  if ((old | status) != old) flags.fetch_or(status, gc::relaxed);
  return !(status & (context->signals->traps.load(gc::relaxed) | kNoMemory)) || raise_conditions(t, context, status);
}
Signals* new_signals(u32 traps, u32 flags);
void release_signals(Signals* signals);
// The SignalDict of a context's traps or flags, made at the first call.
Ref signal_view_py(Thread& t, Value context, bool traps);
// Reads a list of signals, a SignalDict or a dict of all signals as bits. False: an error is pending.
bool signals_of_py(Thread& t, Value v, bool list_allowed, u32* out);
Ref list_of_signals(Thread& t, u32 bits);
std::string names_of_signals(u32 bits);
bool add_signals_py(Thread& t, Value module);

// ---- contexts (decimal_context.cpp, decimal_current.cpp)
Ref make_context(Thread& t, const Settings& settings, u32 traps, bool capitals = true);
// Is `context` DefaultContext, BasicContext or ExtendedContext? These are copied before they become current.
bool is_template(Value context);
Value default_context();
Ref copy_of_context(Thread& t, Value context);
// Arguments of Context() and localcontext(), borrowed. An empty one or None leaves the setting as it is.
struct ContextArguments {
  Value prec, rounding, emin, emax, capitals, clamp, flags, traps;
};
bool set_context_py(Thread& t, Value context, const ContextArguments& arguments);
bool rounding_of(Thread& t, Value v, Rounding* out);
const char* rounding_name(Rounding rounding);
bool add_contexts_py(Thread& t, Value module);
extern const MethodDef kContextMethods[];  // decimal_context_methods.cpp

// The thread's current context, made if there is none yet. Borrowed: valid until Python code runs. Null: an error is
// pending.
Context* find_current_context(Thread& t);
inline Context* current_context(Thread& t) {
  return decimal_context_memo(t) ? as_context(decimal_context_memo(t)) : find_current_context(t);
}
// An optional argument; None or empty means the current context. Borrowed. Null: an error is pending.
Context* context_argument(Thread& t, Value v);
bool add_current_py(Thread& t, Value module);
extern const MethodDef kFunctions[];  // of the module

// ---- long computations
// Work of so many digits is done detached, so that a pause need not wait for its end.
inline constexpr i64 kDetachFrom = 2000;

// Does `work` detached, then `then` attached. `operands`: the values that both use.
template <class Work, class Then>
Ref compute_detached(Thread& t, std::initializer_list<Value> operands, Work&& work, Then&& then) {
  // `then` uses them, too, and signal handlers may run meanwhile: a context may be replaced.
  Ref kept[5];
  size_t n = 0;
  for (Value v : operands) kept[n++] = Ref::share(t, v);
  {
    LongWork scope(t, {});
    work();
  }
  return then();
}
template <class Work, class Then>
Ref compute(Thread& t, i64 digits, std::initializer_list<Value> operands, Work&& work, Then&& then) {
  if (digits >= kDetachFrom) [[unlikely]]
    return compute_detached(t, operands, work, then);
  work();
  return then();
}

template <Unary kOp>
Ref unary(Thread& t, Value a, Context* context) {
  View x = view_of(a);
  Settings s = context->settings();
  Number r;
  u32 status = 0;
  return compute(
      t, x.digits + s.prec, {a, context}, [&] { kOp(r, x, s, &status); },
      [&] { return finish(t, context, status, r); });
}
template <Binary kOp>
Ref binary(Thread& t, const Operand& a, const Operand& b, Context* context) {
  Settings s = context->settings();
  Number r;
  u32 status = 0;
  return compute(
      t, a.view().digits + b.view().digits + s.prec, {a.value(), b.value(), context}, [&] { kOp(r, a, b, s, &status); },
      [&] { return finish(t, context, status, r); });
}
Ref fma_of(Thread& t, Value a, Value b, Value c, Context* context);
// The tuple (quotient, remainder).
Ref divmod(Thread& t, const Operand& a, const Operand& b, Context* context);
// base ** exponent, modulo `modulus` unless that is None.
Ref power_of(Thread& t, Value base, Value exponent, Value modulus, Context* context);

}  // namespace rt::decimals
