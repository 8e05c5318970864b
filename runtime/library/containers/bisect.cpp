// _bisect: binary search in sorted sequences.
#include "runtime/library/parts/module_parts.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

extern const ModuleDef kUnderBisectModule;

namespace {

Ref item_at_py(Thread& t, Value sequence, i64 i) {
  if (!is_exact_list(sequence)) {
    Ref index = make_int(t, i);
    return index ? getitem_py(t, sequence, index) : Ref();
  }
  Ref item = list_get(t, as_list(sequence), i);
  return item ? std::move(item) : Ref(raise_index_error(t, "list index out of range"));
}

// Does x belong to the right of `item`? 1 or 0; -1: an error is pending.
template <bool kRight>
int goes_right_py(Thread& t, Value item, Value x) {
  if (Value::both_small(item, x)) return kRight ? x.small() >= item.small() : item.small() < x.small();
  int less = kRight ? compare_bool_py(t, x, item, CompareOp::kLt) : compare_bool_py(t, item, x, CompareOp::kLt);
  return less < 0 ? -1 : kRight ? !less : less;
}

// The place of x in the sorted sequence. -1: an error is pending.
template <bool kRight>
i64 search_py(Thread& t, Value sequence, Value x, Value lo, Value hi, Value key) {
  i64 low, high;
  if (!size_argument_py(t, lo, &low)) return -1;
  if (low < 0) return raise_value_error(t, "lo must be non-negative");
  if (hi == kNone) {
    high = len_py(t, sequence);
    if (high < 0) return -1;
  } else if (!size_argument_py(t, hi, &high)) {
    return -1;
  }
  if (!type_of(sequence)->slots.getitem || is_dict(sequence))
    return raise_type_error(t, "'%T' object does not support indexing", sequence);
  while (low < high) {
    i64 middle = low + (high - low) / 2;
    Ref item = item_at_py(t, sequence, middle);
    if (item && key != kNone) item = call_py(t, key, item);
    int right = item ? goes_right_py<kRight>(t, item, x) : -1;
    if (right < 0 || !poll_py(t)) return -1;
    if (right) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

template <bool kRight>
Ref bisect(Thread& t, Value a, Value x, Value lo, Value hi, Value key) {
  i64 at = search_py<kRight>(t, a, x, lo, hi, key);
  return at < 0 ? Ref() : make_int(t, at);
}

template <bool kRight>
Ref insort(Thread& t, Value a, Value x, Value lo, Value hi, Value key) {
  Ref sort_key = key == kNone ? Ref::share(t, x) : call_py(t, key, x);
  i64 at = sort_key ? search_py<kRight>(t, a, sort_key, lo, hi, key) : -1;
  if (at < 0) return Ref();
  if (is_exact_list(a)) return list_insert(t, as_list(a), at, Ref::share(t, x)) ? none() : Ref();
  Ref insert = intern(t, "insert");
  Ref index = insert ? make_int(t, at) : Ref();
  Ref done = index ? call_method_py(t, a, insert, index, x) : Ref();
  return done ? none() : Ref();
}

constexpr const char* kParameters = "(a, x, lo=0, hi=None, *, key=None)";
constexpr MethodDef kFunctions[] = {
    {"bisect_right", bisect<true>, kParameters, "Where x belongs in the sorted list a: behind equal items."},
    {"bisect", bisect<true>, kParameters, "Where x belongs in the sorted list a: behind equal items."},
    {"bisect_left", bisect<false>, kParameters, "Where x belongs in the sorted list a: in front of equal items."},
    {"insort_right", insort<true>, kParameters, "Put x where it belongs in the sorted list a, behind equal items."},
    {"insort", insort<true>, kParameters, "Put x where it belongs in the sorted list a, behind equal items."},
    {"insort_left", insort<false>, kParameters,
     "Put x where it belongs in the sorted list a, in front of equal items."},
    {},
};

}  // namespace

const ModuleDef kUnderBisectModule = {"_bisect", "Bisection algorithms.", kFunctions};

}  // namespace rt
