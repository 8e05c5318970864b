// The iterators of range: one for machine integers, one for ints of any size. If threads share an iterator of the first
// kind, each item goes to exactly one of them. One of the second kind may then yield an item twice, but never a wrong
// one.
#include "runtime/types/all.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/numbers/range.h"

namespace rt {

namespace {

struct RangeIterator : Object {
  i64 start, step, length;
  gc::Atomic<i64> index;  // of the next item; at most `length`
};
struct LongRangeIterator : Object {
  Slot start, step, length;
  Slot index;
};

// ---- machine integers

RangeIterator* as_short(Value self) { return self.as<RangeIterator>(); }

// True if every item, and the number that would come after the last one, fits into 64 bits.
bool fits(i64 start, i64 step, i64 length) {
  i64 distance, end;
  return !__builtin_mul_overflow(step, length, &distance) && !__builtin_add_overflow(start, distance, &end);
}

// Takes the item at `index`. False: another thread has taken it, and `index` is the present position.
bool pass(RangeIterator* it, i64& index) {
  if (is_shared(it)) return it->index.compare_exchange_weak(index, index + 1, gc::relaxed, gc::relaxed);
  it->index.store(index + 1, gc::relaxed);
  return true;
}

Ref short_next(Thread& t, Value self) {
  RangeIterator* it = as_short(self);
  i64 index = it->index.load(gc::relaxed);
  do {
    if (index >= it->length) return Ref::immediate(kStop);
  } while (!pass(it, index));
  return make_int(t, it->start + index * it->step);
}

Ref short_length_hint(Thread& t, Value self) {
  RangeIterator* it = as_short(self);
  return make_int(t, it->length - it->index.load(gc::relaxed));
}

// __reduce__: iter(range of the remaining items).
Ref reduce_to(Thread& t, Ref range) {
  Ref iter = range ? builtin_function(t, "iter") : Ref();
  Ref args = iter ? make_tuple(t, range) : Ref();
  return args ? make_tuple(t, iter, args, kNone) : Ref();
}

Ref short_reduce(Thread& t, Value self) {
  RangeIterator* it = as_short(self);
  i64 start = it->start + it->index.load(gc::relaxed) * it->step, stop = it->start + it->length * it->step;
  return reduce_to(t, make_range(t, make_int(t, start), make_int(t, stop), make_int(t, it->step)));
}

Ref short_setstate(Thread& t, Value self, Value state) {
  RangeIterator* it = as_short(self);
  i64 steps;
  if (!index_i64_py(t, state, &steps, kOverflowErrorType)) return Ref();
  i64 index = it->index.load(gc::relaxed), left = it->length - index;
  it->index.store(index + (steps < 0 ? 0 : steps > left ? left : steps), gc::relaxed);
  return none();
}

// ---- any integers

LongRangeIterator* as_long(Value self) { return self.as<LongRangeIterator>(); }

Ref long_item(Thread& t, LongRangeIterator* it, Value index) {
  Ref offset = int_binary(t, BinaryOp::kMul, index, it->step.get());
  return offset ? int_binary(t, BinaryOp::kAdd, it->start.get(), offset) : Ref();
}

Ref long_next(Thread& t, Value self) {
  LongRangeIterator* it = as_long(self);
  Ref index = load_field(t, it, it->index);
  if (int_compare(index, it->length.get()) >= 0) return Ref::immediate(kStop);
  Ref next = int_binary(t, BinaryOp::kAdd, index, Value::small_int(1));
  Ref item = next ? long_item(t, it, index) : Ref();
  if (item) store_field(t, it, it->index, std::move(next));
  return item;
}

Ref long_length_hint(Thread& t, Value self) {
  LongRangeIterator* it = as_long(self);
  Ref index = load_field(t, it, it->index);
  return int_binary(t, BinaryOp::kSub, it->length.get(), index);
}

Ref long_reduce(Thread& t, Value self) {
  LongRangeIterator* it = as_long(self);
  Ref index = load_field(t, it, it->index);
  return reduce_to(
      t, make_range(t, long_item(t, it, index), long_item(t, it, it->length.get()), Ref::share(t, it->step.get())));
}

Ref long_setstate(Thread& t, Value self, Value state) {
  LongRangeIterator* it = as_long(self);
  if (!is_int(state)) return raise_type_error(t, "state must be an int, not %T", state);
  if (int_compare(state, Value::small_int(0)) < 0) return none();
  Ref index = load_field(t, it, it->index);
  index = int_binary(t, BinaryOp::kAdd, index, state);
  if (!index) return Ref();
  if (int_compare(index, it->length.get()) > 0) index = Ref::share(t, it->length.get());
  store_field(t, it, it->index, std::move(index));
  return none();
}

void long_trace(Object* object, gc::Visitor& visitor) {
  auto* it = static_cast<LongRangeIterator*>(object);
  for (const Slot* part : {&it->start, &it->step, &it->length, &it->index}) trace_slot(visitor, *part);
}
void long_dispose(gc::Thread& thread, Object* object) {
  auto* it = static_cast<LongRangeIterator*>(object);
  for (Slot* part : {&it->start, &it->step, &it->length, &it->index}) clear_slot(static_cast<Thread&>(thread), *part);
}

constexpr const char* kHintDoc = "How many items are left, as far as known.";
constexpr const char* kReduceDoc = "Return state information for pickling.";
constexpr const char* kSetstateDoc = "Set state information for unpickling.";
constexpr MethodDef kShortMethods[] = {{"__length_hint__", short_length_hint, "(self, /)", kHintDoc},
                                       {"__reduce__", short_reduce, "(self, /)", kReduceDoc},
                                       {"__setstate__", short_setstate, "(self, state, /)", kSetstateDoc},
                                       {}};
constexpr MethodDef kLongMethods[] = {{"__length_hint__", long_length_hint, "(self, /)", kHintDoc},
                                      {"__reduce__", long_reduce, "(self, /)", kReduceDoc},
                                      {"__setstate__", long_setstate, "(self, state, /)", kSetstateDoc},
                                      {}};

constexpr Slots iterator_slots(Ref (*next)(Thread&, Value)) {
  Slots s{};
  s.iter = self_iter;
  s.next = next;
  return s;
}

}  // namespace

Ref make_range_iterator(Thread& t, Value start, Value step, Value length) {
  i64 a, b, n;
  if (int_fits_i64(start, &a) && int_fits_i64(step, &b) && int_fits_i64(length, &n) && fits(a, b, n)) {
    auto* it = allocate_exact<RangeIterator>(t, TypeId::kRangeIterator, sizeof(RangeIterator), false);
    if (!it) return Ref();
    it->start = a;
    it->step = b;
    it->length = n;
    it->index.store(0, gc::relaxed);
    return Ref::steal(it);
  }
  auto* it = allocate_exact<LongRangeIterator>(t, TypeId::kLongRangeIterator, sizeof(LongRangeIterator), true);
  if (!it) return Ref();
  init_field(it->start, Ref::share(t, start));
  init_field(it->step, Ref::share(t, step));
  init_field(it->length, Ref::share(t, length));
  init_field(it->index, Ref::immediate(Value::small_int(0)));
  return Ref::steal(it);
}

const TypeSpec kRangeIteratorSpec = {
    .id = TypeId::kRangeIterator,
    .name = "range_iterator",
    .size = sizeof(RangeIterator),
    .flags = kTypeDisallowNew,
    .slots = iterator_slots(short_next),
    .methods = kShortMethods,
};

const TypeSpec kLongRangeIteratorSpec = {
    .id = TypeId::kLongRangeIterator,
    .name = "longrange_iterator",
    .size = sizeof(LongRangeIterator),
    .flags = kTypeTraced | kTypeDisallowNew,
    .lifetime = {.trace = long_trace, .dispose = long_dispose},
    .slots = iterator_slots(long_next),
    .methods = kLongMethods,
};

}  // namespace rt
