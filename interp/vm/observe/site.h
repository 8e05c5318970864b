// Where threads are in their source, for observers: the trace, the report of deadlocks. Runs no Python code.
#pragma once

#include <string>
#include <vector>

#include "gc/base/site.h"
#include "interp/vm/frame.h"

namespace vm {

// Makes gc::site_of() work. It names the innermost frame that does not belong to the library's `threading` or `queue`:
// where a lock of theirs is taken, their caller is what matters.
void install_sites();
// "app.py:9, in work"
std::string site_text(const gc::Site& site);
// The site of an instruction, or, if `word` is negative, of the begin of the code.
const gc::Site* site_at(const Code* code, i64 word);
// Calls f(registers, code, word of the instruction) for each frame of a thread, innermost first, until it returns true.
// By the thread itself, after it has saved its frame, or with the world stopped.
template <class F>
void for_each_frame(const Thread& t, F f) {
  const Value* r = t.frame;
  for (const u64* pc = t.pc; r; pc = return_pc(r), r = caller_of(r)) {
    const Code* code = code_of(r);
    if (f(r, code, pc ? pc - code->words - 1 : -1)) return;
  }
}
// The folder of the library; "" if there is none. At start-up.
void set_library_of_sites(const std::string& folder);
// True for code of the library, which is not the program's: packages that are installed beside it are.
bool is_of_library(const Code* code);

// The frames of a thread, innermost first: the calling thread's, or any with the world stopped.
std::vector<const gc::Site*> stack_sites(const Thread& t);
// The line of the `with` statement by which the thread holds the lock object; null: there is none. World stopped.
const gc::Site* site_of_with(const Thread& t, const gc::Object* lock);

}  // namespace vm
