// Where the program made its locks and queues, and as part of what: "the Queue made at app.py:9".
//
// The library builds its Condition, Queue, Future and the like, in Python, from the two kinds of locks and from
// SimpleQueue. A report that named those would name what the program does not contain. So each of them is noted here
// when it is made, with the object that it belongs to. Only for observers (--deadlocks, --trace, --races, --top): who
// makes a lock while none is on tests one flag.
//
// A subject is known by an address: of a gc::ParkingLock, or of a SimpleQueue.
#pragma once

#include <string>

#include "gc/base/site.h"
#include "runtime/object/ops.h"

namespace rt {

// What the interpreter finds out about a subject that the calling thread has just made (InterpreterHooks::making).
struct Making {
  std::string what;                // the class that it is a part of, or its own: "Queue", "Lock"
  const gc::Site* site = nullptr;  // where the program made it; null: unknown
  const Object* whole = nullptr;   // the object that it is a part of, as yet without a name; null: it stands alone
  const void* part_of = nullptr;   // a subject that was made earlier: this one belongs to the same object
  bool is_signal = false;          // of a thread that waits; whoever wakes the thread releases the lock
};

// True: makers are noted. Set before the first lock is made.
extern bool g_notes_makers;

// The program begins: numbers of subjects that are made at one place count from here on. What ran before may have made
// some in texts of the same name, as lines of .pth files and the text of -c are both "<string>". Later calls do
// nothing.
void number_made_from_here();

// Notes a subject that the calling thread has just made. `plain`: the name of its own class.
void note_made(Thread& t, const void* subject, const char* plain);
// The subject is about to be freed.
void forget_made(const void* subject);
// "the Queue made at app.py:9"; from the second that is made there on, with its number: "... (2nd)". Never freed. Null:
// the subject was not noted, or the place is not known. Any thread, attached or not; no safepoint.
const char* made_name(const void* subject);
// A copy of the name of a lock, one for equal names, that is never freed. Any thread, attached or not; no safepoint.
const char* kept_name(const std::string& name);
// True if the subject is a lock by which one waiting thread is woken (Making::is_signal).
bool made_as_signal(const void* subject);
void makers_before_fork();
void makers_after_fork_parent();
void makers_after_fork_child();

}  // namespace rt
