// The exceptions of decimals, and SignalDict: a context's traps or flags as a mapping.
#include "runtime/library/decimal/decimal_types.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/iterators/sequence_iterators.h"
#include "runtime/types/text/str.h"

namespace rt::decimals {

namespace {

struct Signal {
  const char* name;
  u32 bits;
  Value type;
};
// The signals. If several conditions are trapped, the first trapped signal of this table is raised.
constexpr u32 kSignalCount = 9;
Signal g_signals[kSignalCount] = {
    {"InvalidOperation", kInvalid, {}},
    {"FloatOperation", kFloatOperation, {}},
    {"DivisionByZero", kDivisionByZero, {}},
    {"Overflow", kOverflow, {}},
    {"Underflow", kUnderflow, {}},
    {"Subnormal", kSubnormal, {}},
    {"Inexact", kInexact, {}},
    {"Rounded", kRounded, {}},
    {"Clamped", kClamped, {}},
};
enum { kSubnormalIndex = 5, kInexactIndex = 6, kRoundedIndex = 7 };
// The conditions of InvalidOperation, with the names that exceptions show.
Signal g_conditions[] = {{"InvalidOperation", kInvalidOperation, {}},
                         {"ConversionSyntax", kConversionSyntax, {}},
                         {"DivisionImpossible", kDivisionImpossible, {}},
                         {"DivisionUndefined", kDivisionUndefined, {}},
                         {"InvalidContext", kInvalidContext, {}}};
Value g_exception, g_signal_tuple;
Type* g_mixin_type;
Value g_signal_dict_type;

constexpr const char* kInvalidSignals =
    "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, Underflow, "
    "Subnormal, Inexact, Rounded,\n"
    "   Clamped]";

const Signal* find_signal(Value type) {
  for (const Signal& s : g_signals) {
    if (is_same(s.type, type)) return &s;
  }
  return nullptr;
}

}  // namespace

bool raise_conditions(Thread& t, Context* context, u32 status) {
  if (status & kNoMemory) return raise_no_result(t);
  status &= context->signals->traps.load(gc::relaxed);
  Ref list = make_list(t);
  if (!list) return false;
  for (const Signal& c : g_conditions) {
    if ((status & c.bits) && !list_append(t, as_list(list), c.type)) return false;
  }
  for (u32 i = 1; i < kSignalCount; ++i) {
    if ((status & g_signals[i].bits) && !list_append(t, as_list(list), g_signals[i].type)) return false;
  }
  for (const Signal& s : g_signals) {
    if (status & s.bits) return raise_value(t, s.type.as<Type>(), list);
  }
  return true;  // another thread has just cleared the trap
}

Ref list_of_signals(Thread& t, u32 bits) {
  Ref list = make_list(t);
  for (const Signal& s : g_signals) {
    if (list && (bits & s.bits) && !list_append(t, as_list(list), s.type)) return Ref();
  }
  return list;
}

std::string names_of_signals(u32 bits) {
  std::string out = "[";
  bool invalid = false;
  for (u32 bit = 1; bit <= kUnderflow; bit <<= 1) {
    if (!(bits & bit) || ((bit & kInvalid) && invalid)) continue;
    invalid = invalid || (bit & kInvalid);
    for (const Signal& s : g_signals) {
      if (!(s.bits & bit)) continue;
      if (out.size() > 1) out += ", ";
      out += s.name;
    }
  }
  return out += "]";
}

// ---- blocks

Signals* new_signals(u32 traps, u32 flags) {
  auto* signals = static_cast<Signals*>(gc::raw_alloc(sizeof(Signals)));
  if (!signals) return nullptr;
  new (signals) Signals();
  signals->owners.store(1, gc::relaxed);
  signals->traps.store(traps, gc::relaxed);
  signals->flags.store(flags, gc::relaxed);
  return signals;
}
void release_signals(Signals* signals) {
  // acq_rel: the last owner frees the block after all accesses of the others.
  if (signals && signals->owners.fetch_sub(1, gc::acq_rel) == 1) gc::raw_free(signals);
}

// ---- SignalDict

namespace {

struct SignalDict : Object {
  Signals* signals;  // never null once made
  bool traps;        // true: shows the traps; false: the flags
};
SignalDict* as_signal_dict(Value v) { return v.as<SignalDict>(); }
bool is_signal_dict(Value v) { return g_mixin_type && v.is_pointer() && is_instance(v, g_mixin_type); }
gc::Atomic<u32>& bits_of(Value dict) {
  SignalDict* d = as_signal_dict(dict);
  return d->traps ? d->signals->traps : d->signals->flags;
}

Ref new_signal_dict(Thread& t, Type* type, Signals* signals, bool traps) {
  Ref dict = allocate_instance(t, type);
  if (!dict) {
    release_signals(signals);
    return Ref();
  }
  as_signal_dict(dict)->signals = signals;
  as_signal_dict(dict)->traps = traps;
  return dict;
}

Ref signal_dict_create(Thread& t, Type* type, const CallArgs&) {
  Signals* signals = new_signals(0, 0);
  return signals ? new_signal_dict(t, type, signals, false) : Ref(raise_memory_error(t));
}
bool signal_dict_init(Thread&, Value, const CallArgs&) { return true; }

Ref signal_dict_getitem(Thread& t, Value self, Value key) {
  const Signal* signal = find_signal(key);
  if (!signal) return raise(t, kKeyErrorType, kInvalidSignals);
  return bool_ref(bits_of(self).load(gc::relaxed) & signal->bits);
}
bool signal_dict_setitem_py(Thread& t, Value self, Value key, Value value) {
  if (!value) return raise_value_error(t, "signal keys cannot be deleted");
  const Signal* signal = find_signal(key);
  if (!signal) return raise(t, kKeyErrorType, kInvalidSignals);
  int truth = truth_py(t, value);
  if (truth < 0) return false;
  if (truth) bits_of(self).fetch_or(signal->bits, gc::relaxed);
  else bits_of(self).fetch_and(~signal->bits, gc::relaxed);
  return true;
}
i64 signal_dict_len(Thread&, Value) { return kSignalCount; }
Ref signal_dict_iter(Thread& t, Value) { return make_tuple_iterator(t, g_signal_tuple); }
bool signal_dict_hash(Thread& t, Value self, i64*) {
  return raise_type_error(t, "unhashable type: '%s'", type_name(self));
}

Ref signal_dict_repr(Thread& t, Value self) {
  u32 bits = bits_of(self).load(gc::relaxed);
  std::string out = "{";
  for (const Signal& s : g_signals) {
    if (out.size() > 1) out += ", ";
    out.append("<class 'decimal.").append(s.name).append(bits & s.bits ? "'>:True" : "'>:False");
  }
  return make_str_ascii(t, out += "}");
}

Ref signal_dict_copy(Thread& t, Value self) {
  u32 bits = bits_of(self).load(gc::relaxed);
  Ref dict = make_dict(t);
  for (const Signal& s : g_signals) {
    if (!dict || !dict_set_py(t, as_dict(dict), s.type, boolean(bits & s.bits))) return Ref();
  }
  return dict;
}

// Reads a dict of all signals. False: an error is pending; *foreign: `v` is no such dict, and that is the error.
bool bits_of_dict_py(Thread& t, Value v, u32* out, bool* foreign) {
  *foreign = true;
  if (!is_dict(v)) return raise_type_error(t, "argument must be a signal dict");
  if (as_dict(v)->size() != kSignalCount) return raise(t, kKeyErrorType, "invalid signal dict");
  u32 bits = 0;
  for (const Signal& s : g_signals) {
    Ref value = dict_get_py(t, as_dict(v), s.type);
    *foreign = !error_pending(t);
    if (!value) return *foreign ? bool(raise(t, kKeyErrorType, "invalid signal dict")) : false;
    *foreign = false;
    int truth = truth_py(t, value);
    if (truth < 0) return false;
    if (truth) bits |= s.bits;
  }
  *out = bits;
  return true;
}

Ref signal_dict_compare_py(Thread& t, Value a, Value b, CompareOp op) {
  if ((op != CompareOp::kEq && op != CompareOp::kNe) || !is_signal_dict(a)) return Ref::immediate(kNotImplemented);
  u32 bits;
  bool foreign;
  if (is_signal_dict(b)) {
    bits = bits_of(b).load(gc::relaxed);
  } else if (!is_dict(b)) {
    return Ref::immediate(kNotImplemented);
  } else if (!bits_of_dict_py(t, b, &bits, &foreign)) {
    if (!foreign) return Ref();
    clear_error(t);
    return Ref::immediate(kNotImplemented);
  }
  return bool_ref((bits_of(a).load(gc::relaxed) == bits) == (op == CompareOp::kEq));
}

void signal_dict_dispose(gc::Thread& thread, Object* object) {
  dispose_attributes(static_cast<Thread&>(thread), object);
  release_signals(static_cast<SignalDict*>(object)->signals);
}

constexpr MethodDef kSignalDictMethods[] = {{"copy", signal_dict_copy, "(self, /)"}, {}};
constexpr TypeSpec kMixinSpec = {
    .name = "decimal.SignalDictMixin",
    .size = sizeof(SignalDict),
    .flags = kTypeSubclassable,
    .lifetime = {trace_attributes, nullptr, nullptr, signal_dict_dispose},
    .slots =
        [] {
          Slots s{};
          s.create = signal_dict_create;
          s.init = signal_dict_init;
          s.repr = signal_dict_repr;
          s.hash = signal_dict_hash;
          s.compare = signal_dict_compare_py;
          s.len = signal_dict_len;
          s.iter = signal_dict_iter;
          s.getitem = signal_dict_getitem;
          s.setitem = signal_dict_setitem_py;
          return s;
        }(),
    .methods = kSignalDictMethods,
};

}  // namespace

Ref signal_view_py(Thread& t, Value context, bool traps) {
  Context* c = as_context(context);
  Slot& slot = traps ? c->traps_view : c->flags_view;
  if (Ref known = load_field(t, c, slot)) return known;
  c->signals->owners.fetch_add(1, gc::relaxed);
  Ref made = new_signal_dict(t, g_signal_dict_type.as<Type>(), c->signals, traps);
  return made ? fill_field(t, c, slot, std::move(made)) : Ref();
}

bool signals_of_py(Thread& t, Value v, bool list_allowed, u32* out) {
  if (is_signal_dict(v)) {
    *out = bits_of(v).load(gc::relaxed);
    return true;
  }
  bool foreign;
  if (!list_allowed || !is_list(v)) return bits_of_dict_py(t, v, out, &foreign);
  u32 bits = 0;
  for (i64 i = 0;; ++i) {
    Ref item = list_get(t, as_list(v), i);
    if (!item) break;
    const Signal* signal = find_signal(item);
    if (!signal) return raise(t, kKeyErrorType, kInvalidSignals);
    bits |= signal->bits;
  }
  *out = bits;
  return true;
}

// ---- making the types

namespace {

void signals_trace_roots(gc::Visitor& visitor) {
  for (Value v : {g_exception, g_signal_tuple, g_signal_dict_type}) trace_value(visitor, v);
  for (const Signal& s : g_signals) trace_value(visitor, s.type);
  for (u32 i = 1; i < std::size(g_conditions); ++i) trace_value(visitor, g_conditions[i].type);
}

// Makes a class as a class statement in the module `decimal` would. Owned result.
// lint: name: type() of a native base and a new namespace runs no hook of a program
Value make_class(Thread& t, const char* title, const Ref& bases) {
  Ref text = intern(t, title), dict = make_dict(t), owner = intern(t, "decimal");
  if (!bases || !text || !dict || !owner || !dict_set_str(t, as_dict(dict), name(N::__module__), std::move(owner)))
    return Value();
  Ref type = make_class_py(t, kTypeType, text, bases, dict, CallArgs{nullptr, 0, Value()});
  return type.release();
}

bool make_exceptions_py(Thread& t) {
  g_exception = make_class(t, "DecimalException", make_tuple(t, kArithmeticErrorType));
  if (!g_exception) return false;
  for (u32 i = kSignalCount; i-- > 0;) {
    Signal& s = g_signals[i];
    Value inexact = g_signals[kInexactIndex].type, rounded = g_signals[kRoundedIndex].type;
    Ref bases = s.bits == kFloatOperation   ? make_tuple(t, g_exception, kTypeErrorType)
                : s.bits == kDivisionByZero ? make_tuple(t, g_exception, kZeroDivisionErrorType)
                : s.bits == kOverflow       ? make_tuple(t, inexact, rounded)
                : s.bits == kUnderflow      ? make_tuple(t, inexact, rounded, g_signals[kSubnormalIndex].type)
                                            : make_tuple(t, g_exception);
    s.type = make_class(t, s.name, bases);
    if (!s.type) return false;
  }
  g_conditions[0].type = g_signals[0].type;
  for (u32 i = 1; i < std::size(g_conditions); ++i) {
    Ref bases = g_conditions[i].bits == kDivisionUndefined ? make_tuple(t, g_signals[0].type, kZeroDivisionErrorType)
                                                           : make_tuple(t, g_signals[0].type);
    g_conditions[i].type = make_class(t, g_conditions[i].name, bases);
    if (!g_conditions[i].type) return false;
  }
  return true;
}

bool make_signal_dict_py(Thread& t) {
  g_mixin_type = make_native_type(t, kMixinSpec);
  Ref abc = import_module_py(t, "collections.abc");
  Ref mapping = abc ? getattr_py(t, abc, "MutableMapping") : Ref();
  Ref bases = mapping ? make_tuple(t, g_mixin_type, mapping) : Ref();
  Ref text = intern(t, "SignalDict"), dict = make_dict(t);
  Ref meta = bases ? Ref::share(t, type_of(mapping.get())) : Ref();
  Ref type = meta && text && dict ? call_py(t, meta, text, bases, dict) : Ref();
  Value signals[kSignalCount];
  for (u32 i = 0; i < kSignalCount; ++i) signals[i] = g_signals[i].type;
  Ref tuple = type ? make_tuple(t, signals, kSignalCount) : Ref();
  if (!tuple) return false;
  g_signal_dict_type = type.release();
  g_signal_tuple = tuple.release();
  return true;
}

}  // namespace

bool add_signals_py(Thread& t, Value module) {
  if (!g_signal_dict_type) {
    if (!make_exceptions_py(t) || !make_signal_dict_py(t)) return false;
    gc::add_root_tracer(signals_trace_roots);
  }
  if (!module_add(t, module, "DecimalException", Ref::share(t, g_exception))) return false;
  for (const Signal& s : g_signals) {
    if (!module_add(t, module, s.name, Ref::share(t, s.type))) return false;
  }
  for (const Signal& c : g_conditions) {
    if (!module_add(t, module, c.name, Ref::share(t, c.type))) return false;
  }
  return true;
}

}  // namespace rt::decimals
