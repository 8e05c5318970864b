// The types of None, Ellipsis and NotImplemented. The values are immediates, so the types have no instances in memory.
#include "runtime/num/hash.h"
#include "runtime/object/native.h"
#include "runtime/types/all.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

template <u64 kBits>
Ref singleton_create(Thread& t, Type* type, const CallArgs& args) {
  if (args.positional || args.keywords()) {
    return raise_type_error(t, "%s takes no arguments", kBits == kEllipsis.bits() ? "EllipsisType" : type_name(type));
  }
  return Ref::immediate(Value(kBits));
}

Ref none_repr(Thread& t, Value) { return make_str_ascii(t, "None"); }
int none_truth(Thread&, Value) { return 0; }
bool none_hash(Thread&, Value, i64* out) {
  *out = 0xfca86420;
  return true;
}

bool singleton_hash(Thread&, Value v, i64* out) {
  *out = num::hash_pointer(reinterpret_cast<void*>(v.bits() << 4));
  return true;
}
Ref ellipsis_repr(Thread& t, Value) { return make_str_ascii(t, "Ellipsis"); }
Ref not_implemented_repr(Thread& t, Value) { return make_str_ascii(t, "NotImplemented"); }
Ref ellipsis_reduce(Thread& t, Value) { return make_str_ascii(t, "Ellipsis"); }
Ref not_implemented_reduce(Thread& t, Value) { return make_str_ascii(t, "NotImplemented"); }

constexpr MethodDef kEllipsisMethods[] = {{"__reduce__", ellipsis_reduce, "(self, /)"}, {}};
constexpr MethodDef kNotImplementedMethods[] = {{"__reduce__", not_implemented_reduce, "(self, /)"}, {}};

constexpr Slots kNoneSlots = [] {
  Slots s{};
  s.repr = none_repr;
  s.hash = none_hash;
  s.truth = none_truth;
  s.create = singleton_create<kNone.bits()>;
  return s;
}();
constexpr Slots kEllipsisSlots = [] {
  Slots s{};
  s.repr = ellipsis_repr;
  s.hash = singleton_hash;
  s.create = singleton_create<kEllipsis.bits()>;
  return s;
}();
constexpr Slots kNotImplementedSlots = [] {
  Slots s{};
  s.repr = not_implemented_repr;
  s.hash = singleton_hash;
  s.create = singleton_create<kNotImplemented.bits()>;
  s.truth = +[](Thread& t, Value) -> int {
    return raise_type_error(t, "NotImplemented should not be used in a boolean context");
  };
  return s;
}();

}  // namespace

const TypeSpec kNoneTypeSpec = {.id = TypeId::kNoneType,
                                .name = "NoneType",
                                .size = sizeof(Object),
                                .doc = "NoneType()\n--\n\nThe type of the None singleton.",
                                .slots = kNoneSlots};
const TypeSpec kEllipsisTypeSpec = {.id = TypeId::kEllipsisType,
                                    .name = "ellipsis",
                                    .size = sizeof(Object),
                                    .doc = "ellipsis()\n--\n\nThe type of the Ellipsis singleton.",
                                    .slots = kEllipsisSlots,
                                    .methods = kEllipsisMethods};
const TypeSpec kNotImplementedTypeSpec = {
    .id = TypeId::kNotImplementedType,
    .name = "NotImplementedType",
    .size = sizeof(Object),
    .doc = "NotImplementedType()\n--\n\nThe type of the NotImplemented singleton.",
    .slots = kNotImplementedSlots,
    .methods = kNotImplementedMethods};

}  // namespace rt
