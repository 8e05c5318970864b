// Source files and the cache of their bytecode.
#include "interp/library/import/bytecode_cache.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "gc/base/clock.h"
#include "gc/heap/heap.h"
#include "interp/compile/compiler.h"
#include "interp/compile/revision.h"
#include "interp/library/import/cache_file.h"
#include "runtime/library/parts/path_arg.h"
#include "runtime/object/audit.h"
#include "runtime/object/native.h"
#include "runtime/object/native_modules.h"
#include "runtime/os/file.h"
#include "runtime/os/mapped_file.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/text/str.h"

namespace vm {

using comp::Code;
using rt::Ref;
using rt::Thread;
using rt::u64;
using rt::Value;

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

// A file of importlib's cache: its header, then one code object in marshal's format, whose image comes last.
constexpr size_t kHead = 16, kBeforeImage = kHead + 1 + sizeof(rt::u32);

// True if the file has nothing but one code object behind its header.
bool has_one_code(std::string_view file) {
  constexpr char kWithoutFlag = 0x7F;  // the flag says that later values may refer to this one
  if (file.size() < kBeforeImage || (file[kHead] & kWithoutFlag) != 'c') return false;
  rt::u32 size;
  memcpy(&size, file.data() + kHead + 1, sizeof size);
  return file.size() - kBeforeImage == size;
}

// True if the code of a file may run: it has this user's mark, or it passes the verifier.
bool is_sound_cached_file(Thread& t, std::string_view file) {
  if (!has_one_code(file)) return false;
  std::string_view image = file.substr(kBeforeImage);
  if (comp::is_marked_image(image)) return true;
  Ref code = comp::code_from_bytes(t, image);
  return bool(code);
}

std::string_view text_of(const rt::BufferView& view) {
  return {reinterpret_cast<const char*>(view.data()), view.size()};
}

// Replaces importlib's _classify_pyc(), which is `original`, and adds the check for damage. If it raises ImportError,
// importlib compiles the source and writes the cached file anew.
Ref classify_pyc_py(Thread& t, Value original, Value data, Value name, Value details) {
  Ref flags = rt::call_py(t, original, data, name, details);
  if (!flags) return Ref();
  rt::BufferView view(t, data);
  if (!view) return Ref();
  if (is_sound_cached_file(t, text_of(view))) return flags;
  if (t.error) return Ref();
  return rt::raise(t, rt::kImportErrorType, "damaged bytecode in %R", name);
}

// The file at `path`, if it is one of this user's cache and has `data` behind its header. Empty otherwise, or with an
// error pending.
rt::os::MappedFile map_cached_file(Thread& t, Value path, Value data) {
  static const std::string folder = pycache_directory() + "/";
  if (folder.size() == 1 || !rt::is_str(path)) return {};
  Ref encoded = rt::encode_fs(t, path);
  std::string name(encoded ? encoded.as<rt::Bytes>()->view() : std::string_view());
  if (!name.starts_with(folder)) return {};
  rt::BufferView view(t, data);
  rt::os::MappedFile file(name.c_str());
  bool same = view && has_one_code(file.text()) && file.text().substr(kHead) == text_of(view);
  return same ? std::move(file) : rt::os::MappedFile();
}

// Replaces importlib's _compile_bytecode(), which is `original`, for files that can stay mapped.
Ref compile_bytecode_py(Thread& t, Value original, Value data, Value name, Value path, Value source) {
  Ref code;
  if (path && !rt::g_has_audit_hooks.load(gc::relaxed)) {
    rt::os::MappedFile file = map_cached_file(t, path, data);
    code = comp::code_from_file(t, std::move(file), kBeforeImage, true);
  }
  if (t.error) return Ref();
  if (!code) {
    Value arguments[] = {data, name ? name : rt::kNone, path ? path : rt::kNone, source ? source : rt::kNone};
    return rt::call_py(t, original, rt::CallArgs{arguments, 4, Value()});
  }
  bool named = !source || !rt::is_str(source) || fix_filename(t, code.as<Code>(), source);
  return named ? std::move(code) : Ref();
}

constexpr rt::MethodDef kClassify = {"_classify_pyc", classify_pyc_py, "(original, /, data, name, exc_details)",
                                     "Flags of a cached file; ImportError if it is not to be used."};
constexpr rt::MethodDef kCompile = {"_compile_bytecode", compile_bytecode_py,
                                    "(original, /, data, name=None, bytecode_path=None, source_path=None)",
                                    "The code object of a cached file."};

bool replace_py(Thread& t, Value module, const rt::MethodDef* method) {
  Ref name = rt::intern(t, std::string_view(method->name));
  Ref original = name ? rt::getattr_py(t, module, name) : Ref();
  Ref replacement = original ? rt::make_builtin(t, method, original, Value()) : Ref();
  return replacement && rt::setattr_py(t, module, name, replacement);
}

bool replace_filename(Thread& t, Code* code, Value old_name, Value new_name) {
  if (!rt::str_equal(code->filename.get(), old_name)) return true;
  rt::NativeDepth depth(t, " in nested code");
  if (!depth || !comp::wake(t, code)) return false;
  rt::store_field(t, code, code->filename, Ref::share(t, new_name));
  for (u32 i = 0; i < code->constant_count; ++i) {
    bool nested = rt::is_exact(code->constants[i], rt::TypeId::kCode);
    if (nested && !replace_filename(t, code->constants[i].as<Code>(), old_name, new_name)) return false;
  }
  return true;
}

}  // namespace

bool change_importlib_py(Thread& t, Value external) {
  Ref flags = rt::getattr_py(t, rt::sys_module(), "flags"),
      verbose = flags ? rt::getattr_py(t, flags, "verbose") : Ref();
  int tells = verbose ? rt::truth_py(t, verbose) : -1;  // importlib's own function says what it reads
  return tells >= 0 && replace_py(t, external, &kClassify) && (tells || replace_py(t, external, &kCompile));
}

bool fix_filename(Thread& t, Code* code, Value path) {
  Ref old_name = rt::load_field(t, code, code->filename);
  return rt::str_equal(old_name, path) || replace_filename(t, code, old_name, path);
}

// The code of `name` from the cache, else compiled by compile_py(), which is then cached.
template <class Compile>
static Ref cached_code_py(Thread& t, const std::string& name, const CacheHeader& header, Compile compile_py) {
  bool caching = !cache_directory().empty();
  std::string cached = caching ? cache_path(name) : std::string();
  if (caching) {
    Ref code = load_cached_py(t, cached, header);
    if (code || t.error) return code;
  }
  Ref code = compile_py();
  if (code && caching && writes_cache()) store_cached(t, cached, header, code);
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
