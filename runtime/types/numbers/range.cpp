// range: start, stop and step are ints of any size. If all of them fit into 64 bits, machine arithmetic is used.
#include "runtime/types/numbers/range.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/all.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

Range* as_range(Value v) { return v.as<Range>(); }
constexpr Value kZero = Value::small_int(0), kOne = Value::small_int(1);

Ref add(Thread& t, Value a, Value b) { return int_binary(t, BinaryOp::kAdd, a, b); }
Ref subtract(Thread& t, Value a, Value b) { return int_binary(t, BinaryOp::kSub, a, b); }
Ref multiply(Thread& t, Value a, Value b) { return int_binary(t, BinaryOp::kMul, a, b); }

// The number of items from `start` on, before `stop`; `step` is not 0.
u64 small_length(i64 start, i64 stop, i64 step) {
  if (step > 0 ? start >= stop : start <= stop) return 0;
  u64 distance =
      step > 0 ? static_cast<u64>(stop) - static_cast<u64>(start) : static_cast<u64>(start) - static_cast<u64>(stop);
  u64 stride = step > 0 ? static_cast<u64>(step) : u64{0} - static_cast<u64>(step);
  return (distance - 1) / stride + 1;
}

Ref length_of(Thread& t, Value start, Value stop, Value step) {
  i64 a, b, c;
  if (int_fits_i64(start, &a) && int_fits_i64(stop, &b) && int_fits_i64(step, &c))
    return make_uint(t, small_length(a, b, c));
  bool upwards = int_compare(step, kZero) > 0;
  Value low = upwards ? start : stop, high = upwards ? stop : start;
  if (int_compare(low, high) >= 0) return Ref::immediate(kZero);
  Ref stride = upwards ? Ref::share(t, step) : subtract(t, kZero, step);
  Ref distance = stride ? subtract(t, high, low) : Ref();
  Ref last = distance ? subtract(t, distance, kOne) : Ref();
  Ref count = last ? int_binary(t, BinaryOp::kFloorDiv, last, stride) : Ref();
  return count ? add(t, count, kOne) : Ref();
}

Ref range_of(Thread& t, Ref start, Ref stop, Ref step) {
  if (!start || !stop || !step) return Ref();
  Ref length = length_of(t, start, stop, step);
  if (!length) return Ref();
  auto* range = allocate_exact<Range>(t, TypeId::kRange, sizeof(Range), true);
  if (!range) return Ref();
  init_field(range->start, std::move(start));
  init_field(range->stop, std::move(stop));
  init_field(range->step, std::move(step));
  init_field(range->length, std::move(length));
  return Ref::steal(range);
}

Ref item_at(Thread& t, const Range* range, Value index) {
  Ref offset = multiply(t, index, range->step.get());
  return offset ? add(t, range->start.get(), offset) : Ref();
}

}  // namespace

Ref make_range(Thread& t, i64 start, i64 stop, i64 step) {
  return range_of(t, make_int(t, start), make_int(t, stop), make_int(t, step));
}
Ref make_range(Thread& t, Ref start, Ref stop, Ref step) {
  return range_of(t, std::move(start), std::move(stop), std::move(step));
}

