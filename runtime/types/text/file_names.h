// The encoding of file names, of the arguments of the program and of the variables of its environment.
#pragma once

#include "gc/base/atomic.h"

namespace rt {

// False: UTF-8. True, with -X utf8=0 in a locale without UTF-8: ASCII. Other bytes are surrogates in both. Set at
// start-up.
extern gc::Atomic<bool> g_file_names_are_ascii;

}  // namespace rt
