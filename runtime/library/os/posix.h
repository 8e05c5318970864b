// Declarations that the files of module `posix` share. Each file has one table of functions; posix_module.cpp joins
// them. Tables and init functions run at import; the init functions leave an error pending if they return false.
#pragma once

#include <string_view>

#include "runtime/library/parts/path_arg.h"
#include "runtime/object/names.h"
#include "runtime/object/native.h"
#include "runtime/os/file.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

struct sched_param;
struct stat;
struct timespec;

namespace rt::posix {

// ---- tables and parts of the module
extern const MethodDef kFileFunctions[];         // posix_files.cpp: descriptors
extern const MethodDef kTransferFunctions[];     // posix_transfer.cpp: reading and writing
extern const MethodDef kPathFunctions[];         // posix_paths.cpp: names in the file system
extern const MethodDef kStatFunctions[];         // posix_stat.cpp
extern const MethodDef kStatxFunctions[];        // posix_statx.cpp
extern const MethodDef kDirectoryFunctions[];    // posix_directories.cpp
extern const MethodDef kProcessFunctions[];      // posix_process.cpp
extern const MethodDef kWaitFunctions[];         // posix_wait.cpp
extern const MethodDef kIdentityFunctions[];     // posix_identity.cpp: users, groups, sessions
extern const MethodDef kSchedulingFunctions[];   // posix_scheduling.cpp
extern const MethodDef kTimerFunctions[];        // posix_timers.cpp: timers as descriptors
extern const MethodDef kSystemFunctions[];       // posix_system.cpp
extern const MethodDef kEnvironmentFunctions[];  // posix_environment.cpp
extern const MethodDef kTerminalFunctions[];     // posix_terminals.cpp
extern const MethodDef kLinuxFunctions[];        // posix_linux.cpp
bool init_stat(Thread& t, Value module);
bool init_statx(Thread& t, Value module);
bool init_directories(Thread& t, Value module);
bool init_process(Thread& t, Value module);
bool init_wait(Thread& t, Value module);
bool init_scheduling(Thread& t, Value module);
bool init_system(Thread& t, Value module);
bool init_constants(Thread& t, Value module);
bool init_environment(Thread& t, Value module);

// ---- results
// The result of a function whose system call gives nothing (None), or an int. Empty: the OSError is pending.
inline Ref done(Thread& t, const os::Result& r, Value filename = Value(), Value filename2 = Value()) {
  return r.ok() ? none() : Ref(raise_result(t, r, filename, filename2));
}
inline Ref number(Thread& t, const os::Result& r, Value filename = Value()) {
  return r.ok() ? make_int(t, r.value) : Ref(raise_result(t, r, filename));
}
// A name that the system gave: bytes if the function's argument was bytes, else str. Empty: MemoryError.
inline Ref file_name(Thread& t, std::string_view text, bool as_bytes) {
  return as_bytes ? make_bytes(t, text) : decode_fs(t, text);
}
// Converts the id of a user or group; -1 becomes the largest u32, as in C. False: TypeError or OverflowError is
// pending.
enum class IdKind : bool { kUser, kGroup };
bool id_argument_py(Thread& t, Value v, IdKind kind, u32* out);
// Converts a flag such as follow_symlinks. False: an error is pending.
inline bool flag_py(Thread& t, Value v, bool* out) {
  int yes = truth_py(t, v);
  *out = yes > 0;
  return yes >= 0;
}

// Seconds as an int or a float; fractions of a nanosecond go down. False: an error is pending.
bool time_from_seconds_py(Thread& t, Value v, timespec* out);
// The contents of an os.sched_param. False: TypeError or OverflowError is pending.
bool sched_param_argument_py(Thread& t, Value v, sched_param* out);

// A new stat_result for `st`. Empty: MemoryError.
Ref make_stat_result(Thread& t, const struct stat& st);
// The callbacks that scripts have registered around os.fork(); also for _posixsubprocess. Errors of callbacks are
// reported, and none is pending afterwards; run_fork_callbacks_before_py() always returns true.
bool run_fork_callbacks_before_py(Thread& t);
void run_fork_callbacks_parent_py(Thread& t);
void run_fork_callbacks_child_py(Thread& t);
// The fork itself: takes the runtime's locks before, and repairs the runtime in the child. Returns the pid, 0 in the
// child, or -1 with errno. Runs no Python code.
int fork_runtime(Thread& t);
// Its parts, for C code that forks by itself: between the first and one of the others the thread does nothing else.
void prepare_fork(Thread& t);
void forked_in_parent(Thread& t);
void forked_in_child(Thread& t);
// Adds int constants to the module; the table ends with a null name. False: an error is pending.
struct Constant {
  const char* name;
  i64 value;
};
bool add_constants(Thread& t, Value module, const Constant* constants);

// Has /bin/sh run a command and waits for it, detached. Returns the wait status, -1 if that cannot be had.
int run_shell(Thread& t, const char* command, char* const* environment);

// A null-terminated array of C strings for exec: argv or envp. Owns the strings. False from a method: an error is
// pending.
class StringArray {
 public:
  explicit StringArray(Thread& t) : t_(t) {}
  ~StringArray();
  StringArray(const StringArray&) = delete;
  StringArray& operator=(const StringArray&) = delete;
  // Appends the encoded names of a list or tuple of file names. `what` is for messages ("execv() arg 2 must be a tuple
  // or list").
  bool from_sequence_py(Value sequence, const char* what);
  // Appends "key=value" for each item of a mapping.
  bool from_mapping_py(Value mapping);
  // Appends the entries of the process's environment, which other threads may change as soon as this returns.
  bool from_process();
  bool push(std::string_view text);
  char* const* data() const { return items_; }
  u64 size() const { return size_; }

 private:
  bool push_variable_py(Value key, Value value);
  bool push_pairs_py(Value pairs);
  bool push_keys_and_values_py(Value mapping);
  bool terminate();

  Thread& t_;
  char** items_ = nullptr;  // null-terminated
  u64 size_ = 0, capacity_ = 0;
};

}  // namespace rt::posix
