// The memory of batches.
#include "gc/refcount/retired.h"

#include <new>

namespace gc {

static constexpr size_t kNodeBytes = 256;
static constexpr u32 kFirstEntries = (kNodeBytes - sizeof(Batch)) / sizeof(Retired);

RetireList* new_retire_list(Thread& thread) {
  void* memory = node_alloc(thread, sizeof(RetireList));
  return memory ? new (memory) RetireList : nullptr;
}

Batch* new_batch(Thread& thread, bool first) {
  void* memory = first ? node_alloc(thread, kNodeBytes) : raw_alloc(sizeof(Batch) + kBatchEntries * sizeof(Retired));
  return memory ? new (memory) Batch(first ? kFirstEntries : kBatchEntries) : nullptr;
}

void free_batch(Thread& thread, Batch* batch) {
  if (batch->capacity == kFirstEntries) {
    node_free(thread, batch);
  } else {
    raw_free(batch);
  }
}

bool has_urgent(const Batch* chain) {
  while (chain && !chain->urgent) chain = chain->next;
  return chain;
}

}  // namespace gc
