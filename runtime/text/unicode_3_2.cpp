// Look-up in the table of differences between Unicode 3.2 and the present database (unicode_3_2_tables.inc).
#include "runtime/text/unicode_3_2.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace rt::text {

namespace {
constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();
#include "runtime/text/unicode_3_2_tables.inc"
}  // namespace

const OldRecord* changed_since_3_2(char32_t c) {
  auto record = std::lower_bound(std::begin(kOldRecords), std::end(kOldRecords), c,
                                 [](const OldRecord& r, char32_t code) { return r.last < code; });
  return record != std::end(kOldRecords) && record->first <= c ? record : nullptr;
}

bool assigned_in_3_2(char32_t c) {
  const OldRecord* old = changed_since_3_2(c);
  return (old ? old->category : category(c)) != std::string_view("Cn");
}

std::optional<double> numeric_value_3_2(char32_t c) {
  auto number = std::lower_bound(std::begin(kOldNumbers), std::end(kOldNumbers), c,
                                 [](const OldNumber& n, char32_t code) { return n.code < code; });
  if (number == std::end(kOldNumbers) || number->code != c) return assigned_in_3_2(c) ? numeric_value(c) : std::nullopt;
  return std::isnan(number->value) ? std::nullopt : std::optional(number->value);
}

Decomposition decomposition_3_2(char32_t c) { return assigned_in_3_2(c) ? decomposition(c) : Decomposition{}; }

Decomposition normal_decomposition_3_2(char32_t c) {
  for (const auto& correction : kCorrections) {
    if (correction[0] == c) return {"", {&correction[1], 1}};
  }
  return decomposition_3_2(c);
}

}  // namespace rt::text
