// The path hook for zip archives. The library's zipimport is imported only when a path of sys.path leads to a file, so
// that programs without archives do not pay for it.
#include "interp/library/import/zip_hook.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "runtime/object/native_modules.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/text/str.h"

namespace vm {

using gc::u64;
using rt::Ref;
using rt::Thread;
using rt::Value;

bool is_in_zip_archive(std::string path) {
  constexpr off_t kEndRecord = 22;
  int fd;
  while ((fd = open(path.c_str(), O_RDONLY | O_CLOEXEC)) < 0 && errno == ENOTDIR) path.resize(path.rfind('/'));
  if (fd < 0) return false;
  char signature[4];
  bool found =
      lseek(fd, -kEndRecord, SEEK_END) >= 0 && read(fd, signature, 4) == 4 && std::memcmp(signature, "PK\5\6", 4) == 0;
  close(fd);
  return found;
}

// True if the path is, or leads into, a file. The longest part of the path that exists decides.
static bool may_be_in_archive(std::string path) {
  struct stat info;
  while (!path.empty()) {
    if (stat(path.c_str(), &info) == 0) return S_ISREG(info.st_mode);
    size_t slash = path.rfind('/');
    path.resize(slash == std::string::npos ? 0 : slash);
  }
  return false;
}

// Removes the None entries from sys.path_importer_cache: while zipimport was being imported, the hook refused all
// paths.
static bool forget_refusals_py(Thread& t) {
  Ref cache = rt::sys_get(t, "path_importer_cache");
  if (!cache || !rt::is_dict(cache)) return !t.error;
  Ref paths = rt::dict_keys_list(t, rt::as_dict(cache));
  for (u64 i = 0; paths && i < rt::as_list(paths)->size(); ++i) {
    Ref path = rt::list_get(t, rt::as_list(paths), static_cast<rt::i64>(i));
    Ref finder = path ? rt::dict_get_py(t, rt::as_dict(cache), path) : Ref();
    if (finder && rt::is_same(finder, rt::kNone)) rt::dict_delete_py(t, rt::as_dict(cache), path);
  }
  return !t.error;
}

// While zipimport is imported, its own imports search sys.path, including the archives there. For these the hook must
// not need zipimport again, so it refuses paths to a thread that imports zipimport.
static constinit thread_local bool t_loading = false;

static Ref zipimport_py(Thread& t) {
  if (Ref module = rt::dict_get_cstr(t, rt::sys_modules(), "zipimport")) return module;
  if (t_loading) return rt::raise(t, rt::kImportErrorType, "zipimport is being imported");
  t_loading = true;
  Ref module = rt::import_module_py(t, "zipimport");
  t_loading = false;
  return module && forget_refusals_py(t) ? std::move(module) : Ref();
}

static Ref zip_path_hook(Thread& t, Value path) {
  if (rt::is_str(path)) {
    rt::Utf8 text(t, path, true);
    if (!text.ok()) return Ref();
    if (!may_be_in_archive(std::string(text.view())))
      return rt::raise(t, rt::kImportErrorType, "not a Zip file: %R", path);
  }
  Ref module = zipimport_py(t);
  Ref importer = module ? rt::getattr_py(t, module, "zipimporter") : Ref();
  return importer ? rt::call_py(t, importer, path) : Ref();
}

constexpr rt::MethodDef kZipPathHook = {"zip_path_hook", zip_path_hook, "(path, /)",
                                        "An importer for a zip archive. ImportError if the path leads to none."};

bool add_zip_path_hook_py(Thread& t) {
  Ref hooks = rt::sys_get(t, "path_hooks");
  Ref module = rt::intern(t, std::string_view("zipimport"));
  Ref hook = module ? rt::make_builtin(t, &kZipPathHook, Value(), module) : Ref();
  return hook && hooks && rt::is_list(hooks) && rt::list_insert(t, rt::as_list(hooks), 0, std::move(hook));
}

}  // namespace vm
