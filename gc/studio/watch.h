// Histories of watched objects, for refscope.watch() and refscope.history(): each transition of the protocol with
// thread, instruction and time, from the call of watch() until the object's memory is given back.
//
// A count is a transition only the first time that a thread makes one of its kind; later ones are added to that step.
// The owner's counts are no steps at all, only totals.
#pragma once

#include <optional>
#include <vector>

#include "gc/studio/counters.h"

namespace gc {

struct Thread;

struct HistoryStep {
  i64 ns = 0;  // since the object is watched
  u32 thread = 0;
  const char* event = "";  // the name of an ObjectEvent, "watched", or "foreign_access"
  std::string text;
  u64 count = 1;
  Place place;
};

struct History {
  u32 number = 0;
  std::string type;
  u32 home = 0;  // the owner when watching began; the watching thread, if there was none
  std::vector<HistoryStep> steps;
  u64 left_out = 0;  // steps beyond the limit
  EventCounts counts{};
};

// Makes watch() possible. During start-up.
void prepare_watching();
// Begins to watch the object, which the caller holds, and returns the number of its history. The history takes no
// reference. Any attached thread.
u32 watch(Thread& thread, const Object* object);
// A copy of a history so far: of a watched object that lives, or by number. Any thread.
std::optional<History> history_of(const Object* object);
std::optional<History> history_numbered(u64 number);

// The objects that live and have cost most atomic work since counting began.
struct CostlyObject {
  u64 address;
  std::string type;
  u64 work;
};
std::vector<CostlyObject> costliest_objects(size_t n);

}  // namespace gc
