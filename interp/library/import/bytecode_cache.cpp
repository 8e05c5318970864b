// Source files and the cache of their bytecode. A cache file starts with a header (compiler revision, modification time
// and size of the source); a file with another header is ignored and written anew, and so is code without the mark of
// this user (comp::set_image_key). Only a folder that belongs to the user alone is used.
#include "interp/library/import/bytecode_cache.h"

#include <fcntl.h>
#include <sys/random.h>
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

static bool g_writes_cache = true;
void forbid_cache_writes() { g_writes_cache = false; }

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

static const std::string& cache_directory() {
  static const std::string directory = [] {
    std::string folder = cache_folder(comp::cache_tag());
    if (!folder.empty()) load_key(folder);
    return folder;
  }();
  return directory;
}

std::string pycache_directory() { return cache_folder("pycache"); }

// Appends to the text of a source that is read piece by piece. False: there is too little memory for compiling so much
// text; MemoryError is pending.
static bool append_source(Thread& t, std::string_view text, std::string* out) {
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

// In the place of a time, for a source that is no file (FNV-1a).
rt::u64 text_hash(std::string_view text) {
  rt::u64 hash = 14695981039346656037u;
  for (char c : text) hash = (hash ^ static_cast<rt::u8>(c)) * 1099511628211u;
  return hash;
}

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

// True if a file of importlib's cache has one code object in marshal's format behind importlib's header of 16 bytes,
// and that code may run: it has this user's mark, or it passes the verifier.
bool is_sound_cached_file(Thread& t, std::string_view file) {
  constexpr size_t kHead = 16, kBeforeImage = 1 + sizeof(rt::u32);
  constexpr char kWithoutFlag = 0x7F;  // the flag says that later values may refer to this one
  if (file.size() < kHead + kBeforeImage || (file[kHead] & kWithoutFlag) != 'c') return false;
  rt::u32 size;
  memcpy(&size, file.data() + kHead + 1, sizeof size);
  std::string_view image = file.substr(kHead + kBeforeImage);
  if (image.size() != size) return false;
  if (comp::is_marked_image(image)) return true;
  Ref code = comp::code_from_bytes(t, image);
  return bool(code);
}

// Replaces importlib's _classify_pyc(), which is `original`, and adds the check for damage. If it raises ImportError,
// importlib compiles the source and writes the cached file anew.
Ref classify_pyc_py(Thread& t, Value original, Value data, Value name, Value details) {
  Ref flags = rt::call_py(t, original, data, name, details);
  if (!flags) return Ref();
  rt::BufferView view(t, data);
  if (!view) return Ref();
  if (is_sound_cached_file(t, {reinterpret_cast<const char*>(view.data()), view.size()})) return flags;
  if (t.error) return Ref();
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

// The code of `name` from the cache, else compiled by compile_py(), which is then cached.
template <class Compile>
static Ref cached_code_py(Thread& t, const std::string& name, const CacheHeader& header, Compile compile_py) {
  bool caching = !cache_directory().empty();
  std::string cached = caching ? cache_path(name) : std::string();
  if (caching) {
    Image image(cached, header);
    Ref code = image.view().empty() ? Ref() : comp::code_from_bytes(t, image.view(), true);
    if (code || t.error) return code;
  }
  Ref code = compile_py();
  if (!code || !caching || !g_writes_cache) return code;
  Ref bytes = comp::code_to_bytes(t, code.template as<comp::Code>());
  if (!bytes) rt::clear_error(t);
  else store(cached, header, bytes.template as<rt::Bytes>()->view());
  return code;
}

static Ref compile_text_py(Thread& t, const std::string& name, std::string_view source) {
  Ref filename = rt::decode_fs(t, name);
  return filename ? comp::compile_source_py(t, source, filename, syn::Mode::Exec, {}) : Ref();
}

Ref load_source_file_py(Thread& t, const std::string& path, const std::string& shown_name) {
  struct stat info;
  if (stat(path.c_str(), &info) != 0) return rt::raise_os_error(t, errno, Ref(rt::decode_fs(t, path)));
  return cached_code_py(t, path, header_for(info), [&]() -> Ref {
    std::string source;
    return read_file_py(t, path, &source) ? compile_text_py(t, shown_name, source) : Ref();
  });
}

Ref load_source_text_py(Thread& t, const std::string& name, std::string_view source) {
  CacheHeader header{comp::kCompilerRevision, text_hash(source), source.size()};
  return cached_code_py(t, name, header, [&] { return compile_text_py(t, name, source); });
}

}  // namespace vm
