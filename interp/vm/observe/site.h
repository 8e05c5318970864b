// Where threads are in their source, for observers: the trace, the report of deadlocks. Runs no Python code.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gc/base/site.h"
#include "interp/vm/frame.h"

namespace vm {

// Makes gc::site_of() work. It names the innermost frame that does not belong to one of the library's modules that
// take locks for others, such as `threading`, `queue` and importlib: their caller is what matters.
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
void set_library(const std::string& folder);
// The path of one of the library's files, below its folder; a part of `file`. Empty: the file is the program's, to
// which packages belong that are installed in that folder.
std::string_view path_in_library(std::string_view file);
// True for a file of the library, also for one that is a part of the interpreter ("<frozen ...>").
bool is_library_file(std::string_view file);
bool is_of_library(const Code* code);

// The frames of a thread, innermost first: the calling thread's, or any with the world stopped.
std::vector<const gc::Site*> stack_sites(const Thread& t);
// The line of the `with` statement by which the thread holds the lock object; null: there is none. World stopped.
const gc::Site* site_of_with(const Thread& t, const gc::Object* lock);

}  // namespace vm
