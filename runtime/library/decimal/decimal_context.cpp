// decimal.Context: the type and its settings. Attributes are set one word at a time, so threads that share a context
// never see a torn value.
#include <cstring>

#include "runtime/library/decimal/decimal_types.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::decimals {

Type* g_context_type;

namespace {

constexpr const char* kRoundingNames[kRoundings] = {"ROUND_UP",        "ROUND_DOWN",    "ROUND_CEILING",
                                                    "ROUND_FLOOR",     "ROUND_HALF_UP", "ROUND_HALF_DOWN",
                                                    "ROUND_HALF_EVEN", "ROUND_05UP"};
Value g_rounding_names[kRoundings];  // interned strs
Value g_default_context, g_basic_context, g_extended_context;

constexpr Settings kDefaultSettings = {28, 999999, -999999, Rounding::kHalfEven, false};
constexpr u32 kDefaultTraps = kInvalid | kDivisionByZero | kOverflow;

void store(Context* c, const Settings& s) {
  c->prec.store(s.prec, gc::relaxed);
  c->emax.store(s.emax, gc::relaxed);
  c->emin.store(s.emin, gc::relaxed);
  c->rounding.store(static_cast<u8>(s.rounding), gc::relaxed);
  c->clamp.store(s.clamp, gc::relaxed);
}

Ref new_context(Thread& t, Type* type, const Settings& settings, u32 traps, u32 flags, bool capitals) {
  Signals* signals = new_signals(traps, flags);
  if (!signals) return raise_memory_error(t);
  Ref result = allocate_instance(t, type);
  if (!result) {
    release_signals(signals);
    return Ref();
  }
  as_context(result)->signals = signals;
  store(as_context(result), settings);
  as_context(result)->capitals.store(capitals, gc::relaxed);
  return result;
}

}  // namespace

const char* rounding_name(Rounding rounding) { return kRoundingNames[static_cast<u32>(rounding)]; }

bool rounding_of(Thread& t, Value v, Rounding* out) {
  for (u32 pass = 0; is_str(v) && pass < 2; ++pass) {
    for (u32 i = 0; i < kRoundings; ++i) {
      if (pass == 0 ? is_same(v, g_rounding_names[i]) : str_equal(v, g_rounding_names[i])) {
        *out = static_cast<Rounding>(i);
        return true;
      }
    }
  }
  return raise_type_error(
      t,
      "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, "
      "ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]");
}

Ref make_context(Thread& t, const Settings& settings, u32 traps, bool capitals) {
  return new_context(t, g_context_type, settings, traps, 0, capitals);
}

Ref copy_of_context(Thread& t, Value context) {
  const Context* c = as_context(context);
  return new_context(t, g_context_type, c->settings(), c->signals->traps.load(gc::relaxed),
                     c->signals->flags.load(gc::relaxed), c->capitals.load(gc::relaxed));
}

