// Names of characters, in both directions: unicodedata.name(), unicodedata.lookup(), \N{...}.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace rt::text {

// No name is longer: of the names in the database and of the computed ones.
inline constexpr std::size_t kMaxNameLength = 128;

// Appends the character's name. False: the character has no name. Aliases are not names.
bool append_char_name(char32_t c, std::string& out);

// Finds a character by its name or an alias; upper and lower case do not matter.
std::optional<char32_t> find_char_by_name(std::string_view name);
// The two to four characters of a named sequence; empty: there is no sequence of this name.
std::span<const char16_t> find_named_sequence(std::string_view name);

}  // namespace rt::text
