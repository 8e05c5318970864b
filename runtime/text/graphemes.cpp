// Extended grapheme clusters: the rules GB3 to GB13 of Unicode Standard Annex 29, and the look-up of properties.
#include "runtime/text/graphemes.h"

#include <algorithm>
#include <iterator>

namespace rt::text {

namespace {

struct GraphemeRange {
  char32_t first, last;
  u8 bits;  // Cut, Conjunct << 4, pictographic << 6
};
struct BlockRange {
  char32_t first, last;
  std::string_view name;
};

#include "runtime/text/graphemes_tables.inc"

constexpr char32_t kFirstHangul = 0xAC00, kLastHangul = 0xD7A3, kFinals = 28;

// The range that holds `c`; null: none.
template <class Range, size_t N>
const Range* find(const Range (&ranges)[N], char32_t c) {
  auto range = std::lower_bound(std::begin(ranges), std::end(ranges), c,
                                [](const Range& r, char32_t code) { return r.last < code; });
  return range != std::end(ranges) && range->first <= c ? range : nullptr;
}

bool is_one_of(Cut cut, std::initializer_list<Cut> set) { return std::find(set.begin(), set.end(), cut) != set.end(); }
bool is_control(Cut cut) { return is_one_of(cut, {Cut::kCr, Cut::kLf, Cut::kControl}); }

// What the rules must know of the characters of the cluster so far.
class Cluster {
 public:
  explicit Cluster(const GraphemeProperties& first) : last_(first) { note(first); }

  // Does the cluster go on with this character? If so, the character becomes its last one.
  bool takes(const GraphemeProperties& next) {
    if (!joins(next)) return false;
    note(next);
    last_ = next;
    return true;
  }

 private:
  bool joins(const GraphemeProperties& next) const {
    Cut a = last_.cut, b = next.cut;
    if (a == Cut::kCr && b == Cut::kLf) return true;                                                    // GB3
    if (is_control(a) || is_control(b)) return false;                                                   // GB4, GB5
    if (a == Cut::kL && is_one_of(b, {Cut::kL, Cut::kV, Cut::kLv, Cut::kLvt})) return true;             // GB6
    if (is_one_of(a, {Cut::kLv, Cut::kV}) && is_one_of(b, {Cut::kV, Cut::kT})) return true;             // GB7
    if (is_one_of(a, {Cut::kLvt, Cut::kT}) && b == Cut::kT) return true;                                // GB8
    if (is_one_of(b, {Cut::kExtend, Cut::kZwj, Cut::kSpacingMark}) || a == Cut::kPrepend) return true;  // GB9, a, b
    if (linked_ && next.conjunct == Conjunct::kConsonant) return true;                                  // GB9c
    if (joined_pictograph_ && next.pictographic) return true;                                           // GB11
    return a == Cut::kRegionalIndicator && b == Cut::kRegionalIndicator && indicators_ % 2 == 1;        // GB12, GB13
  }

  void note(const GraphemeProperties& c) {
    indicators_ = c.cut == Cut::kRegionalIndicator ? indicators_ + 1 : 0;
    joined_pictograph_ = pictograph_ && c.cut == Cut::kZwj;
    pictograph_ = c.pictographic || (pictograph_ && c.cut == Cut::kExtend);
    if (c.conjunct == Conjunct::kConsonant) {
      consonant_ = true;
      linked_ = false;
    } else if (c.conjunct == Conjunct::kLinker) {
      linked_ = consonant_;
    } else if (c.conjunct == Conjunct::kNone) {
      consonant_ = linked_ = false;
    }
  }

  GraphemeProperties last_;
  u32 indicators_ = 0;                                   // regional indicators at the end
  bool pictograph_ = false, joined_pictograph_ = false;  // ends with a pictograph and its extenders; and with a joiner
  bool consonant_ = false, linked_ = false;  // ends with a consonant and its marks; with a linker among them
};

}  // namespace

GraphemeProperties grapheme_properties(char32_t c) {
  if (c >= kFirstHangul && c <= kLastHangul)
    return {(c - kFirstHangul) % kFinals ? Cut::kLvt : Cut::kLv, Conjunct::kNone, false};
  const GraphemeRange* range = find(kRanges, c);
  if (!range) return {Cut::kOther, Conjunct::kNone, false};
  return {static_cast<Cut>(range->bits & 15), static_cast<Conjunct>(range->bits >> 4 & 3), (range->bits >> 6 & 1) != 0};
}

std::string_view cut_name(Cut cut) {
  static constexpr std::string_view kNames[] = {
      "Other",   "CR",          "LF", "Control", "Extend", "ZWJ", "Regional_Indicator",
      "Prepend", "SpacingMark", "L",  "V",       "T",      "LV",  "LVT"};
  return kNames[static_cast<size_t>(cut)];
}

std::string_view conjunct_name(Conjunct conjunct) {
  static constexpr std::string_view kNames[] = {"None", "Linker", "Consonant", "Extend"};
  return kNames[static_cast<size_t>(conjunct)];
}

std::string_view block_name(char32_t c) {
  const BlockRange* block = find(kBlocks, c);
  return block ? block->name : "No_Block";
}

size_t grapheme_end(const StrView& text, size_t start, size_t end) {
  Cluster cluster(grapheme_properties(text.at(start)));
  size_t at = start + 1;
  while (at < end && cluster.takes(grapheme_properties(text.at(at)))) ++at;
  return at;
}

}  // namespace rt::text
