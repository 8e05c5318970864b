// The programs tinypy-t and tinypy: command line, start-up, running, shut-down.
#pragma once

namespace vm {

// Everything main() does. Returns the exit status.
int run_main(int argc, char** argv);

}  // namespace vm
