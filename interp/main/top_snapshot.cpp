// A snapshot for --top. What the threads do is read from their records under the registry's lock, which keeps these
// from being freed; what they wait for, from the lists of waits (runtime/library/threads/waits.h), or else from the
// kernel's files about this process.
#include "interp/main/top_snapshot.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <vector>

#include "gc/base/build.h"
#include "gc/base/clock.h"
#include "gc/cycle/collector.h"
#include "gc/heap/heap.h"
#include "gc/heap/large.h"
#include "gc/heap/page_run.h"
#include "gc/threads/attach.h"
#include "interp/report/lock_owners.h"
#include "interp/vm/frame/stack_dump.h"
#include "runtime/library/threads/waits.h"

namespace vm {

namespace {

using gc::u32;
using gc::u64;

// ---- JSON

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  }
  return out + "\"";
}

class JsonObject {
 public:
  JsonObject& add(const char* key, const std::string& value) {
    text_ += (text_.empty() ? "" : ", ") + quoted(key) + ": " + value;
    return *this;
  }
  JsonObject& add(const char* key, u64 value) { return add(key, std::to_string(value)); }
  JsonObject& add_text(const char* key, std::string_view value) { return add(key, quoted(value)); }
  std::string text() const { return "{" + text_ + "}"; }

 private:
  std::string text_;
};

std::string array_of(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : ", ") + item;
  return "[" + out + "]";
}

// ---- the kernel's files

// A small file of /proc, or empty text.
std::string read_file(const std::string& path) {
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return "";
  char text[1024];
  ssize_t n = read(fd, text, sizeof text);
  close(fd);
  return n > 0 ? std::string(text, static_cast<size_t>(n)) : "";
}

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

// ---- threads

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

// What is copied of a thread under the registry's lock. Its name and its stack are in a file in memory: the name from
// `begin`, the stack from there to `end`.
struct ThreadCopy {
  u64 id, native_id, ident;
  bool is_main;
  gc::ThreadState state;
  off_t begin, stack, end;
};
struct Copies {
  int texts;  // the file; -1: there is none
  std::vector<ThreadCopy> threads;
  std::vector<rt::Wait> waits;
};

void copy_thread(gc::Thread& thread, void* argument) {
  auto& copies = *static_cast<Copies*>(argument);
  auto end = [&copies] { return lseek(copies.texts, 0, SEEK_END); };
  ThreadCopy copy = {thread.id,
                     thread.native_id,
                     static_cast<rt::Thread&>(thread).ident,
                     thread.is_main,
                     thread.state.load(gc::relaxed),
                     end(),
                     0,
                     0};
  write_thread_name(copies.texts, &static_cast<rt::Thread&>(thread));
  copy.stack = end();
  dump_stack(copies.texts, &static_cast<rt::Thread&>(thread));
  copy.end = end();
  copies.threads.push_back(copy);
}

std::string read_part(int file, off_t begin, off_t end) {
  std::string text(begin < end ? static_cast<size_t>(end - begin) : 0, ' ');
  ssize_t n = pread(file, text.data(), text.size(), begin);
  text.resize(n > 0 ? static_cast<size_t>(n) : 0);
  return text;
}

// The lines of a stack as dump_stack() writes them, without the heading.
std::string stack_as_json(std::string_view text) {
  std::vector<std::string> lines;
  for (size_t at = text.find('\n'); at != std::string_view::npos && at + 1 < text.size();) {
    size_t begin = text.find_first_not_of(' ', at + 1), end = text.find('\n', at + 1);
    if (begin < end) lines.push_back(quoted(text.substr(begin, end - begin)));
    at = end;
  }
  return array_of(lines);
}

std::string name_of(const Copies& copies, const ThreadCopy& thread) {
  return thread.is_main ? "MainThread" : read_part(copies.texts, thread.begin, thread.stack);
}

std::string wait_in_words(const Copies& copies, const rt::Wait& wait) {
  using For = rt::Wait::For;
  if (wait.what == For::kItem) return "an item of " + name_of_wait(wait, nullptr);
  if (wait.what != For::kEndOfThread) return name_of_wait(wait, nullptr);
  for (const ThreadCopy& thread : copies.threads) {
    if (thread.ident == wait.joined) return "the end of " + name_of(copies, thread);
  }
  return "the end of a thread";
}

