// The report of --refstats as JSON; tools/docs/observing.md documents the keys.
#include <cstdio>

#include "interp/main/studio/refstats.h"
#include "interp/report/json.h"
#include "interp/vm/studio/file_lines.h"

namespace vm {

using gc::EventCounts;
using gc::u32;
using gc::u64;

namespace {

constexpr const char* kGroupNames[] = {"counts", "uncounted", "borrowed", "settled", "life", "ends", "locks"};

class Json {
 public:
  void open(char bracket) {
    separate();
    text_ += bracket;
    first_ = true;
  }
  void close(char bracket) {
    text_ += bracket;
    first_ = false;
  }
  void key(std::string_view name) {
    separate();
    text_ += json_text(name) + ": ";
    first_ = true;
  }
  void string(std::string_view text) {
    separate();
    text_ += json_text(text);
  }
  void number(u64 n) {
    separate();
    text_ += std::to_string(n);
  }
  // "98.61"
  void hundredths(u64 n) {
    char digits[32];
    snprintf(digits, sizeof digits, "%llu.%02llu", static_cast<unsigned long long>(n / 100),
             static_cast<unsigned long long>(n % 100));
    separate();
    text_ += digits;
  }
  void line_end() { text_ += '\n'; }
  std::string take() { return std::move(text_); }

 private:
  void separate() {
    if (!first_) text_ += ", ";
    first_ = false;
  }

  std::string text_;
  bool first_ = true;
};

enum class Zeros : bool { kLeftOut, kShown };

void write_counts(Json& json, const EventCounts& counts, Zeros zeros = Zeros::kLeftOut) {
  json.open('{');
  for (u32 i = 0; i < gc::kEventCount; ++i) {
    if (counts[i] == 0 && zeros == Zeros::kLeftOut) continue;
    json.key(gc::kEventInfo[i].name);
    json.number(counts[i]);
  }
  json.close('}');
}

void write_events(Json& json) {
  json.open('{');
  for (const gc::ObjectEventInfo& info : gc::kEventInfo) {
    json.line_end();
    json.key(info.name);
    json.open('{');
    json.key("group");
    json.string(kGroupNames[static_cast<u32>(info.group)]);
    json.key("text");
    json.string(info.text);
    json.close('}');
  }
  json.close('}');
}

void write_part(Json& json, const RefstatsPart& part, u64 n, u64 share) {
  json.open('{');
  json.key("key");
  json.string(part.key);
  json.key("text");
  json.string(part.text);
  json.key("times");
  json.number(n);
  json.key("percent");
  json.hundredths(share);
  json.close('}');
}

void write_shares(Json& json, const EventCounts& counts) {
  json.open('{');
  for (const RefstatsWhole& whole : refstats_headline()) {
    std::vector<u64> sums;
    for (const RefstatsPart& part : whole.parts) sums.push_back(sum_of(counts, part.events));
    std::vector<u64> shares = hundredths(sums);
    json.line_end();
    json.key(whole.key);
    json.open('{');
    json.key("text");
    json.string(whole.text);
    json.key("parts");
    json.open('[');
    for (size_t i = 0; i < sums.size(); ++i) write_part(json, whole.parts[i], sums[i], shares[i]);
    json.close(']');
    json.close('}');
  }
  json.close('}');
}

// {name of a column: the events that it adds up}
void write_columns(Json& json) {
  json.open('{');
  for (const RefstatsColumn& column : refstats_columns()) {
    json.key(column.name);
    json.open('[');
    for (gc::ObjectEvent event : column.events) json.string(gc::kEventInfo[static_cast<u32>(event)].name);
    json.close(']');
  }
  json.close('}');
}

void write_phases(Json& json, const Refstats& counted) {
  json.open('{');
  for (auto& [key, counts] : {std::pair("start_up", &counted.start_up), std::pair("program", &counted.program.all),
                              std::pair("shut_down", &counted.shut_down)}) {
    json.key(key);
    write_counts(json, *counts);
  }
  json.close('}');
}

// One object a line; write(row) writes the keys before "events".
template <class Rows, class F>
void write_rows(Json& json, const char* key, const Rows& rows, F write) {
  json.line_end();
  json.key(key);
  json.open('[');
  for (auto& row : rows) {
    json.line_end();
    json.open('{');
    const EventCounts& counts = write(row);
    json.key("atomic");
    json.number(gc::atomic_work(counts));
    json.key("events");
    write_counts(json, counts);
    json.close('}');
  }
  json.close(']');
}

void write_place(Json& json, const std::string& file, gc::i32 line) {
  json.key("file");
  json.string(file);
  json.key("line");
  json.number(static_cast<u64>(line));
}

}  // namespace

std::string refstats_json(const Refstats& all, const std::vector<std::string>& argv) {
  const gc::Counted& counted = all.program;
  FileLines sources;
  Json json;
  json.open('{');
  json.key("refstats");
  json.number(2);
  json.line_end();
  json.key("argv");
  json.open('[');
  for (const std::string& word : argv) json.string(word);
  json.close(']');
  json.line_end();
  json.key("totals");
  write_counts(json, counted.all, Zeros::kShown);
  json.line_end();
  json.key("shares");
  write_shares(json, counted.all);
  json.line_end();
  json.key("columns");
  write_columns(json);
  json.line_end();
  json.key("phases");
  write_phases(json, all);
  json.line_end();
  json.key("extensions");
  write_counts(json, counted.extensions);
  write_rows(json, "lines", rows_by_line(counted), [&](const RefstatsRow& row) -> const EventCounts& {
    write_place(json, row.file, row.line);
    json.key("source");
    json.string(sources.line(row.file, row.line));
    return row.counts;
  });
  auto write_named = [&](const char* key) {
    return [&json, key](const RefstatsRow& row) -> const EventCounts& {
      json.key(key);
      json.string(row.name);
      return row.counts;
    };
  };
  write_rows(json, "opcodes", rows_by_opcode(counted), write_named("opcode"));
  write_rows(json, "types", rows_by_type(counted), write_named("type"));
  write_rows(json, "threads", counted.threads, [&](auto& row) -> const EventCounts& {
    json.key("thread");
    json.number(row.first);
    return row.second;
  });
  write_rows(json, "places", counted.places, [&](auto& row) -> const EventCounts& {
    write_place(json, row.first.file, row.first.line);
    json.key("opcode");
    json.string(row.first.opcode);
    return row.second;
  });
  json.line_end();
  json.key("events");
  write_events(json);
  json.close('}');
  json.line_end();
  return json.take();
}

}  // namespace vm
