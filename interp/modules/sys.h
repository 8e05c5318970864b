// What start-up sets in the module sys.
#pragma once

#include <string>
#include <vector>

#include "runtime/object/native.h"

namespace vm {

struct SysOptions {
  std::vector<std::string> argv;       // sys.argv
  std::vector<std::string> orig_argv;
  std::vector<std::string> path;       // sys.path before site runs
  std::vector<std::string> warnings;   // -W
  std::string executable, library, version;  // version: of the library, "3.11"
  int optimize = 0, verbose = 0, bytes_warning = 0, quiet = 0;
  bool inspect = false, interactive = false, isolated = false, ignore_environment = false, no_site = false,
       no_user_site = false, dont_write_bytecode = false, safe_path = false, dev_mode = false, hash_randomization = true;
};
// Sets argv, path, flags and all that depends on the command line. False: error.
bool configure_sys(rt::Thread& t, const SysOptions& options);
// Opens stdin, stdout, stderr as text streams. False: error.
bool open_standard_streams_py(rt::Thread& t);
// Flushes stdout and stderr. False: stdout could not be written (exit status 120).
bool flush_standard_streams_py(rt::Thread& t);

}  // namespace vm
