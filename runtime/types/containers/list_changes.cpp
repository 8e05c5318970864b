// Lock-free copies of lists: counting changes on the writer's side, reading and testing on the reader's
// (list_changes.h).
#include "runtime/types/containers/list_changes.h"

#include <algorithm>

namespace rt {

constinit gc::Atomic<u64> g_uncounted_changes{0};

void ListChange::begin(Thread& t, List* list) {
  list_ = list;
  ListItems* items = list->storage.load(gc::relaxed);
  if (items && items->capacity != 0 && !items->counts_changes()) (void)list_replace_block(t, list, items->capacity);
}

void ListChange::end(List* list) {
  ListItems* items = list->storage.load(gc::relaxed);
  if (!items || items->capacity == 0) return;
  if (items->counts_changes()) items->count_change();
  else g_uncounted_changes.fetch_add(1, gc::release);
}

bool ListMoment::read(Slot* to, u64 from, u64 n, i64 step) const {
  if (n == 0) return true;
  u64 last = from + (n - 1) * static_cast<u64>(step), end = std::max(from, last) + 1;
  if (end > length_ || !items_ || end > items_->capacity) return false;
  const Slot* item = items_->items + from;
  for (u64 i = 0; i < n; ++i, item += step) to[i].set(item->get_shared());
  return true;
}

bool count_read_items(Thread& t, Slot* items, u64 n) {
  for (u64 i = 0; i < n; ++i) {
    if (try_share_found(t, items[i].get())) continue;
    while (i-- > 0) decref(t, items[i].get());
    return false;
  }
  return true;
}

}  // namespace rt
