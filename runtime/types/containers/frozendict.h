// frozendict: an immutable, hashable dict. It has the table of a dict, and the functions that only read a dict work on
// it (as_dict()). `builtins` has the class from the library of Python 3.15 on.
#pragma once

#include "runtime/types/containers/dict.h"

namespace rt {

struct FrozenDict : Dict {
  gc::Atomic<i64> hash;  // 0: not known yet. All threads compute the same hash
};

inline bool is_frozendict(Value v) { return has_layout(v, TypeId::kFrozenDict); }
inline bool is_exact_frozendict(Value v) { return is_exact(v, TypeId::kFrozenDict); }
inline bool is_any_dict(Value v) { return is_dict(v) || is_frozendict(v); }

// A frozendict of that class, which takes the entries out of `dict`. Empty: an error is pending.
Ref make_frozendict(Thread& t, Type* type, Dict* dict);

}  // namespace rt
