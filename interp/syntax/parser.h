// The parser's face: source text in, syntax tree or diagnostic out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "interp/syntax/ast.h"
#include "interp/syntax/diagnostics.h"
#include "interp/syntax/source.h"

namespace syn {

enum class Mode : u8 {
  Exec,      // a file: Module
  Eval,      // one expression: Expression
  Single,    // one interactive statement: Interactive
  FuncType,  // `(int, str) -> bool`: FunctionType
};

// Bounds the height of every tree, elif chains aside: a consumer may recurse.
// Deeper sources are refused with a RecursionError diagnostic.
constexpr int kMaxTreeHeight = 6000;

// What the front end must ask about characters. The runtime injects the real
// answers; the defaults know ASCII well and take most other letters on trust.
struct TextServices {
  // NFKC form of an identifier that is not ASCII. Default: unchanged.
  std::string (*normalize)(std::string_view identifier) = nullptr;
  // The character called `name`, for "\N{name}"; false if there is none.
  bool (*lookup_name)(std::string_view name, char32_t* character) = nullptr;
  // XID_Start, XID_Continue and str.isprintable() of a non-ASCII character.
  bool (*is_identifier_start)(char32_t character) = nullptr;
  bool (*is_identifier_part)(char32_t character) = nullptr;
  bool (*is_printable)(char32_t character) = nullptr;
};

struct ParseOptions {
  TextServices text;
  // Say IncompleteInputError where more lines could complete the text.
  bool allow_incomplete = false;
  // Single: an indented block ends with a newline at the end of the text, not with the text.
  bool block_needs_newline = false;
  // Longer decimal literals are refused; 0: none is.
  u32 max_int_digits = 0;
  // Minor version of the oldest Python 3 that has to understand the text; 0: only this one.
  int feature_version = 0;
};

struct ParseResult {
  Root* root = nullptr;              // in the arena; null if there is an error
  Diagnostic error;                  // meaningful if root is null
  std::vector<Diagnostic> warnings;  // SyntaxWarning: invalid escapes and the like

  explicit operator bool() const { return root != nullptr; }
};

// Parses `source`, which need not outlive the call: the tree owns its texts.
ParseResult parse(const Source& source, Mode mode, Arena& arena, const ParseOptions& options = {});

}  // namespace syn
