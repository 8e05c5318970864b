// Parsing with Python's errors and warnings, shared by the compiler and the modules that work with source text (_ast,
// _symtable, _tokenize).
#pragma once

#include "interp/compile/compiler.h"
#include "interp/syntax/parser.h"
#include "runtime/object/large_stack.h"

namespace comp {

// The runtime's answers to the parser's questions about characters.
syn::TextServices text_services();
// With these, and the end of the calling thread's stack.
syn::ParseOptions parse_options();
// Makes the class _IncompleteInputError, for text that more lines could complete, and adds it to `builtins`. False: an
// error is pending.
bool add_incomplete_input_error(rt::Thread& t, Value builtins);
// A function that decodes source text through the codecs module, which runs Python code. An error that is no decoding
// error stays pending. The function must not outlive t.
syn::DecodeFunction source_decoder(rt::Thread& t);
// Raises the exception for a diagnostic, with filename, position and source line. The result is always empty.
rt::Ref raise_diagnostic_py(rt::Thread& t, const syn::Source& source, const syn::Diagnostic& diagnostic,
                            Value filename);
// Loads `text` into `source` and parses it into `arena`; issues the parser's warnings. The tree belongs to `arena`.
// Null: an error is pending. *high: the tree is to be walked by walk_tree_py(). `comments`: null, or where type
// comments go, which are ordinary comments otherwise.
syn::Root* parse_source_py(rt::Thread& t, std::string_view text, Value filename, syn::Mode mode,
                           const CompileOptions& options, syn::Source* source, syn::Arena* arena, bool* high,
                           syn::TypeComments* comments = nullptr);

// Calls walk_py(), which may recurse over a tree and returns a Ref. `high`: the tree may be higher than
// syn::kMaxTreeHeight, so the call is on a large stack. Empty: an error is pending.
template <class F>
rt::Ref walk_tree_py(rt::Thread& t, bool high, F walk_py) {
  if (!high) return walk_py();
  rt::Ref result;
  return rt::call_on_large_stack(t, [&] { result = walk_py(); }) ? std::move(result) : rt::Ref();
}

}  // namespace comp