namespace {

// ---- attributes

bool take_word(Thread& t, Value v, i64* out) {
  if (!is_int(v)) return raise_type_error(t, "an integer is required");
  return int_fits_i64(v, out) || raise_overflow_error(t, "Python int too large to convert to C ssize_t");
}

// Sets a word to an int in [low, high]. False: an error is pending.
bool set_word(Thread& t, gc::Atomic<i64>& word, Value v, i64 low, i64 high, const char* message) {
  i64 n;
  if (!take_word(t, v, &n)) return false;
  if (n < low || n > high) return raise_value_error(t, "%s", message);
  word.store(n, gc::relaxed);
  return true;
}
bool set_switch(Thread& t, gc::Atomic<u8>& word, Value v, const char* message) {
  i64 n;
  if (!take_word(t, v, &n)) return false;
  if (n != 0 && n != 1) return raise_value_error(t, "%s", message);
  word.store(static_cast<u8>(n), gc::relaxed);
  return true;
}

bool set_prec(Thread& t, Value self, Value v) {
  return set_word(t, as_context(self)->prec, v, 1, kMaxPrec, "valid range for prec is [1, MAX_PREC]");
}
bool set_emax(Thread& t, Value self, Value v) {
  return set_word(t, as_context(self)->emax, v, 0, kMaxEmax, "valid range for Emax is [0, MAX_EMAX]");
}
bool set_emin(Thread& t, Value self, Value v) {
  return set_word(t, as_context(self)->emin, v, kMinEmin, 0, "valid range for Emin is [MIN_EMIN, 0]");
}
bool set_capitals(Thread& t, Value self, Value v) {
  return set_switch(t, as_context(self)->capitals, v, "valid values for capitals are 0 or 1");
}
bool set_clamp(Thread& t, Value self, Value v) {
  return set_switch(t, as_context(self)->clamp, v, "valid values for clamp are 0 or 1");
}
bool set_rounding(Thread& t, Value self, Value v) {
  Rounding rounding;
  if (!rounding_of(t, v, &rounding)) return false;
  as_context(self)->rounding.store(static_cast<u8>(rounding), gc::relaxed);
  return true;
}
bool set_signals_py(Thread& t, gc::Atomic<u32>& word, Value v, bool list_allowed) {
  u32 bits;
  if (!signals_of_py(t, v, list_allowed, &bits)) return false;
  word.store(bits, gc::relaxed);
  return true;
}
bool set_traps(Thread& t, Value self, Value v) { return set_signals_py(t, as_context(self)->signals->traps, v, false); }
bool set_flags(Thread& t, Value self, Value v) { return set_signals_py(t, as_context(self)->signals->flags, v, false); }

Ref get_prec(Thread& t, Value self) { return make_int(t, as_context(self)->prec.load(gc::relaxed)); }
Ref get_emax(Thread& t, Value self) { return make_int(t, as_context(self)->emax.load(gc::relaxed)); }
Ref get_emin(Thread& t, Value self) { return make_int(t, as_context(self)->emin.load(gc::relaxed)); }
Ref get_capitals(Thread& t, Value self) { return make_int(t, as_context(self)->capitals.load(gc::relaxed)); }
Ref get_clamp(Thread& t, Value self) { return make_int(t, as_context(self)->clamp.load(gc::relaxed)); }
Ref get_rounding(Thread& t, Value self) {
  return Ref::share(t, g_rounding_names[as_context(self)->rounding.load(gc::relaxed)]);
}
Ref get_traps_py(Thread& t, Value self) { return signal_view_py(t, self, true); }
Ref get_flags_py(Thread& t, Value self) { return signal_view_py(t, self, false); }

constexpr GetSetDef kContextGetSet[] = {{"prec", get_prec, set_prec},
                                        {"Emax", get_emax, set_emax},
                                        {"Emin", get_emin, set_emin},
                                        {"rounding", get_rounding, set_rounding},
                                        {"capitals", get_capitals, set_capitals},
                                        {"clamp", get_clamp, set_clamp},
                                        {"traps", get_traps_py, set_traps},
                                        {"flags", get_flags_py, set_flags},
                                        {}};

bool context_setattr_py(Thread& t, Value self, Value name, Value value) {
  if (!value) return raise(t, kAttributeErrorType, "context attributes cannot be deleted");
  if (type_of(self) == g_context_type && !type_lookup(g_context_type, name))
    return raise_attribute_error(t, self, name);
  return generic_setattr_py(t, self, name, value);
}

// ---- construction

Ref context_create(Thread& t, Type* type, const CallArgs&) {
  if (!g_default_context) return new_context(t, type, kDefaultSettings, kDefaultTraps, 0, true);
  const Context* c = as_context(g_default_context);
  return new_context(t, type, c->settings(), c->signals->traps.load(gc::relaxed), c->signals->flags.load(gc::relaxed),
                     true);
}

bool context_init_py(Thread& t, Value self, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature(
      "(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)");
  Value b[8];
  return bind_arguments(t, library_minor() >= 15 ? "Context" : nullptr, kSignature, args, b) &&
         set_context_py(t, self, {b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]});
}

Ref context_repr(Thread& t, Value self) {
  const Context* c = as_context(self);
  Settings s = c->settings();
  return format_message(
      t, "Context(prec=%lld, rounding=%s, Emin=%lld, Emax=%lld, capitals=%d, clamp=%d, flags=%s, traps=%s)",
      static_cast<long long>(s.prec), rounding_name(s.rounding), static_cast<long long>(s.emin),
      static_cast<long long>(s.emax), c->capitals.load(gc::relaxed), s.clamp,
      names_of_signals(c->signals->flags.load(gc::relaxed)).c_str(),
      names_of_signals(c->signals->traps.load(gc::relaxed)).c_str());
}

