// The report of --refstats as text, for a terminal.
#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstring>

#include "interp/main/studio/refstats.h"
#include "interp/vm/studio/file_lines.h"

namespace vm {

using gc::EventCounts;
using gc::u32;
using gc::u64;

namespace {

constexpr size_t kMostLines = 25, kMostNames = 15, kMostSource = 80;

[[gnu::format(printf, 2, 3)]] void print(std::string& out, const char* format, ...) {
  char text[512];
  va_list arguments;
  va_start(arguments, format);
  int n = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  out.append(text, std::min(static_cast<size_t>(n), sizeof text - 1));
}

std::string shown_place(const RefstatsRow& row) {
  if (row.file.empty()) return "(no instruction)";
  std::string place = row.file + ":" + std::to_string(row.line);
  return place.size() <= 40 ? place : "..." + place.substr(place.size() - 37);
}

std::string shown_source(const std::string& line) {
  return line.size() <= kMostSource ? line : line.substr(0, kMostSource - 3) + "...";
}

// A column is as wide as its name, and at least as wide as a number of ten digits.
int width(const RefstatsColumn& column) { return std::max(10, static_cast<int>(strlen(column.name))); }

std::string column_names() {
  std::string out;
  for (const RefstatsColumn& column : refstats_columns()) print(out, "%*s  ", width(column), column.name);
  return out;
}

void print_columns(std::string& out, const EventCounts& counts) {
  for (const RefstatsColumn& column : refstats_columns())
    print(out, "%*llu  ", width(column), static_cast<unsigned long long>(sum_of(counts, column.events)));
}

// Each whole, and below it its parts, which add up to it and to 100 %.
void print_headline(std::string& out, const EventCounts& counts) {
  for (const RefstatsWhole& whole : refstats_headline()) {
    std::vector<u64> parts;
    for (const RefstatsPart& part : whole.parts) parts.push_back(sum_of(counts, part.events));
    u64 all = 0;
    for (u64 part : parts) all += part;
    print(out, "%s%14llu  %-10s%s\n", out.empty() ? "" : "\n", static_cast<unsigned long long>(all),
          all ? "100.00 %" : "", whole.text);
    std::vector<u64> shares = hundredths(parts);
    for (size_t i = 0; all && i < parts.size(); ++i)
      print(out, "%14llu  %6.2f %%    %s\n", static_cast<unsigned long long>(parts[i]),
            static_cast<double>(shares[i]) / 100, whole.parts[i].text);
  }
}

void print_phases(std::string& out, const Refstats& counted) {
  print(out, "\nOutside of these shares and of the tables below, and the program itself:\n%swhen\n",
        column_names().c_str());
  for (auto& [name, counts] : {std::pair("start-up", &counted.start_up), std::pair("program", &counted.program.all),
                               std::pair("shut-down", &counted.shut_down)}) {
    print_columns(out, *counts);
    print(out, "%s\n", name);
    if (counts != &counted.program.all) continue;
    print_columns(out, counted.program.extensions);
    print(out, "of the program, by extensions\n");
  }
}

void print_lines(std::string& out, const gc::Counted& counted) {
  std::vector<RefstatsRow> rows = rows_by_line(counted);
  FileLines sources;
  print(out, "\nLines, the most atomic work first:\n%s%-40s  source\n", column_names().c_str(), "line");
  for (size_t i = 0; i < std::min(rows.size(), kMostLines); ++i) {
    print_columns(out, rows[i].counts);
    print(out, "%-40s  %s\n", shown_place(rows[i]).c_str(),
          shown_source(sources.line(rows[i].file, rows[i].line)).c_str());
  }
  if (rows.size() > kMostLines) print(out, "  ... and %zu more lines\n", rows.size() - kMostLines);
}

void print_names(std::string& out, const char* title, const std::vector<RefstatsRow>& rows) {
  print(out, "\n%s:\n%s\n", title, column_names().c_str());
  for (size_t i = 0; i < std::min(rows.size(), kMostNames); ++i) {
    print_columns(out, rows[i].counts);
    print(out, "%s\n", rows[i].name.empty() ? "(no instruction)" : rows[i].name.c_str());
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

std::string refstats_text(const Refstats& counted) {
  std::string out;
  const gc::Counted& program = counted.program;
  print_headline(out, program.all);
  print_phases(out, counted);
  print_lines(out, program);
  print_names(out, "Opcodes", rows_by_opcode(program));
  print_names(out, "Types", rows_by_type(program));
  print_totals(out, program.all);
  return out;
}

}  // namespace vm
