#include "gc/refcount/deferred_counts.h"

#include <utility>

#include "gc/base/accelerators.h"
#include "gc/base/studio.h"
#include "gc/refcount/count_table.h"
#include "gc/refcount/refcount.h"
#include "gc/refcount/saturation.h"
#include "gc/refcount/tally.h"
#include "gc/threads/attach.h"

namespace gc {

namespace {

// Counts in the object's word: the accelerator is off, or there is no memory for a table.
TINYPY_COLD void count_at_once(Object* object, i64 difference) {
  ++t_shared_writes.counts;
  add_shared(object, difference);
}

[[gnu::noinline]] void count_anywhere(Thread& thread, Object* object, i64 difference) {
  ASSERT(is_counted_later(object));
  CountTable*& table = thread.deferred_counts;
  if (!table) [[unlikely]] {
    if (enabled(Accelerator::deferred_counts)) table = new_count_table(thread);
    if (!table) return count_at_once(object, difference);
  }
  entry_for<settle_deferred_counts>(thread, table, object).count += difference;
}

}  // namespace

// The common case is here and makes no call, so that the function needs no stack frame; count_anywhere() does the rest.
void count_later(Thread& thread, Object* object, i64 difference) {
  observe(difference < 0 ? ObjectEvent::decref_deferred : ObjectEvent::incref_deferred, object,
          static_cast<u64>(difference < 0 ? -difference : difference));
  CountTable* table = thread.deferred_counts;
  CountTable::Entry* entry = table ? &table->home(object) : nullptr;
  if (!entry || entry->object != object) [[unlikely]]
    return count_anywhere(thread, object, difference);
  entry->count += difference;
}

void settle_deferred_counts(Thread& thread) {
  ASSERT(attached_or_stopped(thread));
  settle_counts(thread.deferred_counts, ObjectEvent::settled_deferred);
}

void end_deferred_counts(Thread& thread) {
  settle_deferred_counts(thread);
  if (thread.deferred_counts) free_count_table(thread, std::exchange(thread.deferred_counts, nullptr));
}

void make_deferred(Thread& thread, Object* object) {
  ASSERT(kRefcount == Refcount::kAtomic || object->owner.load(relaxed) == thread.id);
  object->set_flag(kDeferred);
  incref(thread, object);  // the collector's own: the count never reaches 0 without it
}

}  // namespace gc
