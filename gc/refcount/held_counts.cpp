#include "gc/refcount/held_counts.h"

#include <new>

#include "gc/base/stress.h"
#include "gc/refcount/tally.h"
#include "gc/threads/hooks.h"

namespace gc {

namespace {

constexpr u32 kLog2Size = 5, kSize = 1u << kLog2Size, kFull = kSize / 4 * 3;

struct Note {
  Object* object = nullptr;
  u32 count = 0;
};

// Open addressing; notes are removed all at once. One whose count is 0 may stay behind, but not beyond the next announcement, before which
// no lent object's memory is used again. Thread::held_counts.
struct Notes {
  u32 used = 0;
  u32 foreign_counts = 0;
  Note notes[kSize];
};

Notes* notes_of(const Thread& thread) { return static_cast<Notes*>(thread.held_counts); }

Note* find(Notes& table, const Object* object) {
  u32 i = static_cast<u32>((reinterpret_cast<uintptr_t>(object) / alignof(Object) * 0x9E3779B97F4A7C15) >> (64 - kLog2Size));
  while (table.notes[i].object && table.notes[i].object != object) i = (i + 1) % kSize;
  return &table.notes[i];
}

TINYPY_COLD Notes* first_notes(Thread& thread) {
  void* memory = node_alloc(thread, sizeof(Notes));
  if (memory) thread.held_counts = new (memory) Notes;
  return notes_of(thread);
}

// The table is full, mostly of notes that have been taken back.
TINYPY_COLD void make_room(Thread& thread, Notes& table) {
  Note kept[kFull];
  u32 count = 0;
  for (Note& note : table.notes) {
    if (note.count != 0) kept[count++] = note;
  }
  if (count > kFull / 2) return settle_held_counts(thread);
  for (Note& note : table.notes) note = {};
  for (u32 i = 0; i < count; ++i) *find(table, kept[i].object) = kept[i];
  table.used = count;
}

}  // namespace

bool note_held(Thread& thread, Object* object) {
  Notes* table = notes_of(thread);
  if (!table) [[unlikely]] {
    table = first_notes(thread);
    if (!table) return false;
  }
  Note* note = find(*table, object);
  if (!note->object) {
    if (table->used == kFull) {
      make_room(thread, *table);
      note = find(*table, object);
    }
    note->object = object;
    ++table->used;
  }
  ++note->count;
  return true;
}

bool forget_held(Thread& thread, Object* object) {
  Notes* table = notes_of(thread);
  if (!table) return false;
  Note* note = find(*table, object);
  if (!note->object || note->count == 0) return false;
  // If the object waits, somebody may have borrowed it since its period began, from the slot whose reference this was.
  if ((object->shared.load(acquire) & kStateMask) == kWaiting) object->shared.fetch_or(kMark, relaxed);
  --note->count;
  return true;
}

bool worth_lending(Thread& thread) {
  constexpr u32 kEvery = kStress ? 1 : 32;
  Notes* table = notes_of(thread);
  if (!table) [[unlikely]] table = first_notes(thread);
  return table && ++table->foreign_counts % kEvery == 0;
}

u32 noted_count(const Thread& thread, const Object* object) {
  Notes* table = notes_of(thread);
  return table ? find(*table, object)->count : 0;
}

void settle_held_counts(Thread& thread) {
  Notes* table = notes_of(thread);
  if (!table || table->used == 0) return;
  for (Note& note : table->notes) {
    if (note.count != 0) {
      ++t_shared_writes.counts;
      // Relaxed: the announcement that follows releases.
      note.object->shared.fetch_add(note.count * kSharedOne, relaxed);
    }
    note = {};
  }
  table->used = 0;
}

void end_held_counts(Thread& thread) {
  settle_held_counts(thread);
  if (thread.held_counts) node_free(thread, thread.held_counts);
  thread.held_counts = nullptr;
}

}  // namespace gc
