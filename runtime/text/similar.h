// Names that were probably meant: "Did you mean ...?".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rt::text {

// Takes candidates for a misspelt name and keeps the best. What differs in more than a third of its characters is no
// candidate.
class ClosestName {
 public:
  explicit ClosestName(std::string_view wrong) : wrong_(wrong) {}
  // True if `candidate` is better than all before it.
  bool offer(std::string_view candidate);
  const std::optional<std::string>& best() const { return best_; }

 private:
  std::string_view wrong_;
  int best_cost_ = 1 << 20;
  std::optional<std::string> best_;
};

}  // namespace rt::text
