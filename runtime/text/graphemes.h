// Where text may be cut so that what a reader takes for one character stays whole: extended grapheme clusters (Unicode
// Standard Annex 29, Unicode 17). Also the names of blocks.
#pragma once

#include <string_view>

#include "runtime/text/kinds.h"

namespace rt::text {

// The values of Grapheme_Cluster_Break and Indic_Conjunct_Break, in the order of tools/gen_graphemes.py.
enum class Cut : u8 {
  kOther,
  kCr,
  kLf,
  kControl,
  kExtend,
  kZwj,
  kRegionalIndicator,
  kPrepend,
  kSpacingMark,
  kL,
  kV,
  kT,
  kLv,
  kLvt
};
enum class Conjunct : u8 { kNone, kLinker, kConsonant, kExtend };

struct GraphemeProperties {
  Cut cut;
  Conjunct conjunct;
  bool pictographic;
};
GraphemeProperties grapheme_properties(char32_t c);
std::string_view cut_name(Cut cut);
std::string_view conjunct_name(Conjunct conjunct);
std::string_view block_name(char32_t c);  // "No_Block" outside all blocks

// The end of the cluster that begins at `start`, at most `end`; start < end.
size_t grapheme_end(const StrView& text, size_t start, size_t end);

}  // namespace rt::text
