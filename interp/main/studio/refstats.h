// The report of --refstats: what was counted, by source line, opcode and type (gc/studio/counters.h).
#pragma once

#include <string>
#include <vector>

#include "gc/studio/counters.h"
#include "interp/main/options.h"

namespace vm {

// Makes the studio count, and refscope.watch() possible; not for --races alone, which would take longer by a tenth.
// After the start-up, of which nothing is counted.
void start_studio(const Options& o);
// At the end of the program, when nothing is counted any more: writes the report that --refstats asks for. Nothing
// without that option, and in a fork's child.
void report_refstats(rt::Thread& t, const Options& o);

// The three forms of the report.
std::string refstats_text(const gc::Counted& counted);
std::string refstats_json(const gc::Counted& counted, const std::vector<std::string>& argv);

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

// The shares that the headline tells; 0 if there was nothing.
struct RefstatsShares {
  double by_owner;                                  // of all counts: made by the owner without an atomic instruction
  double atomic;                                    // of all counts: atomic
  double borrowed;                                  // of the references taken: borrowed by a register, without a count
  double lock_private, lock_reserved, lock_atomic;  // of the uses of object locks
};
RefstatsShares refstats_shares(const gc::EventCounts& counts);

}  // namespace vm
