// Source files and the cache of their bytecode. A cache file starts with a header (compiler revision, modification time
// and size of the source); a file with another header is ignored and written anew. Only a folder that belongs to the
// user alone is used: whoever can write to the folder decides which code runs.
#include "interp/modules/import/bytecode_cache.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "gc/base/clock.h"
#include "gc/heap/heap.h"
#include "interp/compile/compiler.h"
#include "interp/compile/revision.h"
#include "runtime/object/native.h"
#include "runtime/os/file.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::Ref;
using rt::Thread;
using rt::u64;
using rt::Value;

static bool make_directories(const std::string& path) {
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

// A folder in the user's cache directory, made if needed. Empty: it cannot be made, or does not belong to the user
// alone.
static std::string cache_folder(const std::string& name) {
  std::string base;
  if (const char* xdg = getenv("XDG_CACHE_HOME"); xdg && *xdg) base = xdg;
  else if (const char* home = getenv("HOME"); home && *home) base = std::string(home) + "/.cache";
  if (base.empty()) return std::string();
  base += "/tinypy";
  std::string folder = base + "/" + name;
  return make_directories(folder) && belongs_to_user(base) && belongs_to_user(folder) ? folder : std::string();
}

static const std::string& cache_directory() {
  static const std::string directory = cache_folder(comp::cache_tag());
  return directory;
}

static bool g_writes_cache = true;
void forbid_cache_writes() { g_writes_cache = false; }

std::string pycache_directory() { return cache_folder("pycache"); }

bool append_source(Thread& t, std::string_view text, std::string* out) {
  size_t size = out->size() + text.size();
  if (size > out->capacity() && !comp::check_compile_room(t, size)) return false;
  out->append(text);
  return true;
}

bool read_all_py(Thread& t, int fd, u64 expected, Value filename, std::string* out) {
  if (!gc::has_room(expected)) return rt::raise_memory_error(t);
  out->reserve(out->size() + expected);
  char buffer[1 << 16];
  for (;;) {
    rt::os::Result r = rt::os::read_py(t, fd, buffer, sizeof buffer);
    if (r.error == rt::os::kRaised) return false;
    if (!r.ok()) return rt::raise_os_error(t, r.error, filename);
    if (r.value == 0) return true;
    auto size = static_cast<size_t>(r.value);
    if (!append_source(t, {buffer, size}, out)) return false;
  }
}

bool read_file_py(Thread& t, const std::string& path, std::string* out) {
  Ref filename = rt::decode_fs(t, path);
  if (!filename) return false;
  rt::os::Result opened = rt::os::open_py(t, path.c_str(), O_RDONLY | O_CLOEXEC, 0, AT_FDCWD);
  if (opened.error == rt::os::kRaised) return false;
  if (!opened.ok()) return rt::raise_os_error(t, opened.error, filename);
  int fd = static_cast<int>(opened.value);
  struct stat info;
  int error = fstat(fd, &info) != 0 ? errno : S_ISDIR(info.st_mode) ? EISDIR : 0;
  bool ok = error == 0 ? read_all_py(t, fd, static_cast<u64>(info.st_size), filename, out)
                       : rt::raise_os_error(t, error, filename);
  close(fd);
  return ok;
}

namespace {

struct CacheHeader {
  rt::u64 revision, mtime_ns, size;
};

CacheHeader header_for(const struct stat& info) {
  CacheHeader h{};
  h.revision = comp::kCompilerRevision;
  h.mtime_ns = static_cast<rt::u64>(gc::to_ns(info.st_mtim));
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

// The contents of a cache file behind its header. Empty: the file has another header or cannot be read. If the name
// belongs to a pipe or a device, opening it does not block.
class Image {
 public:
  Image(const std::string& path, const CacheHeader& header) {
    int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return;
    read_behind(fd, header);
    close(fd);
  }
  ~Image() { gc::raw_free(data_); }
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;

  std::string_view view() const { return {data_, size_}; }

 private:
  void read_behind(int fd, const CacheHeader& header) {
    struct stat info;
    CacheHeader found;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size <= static_cast<off_t>(sizeof found)) return;
    if (read(fd, &found, sizeof found) != static_cast<ssize_t>(sizeof found) ||
        memcmp(&found, &header, sizeof found) != 0)
      return;
    size_t size = static_cast<size_t>(info.st_size) - sizeof found;
    data_ = static_cast<char*>(gc::raw_alloc(size));
    if (data_ && read(fd, data_, size) == static_cast<ssize_t>(size)) size_ = size;
  }

  char* data_ = nullptr;
  size_t size_ = 0;
};

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

// True if a file of importlib's cache is undamaged: behind importlib's header of 16 bytes it has one code object in
// marshal's format, which contains an image.
bool is_whole_cached_file(std::string_view file) {
  constexpr size_t kHead = 16, kBeforeImage = 1 + sizeof(rt::u32);
  constexpr char kWithoutFlag = 0x7F;  // the flag says that later values may refer to this one
  if (file.size() < kHead + kBeforeImage || (file[kHead] & kWithoutFlag) != 'c') return false;
  rt::u32 size;
  memcpy(&size, file.data() + kHead + 1, sizeof size);
  std::string_view image = file.substr(kHead + kBeforeImage);
  return image.size() == size && comp::is_whole_image(image);
}

// Replaces importlib's _classify_pyc(), which is `original`, and adds the check for damage. If it raises ImportError,
// importlib compiles the source and writes the cached file anew.
Ref classify_pyc_py(Thread& t, Value original, Value data, Value name, Value details) {
  Ref flags = rt::call_py(t, original, data, name, details);
  if (!flags) return Ref();
  rt::BufferView view(t, data);
  if (!view) return Ref();
  if (is_whole_cached_file({reinterpret_cast<const char*>(view.data()), view.size()})) return flags;
  return rt::raise(t, rt::kImportErrorType, "damaged bytecode in %R", name);
}

constexpr rt::MethodDef kClassify = {"_classify_pyc", classify_pyc_py, "(original, /, data, name, exc_details)",
                                     "Flags of a cached file; ImportError if it is not to be used."};

}  // namespace

bool check_cached_files_py(Thread& t, Value external) {
  Ref name = rt::intern(t, std::string_view("_classify_pyc"));
  Ref original = name ? rt::getattr_py(t, external, name) : Ref();
  Ref checking = original ? rt::make_builtin(t, &kClassify, original, Value()) : Ref();
  return checking && rt::setattr_py(t, external, name, checking);
}

Ref load_source_file_py(Thread& t, const std::string& path) {
  struct stat info;
  if (stat(path.c_str(), &info) != 0) return rt::raise_os_error(t, errno, Ref(rt::decode_fs(t, path)));
  CacheHeader header = header_for(info);
  bool caching = !cache_directory().empty();
  if (caching) {
    Image image(cache_path(path), header);
    Ref code = image.view().empty() ? Ref() : comp::code_from_bytes(t, image.view());
    if (code || t.error) return code;
  }
  std::string source;
  if (!read_file_py(t, path, &source)) return Ref();
  Ref filename = rt::decode_fs(t, path);
  Ref code = filename ? comp::compile_source_py(t, source, filename, syn::Mode::Exec, {}) : Ref();
  if (!code || !caching || !g_writes_cache) return code;
  Ref bytes = comp::code_to_bytes(t, code.as<comp::Code>());
  if (!bytes) rt::clear_error(t);
  else store(cache_path(path), header, bytes.as<rt::Bytes>()->view());
  return code;
}

}  // namespace vm
