// The parser's interface: source text in, syntax tree or diagnostic out. It needs nothing of the runtime and runs no
// Python code, except through TextServices. Any thread may parse; calls share nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "interp/syntax/ast.h"
#include "interp/syntax/diagnostics.h"
#include "interp/syntax/source.h"
#include "interp/syntax/type_comments.h"

namespace syn {

enum class Mode : u8 {
  Exec,      // a file: Module
  Eval,      // one expression: Expression
  Single,    // one interactive statement: Interactive
  FuncType,  // `(int, str) -> bool`: FunctionType
};

// The greatest height of a tree, elif chains not counted. So whoever reads a tree may recurse. A deeper source is
// refused with a RecursionError diagnostic.
constexpr int kMaxTreeHeight = 6000;
// The same for who reads a high tree on a large stack (runtime/object/large_stack.h). Only chains of operators, calls,
// attributes and items can be so high: for them the parser does not recurse.
constexpr int kMaxHighTree = 100'000;

// Questions about characters that lexer and parser cannot answer. The runtime gives functions with the exact answers. A
// null function stands for a default, which is exact for ASCII and accepts most other letters.
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
  // The error is an IncompleteInputError if more lines could complete the text.
  bool allow_incomplete = false;
  // Single: an indented block ends with a newline at the end of the text, not with the text.
  bool block_needs_newline = false;
  // Decimal literals with more digits are errors; 0: no limit.
  u32 max_int_digits = 0;
  // Minor version of the oldest Python 3 that must understand the text: newer syntax is an error. 0: no such check.
  int feature_version = 0;
  // "Not equal" is spelled <>, as after `from __future__ import barry_as_FLUFL`.
  bool diamond = false;
  // Messages that later versions of Python 3 have worded anew are those of this minor version.
  int wording = 13;
  // The text is only cut into tokens, for tools: brackets need not match, and numbers may touch names.
  bool tokens_only = false;
  // The text is the main script's file.
  bool is_main_file = false;
  // The greatest height of the tree.
  int max_height = kMaxTreeHeight;
  // Where the native stack of the calling thread ends: a text that needs more is refused with a RecursionError
  // diagnostic. Null: it is large enough for any tree.
  const char* stack_limit = nullptr;
  // Type comments are tokens, and a syntax error where the grammar has no place for one.
  bool type_comments = false;
};

struct ParseResult {
  Root* root = nullptr;  // in the arena; null if there is an error
  bool is_high = false;  // the tree may be higher than kMaxTreeHeight
  TypeComments type_comments;
  Diagnostic error;                  // meaningful if root is null
  Location compound;                 // before the error: the latest compound statement other than a function
  std::vector<Diagnostic> warnings;  // SyntaxWarning: invalid escapes and the like

  explicit operator bool() const { return root != nullptr; }
};

// Parses `source` into `arena`. The source need not outlive the call, since the arena has copies of all texts.
ParseResult parse(const Source& source, Mode mode, Arena& arena, const ParseOptions& options = {});

}  // namespace syn
