// Normalization: the text is cut into segments that do not interact. Each segment is decomposed, sorted by combining
// class, and composed again for NFC and NFKC.
#include "runtime/text/normalize.h"

#include <algorithm>

#include "runtime/text/plain_array.h"
#include "runtime/text/unicode_3_2.h"

namespace rt::text {

namespace {

// Hangul syllables are composed by arithmetic from 19 leading consonants, 21 vowels and 28 trailing consonants, of
// which the first stands for "none".
constexpr char32_t kSyllables = 0xAC00;
constexpr char32_t kLeading = 0x1100;
constexpr char32_t kVowels = 0x1161;
constexpr char32_t kTrailing = 0x11A7;
constexpr char32_t kLeadingCount = 19;
constexpr char32_t kVowelCount = 21;
constexpr char32_t kTrailingCount = 28;
constexpr char32_t kSyllableCount = kLeadingCount * kVowelCount * kTrailingCount;

bool is_syllable(char32_t c) { return c - kSyllables < kSyllableCount; }

char32_t compose(char32_t first, char32_t second) {
  if (first - kLeading < kLeadingCount && second - kVowels < kVowelCount) {
    return kSyllables + ((first - kLeading) * kVowelCount + (second - kVowels)) * kTrailingCount;
  }
  bool open_syllable = is_syllable(first) && (first - kSyllables) % kTrailingCount == 0;
  if (open_syllable && second > kTrailing && second < kTrailing + kTrailingCount) return first + (second - kTrailing);
  return compose_pair(first, second);
}

bool is_compatible(NormalForm form) { return form == NormalForm::kNfkc || form == NormalForm::kNfkd; }
bool is_composed(NormalForm form) { return form == NormalForm::kNfc || form == NormalForm::kNfkc; }

u32 excluded_flag(NormalForm form) {
  switch (form) {
    case NormalForm::kNfc: return kNfcNo;
    case NormalForm::kNfd: return kNfdNo;
    case NormalForm::kNfkc: return kNfkcNo;
    default: return kNfkdNo;
  }
}

// For characters of ASCII, as far as normalization is concerned.
constexpr CharRecord kNothingSpecial{};

// A run of characters that may be reordered or composed among themselves, but not with characters outside.
class Segment {
 public:
  using Decompose = Decomposition (*)(char32_t);
  Segment(NormalForm form, Decompose decompose)
      : decompose_(decompose),
        decomposes_(is_compatible(form) ? kNfkdNo : kNfdNo),
        compatible_(is_compatible(form)),
        composes_(is_composed(form)) {}

  // Adds the full decomposition of `c`. If a character begins a new segment, the complete one is flushed to `out`
  // first.
  void add(char32_t c, UcsBuilder& out) {
    if (c < 0x80) return add_plain(c, kNothingSpecial, out);
    const CharRecord& record = char_record(c);
    if ((record.flags & decomposes_) == 0) return add_plain(c, record, out);
    if (is_syllable(c)) return add_syllable(c, out);
    Decomposition d = decompose_(c);
    if (d.chars.empty() || (!d.tag.empty() && !compatible_)) return add_plain(c, record, out);
    for (char32_t part : d.chars) {
      const CharRecord& of_part = part < 0x80 ? kNothingSpecial : char_record(part);
      if ((of_part.flags & decomposes_) != 0) add(part, out);  // a recursion, but mostly there is none
      else add_plain(part, of_part, out);
    }
  }

  void flush(UcsBuilder& out) {
    if (!composes_) {
      if (!in_order_) sort_written(out);
      return;
    }
    if (chars_.size() == 1 && chars_.ok()) out.append(chars_[0]);  // mostly there is nothing to sort or to compose
    else flush_several(out);
    chars_.clear();
    last_class_ = 0;
  }

 private:
  // Sorts the combining characters at the end of `out`.
  [[gnu::noinline]] void sort_written(UcsBuilder& out) {
    for (std::size_t i = combining_from_; i < out.length(); ++i) chars_.push_back(out.at(i));
    if (!chars_.ok()) return out.fail();
    sort_run(0, chars_.size());
    if (!keys_.ok()) return out.fail();
    for (std::size_t i = 0; i < chars_.size(); ++i) out.set(combining_from_ + i, chars_[i]);
    chars_.clear();
    in_order_ = true;
  }

  [[gnu::noinline]] void flush_several(UcsBuilder& out) {
    if (!in_order_) sort();
    if (!chars_.ok() || !keys_.ok()) return out.fail();
    if (composes_) compose_all();
    for (char32_t c : chars_) out.append(c);
    in_order_ = true;
  }

  void add_syllable(char32_t c, UcsBuilder& out) {
    char32_t index = c - kSyllables;
    add_jamo(kLeading + index / (kVowelCount * kTrailingCount), out);
    add_jamo(kVowels + index / kTrailingCount % kVowelCount, out);
    if (index % kTrailingCount != 0) add_jamo(kTrailing + index % kTrailingCount, out);
  }
  void add_jamo(char32_t c, UcsBuilder& out) { add_plain(c, char_record(c), out); }

  TINYPY_INLINE void add_plain(char32_t c, const CharRecord& record, UcsBuilder& out) {
    if (!composes_) return write(c, record, out);
    if (record.combining == 0 && !(record.flags & kComposesBack) && !chars_.empty()) flush(out);
    note_order(record);
    chars_.push_back(c);
  }

