// The programs tinypy-t and tinypy: command line, start-up, running, shut-down. The order of all steps is in run.cpp.
#pragma once

namespace vm {

// Runs the program from the command line to the end. Does not return where the process is left by _exit(); otherwise
// (--help, errors of the command line) the result is the exit status.
int run_main(int argc, char** argv);

}  // namespace vm
