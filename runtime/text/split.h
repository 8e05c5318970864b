// str.split and its family as cursors: each next() yields one half-open range of positions, and the
// caller makes a string of it when it wants to. Nothing is allocated.
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

// Which characters separate: Unicode white space for str, the six ASCII ones for bytes.
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

// split(None, maxsplit): runs of white space separate. The piece that the limit leaves over keeps the
// white space at its far end.
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

// partition and rpartition: position of the separator or kNotFound is all there is to know.
inline std::size_t partition_at(const StrView& text, const StrView& separator) { return find(text, separator); }
inline std::size_t rpartition_at(const StrView& text, const StrView& separator) { return rfind(text, separator); }

}  // namespace rt::text
