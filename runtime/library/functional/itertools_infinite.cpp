// itertools.count, cycle, repeat.
#include "runtime/library/functional/itertools.h"
#include "runtime/library/threads/waiting.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"

namespace rt::itertools {

namespace {

Type* g_count = nullptr;
Type* g_cycle = nullptr;
Type* g_repeat = nullptr;

// ---- count

// The counter is `now` while start, step and the next value are small ints. From then on, or from the beginning, it is
// `value`.
struct Count : Object {
  Slot value;           // empty while counting in `now`
  Slot step;            // never changes
  gc::Atomic<i64> now;  // advanced by fetch_add if shared: threads number things by next(count)
};

bool is_number(Value v) {
  const Slots& s = type_of(v)->slots;
  return s.index || s.to_int || s.to_float || has_layout(v, TypeId::kComplex);
}

Ref count_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(start=0, step=1)");
  Value bound[2];
  if (!bind_arguments(t, "count", kSignature, args, bound)) return Ref();
  if (!is_number(bound[0]) || !is_number(bound[1])) return raise_type_error(t, "a number is required");
  i64 start;
  bool plain = is_int(bound[0]) && bound[1] == Value::small_int(1) && int_fits_i64(bound[0], &start);
  Ref exact = plain ? make_int(t, start) : Ref::share(t, bound[0]);  // only here True becomes 1, as in CPython
  Ref self = exact ? allocate_instance(t, type) : Ref();
  if (!self) return Ref();
  bound[0] = exact;
  auto* count = self.as<Count>();
  init_field(count->step, Ref::share(t, bound[1]));
  if (Value::both_small(bound[0], bound[1])) {
    put(count->now, bound[0].small());
  } else {
    init_field(count->value, Ref::share(t, bound[0]));
  }
  return self;
}

// The next value, without advancing.
Ref count_value(Thread& t, Count* count) {
  Ref value = load_field(t, count, count->value);
  // `now` may have passed the small ints by a few steps
  return value ? std::move(value) : make_int(t, get(count->now));
}

// Each value is given to one thread: a thread that has computed the next value stores it only if no other thread has
// advanced meanwhile, else tries again.
Ref count_next_slow_py(Thread& t, Count* count) {
  for (;;) {
    Ref value = count_value(t, count);
    Ref next = value ? binary_op_py(t, BinaryOp::kAdd, value, count->step.get()) : Ref();
    if (!next) return Ref();
    before_store(t, count, next);
    Value before = count->value.get() ? value.get() : Value();
    if (count->value.compare_exchange(before, next.get())) {
      (void)next.release();
      if (before) decref(t, before);  // the slot's count; `value` has a count of its own
      return value;
    }
    if (!poll_py(t)) return Ref();
  }
}

Ref count_next(Thread& t, Value self) {
  auto* count = self.as<Count>();
  if (count->value.get()) [[unlikely]]
    return count_next_slow_py(t, count);
  Value step = count->step.get();
  i64 now = get(count->now);
  if (!Value::fits_small(now)) [[unlikely]]
    return count_next_slow_py(t, count);
  if (is_shared(count)) {
    now = count->now.fetch_add(step.small(), gc::relaxed);
    if (!Value::fits_small(now)) return make_int(t, now);
  } else {
    put(count->now, now + step.small());
  }
  return Ref::immediate(Value::small_int(now));
}

Ref count_repr(Thread& t, Value self) {
  auto* count = self.as<Count>();
  Ref value = count_value(t, count);
  if (!value) return Ref();
  if (count->step.get() == Value::small_int(1)) return format_message(t, "%s(%R)", short_type_name(self), value.get());
  return format_message(t, "%s(%R, %R)", short_type_name(self), value.get(), count->step.get());
}

Ref count_reduce(Thread& t, Value self) {
  auto* count = self.as<Count>();
  Ref value = count_value(t, count);
  if (!value) return Ref();
  bool by_one = count->step.get() == Value::small_int(1);
  Ref args = by_one ? make_tuple(t, value) : make_tuple(t, value, count->step.get());
  return args ? make_tuple(t, type_of(self), args) : Ref();
}

constexpr MethodDef kCountMethods[] = {{"__reduce__", count_reduce, "(self, /)", kReduceDoc}, {}};
constexpr TypeSpec kCountSpec = {
    .name = "itertools.count",
    .size = sizeof(Count),
    .flags = kTypeTraced | kTypeSubclassable,
    .doc = "count(start=0, step=1)\n--\n\nIterator over start, start + step, start + 2 * step, and so on.",
    .lifetime = SlotsOf<Count, &Count::value, &Count::step>::kLifetime,
    .slots =
        [] {
          Slots s = iterator_slots(count_create, count_next);
          s.repr = count_repr;
          return s;
        }(),
    .methods = kCountMethods,
};

// ---- cycle

struct Cycle : Object {
  Slot iterator;            // empty once exhausted
  Slot saved;               // list of all items so far
  gc::Atomic<i64> index;    // position in `saved` in later rounds
  gc::Atomic<i64> known;    // restored state: the items of the iterator are in `saved` already
  gc::Atomic<u32> asking;   // threads that may hold an item of the iterator that is not in `saved` yet
  gc::Atomic<u32> waiting;  // threads that sleep on `asking`
};

// A call of the cycle's iterator by this thread, counted in `asking`. Nested calls form a chain, so that a thread knows
// whether it is called by the iterator of a cycle.
class Asking {
 public:
  explicit Asking(Cycle* cycle) : cycle_(cycle), outer_(t_innermost) {
    t_innermost = this;
    if (!is_shared(cycle)) {
      cycle->asking.store(cycle->asking.load(gc::relaxed) + 1, gc::relaxed);
    } else {
      cycle->asking.fetch_add(1, gc::seq_cst);
    }
  }
  ~Asking() {
    t_innermost = outer_;
    if (!is_shared(cycle_)) {
      cycle_->asking.store(cycle_->asking.load(gc::relaxed) - 1, gc::relaxed);
    } else {
      // Release: a thread that then reads 0 sees the items in `saved`. seq_cst: pairs with await_first_item_py().
      cycle_->asking.fetch_sub(1, gc::seq_cst);
    }
    if (cycle_->waiting.load(gc::seq_cst) != 0) gc::unpark_all(cycle_->asking);
  }
  Asking(const Asking&) = delete;
  Asking& operator=(const Asking&) = delete;

