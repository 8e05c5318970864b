// Which compiler has made cached code, which is part of the name of every cached file. Any change of the sources here
// and in interp/syntax makes old caches unused: a compiler that has lost a mistake is to compile everything again.
#pragma once

#include <cstdint>
#include <string>

#include "runtime/object/native_modules.h"

namespace comp {

extern const u32 kCompilerRevision;  // tools/compiler_revision

// sys.implementation.cache_tag. Code depends on the library's version, too: older ones expect no newer names in
// classes.
inline std::string cache_tag() {
  return "tinypy-3" + std::to_string(rt::library_minor()) + "-" + std::to_string(kCompilerRevision);
}

}  // namespace comp
