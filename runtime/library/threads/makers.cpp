// One table under one mutex.
#include "runtime/library/threads/makers.h"

#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "gc/sync/mutex.h"
#include "runtime/object/interpreter.h"

namespace rt {

bool g_notes_makers = false;

namespace {

// Texts are interned: equal ones have equal addresses.
struct Made {
  const char* what = "";
  const gc::Site* site = nullptr;
  u32 number = 0;               // among those of the same class that were made at the same place; from 1
  const char* outer = nullptr;  // of a part of an object that was given its lock: the class of that object
  bool stands_alone = false;    // the lock is no part of another object
  bool is_signal = false;
};

// How many objects of a class were made at a place. The parts of one object are made one after the other.
struct Count {
  u32 objects = 0;
  const Object* last = nullptr;  // only compared
};

gc::Mutex g_mutex;
// Under the mutex:
std::set<std::string> g_texts;
std::unordered_map<const void*, Made> g_made;
std::map<std::pair<const char*, const gc::Site*>, Count> g_counts;

const char* interned(const std::string& text) { return g_texts.insert(text).first->c_str(); }

u32 number_of(const char* what, const gc::Site* site, const Object* whole) {
  Count& count = g_counts[{what, site}];
  if (!whole || whole != count.last) ++count.objects;
  count.last = whole;
  return count.objects;
}

// Under the mutex.
Made made(const Making& making) {
  auto earlier = g_made.find(making.part_of);
  if (earlier != g_made.end()) {
    Made part = earlier->second;
    if (part.stands_alone) part.outer = interned(making.what);
    part.is_signal = making.is_signal;
    return part;
  }
  const char* what = interned(making.what);
  return {.what = what,
          .site = making.site,
          .number = number_of(what, making.site, making.whole),
          .stands_alone = making.whole == nullptr,
          .is_signal = making.is_signal};
}

std::string ordinal(u32 number) {
  bool teen = number / 10 % 10 == 1;
  const char* ending = teen ? "th" : number % 10 == 1 ? "st" : number % 10 == 2 ? "nd" : number % 10 == 3 ? "rd" : "th";
  return std::to_string(number) + ending;
}

std::string text_of(const Made& made) {
  std::string text = "the ";
  if (made.outer) text += std::string(made.outer) + " of the ";
  text += std::string(made.what) + " made at " + made.site->file + ":" + std::to_string(made.site->line);
  return made.number < 2 ? text : text + " (" + ordinal(made.number) + ")";
}

}  // namespace

void number_made_from_here() {
  static bool done = false;
  gc::MutexGuard guard(g_mutex);
  if (!std::exchange(done, true)) g_counts.clear();
}

void note_made(Thread& t, const void* subject, const char* plain) {
  Making making = g_interpreter.making(t, plain);
  gc::MutexGuard guard(g_mutex);
  g_made[subject] = made(making);
}

void forget_made(const void* subject) {
  gc::MutexGuard guard(g_mutex);
  g_made.erase(subject);
}

const char* made_name(const void* subject) {
  gc::MutexGuard guard(g_mutex);
  auto found = g_made.find(subject);
  return found == g_made.end() || !found->second.site ? nullptr : interned(text_of(found->second));
}

const char* kept_name(const std::string& name) {
  gc::MutexGuard guard(g_mutex);
  return interned(name);
}

bool made_as_signal(const void* subject) {
  gc::MutexGuard guard(g_mutex);
  auto found = g_made.find(subject);
  return found != g_made.end() && found->second.is_signal;
}

void makers_before_fork() { g_mutex.lock(); }
void makers_after_fork_parent() { g_mutex.unlock(); }
void makers_after_fork_child() { g_mutex.reset_after_fork(); }

}  // namespace rt
