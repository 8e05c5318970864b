// main(). Everything else is in the library that this file is linked with (run.cpp first), so that unit tests and
// benchmarks can link the same library with a main() of their own.
#include "interp/main/run.h"

int main(int argc, char** argv) { return vm::run_main(argc, argv); }
