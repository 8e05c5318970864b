// The locale that the program starts with.
#pragma once

#include "interp/main/options.h"

namespace vm {

// Takes the character set of the locale that the environment names; where that is C, C.UTF-8 is put in its place, here
// and in the environment of programs that this one starts (PEP 538). With -X utf8=0, file names and text files follow.
// False: a message has been written. Before other threads are started.
bool choose_locale(const Options& o);

}  // namespace vm
