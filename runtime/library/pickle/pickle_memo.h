// The memo of a pickler: the objects that it has written, by identity, and their numbers.
#pragma once

#include "runtime/library/parts/module_parts.h"

namespace rt::pickle {

// Owns a count of each object: a freed object's address could be another object's, which the memo would then confuse
// with it. No lock: one thread at a time uses a Pickler (InUse).
class Memo {
 public:
  Memo() = default;
  Memo(const Memo&) = delete;
  Memo& operator=(const Memo&) = delete;

  // The object's number. -1: the memo does not have it.
  i64 find(Value v) const {
    if (size_ == 0) return -1;
    for (u64 i = slot_of(v);; i = (i + 1) & mask_) {
      if (!entries_[i].key) return -1;
      if (entries_[i].key == v) return static_cast<i64>(entries_[i].number);
    }
  }
  // Enters an object that the memo does not have. `holder`: the heap object that the memo is part of, or null. False:
  // MemoryError.
  bool add(Thread& t, Object* holder, Value v, u64 number);
  u64 size() const { return size_; }
  void clear(Thread& t);
  void trace(gc::Visitor& visitor) const;
  // A new dict {id: (number, object)}. Empty: an error is pending.
  Ref as_dict(Thread& t) const;
  // Replaces the contents by those of such a dict. False: an error is pending, and the memo may have lost its contents.
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
