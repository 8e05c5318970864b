// The library's `sysconfig` tells installers, `venv` among them, that packages of a program without a lock go to
// lib/python3.Nt/site-packages, from 3.13 on. The library's `site` looks for a folder without "t" since sys.abiflags is
// empty, and so it finds the packages of the installed Python: they are of pure Python, or cannot be loaded anyway.
// Hence this adds the folders of installers.
#include "interp/main/site_packages.h"

#include "interp/library/import/program_place.h"
#include "runtime/library/parts/path_arg.h"
#include "runtime/object/native.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/list.h"

namespace vm {

using rt::i64;
using rt::Ref;
using rt::Thread;
using rt::u32;
using rt::Value;

namespace {

constexpr u32 kFirstLibraryWithFlag = 13;

// The list sys.path; empty without error if it is none, as a package's .pth file may leave it.
Ref search_path(Thread& t) {
  Ref path = rt::sys_get(t, "path");
  return path && rt::is_list(path) ? std::move(path) : Ref();
}

// Adds the folder below `prefix` at the end of sys.path, with what its .pth files add. False: an error is pending.
bool add_folder_py(Thread& t, Value site, Value prefix) {
  if (!rt::is_str(prefix)) return true;
  Ref folder = rt::format_message(t, "%S/lib/python3.%dt/site-packages", prefix, static_cast<int>(rt::library_minor()));
  Ref path = folder ? rt::encode_fs(t, folder) : Ref();
  if (!path || !is_directory(std::string(path.as<rt::Bytes>()->view()))) return !t.error;
  Ref name = rt::intern(t, std::string_view("addsitedir"));
  return name && bool(rt::call_method_py(t, site, name, folder));
}

// Those of the user, where there are such, then those of the environment, then of what it is based on.
bool add_folders_py(Thread& t, Value site) {
  Ref of_users = rt::getattr_py(t, site, "ENABLE_USER_SITE");
  int has_user = of_users ? rt::truth_py(t, of_users) : -1;
  Ref base = has_user > 0 ? rt::getattr_py(t, site, "USER_BASE") : Ref();
  if (has_user < 0 || t.error || (base && !add_folder_py(t, site, base))) return false;
  Ref prefixes = rt::getattr_py(t, site, "PREFIXES");
  if (!prefixes || !rt::is_list(prefixes)) return !t.error;
  for (i64 i = 0;; ++i) {
    Ref prefix = rt::list_get(t, rt::as_list(prefixes), i);
    if (!prefix) return !t.error;
    if (!add_folder_py(t, site, prefix)) return false;
  }
}

// Moves the entries of sys.path from `from` on to the place `to`.
bool move_tail(Thread& t, rt::List* path, i64 from, i64 to) {
  for (i64 n = static_cast<i64>(path->size()); from < n; ++from, ++to) {
    Ref entry = rt::list_pop(t, path, from);
    if (!entry || !rt::list_insert(t, path, to, std::move(entry))) return false;
  }
  return true;
}

}  // namespace

bool import_site_with_packages_py(Thread& t) {
  Ref before = search_path(t);
  i64 start = before ? static_cast<i64>(rt::as_list(before)->size()) : 0;
  Ref site = rt::import_module_py(t, "site");
  if (!site || !gc::kFreeThreaded || rt::library_minor() < kFirstLibraryWithFlag) return bool(site);
  Ref path = search_path(t);
  i64 found = path ? static_cast<i64>(rt::as_list(path)->size()) : 0;
  if (!add_folders_py(t, site)) return false;
  Ref after = search_path(t);
  if (!path || !after || Value(path) != Value(after)) return !t.error;
  return move_tail(t, rt::as_list(after), found, start < found ? start : found);
}

}  // namespace vm
