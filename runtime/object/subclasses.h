// The direct subclasses of a class, in the order they came; not counted. Leaving takes constant time, however many
// there are: classes die by the thousand. Under g_type_mutex.
#pragma once

#include <unordered_map>
#include <vector>

#include "runtime/object/type.h"

namespace rt {

class SubclassList {
 public:
  // At the end; it is not there yet.
  void add(Type* type);
  // Nothing happens if it is not there.
  void remove(Type* type);
  u32 size() const { return static_cast<u32>(items_.size()) - left_; }

  template <class F>
  void for_each(F f) const {
    for (Type* type : items_) {
      if (type) f(type);
    }
  }

 private:
  static constexpr u32 kSearched = 32;  // the longest array that is searched item by item

  bool is_indexed() const { return items_.size() > kSearched; }
  u32 place_of(Type* type) const;
  void number();

  std::vector<Type*> items_;               // null: has left
  std::unordered_map<Type*, u32> places_;  // of what is in items_, if that is_indexed()
  u32 left_ = 0;
};

}  // namespace rt
