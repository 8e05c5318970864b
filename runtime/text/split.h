// str.split() and its family as cursors: each next() yields the half-open range of one piece, from which the caller
// makes a string. False: there are no more pieces. A cursor borrows the text and the separator and allocates nothing.
#pragma once

#include <cstddef>

#include "gc/base/bits.h"
#include "runtime/text/kinds.h"
#include "runtime/text/search.h"

namespace rt::text {

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t length() const { return end - begin; }
};

// The characters that count as white space: Unicode's for str, the six of ASCII for bytes.
enum class Space : u8 { kUnicode, kAscii };

// split(sep, maxsplit). The separator must not be empty; limit kNotFound: no limit.
class SplitCursor {
 public:
  SplitCursor(const StrView& text, const StrView& separator, std::size_t limit);
  bool next(Range& piece);

 private:
  StrView text_;
  Finder finder_;
  std::size_t at_ = 0;
  std::size_t left_;
  bool done_ = false;
};

// rsplit(sep, maxsplit): pieces come from the right.
class RSplitCursor {
 public:
  RSplitCursor(const StrView& text, const StrView& separator, std::size_t limit);
  bool next(Range& piece);

 private:
  StrView text_;
  StrView separator_;
  std::size_t end_;
  std::size_t left_;
  bool done_ = false;
};

// split(None, maxsplit): runs of white space separate the pieces. When the limit is reached, the last piece is the rest
// of the text, with the white space at its end.
class SpaceSplitCursor {
 public:
  SpaceSplitCursor(const StrView& text, std::size_t limit, Space space = Space::kUnicode);
  bool next(Range& piece);

 private:
  StrView text_;
  std::size_t at_ = 0;
  std::size_t left_;
  Space space_;
};

class RSpaceSplitCursor {
 public:
  RSpaceSplitCursor(const StrView& text, std::size_t limit, Space space = Space::kUnicode);
  bool next(Range& piece);

 private:
  StrView text_;
  std::size_t end_;
  std::size_t left_;
  Space space_;
};

// splitlines(keepends). Space::kAscii: bytes, where only \n, \r and \r\n end a line.
class LineCursor {
 public:
  LineCursor(const StrView& text, bool keep_ends, Space space = Space::kUnicode)
      : text_(text), keep_ends_(keep_ends), space_(space) {}
  bool next(Range& line);

 private:
  StrView text_;
  std::size_t at_ = 0;
  bool keep_ends_;
  Space space_;
};

// partition() and rpartition(): the position of the separator or kNotFound.
inline std::size_t partition_at(const StrView& text, const StrView& separator) { return find(text, separator); }
inline std::size_t rpartition_at(const StrView& text, const StrView& separator) { return rfind(text, separator); }

}  // namespace rt::text
