// Names of characters. Most names are stored as lists of words (names_tables.inc); the names of Hangul syllables and of
// ideographs are computed. A hash table of the generator leads from a name to its number.
#include "runtime/text/names.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>

namespace rt::text {

namespace {

// A run of consecutive code points with plain names. `index` is the number of the first one's name.
struct NameRun {
  char32_t first;
  u32 index;
};

// A range of characters whose name is a prefix followed by their code in hexadecimal.
struct HexRange {
  char32_t first;
  char32_t last;
  std::string_view prefix;
};

struct NameAlias {
  std::string_view name;
  char32_t c;
};

struct NamedSequence {
  std::string_view name;
  u8 count;
  char16_t chars[4];
};

#include "runtime/text/names_tables.inc"

// ---- plain names
//
// A name is a list of word numbers: one byte for a frequent word, two bytes for another; kNameEnd ends the list. Only
// every kNameBlock-th name and word has an offset in the tables; the others are found by a walk from there.

const u8* name_bytes() { return reinterpret_cast<const u8*>(kNameData); }

bool is_long_word(u8 byte) { return byte >= kOneByteWords && byte != kNameEnd; }

const u8* name_start(u32 index) {
  const u8* p = name_bytes() + kNameOffsets[index / kNameBlock];
  for (u32 skip = index % kNameBlock; skip != 0; ++p) {
    if (is_long_word(*p)) {
      ++p;
    } else if (*p == kNameEnd) {
      --skip;
    }
  }
  return p;
}

std::string_view word_text(unsigned word) {
  const char* p = kNameWords + kWordOffsets[word / kNameBlock];
  for (unsigned skip = word % kNameBlock; skip != 0; --skip) p = std::strchr(p, ' ') + 1;
  return {p, static_cast<std::size_t>(std::strchr(p, ' ') - p)};
}

// Calls f(word) for each word of a name until f returns false.
template <typename F>
bool for_each_word(u32 index, F f) {
  const u8* p = name_start(index);
  while (*p != kNameEnd) {
    unsigned word = *p++;
    if (word >= kOneByteWords) word = kOneByteWords + (word - kOneByteWords) * 256 + *p++;
    if (!f(word_text(word))) return false;
  }
  return true;
}

void append_plain_name(u32 index, std::string& out) {
  std::size_t start = out.size();
  for_each_word(index, [&](std::string_view word) {
    if (out.size() != start) out += ' ';
    out += word;
    return true;
  });
}

bool plain_name_equals(u32 index, std::string_view name) {
  std::size_t at = 0;
  bool same = for_each_word(index, [&](std::string_view word) {
    if (at != 0 && (at >= name.size() || name[at++] != ' ')) return false;
    if (name.substr(std::min(at, name.size()), word.size()) != word) return false;
    at += word.size();
    return true;
  });
  return same && at == name.size();
}

u32 run_end(const NameRun* run) { return run + 1 == std::end(kNameRuns) ? kNameCount : run[1].index; }

// The number of the character's plain name; kNameCount: it has none.
u32 plain_index(char32_t c) {
  const NameRun* run = std::upper_bound(std::begin(kNameRuns), std::end(kNameRuns), c,
                                        [](char32_t value, const NameRun& r) { return value < r.first; });
  if (run == std::begin(kNameRuns)) return kNameCount;
  --run;
  u32 index = run->index + (c - run->first);
  return index < run_end(run) ? index : kNameCount;
}

char32_t char_of_index(u32 index) {
  const NameRun* run = std::upper_bound(std::begin(kNameRuns), std::end(kNameRuns), index,
                                        [](u32 value, const NameRun& r) { return value < r.index; });
  --run;
  return run->first + (index - run->index);
}

// FNV-1a; tools/gen_unicode_names.py computes the same function.
u32 hash_name(std::string_view name) {
  u32 hash = 2166136261u;
  for (char c : name) hash = (hash ^ static_cast<u8>(c)) * 16777619u;
  return hash;
}

std::optional<char32_t> find_plain(std::string_view name) {
  u32 bucket = hash_name(name) % kNameBuckets;
  for (u32 i = kBucketStarts[bucket]; i != kBucketStarts[bucket + 1]; ++i) {
    if (plain_name_equals(kBucketEntries[i], name)) return char_of_index(kBucketEntries[i]);
  }
  return std::nullopt;
}

// ---- computed names

constexpr std::string_view kHangulPrefix = "HANGUL SYLLABLE ";
constexpr std::string_view kHangulLeading[] = {"G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                               "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
constexpr std::string_view kHangulVowels[] = {"A",  "AE", "YA", "YAE", "EO", "E",  "YEO", "YE", "O",  "WA", "WAE",
                                              "OE", "YO", "U",  "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
constexpr std::string_view kHangulTrailing[] = {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D", "L",  "LG",
                                                "LM", "LB", "LS", "LT", "LP", "LH", "M",  "B", "BS", "S",
                                                "SS", "NG", "J",  "C",  "K",  "T",  "P",  "H"};
constexpr char32_t kFirstSyllable = 0xAC00;
constexpr char32_t kHangulSyllableCount = 11172;

void append_hangul(char32_t index, std::string& out) {
  out += kHangulPrefix;
  out += kHangulLeading[index / (21 * 28)];
  out += kHangulVowels[index / 28 % 21];
  out += kHangulTrailing[index % 28];
}

// Takes the longest entry that the text begins with from the text, and returns its index. Some entries are empty, so
// there is always a match.
template <std::size_t kSize>
std::size_t take_longest(const std::string_view (&entries)[kSize], std::string_view& text) {
  std::size_t best = kSize;
  for (std::size_t i = 0; i < kSize; ++i) {
    if (text.starts_with(entries[i]) && (best == kSize || entries[i].size() > entries[best].size())) best = i;
  }
  if (best != kSize) text.remove_prefix(entries[best].size());
  return best;
}

std::optional<char32_t> find_hangul(std::string_view name) {
  if (!name.starts_with(kHangulPrefix)) return std::nullopt;
  name.remove_prefix(kHangulPrefix.size());
  std::size_t leading = take_longest(kHangulLeading, name);
  std::size_t vowel = take_longest(kHangulVowels, name);
  if (vowel == std::size(kHangulVowels)) return std::nullopt;
  std::size_t trailing = take_longest(kHangulTrailing, name);
  if (!name.empty()) return std::nullopt;
  return kFirstSyllable + static_cast<char32_t>((leading * 21 + vowel) * 28 + trailing);
}

void append_hex(char32_t c, std::string& out) {
  for (int shift = c > 0xFFFF ? (c > 0xFFFFF ? 20 : 16) : 12; shift >= 0; shift -= 4) {
    out += "0123456789ABCDEF"[(c >> shift) & 15];
  }
}

std::optional<char32_t> find_in_hex_ranges(std::string_view name) {
  for (const HexRange& range : kHexRanges) {
    if (!name.starts_with(range.prefix)) continue;
    std::string_view digits = name.substr(range.prefix.size());
    if ((digits.size() != 4 && digits.size() != 5) || digits[0] == '0') continue;
    char32_t c = 0;
    for (char digit : digits) {
      bool decimal = digit >= '0' && digit <= '9';
      if (!decimal && !(digit >= 'A' && digit <= 'F')) return std::nullopt;
      c = c * 16 + static_cast<char32_t>(decimal ? digit - '0' : digit - 'A' + 10);
    }
    if (c >= range.first && c <= range.last) return c;
  }
  return std::nullopt;
}

// ---- lists of names

template <typename Entry, std::size_t kSize>
const Entry* find_entry(const Entry (&entries)[kSize], std::string_view name) {
  const Entry* hit = std::lower_bound(std::begin(entries), std::end(entries), name,
                                      [](const Entry& entry, std::string_view value) { return entry.name < value; });
  return hit != std::end(entries) && hit->name == name ? hit : nullptr;
}

// The name in upper case, in the caller's buffer; empty if it is longer than any name.
std::string_view upper_name(std::string_view name, char (&buffer)[kMaxNameLength]) {
  if (name.size() > kMaxNameLength) return {};
  for (std::size_t i = 0; i < name.size(); ++i) {
    char c = name[i];
    buffer[i] = c >= 'a' && c <= 'z' ? static_cast<char>(c - 0x20) : c;
  }
  return {buffer, name.size()};
}

}  // namespace

bool append_char_name(char32_t c, std::string& out) {
  if (c - kFirstSyllable < kHangulSyllableCount) {
    append_hangul(c - kFirstSyllable, out);
    return true;
  }
  for (const HexRange& range : kHexRanges) {
    if (c < range.first || c > range.last) continue;
    out += range.prefix;
    append_hex(c, out);
    return true;
  }
  u32 index = plain_index(c);
  if (index == kNameCount) return false;
  append_plain_name(index, out);
  return true;
}

std::optional<char32_t> find_char_by_name(std::string_view name) {
  char buffer[kMaxNameLength];
  name = upper_name(name, buffer);
  if (name.empty()) return std::nullopt;
  if (auto c = find_plain(name)) return c;
  if (auto c = find_hangul(name)) return c;
  if (auto c = find_in_hex_ranges(name)) return c;
  const NameAlias* alias = find_entry(kNameAliases, name);
  if (alias == nullptr) return std::nullopt;
  return alias->c;
}

std::span<const char16_t> find_named_sequence(std::string_view name) {
  char buffer[kMaxNameLength];
  const NamedSequence* sequence = find_entry(kNamedSequences, upper_name(name, buffer));
  if (sequence == nullptr) return {};
  return {sequence->chars, sequence->count};
}

}  // namespace rt::text
