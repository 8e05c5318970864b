#include "interp/modules/bytecode_cache.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "interp/compile/compiler.h"
#include "interp/compile/revision.h"
#include "runtime/types/bytes.h"
#include "runtime/types/str.h"

namespace vm {

using rt::Ref;
using rt::Thread;
using rt::Value;

static bool make_directories(const std::string& path) {
  for (size_t i = 1; i <= path.size(); ++i) {
    if (i != path.size() && path[i] != '/') continue;
    if (mkdir(path.substr(0, i).c_str(), 0700) != 0 && errno != EEXIST) return false;
  }
  return true;
}

const std::string& cache_directory() {
  static const std::string directory = [] {
    std::string base;
    if (const char* xdg = getenv("XDG_CACHE_HOME"); xdg && *xdg) base = xdg;
    else if (const char* home = getenv("HOME"); home && *home) base = std::string(home) + "/.cache";
    if (base.empty()) return std::string();
    base += "/tinypy/" + comp::cache_tag();
    return make_directories(base) ? base : std::string();
  }();
  return directory;
}

bool append_source(Thread& t, std::string_view text, std::string* out) {
  size_t size = out->size() + text.size();
  if (size > out->capacity() && !comp::check_compile_room(t, size)) return false;
  out->append(text);
  return true;
}

bool read_file(Thread& t, const std::string& path, std::string* out) {
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return rt::raise_os_error(t, errno, Ref(rt::decode_fs(t, path)));
  struct stat info;
  bool ok = fstat(fd, &info) == 0;
  if (ok && S_ISDIR(info.st_mode)) {
    errno = EISDIR;
    ok = false;
  }
  char buffer[1 << 16];
  ssize_t n = 0;
  bool fits = true;
  while (ok && fits && (n = read(fd, buffer, sizeof buffer)) > 0) fits = append_source(t, {buffer, static_cast<size_t>(n)}, out);
  int error = errno;
  close(fd);
  if (!fits) return false;
  if (ok && n == 0) return true;
  return rt::raise_os_error(t, error, Ref(rt::decode_fs(t, path)));
}

namespace {

struct CacheHeader {
  rt::u64 revision, mtime_ns, size;
};

CacheHeader header_for(const struct stat& info) {
  CacheHeader h{};
  h.revision = comp::kCompilerRevision;
  h.mtime_ns = static_cast<rt::u64>(info.st_mtim.tv_sec) * 1000000000u + static_cast<rt::u64>(info.st_mtim.tv_nsec);
  h.size = static_cast<rt::u64>(info.st_size);
  return h;
}

std::string cache_path(const std::string& source) {
  std::string name = source;
  for (char& c : name) {
    if (c == '/') c = '%';
  }
  return cache_directory() + "/" + name + "c";
}

bool slurp(const std::string& path, std::string* out) {
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  struct stat info;
  bool ok = fstat(fd, &info) == 0;
  if (ok) {
    out->resize(static_cast<size_t>(info.st_size));
    ok = read(fd, out->data(), out->size()) == static_cast<ssize_t>(out->size());
  }
  close(fd);
  return ok;
}

// Written under another name and renamed, so that no reader sees half a file.
void store(const std::string& path, const CacheHeader& header, std::string_view image) {
  std::string temporary = path + "." + std::to_string(getpid());
  int fd = open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return;
  bool ok = write(fd, &header, sizeof header) == static_cast<ssize_t>(sizeof header) &&
            write(fd, image.data(), image.size()) == static_cast<ssize_t>(image.size());
  close(fd);
  if (!ok || rename(temporary.c_str(), path.c_str()) != 0) unlink(temporary.c_str());
}

}  // namespace

Ref load_source_file_py(Thread& t, const std::string& path) {
  struct stat info;
  if (stat(path.c_str(), &info) != 0) return rt::raise_os_error(t, errno, Ref(rt::decode_fs(t, path)));
  CacheHeader header = header_for(info);
  bool caching = !cache_directory().empty();
  std::string image;
  if (caching && slurp(cache_path(path), &image) && image.size() > sizeof header && memcmp(image.data(), &header, sizeof header) == 0) {
    Ref code = comp::code_from_bytes(t, std::string_view(image).substr(sizeof header));
    if (code || t.error) return code;
  }
  std::string source;
  if (!read_file(t, path, &source)) return Ref();
  if (const char* off = getenv("PYTHONDONTWRITEBYTECODE"); off && *off) caching = false;  // what is there is read all the same
  Ref filename = rt::decode_fs(t, path);
  Ref code = filename ? comp::compile_source_py(t, source, filename, syn::Mode::Exec, {}) : Ref();
  if (!code || !caching) return code;
  Ref bytes = comp::code_to_bytes(t, code.as<comp::Code>());
  if (!bytes) rt::clear_error(t);
  else store(cache_path(path), header, bytes.as<rt::Bytes>()->view());
  return code;
}

}  // namespace vm
