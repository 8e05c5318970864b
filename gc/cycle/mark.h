// Marking what the roots reach, in the mark bits of the pages' side tables.
//
// An object is marked when it is first seen, then waits to be traced, and only then looked at: here if its slots lie as
// in most objects (slot_layout.h), else by a call of its kind's trace. Storage that is not part of it waits once more,
// until the cache has it. A long array is marked from end to end before anything it holds is traced, since what lies
// side by side in it often does so in memory; a bit for each word tells what is left to trace, so that the array need
// not be copied to a stack. A big heap is marked by several threads at once: mark_team.h.
//
// Marks are set without atomic instructions. Two markers that set neighbouring marks in the same moment may lose one:
// the object is then marked and traced once more, or in the end looks unmarked, goes on trial and is found to live by
// its count. So a lost mark costs time, never an object; but for what is held without being counted, as classes are by
// their instances: a marker remembers what it has met of that, and it is marked again when the others have done
// (mark_team.cpp).
#pragma once

#include "gc/cycle/scope.h"
#include "gc/cycle/slot_layout.h"
#include "gc/cycle/trace_stack.h"
#include "gc/heap/large.h"
#include "gc/heap/page.h"

namespace gc {

// True if the object is a block of its own that the collector traces. Anything else without a PageSide is untraced, or
// static.
inline bool is_traced_large(const Object* object) {
  return page_map_get(object) == kNoPage && object->has_flag(kLarge) && large_prefix(object)->traced;
}

// Slots that wait to be read.
struct Words {
  static constexpr u64 kOfTable = ~u64{0};  // as `count`: `begin` is an object, whose table tells where the slots are
  const Atomic<u64>* begin = nullptr;
  u64 count = 0;
};

// Many of them. First all are marked, then those that `fresh` has a bit for are traced.
struct LongArray {
  Words words;
  u64 marked = 0, traced = 0;  // so far; multiples of 64 but at the end
  u64* fresh = nullptr;        // the marker's that has the array

  u64 left() const { return words.count - traced; }
};

class Marker : public Visitor {
 public:
  // `use`: of its stacks' memory.
  explicit Marker(Scope scope, ObjectVector::Use use = ObjectVector::kOften);
  // Marks the object, which is in scope, unless it is marked; it will be traced. Objects outside the heap are not
  // followed: what they hold are roots.
  TINYPY_INLINE void mark(Object* object) {
    if (set_mark(object)) waiting_.push(object);
  }
  // Traces until nothing waits any more.
  void drain() {
    while (drain(1u << 30)) {
    }
  }
  // Traces at most n objects; false when nothing waits any more.
  bool drain(u32 n);
  // Appends what has been met that is held without being counted, and forgets it. Some of it more than once.
  void give_uncounted(ObjectVector& to);
  // Marks have been cleared since; nothing waits.
  void forget_marks();
  // True if, without memory, something has been marked that was not traced, or has been forgotten that is held without
  // being counted.
  bool lost() const { return waiting_.lost() || outside_.lost() || uncounted_.lost(); }
  // Objects in scope that have been traced.
  u64 traced() const { return traced_; }

  // Another marker's part, of a marker that has nothing left. Objects are marked already.
  void take_over(Object* const* objects, size_t n, const LongArray& array) {
    for (size_t k = 0; k < n; ++k) waiting_.push(objects[k]);
    if (array.words.count != 0) arrays_[array_count_++] = array;
  }
  // Marks tentatively from now on, having nothing that waits (speculation.h).
  void begin_to_guess();
  // What has been marked tentatively is marked now, and what waits goes on waiting.
  void guess_was_right();
  // Forgets all that waits.
  void drop_guess();
  // False if the guess leads to too many objects that have no tentative marks.
  bool may_go_on() const { return outside_.size() < kMostOutside; }
  // Gives away about half of what waits: of the longest array, and at most `room` objects; their number. Little is not
  // worth giving.
  size_t give_half(Object** to, size_t room, LongArray* array);

 private:
  static void see(Visitor& self, Object* child);
  static void see_uncounted(Visitor& self, Object* child);
  static void see_words(Visitor& self, const Atomic<u64>* begin, u64 count);
  TINYPY_INLINE bool set_mark(Object* object) {
    u64 entry = page_map_get(object);
    if (entry > kUntracedPage) [[likely]]
      return reinterpret_cast<PageSide*>(entry + to_marks_)->mark(object);
    return entry == kNoPage && mark_outside(object);
  }
  // Sets the mark of an object that does not lie in a page. True if it was not set, and the collector traces the
  // object.
  TINYPY_RARE bool mark_outside(Object* object);
  class MarkRun;
  bool may_be_mine(const Object* object) const;
  // What becomes of an object seen for the first time, and of storage outside the object.
  struct InTurn;
  struct AtOnce;
  template <class Way>
  void trace(Object* object, Way& way);
  template <class Way>
  void read_words(Words words, Way& way);
  [[gnu::noinline]] void read(Words words);
  Words slots_of_table(const Object* object);
  Words known_slots(Words words);
  Words exchange(Words words);
  [[gnu::noinline]] void put_off(Words words);
  void mark_piece(LongArray& array);
  static void fetch_piece(const Atomic<u64>* words);
  u32 trace_piece(LongArray& array);
  [[gnu::noinline]] u32 go_on(LongArray& array);
  [[gnu::noinline]] void trace_by_call(const Object* object);
  void trace_admitted(Object* object);
  [[gnu::noinline]] u32 trace_one(Object* object);
  u32 follow(Object* object, u32 n);
  void follow_blocks(const Object* link, AtOnce& way);
  LongArray split(LongArray& array);
  Object* next();

  static constexpr u32 kFetched = 32;  // a power of two
  static constexpr u64 kLong = 128;    // words; longer than that is a long array
  static constexpr u64 kPiece = 64;    // of one: the bits in a word
  static constexpr u32 kLongArrays = 64;
  static constexpr size_t kMostOutside = 4096;
  static constexpr uintptr_t kAtHand = 128;  // bytes of an object that the cache has when it is traced

  const Scope scope_;
  u64 traced_ = 0;
  TraceStack waiting_;
  const Object* tracing_ = nullptr;
  uintptr_t to_marks_ =
      0;                  // from a page's PageSide to the one in which this marker sets marks: it may do so tentatively
  ObjectVector outside_;  // marked tentatively, and have no tentative marks
  uintptr_t at_hand_ = kAtHand;  // what lies less than this behind its beginning is read at once
  Words fetched_[kFetched];      // storage on its way into the cache
  u32 first_ = 0, fetching_ = 0;
  LongArray arrays_[kLongArrays];
  u32 array_count_ = 0;
  // Shapes met, by their lower bits. Their classes are marked already.
  struct Known {
    u32 shape = 0;
    SlotLayout layout;
    void (*trace)(Object*, Visitor&) = nullptr;
  };
  const Known& known(const Object* object);
  [[gnu::noinline]] void learn(u32 shape, Known& known);
  static constexpr u32 kKnown = 64;
  Known known_[kKnown];
  ObjectVector uncounted_;
  static constexpr u32 kRecent = 128;
  Object* recent_[kRecent] = {};  // in `uncounted_` already
};

// Of a traced page.
void clear_marks_of(Page& page);
// Clears all marks; returns how many objects there are at most. World stopped.
u64 clear_marks();
// Objects marked. World stopped.
u64 count_marks();

}  // namespace gc
