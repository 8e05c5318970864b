// Sums of the counts, and where the report goes.
#include "interp/main/studio/refstats.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstring>

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

double share(u64 part, u64 whole) { return whole ? static_cast<double>(part) / static_cast<double>(whole) : 0; }

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

RefstatsShares refstats_shares(const EventCounts& counts) {
  using enum ObjectEvent;
  auto sum = [&](std::initializer_list<ObjectEvent> events) {
    u64 n = 0;
    for (ObjectEvent event : events) n += gc::count_of(counts, event);
    return n;
  };
  u64 all = total_of(counts, gc::ObjectEventGroup::counts);
  u64 borrowed = total_of(counts, gc::ObjectEventGroup::borrowed);
  u64 increfs = sum({incref_owner, incref_shared, incref_noted, incref_deferred, incref_immortal});
  u64 locks = sum({lock_private, lock_reserved, lock_taken});
  return {share(sum({incref_owner, decref_owner}), all),
          share(sum({incref_shared, decref_shared}), all),
          share(borrowed, borrowed + increfs),
          share(sum({lock_private}), locks),
          share(sum({lock_reserved}), locks),
          share(sum({lock_taken}), locks)};
}

void start_studio(const Options& o) {
  g_process = getpid();
  gc::g_describe = {comp::place_of, type_of_object};
  if (o.races.wanted && !o.refstats) return;
  gc::start_counting();
  gc::prepare_watching();
}

void report_refstats(rt::Thread& t, const Options& o) {
  if (!o.refstats || getpid() != g_process) return;
  gc::Counted counted;
  {
    gc::StopTheWorld pause(t, "--refstats");
    counted = gc::counted_so_far();
  }
  const std::string& file = o.refstats_file;
  if (file.empty()) fputs(refstats_text(counted).c_str(), stderr);
  else if (ends_with(file, ".json")) write_file(file, refstats_json(counted, o.sys.orig_argv));
  else if (ends_with(file, ".html")) write_page(o, refstats_json(counted, o.sys.orig_argv));
  else write_file(file, refstats_text(counted));
}

}  // namespace vm
