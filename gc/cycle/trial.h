// Trial deletion (Christopher, "Reference count garbage collection", 1984; as in CPython's collector): of each object
// on trial we know the references counted; those held by other objects on trial are subtracted; where some are left,
// somebody outside holds the object, and it lives with all it reaches. The rest is garbage.
//
// The structural edge from an object to its class (ShapeBase::type) is not counted. So it is not subtracted, but an
// object that lives keeps its class alive.
//
// Each page with something on trial has a word for each block (large objects: in their registry entries) from when it
// is entered to release(), between which nothing may happen but the trial: the world is stopped, or the objects are
// private ones and their thread comes to no safepoint.
//
//   | references left, 28 bits | holds | class | revived | on trial |        0: not on trial
//
// Of a whole page those objects are on trial that are not marked. One look at an object does for all: its count is
// added to its own word, and one is subtracted from the words of what it holds, whose turn may come later. So
// references are sums modulo 2^28 until all pages have been gone through; then the words alone tell who is held from
// outside. What the revived hold is added again: where the whole count comes back, no garbage holds the object.
//
// Young pages are weighed first (trial_young.cpp), so that of most of them no word needs to be counted.
#pragma once

#include <algorithm>
#include <bit>

#include "gc/cycle/kinds.h"
#include "gc/cycle/scope.h"
#include "gc/cycle/trace_stack.h"
#include "gc/heap/large.h"
#include "gc/heap/object_vector.h"
#include "gc/heap/page.h"
#include "gc/refcount/refcount.h"

namespace gc {

// A page with something on trial.
struct TrialPage {
  TrialPage* next;
  Page* page;
  u32 members;  // not revived
  u32 revived;
  u32 traits;    // flags and traits of kinds (kinds.h) that any of the members has
  bool entire;   // what is not marked is on trial; else who has been added
  bool simple;   // all are counted by the collecting thread alone, and no table knows them
  bool holding;  // some hold what is not on trial, or storage
  // Of a young page:
  bool aged;   // something on it has been found alive before
  bool mixed;  // there is something else on it that is not on trial: references to that have passed for references to
               // members
  i64 unexplained;  // all references to members that are counted, but for those that are known to be from what is on
                    // trial
  u32 outgoing;     // references to what is on trial on other pages
  static constexpr u32 kFew = 6;
  Object* few[kFew];  // the first of them

  u64 revived_at[kPageBytes / kGranule / 64];  // one bit for each granule, as in PageSide::marks
  u32 words[];

  static constexpr u32 kOnTrial = 1;
  static constexpr u32 kRevived = 2;
  static constexpr u32 kClass = 4;
  static constexpr u32 kHolds = 8;  // something that is not on trial, or storage
  static constexpr u32 kReference = 16;
  static u32 references(u32 word) { return word / kReference; }
  static bool is_suspect(u32 word) { return (word & (kOnTrial | kRevived)) == kOnTrial; }
  // Flags of objects that take more than counting to end.
  static constexpr u32 kSpecial = static_cast<u32>(kDeferred) | static_cast<u32>(kFrozen) |
                                  static_cast<u32>(kBorrowed) | static_cast<u32>(kPublished) |
                                  static_cast<u32>(kWeakrefs);

