// --schedule explore: runs the script under one seed after the other until it fails; with --races, under all of them.
#pragma once

#include "interp/main/options.h"

namespace vm {

// Runs this program again with --schedule 1, 2, ... in place of --schedule explore, each in a process of its own, until
// one fails. Its output and the seed are written to stderr. With --races the search goes on, and each race is written
// once, with the seed that shows it. Returns the exit status of the first run that has failed; without one, kRacesFound
// if there was a race, else 0.
int explore_schedules(const Options& o, char** argv);

}  // namespace vm
