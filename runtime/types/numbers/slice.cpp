// The type slice. Instances are immutable.
#include "runtime/types/numbers/slice.h"
#include "runtime/num/hash.h"
#include "runtime/types/all.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

Ref make_slice(Thread& t, Value start, Value stop, Value step) {
  auto* slice = allocate_exact<SliceObject>(t, TypeId::kSlice, sizeof(SliceObject), true);
  if (!slice) return Ref();
  init_field(slice->start, Ref::share(t, start));
  init_field(slice->stop, Ref::share(t, stop));
  init_field(slice->step, Ref::share(t, step));
  return Ref::steal(slice);
}

namespace {

SliceObject* as_slice(Value v) { return v.as<SliceObject>(); }

Ref slice_create(Thread& t, Type*, const CallArgs& args) {
  if (args.keywords()) return raise_type_error(t, "slice() takes no keyword arguments");
  switch (args.positional) {
    case 0: return raise_type_error(t, "slice expected at least 1 argument, got 0");
    case 1: return make_slice(t, kNone, args[0], kNone);
    case 2: return make_slice(t, args[0], args[1], kNone);
    case 3: return make_slice(t, args[0], args[1], args[2]);
    default:
      return raise_type_error(t, "slice expected at most 3 arguments, got %d", static_cast<int>(args.positional));
  }
}

Ref parts_of(Thread& t, Value self) {
  SliceObject* s = as_slice(self);
  return make_tuple(t, s->start.get(), s->stop.get(), s->step.get());
}

Ref slice_repr(Thread& t, Value self) {
  SliceObject* s = as_slice(self);
  return format_message(t, "slice(%R, %R, %R)", s->start.get(), s->stop.get(), s->step.get());
}

bool slice_hash(Thread& t, Value self, i64* out) {
  SliceObject* s = as_slice(self);
  num::TupleHash hash;
  for (const Slot* part : {&s->start, &s->stop, &s->step}) {
    i64 item;
    if (!hash_py(t, part->get(), &item)) return false;
    hash.add(item);
  }
  *out = hash.finish_slice();
  return true;
}

Ref slice_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_slice(b)) return Ref::immediate(kNotImplemented);
  Ref x = parts_of(t, a);
  Ref y = x ? parts_of(t, b) : Ref();
  return y ? compare_py(t, x, y, op) : Ref();
}

Ref slice_reduce(Thread& t, Value self) {
  Ref parts = parts_of(t, self);
  return parts ? make_tuple(t, kSliceType, parts) : Ref();
}

// ---- indices(): for lengths of any size, even if no container could be so long

Ref part_as_int_py(Thread& t, Value part) {
  if (!is_int(part) && !type_of(part)->slots.index) {
    return raise_type_error(t, "slice indices must be integers or None or have an __index__ method");
  }
  return index_py(t, part);
}

// Resolves a bound: a negative one counts from `length`; the result is clamped to [lower, upper].
Ref bound_within_py(Thread& t, Value part, Value otherwise, Value length, Value lower, Value upper) {
  if (part == kNone) return Ref::share(t, otherwise);
  Ref bound = part_as_int_py(t, part);
  if (!bound) return Ref();
  if (int_compare(bound, Value::small_int(0)) < 0) {
    bound = int_binary(t, BinaryOp::kAdd, bound, length);
    if (!bound) return Ref();
    return int_compare(bound, lower) < 0 ? Ref::share(t, lower) : std::move(bound);
  }
  return int_compare(bound, upper) > 0 ? Ref::share(t, upper) : std::move(bound);
}

Ref slice_indices(Thread& t, Value self, Value length_argument) {
  Ref length = index_py(t, length_argument);
  if (!length) return Ref();
  if (int_compare(length, Value::small_int(0)) < 0) return raise_value_error(t, "length should not be negative");
  Ref bounds[3];
  return slice_bounds_py(t, self, length, bounds) ? make_tuple_stealing(t, bounds, 3) : Ref();
}

void slice_trace(Object* object, gc::Visitor& visitor) {
  SliceObject* s = static_cast<SliceObject*>(object);
  for (const Slot* part : {&s->start, &s->stop, &s->step}) trace_slot(visitor, *part);
}

void slice_dispose(gc::Thread& thread, Object* object) {
  SliceObject* s = static_cast<SliceObject*>(object);
  for (Slot* part : {&s->start, &s->stop, &s->step}) clear_slot(static_cast<Thread&>(thread), *part);
}

constexpr MethodDef kMethods[] = {
    {"indices", slice_indices, "(self, length, /)",
     "(start, stop, step) for a sequence of this length, as range() understands them: negative indices counted from "
     "the front, all clipped."},
    {"__reduce__", slice_reduce, "(self, /)", "Return state information for pickling."},
    {"__class_getitem__", make_generic_alias_py, "@classmethod (type, object, /)", kClassGetitemDoc},
    {},
};

constexpr MemberDef kMembers[] = {{"start", MemberKind::kSlot, offsetof(SliceObject, start)},
                                  {"stop", MemberKind::kSlot, offsetof(SliceObject, stop)},
                                  {"step", MemberKind::kSlot, offsetof(SliceObject, step)},
                                  {}};

constexpr Slots kSlots = [] {
  Slots s{};
  s.repr = slice_repr;
  s.hash = slice_hash;
  s.compare = slice_compare;
  s.create = slice_create;
  return s;
}();

}  // namespace

bool slice_bounds_py(Thread& t, Value slice, Value length, Ref* out) {
  SliceObject* s = as_slice(slice);
  Value zero = Value::small_int(0), one = Value::small_int(1);
  out[2] = s->step.get() == kNone ? Ref::immediate(one) : part_as_int_py(t, s->step.get());
  if (!out[2]) return false;
  int sign = int_compare(out[2], zero);
  if (sign == 0) return raise_value_error(t, "slice step cannot be zero");
  Ref lower = Ref::immediate(sign < 0 ? Value::small_int(-1) : zero);
  Ref upper = sign < 0 ? int_binary(t, BinaryOp::kSub, length, one) : Ref::share(t, length);
  if (!upper) return false;
  out[0] = bound_within_py(t, s->start.get(), sign < 0 ? upper : lower, length, lower, upper);
  if (out[0]) out[1] = bound_within_py(t, s->stop.get(), sign < 0 ? lower : upper, length, lower, upper);
  return out[0] && out[1];
}

const TypeSpec kSliceSpec = {
    .id = TypeId::kSlice,
    .name = "slice",
    .size = sizeof(SliceObject),
    .flags = kTypeTraced,
    .doc = "slice(stop), slice(start, stop[, step]): what x[start:stop:step] passes to x.",
    .lifetime = {.trace = slice_trace, .dispose = slice_dispose},
    .slots = kSlots,
    .methods = kMethods,
    .members = kMembers,
};

}  // namespace rt
