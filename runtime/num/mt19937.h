// The Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998). The seeding by an array of words, the 53-bit doubles
// and the order of words are CPython's, so that programs with a fixed seed get the same numbers.
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "gc/base/bits.h"
#include "runtime/num/mpint.h"

namespace rt::num {

// The state has no lock: the owner serialises access.
class Mt19937 {
 public:
  static constexpr std::size_t kWords = 624;

  void seed_word(u32 seed);
  void seed_words(std::span<const u32> key);  // key must not be empty
  // random.seed(int): seeds with the words of the magnitude.
  void seed_big(BigView value);

  u32 next_word();
  double random();  // [0, 1), 53 bits
  // getrandbits(): bits64() for at most 64 bits. For more, fill() gives the limbs one after the other, from the lowest
  // on; the highest one may have fewer bits.
  u64 bits64(unsigned bits);
  void fill(Limb* limbs, std::size_t count);

  // The state of getstate() and setstate(): 624 words and the index of the next one (0 to 624).
  const std::array<u32, kWords>& words() const { return words_; }
  std::size_t index() const { return index_; }
  void set_state(std::span<const u32, kWords> words, std::size_t index);

 private:
  // Seeds with the key word_at(0), ..., word_at(count - 1).
  template <class WordAt>
  void seed_with(std::size_t count, WordAt word_at);
  void refill();

  std::array<u32, kWords> words_{};
  std::size_t index_ = kWords;
};

}  // namespace rt::num
