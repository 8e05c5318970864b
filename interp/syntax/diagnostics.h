// Diagnostics: errors and warnings about a source text, in the terms of Python's SyntaxError. Wording and ranges of
// carets follow CPython, since tests and tools compare them.
#pragma once

#include <string>
#include <string_view>

#include "gc/base/bits.h"
#include "interp/syntax/ast.h"

namespace syn {

class Source;

// Which exception (or warning) the diagnostic becomes.
enum class DiagnosticKind : u8 {
  SyntaxError,
  IndentationError,
  TabError,
  IncompleteInputError,  // more lines could complete the text (interactive use)
  RecursionError,        // nested too deeply
  SyntaxWarning,
  ValueError,  // without a position
};

// Positions are the attributes of SyntaxError: lines and offsets count from 1,
// offsets count characters (not bytes), the end is exclusive. 0 or -1 as an end
// offset: no end is known. line 0: no position.
struct Diagnostic {
  DiagnosticKind kind = DiagnosticKind::SyntaxError;
  std::string message;
  i32 line = 0;
  i32 offset = 0;
  i32 end_line = 0;
  i32 end_offset = 0;
  // If the text cannot be decoded: the line where that is, with U+FFFD for what is wrong, its number (0: not known) and
  // the place in it. The library of 3.15 and later ones show them.
  std::string raw_line;
  i32 raw_line_number = 0;
  i32 raw_offset = 0;
  bool ends_line = true;  // the line is shown with its newline: not if the characters make no token
};

// The class name: "SyntaxError", "TabError", ...
std::string_view diagnostic_kind_name(DiagnosticKind kind);

// A diagnostic for the range of a node, for errors that later phases find ("'return' outside function").
Diagnostic diagnostic_at(const Source& source, DiagnosticKind kind, const Location& at, std::string message);

// The last lines of CPython's report: the source line with its carets, then
// "SyntaxError: message". `file_name` appears in the first line.
std::string format_diagnostic(const Source& source, const Diagnostic& diagnostic, std::string_view file_name);

}  // namespace syn
