// Sets of characters and the classes of single characters, for `[...]`, \w and IGNORECASE. Pure functions; sets are
// immutable, so all threads may use them.
#pragma once

#include "runtime/object/value.h"

namespace rt::sre {

// How upper and lower case are made equal before a comparison.
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

// One row of a set's description. The first row that contains the character decides.
enum class SetOp : u32 {
  kEnd,
  kLiteral,      // c
  kRange,        // low, high
  kRangeIgnore,  // low, high: the character or its upper case
  kCategory,     // category
  kBitmap,       // 8 words: characters below 256
  kBigBitmap,    // n, 64 words (256 block numbers), n blocks of 8 words: characters below 65536
  kNegate,       // from here on, a row that contains the character means "not in the set"
};

// A set of characters. Below 256 it is a table; above, its description is read. A set that depends on the locale has no
// table, because the locale may change.
struct Charset {
  enum High : u8 { kHighNone, kHighAll, kHighAsk };
  Fold fold;
  bool invert;   // inverts the whole set, after folding
  bool dynamic;  // depends on the locale
  High high;     // the answer for all characters from 256 on
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
// `description` is copied; it ends with kEnd and must be well formed. The caller frees the set with gc::raw_free. Null:
// no memory.
Charset* make_charset(const u32* description, u32 words, Fold fold, bool invert);

}  // namespace rt::sre
