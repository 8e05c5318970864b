// Copies and comparisons of byte strings that are usually short: up to 32 bytes need no call of memcpy or memcmp.
#pragma once

#include <cstddef>
#include <cstring>

#include "gc/base/bits.h"

namespace rt::text {

namespace detail {

// For n from sizeof(W) to 2 * sizeof(W): one word from each end covers all bytes. The two words may overlap.
template <typename W>
inline void copy_ends(u8* to, const u8* from, std::size_t n) {
  W first, last;
  std::memcpy(&first, from, sizeof first);
  std::memcpy(&last, from + n - sizeof last, sizeof last);
  std::memcpy(to, &first, sizeof first);
  std::memcpy(to + n - sizeof last, &last, sizeof last);
}
template <typename W>
inline bool equal_ends(const u8* a, const u8* b, std::size_t n) {
  W a_first, a_last, b_first, b_last;
  std::memcpy(&a_first, a, sizeof a_first);
  std::memcpy(&b_first, b, sizeof b_first);
  std::memcpy(&a_last, a + n - sizeof a_last, sizeof a_last);
  std::memcpy(&b_last, b + n - sizeof b_last, sizeof b_last);
  return ((a_first ^ b_first) | (a_last ^ b_last)) == 0;
}

}  // namespace detail

inline void copy_bytes(void* destination, const void* source, std::size_t n) {
  auto* to = static_cast<u8*>(destination);
  auto* from = static_cast<const u8*>(source);
  if (n > 32) std::memcpy(to, from, n);
  else if (n >= 16) detail::copy_ends<unsigned __int128>(to, from, n);
  else if (n >= 8) detail::copy_ends<u64>(to, from, n);
  else if (n >= 4) detail::copy_ends<u32>(to, from, n);
  else if (n >= 2) detail::copy_ends<u16>(to, from, n);
  else if (n == 1) *to = *from;
}

inline bool equal_bytes(const void* left, const void* right, std::size_t n) {
  auto* a = static_cast<const u8*>(left);
  auto* b = static_cast<const u8*>(right);
  if (n > 32) return std::memcmp(a, b, n) == 0;
  if (n >= 16) return detail::equal_ends<unsigned __int128>(a, b, n);
  if (n >= 8) return detail::equal_ends<u64>(a, b, n);
  if (n >= 4) return detail::equal_ends<u32>(a, b, n);
  if (n >= 2) return detail::equal_ends<u16>(a, b, n);
  return n == 0 || *a == *b;
}

}  // namespace rt::text
