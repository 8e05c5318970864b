// Sources of the lines, of which the first match wins: a linecache that the program has already imported, the file
// itself, a file of that name in sys.path, and the __loader__ of the code's globals through linecache.
#include "interp/report/source_lines.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <optional>

#include "interp/compile/parse.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

using rt::Ref;
using rt::Thread;
using rt::Value;

using Lines = std::vector<std::string>;

std::optional<std::string> read_file(const std::string& name) {
  FILE* file = fopen(name.c_str(), "rbe");
  if (!file) return std::nullopt;
  std::string text;
  char buffer[1 << 14];
  size_t n;
  while ((n = fread(buffer, 1, sizeof buffer, file)) > 0) text.append(buffer, n);
  bool failed = ferror(file) != 0;  // a folder opens, but cannot be read
  fclose(file);
  return failed ? std::nullopt : std::optional(std::move(text));
}

// A name that is no file from here may be one from a folder of sys.path: code compiled elsewhere keeps the name it was
// given.
std::optional<std::string> read_from_path_py(Thread& t, const std::string& name) {
  if (name.empty() || name[0] == '/' || name[0] == '<') return std::nullopt;
  Ref path = rt::sys_get(t, "path");
  Ref folders = path ? rt::to_list_py(t, path) : Ref();
  for (rt::u64 i = 0; folders && i < rt::as_list(folders)->size(); ++i) {
    Value folder = (*rt::as_list(folders))[i];
    if (!rt::is_str(folder)) continue;
    rt::Utf8 text(t, folder, true);
    if (!text.ok()) break;
    if (auto found = read_file(std::string(text.view()) + "/" + name)) return found;
  }
  if (t.error) rt::clear_error(t);
  return std::nullopt;
}

Lines split_py(Thread& t, const std::string& bytes) {
  syn::Source source;
  syn::Diagnostic error;
  source.load_bytes(bytes, &error, comp::source_decoder(t));
  if (t.error) rt::clear_error(t);
  Lines lines;
  for (rt::u32 i = 1; i <= source.line_count(); ++i) lines.emplace_back(source.line(i));
  return lines;
}

// The lines that linecache has for a file name, as a list; programs enter the text of code without a file there. Empty,
// perhaps with an error pending: it has none.
Ref cached_lines_py(Thread& t, Value linecache, Value filename, Value globals) {
  Ref check = rt::getattr_py(t, linecache, "checkcache"),
      get = check ? rt::getattr_py(t, linecache, "getlines") : Ref();
  if (!get || !Ref(rt::call_py(t, check, filename))) return Ref();
  Ref lines = rt::call_py(t, get, filename, globals ? globals : rt::kNone);
  return lines ? rt::to_list_py(t, lines) : Ref();
}

// The strs of a list, up to the first other item. `lines`: empty, perhaps with an error pending, for none.
Lines texts_of(Thread& t, const Ref& lines) {
  Lines found;
  for (rt::u64 i = 0; lines && i < rt::as_list(lines)->size(); ++i) {
    Value line = (*rt::as_list(lines))[i];
    if (!rt::is_str(line)) break;
    found.push_back(rt::to_wtf8(line));
  }
  if (t.error) rt::clear_error(t);
  return found;
}

Lines from_linecache_py(Thread& t, Value linecache, Value filename, Value globals) {
  return texts_of(t, cached_lines_py(t, linecache, filename, globals));
}

// lint: error: it is cleared
Ref loaded_linecache_py(Thread& t) {
  Ref modules = rt::sys_get(t, "modules");
  Ref module = modules && rt::is_dict(modules) ? rt::dict_get_cstr(t, modules.as<rt::Dict>(), "linecache") : Ref();
  if (t.error) rt::clear_error(t);
  return module;
}

bool has_loader(Thread& t, Value globals) {
  Ref loader = globals && rt::is_dict(globals) ? rt::dict_get_cstr(t, globals.as<rt::Dict>(), "__loader__") : Ref();
  if (t.error) rt::clear_error(t);
  return loader && !rt::is_same(loader, rt::kNone);
}

Lines lines_of_py(Thread& t, const std::string& name, Value filename, Value globals) {
  if (Ref linecache = loaded_linecache_py(t)) {
    Lines lines = from_linecache_py(t, linecache, filename, globals);
    if (!lines.empty()) return lines;
  }
  if (auto bytes = read_file(name)) return split_py(t, *bytes);
  if (auto bytes = read_from_path_py(t, name)) return split_py(t, *bytes);
  if (!has_loader(t, globals) || name.starts_with('<')) return {};
  Ref linecache = rt::import_module_py(t, "linecache");
  if (linecache) return from_linecache_py(t, linecache, filename, globals);
  rt::clear_error(t);
  return {};
}

}  // namespace

std::vector<std::string> typed_lines_py(Thread& t, Value code) {
  Ref linecache = loaded_linecache_py(t);
  Ref get = linecache ? rt::getattr_py(t, linecache, "_getlines_from_code") : Ref();
  Ref lines = get ? rt::call_py(t, get, code) : Ref();
  Lines typed = texts_of(t, lines ? rt::to_list_py(t, lines) : Ref());
  for (std::string& line : typed) line.resize(line.find_last_not_of(" \t\n\r\f\v") + 1);
  return typed;
}

const SourceLines::File& SourceLines::file_py(Thread& t, Value filename, Value globals) {
  rt::Utf8 text(t, filename, true);
  std::string name;
  if (text.ok()) name = text.view();
  else rt::clear_error(t);
  for (const File& file : files_) {
    if (file.name == name) return file;
  }
  files_.push_back({name, lines_of_py(t, name, filename, globals)});
  return files_.back();
}

rt::i32 SourceLines::line_count_py(Thread& t, Value filename, Value globals) {
  return static_cast<rt::i32>(std::min<size_t>(file_py(t, filename, globals).lines.size(), INT32_MAX));
}

std::string_view SourceLines::line_py(Thread& t, Value filename, Value globals, rt::i32 number) {
  const File& file = file_py(t, filename, globals);
  if (number < 1 || static_cast<size_t>(number) > file.lines.size()) return {};
  std::string_view line = file.lines[static_cast<size_t>(number) - 1];
  size_t end = line.find_last_not_of(" \t\n\r\f\v");
  return line.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

// ---- the text of -c

// Set before the program runs, then constant.
static std::vector<std::string> g_command;
static Value g_command_code;

static bool contains_code(const comp::Code* outer, const comp::Code* code) {
  if (outer == code) return true;
  for (rt::u32 i = 0; i < outer->constant_count; ++i) {
    Value constant = outer->constants[i];
    if (rt::is_exact(constant, rt::TypeId::kCode) && contains_code(comp::as_code(constant), code)) return true;
  }
  return false;
}

void keep_command(std::string_view text, Value code) {
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    g_command.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  g_command_code = Ref::share(rt::current(), code).release();
  gc::add_root_tracer([](gc::Visitor& visitor) { rt::trace_value(visitor, g_command_code); });
}

const std::vector<std::string>* command_lines(Value code) {
  bool known =
      g_command_code && rt::library_minor() >= 13 && contains_code(comp::as_code(g_command_code), comp::as_code(code));
  return known ? &g_command : nullptr;
}

}  // namespace vm
