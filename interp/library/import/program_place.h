// Where the running program is, and the virtual environment that it belongs to, as CPython's getpath sees them.
#pragma once

#include <string>

namespace vm {

// The file of the program, with all symbolic links followed. Empty: /proc is not there.
std::string program_file();
// sys.executable: the absolute path by which the program has been called. Links stay: one leads into a virtual
// environment.
std::string called_path(const char* argv0);
// Path without its last part. Empty if it has one part only.
std::string parent_folder(const std::string& path);
// A file or folder that belongs to the program whose file lies in the folder `programs`, by its path in the project:
// of the project in whose build folder the program lies, or what was installed with it (meson.build):
//
//   PROJECT/build/tinypy-t   PROJECT/library           PROJECT/tools/top
//   PREFIX/bin/tinypy-t      PREFIX/lib/tinypy/library PREFIX/lib/tinypy/tools/top
//
// So an installation may be moved. Empty: neither is there.
std::string own_file(const std::string& programs, const std::string& path);
// Follows links.
bool is_directory(const std::string& path);

// What a pyvenv.cfg in the folder of a program, or above it, says.
struct VirtualEnvironment {
  std::string prefix;  // the environment's folder; empty: the program is in none
  std::string home;    // the folder of the program that the environment was made with; empty: the file does not say it
};
VirtualEnvironment environment_of(const std::string& program);
// sys._base_executable: the program outside the environment that `program` is a link to or a copy of.
std::string base_program(const VirtualEnvironment& environment, const std::string& program);

}  // namespace vm