  // What is not composed is written at once, and sorted where it stands.
  TINYPY_INLINE void write(char32_t c, const CharRecord& record, UcsBuilder& out) {
    if (record.combining == 0) {
      if (!in_order_) sort_written(out);
    } else if (last_class_ == 0) {
      combining_from_ = out.length();
    }
    note_order(record);
    out.append(c);
  }

  void note_order(const CharRecord& record) {
    if (record.combining != 0 && record.combining < last_class_) in_order_ = false;
    last_class_ = record.combining;
  }

  // Canonical order: sorts each run of combining characters by their class; the sort is stable.
  void sort() {
    for (auto begin = chars_.begin(); begin != chars_.end();) {
      auto combines = [](char32_t c) { return combining_class(c) != 0; };
      begin = std::find_if(begin, chars_.end(), combines);
      auto end = std::find_if_not(begin, chars_.end(), combines);
      sort_run(static_cast<std::size_t>(begin - chars_.begin()), static_cast<std::size_t>(end - chars_.begin()));
      begin = end;
    }
  }

  // Sorts one run. A key holds the class, then the position, which makes the sort stable, then the character.
  void sort_run(std::size_t begin, std::size_t end) {
    auto by_class = [](char32_t a, char32_t b) { return combining_class(a) < combining_class(b); };
    if (std::is_sorted(chars_.begin() + begin, chars_.begin() + end, by_class)) return;
    constexpr unsigned kCharBits = 21;
    constexpr unsigned kClassShift = 56;
    if (!keys_.resize(end - begin)) return;
    for (std::size_t i = begin; i < end; ++i) {
      auto key = static_cast<u64>(combining_class(chars_[i])) << kClassShift;
      keys_[i - begin] = key | static_cast<u64>(i - begin) << kCharBits | chars_[i];
    }
    std::sort(keys_.begin(), keys_.end());
    for (std::size_t i = begin; i < end; ++i) {
      chars_[i] = static_cast<char32_t>(keys_[i - begin] & ((u64{1} << kCharBits) - 1));
    }
  }

  // Composes each character with the last starter, unless a character of the same class or a higher one is in between.
  void compose_all() {
    if (chars_.size() < 2) return;
    std::size_t kept = 0;
    std::size_t starter = kNotFound;
    int last_class = 0;
    for (char32_t c : chars_) {
      int combining = combining_class(c);
      bool adjacent = starter != kNotFound && kept == starter + 1;
      bool reachable = adjacent || (starter != kNotFound && last_class < combining);
      char32_t composed = reachable ? compose(chars_[starter], c) : 0;
      if (composed != 0) {
        chars_[starter] = composed;
        continue;
      }
      if (combining == 0) starter = kept;
      last_class = combining;
      chars_[kept++] = c;
    }
    chars_.resize(kept);
  }

  Decompose decompose_;
  u32 decomposes_;                  // the flag of characters that this form decomposes
  bool compatible_, composes_;      // what the form asks for
  int last_class_ = 0;              // of the last character
  bool in_order_ = true;            // no combining character of the segment follows one of a higher class
  std::size_t combining_from_ = 0;  // where the last run of combining characters begins in the output, without
                                    // composing
  PlainArray<char32_t> chars_;
  PlainArray<u64> keys_;
};

}  // namespace

QuickCheck quick_check(const StrView& text, NormalForm form) {
  // Latin-1 text is in form NFC; ASCII text is in all forms.
  if (text.ascii || (text.kind == 1 && form == NormalForm::kNfc)) return QuickCheck::kYes;
  u32 excluded = excluded_flag(form);
  QuickCheck result = QuickCheck::kYes;
  int last_class = 0;
  for (std::size_t i = 0; i < text.length; ++i) {
    const CharRecord& record = char_record(text.at(i));
    if ((record.flags & excluded) != 0) return QuickCheck::kNo;
    if (record.combining != 0 && last_class > record.combining) return QuickCheck::kNo;
    if (is_composed(form) && (record.flags & kComposesBack) != 0) result = QuickCheck::kMaybe;
    last_class = record.combining;
  }
  return result;
}

static void normalize_by(Segment::Decompose decompose, const StrView& text, NormalForm form, UcsBuilder& out) {
  Segment segment(form, decompose);
  for (std::size_t i = 0; i < text.length; ++i) segment.add(text.at(i), out);
  segment.flush(out);
}

void normalize(const StrView& text, NormalForm form, UcsBuilder& out) { normalize_by(decomposition, text, form, out); }
void normalize_3_2(const StrView& text, NormalForm form, UcsBuilder& out) {
  normalize_by(normal_decomposition_3_2, text, form, out);
}

static std::optional<bool> is_same_text(const UcsBuilder& made, const StrView& text) {
  if (!made.ok()) return std::nullopt;
  StrView view = made.view();
  return view.length == text.length && view.kind == text.kind &&
         std::memcmp(view.data, text.data, text.byte_size()) == 0;
}

std::optional<bool> is_normalized(const StrView& text, NormalForm form) {
  QuickCheck quick = quick_check(text, form);
  if (quick != QuickCheck::kMaybe) return quick == QuickCheck::kYes;
  UcsBuilder normalized(text.length);
  normalize(text, form, normalized);
  return is_same_text(normalized, text);
}

// The quick check cannot be used: its flags are those of the present database.
std::optional<bool> is_normalized_3_2(const StrView& text, NormalForm form) {
  UcsBuilder normalized(text.length);
  normalize_3_2(text, form, normalized);
  return is_same_text(normalized, text);
}

}  // namespace rt::text
