// The parts of the module sys that start-up and shut-down need. False or empty: an error is pending.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/object/native.h"

namespace vm {

struct SysOptions {
  std::vector<std::string> argv;  // sys.argv
  std::vector<std::string> orig_argv;
  std::vector<std::string> path;             // sys.path before site runs
  std::vector<std::string> warnings;         // -W, PYTHONWARNINGS, and what other options imply
  std::vector<std::string> x_options;        // -X, "name" or "name=value"
  std::string stdio_encoding, stdio_errors;  // PYTHONIOENCODING; empty: UTF-8, and what each stream has by default
  std::string executable, base_executable, library, version;  // version: of the library, "3.11"
  std::string environment;                                    // the folder of the virtual environment; empty: none
  int optimize = 0, verbose = 0, bytes_warning = 0, quiet = 0, debug = 0;
  int int_max_str_digits = -1;  // -1: the default
  int traced_frames = 0;        // frames that tracemalloc keeps; 0: it is off
  int import_time = 0;          // -X importtime; 2: also imports of modules that are there already
  int cpu_count = -1;           // what os.cpu_count() is to say; -1: the number of processors
  int utf8_mode = 1;            // 0: the encoding of text files and of file names is that of the locale
  int thread_inherit_context = gc::kFreeThreaded;
  int context_aware_warnings = gc::kFreeThreaded;
  const char* check_hash_based_pycs = "default";
  std::optional<std::string> pycache_prefix;  // empty text: none; nothing: a folder of the user's cache
  std::string exec_prefix;                    // of PYTHONHOME; empty: as the prefix
  std::string platlibdir = "lib";
  bool inspect = false, interactive = false, isolated = false, ignore_environment = false, no_site = false,
       no_user_site = false, dont_write_bytecode = false, safe_path = false, dev_mode = false,
       hash_randomization = true, unbuffered = false, faulthandler = false, warn_default_encoding = false,
       lazy_imports = false;
};
// sys.version, for a library of the version "3.15".
std::string version_text(const std::string& library_version);
// Sets argv, path, flags and all that depends on the command line. False: error.
bool configure_sys(rt::Thread& t, const SysOptions& options);
// sys.stdlib_module_names, a frozenset.
rt::Ref library_module_names_py(rt::Thread& t);
// Opens stdin, stdout, stderr as text streams. False: error.
bool open_standard_streams_py(rt::Thread& t, const SysOptions& options);
// Changes the streams to the encoding of PYTHONIOENCODING, if that is a module of the library. After importlib has
// started. False: error.
bool set_stream_encodings_py(rt::Thread& t, const SysOptions& options);
// Flushes stdout and stderr. False: stdout could not be written (exit status 120).
bool flush_standard_streams_py(rt::Thread& t);

// The flags of sys.setdlopenflags(), for dlopen(). Any thread.
int dlopen_flags();

}  // namespace vm
