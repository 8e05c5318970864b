// The direct subclasses of a class, in the order of their creation. The list borrows them: a dying class removes
// itself. Removal takes amortised constant time however long the list is, because programs may make and drop classes by
// the thousand. All access is under g_type_mutex.
#pragma once

#include <unordered_map>
#include <vector>

#include "runtime/object/type.h"

namespace rt {

class SubclassList {
 public:
  // Appends a class that is not in the list.
  void add(Type* type);
  // Removes the class; does nothing if it is not in the list.
  void remove(Type* type);
  u32 size() const { return static_cast<u32>(items_.size()) - left_; }

  template <class F>
  void for_each(F f) const {
    for (Type* type : items_) {
      if (type) f(type);
    }
  }

 private:
  static constexpr u32 kSearched = 32;  // the longest list without an index: a linear search is fast enough

  bool is_indexed() const { return items_.size() > kSearched; }
  u32 place_of(Type* type) const;
  void number();

  std::vector<Type*> items_;               // null: a removed class (tombstone)
  std::unordered_map<Type*, u32> places_;  // class -> index in items_, if is_indexed()
  u32 left_ = 0;                           // tombstones in items_
};

}  // namespace rt
