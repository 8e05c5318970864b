// The name of an extension's file says which interpreters it is for: _foo.cpython-315-x86_64-linux-gnu.so.
#include "interp/vm/import/foreign_extension.h"

#include <dirent.h>

#include <string>
#include <string_view>
#include <vector>

#include "gc/threads/attach.h"
#include "runtime/object/native.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::Ref;
using rt::Thread;
using rt::Value;

namespace {

// True if the name is `tail`, a tag or none, and the ending of a library. *tag: "cpython-315-x86_64-linux-gnu", "".
bool is_extension(std::string_view name, std::string_view tail, std::string* tag) {
  if (!name.starts_with(tail)) return false;
  name.remove_prefix(tail.size());
  for (std::string_view ending : {".so", ".pyd"}) {
    if (!name.ends_with(ending) || name[0] != '.') continue;
    name.remove_suffix(ending.size());
    *tag = name.empty() ? name : name.substr(1);
    return true;
  }
  return false;
}

// The name of the interpreters that a tag such as "cpython-315t-x86_64-linux-gnu" is for.
std::string interpreter_of(std::string_view tag) {
  constexpr struct {
    std::string_view prefix, name;
  } kNames[] = {{"cpython-", "CPython"},
                {"cp", "CPython"},
                {"pypy", "PyPy"},
                {"graalpy", "GraalPy"},
                {"tinypy", "another tinypy"}};
  if (tag == "abi3") return "CPython's stable ABI";
  if (tag == "abi3t") return "CPython's stable ABI without a GIL";
  for (auto [prefix, name] : kNames) {
    if (!tag.starts_with(prefix)) continue;
    std::string_view version = tag.substr(prefix.size());
    version = version.substr(0, version.find_first_not_of("0123456789"));
    bool free_threaded = name == "CPython" && tag.substr(prefix.size() + version.size()).starts_with('t');
    std::string text(name);
    if (version.size() > 1) text.append(" ").append(version.substr(0, 1)).append(".").append(version.substr(1));
    return free_threaded ? text + " without a GIL" : text;
  }
  return "another interpreter";
}

struct Found {
  std::string file, tag;
};

// The first such file of a folder, by name.
bool find_in_folder(const std::string& folder, const std::string& tail, Found* found) {
  DIR* listing = opendir(folder.empty() ? "." : folder.c_str());
  if (!listing) return false;
  std::string name;
  for (const dirent* entry = readdir(listing); entry; entry = readdir(listing)) {
    std::string tag;
    if (entry->d_type != DT_DIR && is_extension(entry->d_name, tail, &tag) && (name.empty() || entry->d_name < name)) {
      name = entry->d_name;
      found->tag = tag;
    }
  }
  closedir(listing);
  if (name.empty()) return false;
  found->file = folder.empty() ? name : folder + "/" + name;
  return true;
}

std::vector<std::string> folders_of(Thread& t, rt::List* list) {
  std::vector<std::string> folders;
  for (rt::u64 i = 0; i < list->size(); ++i) {
    Ref folder = rt::list_get(t, list, static_cast<rt::i64>(i));
    if (!folder || !rt::is_str(folder)) continue;
    if (rt::Utf8 text(t, folder, true); text.ok()) folders.emplace_back(text.view());
    rt::clear_error(t);
  }
  return folders;
}

constexpr char kInit[] = "__init__";

}  // namespace

bool has_foreign_init(Thread& t, Value path) {
  std::vector<std::string> folders = folders_of(t, rt::as_list(path));
  Found found;
  gc::Detached scope(t);
  for (const std::string& folder : folders) {
    if (find_in_folder(folder, kInit, &found)) return true;
  }
  return false;
}

Ref foreign_extension_note_py(Thread& t, Value path, Value tail, Ref* file) {
  // The path of a namespace package is no list.
  Ref list = rt::is_list(path) ? Ref::share(t, path) : rt::call_py(t, Value(rt::kListType), path);
  if (!list || !rt::is_list(list)) return Ref();
  rt::Utf8 text(t, tail, true);
  if (!text.ok()) {
    rt::clear_error(t);
    return Ref();
  }
  std::string name(text.view());
  std::vector<std::string> folders = folders_of(t, rt::as_list(list));
  Found found;
  bool any = false;
  {
    gc::Detached scope(t);
    for (size_t i = 0; i < folders.size() && !any; ++i) {
      std::string package = folders[i].empty() ? name : folders[i] + "/" + name;
      any = find_in_folder(folders[i], name, &found) || find_in_folder(package, kInit, &found);
    }
  }
  if (!any) return Ref();
  Ref shown = rt::decode_fs(t, found.file);
  if (!shown) return Ref();
  Ref note = rt::format_message(t, "%R is an extension module in C for %s, which tinypy cannot load", shown.get(),
                                interpreter_of(found.tag).c_str());
  if (file) *file = std::move(shown);
  return note;
}

}  // namespace vm
