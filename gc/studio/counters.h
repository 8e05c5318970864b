// The counts of tinypy-t-studio: how often each event has happened, by instruction, by type of the object, and by
// thread.
//
//   tables of each thread    pc --> counts of a place (file, line, opcode)        shape id --> counts of a type
//                                    |                                                 |
//   the thread ends; report  .......... added to the totals by place, and by type .......
//
// Of the start-up and of the shut-down of the program only the sums are kept: start_counting() begins with the sums,
// count_places() begins anew with everything, count_sums() goes back to the sums.
//
// A count is exact: a thread counts its own events in tables of its own. When code or a shape dies (g_meanings), the
// threads look each pc and each shape up anew.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "gc/base/studio.h"

namespace gc {

using EventCounts = std::array<u64, kEventCount>;

inline u64& count_of(EventCounts& counts, ObjectEvent event) { return counts[static_cast<u32>(event)]; }
inline u64 count_of(const EventCounts& counts, ObjectEvent event) { return counts[static_cast<u32>(event)]; }

// Where an instruction stands. All empty: no instruction was executed, as in the start-up of the program.
struct Place {
  std::string file;
  i32 line = 0;
  const char* opcode = "";  // of static life; the generic form
  auto operator<=>(const Place& other) const {
    if (auto order = file <=> other.file; order != 0) return order;
    if (auto order = line <=> other.line; order != 0) return order;
    return std::string_view(opcode) <=> std::string_view(other.opcode);
  }
  bool operator==(const Place& other) const { return (*this <=> other) == 0; }
};

// What has been counted so far.
struct Counted {
  EventCounts all{};
  std::map<Place, EventCounts> places;
  std::map<std::string, EventCounts> types;
  std::map<u32, EventCounts> threads;  // by Thread::id; 0: threads that have no record
  EventCounts extensions{};            // of all of them, those of extensions (t_in_extension)
};

// The layers above tell what an address or a shape id is. Called in the middle of an event: the rules of Observer.
struct Describe {
  Place (*place)(const u64* pc) = nullptr;
  std::string (*type)(const Object* object) = nullptr;
};
extern Describe g_describe;

// Begins to count sums, in a fork's child anew. Before the program has a second thread.
void start_counting();
// True from then on.
bool counts_events();
// The program's first instruction comes: counts by place, by type and by thread from now on. Returns the sums so far,
// and forgets them. Before the program has a second thread.
EventCounts count_places();
// The last instruction of the program is over: from now on only the sums grow. The caller has stopped the world.
void count_sums();
// The counts of all threads, since count_places() if that was called. Exact for the calling thread and for those that
// have ended or are stopped; those that run may be about to count further events. Any thread; no safepoint.
Counted counted_so_far();
// Atomic changes of words that threads share: what keeps them from running in parallel at full speed.
inline constexpr bool is_atomic_work(ObjectEvent event) {
  using enum ObjectEvent;
  return event == incref_shared || event == decref_shared || event == settled_notes || event == settled_deferred ||
         event == lock_taken;
}
inline u64 atomic_work(const EventCounts& counts) {
  u64 sum = 0;
  for (u32 i = 0; i < kEventCount; ++i) sum += is_atomic_work(ObjectEvent{static_cast<u8>(i)}) ? counts[i] : 0;
  return sum;
}

}  // namespace gc
