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
  }
  return "SyntaxError";
}

Diagnostic diagnostic_at(const Source& source, DiagnosticKind kind, const Location& at, std::string message) {
  auto offset = [&](uint32_t line, uint32_t col) {
    return static_cast<int32_t>(source.characters_before(line, col)) + 1;
  };
  return {kind,
          std::move(message),
          static_cast<int32_t>(at.line),
          offset(at.line, at.col),
          static_cast<int32_t>(at.end_line),
          offset(at.end_line, at.end_col)};
}

namespace {

// The source line without its indentation, and carets below it.
std::string quote_line(const Source& source, const Diagnostic& d) {
  std::string_view line = source.line(static_cast<uint32_t>(d.line));
  size_t indent = line.find_first_not_of(" \t\f");
  if (indent == line.npos) indent = line.size();
  std::string out = "    " + std::string(line.substr(indent)) + "\n";
  int32_t offset = std::max(d.offset - static_cast<int32_t>(indent), 0);
  if (offset < 1) return out;
  int32_t width = static_cast<int32_t>(count_characters(line.substr(indent)));
  int32_t end = d.end_offset > 0 ? d.end_offset - static_cast<int32_t>(indent) : offset + 1;
  if (d.end_line > d.line) end = width + 1;
  int32_t carets = std::clamp(end - offset, 1, std::max(width - offset + 1, 1));
  out +=
      "    " + std::string(static_cast<size_t>(offset - 1), ' ') + std::string(static_cast<size_t>(carets), '^') + "\n";
  return out;
}

}  // namespace

std::string format_diagnostic(const Source& source, const Diagnostic& d, std::string_view file_name) {
  std::string out;
  if (d.line > 0) {
    out += "  File \"" + std::string(file_name) + "\", line " + std::to_string(d.line) + "\n";
    if (static_cast<uint32_t>(d.line) <= source.line_count()) out += quote_line(source, d);
  }
  out += std::string(diagnostic_kind_name(d.kind)) + ": " + d.message + "\n";
  return out;
}

}  // namespace syn
