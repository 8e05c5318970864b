// Finding the file of the program, and the pyvenv.cfg beside it or one folder above.
#include "interp/library/import/program_place.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iterator>

#include "gc/base/build.h"
#include "runtime/os/environment.h"

namespace vm {

namespace {

constexpr const char* kProgramName = gc::kFreeThreaded ? "tinypy-t" : "tinypy";

bool is_program(const std::string& path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && access(path.c_str(), X_OK) == 0;
}

std::string last_part(const std::string& path) { return path.substr(path.rfind('/') + 1); }

std::string absolute(const std::string& path) {
  char folder[PATH_MAX];
  if (path.starts_with('/') || !getcwd(folder, sizeof folder)) return path;
  return std::string(folder) + "/" + (path.starts_with("./") ? path.substr(2) : path);
}

// Empty: no folder of PATH has such a program.
std::string found_in_path(const std::string& name) {
  std::string folders = rt::os::variable("PATH").value_or("");
  for (const char* p = folders.c_str(); *p;) {
    const char* colon = strchrnul(p, ':');
    std::string path = std::string(p, static_cast<size_t>(colon - p)) + "/" + name;
    if (is_program(path)) return absolute(path);
    p = *colon ? colon + 1 : colon;
  }
  return "";
}

std::string trimmed(const std::string& text) {
  auto is_space = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
  auto begin = std::find_if_not(text.begin(), text.end(), is_space);
  auto end = std::find_if_not(text.rbegin(), std::make_reverse_iterator(begin), is_space).base();
  return std::string(begin, end);
}

// The value of the key `home` in an open pyvenv.cfg. Empty: there is none.
std::string home_in(FILE* file) {
  std::string home;
  char line[2 * PATH_MAX];
  while (home.empty() && fgets(line, sizeof line, file)) {
    const char* equals = std::strchr(line, '=');
    std::string key = trimmed(std::string(line, equals ? static_cast<size_t>(equals - line) : 0));
    if (strcasecmp(key.c_str(), "home") == 0) home = trimmed(equals + 1);
  }
  return home;
}

}  // namespace

std::string program_file() {
  char path[PATH_MAX];
  ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
  return std::string(path, n > 0 ? static_cast<size_t>(n) : 0);
}

std::string called_path(const char* argv0) {
  std::string name = argv0 ? argv0 : "";
  std::string path = name.find('/') != std::string::npos ? absolute(name) : found_in_path(name);
  if (is_program(path)) return path;
  std::string file = program_file();  // the caller has chosen another argv[0]
  return file.empty() ? name : file;
}

std::string parent_folder(const std::string& path) {
  size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

std::string own_file(const std::string& programs, const std::string& path) {
  for (const char* root : {"/", "/lib/tinypy/"}) {
    std::string file = parent_folder(programs) + root + path;
    if (access(file.c_str(), F_OK) == 0) return file;
  }
  return "";
}

bool is_directory(const std::string& path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

VirtualEnvironment environment_of(const std::string& program) {
  std::string folder = parent_folder(program), prefix = parent_folder(folder);
  for (const std::string& place : {folder, prefix}) {
    FILE* file = fopen((place + "/pyvenv.cfg").c_str(), "re");
    if (!file) continue;
    VirtualEnvironment found{prefix, home_in(file)};
    fclose(file);
    return found;
  }
  return {};
}

// The environment may call the program "python", whether by a link or as a copy.
std::string base_program(const VirtualEnvironment& environment, const std::string& program) {
  if (environment.home.empty()) return program;
  for (const std::string& name : {last_part(program), last_part(program_file()), std::string(kProgramName)}) {
    std::string path = environment.home + "/" + name;
    if (is_program(path)) return path;
  }
  return program_file();
}

}  // namespace vm
