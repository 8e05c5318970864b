// Where threads are in the source, and by which names people know threads and locks: for the watchers of
// tinypy-t-studio. Code of the library's directory is told apart from the program's: what it does to its own objects is
// trusted, and messages show the place in the program that led there.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "gc/sync/mutex.h"
#include "interp/vm/frame.h"
#include "interp/vm/studio/file_lines.h"
#include "interp/vm/studio/library_promises.h"

namespace vm {

enum class Origin : u8 { kProgram, kLibrary };

// Whose code it is, and which function of the library that makes promises; null: none. Any thread. The code is kept
// until the end of the process, so that a Site stays valid.
struct KnownOrigin {
  const Code* code = nullptr;
  Origin origin = Origin::kProgram;
  const LibraryFunction* function = nullptr;
};
inline constexpr u32 kKnownOrigins = 256;
extern constinit thread_local KnownOrigin t_known_origins[kKnownOrigins];
KnownOrigin look_up_origin(Thread& t, Code* code);
inline const KnownOrigin& known_origin(Thread& t, Code* code) {
  KnownOrigin& known = t_known_origins[reinterpret_cast<u64>(code) / 64 % kKnownOrigins];
  if (known.code != code) [[unlikely]]
    known = look_up_origin(t, code);
  return known;
}
inline Origin origin_of(Thread& t, Code* code) { return known_origin(t, code).origin; }

// True if the accesses of frame r are the program's affair: it runs code of the program, or a function of the library
// that acts for its caller (library_promises.h), and the program has called it.
bool acts_for_program(Thread& t, Value* r);

// A place in the source: an instruction of a code object that origin_of() keeps.
struct Site {
  Code* code = nullptr;  // null: unknown
  u32 word = 0;
  bool operator==(const Site&) const = default;
};
// The frames of the calling thread, innermost first, at most `most`; returns their number.
u32 find_sites(Thread& t, Site* sites, u32 most);
// The innermost of them that belongs to the program, not looking at the first `skipped`; unknown if there is none.
Site program_site(Thread& t, u32 skipped = 0);

std::string file_of(const Site& site);  // "" if unknown
i32 line_of(const Site& site);          // 0 if unknown
std::string function_of_site(const Site& site);
std::string short_place(const Site& site);  // "file.py:12"
// Without white space around it; "" if the file cannot be read. Owned by `lines`.
const std::string& source_line_of(const Site& site, FileLines& lines);

// The name of a thread that is about to call `function`: that of its threading.Thread; "" if it is none.
std::string thread_name(Thread& t, const Object* function);

// The locks: who holds them, and where they were taken. Locks that only the library's own steps take (no frame of the
// program is below them) are left out. Any thread.
struct HeldLock {
  u32 lock;  // its number
  Site taken;
  bool operator==(const HeldLock&) const = default;
};
class LockBook {
 public:
  void acquired(const Object* lock, u32 thread, const Site& taken);
  // Returns the thread that held it; 0: unknown.
  u32 released(const Object* lock);
  void forget(const Object* lock);
  std::vector<HeldLock> held_by(u32 thread);
  // The holder of a lock, or 0; *held: its number and where it was taken.
  u32 holder(const Object* lock, HeldLock* held);

 private:
  struct State {
    u32 number = 0, holder = 0;
    Site taken;
  };
  State& state_of(const Object* lock);
  u32 let_go(const Object* lock, State& state);

  gc::Mutex mutex_;
  u32 count_ = 0;
  std::unordered_map<const Object*, State> locks_;
  std::unordered_map<u32, std::vector<const Object*>> held_;  // by thread
};

}  // namespace vm
