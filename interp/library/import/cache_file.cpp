// A cache file starts with a header; a file with another one is ignored and written anew, and so is code without the
// mark of this user (comp::set_image_key). Only a folder that belongs to the user alone is used.
#include "interp/library/import/cache_file.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "gc/heap/heap.h"
#include "interp/compile/compiler.h"
#include "interp/compile/revision.h"
#include "runtime/object/native.h"
#include "runtime/os/environment.h"
#include "runtime/types/bytes/bytes.h"

namespace vm {

using rt::Ref;
using rt::Thread;
using rt::Value;

static bool g_writes_cache = true;
void forbid_cache_writes() { g_writes_cache = false; }
bool writes_cache() { return g_writes_cache; }

// Makes the folder and those that it is in. False: some cannot be made.
bool make_directories(const std::string& path) {
  for (size_t i = 1; i <= path.size(); ++i) {
    if (i != path.size() && path[i] != '/') continue;
    if (mkdir(path.substr(0, i).c_str(), 0700) != 0 && errno != EEXIST) return false;
  }
  return true;
}

// True if only the user can write to the folder.
static bool belongs_to_user(const std::string& folder) {
  struct stat info;
  return stat(folder.c_str(), &info) == 0 && S_ISDIR(info.st_mode) && info.st_uid == geteuid() &&
         (info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

// The user's home by the password database. Empty: it has none.
static std::string registered_home() {
  char text[4096];
  passwd entry, *found = nullptr;
  bool known = getpwuid_r(geteuid(), &entry, text, sizeof text, &found) == 0 && found;
  return known ? found->pw_dir : std::string();
}

// With -E and -I the cache is that of the user, whatever the environment says: cached code is code that is executed.
static std::string user_cache_folder() {
  if (rt::os::ignores_environment()) {
    std::string home = registered_home();
    return home.empty() ? home : home + "/.cache";
  }
  std::string xdg = rt::os::variable("XDG_CACHE_HOME").value_or("");
  if (!xdg.empty()) return xdg;
  std::string home = rt::os::variable("HOME").value_or("");
  return home.empty() ? home : home + "/.cache";
}

std::string cache_folder(const std::string& name) {
  std::string base = user_cache_folder();
  if (base.empty()) return base;
  base += "/tinypy";
  std::string folder = base + "/" + name;
  return make_directories(folder) && belongs_to_user(base) && belongs_to_user(folder) ? folder : std::string();
}

// ---- the key that marks cached code as written by this user

// False: there is no such file, or others can read it.
static bool read_key(const std::string& path, rt::u8* key) {
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0) return false;
  struct stat info;
  bool ok = fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_uid == geteuid() &&
            (info.st_mode & (S_IRWXG | S_IRWXO)) == 0 &&
            read(fd, key, comp::kImageKeySize) == static_cast<ssize_t>(comp::kImageKeySize);
  close(fd);
  return ok;
}

// Makes the file, unless another program is first. It appears with its contents.
static void make_key(const std::string& path) {
  rt::u8 key[comp::kImageKeySize];
  if (getrandom(key, sizeof key, 0) != static_cast<ssize_t>(sizeof key)) return;
  std::string temporary = path + "." + std::to_string(getpid());
  int fd = open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return;
  bool ok = write(fd, key, sizeof key) == static_cast<ssize_t>(sizeof key);
  if (close(fd) == 0 && ok) (void)!link(temporary.c_str(), path.c_str());
  unlink(temporary.c_str());
}

// Without a key all cached code is verified before it runs.
static void load_key(const std::string& folder) {
  std::string path = folder + "/key";
  rt::u8 key[comp::kImageKeySize];
  bool known = read_key(path, key);
  if (!known && g_writes_cache) {
    make_key(path);
    known = read_key(path, key);
  }
  if (known) comp::set_image_key(key);
}

const std::string& cache_directory() {
  static const std::string directory = [] {
    std::string folder = cache_folder(comp::cache_tag());
    if (!folder.empty()) load_key(folder);
    return folder;
  }();
  return directory;
}

namespace {

// Writes a cache file. It is written under another name and then renamed, so that no reader sees half a file. A failure
// is ignored, and the old file stays.
void store(const std::string& path, const CacheHeader& header, std::string_view image) {
  std::string temporary = path + "." + std::to_string(getpid());
  int fd = open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return;
  bool ok = write(fd, &header, sizeof header) == static_cast<ssize_t>(sizeof header) &&
            write(fd, image.data(), image.size()) == static_cast<ssize_t>(image.size());
  ok = close(fd) == 0 && ok;
  if (!ok || rename(temporary.c_str(), path.c_str()) != 0) unlink(temporary.c_str());
}

}  // namespace

Ref load_cached_py(Thread& t, const std::string& path, const CacheHeader& header) {
  rt::os::MappedFile file(path.c_str());
  if (file.text().size() < sizeof header || memcmp(file.text().data(), &header, sizeof header) != 0) return Ref();
  return comp::code_from_file(t, std::move(file), sizeof header, true);
}

void store_cached(Thread& t, const std::string& path, const CacheHeader& header, Value code) {
  Ref bytes = comp::code_to_bytes(t, code.as<comp::Code>());
  if (!bytes) return rt::clear_error(t);
  store(path, header, bytes.as<rt::Bytes>()->view());
}

}  // namespace vm
