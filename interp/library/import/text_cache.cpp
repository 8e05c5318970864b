// The name of a cached file is a hash of all that the code depends on: text, file name, mode and options; the folder is
// that of the compiler's revision. So no file is ever wrong, and none is looked at that is not wanted.
//
// The folder is a set-associative cache: the hash chooses one of kSets folders, which has kWays files at most. A file
// that is one too many takes the place of the one that was used longest ago. A program that makes up texts writes
// kStoresOfProcess of them, and then no more.
#include "interp/library/import/text_cache.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <string>

#include "gc/base/clock.h"
#include "gc/threads/watch.h"
#include "interp/compile/revision.h"
#include "interp/library/import/cache_file.h"
#include "runtime/library/hash/hash_blake2.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::Ref;
using rt::Thread;
using rt::u64;
using rt::u8;
using rt::Value;

namespace {

constexpr size_t kMinSize = 4000;  // bytes; texts of 1,000 took as long to compile as files to open (40 dataclasses)
constexpr u64 kSets = 16, kWays = 64;
constexpr u64 kStoresOfProcess = 64;

// What is added to the hash beside the texts.
struct Options {
  u64 filename_size;
  int mode, optimize;
  u64 inherited_flags;
  bool dont_inherit, namespace_code, source_is_str, is_main_file, allow_top_level_await, columns;
};

class TextHash {
 public:
  TextHash() {
    rt::blake2::Parameters parameters{};
    parameters.digest_size = kSize;
    parameters.fanout = parameters.depth = 1;
    state_.start(parameters, nullptr);
  }
  void add(const void* data, size_t size) { state_.update(static_cast<const u8*>(data), size); }
  std::string hex() {
    u8 digest[kSize];
    state_.finish(digest);
    std::string text;
    for (u8 byte : digest) (text += "0123456789abcdef"[byte >> 4]) += "0123456789abcdef"[byte & 15];
    return text;
  }

 private:
  static constexpr u8 kSize = 16;
  rt::blake2::State<rt::blake2::Big> state_;
};

std::string hash_of(std::string_view source, Value filename, syn::Mode mode, const comp::CompileOptions& o) {
  std::string name = rt::to_wtf8(filename);
  Options options;
  memset(&options, 0, sizeof options);  // its gaps, too, are hashed
  options.filename_size = name.size();
  options.mode = static_cast<int>(mode);
  options.optimize = o.optimize;
  options.inherited_flags = o.inherited_flags;
  options.dont_inherit = o.dont_inherit;
  options.namespace_code = o.namespace_code;
  options.source_is_str = o.source_is_str;
  options.is_main_file = o.is_main_file;
  options.allow_top_level_await = o.allow_top_level_await;
  options.columns = comp::g_column_positions;
  TextHash hash;
  hash.add(&options, sizeof options);
  hash.add(name.data(), name.size());
  hash.add(source.data(), source.size());
  return hash.hex();
}

// Not under a schedule, which must be the same when the text is compiled and when it is not.
bool is_cacheable(std::string_view source, syn::Mode mode, const comp::CompileOptions& o) {
  return source.size() >= kMinSize && !gc::thread_watcher() && mode != syn::Mode::Single && !o.allow_incomplete &&
         !o.block_needs_newline && o.feature_version == 0 && !cache_directory().empty();
}

// sys.dont_write_bytecode, which programs may set.
bool program_allows_writing_py(Thread& t) {
  Ref sys = rt::import_module_py(t, "sys");
  Ref forbidden = sys ? rt::getattr_py(t, sys, "dont_write_bytecode") : Ref();
  int is_forbidden = forbidden ? rt::truth_py(t, forbidden) : 1;
  rt::clear_error(t);
  return is_forbidden == 0;
}

// Removes the file that was used longest ago, if the folder is full.
void make_room(const std::string& folder) {
  DIR* entries = opendir(folder.c_str());
  if (!entries) return;
  u64 count = 0, oldest_ns = ~u64{0};
  std::string oldest;
  while (dirent* entry = readdir(entries)) {
    struct stat info;
    if (fstatat(dirfd(entries), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(info.st_mode)) continue;
    ++count;
    u64 used_ns = static_cast<u64>(std::max(gc::to_ns(info.st_atim), gc::to_ns(info.st_mtim)));
    if (used_ns < oldest_ns) oldest_ns = used_ns, oldest = entry->d_name;
  }
  if (count >= kWays) unlinkat(dirfd(entries), oldest.c_str(), 0);
  closedir(entries);
}

void store_py(Thread& t, const std::string& folder, const std::string& path, const CacheHeader& header, Value code) {
  static gc::Atomic<u64> stores{0};
  if (!writes_cache() || stores.fetch_add(1, gc::relaxed) >= kStoresOfProcess || !program_allows_writing_py(t) ||
      !make_directories(folder))
    return;
  make_room(folder);
  store_cached(t, path, header, code);
}

}  // namespace

Ref compile_cached_py(Thread& t, std::string_view source, Value filename, syn::Mode mode,
                      comp::CompileOptions options) {
  if (!is_cacheable(source, mode, options)) return comp::compile_source_py(t, source, filename, mode, options);
  std::string hash = hash_of(source, filename, mode, options);
  std::string folder = cache_directory() + "/texts/" + hash.substr(0, 1), path = folder + "/" + hash.substr(1);
  static_assert(kSets == 16);  // a digit
  CacheHeader header{comp::kCompilerRevision, 0, source.size()};
  Ref code = load_cached_py(t, path, header);
  if (code || t.error) return code;
  bool has_effects = false;
  options.has_effects = &has_effects;
  code = comp::compile_source_py(t, source, filename, mode, options);
  if (code && !has_effects) store_py(t, folder, path, header, code);
  return code;
}

}  // namespace vm
