// all, any, iter, next, aiter, anext, max, min, sorted.
#include "runtime/library/core/builtins.h"
#include "runtime/object/ops.h"
#include "runtime/object/special_result.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/iterators/builtin_iterators.h"
#include "runtime/types/text/str.h"

namespace rt::builtins {

namespace {

// Looks for an item whose truth is `wanted`; *found tells whether there is one.
Ref find_truth_py(Thread& t, Value iterable, bool wanted, bool* found) {
  *found = false;
  bool ok = for_each_py(t, iterable, [&](Thread& t2, Value item) {
    int truth = truth_py(t2, item);
    *found = truth == wanted;
    return truth >= 0 && !*found;
  });
  return ok ? none() : Ref();
}

}  // namespace

Ref all(Thread& t, Value iterable) {
  bool found;
  return find_truth_py(t, iterable, false, &found) ? bool_ref(!found) : Ref();
}
Ref any(Thread& t, Value iterable) {
  bool found;
  return find_truth_py(t, iterable, true, &found) ? bool_ref(found) : Ref();
}

Ref iter(Thread& t, Value object, Value sentinel) {
  if (!sentinel) return iter_py(t, object);
  if (!is_callable(object)) return raise_type_error(t, "iter(v, w): v must be callable");
  return make_call_iterator(t, object, sentinel);
}

// Calls the slot itself: next_py would lose the value that a generator returned.
Ref next(Thread& t, Value iterator, Value fallback) {
  auto step = type_of(iterator)->slots.next;
  if (!step) return raise_type_error(t, "'%T' object is not an iterator", iterator);
  Ref item = step(t, iterator);
  if (item.get() == kStop) return fallback ? Ref::share(t, fallback) : Ref(raise_stop_iteration(t));
  if (!item && fallback && catch_stop_iteration(t)) return Ref::share(t, fallback);
  return item;
}

Ref aiter(Thread& t, Value async_iterable) {
  auto make = type_of(async_iterable)->slots.aiter;
  if (!make) return raise_type_error(t, "'%T' object is not an async iterable", async_iterable);
  Ref iterator = make(t, async_iterable);
  if (iterator && !type_of(iterator)->slots.anext) {
    return refuse_result(t, async_iterable, iterator, kAiterResult);
  }
  return iterator;
}

Ref anext(Thread& t, Value async_iterator, Value fallback) {
  auto step = type_of(async_iterator)->slots.anext;
  if (!step) return raise_type_error(t, "'%T' object is not an async iterator", async_iterator);
  Ref awaitable = step(t, async_iterator);
  if (!awaitable || !fallback) return awaitable;
  return make_anext_awaitable(t, awaitable, fallback);
}

// ---- max and min

namespace {

// Does `a` win over `b`? 1 or 0; -1: an error is pending.
TINYPY_INLINE int wins_py(Thread& t, CompareOp better, Value a, Value b) {
  if (Value::both_small(a, b)) return better == CompareOp::kGt ? a.small() > b.small() : a.small() < b.small();
  return compare_bool_py(t, a, b, better);
}

struct Extremum {
  Thread& t;
  Value key;
  CompareOp better;
  Ref best, best_key;

  bool consider_py(Value item) {
    if (key == kNone) {
      int wins = best ? wins_py(t, better, item, best) : 1;
      if (wins > 0) best = Ref::share(t, item);
      return wins >= 0;
    }
    Ref item_key = call_py(t, key, item);
    if (!item_key) return false;
    if (best) {
      int wins = wins_py(t, better, item_key, best_key);
      if (wins <= 0) return wins == 0;
    }
    best = Ref::share(t, item);
    best_key = std::move(item_key);
    return true;
  }
};

Ref extremum_of_py(Thread& t, Value iterable, Value key, Value fallback, CompareOp better, const char* function) {
  Extremum state{t, key, better, Ref(), Ref()};
  if (!for_each_py(t, iterable, [&](Thread&, Value item) { return state.consider_py(item); })) return Ref();
  if (state.best) return std::move(state.best);
  if (fallback) return Ref::share(t, fallback);
  return raise_value_error(t, "%s() iterable argument is empty", function);
}

// The extremum of two or more arguments. Borrows: the caller keeps the arguments alive.
Ref extremum_of_arguments_py(Thread& t, const CallArgs& args, CompareOp better) {
  Value best = args[0];
  for (u32 i = 1; i < args.positional; ++i) {
    int wins = wins_py(t, better, args[i], best);
    if (wins < 0) return Ref();
    if (wins) best = args[i];
  }
  return Ref::share(t, best);
}
Ref extremum_of_arguments_by_key_py(Thread& t, const CallArgs& args, Value key, CompareOp better) {
  Extremum state{t, key, better, Ref(), Ref()};
  for (u32 i = 0; i < args.positional; ++i) {
    if (!state.consider_py(args[i])) return Ref();
  }
  return std::move(state.best);
}

bool keyword_arguments(Thread& t, const CallArgs& args, const char* function, Value* key, Value* fallback) {
  for (u32 i = 0; i < args.keywords(); ++i) {
    Value given = (*as_tuple(args.names))[i], value = args.values[args.positional + i];
    if (str_equal_ascii(given, "key")) *key = value;
    else if (str_equal_ascii(given, "default")) *fallback = value;
    else return raise_type_error(t, "%s() got an unexpected keyword argument '%S'", function, given);
  }
  return true;
}

[[gnu::noinline]] Ref extremum_slow_py(Thread& t, const CallArgs& args, CompareOp better, const char* function) {
  Value key = kNone, fallback;
  if (args.positional == 0) return raise_type_error(t, "%s expected at least 1 argument, got 0", function);
  if (args.names && !keyword_arguments(t, args, function, &key, &fallback)) return Ref();
  if (args.positional == 1) return extremum_of_py(t, args[0], key, fallback, better, function);
  if (fallback)
    return raise_type_error(t, "Cannot specify a default for %s() with multiple positional arguments", function);
  return key == kNone ? extremum_of_arguments_py(t, args, better)
                      : extremum_of_arguments_by_key_py(t, args, key, better);
}

TINYPY_INLINE Ref extremum_py(Thread& t, const CallArgs& args, CompareOp better, const char* function) {
  if (args.positional > 1 && !args.names) return extremum_of_arguments_py(t, args, better);
  return extremum_slow_py(t, args, better, function);
}

}  // namespace

Ref max(Thread& t, const CallArgs& args) { return extremum_py(t, args, CompareOp::kGt, "max"); }
Ref min(Thread& t, const CallArgs& args) { return extremum_py(t, args, CompareOp::kLt, "min"); }

// The keywords and their errors are those of list.sort().
Ref sorted(Thread& t, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(*, key=None, reverse=False)");
  if (args.positional != 1)
    return raise_type_error(t, "sorted expected 1 argument, got %d", static_cast<int>(args.positional));
  Ref list = to_list_py(t, args[0]);
  Value bound[2];
  if (!list || !bind_arguments(t, "sort", kSignature, CallArgs{args.values + 1, 0, args.names}, bound)) return Ref();
  Value key = bound[0] ? bound[0] : kNone, reverse = bound[1] ? bound[1] : kFalse;
  int backwards = truth_py(t, reverse);
  if (backwards < 0) return Ref();
  return list_sort_py(t, as_list(list), key, backwards) ? std::move(list) : Ref();
}

}  // namespace rt::builtins
