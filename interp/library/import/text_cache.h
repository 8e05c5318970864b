// The cache for texts that a program compiles at each start: its main script, and what it gives to compile(), exec()
// and eval() (as dataclasses, namedtuple() and template engines do).
#pragma once

#include <string_view>

#include "interp/compile/compiler.h"

namespace vm {

// comp::compile_source_py(), or its result of an earlier time. Any thread.
rt::Ref compile_cached_py(rt::Thread& t, std::string_view source, rt::Value filename, syn::Mode mode,
                          comp::CompileOptions options);

}  // namespace vm
