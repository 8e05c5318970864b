// Suggestions for misspelt names: "Did you mean ...?".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rt::text {

// Takes candidates for a misspelt name and keeps the best one. A candidate whose edit distance is more than about a
// third of the names' length is ignored.
class ClosestName {
 public:
  explicit ClosestName(std::string_view wrong) : wrong_(wrong) {}
  // True if `candidate` is the best so far.
  bool offer(std::string_view candidate);
  const std::optional<std::string>& best() const { return best_; }

 private:
  std::string_view wrong_;
  int best_cost_ = 1 << 20;
  std::optional<std::string> best_;
};

}  // namespace rt::text
