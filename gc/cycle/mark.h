// Marking: sets the mark bit of each object that the roots reach. The bits lie in the pages' side tables
// (PageSide::marks).
//
//   reference found --> mark bit set --> waiting_ (TraceStack) --> traced: all its slots are read --> references found
//                                        a stack, then a queue
//                                        that prefetches objects
//
//   the slots lie                          they are read
//   in the object                          at once
//   in a block or a table of their own     after a turn in fetched_, a ring that prefetches storage
//   more than kLong side by side           as a LongArray: all are marked first, 64 by 64; then the objects are traced
//
// The marker reads slots by itself if the shape's layout is one of slot_layout.h; otherwise it calls the type's
// Lifetime::trace. The objects in a long array are marked together, because neighbours in the array are often
// neighbours in memory, whose marks share a word. A bit for each word of the array (LongArray::fresh) tells which
// objects are left to trace, so that the array need not be copied to a stack. A list of many links offers nothing to
// prefetch in the meantime: follow() goes from link to link. A big heap is marked by several markers at once
// (mark_team.h), one to a thread.
//
// Marks are set without atomic instructions. If two markers set marks in the same word at the same moment, one mark may
// get lost. Then the object is marked and traced a second time, if another reference to it is found; otherwise it goes
// on trial, where its count shows that a marked object holds it. So a lost mark costs time, never an object. The
// exception are references that are not counted, such as that from an instance to its class: no trial would find them.
// Therefore each marker remembers the targets of uncounted references that it has met, and the collecting thread marks
// these again when all markers have finished (mark_team.cpp).
#pragma once

#include "gc/cycle/scope.h"
#include "gc/cycle/slot_layout.h"
#include "gc/cycle/trace_stack.h"
#include "gc/heap/large.h"
#include "gc/heap/page.h"

namespace gc {

// True if the object is a large one (heap/large.h) that the collector traces. All other objects without a PageSide are
// untraced or static.
inline bool is_traced_large(const Object* object) {
  return page_map_get(object) == kNoPage && object->has_flag(kLarge) && large_prefix(object)->traced;
}

// Slots side by side that are to be read.
struct Words {
  // As `count`: `begin` is a SlotsInTable object; its table, which is being prefetched, tells where the slots are.
  static constexpr u64 kOfTable = ~u64{0};
  const Atomic<u64>* begin = nullptr;
  u64 count = 0;
};

// More than kLong slots. All objects in it are marked first; then those that this marking has marked, which have a bit
// in `fresh`, are traced.
struct LongArray {
  Words words;
  u64 marked = 0, traced = 0;  // words done so far: multiples of 64, or words.count
  u64* fresh = nullptr;        // one bit for each word; owned by the marker that has the array

  u64 left() const { return words.count - traced; }
};

// Marks what it is shown, and all that this reaches. One thread only; no allocation from the object heap, no safepoint.
class Marker : public Visitor {
 public:
  // Marks objects in `scope` only. `use` says what becomes of the memory of the marker's stack at its end.
  explicit Marker(Scope scope, ObjectVector::Use use = ObjectVector::kOften);
  // Marks an object in scope, unless it is marked already; drain() will trace it. Static objects are not traced: the
  // references that they hold are roots.
  TINYPY_INLINE void mark(Object* object) {
    if (set_mark(object)) waiting_.push(object);
  }
  // Traces until no object waits any more.
  void drain() {
    while (drain(1u << 30)) {
    }
  }
  // Traces about n objects. False: no object waits any more.
  bool drain(u32 n);
  // Moves the targets of uncounted references that the marker has met to `to`. An object may be there several times.
  void give_uncounted(ObjectVector& to);
  // Forgets what the marker knows about marks, because the marks have been cleared. No object may wait.
  void forget_marks();
  // True if, for want of memory, an object was marked but not traced, or the target of an uncounted reference was
  // forgotten. Then the marking is incomplete.
  bool lost() const { return waiting_.lost() || uncounted_.lost(); }
  // Objects in scope that have been traced.
  u64 traced() const { return traced_; }

  // Takes over what another marker has given away with give_half(): marked objects, and an array or none. Called when
  // this marker has nothing left.
  void take_over(Object* const* objects, size_t n, const LongArray& array) {
    for (size_t k = 0; k < n; ++k) waiting_.push(objects[k]);
    if (array.words.count != 0) arrays_[array_count_++] = array;
  }
  // Gives away about half of the work: half of the longest array to *array, and up to `room` of the waiting objects to
  // `to`. Returns the number of these; 0 if too few objects wait to be worth it.
  size_t give_half(Object** to, size_t room, LongArray* array);

 private:
  static void see(Visitor& self, Object* child);
  static void see_uncounted(Visitor& self, Object* child);
  static void see_words(Visitor& self, const Atomic<u64>* begin, u64 count);
  TINYPY_INLINE bool set_mark(Object* object) {
    u64 entry = page_map_get(object);
    if (entry > kUntracedPage) [[likely]]
      return reinterpret_cast<PageSide*>(entry)->mark(object);
    return entry == kNoPage && mark_outside(object);
  }
  // The same for an object that does not lie in a page. True if the mark was not set and the collector traces the
  // object.
  bool mark_outside(Object* object);
  class MarkRun;
  bool may_be_mine(const Object* object) const;
  // The two ways to treat newly marked objects and storage outside the object while an object is traced.
  struct InTurn;  // objects go to waiting_, storage to fetched_
  struct AtOnce;  // follow(): the next object and the storage are read without delay
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
  static constexpr u64 kLong = 128;    // words: more are a LongArray
  static constexpr u64 kPiece = 64;    // words of a LongArray that are marked or traced in one go: the bits of a u64
  static constexpr u32 kLongArrays = 64;
  static constexpr uintptr_t kAtHand = 128;  // bytes from an object's address that are in the cache when it is traced

  const Scope scope_;
  u64 traced_ = 0;
  TraceStack waiting_;
  const Object* tracing_ = nullptr;  // the object whose Lifetime::trace runs
  uintptr_t at_hand_ = kAtHand;      // slots less than this behind `tracing_` are read at once
  Words fetched_[kFetched];          // ring of storage that is being prefetched
  u32 first_ = 0, fetching_ = 0;
  LongArray arrays_[kLongArrays];
  u32 array_count_ = 0;
  // A direct-mapped cache of what is known of a shape. The class of each shape in it has been marked.
  struct Known {
    u32 shape = 0;
    SlotLayout layout;
    void (*trace)(Object*, Visitor&) = nullptr;
  };
  const Known& known(const Object* object);
  [[gnu::noinline]] void learn(u32 shape, Known& known);
  static constexpr u32 kKnown = 64;
  Known known_[kKnown];
  ObjectVector uncounted_;  // targets of uncounted references; see the top
  static constexpr u32 kRecent = 128;
  Object* recent_[kRecent] = {};  // a direct-mapped cache of objects that are in `uncounted_`
};

// Clears the marks of one traced page. World stopped, or the page's owner.
void clear_marks_of(Page& page);
// Clears all marks. Returns an upper bound of the number of traced objects. World stopped.
u64 clear_marks();
// The number of marked objects. World stopped.
u64 count_marks();

}  // namespace gc
