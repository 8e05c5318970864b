// The lines of the source files that a report of the studio names, as the files are now: no loader is asked, and no
// object is made.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "gc/base/bits.h"

namespace vm {

// Reads each file once. Of one thread.
class FileLines {
 public:
  // Without the blanks at both ends. Empty: there is no such file or line.
  const std::string& line(const std::string& file, gc::i32 line);

 private:
  std::unordered_map<std::string, std::vector<std::string>> files_;
};

}  // namespace vm
