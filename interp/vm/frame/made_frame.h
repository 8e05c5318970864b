// Frames that C code makes: entries of a traceback that stand for functions of C.
#pragma once

#include "interp/vm/frame.h"

namespace vm {

// A frame of `code` that stands at its first instruction and never runs. Empty: MemoryError is pending.
Ref make_frame(Thread& t, Code* code, rt::Dict* globals);

}  // namespace vm
