// The fast paths that `--asm` can show: where their machine code is, what the registers hold at its beginning, and how
// their cost is measured.
#pragma once

#include <string>
#include <vector>

#include "interp/listings/asm_meaning.h"
#include "interp/listings/cycles.h"
#include "runtime/object/thread.h"

namespace vm {

// The cost of an operation in one situation.
struct Cost {
  std::string what;
  double cycles;
};

struct AsmSample {
  const char* name;  // as on the command line
  const char* what;  // one line for people
  const char* file;  // the source that the machine code is compiled from
  const void* code;
  Registers (*at_start)();
  const char* arguments;  // which register holds what, for people
  // Adds the costs. False: an error is pending. May run Python code.
  bool (*measure_py)(rt::Thread& t, const CycleCounter& counter, std::vector<Cost>* costs);
};
// The table ends with a row without a name.
extern const AsmSample kAsmSamples[];

}  // namespace vm
