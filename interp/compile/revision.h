// The revision of the compiler: a hash of the sources of interp/compile and interp/syntax. It is part of the name and
// of the header of every cached file. So after any change of these sources old caches are ignored, and a bug that has
// been fixed does not live on in cached code.
#pragma once

#include <cstdint>
#include <string>

#include "runtime/object/native_modules.h"

namespace comp {

extern const u32 kCompilerRevision;  // tools/compiler_revision

// sys.implementation.cache_tag. Code depends on the library's version, too, since an old library does not expect newer
// names in the namespaces of classes.
inline std::string cache_tag() {
  return "tinypy-3" + std::to_string(rt::library_minor()) + "-" + std::to_string(kCompilerRevision);
}

}  // namespace comp
