// The edit distance of names, with CPython's costs, so that the suggestions are the same.
#include "runtime/text/similar.h"

#include <algorithm>
#include <vector>

namespace rt::text {

namespace {

constexpr size_t kMaxLength = 40;
constexpr int kMoveCost = 2, kCaseCost = 1;

bool is_letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

int substitution_cost(char a, char b) {
  if (a == b) return 0;
  return (a ^ b) == 32 && is_letter(a) ? kCaseCost : kMoveCost;
}

// Levenshtein distance in which a change of case costs less than another change. A distance above `limit` gives
// limit + 1.
int distance(std::string_view a, std::string_view b, int limit) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) a.remove_prefix(1), b.remove_prefix(1);
  while (!a.empty() && !b.empty() && a.back() == b.back()) a.remove_suffix(1), b.remove_suffix(1);
  if (a.size() > kMaxLength || b.size() > kMaxLength) return limit + 1;
  std::vector<int> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j) * kMoveCost;
  for (size_t i = 0; i < a.size(); ++i) {
    int diagonal = row[0];
    row[0] = static_cast<int>(i + 1) * kMoveCost;
    for (size_t j = 0; j < b.size(); ++j) {
      int best = std::min({diagonal + substitution_cost(a[i], b[j]), row[j] + kMoveCost, row[j + 1] + kMoveCost});
      diagonal = row[j + 1];
      row[j + 1] = best;
    }
  }
  return std::min(row[b.size()], limit + 1);
}

}  // namespace

bool ClosestName::offer(std::string_view candidate) {
  if (candidate == wrong_ || wrong_.empty()) return false;
  int limit = static_cast<int>(wrong_.size() + candidate.size() + 3) * kMoveCost / 6;
  limit = std::min(limit, best_cost_ - 1);
  int cost = distance(wrong_, candidate, limit);
  if (cost > limit) return false;
  best_cost_ = cost;
  best_ = candidate;
  return true;
}

}  // namespace rt::text
