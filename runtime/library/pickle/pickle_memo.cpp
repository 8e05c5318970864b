// The pickler's memo: an open-addressing hash table from object identity to number. It only grows until clear().
#include "runtime/library/pickle/pickle_memo.h"

#include "runtime/types/containers/dict.h"
#include "runtime/types/numbers/int.h"

namespace rt::pickle {

bool Memo::grow(Thread& t) {
  u64 capacity = entries_ ? (mask_ + 1) * 2 : 64;
  auto* bigger = static_cast<Entry*>(gc::raw_calloc(capacity * sizeof(Entry)));
  if (!bigger) return raise_memory_error(t);
  Entry* old = entries_;
  u64 n = old ? mask_ + 1 : 0;
  entries_ = bigger;
  mask_ = capacity - 1;
  for (u64 i = 0; i < n; ++i) {
    if (!old[i].key) continue;
    u64 at = slot_of(old[i].key);
    while (bigger[at].key) at = (at + 1) & mask_;
    bigger[at] = old[i];
  }
  gc::raw_free(old);
  return true;
}

bool Memo::add(Thread& t, Object* holder, Value v, u64 number) {
  if ((!entries_ || size_ * 2 > mask_) && !grow(t)) return false;
  if (holder) before_store(t, holder, v);
  incref(t, v);
  u64 at = slot_of(v);
  while (entries_[at].key) at = (at + 1) & mask_;
  entries_[at] = {v, number};
  ++size_;
  return true;
}

void Memo::clear(Thread& t) {
  Entry* old = std::exchange(entries_, nullptr);
  u64 n = old ? mask_ + 1 : 0;
  mask_ = size_ = 0;
  for (u64 i = 0; i < n; ++i) decref(t, old[i].key);
  gc::raw_free(old);
}

void Memo::trace(gc::Visitor& visitor) const {
  for (u64 i = 0; entries_ && i <= mask_; ++i) trace_value(visitor, entries_[i].key);
}

// lint: name: the keys of the new dict are ints
Ref Memo::as_dict(Thread& t) const {
  Ref dict = make_dict(t, size_);
  for (u64 i = 0; dict && entries_ && i <= mask_; ++i) {
    if (!entries_[i].key) continue;
    Ref id = make_uint(t, entries_[i].key.bits());
    Ref number = make_uint(t, entries_[i].number);
    Ref entry = id && number ? make_tuple(t, number, entries_[i].key) : Ref();
    if (!entry || !dict_set_py(t, rt::as_dict(dict), id, entry)) return Ref();
  }
  return dict;
}

bool Memo::take_dict_py(Thread& t, Object* holder, Value dict) {
  if (!is_dict(dict))
    return raise_type_error(t, "'memo' attribute must be a PicklerMemoProxy object or dict, not %T", dict);
  Ref copy = dict_copy(t, rt::as_dict(dict));
  if (!copy) return false;
  clear(t);
  u64 position = 0;
  Ref key, value;
  while (dict_next(t, rt::as_dict(copy), &position, &key, &value)) {
    if (!is_tuple(value) || as_tuple(value)->length != 2)
      return raise_type_error(t, "'memo' values must be 2-item tuples");
    i64 number;
    if (!index_i64_py(t, (*as_tuple(value))[0], &number, kOverflowErrorType)) return false;
    Value object = (*as_tuple(value))[1];
    if (find(object) < 0 && !add(t, holder, object, static_cast<u64>(number))) return false;
  }
  return true;
}

}  // namespace rt::pickle
