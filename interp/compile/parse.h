// Parsing with Python's errors and warnings: what the compiler and the modules that work with source text (_ast,
// _symtable, _tokenize) share.
#pragma once

#include "interp/compile/compiler.h"
#include "interp/syntax/parser.h"

namespace comp {

// The runtime's answers to the parser's questions about characters.
syn::TextServices text_services();
// Makes the exception class for text that more lines could complete, and enters it into `builtins`. False: an error is
// pending.
bool add_incomplete_input_error(rt::Thread& t, Value builtins);
// Decodes source text through the codecs module. An error that has nothing to do with decoding stays pending.
syn::DecodeFunction source_decoder(rt::Thread& t);
// Raises the exception that a diagnostic becomes, with filename, position and source line. Always empty.
rt::Ref raise_diagnostic_py(rt::Thread& t, const syn::Source& source, const syn::Diagnostic& diagnostic,
                            Value filename);
// Loads `text` into `source` and parses it into `arena`; issues the parser's warnings. Null: an error is pending.
syn::Root* parse_source_py(rt::Thread& t, std::string_view text, Value filename, syn::Mode mode,
                           const CompileOptions& options, syn::Source* source, syn::Arena* arena);

}  // namespace comp
