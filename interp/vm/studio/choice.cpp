// The two ways in which a seed chooses: by priorities, and at random.
#include "interp/vm/studio/choice.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace vm {

using gc::i64;
using gc::u32;
using gc::u64;

namespace {

// A thread that has had so many steps in a row, while others could run, may be waiting for one of them in a loop.
constexpr u64 kMostAlone = 20'000;
constexpr u32 kFirst = 1;  // the number of the first thread

}  // namespace

// splitmix64
u64 Choice::random() {
  u64 z = state_ += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

// The number of steps of the program is not known before it has run: the seed guesses its size. Small programs are
// tried the most: their schedules are few, and those of large ones too many.
//
// Threads that are to meet must have been started. The thread that starts them all is the first one in most programs.
Choice::Choice(u64 seed) : state_(seed * 0x9e3779b97f4a7c15u + 1), priorities_(seed % 2 == 0) {
  random();
  constexpr u64 kOneIn[] = {1, 1, 1, 2, 2, 4, 8, 32};
  one_in_ = kOneIn[random() % std::size(kOneIn)];
  locks_only_ = random() % 8 == 0;
  first_leads_ = random() % 4 != 0;
  u64 steps = u64{4} << std::min(random() % 11, random() % 11), changes = 1 + random() % 4;
  for (u64 i = 0; i < changes; ++i) changes_.push_back(1 + random() % steps);
}

void Choice::add_thread(u32 number) {
  auto rank = static_cast<i64>(random() >> 2);
  ranks_[number] = number == kFirst && first_leads_ ? INT64_MAX : rank;
}

u32 Choice::by_priority(const std::vector<u32>& able, u32 present) {
  bool change = std::find(changes_.begin(), changes_.end(), steps_) != changes_.end() || alone_ > kMostAlone;
  if (present && change) ranks_[present] = --lowest_;
  return *std::max_element(able.begin(), able.end(), [&](u32 a, u32 b) { return ranks_[a] < ranks_[b]; });
}

u32 Choice::at_random(const std::vector<u32>& able, u32 present, bool at_lock) {
  if (alone_ > kMostAlone) first_leads_ = locks_only_ = false;
  if (first_leads_ && std::find(able.begin(), able.end(), kFirst) != able.end()) return kFirst;
  bool passes = (at_lock || !locks_only_) && random() % one_in_ == 0;
  return present && !passes ? present : able[random() % able.size()];
}

u32 Choice::next(const std::vector<u32>& able, u32 present, bool at_lock) {
  if (able.size() == 1 && able[0] == present) return present;
  ++steps_;
  u32 chosen = priorities_ ? by_priority(able, present) : at_random(able, present, at_lock);
  alone_ = chosen == present ? alone_ + 1 : 0;
  return chosen;
}

}  // namespace vm
