#include "gc/base/fault.h"

#include <doctest/doctest.h>

namespace gc {

TEST_SUITE_BEGIN("gc/base");

TEST_CASE("plan_of_failures_names_a_kind_and_a_range") {
  FaultPlan plan;
  CHECK(parse_fault_plan("7", &plan));
  CHECK((plan.kind == Memory::kKinds && plan.first == 7 && plan.last == 7 && !plan.reports));
  CHECK(parse_fault_plan("raw:2-9", &plan));
  CHECK((plan.kind == Memory::kRaw && plan.first == 2 && plan.last == 9));
  CHECK(parse_fault_plan("object:3-", &plan));
  CHECK((plan.kind == Memory::kObject && plan.first == 3 && plan.last == ~u64{0}));
  CHECK(parse_fault_plan("count", &plan));
  CHECK((plan.reports && plan.first == 0 && plan.last == 0));
}

TEST_CASE("plan_of_failures_refuses_everything_else") {
  FaultPlan plan;
  for (const char* text : {"", "0", "-1", "x", "raw", "raw:", "raw:x", "raw:0", "none:1", "5-4", "5-x", "5-6x", "1 ",
                           "counts", "99999999999999999999"}) {
    CAPTURE(text);
    CHECK(!parse_fault_plan(text, &plan));
  }
}

TEST_SUITE_END();

}  // namespace gc
