// The character sets of the East Asian encodings: which pair of bytes is which character, and back.
//
// The program holds them compressed (east_asian_tables.inc, by tools/gen_east_asian.py). The first use of a table
// expands it; it then stays. Any thread may ask for a table at any time: several threads may expand the same one, and
// the first to be ready publishes its own. No table changes after that.
#pragma once

#include "runtime/text/kinds.h"

namespace rt::text {

enum class DecodeTableId : u8 {
  kJisx0208,
  kJisx0212,
  kJisx0213Plane1,
  kJisx0213Plane2,
  kJisx0213Plane1Of2000,
  kEucJis2004,
  kEucJis2004Long,
  kEucJisx0213,
  kEucJisx0213Long,
  kShiftJis,
  kCp932,
  kShiftJis2004,
  kShiftJisx0213,
  kGb2312,
  kGbk,
  kGb18030,
  kKsx1001,
  kCp949,
  kJohab,
  kBig5,
  kCp950,
  kBig5Hkscs,
  kNoTable,
};
enum class EncodeTableId : u8 {
  kEucJp,
  kJisx0213,
  kJisx0213Of2000,
  kEucJis2004,
  kEucJisx0213,
  kShiftJis,
  kCp932,
  kShiftJis2004,
  kShiftJisx0213,
  kGb2312,
  kGbk,
  kGb18030,
  kEucKr,
  kCp949,
  kJohab,
  kBig5,
  kCp950,
  kBig5Hkscs,
};

struct CharPair {
  char32_t first, second;  // second 0: a single character
};

// Two bytes, of which the first has bit 7 set, to a character or a pair of characters.
class DecodeTable {
 public:
  // The cell of two bytes. 0: they are no character. A surrogate: chars() tells what it is. Else the character.
  u16 cell(u8 lead, u8 trail) const { return cells_[(lead & 0x7Fu) << 8 | trail]; }
  // What a cell that is not 0 means.
  CharPair chars(u16 cell) const { return is_surrogate(cell) ? wide_[cell - kFirstWide] : CharPair{cell, 0}; }

 private:
  friend class DecodeExpansion;
  static constexpr u16 kFirstWide = 0xD800;
  u16 cells_[0x8000];
  u32 wide_count_;
  CharPair wide_[0x800];  // what does not fit into a cell
};

// A character to its bytes.
class EncodeTable {
 public:
  static constexpr u16 kPairFirst = 0xFFFF;
  // The code of a character: a byte, or two bytes, the first one highest. In the encodings with planes, a code whose
  // bit 7 is clear is that of the second plane. 0: the character has no code. kPairFirst: code_of_pair() tells.
  u16 code(char32_t c) const { return c < kLimit ? codes_[page_[c >> 8]][c & 0xFF] : 0; }

 private:
  friend class EncodeExpansion;
  static constexpr char32_t kLimit = 0x30000;
  u16 page_[kLimit >> 8];
  u16 codes_[][256];  // page 0 has no codes
};
// The code of two characters that have one in common; `second` 0: that of the first one alone. 0: there is none.
u16 code_of_pair(EncodeTableId id, char32_t first, char32_t second);

// Immortal. Null: out of memory.
const DecodeTable* decode_table(DecodeTableId id);
const EncodeTable* encode_table(EncodeTableId id);

// The place of a character of the Basic Multilingual Plane among those that GB 18030 writes with four bytes, and back.
// Negative, or 0: there is none.
i32 gb18030_number(char32_t c);
char32_t gb18030_char(u32 number);

}  // namespace rt::text