void context_dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  auto* c = static_cast<Context*>(object);
  dispose_attributes(t, object);
  clear_slot(t, c->traps_view);
  clear_slot(t, c->flags_view);
  release_signals(c->signals);
}

constexpr TypeSpec kContextSpec = {
    .name = "decimal.Context",
    .size = sizeof(Context),
    .flags = kTypeSubclassable | kTypeTraced,
    .doc =
        "Context(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, "
        "traps=None)\n--\n\nThe context affects almost all operations and controls rounding,\nOver/Underflow, raising "
        "of exceptions and much more.  A new context\n"
        "can be initialized as follows:\n\n    >>> c = Context(prec=28, Emin=-425000000, Emax=425000000,\n    ...      "
        "       "
        "rounding=ROUND_HALF_EVEN, capitals=1, clamp=1,\n    ...             traps=[InvalidOperation, DivisionByZero, "
        "Overflow],\n    ...   "
        "          flags=[])\n    >>>\n\n\n",
    .lifetime = {SlotsOf<Context, &Context::traps_view, &Context::flags_view>::trace, nullptr, nullptr,
                 context_dispose},
    .slots =
        [] {
          Slots s{};
          s.create = context_create;
          s.init = context_init_py;
          s.repr = context_repr;
          s.setattr = context_setattr_py;
          return s;
        }(),
    .methods = kContextMethods,
    .getset = kContextGetSet,
};

void context_trace_roots(gc::Visitor& visitor) {
  for (Value v : {g_default_context, g_basic_context, g_extended_context}) trace_value(visitor, v);
  for (Value v : g_rounding_names) trace_value(visitor, v);
}

}  // namespace

bool set_context_py(Thread& t, Value context, const ContextArguments& a) {
  auto given = [](Value v) { return v && v != kNone; };
  Signals* signals = as_context(context)->signals;
  return (!given(a.prec) || set_prec(t, context, a.prec)) &&
         (!given(a.rounding) || set_rounding(t, context, a.rounding)) &&
         (!given(a.emin) || set_emin(t, context, a.emin)) && (!given(a.emax) || set_emax(t, context, a.emax)) &&
         (!given(a.capitals) || set_capitals(t, context, a.capitals)) &&
         (!given(a.clamp) || set_clamp(t, context, a.clamp)) &&
         (!given(a.traps) || set_signals_py(t, signals->traps, a.traps, true)) &&
         (!given(a.flags) || set_signals_py(t, signals->flags, a.flags, true));
}

bool is_template(Value context) {
  return is_same(context, g_default_context) || is_same(context, g_basic_context) ||
         is_same(context, g_extended_context);
}
Value default_context() { return g_default_context; }

bool add_contexts_py(Thread& t, Value module) {
  bool fresh = !g_context_type;
  if (!add_native_type(t, module, g_context_type, kContextSpec)) return false;
  for (u32 i = 0; i < kRoundings && !g_rounding_names[0]; ++i) {
    // Other threads may look meanwhile, and take the first name as the sign that all are there: so it is stored last.
    u32 at = kRoundings - 1 - i;
    Ref name = intern(t, kRoundingNames[at]);
    if (!name) return false;
    g_rounding_names[at] = name.release();
  }
  if (fresh) {
    Settings nine = kDefaultSettings, up;
    nine.prec = 9;
    up = nine;
    up.rounding = Rounding::kHalfUp;
    Ref basic = make_context(t, up, kDefaultTraps | kUnderflow | kClamped), extended = make_context(t, nine, 0);
    Ref standard = make_context(t, kDefaultSettings, kDefaultTraps);
    if (!basic || !extended || !standard) return false;
    g_basic_context = basic.release();
    g_extended_context = extended.release();
    g_default_context = standard.release();
    gc::add_root_tracer(context_trace_roots);
  }
  for (u32 i = 0; i < kRoundings; ++i) {
    if (!module_add(t, module, kRoundingNames[i], Ref::share(t, g_rounding_names[i]))) return false;
  }
  return module_add(t, module, "DefaultContext", Ref::share(t, g_default_context)) &&
         module_add(t, module, "BasicContext", Ref::share(t, g_basic_context)) &&
         module_add(t, module, "ExtendedContext", Ref::share(t, g_extended_context));
}

}  // namespace rt::decimals
