// --schedule explore: runs the script under one seed after the other until it fails.
#pragma once

#include "interp/main/options.h"

namespace vm {

// Runs this program again with --schedule 1, 2, ... in place of --schedule explore, each in a process of its own, until
// one fails. Its output and the seed are written to stderr. Returns its exit status; 0 if none has failed.
int explore_schedules(const Options& o, char** argv);

}  // namespace vm
