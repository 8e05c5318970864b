// The names of which attribute records of subclasses of a class, and of their instances, may exist. A store of a class
// attribute looks at subclasses only if its name is in here, so that a class that many classes derive from can serve as
// a counter. All access is under g_type_mutex.
#pragma once

#include <algorithm>
#include <vector>

#include "runtime/object/value.h"

namespace rt {

class RecordedNames {
 public:
  // `name` is interned, and not counted: if the str dies, its place in the set stands for nothing, or for another name
  // at the same address. Then a store looks at subclasses in vain.
  void add(Value name) {
    auto at = place_of(name);
    if (at == names_.end() || *at != name.bits()) names_.insert(at, name.bits());
  }
  bool has(Value name) { return std::binary_search(names_.begin(), names_.end(), name.bits()); }
  void remove(Value name) {
    auto at = place_of(name);
    if (at != names_.end() && *at == name.bits()) names_.erase(at);
  }

 private:
  std::vector<gc::u64>::iterator place_of(Value name) {
    return std::lower_bound(names_.begin(), names_.end(), name.bits());
  }

  std::vector<gc::u64> names_;  // sorted
};

}  // namespace rt
