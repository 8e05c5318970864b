// The entries of a traceback. More than kShownRepeats entries of one line, as deep recursion gives, become one line
// that counts the rest. The marks under the source lines come from marked_lines.cpp.
#include "interp/report/frame_text.h"

#include <algorithm>

#include "interp/report/marked_lines.h"
#include "interp/vm/frame.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

using rt::Traceback;

// The number of consecutive entries of the same line that are shown.
constexpr u64 kShownRepeats = 3;

comp::Position position_of(Thread& t, const Traceback* entry) {
  Ref code = rt::load_field(t, entry, entry->code);
  auto* c = comp::as_code(code);
  i64 word = comp::word_at_offset(entry->lasti);
  comp::Position at = {0, 0, 0, -1, -1};
  if (word >= 0) at = comp::position_of(c, static_cast<u32>(word));
  else if (entry->lasti >= 0) at.line = comp::entry_line(c);
  if (at.line == 0) at = {at.word, entry->line, entry->line, -1, -1};
  if (at.end_line < at.line) at.end_line = at.line;
  return at;
}

std::string entry_text_py(Thread& t, const Traceback* entry, const comp::Position& at, SourceLines& sources,
                          const Painter& painter) {
  Ref code = rt::load_field(t, entry, entry->code), frame = rt::load_field(t, entry, entry->frame);
  auto* c = comp::as_code(code);
  Ref function = frame ? rt::load_field(t, frame.object(), frame.as<Frame>()->function) : Ref();
  Value globals = function ? Value(function.as<Function>()->globals) : Value();
  std::string filename = rt::to_wtf8(c->filename.get());
  bool typed = filename.starts_with("<stdin-") && filename.ends_with('>');  // at the prompt
  if (typed || filename.starts_with("<stdin>-")) filename = "<stdin>";
  std::string text = "  File " + painter.place('"' + filename + '"') + ", line " +
                     painter.place(std::to_string(at.line)) + ", in " + painter.place(rt::to_wtf8(c->name.get())) +
                     '\n';
  std::vector<std::string> lines;
  std::vector<std::string> typed_lines;
  if (typed) typed_lines = typed_lines_py(t, code);
  auto* command = typed ? &typed_lines : command_lines(code);
  i32 count = command ? static_cast<i32>(command->size()) : sources.line_count_py(t, c->filename.get(), globals);
  i32 end_line = std::min(at.end_line, std::max(at.line, count));
  for (i32 line = at.line; line <= end_line; ++line) {
    if (!command) lines.emplace_back(sources.line_py(t, c->filename.get(), globals, line));
    else lines.push_back(line > 0 && line <= count ? (*command)[static_cast<size_t>(line - 1)] : "");
  }
  return text + marked_lines(lines, at.column, at.end_column, painter);
}

u64 length_of(Thread& t, Value traceback) {
  u64 n = 0;
  for (Ref entry = Ref::share(t, traceback); entry;
       entry = rt::load_field(t, entry.object(), entry.as<Traceback>()->next))
    ++n;
  return n;
}

// The number of entries at the front that sys.tracebacklimit hides.
u64 hidden_entries(Thread& t, Value traceback) {
  Ref limit = rt::sys_get(t, "tracebacklimit");
  i64 n;
  if (!limit || !rt::is_int(limit)) return 0;
  if (!rt::int_fits_i64(limit, &n)) n = limit.as<rt::Int>()->size < 0 ? 0 : INT64_MAX;
  u64 length = length_of(t, traceback), kept = n > 0 ? static_cast<u64>(n) : 0;
  return length > kept ? length - kept : 0;
}

bool is_same_line(const Traceback* a, i32 line_a, const Traceback* b, i32 line_b) {
  auto *x = comp::as_code(a->code.get()), *y = comp::as_code(b->code.get());
  return line_a == line_b && rt::str_equal(x->filename.get(), y->filename.get()) &&
         rt::str_equal(x->name.get(), y->name.get());
}

std::string repeated(u64 count) {
  if (count <= kShownRepeats) return "";
  count -= kShownRepeats;
  return "  [Previous line repeated " + std::to_string(count) + " more time" + (count > 1 ? "s" : "") + "]\n";
}

}  // namespace

std::string traceback_text_py(Thread& t, Value traceback, SourceLines& sources, const Painter& painter) {
  std::string text;
  if (!traceback || !rt::is_exact(traceback, rt::TypeId::kTraceback)) return text;
  u64 skip = hidden_entries(t, traceback), count = 0;
  Ref previous;
  i32 previous_line = 0;
  for (Ref entry = Ref::share(t, traceback); entry;
       entry = rt::load_field(t, entry.object(), entry.as<Traceback>()->next)) {
    if (skip > 0) {
      --skip;
      continue;
    }
    auto* tb = entry.as<Traceback>();
    comp::Position at = position_of(t, tb);
    if (!previous || !is_same_line(tb, at.line, previous.as<Traceback>(), previous_line)) {
      text += repeated(count);
      count = 0;
    }
    if (++count <= kShownRepeats) text += entry_text_py(t, tb, at, sources, painter);
    previous = Ref::share(t, entry);
    previous_line = at.line;
  }
  return text + repeated(count);
}

}  // namespace vm
