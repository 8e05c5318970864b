// What --races writes: for each race the place, both accesses with their stacks and locks, and what would order them.
#pragma once

#include <string>
#include <vector>

#include "interp/vm/studio/access.h"
#include "interp/vm/studio/sites.h"

namespace vm {

inline constexpr u32 kStackDepth = 12;  // frames of an access that are kept
inline constexpr u32 kMostRaces = 20;   // that are reported

struct RaceSide {
  AccessKind kind;
  std::string thread;
  std::vector<Site> stack;  // innermost frame first
  std::vector<HeldLock> locks;
  Site place() const;  // the program's line
};
struct Race {
  std::string place;
  RaceSide sides[2];
};

// "the global counter", "the key 'a' of the dict that load() made at table.py:12". `made`: where the object was made.
// The operands of the access are still alive.
std::string describe_place(const Access& access, const Site& made);
std::string race_report(const std::vector<Race>& races, u64 left_out);

// A race in words, without the number in front of them.
struct RaceText {
  std::string key;   // the two places in the source: equal for equal races of several runs
  std::string text;  // "nothing orders two accesses of ...", the accesses, and what would order them
};
RaceText race_text(const Race& race, FileLines& lines);

}  // namespace vm
