// Names of characters, in both directions: unicodedata.name(), unicodedata.lookup(), \N{...}.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace rt::text {

// Longest name in the database with room for the computed ones.
inline constexpr std::size_t kMaxNameLength = 128;

// Appends the name; false when the character has none (aliases are not names).
bool append_char_name(char32_t c, std::string& out);

// By name (any ASCII case) or alias.
std::optional<char32_t> find_char_by_name(std::string_view name);
// Named sequences: two to four characters; empty when there is none of this name.
std::span<const char16_t> find_named_sequence(std::string_view name);

}  // namespace rt::text
