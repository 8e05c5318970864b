// Finding, counting, comparing and replacing text of any kinds. For bytes pass bytes_view().
//
// Single characters are found by memchr or SSE2. Long needles are found by the two-way algorithm (Crochemore and
// Perrin, 1991), which takes linear time and constant space for any input.
#pragma once

#include <cstddef>
#include <cstdint>

#include "runtime/text/builder.h"
#include "runtime/text/kinds.h"

namespace rt::text {

std::size_t find_char(const StrView& text, char32_t c, std::size_t from = 0);  // index or kNotFound
std::size_t rfind_char(const StrView& text, char32_t c);
std::size_t count_char(const StrView& text, char32_t c);

// An empty needle is found at 0 (find), at the end (rfind) and length + 1 times (count).
std::size_t find(const StrView& text, const StrView& needle, std::size_t from = 0);
std::size_t rfind(const StrView& text, const StrView& needle);
std::size_t count(const StrView& text, const StrView& needle, std::size_t limit = kNotFound);
inline bool contains(const StrView& text, const StrView& needle) { return find(text, needle) != kNotFound; }
bool starts_with(const StrView& text, const StrView& prefix);
bool ends_with(const StrView& text, const StrView& suffix);

bool equal(const StrView& a, const StrView& b);
int compare(const StrView& a, const StrView& b);  // by code point: -1, 0, 1

// A needle that is prepared once for repeated searches. It borrows the needle's characters.
class Finder {
 public:
  explicit Finder(const StrView& needle);
  std::size_t find(const StrView& text, std::size_t from = 0) const;
  const StrView& needle() const { return needle_; }

 private:
  StrView needle_;
  std::size_t critical_ = 0;  // two-way: position of the critical factorisation
  std::size_t period_ = 0;
  bool periodic_ = false;
};

// str.replace(): appends the result and returns the number of replacements. 0: there is nothing to replace, and nothing
// has been appended; the caller can return the original object. kNotFound: there is no memory for the result, and
// out.ok() is false.
std::size_t replace(const StrView& text, const StrView& from, const StrView& to, std::size_t limit, UcsBuilder& out);
std::size_t replace_bytes(const StrView& text, const StrView& from, const StrView& to, std::size_t limit,
                          ByteBuilder& out);

}  // namespace rt::text
