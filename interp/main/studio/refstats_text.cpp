// The report of --refstats as text, for a terminal.
#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <fstream>
#include <unordered_map>

#include "interp/main/studio/refstats.h"

namespace vm {

using gc::EventCounts;
using gc::ObjectEvent;
using gc::u32;
using gc::u64;
using enum gc::ObjectEvent;

namespace {

constexpr size_t kMostLines = 25, kMostNames = 15;

[[gnu::format(printf, 2, 3)]] void print(std::string& out, const char* format, ...) {
  char text[512];
  va_list arguments;
  va_start(arguments, format);
  int n = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  out.append(text, std::min(static_cast<size_t>(n), sizeof text - 1));
}

u64 sum(const EventCounts& counts, std::initializer_list<ObjectEvent> events) {
  u64 n = 0;
  for (ObjectEvent event : events) n += gc::count_of(counts, event);
  return n;
}

// The lines of source files, without the blanks at both ends.
class Sources {
 public:
  std::string line(const std::string& file, gc::i32 line) {
    auto [at, is_new] = files_.try_emplace(file);
    if (is_new) read(file, at->second);
    auto index = static_cast<size_t>(line) - 1;
    return line > 0 && index < at->second.size() ? at->second[index] : "";
  }

 private:
  static void read(const std::string& file, std::vector<std::string>& lines) {
    std::ifstream stream(file);
    for (std::string text; std::getline(stream, text);) {
      size_t begin = text.find_first_not_of(" \t\r\f");
      lines.push_back(begin == std::string::npos ? "" : text.substr(begin, 60));
    }
  }

  std::unordered_map<std::string, std::vector<std::string>> files_;
};

std::string shown_place(const RefstatsRow& row) {
  if (row.file.empty()) return "(no instruction)";
  std::string place = row.file + ":" + std::to_string(row.line);
  return place.size() <= 40 ? place : "..." + place.substr(place.size() - 37);
}

constexpr const char* kColumns = "    atomic    by owner       noted    borrowed       locks       died";

void print_columns(std::string& out, const EventCounts& c) {
  print(
      out, "%10llu %11llu %11llu %11llu %11llu %10llu", static_cast<unsigned long long>(gc::atomic_work(c)),
      static_cast<unsigned long long>(sum(c, {incref_owner, decref_owner})),
      static_cast<unsigned long long>(sum(c, {incref_noted, decref_noted, incref_deferred, decref_deferred})),
      static_cast<unsigned long long>(sum(c, {borrowed_lent, borrowed_deferred, borrowed_operand, borrowed_constant})),
      static_cast<unsigned long long>(sum(c, {lock_private, lock_reserved, lock_taken})),
      static_cast<unsigned long long>(sum(c, {died_owner, died_shared, died_merge, died_list, died_cycle})));
}

void print_headline(std::string& out, const EventCounts& counts) {
  RefstatsShares s = refstats_shares(counts);
  print(out, "%.1f %% of all counts were made by the owner without an atomic instruction; %.2f %% were atomic.\n",
        s.by_owner * 100, s.atomic * 100);
  print(out, "%.0f %% of the references that were taken needed no count at all, because a register borrowed them.\n",
        s.borrowed * 100);
  print(out,
        "%.1f %% of the uses of object locks needed none, because the object was private; %.1f %% had reserved it, "
        "%.2f %% were atomic.\n",
        s.lock_private * 100, s.lock_reserved * 100, s.lock_atomic * 100);
}

void print_lines(std::string& out, const gc::Counted& counted) {
  std::vector<RefstatsRow> rows = rows_by_line(counted);
  Sources sources;
  print(out, "\nLines, the most atomic work first:\n%s  %-40s  source\n", kColumns, "line");
  for (size_t i = 0; i < std::min(rows.size(), kMostLines); ++i) {
    print_columns(out, rows[i].counts);
    print(out, "  %-40s  %s\n", shown_place(rows[i]).c_str(), sources.line(rows[i].file, rows[i].line).c_str());
  }
  if (rows.size() > kMostLines) print(out, "  ... and %zu more lines\n", rows.size() - kMostLines);
}

void print_names(std::string& out, const char* title, const std::vector<RefstatsRow>& rows) {
  print(out, "\n%s:\n%s\n", title, kColumns);
  for (size_t i = 0; i < std::min(rows.size(), kMostNames); ++i) {
    print_columns(out, rows[i].counts);
    print(out, "  %s\n", rows[i].name.empty() ? "(no instruction)" : rows[i].name.c_str());
  }
  if (rows.size() > kMostNames) print(out, "  ... and %zu more\n", rows.size() - kMostNames);
}

void print_totals(std::string& out, const EventCounts& counts) {
  print(out, "\nTotals:\n");
  for (u32 i = 0; i < gc::kEventCount; ++i) {
    if (counts[i])
      print(out, "%14llu  %-18s %s\n", static_cast<unsigned long long>(counts[i]), gc::kEventInfo[i].name,
            gc::kEventInfo[i].text);
  }
}

}  // namespace

std::string refstats_text(const gc::Counted& counted) {
  std::string out;
  print_headline(out, counted.all);
  print_lines(out, counted);
  print_names(out, "Opcodes", rows_by_opcode(counted));
  print_names(out, "Types", rows_by_type(counted));
  print_totals(out, counted.all);
  return out;
}

}  // namespace vm
