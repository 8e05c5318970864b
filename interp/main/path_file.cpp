#include "interp/main/path_file.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "interp/library/import/program_place.h"

namespace vm {

// Without a comment, and without white space around it.
static std::string cleaned(std::string line) {
  line.resize(std::min(line.find('#'), line.size()));
  constexpr const char* kSpace = " \t\r\n";
  size_t first = line.find_first_not_of(kSpace), last = line.find_last_not_of(kSpace);
  return first == line.npos ? "" : line.substr(first, last - first + 1);
}

static std::string joined(const std::string& folder, const std::string& line) {
  std::string path = (std::filesystem::path(folder) / line).lexically_normal();
  return path.size() > 1 && path.ends_with('/') ? path.substr(0, path.size() - 1) : path;
}

void read_path_file(Options* o, const char* argv0) {
  std::string program = called_path(argv0);
  FILE* file = fopen((program + "._pth").c_str(), "re");
  if (!file) return;
  SysOptions& s = o->sys;
  o->has_path_file = true;
  s.isolated = s.ignore_environment = s.safe_path = s.no_user_site = s.no_site = true;
  std::string folder = parent_folder(program);
  char* text = nullptr;
  for (size_t room = 0; getline(&text, &room, file) >= 0;) {
    std::string line = cleaned(text);
    if (line == "import site") s.no_site = false;
    else if (line.starts_with("import "))
      fprintf(stderr, "unsupported 'import' line in ._pth file: %s\n", line.c_str());
    else if (!line.empty()) s.path.push_back(joined(folder, line));
  }
  free(text);
  fclose(file);
}

}  // namespace vm
