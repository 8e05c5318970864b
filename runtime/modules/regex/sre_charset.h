// Sets of characters and the classification of single ones: what `[...]`, \w and IGNORECASE need.
#pragma once

#include "runtime/object/value.h"

namespace rt::sre {

// How letters of both cases are made equal.
enum class Fold : u32 { kNone, kAscii, kUnicode, kLocale };
u32 fold_ascii(u32 c);
u32 fold_unicode(u32 c);
u32 lower_locale(u32 c);
u32 upper_locale(u32 c);
u32 fold_char(Fold fold, u32 c);

bool is_word_ascii(u32 c);
bool is_word_locale(u32 c);
bool is_word_unicode(u32 c);

enum class Category : u32 {
  kDigit,
  kNotDigit,
  kSpace,
  kNotSpace,
  kWord,
  kNotWord,
  kLinebreak,
  kNotLinebreak,
  kLocWord,
  kLocNotWord,
  kUniDigit,
  kUniNotDigit,
  kUniSpace,
  kUniNotSpace,
  kUniWord,
  kUniNotWord,
  kUniLinebreak,
  kUniNotLinebreak,
  kCount
};
bool in_category(Category category, u32 c);

// One row of a set's description; the first that decides, decides.
enum class SetOp : u32 {
  kEnd,
  kLiteral,      // c
  kRange,        // low, high
  kRangeIgnore,  // low, high: the character or its upper case
  kCategory,     // category
  kBitmap,       // 8 words: characters below 256
  kBigBitmap,    // n, 64 words (256 block numbers), n blocks of 8 words: characters below 65536
  kNegate,       // turns the meaning of what follows round
};

// Below 256 a set is a table; above, its description is asked. Sets that depend on the locale are always asked.
struct Charset {
  enum High : u8 { kHighNone, kHighAll, kHighAsk };
  Fold fold;
  bool invert;   // of the whole, after folding
  bool dynamic;  // depends on the locale
  High high;     // characters from 256 on
  u32 words;     // length of the description
  u8 table[256];
  u32 description[];

  bool contains_slow(u32 c) const;
  bool contains(u32 c) const {
    if (c < 256 && !dynamic) [[likely]]
      return table[c];
    if (high != kHighAsk) return high == kHighAll;
    return contains_slow(c);
  }
};
// `description` ends with kEnd and must be well formed. Null: no memory. Freed with gc::raw_free.
Charset* make_charset(const u32* description, u32 words, Fold fold, bool invert);

}  // namespace rt::sre
