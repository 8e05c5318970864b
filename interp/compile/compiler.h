// The compiler's interface: source text or syntax tree in, code object out; and the verifier, the disassembler and the
// cache format. Any thread may compile; a call shares nothing with others. Results are owned; empty: an error is
// pending.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "interp/compile/code.h"
#include "interp/syntax/parser.h"
#include "runtime/os/mapped_file.h"

namespace comp {

// False: code objects show lines only and no columns (-X no_debug_ranges). Written before any code runs.
extern bool g_column_positions;

struct CompileOptions {
  int optimize = 0;         // 1: no asserts, 2: no docstrings either
  u32 inherited_flags = 0;  // flags of the `from __future__` imports in the code that called compile()
  bool dont_inherit = false;
  bool namespace_code = false;         // module-level code that runs with locals other than its globals (exec, eval)
  bool source_is_str = false;          // the source was a str: a coding cookie in it is ignored
  bool is_main_file = false;           // the source is the main script's file
  bool allow_top_level_await = false;  // module-level code that awaits becomes a coroutine
  bool allow_incomplete = false;       // interactive: raise IncompleteInputError if more lines could complete the text
  bool block_needs_newline = false;    // interactive: see syn::ParseOptions
  int feature_version = 0;             // see syn::ParseOptions
  Value module;                        // str, borrowed: the module that warnings name; empty: it follows from the file
  bool* has_effects = nullptr;         // set to true if a warning was issued, or a codec asked: do so each time
};

inline void note_effect(const CompileOptions& options) {
  if (options.has_effects) *options.has_effects = true;
}

// False: the system has too little memory for compiling so much text; MemoryError is pending. Code that copies a source
// calls this first, since the copy, the parser and the compiler cannot handle a lack of memory in the middle.
bool check_compile_room(rt::Thread& t, std::size_t source_size);
// Compiles source text. mode as in compile(): exec, eval, single. The result is a Code object (deferred). Errors:
// SyntaxError (IndentationError, TabError) with filename, line, offset, text, end positions; MemoryError,
// RecursionError, UnicodeDecodeError. May run Python code: warnings are issued through the warnings module.
rt::Ref compile_source_py(rt::Thread& t, std::string_view source, Value filename, syn::Mode mode,
                          const CompileOptions& options);
// Compiles a syn::Root that has been parsed from `source` already (for compile() of an ast tree: `source` is empty).
rt::Ref compile_tree_py(rt::Thread& t, const void* root, Value filename, std::string_view source, syn::Mode mode,
                        const CompileOptions& options);

// The listing of a code object in pieces. False: an error is pending.
struct ListedInstruction {
  u32 word;          // offset of the instruction
  i32 line;          // of the source; 0: none
  std::string text;  // "0003  ADD_K             x, x, 1"
};
struct CodeListing {
  std::string heading;
  std::vector<ListedInstruction> instructions;
  std::vector<std::string> handlers;
};
bool list_code_py(rt::Thread& t, Code* code, CodeListing* out);
// Adds the lines of a code object and of all nested ones to *text, an empty line between two; `edit`, if it is not
// empty, may change the listing of each before. False: an error is pending.
using ListingEdit = std::function<bool(Code*, CodeListing*)>;
bool add_listings_py(rt::Thread& t, Code* code, std::string* text, const ListingEdit& edit = {});
// The same as a str, for --dis and tests.
rt::Ref disassemble_py(rt::Thread& t, Code* code);

// A table with a line for each instruction and each specialised form: its row of ops.def.
std::string instruction_table();

// Checks a code object that is awake against the rules of ops.def. Null: it keeps them. Else a message, which is valid
// until this thread's next call.
const char* verify(const Code* code);
// The same for a code object and all nested ones, which are woken for it: calls found(code, message) for each that
// breaks a rule. False: MemoryError is pending.
bool verify_nested(rt::Thread& t, Code* code, const std::function<void(const Code*, const char*)>& found);

// The cache format (image.h): from code to bytes and back. code_from_bytes is empty without an error if the image is
// damaged, of another revision or refused by the verifier; empty with MemoryError pending if there is no memory. An
// image without this user's mark is verified, or refused at once if `only_marked`.
rt::Ref code_to_bytes(rt::Thread& t, Code* code);
rt::Ref code_from_bytes(rt::Thread& t, std::string_view image, bool only_marked = false);
// The same for the image behind the first `offset` bytes of a file, which stays in memory as long as code of it sleeps.
rt::Ref code_from_file(rt::Thread& t, rt::os::MappedFile file, std::size_t offset, bool only_marked);
// True if the bytes are an undamaged image of this revision that a program of this user has written: compares header
// and mark, decodes nothing. Other images are to be read by code_from_bytes(), which verifies them.
bool is_marked_image(std::string_view image);
// The secret that marks images as written by this user; before the first image is read, by the only thread.
inline constexpr std::size_t kImageKeySize = 32;
void set_image_key(const rt::u8 secret[kImageKeySize]);

}  // namespace comp
