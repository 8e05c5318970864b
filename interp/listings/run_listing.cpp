// Joins the pieces: the bytecode (interp/compile/disassemble.cpp), the counts (interp/vm/observe/run_counts.h), the
// inline caches (cache_text.h) and the source.
//
//   code bump, 5 registers
//       3 |     counter.n += step
//             1000  0000  LOAD_ATTR         t0, counter, n
//                         GET_ATTR_SLOT: shape 301 Counter{n}: in the object, at byte 24
#include "interp/listings/run_listing.h"

#include <cinttypes>
#include <cstdio>

#include "interp/compile/code_object.h"
#include "interp/compile/compiler.h"
#include "interp/compile/instruction.h"
#include "interp/listings/cache_text.h"
#include "interp/report/source_lines.h"
#include "interp/vm/observe/run_counts.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

constexpr const char* kIntroduction =
    "What has run: how often each instruction was dispatched, the form that it has been specialised to, and what its\n"
    "inline cache holds. \"above\": the specialised instruction above does this one, too, without dispatching it. A "
    "number\n"
    "beside that counts the times when it left this one to do.\n";
constexpr const char* kNoteIndent = "                      ";  // below the name of an instruction

template <class... T>
std::string format(const char* how, T... what) {
  char line[64];
  std::snprintf(line, sizeof line, how, what...);
  return line;
}

class RunListing {
 public:
  RunListing(Thread& t, rt::Dict* globals) : t_(t), globals_(globals) {}

  bool add_py(Code* code) {
    comp::CodeListing listing;
    if (!comp::list_code_py(t_, code, &listing)) return false;
    text_ += '\n' + listing.heading + '\n';
    i32 last_line = 0;
    u32 covered = 0;  // of the instructions that follow, so many belong to a superinstruction
    for (const comp::ListedInstruction& instruction : listing.instructions) {
      if (instruction.line && instruction.line != last_line) add_source_py(code, last_line = instruction.line);
      u64 count = counts_of(code)[instruction.word].load(gc::relaxed);
      add_instruction(code, instruction, count, covered > 0);
      u32 covers = comp::covered_by(comp::op_number(comp::word_of(code, instruction.word)));
      covered = covers ? covers : covered - (covered > 0);
    }
    for (const std::string& handler : listing.handlers) text_ += kNoteIndent + handler + '\n';
    return true;
  }
  void add_line(const std::string& line) { text_ += line + '\n'; }
  Ref result() const { return rt::make_str(t_, text_); }

 private:
  void add_source_py(Code* code, i32 line) {
    std::string_view source = lines_.line_py(t_, code->filename.get(), Value(), line);
    text_ += format("%5d |", line) + (source.empty() ? "" : " ") + std::string(source) + '\n';
  }

  void add_instruction(const Code* code, const comp::ListedInstruction& instruction, u64 count, bool covered) {
    std::string shown = count || !covered ? format("%" PRIu64, static_cast<uint64_t>(count)) : "";
    if (covered) shown = "above" + (count ? " " + shown : shown);
    text_ += format("%14s  ", shown.c_str()) + instruction.text + '\n';
    const comp::FormInfo* form = comp::form_info(comp::op_number(comp::word_of(code, instruction.word)));
    std::string cache = cache_text(t_, code, instruction.word, globals_);
    if (!form && cache.empty()) return;
    text_ += kNoteIndent + std::string(form ? form->name : "cached") + (cache.empty() ? "" : ": " + cache) + '\n';
  }

  Thread& t_;
  rt::Dict* globals_;
  SourceLines lines_;
  std::string text_ = kIntroduction;
};

u64 dispatches_of(const Code* code) {
  u64 sum = 0;
  for (u32 word = 0; word < code->word_count; ++word) sum += counts_of(code)[word].load(gc::relaxed);
  return sum;
}

std::string summary(const char* what, u64 codes, u64 dispatches) {
  return format("%" PRIu64 " %s, ", static_cast<uint64_t>(codes), what) +
         format("%" PRIu64 " instructions dispatched", static_cast<uint64_t>(dispatches));
}

}  // namespace

Ref run_listing_py(Thread& t, Value script) {
  Ref main = rt::dict_get_cstr(t, rt::sys_modules(), "__main__");
  if (!main) return Ref();
  RunListing listing(t, main.as<rt::Module>()->dict);
  u64 shown = 0, shown_dispatches = 0, others = 0, other_dispatches = 0;
  for (Code* code : counted_codes()) {
    u64 dispatches = dispatches_of(code);
    if (script && !rt::str_equal(code->filename.get(), script)) {
      ++others;
      other_dispatches += dispatches;
      continue;
    }
    ++shown;
    shown_dispatches += dispatches;
    if (!listing.add_py(code)) return Ref();
  }
  listing.add_line("\n" + summary("code objects", shown, shown_dispatches));
  if (others)
    listing.add_line(summary("code objects of other files", others, other_dispatches) + " (--dis=all lists them)");
  if (lost_counts())
    listing.add_line(
        format("%" PRIu64 " dispatches were not counted: no memory", static_cast<uint64_t>(lost_counts())));
  return listing.result();
}

}  // namespace vm
