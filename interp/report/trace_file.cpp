// The writer. After each write the file is complete JSON: the text that ends it is written along, by the same system
// call, and the next write begins in its place. So the file is readable even if the process is killed; what threads
// have recorded since is lost.
#include "interp/report/trace_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <map>
#include <mutex>

#include "gc/base/trace.h"
#include "interp/report/code_names.h"
#include "interp/report/json.h"
#include "interp/report/report_file.h"
#include "interp/vm/observe/site.h"
#include "interp/vm/observe/tracing.h"
#include "runtime/library/threads/thread.h"
#include "runtime/library/threads/thread_names.h"
#include "runtime/library/threads/waits.h"
#include "runtime/object/interpreter.h"

namespace vm {

namespace {

using gc::i64;
using gc::TraceEvent;
using gc::TraceKind;
using gc::u32;
using gc::u64;

constexpr std::string_view kBeginning = "{\"traceEvents\":[\n";

struct TraceFile {
  int fd = -1;
  i64 offset = 0;  // where the end of the file begins: what end_of_file() says
  i64 started = 0;
  i64 threshold_ns = 0;
  pid_t process = 0;
  std::string path;
  std::map<u32, std::string> names;             // of threads, as the file has them; the last one that it has counts
  std::map<std::string, std::string> counters;  // the values of each track, as the file has them
};
// Not a gc::Mutex, whose waits are traced. It is taken under the recorder's mutex.
std::mutex g_file_mutex;
TraceFile g_file;  // under g_file_mutex

struct KindText {
  const char *category, *name, *number, *text;
};
constexpr KindText kKinds[] = {
#define TRACE(kind, category, name, number, text) {category, name, number, text},
#include "gc/base/trace.def"
#undef TRACE
};

// ---- JSON

void add_field(std::string& out, std::string_view name, std::string_view value) {
  if (out.back() != '{') out += ',';
  out += json_text(name) + ':' + json_text(value);
}
void add_number(std::string& out, std::string_view name, u64 value) {
  if (out.back() != '{') out += ',';
  out += json_text(name) + ':' + std::to_string(value);
}
void add_site(std::string& out, std::string_view name, const gc::Site* site) {
  if (!site) return;
  add_field(out, name, site_text(*site));
}

// The unit of the format is the microsecond.
void add_time(std::string& out, const char* name, i64 ns) {
  char text[64];
  snprintf(text, sizeof text, ",\"%s\":%lld.%03lld", name, static_cast<long long>(ns / 1000),
           static_cast<long long>(ns % 1000));
  out += text;
}

// ---- events

struct OtherTexts {
  const char *thread, *site;
};
OtherTexts texts_of_other(TraceKind kind) {
  switch (kind) {
    case TraceKind::stop_the_world: return {"late thread", "late thread was at"};
    case TraceKind::join: return {"thread", "thread was at"};
    default: return {"holder", "holder took it at"};
  }
}

// Of a section in which C code is detached; "": the interpreter itself is. Extensions without symbols are known by what
// Python code has called.
std::string detached_text(const TraceEvent& event, const CodeName& code) {
  if (code.library.empty()) return "";
  std::string function = code.function.empty() && event.text ? event.text : code.function;
  return function.empty() ? code.library : function + " in " + code.library;
}

void add_arguments(std::string& out, const TraceEvent& event, const CodeName& code) {
  const KindText& kind = kKinds[static_cast<u32>(event.kind)];
  out += ",\"args\":{";
  add_site(out, "at", event.site);
  if (!code.file.empty()) add_field(out, "file", code.file);
  if (event.unfinished) add_field(out, "unfinished", "until the end of the trace");
  if (*kind.number) add_number(out, kind.number, event.number);
  if (*kind.text && event.text) add_field(out, kind.text, event.text);
  if (event.other) {
    OtherTexts texts = texts_of_other(event.kind);
    add_field(out, texts.thread, rt::remembered_name(event.other));
    add_number(out, std::string(texts.thread) + " id", event.other);
    add_site(out, texts.site, event.other_site);
  }
  out += '}';
}

void add_event(std::string& out, u32 thread, const TraceEvent& event) {
  const KindText& kind = kKinds[static_cast<u32>(event.kind)];
  bool lasts = event.kind != TraceKind::thread_starts && event.kind != TraceKind::thread_ends;
  i64 begin = std::max<i64>(event.begin - g_file.started, 0);
  CodeName code = event.code ? name_of_code(event.code) : CodeName();
  std::string detached = detached_text(event, code);
  out += ",\n{";
  add_field(out, "name", detached.empty() ? kind.name : kind.name + (": " + detached));
  add_field(out, "cat", kind.category);
  add_field(out, "ph", lasts ? "X" : "i");
  add_time(out, "ts", begin);
  if (lasts) add_time(out, "dur", std::max<i64>(event.end - event.begin, 0));
  else add_field(out, "s", "t");
  add_number(out, "pid", static_cast<u64>(g_file.process));
  add_number(out, "tid", thread);
  add_arguments(out, event, code);
  out += '}';
}

// An event that gives the process or a thread its name.
void add_name(std::string& out, const char* what, u32 thread, std::string_view name) {
  out += '{';
  add_field(out, "name", what);
  add_field(out, "ph", "M");
  add_number(out, "pid", static_cast<u64>(g_file.process));
  add_number(out, "tid", thread);
  out += ",\"args\":{";
  add_field(out, "name", name);
  out += "}}";
}

// Adds the name of a thread if the file does not have it yet.
void add_thread_name(std::string& out, u32 thread) {
  std::string name = rt::remembered_name(thread);
  if (g_file.names[thread] == name) return;
  out += ",\n";
  add_name(out, "thread_name", thread, name);
  g_file.names[thread] = std::move(name);
}

// The lines [begin, end) of one track, which changes its values at `now`.
using CounterAt = std::vector<TraceCounter>::const_iterator;
void add_track(std::string& out, i64 now, CounterAt begin, CounterAt end) {
  std::string values = "{";
  for (auto at = begin; at != end; ++at) add_number(values, at->line, at->value);
  std::string& known = g_file.counters[begin->track];
  if (known == values) return;
  out += ",\n{";
  add_field(out, "name", begin->track);
  add_field(out, "cat", "counter");
  add_field(out, "ph", "C");
  add_time(out, "ts", now - g_file.started);
  add_number(out, "pid", static_cast<u64>(g_file.process));
  add_number(out, "tid", 0);
  out += ",\"args\":" + values + "}}";
  known = std::move(values);
}

// ---- the file

// Ends the list of events, and tells what the trace has left out.
std::string end_of_file() {
  gc::TraceLeftOut left_out = gc::trace_left_out();
  std::string text = "{";
  add_number(text, "detached sections shorter than this were left out (ns)", static_cast<u64>(g_file.threshold_ns));
  add_number(text, "detached sections left out", left_out.sections);
  add_number(text, "time in them (ns)", left_out.ns);
  return "\n],\"otherData\":" + text + "}}\n";
}

bool write_at(std::string_view text, i64 offset) {
  while (!text.empty()) {
    ssize_t n = pwrite(g_file.fd, text.data(), text.size(), offset);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    text.remove_prefix(static_cast<size_t>(n));
    offset += n;
  }
  return true;
}

// Appends to the file. False: that is not possible, and the file has been closed.
bool append(const std::string& text) {
  if (g_file.fd < 0) return false;
  std::string whole = text + end_of_file();
  if (!write_at(whole, g_file.offset)) {
    fprintf(stderr, "--trace: cannot write %s: %s; the trace ends here\n", g_file.path.c_str(), strerror(errno));
    if (ftruncate(g_file.fd, g_file.offset) == 0) write_at(end_of_file(), g_file.offset);
    close(g_file.fd);
    g_file.fd = -1;
    return false;
  }
  g_file.offset += static_cast<i64>(text.size());
  return true;
}

bool write_events(u32 thread, const TraceEvent* events, u32 count) {
  std::lock_guard guard(g_file_mutex);
  std::string text;
  add_thread_name(text, thread);
  for (u32 i = 0; i < count; ++i) add_event(text, thread, events[i]);
  return append(text);
}

}  // namespace

bool open_trace(rt::Thread& t, const std::string& path, i64 threshold_ns) {
  ReportFile file("--trace", "trace", kBeginning, path);
  int fd = file.open();
  if (fd < 0) return false;
  struct stat info;
  if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
    close(fd);
    return file.refuse("it is no ordinary file");
  }
  g_file.fd = fd;
  g_file.path = path;
  g_file.process = getpid();
  g_file.started = gc::now_ns();
  g_file.threshold_ns = threshold_ns;
  std::string text(kBeginning);
  add_name(text, "process_name", t.id, gc::kFreeThreaded ? "tinypy-t" : "tinypy");
  if (!append(text)) return false;
  name_started_threads();
  gc::g_observer_hooks.write_trace = write_events;
  gc::trace_start(t.id, threshold_ns);
  return true;
}

void write_counters(const std::vector<TraceCounter>& counters) {
  std::lock_guard guard(g_file_mutex);
  std::string text;
  i64 now = gc::now_ns();
  for (auto begin = counters.begin(); begin != counters.end();) {
    auto end = std::find_if(begin, counters.end(), [&](const TraceCounter& c) { return c.track != begin->track; });
    add_track(text, now, begin, end);
    begin = end;
  }
  if (!text.empty()) append(text);
}

void close_trace() {
  static std::mutex closing;
  std::lock_guard alone(closing);
  if (!gc::tracing()) return;
  // In this order no wait is written twice: one that ends in between is lost.
  gc::trace_finish();
  std::vector<std::pair<u32, TraceEvent>> waits = rt::waits_in_trace();
  i64 now = gc::now_ns();
  std::lock_guard guard(g_file_mutex);
  if (g_file.fd < 0) return;
  std::string text;
  for (auto& [thread, wait] : waits) {
    wait.end = now;
    add_event(text, thread, wait);
  }
  for (const auto& [thread, name] : std::map(g_file.names)) add_thread_name(text, thread);
  append(text);
  close(g_file.fd);
  g_file.fd = -1;
}

}  // namespace vm
