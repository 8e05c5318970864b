// Copies of published lists without the lock.
//
// The protocol is that of the tables of dicts and sets (container_parts.h): a writer increments a counter of changes as
// its last store, under the list's lock. A reader that has copied items tests whether the block is still the list's,
// the counter is unchanged and no thread holds the lock. If so, the copy shows one moment of the list.
//
// The counter is in front of the block, but most blocks have none: the block of a private list needs no counter. So the
// first change of a published list (ListChange) replaces a block without counter by one with a counter.
#pragma once

#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/list.h"

namespace rt {

// Counts the changes of blocks that have no counter, because there was no memory for a block with one. Readers of
// blocks without counter use this one.
extern gc::Atomic<u64> g_uncounted_changes;

// Stands around a change of a list, within the time that the list's lock is held. The block must be loaded after the
// construction, which may replace the block.
class ListChange {
 public:
  ListChange(Thread& t, List* list) {
    ASSERT(gc::lock_held_or_private(list));
    if (is_shared(list)) [[unlikely]]
      begin(t, list);
  }
  ~ListChange() {
    if (list_) [[unlikely]]
      end(list_);
  }
  ListChange(const ListChange&) = delete;
  ListChange& operator=(const ListChange&) = delete;
  // Counts the change. Called after the last store into the list's present block.
  static void end(List* list);

 private:
  void begin(Thread& t, List* list);
  List* list_ = nullptr;
};

// The state of a list at the time of the construction. Other threads may be changing the list.
class ListMoment {
 public:
  explicit ListMoment(const List* list)
      : list_(list),
        items_(list->storage.load(gc::acquire)),
        changes_(changes_now()),
        length_(list->length.load(gc::acquire)) {}
  // Copies items without counting them. False: the list does not have so many.
  bool read(Slot* to, u64 from, u64 n, i64 step = 1) const;
  // True if the list has not changed since the construction and has `length` items: all items that were read were in
  // the list at the same time.
  bool held(u64 length) const {
    bool locked = list_->meta.load(gc::acquire) & gc::kLocked;  // pairs with unlock_object
    return !locked && length_ == length && list_->storage.load(gc::relaxed) == items_ &&
           list_->length.load(gc::relaxed) == length && changes_now() == changes_;
  }

 private:
  u64 changes_now() const {
    return items_ && items_->counts_changes() ? items_->changes().load(gc::acquire)
                                              : g_uncounted_changes.load(gc::acquire);
  }

  const List* list_;
  const ListItems* items_;
  u64 changes_;
  u64 length_;
};

// Counts items that were read. False: one of them is being destroyed, and nothing has been counted.
bool count_read_items(Thread& t, Slot* items, u64 n);

}  // namespace rt
