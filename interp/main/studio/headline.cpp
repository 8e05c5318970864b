// The tables of the report of --refstats: what its columns and its headline add up.
#include <algorithm>
#include <numeric>

#include "interp/main/studio/refstats.h"

namespace vm {

using gc::ObjectEvent;
using gc::u64;
using enum gc::ObjectEvent;

namespace {

using Events = std::vector<ObjectEvent>;

const Events kByOwner = {incref_owner, decref_owner},
             kInTables = {incref_noted, decref_noted, incref_deferred, decref_deferred},
             kAtomicCounts = {incref_shared, decref_shared, settled_notes, settled_deferred},
             kBorrowed = {borrowed_lent, borrowed_deferred, borrowed_operand, borrowed_constant};

}  // namespace

u64 sum_of(const gc::EventCounts& counts, const Events& events) {
  u64 sum = 0;
  for (ObjectEvent event : events) sum += gc::count_of(counts, event);
  return sum;
}

const std::vector<RefstatsColumn>& refstats_columns() {
  static const std::vector<RefstatsColumn> columns = {
      {"atomic counts", kAtomicCounts},
      {"atomic locks", {lock_taken}},
      {"by owner", kByOwner},
      {"in tables", kInTables},
      {"borrowed", kBorrowed},
      {"other locks", {lock_private, lock_reserved}},
      {"immortal", {incref_immortal, decref_immortal}},
      {"died", {died_owner, died_shared, died_merge, died_list, died_cycle}},
  };
  return columns;
}

const std::vector<RefstatsWhole>& refstats_headline() {
  static const std::vector<RefstatsWhole> wholes = {
      {"counts",
       "changes of counts",
       {{"owner", "by the owner, without an atomic instruction", kByOwner},
        {"table", "in a table of the thread, without an atomic instruction", kInTables},
        {"atomic", "by an atomic instruction", kAtomicCounts}}},
      {"references",
       "references taken",
       {{"borrowed", "borrowed by a register, without a count", kBorrowed},
        {"counted", "counted", {incref_owner, incref_shared, incref_noted, incref_deferred}},
        {"immortal", "of immortal objects: a call, and no count", {incref_immortal}}}},
      {"locks",
       "uses of object locks",
       {{"private", "not needed, because the object was private", {lock_private}},
        {"reserved", "reserved by the thread, without an atomic instruction", {lock_reserved}},
        {"atomic", "taken by an atomic instruction", {lock_taken}}}},
  };
  return wholes;
}

std::vector<u64> hundredths(const std::vector<u64>& parts) {
  constexpr u64 kAll = 10'000;
  u64 whole = std::accumulate(parts.begin(), parts.end(), u64{0});
  std::vector<u64> shares(parts.size());
  if (!whole) return shares;
  std::vector<double> lost(parts.size());
  for (size_t i = 0; i < parts.size(); ++i) {
    double exact = static_cast<double>(parts[i]) / static_cast<double>(whole) * kAll;
    shares[i] = static_cast<u64>(exact);
    lost[i] = exact - static_cast<double>(shares[i]);
  }
  // Rounding down has lost less than one hundredth of each part: those get one back that have lost the most.
  for (u64 sum = std::accumulate(shares.begin(), shares.end(), u64{0}); sum < kAll; ++sum) {
    auto most = std::max_element(lost.begin(), lost.end());
    ++shares[static_cast<size_t>(most - lost.begin())];
    *most = -1;
  }
  return shares;
}

}  // namespace vm
