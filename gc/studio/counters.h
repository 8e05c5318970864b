// The counts of tinypy-t-studio: how often each event has happened, by instruction, by type of the object, and by
// thread.
//
//   tables of each thread    pc --> counts of a place (file, line, opcode)        shape id --> counts of a type
//                                    |                                                 |
//   the thread ends; report  .......... added to the totals by place, and by type .......
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
};

// The layers above tell what an address or a shape id is. Called in the middle of an event: the rules of Observer.
struct Describe {
  Place (*place)(const u64* pc) = nullptr;
  std::string (*type)(const Object* object) = nullptr;
};
extern Describe g_describe;

// Begins to count. During start-up.
void start_counting();
bool is_counting();
// The counts of all threads. Exact for the calling thread and for those that have ended or are stopped; those that run
// may be about to count further events. Any thread; no safepoint.
Counted counted_so_far();
// Changes of words that threads share: what keeps them from running in parallel at full speed.
inline u64 atomic_work(const EventCounts& counts) {
  using enum ObjectEvent;
  u64 sum = 0;
  for (ObjectEvent e : {incref_shared, decref_shared, settled_notes, settled_deferred, lock_taken})
    sum += counts[static_cast<u32>(e)];
  return sum;
}
// In a fork's child: forgets all counts.
void counters_after_fork_child();

}  // namespace gc
