// When events are counted, rows of the report, and where it goes.
#include "interp/main/studio/refstats.h"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string_view>
#include <utility>

#include "gc/studio/watch.h"
#include "gc/threads/attach.h"
#include "interp/compile/studio/code_ranges.h"
#include "interp/library/import/program_place.h"
#include "interp/report/report_file.h"
#include "runtime/object/shape.h"

namespace vm {

using gc::EventCounts;
using gc::ObjectEvent;
using gc::u32;
using gc::u64;

namespace {

// Of the main thread.
bool g_program_has_begun = false;
Refstats g_counted;  // program: when it has ended

std::string type_of_object(const gc::Object* object) {
  gc::ShapeBase* shape = gc::g_shapes[object->shape_id()];
  auto* type = shape ? static_cast<const rt::Type*>(shape->type) : nullptr;
  return type ? rt::type_name(type) : "(freed)";
}

u64 total_of(const EventCounts& counts, gc::ObjectEventGroup group) {
  u64 sum = 0;
  for (u32 i = 0; i < gc::kEventCount; ++i) sum += gc::kEventInfo[i].group == group ? counts[i] : 0;
  return sum;
}

void add(EventCounts& sum, const EventCounts& counts) {
  for (u32 i = 0; i < gc::kEventCount; ++i) sum[i] += counts[i];
}

std::vector<RefstatsRow> sorted(std::vector<RefstatsRow> rows) {
  auto key = [](const RefstatsRow& row) {
    return std::pair(gc::atomic_work(row.counts), total_of(row.counts, gc::ObjectEventGroup::counts));
  };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const RefstatsRow& a, const RefstatsRow& b) { return key(a) > key(b); });
  return rows;
}

std::vector<RefstatsRow> rows_of(const std::map<std::string, EventCounts>& counts) {
  std::vector<RefstatsRow> rows;
  for (auto& [name, its] : counts) rows.push_back({{}, 0, name, its});
  return sorted(std::move(rows));
}

// The forms of FILE, by how its name ends; the last one is for all other names. Each file says at its beginning what it
// is, so that it can be replaced (report_file.h).
struct Form {
  std::string_view ending, what, beginning;
};
// tools/studio/page.py
constexpr Form kPage{".html", "page of --refstats", "<!DOCTYPE html>\n<!-- made by tinypy -->\n"};
constexpr Form kJson{".json", "report of --refstats", "{\"refstats\": "};
constexpr Form kText{"", "report of --refstats", "What tinypy-t --refstats has counted\n"};

const Form& form_of(const std::string& file) {
  return file.ends_with(kPage.ending) ? kPage : file.ends_with(kJson.ending) ? kJson : kText;
}

ReportFile report_file(const Form& form, const std::string& path) {
  return ReportFile("--refstats", form.what, form.beginning, path);
}

std::optional<ReportFile> g_file;  // set by the main thread before the program begins; none: standard error

// A file in memory; -1: there is none. Programs that are started get it.
int in_memory(const std::string& text) {
  int fd = memfd_create("refstats", 0);
  for (size_t at = 0; fd >= 0 && at < text.size();) {
    ssize_t n = write(fd, text.data() + at, text.size() - at);
    if (n <= 0) {
      close(fd);
      return -1;
    }
    at += static_cast<size_t>(n);
  }
  return fd;
}

// Runs tools/refstats by this program, which makes the page from the JSON.
bool make_page(std::string program, std::string tool, const ReportFile& page, const std::string& json) {
  int fd = in_memory(json);
  if (fd < 0) return false;
  std::string data = "/proc/self/fd/" + std::to_string(fd), output = page.path();
  std::string isolated = "-I", option = "-o";
  char* argv[] = {program.data(), isolated.data(), tool.data(), data.data(), option.data(), output.data(), nullptr};
  pid_t child;
  int status = -1;
  bool started = posix_spawn(&child, argv[0], nullptr, nullptr, argv, environ) == 0;
  if (started) waitpid(child, &status, 0);
  close(fd);
  return started && status == 0;
}

// If there is no page, the JSON is in a file beside it.
bool write_page(const Options& o, const ReportFile& page, const std::string& json) {
  if (!page.can_be_written()) return false;
  std::string tool = own_file(parent_folder(program_file()), "tools/refstats");
  if (!tool.empty() && make_page(o.sys.executable, tool, page, json)) return true;
  std::string data = page.path() + ".json";
  bool kept = report_file(kJson, data).write(json);
  fprintf(stderr, "--refstats: cannot make the page by %s%s%s\n", tool.empty() ? "tools/refstats" : tool.c_str(),
          kept ? "; its data is in " : "", kept ? data.c_str() : "");
  return false;
}

}  // namespace

std::vector<RefstatsRow> rows_by_line(const gc::Counted& counted) {
  std::map<std::pair<std::string, gc::i32>, EventCounts> lines;
  for (auto& [place, counts] : counted.places) add(lines[{place.file, place.line}], counts);
  std::vector<RefstatsRow> rows;
  for (auto& [line, counts] : lines) rows.push_back({line.first, line.second, {}, counts});
  return sorted(std::move(rows));
}

std::vector<RefstatsRow> rows_by_opcode(const gc::Counted& counted) {
  std::map<std::string, EventCounts> opcodes;
  for (auto& [place, counts] : counted.places) add(opcodes[place.opcode], counts);
  return rows_of(opcodes);
}

std::vector<RefstatsRow> rows_by_type(const gc::Counted& counted) { return rows_of(counted.types); }

bool refstats_file_is_writable(const Options& o) {
  if (o.refstats_file.empty()) return true;
  g_file = report_file(form_of(o.refstats_file), o.refstats_file);
  return g_file->can_be_written();
}

void count_start_up(const Options& o) {
  if (!o.refstats) return;
  gc::g_describe = {comp::place_of, type_of_object};
  gc::start_counting();
}

void start_studio(const Options& o) {
  gc::g_describe = {comp::place_of, type_of_object};
  if (o.races.wanted && !o.refstats) return;
  if (!gc::counts_events()) gc::start_counting();
  gc::prepare_watching();
}

void refstats_program_begins() {
  if (!gc::counts_events() || std::exchange(g_program_has_begun, true)) return;
  g_counted.start_up = gc::count_places();
}

void refstats_program_ends(rt::Thread& t) {
  if (!g_program_has_begun) return;
  gc::StopTheWorld pause(t, "--refstats");
  g_counted.program = gc::counted_so_far();
  gc::count_sums();
}

// What was counted when nothing is counted any more.
static const Refstats& counted_at_end(rt::Thread& t) {
  gc::StopTheWorld pause(t, "--refstats");
  EventCounts all = gc::counted_so_far().all;
  EventCounts& rest = g_program_has_begun ? g_counted.shut_down : g_counted.start_up;
  for (u32 i = 0; i < gc::kEventCount; ++i) rest[i] = all[i] - g_counted.program.all[i];
  return g_counted;
}

bool report_refstats(rt::Thread& t, const Options& o) {
  if (!o.refstats) return true;
  const Refstats& counted = counted_at_end(t);
  const Form* form = g_file ? &form_of(o.refstats_file) : nullptr;
  if (form == &kJson) return g_file->write(refstats_json(counted, o.sys.orig_argv));
  if (form == &kPage) return write_page(o, *g_file, refstats_json(counted, o.sys.orig_argv));
  if (form) return g_file->write(std::string(kText.beginning) + "\n" + refstats_text(counted));
  fputs(refstats_text(counted).c_str(), stderr);
  return true;
}

}  // namespace vm