  static TrialPage* of(u32* words) {
    return reinterpret_cast<TrialPage*>(reinterpret_cast<char*>(words) - offsetof(TrialPage, words));
  }
  u32 blocks() const { return (page->fresh - static_cast<u32>(kPageHeader)) / page->block_bytes; }
  Object* block(u32 n) const { return page->at(static_cast<u32>(kPageHeader) + n * page->block_bytes); }
  // Of a young page that has been weighed: false if nothing but what is on trial holds what is on trial there.
  bool is_held() const { return mixed || unexplained != 0; }
  void note_revived(u32& word, const Object* object) {
    u32 granule = PageSide::granule_of(object);
    revived_at[granule / 64] |= u64{1} << granule % 64;
    word |= kRevived;
    --members;
    ++revived;
  }
  // Calls f(Object*) for each block that is revived, by address.
  template <class F>
  void for_each_revived(F f) const {
    for (u32 n = 0; n < std::size(revived_at); ++n) {
      for (u64 left = revived_at[n]; left != 0; left &= left - 1)
        f(page->at((n * 64 + static_cast<u32>(std::countr_zero(left))) * static_cast<u32>(kGranule)));
    }
  }
  // Calls f(Object*, u32& word) for each block whose word is wanted, by address. Sixteen words are looked at together:
  // often there is none.
  template <class Want, class F>
  void for_each_wanted(Want wanted, F f) {
    constexpr u32 kTogether = 16;
    for (u32 n = 0, end = blocks(); n < end; n += kTogether) {
      u32 last = std::min(n + kTogether, end), any = 0;
      for (u32 k = n; k < last; ++k) any |= wanted(words[k]);
      if (any == 0) continue;
      for (u32 k = n; k < last; ++k) {
        if (wanted(words[k])) f(block(k), words[k]);
      }
    }
  }
  // The same for each block that is on trial and not revived.
  template <class F>
  void for_each(F f) {
    for_each_wanted(is_suspect, f);
  }
  // The first block from n on, of those before `end`, that has no mark.
  TINYPY_INLINE u32 skip_marked(u32 n, u32 end) const {
    const PageSide* side = page->side;
    while (n < end && side->marked(block(n))) n += side->marked_from(block(n), page->size_class());
    return n;
  }
};

// Calls f(u32 n, Object*) for the blocks of a page from n on, as long as they are in that state and it says true. Those
// that are free, and with kMarks those that are marked, are passed by. Returns the block where it has ended, and adds
// those before that it has not passed by to *members.
template <bool kMarks, class F>
TINYPY_INLINE u32 for_each_alike(const TrialPage& at, Scope scope, u64 state, u32 n, u32 end, u32* members, F f) {
  const u32 step = at.page->block_bytes;
  const PageSide* side = at.page->side;
  u32 passed = 0, first = n;
  for (const Object* object = at.block(n); n < end; ++n, object = after(object, step)) {
    if (kMarks && side->marked(object)) {
      u32 from = n;
      n = at.skip_marked(n, end);
      passed += n - from;
      if (n == end) break;
      object = at.block(n);
    }
    if (!scope.admits_in_state(object, state)) {
      if (!block_is_free(object)) break;
      ++passed;
    } else if (!f(n, const_cast<Object*>(object))) {
      break;
    }
  }
  *members += n - first - passed;
  return n;
}

struct Subtract;
struct TryHeld;

class TrialSet {
 public:
  TrialSet(Thread& thread, Scope scope) : thread_(thread), scope_(scope) {}
  ~TrialSet() { release(); }
  TrialSet(const TrialSet&) = delete;
  TrialSet& operator=(const TrialSet&) = delete;

