// The listing of what has run, for `--dis=run` and `--dis=all`.
#pragma once

#include <string>

#include "runtime/object/ref.h"

namespace vm {

// Lists the code objects that have run since start_counting() (interp/vm/observe/run_counts.h): source lines,
// instructions, counts, specialised forms, inline caches. `script`: list only code of this file and say how much else
// has run; empty: list all of it. The result is a str; empty: an error is pending. Main thread; no error may be pending
// before.
rt::Ref run_listing_py(rt::Thread& t, rt::Value script);

}  // namespace vm
