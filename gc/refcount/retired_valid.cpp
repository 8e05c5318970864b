// The equations of batches of retired memory (valid.h).
#include "gc/refcount/valid.h"

#if defined(TINYPY_DEBUG)
namespace gc {
namespace {

// The last batch of a chain; *right: all are closed, not empty, and in the order of epochs.
const Batch* last_of(const Batch* oldest, bool* right) {
  const Batch* last = nullptr;
  for (const Batch* batch = oldest; batch; last = batch, batch = batch->next) {
    *right = *right && batch->epoch != 0 && batch->count != 0 && batch->count <= batch->capacity &&
             (!last || last->epoch <= batch->epoch);
  }
  return last;
}

}  // namespace

bool batches_are_valid(const Batch* oldest) {
  bool right = true;
  last_of(oldest, &right);
  return right;
}

bool retire_list_is_valid(const Thread& thread) {
  constexpr u64 kNothing = ~u64{0};
  u64 noted = thread.oldest_retired.load(relaxed);
  const auto* list = static_cast<const RetireList*>(thread.retired);
  if (!list) return noted == kNothing;
  bool right = noted == (list->oldest ? list->oldest->epoch : kNothing);
  right = last_of(list->oldest, &right) == list->newest && right;
  const Batch* open = list->open;
  return right && (!open || (open->epoch == 0 && !open->next && open->count != 0 && open->count < open->capacity));
}

}  // namespace gc
#endif
