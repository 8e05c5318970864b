#include "interp/main/shown_thread.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>
#include <vector>

#include "interp/report/json.h"
#include "runtime/library/threads/thread_names.h"

namespace vm {

namespace {

using gc::u64;

// The fields of a `stat` file behind the name, which is in parentheses and may contain anything.
std::vector<std::string> fields_behind_name(const std::string& stat) {
  std::vector<std::string> fields;
  size_t at = stat.rfind(')');
  while (at != std::string::npos && at + 1 < stat.size()) {
    size_t begin = at + 2, end = stat.find_first_of(" \n", begin);
    if (begin >= stat.size() || end == std::string::npos) break;
    fields.push_back(stat.substr(begin, end - begin));
    at = end - 1;
  }
  return fields;
}

// Processor time of a thread in milliseconds; user time and system time are fields 14 and 15 of `stat`.
u64 cpu_milliseconds(const std::vector<std::string>& fields) {
  constexpr size_t kUser = 11, kSystem = 12;
  if (fields.size() <= kSystem) return 0;
  u64 ticks = strtoull(fields[kUser].c_str(), nullptr, 10) + strtoull(fields[kSystem].c_str(), nullptr, 10);
  return ticks * 1000 / static_cast<u64>(sysconf(_SC_CLK_TCK));
}

// What a thread that is in the kernel waits for, by the number of the system call. Empty: it runs.
std::string system_call_in_words(const std::string& text) {
  if (text.empty() || text.compare(0, 7, "running") == 0) return "";
  char* rest;
  long number = strtol(text.c_str(), &rest, 10);
  std::string fd = std::to_string(strtoll(rest, nullptr, 16));
  switch (number) {
    case -1: return "";
    case SYS_futex: return "a lock";
    case SYS_nanosleep:
    case SYS_clock_nanosleep: return "time to pass";
    case SYS_read:
    case SYS_readv:
    case SYS_pread64: return "input from descriptor " + fd;
    case SYS_write:
    case SYS_writev: return "output to descriptor " + fd;
    case SYS_recvfrom:
    case SYS_recvmsg: return "data from socket " + fd;
    case SYS_sendto:
    case SYS_sendmsg: return "room to send at socket " + fd;
    case SYS_accept:
    case SYS_accept4: return "a connection at socket " + fd;
    case SYS_connect: return "a connection of socket " + fd;
    case SYS_poll:
    case SYS_ppoll:
    case SYS_select:
    case SYS_pselect6:
    case SYS_epoll_wait:
    case SYS_epoll_pwait: return "one of several descriptors";
    case SYS_wait4:
    case SYS_waitid: return "a child process";
    case SYS_flock:
    case SYS_fcntl: return "a lock of a file";
    default: return "system call " + std::to_string(number);
  }
}

const char* state_in_words(gc::ThreadState state) {
  switch (state) {
    case gc::ThreadState::kDetached: return "detached";
    case gc::ThreadState::kAttached: return "attached";
    case gc::ThreadState::kStopped: return "stopped";
    case gc::ThreadState::kClaimed: return "claimed";
    case gc::ThreadState::kEnded: return "ended";
  }
  return "";
}

// The lines of a stack as dump_stack() writes them, without the heading.
std::string stack_as_json(std::string_view text) {
  std::vector<std::string> lines;
  for (size_t at = text.find('\n'); at != std::string_view::npos && at + 1 < text.size();) {
    size_t begin = text.find_first_not_of(' ', at + 1), end = text.find('\n', at + 1);
    if (begin < end) lines.push_back(json_text(text.substr(begin, end - begin)));
    at = end;
  }
  return json_array(lines);
}

}  // namespace

std::string name_of(const ShownThread& thread) {
  return rt::name_or_number(thread.is_main ? "MainThread" : thread.name, thread.id);
}

std::string end_of(const ShownThread* thread) {
  return "the end of " + (thread ? name_of(*thread) : "a thread that has not begun or has ended");
}

std::string read_proc_file(const std::string& path) {
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return "";
  char text[1024];
  ssize_t n = read(fd, text, sizeof text);
  close(fd);
  return n > 0 ? std::string(text, static_cast<size_t>(n)) : "";
}

std::string what_it_waits_for(const std::string& process, const ShownThread& thread) {
  if (!thread.reason.empty()) return thread.reason;
  return system_call_in_words(read_proc_file(process + "/task/" + std::to_string(thread.native_id) + "/syscall"));
}

std::string thread_as_json(const std::string& process, const ShownThread& thread) {
  std::string stat = read_proc_file(process + "/task/" + std::to_string(thread.native_id) + "/stat");
  std::vector<std::string> fields = fields_behind_name(stat);
  JsonObject json;
  json.add("id", thread.id).add("native_id", thread.native_id).add("main", thread.is_main ? "true" : "false");
  json.add_text("name", thread.is_main ? "MainThread" : thread.name);
  json.add_text("state", state_in_words(thread.state));
  std::string waits_for = what_it_waits_for(process, thread);
  bool for_lock = thread.reason.empty() ? waits_for == "a lock" : thread.for_lock;
  json.add_text("waits_for", waits_for).add("waits_for_lock", for_lock ? "true" : "false");
  json.add_text("kernel_state", fields.empty() ? "" : fields[0]).add("cpu_ms", cpu_milliseconds(fields));
  return json.add("stack", stack_as_json(thread.stack)).text();
}

}  // namespace vm
