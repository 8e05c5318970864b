// Threads that know their place at every moment. Usually a thread stores its frame and its place in the code only
// before an instruction does something slow. While exact frames are wanted, each instruction stores them first: as for
// an observer (instrument.h), every entry of g_dispatch is replaced, so it costs nothing while nobody wants it.
#pragma once

#include "interp/vm/handler.h"

namespace vm {

// World stopped.
void set_exact_frames(bool on);
// The table behind g_dispatch while exact frames are wanted, else g_dispatch. World stopped.
HandlerTable& table_behind_saving();

}  // namespace vm
