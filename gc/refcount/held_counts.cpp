// A note whose count has become 0 is removed if the entry behind it is empty, because no search passes over it then
// (vacate()). Otherwise it stays until the next announcement empties the table, or until the table is full. It may name
// a dead object, but not beyond the next announcement, before which the memory of a lent object is not used again.
#include "gc/refcount/held_counts.h"

#include <utility>

#include "gc/base/accelerators.h"
#include "gc/base/studio.h"
#include "gc/refcount/count_table.h"
#include "gc/refcount/tally.h"
#include "gc/threads/attach.h"

namespace gc {

namespace {

// With limit 0 if nothing is to be noted. Null: no memory.
TINYPY_COLD CountTable* first_notes(Thread& thread) {
  CountTable* table = thread.held_counts = new_count_table(thread);
  if (table && !enabled(Accelerator::noted_counts)) table->limit = 0;
  return table;
}

// Removes a note with count 0 if the entry behind it is empty, since no search passes over it then; and with it the
// notes with count 0 right before it, of which the same is true afterwards.
void vacate(CountTable& table, CountTable::Entry* note) {
  ASSERT(note->object && note->count == 0);
  u32 i = static_cast<u32>(note - table.entries);
  if (table.entries[table.after(i)].object) return;
  for (; table.entries[i].object && table.entries[i].count == 0; i = table.before(i)) table.vacate(i);
}

[[gnu::noinline]] bool note_anywhere(Thread& thread, Object* object) {
  ASSERT(thread.attached() && object->has_flag(kBorrowed));
  CountTable* table = thread.held_counts;
  if (!table) table = first_notes(thread);
  if (!table || table->limit == 0) return false;
  ++entry_for<settle_held_counts>(thread, thread.held_counts, object).count;
  observe(ObjectEvent::incref_noted, object);
  return true;
}

}  // namespace

// The common case is here and makes no call, so that the function needs no stack frame; note_anywhere() does the rest.
bool note_held(Thread& thread, Object* object) {
  CountTable* table = thread.held_counts;
  if (!table) [[unlikely]]
    return note_anywhere(thread, object);
  CountTable::Entry* note = &table->home(object);
  if (note->object != object) [[unlikely]] {
    if (note->object || table->used == table->limit) return note_anywhere(thread, object);
    table->take(*note, object);
  }
  ++note->count;
  observe(ObjectEvent::incref_noted, object);
  return true;
}

bool forget_held(Thread& thread, Object* object) {
  CountTable* table = thread.held_counts;
  if (!table) return false;
  CountTable::Entry* note = &table->find(object);
  if (!note->object || note->count == 0) return false;
  // If the object waits, a thread may have borrowed it since its grace period began, from the slot that held this
  // reference. So it is touched: another period. lent_period.h says why a plain load is enough here, though the store
  // that overwrote the slot may still be in this core's store buffer.
  if (state_of(object->shared.load(acquire)) == kWaiting) object->shared.fetch_or(kTouched, relaxed);
  if (--note->count == 0) vacate(*table, note);
  observe(ObjectEvent::decref_noted, object);
  return true;
}

u64 noted_count(const Thread& thread, const Object* object) {
  return thread.held_counts ? static_cast<u64>(thread.held_counts->find(object).count) : 0;
}

void settle_held_counts(Thread& thread) {
  ASSERT(attached_or_stopped(thread));
  t_shared_writes.counts += settle_counts(thread.held_counts, ObjectEvent::settled_notes);
}

void end_held_counts(Thread& thread) {
  settle_held_counts(thread);
  if (thread.held_counts) free_count_table(thread, std::exchange(thread.held_counts, nullptr));
}

}  // namespace gc
