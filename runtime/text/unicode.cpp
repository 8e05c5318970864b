// Properties and mappings of single characters, read from the generated tables in unicode_tables.inc.
#include "runtime/text/unicode.h"

#include <algorithm>
#include <iterator>

namespace rt::text {

namespace {

struct CompositionPair {
  char32_t first;
  char32_t second;
  char32_t composed;
};

}  // namespace

#include "runtime/text/unicode_tables.inc"

// ---- case

namespace {

// `field` of a record is the difference to the mapped character. If `special`, it is the index of an entry of the side
// table: the simple mapping, the number of characters of the full mapping, and these characters.
char32_t simple_mapping(char32_t c, i32 field, bool special) {
  return special ? kSpecialMappings[field] : c + static_cast<char32_t>(field);
}

std::size_t full_mapping(char32_t c, i32 field, bool special, char32_t out[3]) {
  if (!special) {
    out[0] = c + static_cast<char32_t>(field);
    return 1;
  }
  std::size_t count = kSpecialMappings[field + 1];
  std::copy_n(&kSpecialMappings[field + 2], count, out);
  return count;
}

}  // namespace

char32_t simple_upper(char32_t c) {
  const CharRecord& r = char_record(c);
  return simple_mapping(c, r.upper, (r.flags & kUpperSpecial) != 0);
}

char32_t simple_lower(char32_t c) {
  const CharRecord& r = char_record(c);
  return simple_mapping(c, r.lower, (r.flags & kLowerSpecial) != 0);
}

std::size_t full_upper(char32_t c, char32_t out[3]) {
  const CharRecord& r = char_record(c);
  return full_mapping(c, r.upper, (r.flags & kUpperSpecial) != 0, out);
}

std::size_t full_lower(char32_t c, char32_t out[3]) {
  const CharRecord& r = char_record(c);
  return full_mapping(c, r.lower, (r.flags & kLowerSpecial) != 0, out);
}

std::size_t full_title(char32_t c, char32_t out[3]) {
  const CharRecord& r = char_record(c);
  return full_mapping(c, r.title, (r.flags & kTitleSpecial) != 0, out);
}

std::size_t full_casefold(char32_t c, char32_t out[3]) {
  const CharRecord& r = char_record(c);
  return full_mapping(c, r.fold, (r.flags & kFoldSpecial) != 0, out);
}

// ---- properties with values

std::optional<double> numeric_value(char32_t c) {
  u16 index = char_record(c).numeric;
  if (index == 0) return std::nullopt;
  return kNumericValues[index];
}

std::string_view category(char32_t c) { return kCategories[char_record(c).category]; }
std::string_view bidirectional(char32_t c) { return kBidirectional[char_record(c).bidirectional]; }
std::string_view east_asian_width(char32_t c) { return kWidths[char_record(c).east_asian_width]; }
std::string_view unicode_version() { return kUnicodeVersion; }

// ---- decomposition

Decomposition decomposition(char32_t c) {
  if (c > 0x10FFFF) return {};
  std::size_t block = std::size_t{kDecompositionIndex1[c >> kCharShift]} << kCharShift;
  std::size_t at = kDecompositionIndex2[block + (c & ((1u << kCharShift) - 1))];
  if (at == 0) return {};
  char32_t head = kDecompositions[at];
  return {kDecompositionTags[head >> 8], {&kDecompositions[at + 1], head & 0xFF}};
}

char32_t compose_pair(char32_t first, char32_t second) {
  const CompositionPair* end = std::end(kCompositionPairs);
  const CompositionPair* hit =
      std::lower_bound(std::begin(kCompositionPairs), end, 0, [&](const CompositionPair& pair, int) {
        return pair.first != first ? pair.first < first : pair.second < second;
      });
  return hit != end && hit->first == first && hit->second == second ? hit->composed : 0;
}

}  // namespace rt::text
