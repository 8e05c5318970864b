// The studio: a third program, tinypy-t-studio, that is tinypy-t with observers compiled in. It counts what reference
// counts, locks and the collector do, and it orders what threads do.
//
// Code that observes stands behind `if constexpr (kStudio)`, so the two programs that users run contain none of it. An
// option of tinypy-t that needs the studio starts tinypy-t-studio in its place (interp/main/studio.h). Sources in
// folders named `studio` are compiled for the studio only.
//
//   observe(ObjectEvent, object)      at the places in gc/ and in the virtual machine where it happens
//        |                      thread: the calling one; instruction: t_instruction
//        v
//   g_observers                 the tables of counts, the histories of watched objects, ...
#pragma once

#include <utility>

#include "gc/base/atomic.h"
#include "gc/base/bits.h"

namespace gc {

#if defined(TINYPY_STUDIO)
inline constexpr bool kStudio = true;
#else
inline constexpr bool kStudio = false;
#endif

struct Object;

enum class ObjectEvent : u8 {
#define EVENT(name, group, text) name,
#include "gc/base/events.def"
#undef EVENT
};
inline constexpr u32 kEventCount = 0
#define EVENT(name, group, text) +1
#include "gc/base/events.def"
#undef EVENT
    ;
enum class ObjectEventGroup : u8 { counts, uncounted, borrowed, settled, life, ends, locks };
struct ObjectEventInfo {
  const char* name;
  ObjectEventGroup group;
  const char* text;
};
inline constexpr ObjectEventInfo kEventInfo[kEventCount] = {
#define EVENT(name, group, text) {#name, ObjectEventGroup::group, text},
#include "gc/base/events.def"
#undef EVENT
};

// An observer is called by the thread to which the event happens, in the middle of what that thread does: `object` is
// valid, but may be dying, or locked by the thread. The observer touches no counts, reaches no safepoint, runs no
// Python code, and allocates with operator new only. `n`: how often the event has happened.
using Observer = void (*)(ObjectEvent event, const Object* object, u64 n);

// The functions and variables from here on exist in the studio only (gc/base/studio/).

// Adds an observer; at most kMostObservers. Before a second thread starts.
inline constexpr u32 kMostObservers = 4;
void add_observer(Observer observer);
extern u32 g_observer_count;
// Calls the observers. observe() is the way to call it.
void tell_observers(ObjectEvent event, const Object* object, u64 n);

// The instruction that the thread executes: its pc, which points behind the first word. Null: none. Native code that an
// instruction calls belongs to that instruction.
extern constinit thread_local const u64* t_instruction [[gnu::tls_model("initial-exec")]];

// An extension runs, or the C API for it. It is not so while Python code runs that the extension has called; it is so
// for ever in a thread that C code has made, but for Python code there.
extern constinit thread_local bool t_in_extension [[gnu::tls_model("initial-exec")]];

// Grows when code or a shape dies: from then on its address or id may be that of another one. What an observer has
// noted about addresses of instructions and ids of shapes is out of date when this has changed.
extern Atomic<u64> g_meanings;
inline void meanings_change() {
  if constexpr (kStudio) g_meanings.fetch_add(1, relaxed);
}

// An event has happened to the object n times. Does nothing but in the studio.
TINYPY_INLINE void observe([[maybe_unused]] ObjectEvent event, [[maybe_unused]] const Object* object,
                           [[maybe_unused]] u64 n = 1) {
  if constexpr (kStudio) {
    if (g_observer_count) tell_observers(event, object, n);
  }
}

// The dispatch of the virtual machine: the thread begins the instruction before `pc`.
TINYPY_INLINE void begin_instruction([[maybe_unused]] const u64* pc) {
  if constexpr (kStudio) t_instruction = pc;
}

// Lives while an extension runs, and whatever the C API does for it: what is counted meanwhile is the extension's.
class ExtensionRuns {
 public:
  ExtensionRuns() {
    if constexpr (kStudio) outer_ = std::exchange(t_in_extension, true);
  }
  ~ExtensionRuns() {
    if constexpr (kStudio) t_in_extension = outer_;
  }
  ExtensionRuns(const ExtensionRuns&) = delete;
  ExtensionRuns& operator=(const ExtensionRuns&) = delete;

 private:
  [[maybe_unused]] bool outer_;
};

// Lives while native code runs Python code: afterwards the thread is at the instruction that called the native code.
class NestedInstructions {
 public:
  NestedInstructions() {
    if constexpr (kStudio) outer_ = t_instruction, from_extension_ = std::exchange(t_in_extension, false);
  }
  ~NestedInstructions() {
    if constexpr (kStudio) t_instruction = outer_, t_in_extension = from_extension_;
  }
  NestedInstructions(const NestedInstructions&) = delete;
  NestedInstructions& operator=(const NestedInstructions&) = delete;

 private:
  [[maybe_unused]] const u64* outer_;
  [[maybe_unused]] bool from_extension_;
};

}  // namespace gc
