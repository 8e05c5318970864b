// Lines of source files, for tracebacks. source_lines.cpp lists where they come from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/object/ref.h"

namespace vm {

// A cache for one report: each file is read once. Its functions never fail; no error may be pending before.
class SourceLines {
 public:
  // Line `number` (from 1), without white space at its end; empty if there is no such line. `globals` (a dict, or
  // empty) are those of the code, whose __loader__ may have the text. The view is valid until the next call.
  std::string_view line_py(rt::Thread& t, rt::Value filename, rt::Value globals, rt::i32 number);

  // The number of lines; 0: the source is not known. `globals` as above.
  rt::i32 line_count_py(rt::Thread& t, rt::Value filename, rt::Value globals);

 private:
  struct File {
    std::string name;
    std::vector<std::string> lines;
  };
  const File& file_py(rt::Thread& t, rt::Value filename, rt::Value globals);

  std::vector<File> files_;
};

// Keeps the text of -c for tracebacks, and the code compiled from it. Called once, before the code runs.
void keep_command(std::string_view text, rt::Value code);
// The lines of the text of -c, if `code` was compiled from it; else null. Before the library of 3.13 tracebacks do not
// show them.
const std::vector<std::string>* command_lines(rt::Value code);
// The lines of a statement that was typed at the prompt, if `code` was compiled from it; else none. No error may be
// pending before, and none is after.
std::vector<std::string> typed_lines_py(rt::Thread& t, rt::Value code);

}  // namespace vm
