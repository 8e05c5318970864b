// The two ways in which a seed chooses: by priorities, and at random.
#include "interp/vm/studio/choice.h"

#include <algorithm>

namespace vm {

using gc::i64;
using gc::u32;
using gc::u64;

namespace {

// A thread that has had so many steps in a row, while others could run, may be waiting for one of them in a loop.
constexpr u64 kMostAlone = 20'000;

}  // namespace

// splitmix64
u64 Choice::random() {
  u64 z = state_ += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

// The number of steps of the program is not known before it has run: the seed guesses its size.
Choice::Choice(u64 seed) : state_(seed * 0x9e3779b97f4a7c15u + 1), priorities_(seed % 2 == 0) {
  random();
  one_in_ = u64{2} << random() % 6;
  u64 steps = u64{8} << random() % 10, changes = 1 + random() % 4;
  for (u64 i = 0; i < changes; ++i) changes_.push_back(1 + random() % steps);
}

void Choice::add_thread(u32 number) { ranks_[number] = static_cast<i64>(random() >> 2); }

u32 Choice::by_priority(const std::vector<u32>& able, u32 present) {
  bool change = std::find(changes_.begin(), changes_.end(), steps_) != changes_.end() || alone_ > kMostAlone;
  if (present && change) ranks_[present] = --lowest_;
  return *std::max_element(able.begin(), able.end(), [&](u32 a, u32 b) { return ranks_[a] < ranks_[b]; });
}

u32 Choice::next(const std::vector<u32>& able, u32 present) {
  ++steps_;
  u32 chosen = present;
  if (priorities_) chosen = by_priority(able, present);
  else if (!present || random() % one_in_ == 0) chosen = able[random() % able.size()];
  alone_ = chosen == present ? alone_ + 1 : 0;
  return chosen;
}

}  // namespace vm
