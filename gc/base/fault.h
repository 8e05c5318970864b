// Fault injection: allocations that fail on request (--fail-alloc), so that a test can reach every path on which memory
// has run out.
//
// Only builds with debug checks have it. In other builds allocation_fails() is the constant false, and costs nothing.
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
  kObject,  // blocks of object pages, including small side storage
  kRaw,     // larger side storage, large objects, limbs, text buffers, the collector's work lists
  kNew,     // operator new
  kPages,   // object pages, stacks and tables that come from the system
  kKinds
};

// The requests with numbers `first` to `last` fail, counted from the call of start_faults(): requests of `kind`, or,
// with kKinds, requests of all kinds together.
struct FaultPlan {
  Memory kind = Memory::kKinds;
  u64 first = 0, last = 0;  // 0: none fails
  bool reports = false;     // report_faults() writes the counts
};

// Parses "[KIND:]N", "[KIND:]N-M", "[KIND:]N-" (from N on), or "count"; KIND is object, raw, new or pages. False: the
// text is none of these.
bool parse_fault_plan(const char* text, FaultPlan* plan);
// Starts counting and failing requests. Before a second thread starts.
void start_faults(const FaultPlan& plan);
// Writes the number of requests of each kind to standard error, if the plan says so.
void report_faults();

// While a NoFaults lives, no request of the calling thread fails. For code that has made sure beforehand that there is
// memory, because it cannot give up half way.
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

// Counts one request. True: it shall fail. Any thread.
bool count_request(Memory kind);
extern bool g_faults_started;
// To be asked before each allocation. True: behave as if there were no memory. Any thread.
TINYPY_INLINE bool allocation_fails(Memory kind) {
  if constexpr (kFaults) return g_faults_started && NoFaults::t_no_faults == 0 && count_request(kind);
  return false;
}

}  // namespace gc
