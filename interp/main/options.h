// The command line, as CPython's.
#pragma once

#include <optional>
#include <string>

#include "gc/base/fault.h"
#include "interp/library/sys/sys.h"
#include "interp/main/attach.h"
#include "interp/report/deadlock.h"
#include "interp/vm/studio/races.h"
#include "interp/vm/studio/schedule.h"

namespace vm {

// Those below kVersion run a program.
enum class RunKind {
  kScript,
  kCommand,
  kModule,
  kStdin,
  kVersion,
  kLongVersion,
  kHelp,
  kHelpEnvironment,
  kHelpXOptions,
  kHelpAll,
  kVerify,
  kAsm,
  kDump,
  kError
};

// --dis: the bytecode of the script instead of running it; --dis=run, --dis=all: what has run of the script or of all
// files, after it has run.
enum class Listing { kNone, kBytecode, kOwners, kScriptAfterRun, kAllAfterRun };

// True if the code of the program is listed in place of being run.
inline bool lists_only(Listing listing) { return listing == Listing::kBytecode || listing == Listing::kOwners; }

// Detached sections that are shorter are left out of a trace, unless --trace-threshold says otherwise.
inline constexpr gc::i64 kTraceThresholdNs = 5000;

struct Options {
  RunKind kind = RunKind::kStdin;
  int error_status = 2;
  std::string what;  // by kind: path of the script, text of the command, name of the module or the fast path, process
  gc::FaultPlan faults;                            // --fail-alloc
  Listing listing = Listing::kNone;                // --dis
  bool serves_top = false;                         // --top
  DumpForm dump_form = DumpForm::kText;            // --dump
  bool no_extensions = false;                      // -X no-extensions
  bool gil_for_modules = true;                     // false: -X gil=0, PYTHON_GIL=0
  std::string gil_for;                             // -X gil_for, TINYPY_GIL_FOR: modules, separated by commas
  std::string trace;                               // --trace: the file
  gc::i64 trace_threshold_ns = kTraceThresholdNs;  // --trace-threshold
  Deadlocks deadlocks = Deadlocks::kNotWatched;    // --deadlocks
  RaceOptions races;                               // --races
  ScheduleOptions schedule;                        // --schedule
  std::string library;                             // --lib, or what it is without
  std::optional<gc::u32> hash_seed;                // PYTHONHASHSEED; none: random
  bool ignore_hash_seed = false;                   // -R
  bool skip_first_line = false;                    // -x
  bool has_path_file = false;                      // PROGRAM._pth: sys.path is complete
  bool heap_report = false;                        // --heap, PYTHONMALLOCSTATS
  const char* studio = nullptr;                    // the option that needs tinypy-t-studio; null: none does
  bool refstats = false;                           // --refstats
  std::string refstats_file;                       // --refstats=FILE; empty: standard error
  SysOptions sys;
};

// Parses the command line. kError: a message has been written to stderr; the program ends with `error_status`.
Options parse_options(int argc, char** argv);
// Adds the settings of PYTHON* variables and -X options, and those that follow from both (environment.cpp). May set the
// kind to kError, as above.
void add_environment(Options* o);
// Finds the library by --lib, PYTHONHOME and TINYPYLIB, in this order. May set the kind to kError, as above.
void choose_library(Options* o);
// What --help, --help-env, --help-xoptions and --help-all print (help.cpp). `program`: argv[0].
std::string help_text(RunKind kind, const char* program);

}  // namespace vm
