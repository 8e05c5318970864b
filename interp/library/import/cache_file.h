// Files of compiled code in the user's cache folder: $XDG_CACHE_HOME/tinypy or ~/.cache/tinypy, where -E and -I ignore
// the variables of the environment, in folders that belong
// to the user and that nobody else can write to.
#pragma once

#include <string>

#include "interp/compile/code.h"

namespace vm {

// A folder in the user's cache folder, made if needed. Empty: it cannot be made, or does not belong to the user alone.
std::string cache_folder(const std::string& name);
// The folder for code of this library version and compiler revision. Empty: there is none. The first call is by the
// only thread.
const std::string& cache_directory();
// Makes the folder and those that it is in, for the user alone. False: some cannot be made.
bool make_directories(const std::string& path);

// No cached file is written from now on (-B); those that exist are still read. Before any thread is started.
void forbid_cache_writes();
bool writes_cache();

// What a file must begin with.
struct CacheHeader {
  rt::u64 revision;  // comp::kCompilerRevision
  rt::u64 mtime_ns;  // of the source, or what stands for it
  rt::u64 size;      // of the source
};

// The code of a cache file. Empty: there is none with that header and this user's mark, or MemoryError is pending.
rt::Ref load_cached_py(rt::Thread& t, const std::string& path, const CacheHeader& header);
// Writes a cache file. A failure is ignored, and the old file stays. No error is pending before or afterwards.
void store_cached(rt::Thread& t, const std::string& path, const CacheHeader& header, rt::Value code);

}  // namespace vm
