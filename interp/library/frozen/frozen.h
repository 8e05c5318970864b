// Modules in Python that are part of the program and stand in for files of the library: those of this folder. importlib
// finds them through _imp.find_frozen(), before it looks into folders.
#pragma once

#include <span>
#include <string_view>

namespace vm {

struct FrozenModule {
  const char* name;
  std::string_view source;
};
extern const std::span<const FrozenModule> kFrozenModules;  // written by tools/frozen_modules

}  // namespace vm
