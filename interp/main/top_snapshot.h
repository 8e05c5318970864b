// What --top shows of the running program.
#pragma once

#include <string>

namespace vm {

// A snapshot of threads, pauses, collections and heap as one JSON object on one line. By a thread that is no Python
// thread. Asks the threads that run to pass a safepoint, so that their lines are those of now; stops none of them.
std::string top_snapshot(const char* program);

}  // namespace vm
