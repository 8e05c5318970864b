// _decimal: the definition of the module. The library's `decimal` takes everything from it.
#include "runtime/library/core/deprecated_version.h"
#include "runtime/library/decimal/decimal_types.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace decimals {

extern Value g_rational;       // decimal_operators.cpp
extern Value g_decimal_tuple;  // decimal_convert.cpp

namespace {

void trace_roots(gc::Visitor& visitor) {
  trace_value(visitor, g_rational);
  trace_value(visitor, g_decimal_tuple);
}

bool register_number_py(Thread& t) {
  Ref numbers = import_module_py(t, "numbers");
  Ref number = numbers ? getattr_py(t, numbers, "Number") : Ref(),
      add = number ? getattr_py(t, number, "register") : Ref();
  Ref rational = add && call_py(t, add, g_decimal_type) ? getattr_py(t, numbers, "Rational") : Ref();
  g_rational = rational.release();
  return bool(g_rational);
}

bool make_tuple_type_py(Thread& t) {
  Ref collections = import_module_py(t, "collections");
  Ref make = collections ? getattr_py(t, collections, "namedtuple") : Ref();
  Ref title = make_str_ascii(t, "DecimalTuple"), fields = make_str_ascii(t, "sign digits exponent"),
      owner = intern(t, "decimal");
  Ref type = make && title && fields && owner ? call_py(t, make, title, fields) : Ref();
  if (!type || !setattr_py(t, type, name(N::__module__), owner)) return false;
  g_decimal_tuple = type.release();
  return true;
}

constexpr char kModule[] = "decimal", kVersion[] = "1.70";  // of the specification

constexpr i64 kMostIeeeBits = 512;

// The interchange formats of IEEE 754: decimal32, decimal64, ...
Ref ieee_context_py(Thread& t, Value bits) {
  i64 n;
  Ref whole = index_py(t, bits);
  if (!whole) return Ref();
  if (!int_fits_i64(whole, &n)) return raise_overflow_error(t, "Python int too large to convert to C ssize_t");
  if (n <= 0 || n > kMostIeeeBits || n % 32 != 0) {
    return raise_value_error(t, "argument must be a multiple of 32, with a maximum of %d",
                             static_cast<int>(kMostIeeeBits));
  }
  i64 emax = i64{3} << (n / 16 + 3);
  return make_context(t, {9 * (n / 32) - 2, emax, 1 - emax, Rounding::kHalfEven, true}, 0);
}

constexpr MethodDef kIeeeFunctions[] = {
    {"IEEEContext", ieee_context_py, "(bits, /)",
     "A new context for the interchange format of IEEE 754 with so many bits: a multiple of 32 up to "
     "IEEE_CONTEXT_MAX_BITS."},
    {}};

bool add_ieee(Thread& t, Value module) {
  return library_minor() < 14 || (module_add(t, module, "IEEE_CONTEXT_MAX_BITS", make_int(t, kMostIeeeBits)) &&
                                  add_module_functions(t, module, "_decimal", kIeeeFunctions));
}

bool add_versions(Thread& t, Value module) {
  bool named = library_minor() < 15 || module_add(t, module, "SPEC_VERSION", make_str_ascii(t, kVersion));
  return named && add_version<kModule, kVersion>(t, module);
}

bool init(Thread& t, Value module) {
  bool fresh = !g_rational;
  if (!add_decimal(t, module) || !add_contexts_py(t, module) || !add_current_py(t, module) ||
      !add_signals_py(t, module))
    return false;
  if (fresh) {
    if (!register_number_py(t) || !make_tuple_type_py(t)) return false;
    gc::add_root_tracer(trace_roots);
  }
  return module_add(t, module, "DecimalTuple", Ref::share(t, g_decimal_tuple)) &&
         module_add(t, module, "MAX_PREC", make_int(t, kMaxPrec)) &&
         module_add(t, module, "MAX_EMAX", make_int(t, kMaxEmax)) &&
         module_add(t, module, "MIN_EMIN", make_int(t, kMinEmin)) &&
         module_add(t, module, "MIN_ETINY", make_int(t, kMinEtiny)) &&
         module_add(t, module, "HAVE_THREADS", bool_ref(true)) &&
         module_add(t, module, "HAVE_CONTEXTVAR", bool_ref(true)) &&
         module_add(t, module, "__libmpdec_version__", make_str_ascii(t, "2.5.1")) && add_versions(t, module) &&
         add_ieee(t, module);
}

}  // namespace

}  // namespace decimals

extern const ModuleDef kUnderDecimalModule = {
    .name = "_decimal", .doc = "C decimal arithmetic module", .methods = decimals::kFunctions, .init = decimals::init};

}  // namespace rt
