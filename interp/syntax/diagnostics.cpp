// Diagnostics: from byte positions of the tree to SyntaxError's character offsets, and the report as text.
#include "interp/syntax/diagnostics.h"

#include <algorithm>

#include "interp/syntax/source.h"

namespace syn {

std::string_view diagnostic_kind_name(DiagnosticKind kind) {
  switch (kind) {
    case DiagnosticKind::SyntaxError: return "SyntaxError";
    case DiagnosticKind::IndentationError: return "IndentationError";
    case DiagnosticKind::TabError: return "TabError";
    case DiagnosticKind::IncompleteInputError: return "_IncompleteInputError";
    case DiagnosticKind::RecursionError: return "RecursionError";
    case DiagnosticKind::SyntaxWarning: return "SyntaxWarning";
    case DiagnosticKind::ValueError: return "ValueError";
  }
  return "SyntaxError";
}

Diagnostic diagnostic_at(const Source& source, DiagnosticKind kind, const Location& at, std::string message) {
  auto offset = [&](u32 line, u32 col) { return static_cast<i32>(source.characters_before(line, col)) + 1; };
  return {kind,
          std::move(message),
          static_cast<i32>(at.line),
          offset(at.line, at.col),
          static_cast<i32>(at.end_line),
          offset(at.end_line, at.end_col)};
}

namespace {

// The source line without its indentation, and carets below it.
std::string quote_line(const Source& source, const Diagnostic& d) {
  std::string_view line = source.line(static_cast<u32>(d.line));
  size_t indent = line.find_first_not_of(" \t\f");
  if (indent == line.npos) indent = line.size();
  std::string out = "    " + std::string(line.substr(indent)) + "\n";
  i32 offset = std::max(d.offset - static_cast<i32>(indent), 0);
  if (offset < 1) return out;
  i32 width = static_cast<i32>(count_characters(line.substr(indent)));
  i32 end = d.end_offset > 0 ? d.end_offset - static_cast<i32>(indent) : offset + 1;
  if (d.end_line > d.line) end = width + 1;
  i32 carets = std::clamp(end - offset, 1, std::max(width - offset + 1, 1));
  out +=
      "    " + std::string(static_cast<size_t>(offset - 1), ' ') + std::string(static_cast<size_t>(carets), '^') + "\n";
  return out;
}

}  // namespace

std::string format_diagnostic(const Source& source, const Diagnostic& d, std::string_view file_name) {
  std::string out;
  if (d.line > 0) {
    out += "  File \"" + std::string(file_name) + "\", line " + std::to_string(d.line) + "\n";
    if (static_cast<u32>(d.line) <= source.line_count()) out += quote_line(source, d);
  }
  out += std::string(diagnostic_kind_name(d.kind)) + ": " + d.message + "\n";
  return out;
}

}  // namespace syn