  // Puts what is in scope and not marked on the page on trial, in judge().
  void add_page(Page& page);
  // The same of one of the thread's young pages. Such pages are alone in a trial.
  void add_young_page(Page& page);
  // Puts an object in scope on trial. `held` references are the collector's own and do not count. Must be traced; not
  // on trial yet.
  void add(Object* object, u32 held);
  // The same if there is to be no trial: contains() tells it from the rest.
  void add_unjudged(Object* object);
  // A block that is not alive: it may be on its way, and needs its class then.
  void note_dead(const Object* block);
  bool contains(const Object* object) const;
  // From outside: this object lives. Does nothing if it is null or not on trial.
  void revive(Object* object);
  void propagate();
  // Subtracts internal references, and revives what is held from outside and what that reaches.
  void judge();
  // False: there was no memory for all that is on trial, or for the way through it. Then the verdict is void.
  bool is_complete() const { return !lost_ && !large_.lost() && !classes_of_dead_.lost() && !pending_.lost(); }
  // How many have been put on trial, and how many of them are not revived.
  u64 tried() const { return tried_; }
  u64 size() const { return tried_ - revived_; }
  // What is not revived: the pages' by page and address, then large objects.
  template <class F>
  void for_each(F f) const {
    for (TrialPage* at = first_; at; at = at->next) at->for_each([&](Object* object, u32) { f(object); });
    for (Object* object : large_) {
      if (contains(object)) f(object);
    }
  }
  // The revived, once.
  void list_revived(ObjectVector& revived);
  // So that young collections pass them by.
  void mark_revived();
  // The blocks of garbage may all be in use again at the next young collection: what they are then has not been seen.
  void forget_seen();
  // Takes out the pages of which f(TrialPage&) is true, in their order. They are the caller's to free; what is on them
  // has no words any more.
  template <class F>
  TrialPage* take_pages(F f) {
    TrialPage *taken = nullptr, **taken_end = &taken;
    for (end_ = &first_; TrialPage* at = *end_;) {
      if (f(*at)) {
        *end_ = at->next;
        at->page->side->trial = nullptr;
        *taken_end = at;
        taken_end = &at->next;
      } else {
        end_ = &at->next;
      }
    }
    *taken_end = nullptr;
    return taken;
  }
  // Ends the trial: frees the words, before the members may die.
  void release();
  // Sets, or asks for, the class bit: somebody in the set has this object as its class.
  void flag_classes();
  bool flagged_class(const Object* object) const;
  // For assertions, after judge() has come to a verdict: what is left is alive, in scope, no root by itself, held by
  // nobody outside, and counted right.
  bool is_sound() const;
  // After judge(): flags and traits of kinds (kinds.h) that any of what is not revived has.
  u32 traits() const { return traits_; }
  // After judge(): true if no garbage holds what has been revived, so that what holds nothing but objects on trial
  // holds nothing but garbage.
  bool is_closed() const { return closed_; }

 private:
  static constexpr u32 kOnTrial = TrialPage::kOnTrial, kRevived = TrialPage::kRevived, kClass = TrialPage::kClass,
                       kHolds = TrialPage::kHolds, kReference = TrialPage::kReference, kSpecial = TrialPage::kSpecial;
  // Of immortal and frozen objects, and of what is held too often for a word: it lives.
  static constexpr u32 kHeldForEver = UINT32_MAX / kReference;
  // The object's word, or null if it has none: it is out of scope, or lies where nothing is on trial.
  u32* word_of(const Object* object) const;
  // Null without memory.
  TrialPage* enter(Page* page);
  bool is_simple(const Object* object, u32 meta) const;
  u32 external_count(const Object* object, u32 held) const;
  void put(Object* object, u32 references);
  // Puts one on trial.
  TINYPY_INLINE void count(u32& word, Object* object, u32 references) {
    word = (word + references * kReference) | kOnTrial;
    if (references >= kHeldForEver) [[unlikely]]
      revive(object);
  }
  const Kinds::Kind& try_object(Object* object, Subtract& subtract);
  void try_entire(TrialPage& at, Subtract& subtract);
  void subtract_internal();
  void subtract_internal_of_young();
  bool weigh_pages();
  void revive_on(TrialPage& at, Object* object, u32& word);
  void revive_held(TrialPage& at);
  void sum_up(TrialPage& at);
  bool is_restored(const Object* object, u32 word) const {
    return external_count(object, 0) == TrialPage::references(word);
  }
  friend struct Subtract;
  friend struct Revive;
  friend struct TryHeld;

  Thread& thread_;
  Scope scope_;
  TrialPage* first_ = nullptr;
  TrialPage** end_ = &first_;
  ObjectVector large_;
  ObjectVector classes_of_dead_;
  Kinds kinds_;
  u32 traits_ = 0;
  bool closed_ = false;
  bool lost_ = false;     // a page has found no memory
  bool young_ = false;    // the pages are young ones
  bool weighed_ = false;  // and it is known which of them are held
  u64 tried_ = 0, revived_ = 0;
  TraceStack pending_;  // revived, not traced yet
};

}  // namespace gc
