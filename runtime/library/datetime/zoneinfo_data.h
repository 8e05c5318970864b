// What a ZoneInfo knows: the transitions of its zone, and the rule behind them. Never changes once it is made.
#pragma once

#include "runtime/library/datetime/zoneinfo_rule.h"
#include "runtime/text/plain_array.h"

namespace rt::zones {

// An offset with its name and the part of it that is daylight saving time: an index into the objects of the zone.
struct Offset {
  i32 total, dst;  // seconds
};

class ZoneData {
 public:
  static constexpr u32 kNoOffset = UINT32_MAX;

  text::PlainArray<Offset> offsets;
  text::PlainArray<i64> utc;       // moments of the transitions, ascending, in seconds since 1970
  text::PlainArray<i64> local[2];  // the same on the local clock, for fold 0 and 1
  text::PlainArray<u32> after;     // the offset that each transition brings
  u32 before = kNoOffset;          // the offset before the first one
  u32 last = kNoOffset;            // the offset behind the last one, if there is no rule
  bool has_rule = false;
  TzRule rule;                     // its names are not valid any more
  u32 rule_std = 0, rule_dst = 0;  // its offsets
  bool is_fixed = false;           // one offset at all times

  bool ok() const { return offsets.ok() && utc.ok() && local[0].ok() && local[1].ok() && after.ok(); }
  // Fills `local` and `before`, and the parts of offsets that are daylight saving time, from what the file says.
  void complete(const text::PlainArray<u8>& is_dst);
  // The offset at a local time of a year; kNoOffset: the file has none.
  u32 at_local(i64 seconds, i32 year, bool fold) const;
  // The offset at a moment in UTC.
  u32 at_utc(i64 seconds, i32 year, bool* fold) const;

 private:
  void find_dst_parts(const text::PlainArray<u8>& is_dst);
  void find_local_times();
};

}  // namespace rt::zones
