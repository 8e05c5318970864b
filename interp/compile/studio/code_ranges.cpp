// The table of all code objects that are awake, by the addresses of their instructions.
#include "interp/compile/studio/code_ranges.h"

#include <map>

#include "gc/sync/mutex.h"
#include "interp/compile/code_object.h"
#include "interp/compile/instruction.h"
#include "runtime/types/text/str.h"

namespace comp {

namespace {

gc::Mutex g_mutex;

// By the first instruction. Under the mutex.
std::map<const u64*, const Code*>& ranges() {
  static auto* ranges = new std::map<const u64*, const Code*>;
  return *ranges;
}

}  // namespace

void note_code(const Code* code) {
  if (!code->words) return;
  gc::MutexGuard guard(g_mutex);
  ranges()[code->words] = code;
}

void forget_code(const Code* code) {
  if (!code->words) return;
  gc::meanings_change();
  gc::MutexGuard guard(g_mutex);
  ranges().erase(code->words);
}

gc::Place place_of(const u64* pc) {
  gc::MutexGuard guard(g_mutex);
  auto behind = ranges().lower_bound(pc);  // the first code that begins at pc or later
  if (behind == ranges().begin()) return {};
  const Code* code = std::prev(behind)->second;
  u64 word = static_cast<u64>(pc - 1 - code->words);
  if (word >= code->word_count) return {};
  Position at = position_of(code, static_cast<u32>(word));
  return {rt::to_wtf8(code->filename.get()), at.line, op_info(generic_op(&code->words[word])).name};
}

}  // namespace comp
