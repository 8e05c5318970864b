#include "interp/main/run.h"

int main(int argc, char** argv) { return vm::run_main(argc, argv); }
