// The table of notes: open addressing with linear probing, by the object's address.
//
//   home_of(X)
//   v
//   | X, 2 | Y, 1 | Z, 0 | empty | ...        a search for Y begins at Y's home and ends at Y or at an empty entry
//
// A note whose count has become 0 is removed if the entry behind it is empty, because no search passes over it then
// (vacate()). Otherwise it stays until the next announcement empties the table.
#include "gc/refcount/held_counts.h"

#include <cstring>

#include "gc/base/accelerators.h"
#include "gc/base/stress.h"
#include "gc/base/studio.h"
#include "gc/refcount/address_hash.h"
#include "gc/refcount/refcount.h"
#include "gc/refcount/saturation.h"
#include "gc/refcount/tally.h"
#include "gc/threads/hooks.h"

namespace gc {

namespace {

// The first table of a thread has 32 entries and is a small node of the object heap. Each next one is four times as
// large, up to 512 entries: a thread that copies a shared structure holds many references at once.
constexpr u32 kFirstLog2Notes = 5, kGrowth = 2, kLargestLog2Size = 9;

struct Note {
  Object* object;
  u64 count;  // does not wrap
};

// A table; Thread::held_counts. An entry that is all zero is empty. A note with count 0 may name a dead object, but not
// beyond the next announcement, before which the memory of a lent object is not used again.
struct Notes {
  u32 log2_size;
  u32 limit;           // of `used`; 0: nothing is noted
  u32 used;            // entries that are not empty
  u32 foreign_counts;  // of lend_now_and_then()
  Note notes[];

