// When events are counted, rows of the report, and where it goes.
#include "interp/main/studio/refstats.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstring>
#include <utility>

#include "gc/studio/watch.h"
#include "gc/threads/attach.h"
#include "interp/compile/studio/code_ranges.h"
#include "interp/library/import/program_place.h"
#include "runtime/object/shape.h"

namespace vm {

using gc::EventCounts;
using gc::ObjectEvent;
using gc::u32;
using gc::u64;

namespace {

pid_t g_process = 0;  // the process that was started; a fork's child writes no report
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

bool write_file(const std::string& path, const std::string& text) {
  FILE* file = fopen(path.c_str(), "w");
  bool ok = file && fwrite(text.data(), 1, text.size(), file) == text.size();
  ok = (file && fclose(file) == 0) && ok;
  if (!ok) fprintf(stderr, "--refstats: cannot write %s: %s\n", path.c_str(), strerror(errno));
  return ok;
}

bool ends_with(const std::string& text, const char* end) {
  size_t n = strlen(end);
  return text.size() >= n && text.compare(text.size() - n, n, end) == 0;
}

// The page is made from the JSON by tools/refstats, run by this program.
void write_page(const Options& o, const std::string& json) {
  std::string program = o.sys.executable, data = o.refstats_file + ".json";
  std::string tool = own_file(parent_folder(program_file()), "tools/refstats");
  if (!write_file(data, json)) return;
  char* argv[] = {program.data(), const_cast<char*>("-I"), tool.data(),
                  data.data(),    const_cast<char*>("-o"), const_cast<char*>(o.refstats_file.c_str()),
                  nullptr};
  pid_t child;
  int status = -1, error = tool.empty() ? ENOENT : posix_spawn(&child, argv[0], nullptr, nullptr, argv, environ);
  if (error == 0) waitpid(child, &status, 0);
  if (error == 0 && status == 0) unlink(data.c_str());
  else
    fprintf(stderr, "--refstats: cannot make the page by %s; its data is in %s\n",
            tool.empty() ? "tools/refstats" : tool.c_str(), data.c_str());
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

void count_start_up(const Options& o) {
  if (!o.refstats) return;
  gc::g_describe = {comp::place_of, type_of_object};
  gc::start_counting();
}

void start_studio(const Options& o) {
  g_process = getpid();
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

void report_refstats(rt::Thread& t, const Options& o) {
  if (!o.refstats || getpid() != g_process) return;
  const Refstats& counted = counted_at_end(t);
  const std::string& file = o.refstats_file;
  if (file.empty()) fputs(refstats_text(counted).c_str(), stderr);
  else if (ends_with(file, ".json")) write_file(file, refstats_json(counted, o.sys.orig_argv));
  else if (ends_with(file, ".html")) write_page(o, refstats_json(counted, o.sys.orig_argv));
  else write_file(file, refstats_text(counted));
}

}  // namespace vm
