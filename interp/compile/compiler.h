// The compiler: syntax tree -> code object.
#pragma once

#include <functional>
#include <string>

#include "interp/compile/code.h"
#include "interp/syntax/parser.h"

namespace comp {

// False: code tells its lines only, no columns (-X no_debug_ranges). Set before any code runs.
extern bool g_column_positions;

struct CompileOptions {
  int optimize = 0;         // 1: no asserts, 2: no docstrings either
  u32 inherited_flags = 0;  // of `from __future__` imports of the code that called compile()
  bool dont_inherit = false;
  bool namespace_code = false;         // module-level code that runs with locals other than its globals (exec, eval)
  bool source_is_str = false;          // the source was a str: a coding cookie in it means nothing
  bool allow_top_level_await = false;  // module-level code that awaits becomes a coroutine
  bool allow_incomplete = false;       // interactive: say IncompleteInputError where more lines could help
  bool block_needs_newline = false;    // interactive: see syn::ParseOptions
  int feature_version = 0;             // see syn::ParseOptions
  Value module;                        // str, borrowed: the module whose warnings these are; empty: the file name tells
};

// Raises MemoryError where the system has no room for what compiling so much text may take. Code that copies a source
// asks first: the copy, the parser and the compiler have no way to stop where they meet that themselves.
bool check_compile_room(rt::Thread& t, std::size_t source_size);
// Compiles source text. mode as in compile(): exec, eval, single. The result is a Code object (deferred). Errors:
// SyntaxError (IndentationError, TabError) with filename, line, offset, text, end positions; MemoryError,
// RecursionError, UnicodeDecodeError. May run Python code: warnings are issued through the warnings module.
rt::Ref compile_source_py(rt::Thread& t, std::string_view source, Value filename, syn::Mode mode,
                          const CompileOptions& options);
// Compiles a tree that has been parsed already.
rt::Ref compile_tree_py(rt::Thread& t, const void* root, Value filename, std::string_view source, syn::Mode mode,
                        const CompileOptions& options);

// Listing of a code object and those nested in it, for --dis and tests.
rt::Ref disassemble(rt::Thread& t, Code* code, bool recursive);

// A line of text for each instruction: what it does with its operands, its effects.
std::string instruction_table();

// Checks the rules of ops.def for a code object that is awake. Null when all is well, else a message that is valid
// until the thread's next call.
const char* verify(const Code* code);
// The same for all code objects within as well, which are woken: found(code, message) is called for each that breaks a
// rule. False: MemoryError is pending.
bool verify_nested(rt::Thread& t, Code* code, const std::function<void(const Code*, const char*)>& found);

// The cache format: bytes from code and back. A wrong or damaged image gives empty without an
// error; empty with MemoryError pending: there is no memory for the code.
rt::Ref code_to_bytes(rt::Thread& t, Code* code);
rt::Ref code_from_bytes(rt::Thread& t, std::string_view image);
// Is it an image of this compiler's, as it was written? Nothing is read of it.
bool is_whole_image(std::string_view image);

}  // namespace comp
