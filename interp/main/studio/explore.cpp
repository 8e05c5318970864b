// Runs the program under one seed after the other.
#include "interp/main/studio/explore.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

extern char** environ;

namespace vm {

namespace {

// The arguments with the seed in place of explore.
std::vector<std::string> with_seed(char** argv, const std::string& seed) {
  std::vector<std::string> words;
  bool done = false;
  for (; *argv; ++argv) {
    std::string word = *argv;
    if (!done && word == "--schedule" && argv[1]) {
      words.insert(words.end(), {word, seed});
      ++argv;
      done = true;
    } else if (!done && word.starts_with("--schedule=")) {
      words.push_back("--schedule=" + seed);
      done = true;
    } else {
      words.push_back(word);
    }
  }
  return words;
}

// Standard output and standard error of a run, in a file without a name. Null: it cannot be made.
FILE* output_file() { return tmpfile(); }

// Runs the words as a program with empty standard input. Returns the exit status as shells show it; -1: it cannot be
// started, errno says why.
int run(const std::vector<std::string>& words, FILE* output) {
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, fileno(output), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, fileno(output), STDERR_FILENO);
  pid_t child;
  int error = posix_spawn(&child, "/proc/self/exe", &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error) {
    errno = error;
    return -1;
  }
  int status;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return -1;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void copy_to_stderr(FILE* file) {
  rewind(file);
  char block[4096];
  while (size_t n = fread(block, 1, sizeof block, file)) fwrite(block, 1, n, stderr);
}

// The command as the user has typed it, with quotes around words that need them.
std::string shown(const std::vector<std::string>& words) {
  constexpr const char* kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./:,@%";
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += ' ';
    bool plain = !word.empty() && word.find_first_not_of(kPlain) == std::string::npos;
    text += plain ? word : "'";
    if (plain) continue;
    for (char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    text += "'";
  }
  return text;
}

}  // namespace

int explore_schedules(const Options& o, char** argv) {
  for (u32 seed = 1; seed <= o.schedule.explore; ++seed) {
    FILE* output = output_file();
    std::vector<std::string> words = with_seed(argv, std::to_string(seed));
    int status = output ? run(words, output) : -1;
    if (status < 0) {
      fprintf(stderr, "--schedule explore: cannot run the script: %s\n", strerror(errno));
      return 2;
    }
    if (status != 0) {
      copy_to_stderr(output);
      fprintf(stderr, "Schedule %u of %u has failed with status %d. To repeat it:\n  %s\n", seed, o.schedule.explore,
              status, shown(words).c_str());
      return status;
    }
    fclose(output);
  }
  fprintf(stderr, "%u schedules, none has failed.\n", o.schedule.explore);
  return 0;
}

}  // namespace vm