std::string thread_as_json(const Copies& copies, const ThreadCopy& thread) {
  std::string folder = "/proc/self/task/" + std::to_string(thread.native_id);
  std::vector<std::string> fields = fields_behind_name(read_file(folder + "/stat"));
  JsonObject json;
  std::string waits_for = system_call_in_words(read_file(folder + "/syscall"));
  bool for_lock = waits_for == "a lock";
  for (const rt::Wait& wait : copies.waits) {
    if (wait.thread != thread.id || !wait.word) continue;
    waits_for = wait_in_words(copies, wait);
    for_lock = wait.lock() != nullptr;
  }
  json.add("id", thread.id).add("native_id", thread.native_id).add("main", thread.is_main ? "true" : "false");
  json.add_text("name", name_of(copies, thread));
  json.add_text("state", state_in_words(thread.state));
  json.add_text("waits_for", waits_for).add("waits_for_lock", for_lock ? "true" : "false");
  json.add_text("kernel_state", fields.empty() ? "" : fields[0]).add("cpu_ms", cpu_milliseconds(fields));
  return json.add("stack", stack_as_json(read_part(copies.texts, thread.stack, thread.end))).text();
}

std::string threads() {
  Copies copies = {memfd_create("tinypy-top", MFD_CLOEXEC), {}, {}};
  gc::for_each_thread(copy_thread, &copies);
  rt::all_waits(copies.waits);
  std::vector<std::string> items;
  for (const ThreadCopy& thread : copies.threads) items.push_back(thread_as_json(copies, thread));
  if (copies.texts >= 0) close(copies.texts);
  return array_of(items);
}

// ---- totals

std::string pauses() {
  gc::PauseStats stats = gc::pause_stats();
  JsonObject json;
  json.add("count", stats.pauses).add("total_ns", stats.total_pause_ns).add("longest_ns", stats.max_pause_ns);
  json.add("total_stop_ns", stats.total_stop_ns).add("longest_stop_ns", stats.max_stop_ns);
  json.add("slowest_thread", stats.slowest_thread);
  return json.add_text("slowest_reason", stats.slowest_reason ? stats.slowest_reason : "").text();
}

std::string collections() {
  u64 world = 0, apart = 0, collected = 0, longest = 0, total = 0;
  for (int generation = 0; generation < 3; ++generation) {
    gc::GenerationStats stats = gc::collector_stats(generation);
    world += stats.collections - stats.private_collections;
    apart += stats.private_collections;
    collected += stats.collected;
    total += stats.pause_ns;
    longest = stats.max_pause_ns > longest ? stats.max_pause_ns : longest;
  }
  JsonObject json;
  json.add("world", world).add("private", apart).add("collected", collected);
  return json.add("total_ns", total).add("longest_ns", longest).text();
}

std::string heap() {
  gc::LargeStats large = gc::large_stats();
  u64 pages = gc::pages_taken();
  std::string statm = read_file("/proc/self/statm");
  size_t second = statm.find(' ');
  u64 resident = second == std::string::npos ? 0 : strtoull(statm.c_str() + second, nullptr, 10);
  gc::i64 fresh = gc::allocated_since_collection();
  JsonObject json;
  json.add("pages", pages).add("page_bytes", pages * gc::kPageBytes);
  json.add("large_objects", large.objects).add("large_bytes", large.bytes);
  json.add("since_collection", std::to_string(fresh));
  return json.add("resident_bytes", resident * static_cast<u64>(sysconf(_SC_PAGESIZE))).text();
}

}  // namespace

std::string top_snapshot(const char* program) {
  refresh_stacks();
  JsonObject json;
  json.add("pid", static_cast<u64>(getpid())).add_text("program", program);
  json.add("free_threaded", gc::kFreeThreaded ? "true" : "false").add("time_ns", static_cast<u64>(gc::now_ns()));
  json.add("threads", threads()).add("pauses", pauses()).add("collections", collections());
  return json.add("heap", heap()).text() + "\n";
}

}  // namespace vm
