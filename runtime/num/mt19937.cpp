// The Mersenne Twister: seeding, generation of 624 words at a time, and the numbers made of them.
#include "runtime/num/mt19937.h"

#include <algorithm>

namespace rt::num {

namespace {

constexpr std::size_t kMiddle = 397;
constexpr u32 kTwist = 0x9908B0DF;

u32 twisted(u32 high, u32 low) {
  u32 y = (high & 0x80000000u) | (low & 0x7FFFFFFFu);
  return (y >> 1) ^ ((y & 1) != 0 ? kTwist : 0);
}

}  // namespace

void Mt19937::seed_word(u32 seed) {
  words_[0] = seed;
  for (std::size_t i = 1; i < kWords; ++i) {
    u32 last = words_[i - 1];
    words_[i] = 1812433253u * (last ^ (last >> 30)) + static_cast<u32>(i);
  }
  index_ = kWords;
}

template <class WordAt>
void Mt19937::seed_with(std::size_t count, WordAt word_at) {
  seed_word(19650218u);
  std::size_t i = 1;
  auto advance = [&] {
    if (++i == kWords) {
      words_[0] = words_[kWords - 1];
      i = 1;
    }
  };
  auto spread = [&] { return words_[i - 1] ^ (words_[i - 1] >> 30); };
  std::size_t j = 0;
  for (std::size_t k = std::max(kWords, count); k != 0; --k) {
    words_[i] = (words_[i] ^ (spread() * 1664525u)) + word_at(j) + static_cast<u32>(j);
    advance();
    if (++j == count) j = 0;
  }
  for (std::size_t k = kWords - 1; k != 0; --k) {
    words_[i] = (words_[i] ^ (spread() * 1566083941u)) - static_cast<u32>(i);
    advance();
  }
  words_[0] = 0x80000000u;
}

void Mt19937::seed_words(std::span<const u32> key) {
  seed_with(key.size(), [key](std::size_t i) { return key[i]; });
}

void Mt19937::seed_big(BigView value) {
  std::size_t count = static_cast<std::size_t>((bit_length(value) + 31) / 32);
  auto word = [value](std::size_t i) {
    return i < value.size * 2 ? static_cast<u32>(value.limbs[i / 2] >> (i % 2 * 32)) : 0;
  };
  seed_with(std::max<std::size_t>(count, 1), word);
}

void Mt19937::refill() {
  for (std::size_t i = 0; i < kWords - kMiddle; ++i) {
    words_[i] = words_[i + kMiddle] ^ twisted(words_[i], words_[i + 1]);
  }
  for (std::size_t i = kWords - kMiddle; i < kWords - 1; ++i) {
    words_[i] = words_[i + kMiddle - kWords] ^ twisted(words_[i], words_[i + 1]);
  }
  words_[kWords - 1] = words_[kMiddle - 1] ^ twisted(words_[kWords - 1], words_[0]);
  index_ = 0;
}

u32 Mt19937::next_word() {
  if (index_ >= kWords) refill();
  u32 y = words_[index_++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9D2C5680u;
  y ^= (y << 15) & 0xEFC60000u;
  return y ^ (y >> 18);
}

double Mt19937::random() {
  u32 a = next_word() >> 5;
  u32 b = next_word() >> 6;
  return (a * 67108864.0 + b) * (1.0 / 9007199254740992.0);
}

u64 Mt19937::bits64(unsigned bits) {
  if (bits == 0) return 0;
  if (bits <= 32) return next_word() >> (32 - bits);
  u64 low = next_word();
  u64 high = next_word() >> (64 - bits);
  return low | (high << 32);
}

void Mt19937::fill(Limb* limbs, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) limbs[i] = bits64(kLimbBits);
}

void Mt19937::set_state(std::span<const u32, kWords> words, std::size_t index) {
  std::copy(words.begin(), words.end(), words_.begin());
  index_ = index;
}

}  // namespace rt::num
