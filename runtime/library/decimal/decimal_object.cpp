// decimal.Decimal: instances and the type. A coefficient of at most two limbs is in the object, a longer one in raw
// memory.
#include <cstring>

#include "runtime/library/decimal/decimal_types.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/shape.h"
#include "runtime/types/numbers/int.h"

namespace rt::decimals {

Type* g_decimal_type;
u32 g_decimal_shape;

namespace {

Ref new_decimal(Thread& t, Type* type) {
  if (type != g_decimal_type) return allocate_instance(t, type);
  Object* object = gc::allocate(t, sizeof(Decimal), g_decimal_shape, false);
  if (!object) [[unlikely]]
    return raise_memory_error(t);
  return Ref::steal(object);
}

bool set_long(Decimal* d, const View& v) {
  constexpr u64 kHeader = sizeof(LongCoefficient) / sizeof(u64);
  u64* block = num::alloc_limbs(v.coefficient.size + kHeader);
  if (!block) return false;
  d->coefficient = reinterpret_cast<LongCoefficient*>(block);
  d->coefficient->digits = v.digits;
  d->coefficient->size = v.coefficient.size;
  std::memcpy(d->coefficient->limbs, v.coefficient.limbs, v.coefficient.size * sizeof(u64));
  d->size = Decimal::kLong;
  return true;
}

void decimal_dispose(gc::Thread& thread, Object* object) {
  auto* d = static_cast<Decimal*>(object);
  if (object->shape_id() != g_decimal_shape) dispose_attributes(static_cast<Thread&>(thread), object);
  if (d->size == Decimal::kLong) num::free_limbs(reinterpret_cast<u64*>(d->coefficient));
}

}  // namespace

Ref make_decimal(Thread& t, const View& v, Type* type) {
  Ref result = new_decimal(t, type);
  if (!result) return Ref();
  Decimal* d = as_decimal(result);
  d->exp = v.exp;
  d->kind = v.kind;
  d->negative = v.negative;
  d->size = static_cast<u8>(v.coefficient.size);
  d->short_digits = static_cast<u8>(v.digits);
  if (v.coefficient.size > 2) {
    d->size = 0;
    if (!set_long(d, v)) return raise_memory_error(t);
    return result;
  }
  d->limbs[0] = v.coefficient.size > 0 ? v.coefficient.limbs[0] : 0;
  d->limbs[1] = v.coefficient.size > 1 ? v.coefficient.limbs[1] : 0;
  return result;
}

Ref finish(Thread& t, Context* context, u32 status, const Number& r) {
  if (status && !add_conditions(t, context, status)) return Ref();
  return make_decimal(t, r);
}

// ---- operands

bool Operand::take(Value v) {
  value_ = v;
  if (is_decimal(v)) {
    view_ = view_of(v);
    return true;
  }
  if (!is_int(v)) return false;
  BigView n = big_view(v, &limb_);
  view_ = {Kind::kFinite, n.negative, 0, count_digits(n.magnitude()), n.magnitude()};
  return true;
}
bool Operand::require(Thread& t, Value v) {
  return take(v) || raise_type_error(t, "conversion from %s to Decimal is not supported", type_name(v));
}

namespace {

// ---- construction

Ref decimal_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(value='0', context=None)");
  Value bound[2];
  if (args.positional == 1 && !args.keywords()) {
    bound[0] = args[0];
  } else if (!bind_arguments(t, library_minor() >= 15 ? "Decimal" : nullptr, kSignature, args, bound)) {
    return Ref();
  }
  Context* context = context_argument(t, bound[1]);
  return context ? convert_exactly(t, type, bound[0], context) : Ref();
}

int decimal_truth(Thread&, Value self) { return !view_of(self).is_zero(); }
Ref decimal_to_int_py(Thread& t, Value self) { return to_int_py(t, self, Rounding::kDown); }

Ref get_real(Thread& t, Value self) { return Ref::share(t, self); }
Ref get_imag(Thread& t, Value) { return make_decimal(t, SmallNumber(false, 0, 0)); }
constexpr GetSetDef kDecimalGetSet[] = {{"real", get_real}, {"imag", get_imag}, {}};

// The operators are added before the type is made of the specification.
constinit TypeSpec g_decimal_spec = {
    .name = "decimal.Decimal",
    .size = sizeof(Decimal),
    .flags = kTypeSubclassable,
    .doc =
        "Decimal(value='0', context=None)\n--\n\nConstruct a new Decimal object. 'value' can be an integer, string, "
        "tuple,\nor another Decimal object. If no value is given, return "
        "Decimal('0').\nThe context does not affect the conversion and is only passed to determine\nif the "
        "InvalidOperation trap is active.\n",
    .lifetime = {trace_attributes, nullptr, nullptr, decimal_dispose},
    .slots =
        [] {
          Slots s{};
          s.create = decimal_create;
          s.repr = decimal_repr;
          s.str = decimal_str;
          s.hash = decimal_hash;
          s.compare = decimal_compare_py;
          s.truth = decimal_truth;
          s.to_int = decimal_to_int_py;
          s.to_float = to_float;
          return s;
        }(),
    .methods = kDecimalMethods,
    .getset = kDecimalGetSet,
};

}  // namespace

bool add_decimal(Thread& t, Value module) {
  if (!g_decimal_type) fill_operators(g_decimal_spec.slots);
  if (!add_native_type(t, module, g_decimal_type, g_decimal_spec)) return false;
  g_decimal_shape = g_decimal_type->root_shape->id;
  return true;
}

}  // namespace rt::decimals
