// Files, for start-up code.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

// A text file over a descriptor that stays open when the file is closed: sys.stdin, sys.stdout, sys.stderr. `mode`: "r" or "w"; `name` as in
// repr ("<stdout>"). Empty: an error is pending, an OSError if the descriptor is not open.
Ref io_make_standard_stream(Thread& t, int fd, const char* name, const char* mode, const char* errors, bool line_buffering);

}  // namespace rt
