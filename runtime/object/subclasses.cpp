// Lists of subclasses: a vector with tombstones, and an index from class to position once the list is long. Tombstones
// are squeezed out when they are more than half of the vector.
#include "runtime/object/subclasses.h"

#include <algorithm>

namespace rt {

u32 SubclassList::place_of(Type* type) const {
  if (!is_indexed()) return static_cast<u32>(std::find(items_.begin(), items_.end(), type) - items_.begin());
  auto found = places_.find(type);
  return found == places_.end() ? static_cast<u32>(items_.size()) : found->second;
}

void SubclassList::number() {
  places_.clear();
  if (!is_indexed()) return;
  for (u32 i = 0; i < items_.size(); ++i) {
    if (items_[i]) places_.emplace(items_[i], i);
  }
}

void SubclassList::add(Type* type) {
  bool was_indexed = is_indexed();
  items_.push_back(type);
  if (was_indexed) places_.emplace(type, static_cast<u32>(items_.size()) - 1);
  else number();
}

void SubclassList::remove(Type* type) {
  u32 place = place_of(type);
  if (place == items_.size()) return;
  items_[place] = nullptr;
  places_.erase(type);
  if (++left_ * 2 <= items_.size()) return;
  std::erase(items_, nullptr);
  left_ = 0;
  number();
}

}  // namespace rt
