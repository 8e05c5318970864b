// The cursors of split.h. Separators are found by a Finder; runs of plain ASCII characters are skipped 16 at a time.
#include "runtime/text/split.h"

#include <emmintrin.h>

#include <bit>

#include "runtime/text/strip.h"
#include "runtime/text/unicode.h"

namespace rt::text {

namespace {

// The position of the first byte from `at` on that is below `usual` or not ASCII; `length` if there is none.
inline std::size_t skip_usual(const u8* bytes, std::size_t at, std::size_t length, i8 usual) {
  __m128i bound = _mm_set1_epi8(usual);
  for (; at + 16 <= length; at += 16) {
    __m128i sixteen = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + at));
    // The comparison is signed, so that bytes above 0x7F are below the bound, too.
    auto unusual = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmplt_epi8(sixteen, bound)));
    if (unusual != 0) return at + static_cast<std::size_t>(std::countr_zero(unusual));
  }
  while (at < length && static_cast<i8>(bytes[at]) >= usual) ++at;
  return at;
}

}  // namespace

// ---- by a separator

SplitCursor::SplitCursor(const StrView& text, const StrView& separator, std::size_t limit)
    : text_(text), finder_(separator), left_(limit) {}

bool SplitCursor::next(Range& piece) {
  if (done_) return false;
  std::size_t hit = kNotFound;
  if (left_ != 0) hit = finder_.find(text_, at_);
  piece.begin = at_;
  piece.end = hit == kNotFound ? text_.length : hit;
  if (hit == kNotFound) {
    done_ = true;
  } else {
    at_ = hit + finder_.needle().length;
    if (left_ != kNotFound) --left_;
  }
  return true;
}

RSplitCursor::RSplitCursor(const StrView& text, const StrView& separator, std::size_t limit)
    : text_(text), separator_(separator), end_(text.length), left_(limit) {}

bool RSplitCursor::next(Range& piece) {
  if (done_) return false;
  std::size_t hit = kNotFound;
  if (left_ != 0) hit = rfind(text_.sub(0, end_), separator_);
  piece.end = end_;
  if (hit == kNotFound) {
    piece.begin = 0;
    done_ = true;
  } else {
    piece.begin = hit + separator_.length;
    end_ = hit;
    if (left_ != kNotFound) --left_;
  }
  return true;
}

// ---- by white space

namespace {

// A fast test first, because most characters are letters or blanks.
inline bool is_space(char32_t c, Space space) {
  if (c > ' ' && c < 0x80) return false;
  return c == ' ' || is_space_char(c, space);
}

std::size_t skip_space(const StrView& text, std::size_t at, Space space) {
  return with_kind(text, [&](const auto* units) {
    while (at < text.length && is_space(units[at], space)) ++at;
    return at;
  });
}

std::size_t skip_word(const StrView& text, std::size_t at, Space space) {
  return with_kind(text, [&]<typename Unit>(const Unit* units) {
    for (;; ++at) {
      if constexpr (sizeof(Unit) == 1) at = skip_usual(units, at, text.length, ' ' + 1);
      if (at >= text.length || is_space(units[at], space)) return at;
    }
  });
}

std::size_t skip_space_back(const StrView& text, std::size_t end, Space space) {
  while (end != 0 && is_space(text.at(end - 1), space)) --end;
  return end;
}

std::size_t skip_word_back(const StrView& text, std::size_t end, Space space) {
  while (end != 0 && !is_space(text.at(end - 1), space)) --end;
  return end;
}

}  // namespace

SpaceSplitCursor::SpaceSplitCursor(const StrView& text, std::size_t limit, Space space)
    : text_(text), left_(limit), space_(space) {}

bool SpaceSplitCursor::next(Range& piece) {
  at_ = skip_space(text_, at_, space_);
  if (at_ == text_.length) return false;
  piece.begin = at_;
  if (left_ == 0) {
    piece.end = at_ = text_.length;
    return true;
  }
  if (left_ != kNotFound) --left_;
  piece.end = at_ = skip_word(text_, at_, space_);
  return true;
}

RSpaceSplitCursor::RSpaceSplitCursor(const StrView& text, std::size_t limit, Space space)
    : text_(text), end_(text.length), left_(limit), space_(space) {}

bool RSpaceSplitCursor::next(Range& piece) {
  end_ = skip_space_back(text_, end_, space_);
  if (end_ == 0) return false;
  piece.end = end_;
  if (left_ == 0) {
    piece.begin = end_ = 0;
    return true;
  }
  if (left_ != kNotFound) --left_;
  piece.begin = end_ = skip_word_back(text_, end_, space_);
  return true;
}

// ---- lines

bool LineCursor::next(Range& line) {
  if (at_ >= text_.length) return false;
  auto ends_line = [this](char32_t c) { return space_ == Space::kAscii ? c == '\n' || c == '\r' : is_line_break(c); };
  std::size_t end = at_;
  for (;; ++end) {
    if (text_.kind == 1) end = skip_usual(text_.units1(), end, text_.length, ' ');
    if (end >= text_.length || ends_line(text_.at(end))) break;
  }
  std::size_t next = end;
  if (next < text_.length) {
    bool is_pair = text_.at(next) == '\r' && next + 1 < text_.length && text_.at(next + 1) == '\n';
    next += is_pair ? 2 : 1;
  }
  line = {at_, keep_ends_ ? next : end};
  at_ = next;
  return true;
}

}  // namespace rt::text
