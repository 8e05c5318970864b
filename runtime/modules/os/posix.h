// What the files of module `posix` share. Each file has one table of functions; posix_module.cpp joins them.
#pragma once

#include <string_view>

#include "runtime/modules/parts/path_arg.h"
#include "runtime/object/names.h"
#include "runtime/object/native.h"
#include "runtime/os/file.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

struct stat;

namespace rt::posix {

// ---- tables and parts of the module
extern const MethodDef kFileFunctions[];         // posix_files.cpp: descriptors
extern const MethodDef kTransferFunctions[];     // posix_transfer.cpp: reading and writing
extern const MethodDef kPathFunctions[];         // posix_paths.cpp: names in the file system
extern const MethodDef kStatFunctions[];         // posix_stat.cpp
extern const MethodDef kDirectoryFunctions[];    // posix_directories.cpp
extern const MethodDef kProcessFunctions[];      // posix_process.cpp
extern const MethodDef kWaitFunctions[];         // posix_wait.cpp
extern const MethodDef kIdentityFunctions[];     // posix_identity.cpp: users, groups, sessions
extern const MethodDef kSystemFunctions[];       // posix_system.cpp
extern const MethodDef kEnvironmentFunctions[];  // posix_environment.cpp
extern const MethodDef kTerminalFunctions[];     // posix_terminals.cpp
extern const MethodDef kLinuxFunctions[];        // posix_linux.cpp
bool init_stat(Thread& t, Value module);
bool init_directories(Thread& t, Value module);
bool init_process(Thread& t, Value module);
bool init_wait(Thread& t, Value module);
bool init_system(Thread& t, Value module);
bool init_constants(Thread& t, Value module);
bool init_environment(Thread& t, Value module);

// ---- results
inline Ref done(Thread& t, const os::Result& r, Value filename = Value(), Value filename2 = Value()) {
  return r.ok() ? none() : Ref(raise_result(t, r, filename, filename2));
}
inline Ref number(Thread& t, const os::Result& r, Value filename = Value()) {
  return r.ok() ? make_int(t, r.value) : Ref(raise_result(t, r, filename));
}
// A name from the system: bytes if the argument was, else str.
inline Ref file_name(Thread& t, std::string_view text, bool as_bytes) {
  return as_bytes ? make_bytes(t, text) : decode_fs(t, text);
}
// follow_symlinks and the like.
// An argument that is the id of a user or a group; -1 is what C makes of it. TypeError, OverflowError.
enum class IdKind : bool { kUser, kGroup };
bool id_argument_py(Thread& t, Value v, IdKind kind, u32* out);
inline bool flag_py(Thread& t, Value v, bool* out) {
  int yes = truth_py(t, v);
  *out = yes > 0;
  return yes >= 0;
}

// The stat_result for `st`.
Ref make_stat_result(Thread& t, const struct stat& st);
// os.fork(): runs the registered callbacks around the system call; also for _posixsubprocess. -1: error.
bool run_fork_callbacks_before_py(Thread& t);
void run_fork_callbacks_parent_py(Thread& t);
void run_fork_callbacks_child_py(Thread& t);
// The fork itself, with the runtime made ready before and after. Result: pid, 0 in the child, -1 with errno.
int fork_runtime(Thread& t);
// Adds int constants; the table ends with a null name.
struct Constant {
  const char* name;
  i64 value;
};
bool add_constants(Thread& t, Value module, const Constant* constants);

// A list of C strings for exec: argv, envp.
class StringArray {
 public:
  explicit StringArray(Thread& t) : t_(t) {}
  ~StringArray();
  StringArray(const StringArray&) = delete;
  StringArray& operator=(const StringArray&) = delete;
  // Of a list or tuple of file names. `what`: for messages ("execv() arg 2 must be a tuple or list").
  bool from_sequence_py(Value sequence, const char* what);
  // "key=value" of a mapping.
  bool from_mapping_py(Value mapping);
  bool push(std::string_view text);
  char* const* data() const { return items_; }
  u64 size() const { return size_; }

 private:
  Thread& t_;
  char** items_ = nullptr;  // null-terminated
  u64 size_ = 0, capacity_ = 0;
};

}  // namespace rt::posix
