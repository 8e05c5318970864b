// How input() and the interactive prompt read a line from the terminal. The module readline installs an editor of
// lines; until then the terminal's own editing is all there is.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

// Shows the prompt and reads a line. The result is a bytes object without the newline. Empty without an error: the
// input has ended. `prompt` is UTF-8. Attached threads only.
using LineReader = Ref (*)(Thread& t, const char* prompt);

// Null: nobody edits lines. Written when readline is imported; any thread reads it.
inline gc::Atomic<LineReader> g_line_reader{nullptr};

// The line editor, if standard input and output are terminals; else null.
LineReader line_reader_for_terminal();

}  // namespace rt
