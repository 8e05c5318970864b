// Source: the bytes of a file, or a str given to compile(), as the UTF-8 text that the lexer reads, with an index of
// its lines.
//
// After loading, the text is valid UTF-8 (the text of a str may contain surrogates: WTF-8), has no NUL byte and no
// '\r', and ends with '\n' (which is added if it is missing). A NUL byte behind the end is the lexer's sentinel.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "gc/base/bits.h"
#include "interp/syntax/diagnostics.h"

namespace syn {

// Decodes `bytes` of the named encoding to UTF-8. Returns false if the encoding
// is unknown (`error` stays empty) or the bytes are invalid (`error` says why).
using DecodeFunction =
    std::function<bool(std::string_view encoding, std::string_view bytes, std::string* text, std::string* error)>;

class Source {
 public:
  Source() = default;

  // For the message about bytes that cannot be decoded.
  void set_file_name(std::string name) { file_name_ = std::move(name); }

  // Bytes of a file: honours a byte order mark and a PEP 263 coding cookie in
  // the first two lines. UTF-8, ASCII, Latin-1 and Latin-9 are decoded here,
  // other encodings by `decode` if given. On failure returns false and fills
  // `error`; the source then still has the lines that could be read.
  bool load_bytes(std::string_view bytes, Diagnostic* error, const DecodeFunction& decode = nullptr);

  // Loads the text of a str; a coding cookie in it is ignored. False: the text has a NUL byte, see `error`.
  bool load_text(std::string_view text, Diagnostic* error);

  // A text that comes line by line: begin_lines(), then append_line() for each. A line without a newline gets one.
  // False: the line has a NUL byte, see `error`; what stands in front of it is there to be shown.
  void begin_lines();
  bool append_line(std::string_view line, Diagnostic* error);

  std::string_view text() const { return text_; }
  const std::string& encoding() const { return encoding_; }  // normalised; empty for a str
  bool newline_added() const { return newline_added_; }

  u32 line_count() const { return static_cast<u32>(line_starts_.size()) - 1; }
  // Byte offset of the first byte of line `line` (from 1 to line_count() + 1).
  u32 line_start(u32 line) const { return line_starts_[line - 1]; }
  // The line's text without its newline; empty beyond the last line.
  std::string_view line(u32 line) const;
  // Line that holds the byte at `position`.
  u32 line_at(u32 position) const;
  // Characters in the first `col` bytes of `line`.
  u32 characters_before(u32 line, u32 col) const;

 private:
  void set_text(std::string text);
  void append(std::string text);
  bool check_utf8(std::string_view bytes, bool declared, Diagnostic* error) const;

  std::string file_name_;
  std::string text_ = "\n";
  std::string encoding_;
  std::vector<u32> line_starts_ = {0, 1};
  bool newline_added_ = false;
};

// Number of characters in UTF-8 text.
u32 count_characters(std::string_view text);

}  // namespace syn
