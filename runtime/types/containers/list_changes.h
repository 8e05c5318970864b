// Copies of published lists without the lock.
//
// A block that a published list writes has a count of its changes in front, as tables of dicts and sets have one
// (container_parts.h). Most blocks never need one, and have none: they were filled while the list was private, and who
// writes to a published list puts another block in the place of such a one before. So who has read items from a block
// looks whether it is still the list's, has counted no change since, and nobody holds the lock; then what was read is
// of one moment.
#pragma once

#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/list.h"

namespace rt {

// Changes of blocks that ought to count them, had there been memory.
extern gc::Atomic<u64> g_uncounted_changes;

// A change of a list, between taking its lock and giving it back. The block is to be looked up after the beginning,
// which may replace it.
class ListChange {
 public:
  ListChange(Thread& t, List* list) {
    if (is_shared(list)) [[unlikely]]
      begin(t, list);
  }
  ~ListChange() {
    if (list_) [[unlikely]]
      end(list_);
  }
  ListChange(const ListChange&) = delete;
  ListChange& operator=(const ListChange&) = delete;
  // The last store has been made to what is now the list's block.
  static void end(List* list);

 private:
  void begin(Thread& t, List* list);
  List* list_ = nullptr;
};

// A moment of a list, which other threads may be changing.
class ListMoment {
 public:
  explicit ListMoment(const List* list)
      : list_(list),
        items_(list->storage.load(gc::acquire)),
        changes_(changes_now()),
        length_(list->length.load(gc::acquire)) {}
  // Reads items as they lie there, without counting them. False: the list does not have that many.
  bool read(Slot* to, u64 from, u64 n, i64 step = 1) const;
  // Was all that has been read in the list at once, `length` items long?
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

// Counts what has been read. False: something is being destroyed, and nothing is counted.
bool count_read_items(Thread& t, Slot* items, u64 n);

}  // namespace rt
