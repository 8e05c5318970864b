// Starts tinypy-t-studio in place of this program.
#include "interp/main/studio.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include "gc/base/build.h"
#include "interp/library/import/program_place.h"

namespace vm {

void run_studio_program(char** argv, const char* option) {
  if constexpr (!gc::kFreeThreaded) {
    fprintf(stderr, "%s: %s observes the program without a GIL: use tinypy-t\n", argv[0], option);
    return;
  }
  std::string folder = parent_folder(program_file());
  std::string program = folder + "/tinypy-t-studio";
  execv(program.c_str(), argv);
  if (errno != ENOENT) {
    fprintf(stderr, "%s: %s: cannot run %s: %s\n", argv[0], option, program.c_str(), strerror(errno));
    return;
  }
  bool is_build = access((folder + "/build.ninja").c_str(), F_OK) == 0;
  fprintf(stderr, "%s: %s needs tinypy-t-studio beside this program. ", argv[0], option);
  if (is_build) fprintf(stderr, "To build it: ninja -C %s tinypy-t-studio\n", folder.c_str());
  else fprintf(stderr, "Whoever installed tinypy has left it out of %s\n", folder.c_str());
}

}  // namespace vm
