// Lines of source files, as tracebacks show them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/object/ref.h"

namespace vm {

// Reads each file once; lives as long as one report.
class SourceLines {
 public:
  // Line `number` (from 1), without white space at its end; empty if there is none. `globals`, a dict or empty, may
  // hold the __loader__ that has the text. Never fails; a pending error must not exist. The view lives until the next
  // call.
  std::string_view line_py(rt::Thread& t, rt::Value filename, rt::Value globals, rt::i32 number);

  // How many lines there are; 0: the source is not known. As above.
  rt::i32 line_count_py(rt::Thread& t, rt::Value filename, rt::Value globals);

 private:
  struct File {
    std::string name;
    std::vector<std::string> lines;
  };
  const File& file_py(rt::Thread& t, rt::Value filename, rt::Value globals);

  std::vector<File> files_;
};

}  // namespace vm
