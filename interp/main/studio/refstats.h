// The report of --refstats: what was counted, by source line, opcode and type (gc/studio/counters.h).
//
//   start-up              program                                          shut-down
//   the sums alone        rows, from the first instruction of the          the sums alone
//                         script until its threads and exit functions
//                         have ended
#pragma once

#include <array>
#include <string>
#include <vector>

#include "gc/studio/counters.h"
#include "interp/main/options.h"

namespace vm {

// Before anything else: false if --refstats=FILE names a file that cannot be written, or that would be lost; a message
// has been written.
bool refstats_file_is_writable(const Options& o);

// The four steps of counting. Nothing without the studio's options.
//
// Before the interpreter starts: begins to count, if --refstats will tell.
void count_start_up(const Options& o);
// When the program is ready to run: makes the studio count and refscope.watch() possible; not for --races alone, which
// would take longer by a tenth.
void start_studio(const Options& o);
// Before the first instruction of the program; does nothing when it is called again. Only one thread runs yet.
void refstats_program_begins();
// When the threads and the exit functions of the program have ended. Stops the world.
void refstats_program_ends(rt::Thread& t);
// At the end, when nothing is counted any more: writes the report that --refstats asks for. Not in a fork's child.
// False: that was not possible; a message has been written.
bool report_refstats(rt::Thread& t, const Options& o);

// What a report tells of.
struct Refstats {
  gc::EventCounts start_up{};
  gc::Counted program;
  gc::EventCounts shut_down{};
};

// The three forms of the report.
std::string refstats_text(const Refstats& counted);
std::string refstats_json(const Refstats& counted, const std::vector<std::string>& argv);

// Counts by one part of the place, the most atomic work first.
struct RefstatsRow {
  std::string file;  // by line only
  gc::i32 line = 0;
  std::string name;  // the opcode or the type
  gc::EventCounts counts{};
};
std::vector<RefstatsRow> rows_by_line(const gc::Counted& counted);
std::vector<RefstatsRow> rows_by_opcode(const gc::Counted& counted);
std::vector<RefstatsRow> rows_by_type(const gc::Counted& counted);

// A sum of some events.
gc::u64 sum_of(const gc::EventCounts& counts, const std::vector<gc::ObjectEvent>& events);

// The columns that every table of the report has, in every form of it.
struct RefstatsColumn {
  const char* name;
  std::vector<gc::ObjectEvent> events;
};
const std::vector<RefstatsColumn>& refstats_columns();

// The headline: wholes, each divided into parts that every event of it belongs to one of.
struct RefstatsPart {
  const char* key;
  const char* text;
  std::vector<gc::ObjectEvent> events;
};
struct RefstatsWhole {
  const char* key;
  const char* text;
  std::vector<RefstatsPart> parts;
};
const std::vector<RefstatsWhole>& refstats_headline();
// The parts of a whole in hundredths of a percent, rounded so that they add up to 10,000; all 0 if the whole is 0.
std::vector<gc::u64> hundredths(const std::vector<gc::u64>& parts);

}  // namespace vm
