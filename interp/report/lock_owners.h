// Which object of the library a lock or a queue is a part of, and where the program made it.
//
// The library's sources are unmodified Python. So the objects that contain locks are listed in a table, and the frames
// of the thread tell which of them is being made or waited for: the outermost one, since a Queue waits by its
// Condition, which waits by a lock.
#pragma once

#include <string>
#include <vector>

#include "runtime/library/threads/waits.h"

namespace vm {

// From now on the makers of locks and queues are noted (runtime/library/threads/makers.h). Before the first is made;
// the library is known (set_library()).
void note_makers();

// What a thread waits for, in words: "the Queue made at app.py:9". If makers are not noted: "a Queue". `thread`: who
// waits, if its frames may be read (its own, or the world is stopped); null: what only they tell is left out.
std::string name_of_wait(const rt::Wait& wait, const rt::Thread* thread);

// The same for a thread of which only its functions are known, innermost first: "a Queue". Empty: none of the library.
struct FunctionName {
  std::string module, qualname;
};
std::string owner_waited_for(const std::vector<FunctionName>& functions);

}  // namespace vm
