// Membership of a character in a set. Below 256 the answer comes from a table that make_charset() fills; above, the
// rows of the set's description are read one after the other.
#include "runtime/library/regex/sre_charset.h"

#include <cctype>
#include <cstring>

#include "gc/heap/heap.h"
#include "runtime/text/unicode.h"

namespace rt::sre {

// ---- single characters

u32 fold_ascii(u32 c) { return c - 'A' < 26 ? c + 32 : c; }
u32 fold_unicode(u32 c) { return c < 128 ? fold_ascii(c) : static_cast<u32>(text::simple_lower(c)); }
u32 lower_locale(u32 c) { return c < 256 ? static_cast<u32>(std::tolower(static_cast<int>(c))) : c; }
u32 upper_locale(u32 c) { return c < 256 ? static_cast<u32>(std::toupper(static_cast<int>(c))) : c; }

u32 fold_char(Fold fold, u32 c) {
  switch (fold) {
    case Fold::kNone: return c;
    case Fold::kAscii: return fold_ascii(c);
    case Fold::kUnicode: return fold_unicode(c);
    case Fold::kLocale: return lower_locale(c);
  }
  return c;
}

bool is_word_ascii(u32 c) { return (c | 32) - 'a' < 26 || c - '0' < 10 || c == '_'; }
bool is_word_locale(u32 c) { return c < 256 && (std::isalnum(static_cast<int>(c)) || c == '_'); }
bool is_word_unicode(u32 c) { return c < 128 ? is_word_ascii(c) : text::is_alnum(c); }

bool in_category(Category category, u32 c) {
  switch (category) {
    case Category::kDigit: return c - '0' < 10;
    case Category::kNotDigit: return !(c - '0' < 10);
    case Category::kSpace: return text::is_ascii_space(c);
    case Category::kNotSpace: return !text::is_ascii_space(c);
    case Category::kWord: return is_word_ascii(c);
    case Category::kNotWord: return !is_word_ascii(c);
    case Category::kLinebreak: return c == '\n';
    case Category::kNotLinebreak: return c != '\n';
    case Category::kLocWord: return is_word_locale(c);
    case Category::kLocNotWord: return !is_word_locale(c);
    case Category::kUniDigit: return text::is_decimal(c);
    case Category::kUniNotDigit: return !text::is_decimal(c);
    case Category::kUniSpace: return text::is_space(c);
    case Category::kUniNotSpace: return !text::is_space(c);
    case Category::kUniWord: return is_word_unicode(c);
    case Category::kUniNotWord: return !is_word_unicode(c);
    case Category::kUniLinebreak: return text::is_line_break(c);
    case Category::kUniNotLinebreak: return !text::is_line_break(c);
    case Category::kCount: break;
  }
  return false;
}

// ---- descriptions

static bool in_bitmap(const u32* bits, u32 c) { return bits[c >> 5] >> (c & 31) & 1; }

static bool in_big_bitmap(const u32* words, u32 c) {
  if (c >= 65536) return false;
  u32 block = words[1 + (c >> 10)] >> (c >> 8 & 3) * 8 & 0xFF;  // block numbers are bytes, low ones first
  return in_bitmap(words + 65 + block * 8, c & 0xFF);
}

static bool in_range(u32 c, const u32* bounds) { return c >= bounds[0] && c <= bounds[1]; }

static bool described(const u32* at, u32 c) {
  bool found = true;
  for (;;) {
    switch (static_cast<SetOp>(*at++)) {
      case SetOp::kEnd: return !found;
      case SetOp::kNegate: found = !found; break;
      case SetOp::kLiteral:
        if (c == at[0]) return found;
        at += 1;
        break;
      case SetOp::kRange:
        if (in_range(c, at)) return found;
        at += 2;
        break;
      case SetOp::kRangeIgnore:
        if (in_range(c, at) || in_range(static_cast<u32>(text::simple_upper(c)), at)) return found;
        at += 2;
        break;
      case SetOp::kCategory:
        if (in_category(static_cast<Category>(at[0]), c)) return found;
        at += 1;
        break;
      case SetOp::kBitmap:
        if (c < 256 && in_bitmap(at, c)) return found;
        at += 8;
        break;
      case SetOp::kBigBitmap:
        if (in_big_bitmap(at, c)) return found;
        at += 65 + at[0] * 8;
        break;
    }
  }
}

bool Charset::contains_slow(u32 c) const {
  bool found;
  if (fold == Fold::kLocale) {
    u32 upper = upper_locale(c), lower = lower_locale(c);
    found = described(description, lower) || (upper != lower && described(description, upper));
  } else {
    found = described(description, fold_char(fold, c));
  }
  return found != invert;
}

// Decides whether the set has all characters from 256 on, none, or must be asked each time. A character from 256 on can
// only be folded below 256 by the kinds of folding that give up here (kHighAsk).
static Charset::High judge_high(const Charset* set) {
  if (set->dynamic || set->fold == Fold::kUnicode) return Charset::kHighAsk;
  bool found = true;
  for (const u32* at = set->description;;) {
    switch (static_cast<SetOp>(*at++)) {
      case SetOp::kEnd: return !found != set->invert ? Charset::kHighAll : Charset::kHighNone;
      case SetOp::kNegate: found = !found; break;
      case SetOp::kLiteral:
        if (at[0] >= 256) return Charset::kHighAsk;
        at += 1;
        break;
      case SetOp::kRange:
        if (at[1] >= 256) return Charset::kHighAsk;
        at += 2;
        break;
      case SetOp::kCategory: {
        auto category = static_cast<Category>(at[0]);
        if (category > Category::kNotLinebreak) return Charset::kHighAsk;
        if (in_category(category, 256)) return found != set->invert ? Charset::kHighAll : Charset::kHighNone;
        at += 1;
        break;
      }
      case SetOp::kBitmap: at += 8; break;
      case SetOp::kRangeIgnore:
      case SetOp::kBigBitmap: return Charset::kHighAsk;
    }
  }
}

static bool depends_on_locale(const u32* at, Fold fold) {
  if (fold == Fold::kLocale) return true;
  for (;;) {
    switch (static_cast<SetOp>(*at++)) {
      case SetOp::kEnd: return false;
      case SetOp::kNegate: break;
      case SetOp::kLiteral: at += 1; break;
      case SetOp::kRange:
      case SetOp::kRangeIgnore: at += 2; break;
      case SetOp::kCategory: {
        auto category = static_cast<Category>(*at++);
        if (category == Category::kLocWord || category == Category::kLocNotWord) return true;
        break;
      }
      case SetOp::kBitmap: at += 8; break;
      case SetOp::kBigBitmap: at += 65 + at[0] * 8; break;
    }
  }
}

Charset* make_charset(const u32* description, u32 words, Fold fold, bool invert) {
  auto* set = static_cast<Charset*>(gc::raw_alloc(sizeof(Charset) + words * sizeof(u32)));
  if (!set) return nullptr;
  std::memcpy(set->description, description, words * sizeof(u32));
  set->words = words;
  set->fold = fold;
  set->invert = invert;
  set->dynamic = depends_on_locale(description, fold);
  set->high = judge_high(set);
  for (u32 c = 0; c < 256; ++c) set->table[c] = set->dynamic ? 0 : set->contains_slow(c);
  return set;
}

}  // namespace rt::sre