namespace {

Ref range_create(Thread& t, Type*, const CallArgs& args) {
  if (args.keywords()) return raise_type_error(t, "range() takes no keyword arguments");
  u32 n = args.positional;
  if (n == 0) return raise_type_error(t, "range expected at least 1 argument, got 0");
  if (n > 3) return raise_type_error(t, "range expected at most 3 arguments, got %d", static_cast<int>(n));
  Ref start = n > 1 ? index_py(t, args[0]) : Ref::immediate(kZero);
  Ref stop = start ? index_py(t, args[n > 1]) : Ref();
  Ref step = !stop ? Ref() : n > 2 ? index_py(t, args[2]) : Ref::immediate(kOne);
  if (!step) return Ref();
  if (int_compare(step, kZero) == 0) return raise_value_error(t, "range() arg 3 must not be zero");
  return range_of(t, std::move(start), std::move(stop), std::move(step));
}

Ref range_repr(Thread& t, Value self) {
  Range* r = as_range(self);
  if (r->step.get() == kOne) return format_message(t, "range(%R, %R)", r->start.get(), r->stop.get());
  return format_message(t, "range(%R, %R, %R)", r->start.get(), r->stop.get(), r->step.get());
}

// The hash of the contents: includes the first item if there is one, and the step if there are two.
bool range_hash(Thread& t, Value self, i64* out) {
  Range* r = as_range(self);
  bool empty = r->length.get() == kZero, single = r->length.get() == kOne;
  Ref parts = make_tuple(t, r->length.get(), empty ? kNone : r->start.get(), empty || single ? kNone : r->step.get());
  return parts && hash_py(t, parts, out);
}

bool same_items(const Range* a, const Range* b) {
  if (int_compare(a->length.get(), b->length.get()) != 0) return false;
  if (a->length.get() == kZero) return true;
  if (int_compare(a->start.get(), b->start.get()) != 0) return false;
  return a->length.get() == kOne || int_compare(a->step.get(), b->step.get()) == 0;
}

Ref range_compare(Thread&, Value a, Value b, CompareOp op) {
  if (!is_exact(b, TypeId::kRange) || (op != CompareOp::kEq && op != CompareOp::kNe))
    return Ref::immediate(kNotImplemented);
  return bool_ref((op == CompareOp::kEq) == same_items(as_range(a), as_range(b)));
}

i64 range_len(Thread& t, Value self) {
  i64 n;
  if (int_fits_i64(as_range(self)->length.get(), &n)) return n;
  return raise_overflow_error(t, "Python int too large to convert to C ssize_t");
}

int range_truth(Thread&, Value self) { return as_range(self)->length.get() != kZero; }

Ref range_slice_py(Thread& t, Value self, Value slice) {
  Range* r = as_range(self);
  Ref bounds[3];
  if (!slice_bounds_py(t, slice, r->length.get(), bounds)) return Ref();
  return range_of(t, item_at(t, r, bounds[0]), item_at(t, r, bounds[1]), multiply(t, r->step.get(), bounds[2]));
}

Ref range_getitem(Thread& t, Value self, Value key) {
  if (is_slice(key)) return range_slice_py(t, self, key);
  if (!is_int(key) && !type_of(key)->slots.index)
    return raise_type_error(t, "range indices must be integers or slices, not %T", key);
  Range* r = as_range(self);
  Ref index = index_py(t, key);
  if (index && int_compare(index, kZero) < 0) index = add(t, index, r->length.get());
  if (!index) return Ref();
  if (int_compare(index, kZero) < 0 || int_compare(index, r->length.get()) >= 0)
    return raise_index_error(t, "range object index out of range");
  return item_at(t, r, index);
}

// ---- searching: ints by arithmetic, other values by a comparison with each item

bool is_plain_int(Value v) { return is_exact_int(v) || v == kTrue || v == kFalse; }

// 1: `v` is in the range, at *index; 0: it is not; -1: error.
int find_int(Thread& t, const Range* r, Value v, Ref* index) {
  bool upwards = int_compare(r->step.get(), kZero) > 0;
  Value low = upwards ? r->start.get() : v, high = upwards ? v : r->start.get();
  if (int_compare(low, high) > 0) return 0;
  if (upwards ? int_compare(v, r->stop.get()) >= 0 : int_compare(v, r->stop.get()) <= 0) return 0;
  Ref distance = subtract(t, v, r->start.get());
  Ref rest = distance ? int_binary(t, BinaryOp::kMod, distance, r->step.get()) : Ref();
  if (!rest) return -1;
  if (int_compare(rest, kZero) != 0) return 0;
  *index = int_binary(t, BinaryOp::kFloorDiv, distance, r->step.get());
  return *index ? 1 : -1;
}

// *position: the index of the first item equal to `v`, or -1. *count, unless null: the number of all such items. False:
// an error is pending.
bool search_py(Thread& t, Value self, Value v, i64* position, i64* count) {
  *position = -1;
  i64 i = 0;
  return for_each_py(t, self, [&](Thread& t2, Value item) {
    int same = equal_py(t2, item, v);
    if (same > 0 && *position < 0) *position = i;
    if (same > 0 && count) ++*count;
    ++i;
    return same >= 0 && (count || *position < 0);
  });
}

int range_contains(Thread& t, Value self, Value v) {
  Ref index;
  if (is_plain_int(v)) return find_int(t, as_range(self), v.stripped(), &index);
  i64 position;
  return search_py(t, self, v, &position, nullptr) ? position >= 0 : -1;
}

Ref range_index(Thread& t, Value self, Value v) {
  if (is_plain_int(v)) {
    Ref index;
    int found = find_int(t, as_range(self), v.stripped(), &index);
    if (found) return index;
    if (library_minor() >= 15) return raise_value_error(t, "range.index(x): x not in range");
    return raise_value_error(t, "%R is not in range", v.stripped());
  }
  i64 position;
  if (!search_py(t, self, v, &position, nullptr)) return Ref();
  return position >= 0 ? make_int(t, position) : raise_value_error(t, "sequence.index(x): x not in sequence");
}

Ref range_count(Thread& t, Value self, Value v) {
  if (is_plain_int(v)) {
    int found = range_contains(t, self, v);
    return found < 0 ? Ref() : make_int(t, found);
  }
  i64 position, count = 0;
  return search_py(t, self, v, &position, &count) ? make_int(t, count) : Ref();
}

// ---- iteration

Ref range_iter(Thread& t, Value self) {
  Range* r = as_range(self);
  return make_range_iterator(t, r->start.get(), r->step.get(), r->length.get());
}

Ref range_reversed(Thread& t, Value self) {
  Range* r = as_range(self);
  Ref last = subtract(t, r->length.get(), kOne);
  Ref start = last ? item_at(t, r, last) : Ref();
  Ref step = start ? subtract(t, kZero, r->step.get()) : Ref();
  return step ? make_range_iterator(t, start, step, r->length.get()) : Ref();
}

Ref range_reduce(Thread& t, Value self) {
  Range* r = as_range(self);
  Ref args = make_tuple(t, r->start.get(), r->stop.get(), r->step.get());
  return args ? make_tuple(t, kRangeType, args) : Ref();
}

void range_trace(Object* object, gc::Visitor& visitor) {
  Range* r = static_cast<Range*>(object);
  for (const Slot* part : {&r->start, &r->stop, &r->step, &r->length}) trace_slot(visitor, *part);
}

void range_dispose(gc::Thread& thread, Object* object) {
  Range* r = static_cast<Range*>(object);
  for (Slot* part : {&r->start, &r->stop, &r->step, &r->length}) clear_slot(static_cast<Thread&>(thread), *part);
}

constexpr MethodDef kMethods[] = {
    {"__reversed__", range_reversed, "(self, /)", "Return a reverse iterator."},
    {"__reduce__", range_reduce, "(self, /)"},
    {"count", range_count, "(self, value, /)", "1 if the number is in the range, else 0."},
    {"index", range_index, "(self, value, /)", "Where in the range the number is. ValueError if it is not there."},
    {},
};

constexpr MemberDef kMembers[] = {{"start", MemberKind::kSlot, offsetof(Range, start)},
                                  {"stop", MemberKind::kSlot, offsetof(Range, stop)},
                                  {"step", MemberKind::kSlot, offsetof(Range, step)},
                                  {}};

constexpr Slots kSlots = [] {
  Slots s{};
  s.repr = range_repr;
  s.hash = range_hash;
  s.compare = range_compare;
  s.iter = range_iter;
  s.len = range_len;
  s.truth = range_truth;
  s.getitem = range_getitem;
  s.contains = range_contains;
  s.create = range_create;
  return s;
}();

}  // namespace

const TypeSpec kRangeSpec = {
    .id = TypeId::kRange,
    .name = "range",
    .size = sizeof(Range),
    .flags = kTypeTraced | kTypeSequencePattern,
    .doc =
        "range(stop) counts from 0, range(start, stop[, step]) from start, in steps of 1 or step; stop itself is left "
        "out.\n\nA sequence of ints "
        "that takes no room: the numbers are computed when asked for.",
    .lifetime = {.trace = range_trace, .dispose = range_dispose},
    .slots = kSlots,
    .methods = kMethods,
    .members = kMembers,
};

}  // namespace rt
