// Starts tinypy-t-studio in place of this program.
#include "interp/main/studio.h"

#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstring>
#include <string>

#include "gc/base/build.h"

namespace vm {

void run_studio_program(char** argv, const char* option) {
  if constexpr (!gc::kFreeThreaded) {
    fprintf(stderr, "%s: %s observes the program without a GIL: use tinypy-t\n", argv[0], option);
    return;
  }
  char self[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", self, sizeof self);
  std::string folder = length > 0 ? std::string(self, static_cast<size_t>(length)) : std::string(argv[0]);
  folder.resize(folder.rfind('/') == std::string::npos ? 0 : folder.rfind('/') + 1);
  std::string program = folder + "tinypy-t-studio";
  execv(program.c_str(), argv);
  if (errno == ENOENT) {
    fprintf(stderr, "%s: %s needs tinypy-t-studio beside this program. To build it: ninja -C %s tinypy-t-studio\n",
            argv[0], option, folder.empty() ? "." : folder.c_str());
  } else {
    fprintf(stderr, "%s: %s: cannot run %s: %s\n", argv[0], option, program.c_str(), strerror(errno));
  }
}

}  // namespace vm
