// Allocations that fail on request (--fail-alloc), so that a test reaches every path on which memory has run out.
//
// Only builds with debug checks have this. In all others allocation_fails() is a constant, and nothing of it is left in
// the code.
#pragma once

#include "gc/base/bits.h"
#include "gc/base/build.h"

namespace gc {

#if defined(TINYPY_MODEL)
inline constexpr bool kFaults = false;  // the model checker refuses memory by itself
#else
inline constexpr bool kFaults = kDebug;
#endif

// What asks for memory. Each kind has a count of its own, so that rare requests are not lost among many.
enum class Memory : u32 {
  kObject,  // blocks of object pages, among them small side storage
  kRaw,     // larger side storage, large objects, limbs, text buffers, the collector's work lists
  kNew,     // operator new
  kPages,   // object pages, stacks and tables that come from the system
  kKinds
};

// The requests number `first` to `last` of a kind fail, counted from the call of start_faults(). No kind (kKinds):
// requests of all kinds count together.
struct FaultPlan {
  Memory kind = Memory::kKinds;
  u64 first = 0, last = 0;  // 0: none fails
  bool reports = false;     // report_faults() writes the counts
};

// "[KIND:]N", "[KIND:]N-M", "[KIND:]N-" (from N on), or "count"; KIND: object, raw, new, pages. False: it is none of
// these.
bool parse_fault_plan(const char* text, FaultPlan* plan);
// Before a second thread starts.
void start_faults(const FaultPlan& plan);
// Writes how many requests of each kind there have been to standard error, if the plan says so.
void report_faults();

// While one of these lives, no request of the calling thread fails: it has made sure that there is memory for what it
// cannot give up half way.
class NoFaults {
 public:
  NoFaults() {
    if constexpr (kFaults) ++t_no_faults;
  }
  ~NoFaults() {
    if constexpr (kFaults) --t_no_faults;
  }
  NoFaults(const NoFaults&) = delete;
  NoFaults& operator=(const NoFaults&) = delete;

 private:
  friend bool allocation_fails(Memory kind);
  static constinit thread_local u32 t_no_faults;
};

// True if this request shall fail. Any thread.
bool count_request(Memory kind);
extern bool g_faults_started;
TINYPY_INLINE bool allocation_fails(Memory kind) {
  if constexpr (kFaults) return g_faults_started && NoFaults::t_no_faults == 0 && count_request(kind);
  return false;
}

}  // namespace gc
