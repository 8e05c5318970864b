// What a pickler has written already: objects, by identity, and their numbers.
#pragma once

#include "runtime/modules/parts/module_parts.h"

namespace rt::pickle {

// Owns a count of each object. Not safe for two threads at once: the Pickler is in use by one.
class Memo {
 public:
  Memo() = default;
  Memo(const Memo&) = delete;
  Memo& operator=(const Memo&) = delete;

  // -1: not there.
  i64 find(Value v) const {
    if (size_ == 0) return -1;
    for (u64 i = slot_of(v);; i = (i + 1) & mask_) {
      if (!entries_[i].key) return -1;
      if (entries_[i].key == v) return static_cast<i64>(entries_[i].number);
    }
  }
  // Enters an absent object under a number. `holder`: the heap object that the memo is part of, or null. False:
  // MemoryError.
  bool add(Thread& t, Object* holder, Value v, u64 number);
  u64 size() const { return size_; }
  void clear(Thread& t);
  void trace(gc::Visitor& visitor) const;
  // {id: (number, object)}
  Ref as_dict(Thread& t) const;
  // From such a dict.
  bool take_dict_py(Thread& t, Object* holder, Value dict);

 private:
  struct Entry {
    Value key;
    u64 number;
  };
  u64 slot_of(Value v) const { return (v.bits() * 0x9E3779B97F4A7C15u >> 32) & mask_; }
  bool grow(Thread& t);

  Entry* entries_ = nullptr;
  u64 mask_ = 0, size_ = 0;
};

}  // namespace rt::pickle