  u32 size() const { return 1u << log2_size; }
  u32 after(u32 i) const { return (i + 1) & (size() - 1); }
  u32 before(u32 i) const { return (i - 1) & (size() - 1); }
  static size_t bytes(u32 log2_size) { return sizeof(Notes) + (size_t{1} << log2_size) * sizeof(Note); }
};

Notes* notes_of(const Thread& thread) { return static_cast<Notes*>(thread.held_counts); }

// The index of the object's note if no other note is in the way.
u32 home_of(const Notes& table, const Object* object) {
  return static_cast<u32>(address_hash(object) >> (64 - table.log2_size));
}

// The object's note, or the empty entry where it belongs.
Note* find(Notes& table, const Object* object) {
  u32 i = home_of(table, object);
  while (table.notes[i].object && table.notes[i].object != object) i = table.after(i);
  return &table.notes[i];
}

// Null: there is no memory.
Notes* new_notes(Thread& thread, u32 log2_size) {
  size_t bytes = Notes::bytes(log2_size);
  auto* table = static_cast<Notes*>(log2_size == kFirstLog2Notes ? node_alloc(thread, bytes) : raw_alloc(bytes));
  if (!table) return nullptr;
  std::memset(static_cast<void*>(table), 0, bytes);
  table->log2_size = log2_size;
  table->limit = enabled(Accelerator::noted_counts) ? table->size() / 4 * 3 : 0;
  return table;
}

void free_notes(Thread& thread, Notes* table) {
  if (table->log2_size == kFirstLog2Notes) node_free(thread, table);
  else raw_free(table);
}

TINYPY_COLD TINYPY_RARE Notes* first_notes(Thread& thread) {
  thread.held_counts = new_notes(thread, kFirstLog2Notes);
  return notes_of(thread);
}

u32 notes_in_use(const Notes& table) {
  u32 count = 0;
  for (u32 i = 0; i < table.size(); ++i) count += table.notes[i].count != 0;
  return count;
}

// The table is full. Replaces it by a new one, four times as large if more than half of the limit has counts above 0.
// If there is no memory, or the table has the greatest size already, settles all notes instead.
TINYPY_COLD TINYPY_RARE void make_room(Thread& thread) {
  Notes* old = notes_of(thread);
  bool crowded = notes_in_use(*old) > old->limit / 2;
  u32 log2_size = old->log2_size + (crowded ? kGrowth : 0);
  Notes* table = log2_size <= kLargestLog2Size ? new_notes(thread, log2_size) : nullptr;
  if (!table) return settle_held_counts(thread);
  for (u32 i = 0; i < old->size(); ++i) {
    if (old->notes[i].count == 0) continue;
    *find(*table, old->notes[i].object) = old->notes[i];
    ++table->used;
  }
  table->foreign_counts = old->foreign_counts;
  thread.held_counts = table;
  free_notes(thread, old);
}

// Removes a note with count 0 if the entry behind it is empty, since no search passes over it then; and with it the
// notes with count 0 right before it, of which the same is true afterwards.
void vacate(Notes& table, Note* note) {
  u32 i = static_cast<u32>(note - table.notes);
  if (table.notes[table.after(i)].object) return;
  for (; table.notes[i].object && table.notes[i].count == 0; i = table.before(i)) {
    table.notes[i].object = nullptr;
    --table.used;
  }
}

[[gnu::noinline]] TINYPY_RARE bool note_anywhere(Thread& thread, Object* object) {
  Notes* table = notes_of(thread);
  if (!table) {
    table = first_notes(thread);
    if (!table) return false;
  }
  Note* note = find(*table, object);
  if (!note->object) {
    if (table->used == table->limit) {
      if (table->limit == 0) return false;
      make_room(thread);
      table = notes_of(thread);
      note = find(*table, object);
    }
    note->object = object;
    ++table->used;
  }
  ++note->count;
  observe(ObjectEvent::incref_noted, object);
  return true;
}

}  // namespace

// The common case is here and makes no call, so that the function needs no stack frame; note_anywhere() does the rest.
bool note_held(Thread& thread, Object* object) {
  Notes* table = notes_of(thread);
  if (!table) [[unlikely]]
    return note_anywhere(thread, object);
  Note* note = &table->notes[home_of(*table, object)];
  if (note->object != object) [[unlikely]] {
    if (note->object || table->used == table->limit) return note_anywhere(thread, object);
    note->object = object;
    ++table->used;
  }
  ++note->count;
  observe(ObjectEvent::incref_noted, object);
  return true;
}

bool forget_held(Thread& thread, Object* object) {
  Notes* table = notes_of(thread);
  if (!table) return false;
  Note* note = find(*table, object);
  if (!note->object || note->count == 0) return false;
  // If the object waits, a thread may have borrowed it since its grace period began, from the slot that held this
  // reference. So it gets a mark: another period. qsbr.cpp says why a plain load is enough here, though the store that
  // overwrote the slot may still be in this core's store buffer.
  if ((object->shared.load(acquire) & kStateMask) == kWaiting) object->shared.fetch_or(kMark, relaxed);
  if (--note->count == 0) vacate(*table, note);
  observe(ObjectEvent::decref_noted, object);
  return true;
}

void lend_now_and_then(Thread& thread, Object* object) {
  constexpr u32 kEvery = kStress ? 1 : 31;  // prime, so that each object of a loop is hit, whatever their number is
  Notes* table = notes_of(thread);
  if (!table) [[unlikely]]
    table = first_notes(thread);
  if (table && ++table->foreign_counts % kEvery == 0 && object->published()) lend(object);
}

u64 noted_count(const Thread& thread, const Object* object) {
  Notes* table = notes_of(thread);
  return table ? find(*table, object)->count : 0;
}

void settle_held_counts(Thread& thread) {
  Notes* table = notes_of(thread);
  if (!table || table->used == 0) return;
  for (u32 i = 0; i < table->size(); ++i) {
    Note& note = table->notes[i];
    if (note.count != 0) {
      ++t_shared_writes.counts;
      // Relaxed: the announcement that follows releases.
      observe(ObjectEvent::settled_notes, note.object);  // before the count: the object lives
      add_shared(note.object, static_cast<i64>(note.count));
    }
    note = {};
  }
  table->used = 0;
}

void end_held_counts(Thread& thread) {
  settle_held_counts(thread);
  if (thread.held_counts) free_notes(thread, notes_of(thread));
  thread.held_counts = nullptr;
}

}  // namespace gc
