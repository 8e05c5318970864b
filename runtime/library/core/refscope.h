// The parts of module refscope that lie in files of their own.
#pragma once

#include <string>
#include <vector>

#include "runtime/object/native.h"

namespace rt {

// A copy of the header of an object (gc/refcount/header.h), less the reference that the call which asks for it holds
// itself. The words are read one by one, so they may be of different moments if other threads count the object.
struct HeaderCopy {
  u32 owner, local, shared, meta;
  bool immortal;

  bool has(gc::Flag flag) const { return (meta & flag) != 0; }
  bool marked() const { return (shared & gc::kLent) != 0; }
  gc::SharedState state() const { return static_cast<gc::SharedState>(shared & gc::kStateMask); }
};
// Copies the header of `x`, which is an argument of the calling function and a pointer. Runs no Python code.
HeaderCopy copy_header(const Thread& t, Value x);
// 'biased', 'queued', 'merged' or 'waiting'.
const char* state_name(gc::SharedState state);

// A word of the header in words: what refscope.diagram() draws. All texts are UTF-8.
struct HeaderBits {
  u32 high, low;        // bit numbers
  std::string name;     // of the field
  i64 value;            // of the bits
  std::string meaning;  // may be empty
};
struct HeaderWord {
  const char* name;
  u32 offset, size;  // bytes
  u32 value;
  std::string meaning;  // of the whole word; empty if `bits` say it
  std::vector<HeaderBits> bits;
};
std::vector<HeaderWord> words_of_header(const Thread& t, Value x);
// "thread 1 (this one)", "nobody", ...: what the word `owner` says.
std::string owner_in_words(const Thread& t, const HeaderCopy& header);
// "its 800 bytes at 0x7f3c10 belong to the object itself": whose memory an object shows that exports a buffer. "": it
// exports none. Clears errors.
std::string memory_in_words_py(Thread& t, Value x);
// The file of the library whose code or static memory has the address; "": it is elsewhere. Any thread.
std::string library_around(const void* address);
// The diagram as a drawing of lines, and as a self-contained SVG.
std::string diagram_as_text(const std::string& title, const std::vector<HeaderWord>& words);
std::string diagram_as_svg(const std::string& title, const std::vector<HeaderWord>& words);

// Functions of the module. Their docstrings are in refscope.cpp.
namespace refscope {
Ref explain_py(Thread& t, Value x);
Ref diagram_py(Thread& t, Value x, Value format);
Ref share(Thread& t, Value x);
Ref make_immortal(Thread& t, Value x);
Ref why_alive(Thread& t, Value x);
// Makes the types of the results above. False: an error is pending.
bool add_types(Thread& t, Value module);
}  // namespace refscope

// Why an object is alive: the answer of InterpreterHooks::find_holders, in UTF-8.
struct Holders {
  std::string kind;                 // see refscope_path.cpp
  std::vector<std::string> steps;   // from the root to the object
  std::vector<std::string> caller;  // the caller's variables that hold the object
  std::string note;                 // more to know, or empty
  bool lost = false;                // there was no memory to look
};

}  // namespace rt
