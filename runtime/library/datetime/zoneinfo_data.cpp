// Transitions of a zone.
#include "runtime/library/datetime/zoneinfo_data.h"

#include <algorithm>

namespace rt::zones {

// A file says which offsets are daylight saving time, but not by how much the clock is put forward. That is seen from
// the standard time before or after. An hour is the guess for what is left.
void ZoneData::find_dst_parts(const text::PlainArray<u8>& is_dst) {
  size_t types = is_dst.size(), wanted = 0, found = 0;
  for (u8 dst : is_dst) wanted += dst != 0;
  for (size_t i = 1; i < after.size() && found < wanted; ++i) {
    u32 type = after[i], before_it = after[i - 1];
    if (!is_dst[type] || offsets[type].dst != 0) continue;
    i32 part = 0;
    if (!is_dst[before_it]) part = offsets[type].total - offsets[before_it].total;
    if (part == 0 && type + 1 < types && i + 1 < after.size()) {
      u32 behind_it = after[i + 1];
      if (is_dst[behind_it]) continue;
      part = offsets[type].total - offsets[behind_it].total;
    }
    offsets[type].dst = part;
    found += part != 0;
  }
  if (found == wanted) return;
  for (size_t type = 0; type < types; ++type) {
    if (is_dst[type] && offsets[type].dst == 0) offsets[type].dst = 3600;
  }
}

// A transition happens between two local times. With fold 0 the new offset holds from the later one on, with fold 1
// from the earlier one.
void ZoneData::find_local_times() {
  for (size_t i = 0; i < utc.size(); ++i) {
    i32 from = offsets[i == 0 ? 0 : after[i - 1]].total, to = offsets[after[i]].total;
    local[0].push_back(utc[i] + std::max(from, to));
    local[1].push_back(utc[i] + std::min(from, to));
  }
}

void ZoneData::complete(const text::PlainArray<u8>& is_dst) {
  find_dst_parts(is_dst);
  find_local_times();
  for (size_t type = 0; type < is_dst.size() && before == kNoOffset; ++type) {
    if (!is_dst[type]) before = static_cast<u32>(type);
  }
  if (before == kNoOffset && !after.empty()) before = after[0];
}

u32 ZoneData::at_local(i64 seconds, i32 year, bool fold) const {
  const text::PlainArray<i64>& times = local[fold];
  if (!times.empty() && seconds < times[0]) return before;
  if (times.empty() || seconds > times.back()) {
    if (!has_rule) return last;
    return rule.is_dst(seconds, year, fold) ? rule_dst : rule_std;
  }
  return after[static_cast<size_t>(std::upper_bound(times.begin(), times.end(), seconds) - times.begin()) - 1];
}

u32 ZoneData::at_utc(i64 seconds, i32 year, bool* fold) const {
  *fold = false;
  if (!utc.empty() && seconds < utc[0]) return before;
  bool is_behind = utc.empty() || seconds > utc.back();
  size_t index = utc.size();
  if (!is_behind) index = static_cast<size_t>(std::upper_bound(utc.begin(), utc.end(), seconds) - utc.begin());
  u32 now = !is_behind ? after[index - 1] : last;
  if (is_behind && has_rule) now = rule.is_dst_at(seconds, year, fold) ? rule_dst : rule_std;
  if (utc.empty()) return now;
  // Just behind a transition that puts the clock back, local times come again.
  u32 earlier = index >= 2 ? after[index - 2] : before;
  i64 back = i64{offsets[earlier].total} - offsets[now].total;
  if (back > seconds - utc[index - 1]) *fold = true;
  return now;
}

}  // namespace rt::zones