  static bool within(const Cycle* cycle) {
    for (const Asking* call = t_innermost; call; call = call->outer_) {
      if (call->cycle_ == cycle) return true;
    }
    return false;
  }

 private:
  static thread_local const Asking* t_innermost;
  Cycle* cycle_;
  const Asking* outer_;
};
thread_local const Asking* Asking::t_innermost = nullptr;

Ref cycle_create(Thread& t, Type* type, const CallArgs& args) {
  Value iterable = only_argument(t, "cycle", type, g_cycle, args);
  Ref iterator = iterable ? iter_py(t, iterable) : Ref();
  Ref saved = iterator ? make_list(t) : Ref();
  Ref self = saved ? allocate_instance(t, type) : Ref();
  if (!self) return Ref();
  init_field(self.as<Cycle>()->iterator, std::move(iterator));
  init_field(self.as<Cycle>()->saved, std::move(saved));
  return self;
}

// The iterator's next item, which is also saved for later rounds; stop if there is none.
Ref ask_py(Thread& t, Cycle* cycle, List* saved) {
  Ref iterator = load_field(t, cycle, cycle->iterator);
  if (!iterator) return stop();
  Asking call(cycle);
  Ref item = next_py(t, iterator);
  if (!item || is_stop(item)) return item;
  return get(cycle->known) || list_append(t, saved, item.get()) ? std::move(item) : Ref();
}

// Called if the iterator has ended and `saved` is empty. If another thread is still in a call of the iterator, the
// cycle may yet get its first item, so this thread waits for that call. A thread that the iterator itself calls does
// not wait, because it would wait for itself. Empty, without error: there is no item.
Ref await_first_item_py(Thread& t, Cycle* cycle, List* saved) {
  Ref item;
  cycle->waiting.fetch_add(1, gc::seq_cst);
  for (bool ok = true; ok;) {
    u32 asking = cycle->asking.load(gc::seq_cst);  // before the look at `saved`: pairs with ~Asking()
    item = list_get(t, saved, 0);
    if (item || asking == 0 || Asking::within(cycle)) break;
    ok = park_py(t, cycle->asking, asking, -1);
  }
  cycle->waiting.fetch_sub(1, gc::relaxed);
  return item;
}

Ref cycle_next(Thread& t, Value self) {
  auto* cycle = self.as<Cycle>();
  Ref saved = load_field(t, cycle, cycle->saved);
  if (cycle->iterator.get()) {
    Ref item = ask_py(t, cycle, as_list(saved));
    if (!item || !is_stop(item)) return item;
    store_field(t, cycle, cycle->iterator, Ref());
  }
  i64 index = get(cycle->index);
  Ref item = list_get(t, as_list(saved), index);
  if (!item) {
    item = list_get(t, as_list(saved), index = 0);
    if (!item) item = await_first_item_py(t, cycle, as_list(saved));
    if (!item) return error_pending(t) ? Ref() : stop();
  }
  put(cycle->index, index + 1);
  return item;
}

// In later rounds an iterator over the rest of the round takes the place of the original one.
Ref cycle_reduce(Thread& t, Value self) {
  auto* cycle = self.as<Cycle>();
  Ref saved = load_field(t, cycle, cycle->saved);
  Ref iterator = load_field(t, cycle, cycle->iterator);
  i64 known = get(cycle->known);
  if (!iterator) {
    Ref rest = list_slice(t, as_list(saved), get(cycle->index), INT64_MAX);
    iterator = rest ? iter_py(t, rest) : Ref();
    known = 1;
  }
  Ref args = iterator ? make_tuple(t, iterator) : Ref();
  Ref state = args ? make_tuple(t, saved, Value::small_int(known)) : Ref();
  return state ? make_tuple(t, type_of(self), args, state) : Ref();
}

Ref cycle_setstate(Thread& t, Value self, Value state) {
  if (!is_tuple(state)) return raise_type_error(t, "state is not a tuple");
  Tuple* parts = as_tuple(state);
  if (parts->length != 2)
    return raise_type_error(t, "function takes exactly 2 arguments (%lld given)", static_cast<i64>(parts->length));
  if (!is_list((*parts)[0])) return raise_type_error(t, "argument 1 must be list, not %A", (*parts)[0]);
  i64 known;
  if (!size_argument_py(t, (*parts)[1], &known)) return Ref();
  auto* cycle = self.as<Cycle>();
  store_field(t, cycle, cycle->saved, Ref::share(t, (*parts)[0]));
  put(cycle->known, known != 0);
  put(cycle->index, 0);
  return none();
}

constexpr MethodDef kCycleMethods[] = {{"__reduce__", cycle_reduce, "(self, /)", kReduceDoc},
                                       {"__setstate__", cycle_setstate, "(self, state, /)", kSetstateDoc},
                                       {}};
constexpr TypeSpec kCycleSpec = {
    .name = "itertools.cycle",
    .size = sizeof(Cycle),
    .flags = kTypeTraced | kTypeSubclassable,
    .doc = "cycle(iterable, /)\n--\n\nIterator over the items of an iterable, again and again.",
    .lifetime = SlotsOf<Cycle, &Cycle::iterator, &Cycle::saved>::kLifetime,
    .slots = iterator_slots(cycle_create, cycle_next),
    .methods = kCycleMethods,
};

// ---- repeat

struct Repeat : Object {
  Slot element;
  gc::Atomic<i64> left;  // -1: for ever
};

Ref repeat_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(object, times=<unrepresentable>)");
  Value bound[2];
  if (!bind_arguments(t, "repeat", kSignature, args, bound)) return Ref();
  i64 times = -1;
  if (bound[1]) {
    if (!size_argument_py(t, bound[1], &times)) return Ref();
    if (times < 0) times = 0;
  }
  Ref self = allocate_instance(t, type);
  if (!self) return Ref();
  init_field(self.as<Repeat>()->element, Ref::share(t, bound[0]));
  put(self.as<Repeat>()->left, times);
  return self;
}

