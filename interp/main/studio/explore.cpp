// Runs the program under one seed after the other, and gathers what the runs find.
//
// Several seeds may give one schedule. It counts once; when only known ones have come for long, there may be no others.
#include "interp/main/studio/explore.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interp/report/lock_orders.h"

extern char** environ;

namespace vm {

namespace {

// Descriptors of a run: to which it writes the races and lock orders that it has found, and of its identity.
constexpr int kFindings = 3, kIdentity = 4;
constexpr int kOwnDescriptors = 10;  // here they are not below that

// The number by which a run tells its schedule from others (ScheduleOptions::explorer).
class Identity {
 public:
  Identity() {
    int made = memfd_create("schedule", MFD_CLOEXEC);
    if (made < 0) return;
    file_ = fcntl(made, F_DUPFD_CLOEXEC, kOwnDescriptors);
    close(made);
    if (file_ >= 0 && ftruncate(file_, sizeof(u64)) != 0) close(std::exchange(file_, -1));
  }
  ~Identity() {
    if (file_ >= 0) close(file_);
  }
  Identity(const Identity&) = delete;
  Identity& operator=(const Identity&) = delete;
  int file() const { return file_; }  // negative: there is none
  u64 value() const {
    u64 value = 0;
    return pread(file_, &value, sizeof value, 0) == sizeof value ? value : 0;
  }

 private:
  int file_ = -1;
};

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

// What a run leaves, in files without names.
struct Traces {
  FILE* output = tmpfile();  // its standard output and standard error
  FILE* findings = nullptr;  // with --races: what it has found (RaceOptions::explorer)
  Identity identity;
  explicit Traces(bool with_races) {
    if (with_races) findings = tmpfile();
    complete = output && (findings || !with_races) && identity.file() >= 0;
  }
  ~Traces() {
    for (FILE* file : {output, findings}) {
      if (file) fclose(file);
    }
  }
  Traces(const Traces&) = delete;
  Traces& operator=(const Traces&) = delete;
  bool complete;
};

// Runs the words as a program with empty standard input. Returns the exit status as shells show it; -1: it cannot be
// started, errno says why.
int run(std::vector<std::string> words, const Traces& traces) {
  if (traces.findings) words.insert(words.begin() + 1, {"--races-explorer", std::to_string(kFindings)});
  words.insert(words.begin() + 1, {"--schedule-explorer", std::to_string(kIdentity)});
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, fileno(traces.output), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, fileno(traces.output), STDERR_FILENO);
  if (traces.findings) posix_spawn_file_actions_adddup2(&actions, fileno(traces.findings), kFindings);
  posix_spawn_file_actions_adddup2(&actions, traces.identity.file(), kIdentity);
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

std::string contents_of(FILE* file) {
  rewind(file);
  std::string all;
  char block[4096];
  while (size_t n = fread(block, 1, sizeof block, file)) all.append(block, n);
  return all;
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

std::string counted(size_t n, const char* what) { return std::to_string(n) + " " + what + (n == 1 ? "" : "s"); }

// "37 different schedules in 100 runs"
std::string tried(size_t schedules, u32 runs) {
  return counted(schedules, "different schedule") + " in " + counted(runs, "run");
}

// The races and lock orders that the runs have found, each once.
class Findings {
 public:
  // Writes those that no earlier run has found. False: the run has found none.
  bool add(FILE* findings, u32 seed, const std::string& command) {
    std::string all = contents_of(findings);
    for (size_t at = 0; at < all.size();) {
      std::string key(all.c_str() + at);
      at += key.size() + 1;
      const char* text = all.c_str() + at;
      at += strlen(text) + 1;
      if (!keys_.insert(key).second) continue;
      bool is_order = std::string_view(text).starts_with(kLockOrder);
      std::string heading = is_order ? "" : "Race " + std::to_string(keys_.size() - orders_) + ": ";
      orders_ += is_order;
      fprintf(stderr, "%s%s  Schedule %u shows it:\n    %s\n", heading.c_str(), text, seed, command.c_str());
    }
    return !all.empty();
  }
  bool any() const { return !keys_.empty(); }
  // "2 races and 1 lock order"
  std::string count() const {
    std::string races = counted(keys_.size() - orders_, "race");
    return orders_ ? races + " and " + counted(orders_, "lock order") : races;
  }

 private:
  std::set<std::string> keys_;
  size_t orders_ = 0;
};

}  // namespace

int explore_schedules(const Options& o, char** argv) {
  constexpr u32 kMostInVain = 100;  // runs in a row that show no new schedule
  const u32 most = o.schedule.explore, most_in_vain = std::min(most, kMostInVain);
  Findings found;
  std::set<u64> schedules;
  u32 failed = 0, in_vain = 0, seed = 1;
  int failure = 0;  // the exit status of the first schedule that has failed
  for (; schedules.size() < most && in_vain < most_in_vain && (o.races.wanted || !failed); ++seed) {
    Traces traces(o.races.wanted);
    std::vector<std::string> words = with_seed(argv, std::to_string(seed));
    int status = traces.complete ? run(words, traces) : -1;
    if (status < 0) {
      fprintf(stderr, "--schedule explore: cannot run the script: %s\n", strerror(errno));
      return 2;
    }
    in_vain = schedules.insert(traces.identity.value()).second ? 0 : in_vain + 1;
    bool has_found = traces.findings && found.add(traces.findings, seed, shown(words));
    if (status == 0 || (has_found && status == kRacesFound)) continue;
    if (failed++) continue;
    failure = status;
    std::string output = contents_of(traces.output);
    fwrite(output.data(), 1, output.size(), stderr);
    fprintf(stderr, "Schedule %u has failed with status %d; %s. To repeat it:\n  %s\n", seed, status,
            tried(schedules.size(), seed).c_str(), shown(words).c_str());
  }
  std::string runs = tried(schedules.size(), seed - 1);
  if (o.races.wanted)
    fprintf(stderr, "%s: %s found, %s failed.\n", runs.c_str(), found.count().c_str(),
            failed ? (std::to_string(failed) + (failed == 1 ? " has" : " have")).c_str() : "none has");
  else if (!failed) fprintf(stderr, "%s, none has failed.\n", runs.c_str());
  return failure ? failure : found.any() ? kRacesFound : 0;
}

}  // namespace vm
