// What the library's queues, events, futures and pools promise about the order of threads, and which of its containers
// promise nothing: a table of their functions.
//
// These objects are Python code around an inner lock. The lock orders all threads that use the object, one after the
// other, but a program may rely on less: on what happens before put() for whoever gets that item, not for the other
// consumers. So the detector of races disregards the inner locks, and keeps the promises instead. A promise is tied to
// an access of an attribute by the function itself: Event.set() stores `_flag`, and that store gives what the thread
// knows to those that find the flag set.
#pragma once

#include <string_view>
#include <vector>

#include "runtime/object/value.h"

namespace vm {

using rt::Value;

enum class Promise : gc::u8 {
  // Of the function as a whole. One with any other row has inner locks, too, unless it is kLocksOrder.
  kOwnAffair,      // its locks, and the promises of what it calls, are its own affair
  kCallersAffair,  // a lock that it takes is the affair of its caller
  kLocksOrder,     // its locks order threads as those of the program do
  kActsForCaller,  // it promises nothing: what it accesses is the affair of the program that calls it
  // Of an access of the attribute.
  kGives,        // before it: what the thread knows goes to those who take from the attribute
  kTakes,        // after it: the thread learns what was given to the attribute
  kSends,        // a store: the local `item` is in the queue
  kReceives,     // the local `item` has come out of the queue
  kMakesTokens,  // a store of a greater number: so many more threads may pass
  kUsesToken,    // a store of a smaller number: a thread passes
  // Of the release of an inner lock.
  kTakesAtRelease,       // the thread learns what was given to the attribute
  kTakesItemsAtRelease,  // the thread learns what was known to those who have put items in
};

// A function of the library, as far as it is in the table. Lives until the end of the process.
struct LibraryFunction {
  struct Rule {
    Promise promise;
    Value attribute;  // interned and never freed; empty: none
  };
  bool is_own_affair = false, is_callers_affair = false, locks_order = false, acts_for_caller = false;
  std::vector<Rule> rules;
  gc::i32 item = -1;  // the register of the local `item`; -1: there is none
};

// One row of the table. `file` is relative to the library's directory; a function may be NAME, CLASS.* or *. Rows of a
// function's own name come before those of its class, and these before those of its file.
struct PromiseRow {
  std::string_view file, function;
  Promise promise;
  std::string_view attribute = {};
};
// The rows of a function; empty: it has none.
std::vector<const PromiseRow*> promises_of(std::string_view file, std::string_view function);

}  // namespace vm
