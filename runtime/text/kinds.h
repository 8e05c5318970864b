// The representation of strings: all characters of a string have code units of the same size, 1, 2 or 4 bytes (Latin-1,
// UCS-2, UCS-4). The kind is the smallest size that holds every character. The `ascii` bit means that all characters
// are below 0x80.
#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

#include "gc/base/bits.h"

namespace rt::text {

inline constexpr std::size_t kNotFound = static_cast<std::size_t>(-1);
inline constexpr char32_t kMaxCodePoint = 0x10FFFF;

// A view of characters, which it borrows. Bytes are viewed as kind 1 with `ascii` false.
struct StrView {
  const void* data = "";
  std::size_t length = 0;  // in code points
  u8 kind = 1;             // bytes of a code unit: 1, 2 or 4
  bool ascii = true;

  const u8* units1() const { return static_cast<const u8*>(data); }
  const u16* units2() const { return static_cast<const u16*>(data); }
  const char32_t* units4() const { return static_cast<const char32_t*>(data); }

  char32_t at(std::size_t i) const {
    if (kind == 1) return units1()[i];
    if (kind == 2) return units2()[i];
    return units4()[i];
  }
  bool empty() const { return length == 0; }
  std::size_t byte_size() const { return length * kind; }
  // The characters [from, from + count). The kind of the result may be larger than its characters need.
  StrView sub(std::size_t from, std::size_t count) const {
    return {static_cast<const u8*>(data) + from * kind, count, kind, ascii};
  }
  StrView from(std::size_t start) const { return sub(start, length - start); }
};

inline StrView ascii_view(std::string_view text) { return {text.data(), text.size(), 1, true}; }
inline StrView latin1_view(const void* data, std::size_t length) { return {data, length, 1, false}; }
inline StrView bytes_view(const void* data, std::size_t length) { return {data, length, 1, false}; }

// The smallest kind for characters up to `max_char` (an upper bound or the OR of all characters).
inline constexpr u8 kind_for(char32_t max_char) { return max_char < 0x100 ? 1 : max_char < 0x10000 ? 2 : 4; }

// Calls f(const Unit* units) with the type of the view's units.
template <typename F>
inline auto with_kind(const StrView& view, F&& f) {
  if (view.kind == 1) return f(view.units1());
  if (view.kind == 2) return f(view.units2());
  return f(view.units4());
}

inline constexpr bool is_surrogate(char32_t c) { return (c & 0xFFFFF800) == 0xD800; }
inline constexpr bool is_high_surrogate(char32_t c) { return (c & 0xFFFFFC00) == 0xD800; }
inline constexpr bool is_low_surrogate(char32_t c) { return (c & 0xFFFFFC00) == 0xDC00; }
inline constexpr char32_t join_surrogates(char32_t high, char32_t low) {
  return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

// A bound of the characters for kind_for(): the result is below 0x80, 0x100 or 0x10000 exactly if every character is.
char32_t char_mask(const StrView& view);
// Copies characters into units of another kind, which must be able to hold all of them.
void copy_units(const StrView& from, void* to, u8 to_kind);
bool is_ascii(const void* data, std::size_t length);

}  // namespace rt::text
