// The command line, as CPython's.
#pragma once

#include <optional>
#include <string>

#include "gc/base/fault.h"
#include "interp/modules/sys/sys.h"
#include "interp/report/deadlock.h"

namespace vm {

enum class RunKind { kScript, kCommand, kModule, kStdin, kVersion, kHelp, kVerify, kError };

struct Options {
  RunKind kind = RunKind::kStdin;
  int error_status = 2;
  std::string what;      // by kind: path of the script, text of the command, or name of the module
  gc::FaultPlan faults;  // --fail-alloc
  std::string trace;     // --trace: the file
  Deadlocks deadlocks = Deadlocks::kNotWatched;  // --deadlocks
  bool disassemble = false;                      // --dis: list the bytecode instead of running
  std::string library;                           // --lib
  std::optional<gc::u32> hash_seed;              // PYTHONHASHSEED; none: random
  bool ignore_hash_seed = false;                 // -R
  bool skip_first_line = false;                  // -x
  SysOptions sys;
};

// Parses the command line. kError: a message has been written to stderr; the program ends with `error_status`.
Options parse_options(int argc, char** argv);
// Adds the settings of PYTHON* variables and -X options, and those that follow from both (environment.cpp). May set the
// kind to kError, as above.
void add_environment(Options* o);
const char* help_text();

}  // namespace vm
