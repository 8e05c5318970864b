#include "interp/main/attach.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "gc/base/build.h"
#include "gc/base/clock.h"
#include "gc/threads/registry.h"
#include "interp/library/import/program_place.h"
#include "interp/main/shown_thread.h"
#include "interp/main/stopped_thread.h"
#include "interp/report/json.h"
#include "interp/report/lock_owners.h"
#include "interp/vm/frame/memory_reader.h"
#include "interp/vm/frame/stack_dump.h"
#include "interp/vm/frame_registers.h"
#include "runtime/library/parts/thread_values.h"
#include "runtime/library/threads/thread_lock.h"
#include "runtime/library/threads/waits.h"
#include "runtime/os/mapped_file.h"

namespace vm {

namespace {

using gc::u32;
using gc::u64;
using rt::Wait;

constexpr u32 kMostThreadsRead = 100'000;
// A thread that runs on while its stack is read is looked at again.
constexpr int kAttempts = 5;

// ---- the process

// What a function writes to a descriptor.
template <class F>
std::string written(F write_to) {
  int file = memfd_create("tinypy-dump", MFD_CLOEXEC);
  if (file < 0) return "";
  write_to(file);
  std::string text(static_cast<size_t>(lseek(file, 0, SEEK_END)), ' ');
  ssize_t n = pread(file, text.data(), text.size(), 0);
  text.resize(n > 0 ? static_cast<size_t>(n) : 0);
  close(file);
  return text;
}

// Every program of tinypy contains it, also a stripped one.
constexpr std::string_view kMark = "this is a program of tinypy, which --dump can read";

std::string link_target(const std::string& path) {
  char text[4096];
  ssize_t n = readlink(path.c_str(), text, sizeof text);
  return std::string(text, n > 0 ? static_cast<size_t>(n) : 0);
}

// The real, effective, saved and file system user of a process are all this one. Root is not refused by the kernel.
bool is_of_this_user(const std::string& folder) {
  std::string status = read_proc_file(folder + "/status");
  size_t at = status.find("\nUid:");
  unsigned ids[4];
  if (at == std::string::npos || sscanf(status.c_str() + at, " Uid: %u %u %u %u", ids, ids + 1, ids + 2, ids + 3) != 4)
    return false;
  return geteuid() == 0 || std::all_of(ids, ids + 4, [](unsigned id) { return id == geteuid(); });
}

bool has_ended(const std::string& folder) {
  return read_proc_file(folder + "/status").find("\nState:\tZ") != std::string::npos;
}

// Why the process cannot be read. Empty: it runs this very program.
std::string refusal(const std::string& id, const std::string& folder) {
  if (access(folder.c_str(), F_OK) != 0) return "there is no process " + id;
  if (has_ended(folder)) return "process " + id + " has ended";
  if (!is_of_this_user(folder)) return "process " + id + " belongs to another user";
  std::string exe = folder + "/exe", path = link_target(exe);
  if (path.empty()) return "process " + id + ": the kernel does not let this user look at it";
  struct stat own, other;
  if (stat("/proc/self/exe", &own) == 0 && stat(exe.c_str(), &other) == 0 && own.st_dev == other.st_dev &&
      own.st_ino == other.st_ino)
    return "";
  rt::os::MappedFile program(exe.c_str());
  if (program.text() == rt::os::MappedFile("/proc/self/exe").text()) return "";
  if (program.text().find(kMark) == std::string_view::npos) return "process " + id + " is not tinypy, but " + path;
  return "process " + id + " runs another build of tinypy, " + path + ". That one can read it: " + exe + " --dump " +
         id;
}

std::string why_unreadable(const std::string& id, int error) {
  if (error == ESRCH) return "process " + id + " has ended";
  if (error != EPERM) return "process " + id + " has not started yet, or is ending";
  std::string scope = read_proc_file("/proc/sys/kernel/yama/ptrace_scope");
  std::string text = "the kernel does not let this user read the memory of process " + id;
  if (scope.empty() || scope[0] == '0') return text;
  return text + " (kernel.yama.ptrace_scope is " + scope.substr(0, 1) + "); " +
         (scope[0] == '3' ? "nobody may" : "root may") + ", and `--top` needs no leave";
}

// ---- threads

struct FoundThread {
  const rt::Thread* record;
  u64 ident;
  u64 end_sentinel;  // word: the lock that is released when the thread ends
  ShownThread shown;
  FramePlace place;
  std::unique_ptr<StoppedThread> stopped;
};

// The list is read while it may change. What is no thread of the process ends it.
std::vector<FoundThread> find_threads(const std::string& folder) {
  std::vector<FoundThread> found;
  const gc::Thread* next;
  for (bool more = read_memory(&gc::g_threads, &next, sizeof next); more && next && found.size() < kMostThreadsRead;) {
    auto* record = static_cast<const rt::Thread*>(next);
    FoundThread t = {record, 0, 0, {}, {}, {}};
    u32 id, state;
    bool ok = read_field(record->id, &id) && read_field(record->state, &state) && read_field(record->ident, &t.ident) &&
              read_field(record->native_id, &t.shown.native_id) && read_field(record->is_main, &t.shown.is_main) &&
              read_field(rt::end_sentinel(*const_cast<rt::Thread*>(record)), &t.end_sentinel);
    if (!ok || access((folder + "/task/" + std::to_string(t.shown.native_id)).c_str(), F_OK) != 0) break;
    t.shown.id = id;
    t.shown.state = static_cast<gc::ThreadState>(state);
    found.push_back(std::move(t));
    more = read_field(record->next, &next);
  }
  std::sort(found.begin(), found.end(),
            [](const FoundThread& a, const FoundThread& b) { return a.shown.id < b.shown.id; });
  return found;
}

bool operator==(FramePlace a, FramePlace b) { return a.r == b.r && a.pc == b.pc; }

// A thread in a handler has its place in registers, one in native code has saved it. Native code keeps the handler's
// registers, or uses them for something else, which is no frame.
FramePlace place_of(const FoundThread& t) {
  StoppedThread::Registers registers;
  if (kFramesInRegisters && t.stopped && t.stopped->read(&registers) &&
      registers.r15 == reinterpret_cast<u64>(t.record)) {
    FramePlace place = {reinterpret_cast<const rt::Value*>(registers.r14), reinterpret_cast<const u64*>(registers.r13)};
    if (is_running(place)) return place;
  }
  return saved_place(t.record);
}

void stop_running_threads(std::vector<FoundThread>& threads) {
  for (FoundThread& t : threads) {
    bool runs = t.shown.state == gc::ThreadState::kAttached;
    if (runs && kFramesInRegisters) t.stopped = std::make_unique<StoppedThread>(static_cast<pid_t>(t.shown.native_id));
  }
  for (FoundThread& t : threads)
    if (t.stopped) t.stopped->wait();
}

void read_stack(FoundThread& t) {
  for (int i = 0; i < kAttempts; ++i) {
    t.place = place_of(t);
    t.shown.stack = written([&](int fd) {
      write_text(fd, "Stack (most recent call first):\n");
      write_frames(fd, t.place);
    });
    if (place_of(t) == t.place) break;
  }
  t.shown.name = written([&](int fd) { write_thread_name(fd, t.record); });
}

// ---- waits

const FoundThread* find_ident(const std::vector<FoundThread>& threads, u64 ident) {
  auto found = std::find_if(threads.begin(), threads.end(), [=](const FoundThread& t) { return t.ident == ident; });
  return found == threads.end() ? nullptr : &*found;
}

// One wait, and who can end it, as far as that is known.
struct FoundWait {
  u32 thread;
  u32 for_thread = 0;
  bool for_ever;
  std::string text;
  std::string details = "";  // of a lock: what it is a part of, and who holds it
  bool for_lock = false;
};

std::string address(const void* p) {
  char text[32];
  snprintf(text, sizeof text, "%p", p);
  return text;
}

// " of a Queue" if the thread waits in a function of that.
std::string part_of(const std::vector<FoundThread>& threads, const Wait& wait) {
  auto waiter =
      std::find_if(threads.begin(), threads.end(), [&](const FoundThread& t) { return t.shown.id == wait.thread; });
  if (waiter == threads.end()) return "";
  std::string lines = written([&](int fd) { write_functions(fd, waiter->place); });
  std::vector<FunctionName> functions;
  for (size_t at = 0, tab, end; (end = lines.find('\n', at)) != lines.npos; at = end + 1) {
    tab = lines.find('\t', at);
    functions.push_back({lines.substr(at, tab - at), lines.substr(tab + 1, end - tab - 1)});
  }
  std::string owner = owner_waited_for(functions);
  return owner.empty() ? "" : " of " + owner;
}

FoundWait describe_rlock(const std::vector<FoundThread>& threads, const Wait& wait) {
  FoundWait found = {wait.thread, 0, wait.for_ever, "the RLock " + address(wait.subject), part_of(threads, wait)};
  u64 owner;
  const FoundThread* holder =
      read_field(rt::object_of<rt::RLock>(wait.lock())->owner, &owner) && owner ? find_ident(threads, owner) : nullptr;
  if (!holder) return found;
  found.for_thread = static_cast<u32>(holder->shown.id);
  std::string at =
      written([&](int fd) { write_place_of_with(fd, holder->place, rt::object_of<rt::RLock>(wait.lock())); });
  found.details += ", which " + name_of(holder->shown) + (at.empty() ? " holds" : " took at " + at);
  return found;
}

// A plain lock does not know its holder: a `with` block does.
FoundWait describe_lock(const std::vector<FoundThread>& threads, const Wait& wait) {
  auto* lock = rt::object_of<rt::Lock>(wait.lock());
  FoundWait found = {wait.thread, 0, wait.for_ever, "the Lock " + address(wait.subject), part_of(threads, wait)};
  for (const FoundThread& t : threads) {
    rt::Value sentinel = rt::Value(t.end_sentinel);
    if (t.end_sentinel && sentinel.is_pointer() && sentinel.object() == lock)
      return {wait.thread, static_cast<u32>(t.shown.id), wait.for_ever, end_of(&t.shown)};
    std::string at = written([&](int fd) { write_place_of_with(fd, t.place, lock); });
    if (at.empty()) continue;
    found.for_thread = static_cast<u32>(t.shown.id);
    found.details += ", which " + name_of(t.shown) + " took at " + at;
    return found;
  }
  return found;
}

FoundWait describe(const std::vector<FoundThread>& threads, const Wait& wait) {
  switch (wait.what) {
    case Wait::For::kLock: return describe_lock(threads, wait);
    case Wait::For::kRLock: return describe_rlock(threads, wait);
    case Wait::For::kItem: return {wait.thread, 0, wait.for_ever, "an item of a queue"};
    case Wait::For::kEndOfThread: break;
  }
  const FoundThread* joined = find_ident(threads, wait.joined);
  return {wait.thread, joined ? static_cast<u32>(joined->shown.id) : 0, wait.for_ever,
          end_of(joined ? &joined->shown : nullptr)};
}

// Threads that are detached run on. A thread that has moved since its stack was read may hold other locks now.
bool has_moved(const FoundThread& t) { return !(place_of(t) == t.place); }

// Forgets who holds a lock that a thread waits for, if one of the two has moved.
void forget_moved(const std::vector<FoundThread>& threads, std::vector<FoundWait>& waits) {
  std::vector<u64> moved;
  for (const FoundThread& t : threads)
    if (has_moved(t)) moved.push_back(t.shown.id);
  auto among = [&](u32 id) { return std::find(moved.begin(), moved.end(), id) != moved.end(); };
  for (FoundWait& wait : waits) {
    if (!wait.for_lock || !(among(wait.thread) || among(wait.for_thread))) continue;
    wait.for_thread = 0;
    wait.details.clear();
  }
}

// Many threads may wait for one lock: its holder is looked for once.
std::vector<FoundWait> find_waits(const std::vector<FoundThread>& threads) {
  std::vector<FoundWait> found;
  std::map<const void*, FoundWait> of_locks;
  for (u32 i = 0; i < rt::kWaitLists; ++i) {
    const Wait* next;
    bool more = read_memory(rt::list_of_waits(i), &next, sizeof next);
    for (u32 n = 0; more && next && n < kMostThreadsRead; ++n) {
      alignas(Wait) char copy[sizeof(Wait)];
      if (!read_memory(next, copy, sizeof copy)) break;
      auto* wait = reinterpret_cast<const Wait*>(copy);
      auto known = wait->lock() ? of_locks.find(wait->subject) : of_locks.end();
      found.push_back(known == of_locks.end() ? describe(threads, *wait) : known->second);
      FoundWait& last = found.back();
      last.thread = wait->thread;
      last.for_ever = wait->for_ever;
      last.for_lock = wait->lock() != nullptr;
      if (last.for_lock) of_locks.insert({wait->subject, last});
      next = wait->next;
    }
  }
  return found;
}

// Ids of threads that wait for each other for ever, in order. Empty: no circle is known.
std::vector<u32> find_circle(const std::vector<FoundWait>& waits) {
  auto wait_of = [&](u32 id) {
    return std::find_if(waits.begin(), waits.end(), [=](const FoundWait& w) { return w.thread == id && w.for_ever; });
  };
  for (const FoundWait& first : waits) {
    std::vector<u32> circle;
    for (auto w = wait_of(first.thread); w != waits.end() && circle.size() <= waits.size();
         w = wait_of(w->for_thread)) {
      circle.push_back(w->thread);
      if (w->for_thread == first.thread) return circle;
    }
  }
  return {};
}

// ---- output

// The frames alone: the first line is a heading.
std::string_view frames_of(const ShownThread& thread) {
  return std::string_view(thread.stack).substr(std::min(thread.stack.find('\n') + 1, thread.stack.size()));
}

std::string what_it_does(const std::string& folder, const FoundThread& t) {
  bool attached = t.shown.state == gc::ThreadState::kAttached;
  if (t.shown.state == gc::ThreadState::kStopped) return "is stopped by a pause";
  std::string reason = what_it_waits_for(folder, t.shown);
  if (reason.empty()) return attached ? "runs Python" : "runs without Python";
  return (attached ? "waits inside for " : "waits for ") + reason;
}

std::string as_text(const std::string& id, const std::string& folder, const std::vector<FoundThread>& threads,
                    const std::vector<FoundWait>& waits) {
  std::string program = link_target(folder + "/exe");
  std::string text = program.substr(program.rfind('/') + 1) + " " + id + ", " +
                     (gc::kFreeThreaded ? "without" : "with") + " a GIL: " + std::to_string(threads.size()) +
                     (threads.size() == 1 ? " thread\n" : " threads\n");
  for (const FoundThread& t : threads) {
    text += "\n" + name_of(t.shown) + " (" + std::to_string(t.shown.id) + ", LWP " + std::to_string(t.shown.native_id) +
            ") " + what_it_does(folder, t) + "\n";
    text += frames_of(t.shown);
  }
  std::vector<u32> circle = find_circle(waits);
  if (circle.empty()) return text;
  text += circle.size() == 1 ? "\nDeadlock: a thread waits for itself:"
                             : "\nDeadlock: threads wait for each other in a circle:";
  for (u32 member : circle) {
    auto named =
        std::find_if(threads.begin(), threads.end(), [=](const FoundThread& t) { return t.shown.id == member; });
    text += (member == circle.front() ? " " : ", ") +
            (named == threads.end() ? std::to_string(member) : name_of(named->shown));
  }
  return text + "\n";
}

std::string as_json(const std::string& id, const std::string& folder, const std::vector<FoundThread>& threads) {
  std::vector<std::string> items;
  for (const FoundThread& t : threads) items.push_back(thread_as_json(folder, t.shown));
  JsonObject json;
  json.add("pid", id).add_text("program", link_target(folder + "/exe"));
  json.add("free_threaded", gc::kFreeThreaded ? "true" : "false").add("time_ns", static_cast<u64>(gc::now_ns()));
  return json.add("threads", json_array(items)).text() + "\n";
}

int complain(const char* program, const std::string& what, int status) {
  fprintf(stderr, "%s: --dump: %s\n", program, what.c_str());
  return status;
}

}  // namespace

int dump_process(const char* program, const std::string& process, DumpForm form) {
  char* end;
  errno = 0;
  long number = strtol(process.c_str(), &end, 10);
  if (process.empty() || *end || errno || number <= 0 || number > 0x7fffffff)
    return complain(program, "not the number of a process: '" + process + "'", 2);
  std::string id = std::to_string(number), folder = "/proc/" + id;
  if (std::string why = refusal(id, folder); !why.empty()) return complain(program, why, 1);
  read_from(static_cast<pid_t>(number));
  errno = 0;
  std::vector<FoundThread> threads = find_threads(folder);
  if (threads.empty()) return complain(program, why_unreadable(id, errno), 1);
  stop_running_threads(threads);
  for (FoundThread& t : threads) read_stack(t);
  std::vector<FoundWait> waits = find_waits(threads);
  forget_moved(threads, waits);
  for (FoundThread& t : threads) t.stopped.reset();
  for (FoundThread& t : threads) {
    for (FoundWait& wait : waits) {
      if (wait.thread != t.shown.id) continue;
      t.shown.reason = wait.text + wait.details;
      t.shown.for_lock = wait.for_lock;
    }
  }
  std::string text = form == DumpForm::kJson ? as_json(id, folder, threads) : as_text(id, folder, threads, waits);
  fputs(text.c_str(), stdout);
  return fflush(stdout) == 0 ? 0 : complain(program, std::string("cannot write: ") + strerror(errno), 1);
}

}  // namespace vm