Ref repeat_next(Thread& t, Value self) {
  auto* repeat = self.as<Repeat>();
  i64 left = get(repeat->left);
  if (left == 0) return stop();
  if (left > 0) put(repeat->left, left - 1);
  return Ref::share(t, repeat->element.get());
}

Ref repeat_repr(Thread& t, Value self) {
  auto* repeat = self.as<Repeat>();
  i64 left = get(repeat->left);
  if (left < 0) return format_message(t, "%s(%R)", short_type_name(self), repeat->element.get());
  return format_message(t, "%s(%R, %lld)", short_type_name(self), repeat->element.get(), left);
}

Ref repeat_length_hint(Thread& t, Value self) {
  i64 left = get(self.as<Repeat>()->left);
  return left < 0 ? Ref(raise_type_error(t, "len() of unsized object")) : make_int(t, left);
}

Ref repeat_reduce(Thread& t, Value self) {
  auto* repeat = self.as<Repeat>();
  i64 left = get(repeat->left);
  Ref times = make_int(t, left);
  Ref args = !times     ? Ref()
             : left < 0 ? make_tuple(t, repeat->element.get())
                        : make_tuple(t, repeat->element.get(), times);
  return args ? make_tuple(t, type_of(self), args) : Ref();
}

constexpr MethodDef kRepeatMethods[] = {
    {"__reduce__", repeat_reduce, "(self, /)", kReduceDoc},
    {"__length_hint__", repeat_length_hint, "(self, /)", "Return the number of items that are left."},
    {}};
constexpr TypeSpec kRepeatSpec = {
    .name = "itertools.repeat",
    .size = sizeof(Repeat),
    .flags = kTypeTraced | kTypeSubclassable,
    .doc = "Iterator over the same object, for the given number of times or for ever.",
    .lifetime = SlotsOf<Repeat, &Repeat::element>::kLifetime,
    .slots =
        [] {
          Slots s = iterator_slots(repeat_create, repeat_next);
          s.repr = repeat_repr;
          return s;
        }(),
    .methods = kRepeatMethods,
};

}  // namespace

bool add_infinite(Thread& t, Value module) {
  return add_iterator_type(t, module, g_count, kCountSpec) && add_iterator_type(t, module, g_cycle, kCycleSpec) &&
         add_iterator_type(t, module, g_repeat, kRepeatSpec);
}

}  // namespace rt::itertools
