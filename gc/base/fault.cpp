// The parser and the counters of fault injection.
#include "gc/base/fault.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "gc/base/atomic.h"

namespace gc {

bool g_faults_started = false;
constinit thread_local u32 NoFaults::t_no_faults = 0;

namespace {

constexpr u32 kKinds = static_cast<u32>(Memory::kKinds);
constexpr const char* kNames[kKinds] = {"object", "raw", "new", "pages"};

FaultPlan g_plan;
Atomic<u64> g_requests[kKinds + 1];  // the last one counts all kinds

// Reads a decimal number above 0, without sign or leading zeros, and moves *text behind it.
bool read_number(const char** text, u64* number) {
  if (**text < '1' || **text > '9') return false;
  char* end;
  errno = 0;
  *number = std::strtoull(*text, &end, 10);
  *text = end;
  return errno == 0;
}

}  // namespace

bool parse_fault_plan(const char* text, FaultPlan* plan) {
  *plan = FaultPlan{};
  if (!std::strcmp(text, "count")) return plan->reports = true;
  for (u32 kind = 0; kind < kKinds; ++kind) {
    size_t size = std::strlen(kNames[kind]);
    if (std::strncmp(text, kNames[kind], size) != 0 || text[size] != ':') continue;
    plan->kind = static_cast<Memory>(kind);
    text += size + 1;
    break;
  }
  if (!read_number(&text, &plan->first)) return false;
  plan->last = plan->first;
  if (*text == '-') {
    ++text;
    if (!*text) plan->last = ~u64{0};
    else if (!read_number(&text, &plan->last)) return false;
  }
  return !*text && plan->first <= plan->last;
}

void start_faults(const FaultPlan& plan) {
  g_plan = plan;
  g_faults_started = true;
}

void report_faults() {
  if (!g_plan.reports) return;
  for (u32 kind = 0; kind < kKinds; ++kind) {
    std::fprintf(stderr, "%s %llu\n", kNames[kind], static_cast<unsigned long long>(g_requests[kind].load(relaxed)));
  }
}

bool count_request(Memory kind) {
  u64 of_all = g_requests[kKinds].fetch_add(1, relaxed) + 1;
  u64 of_kind = g_requests[static_cast<u32>(kind)].fetch_add(1, relaxed) + 1;
  u64 number = g_plan.kind == Memory::kKinds ? of_all : of_kind;
  return g_plan.first <= number && number <= g_plan.last && (g_plan.kind == Memory::kKinds || g_plan.kind == kind);
}

}  // namespace gc
