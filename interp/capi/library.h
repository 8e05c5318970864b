// Compiled files in the process's memory.
#pragma once

#include <string>
#include <vector>

namespace capi {

// Machine code in memory.
struct CodeRange {
  const void *begin, *end;
};

struct Library {
  void* handle = nullptr;       // of dlopen(), which is never undone; null: see `error`
  std::vector<CodeRange> code;  // of the libraries that this call has brought into memory
  std::string error;
};

// `flags` of dlopen(). By a thread that is detached: constructors of C++ run, and the disk may be slow.
Library open_library(const char* file, int flags);
// The code of the library in which the address lies.
std::vector<CodeRange> code_around(const void* address);

}  // namespace capi
