// Trial deletion: decides which objects of a set are garbage, by their reference counts alone (Christopher, "Reference
// count garbage collection", 1984; CPython's collector does the same).
//
//   for each object X on trial:           word[X] += count(X)
//     for each reference X -> Y:          if Y is on trial: word[Y] -= 1
//   for each object X on trial:           if word[X] > 0: revive(X)           held from outside the set
//   for each object X that is revived:    for each reference X -> Y: word[Y] += 1; revive(Y)
//   the objects that are not revived are garbage: all their references come from the set, and nobody outside reaches it
//
// The word of an object lies in a table beside its page (TrialPage::words), that of a large object in its LargeEntry:
//
//   | references, 28 bits | holds | class | revived | on trial |        0: not on trial
//
// add_page() puts all unmarked objects of a page on trial without looking at them. judge() then looks at each object
// once: it adds the object's count to its word and subtracts the object's references from words whose own count may not
// have been added yet. So the references in a word are a sum modulo 2^28 until all pages have been looked at. After the
// verdict, a revived object whose word equals its count is held by no garbage, because all its holders have been
// revived and have added their references again.
//
// The edge from an object to its class (ShapeBase::type) is not counted. So it is not subtracted, but a revived object
// revives its class.
//
// The words exist from add_page() or add() until release(). In between the counts and the references may not change:
// the world is stopped, or the objects on trial are private to a thread that comes to no safepoint.
#pragma once

#include <algorithm>
#include <bit>

#include "gc/base/no_safepoint.h"
#include "gc/cycle/kinds.h"
#include "gc/cycle/plain_trial.h"
#include "gc/cycle/scope.h"
#include "gc/cycle/trace_stack.h"
#include "gc/heap/large.h"
#include "gc/heap/object_vector.h"
#include "gc/heap/page.h"
#include "gc/refcount/refcount.h"

namespace gc {

// A page with objects on trial, its members. The collecting thread only.
struct TrialPage {
  TrialPage* next;
  Page* page;
  u32 members;   // on trial and not revived
  u32 revived;   // on trial and revived
  u32 traits;    // the union of the members' header flags and traits (kinds.h)
  bool entire;   // the members are all unmarked objects of the page; false: those that add() has named
  bool simple;   // every member is counted in `local` by the collecting thread alone, and no side table knows it
  bool holding;  // some member has kHolds
  u64 revived_at[kPageBytes / kGranule / 64];  // one bit for each granule, as in PageSide::marks
  u32 words[];                                 // by block index; see the top

  static constexpr u32 kOnTrial = 1;
  static constexpr u32 kRevived = 2;
  static constexpr u32 kClass = 4;  // some member of the set has this object as its class (flag_classes())
  static constexpr u32 kHolds = 8;  // the object has storage, or holds an object that is not on trial
  static constexpr u32 kReference = 16;
  static u32 references(u32 word) { return word / kReference; }
  // True if the object is on trial and not revived.
  static bool is_suspect(u32 word) { return (word & (kOnTrial | kRevived)) == kOnTrial; }
  // Header flags of objects whose end takes more than freeing their blocks.
  static constexpr u32 kSpecial = static_cast<u32>(kDeferred) | static_cast<u32>(kFrozen) |
                                  static_cast<u32>(kBorrowed) | static_cast<u32>(kPublished) |
                                  static_cast<u32>(kWeakrefs);

  static TrialPage* of(u32* words) {
    return reinterpret_cast<TrialPage*>(reinterpret_cast<char*>(words) - offsetof(TrialPage, words));
  }
  u32 blocks() const { return (page->fresh - static_cast<u32>(kPageHeader)) / page->block_bytes; }
  Object* block(u32 n) const { return page->at(static_cast<u32>(kPageHeader) + n * page->block_bytes); }
  void note_revived(u32& word, const Object* object) {
    u32 granule = PageSide::granule_of(object);
    revived_at[granule / 64] |= u64{1} << granule % 64;
    word |= kRevived;
    --members;
    ++revived;
  }
  // Calls f(Object*) for each revived object, by ascending address.
  template <class F>
  void for_each_revived(F f) const {
    for (u32 n = 0; n < std::size(revived_at); ++n) {
      for (u64 left = revived_at[n]; left != 0; left &= left - 1)
        f(page->at((n * 64 + static_cast<u32>(std::countr_zero(left))) * static_cast<u32>(kGranule)));
    }
  }
  // Calls f(Object*, u32& word) for each block with wanted(word), by ascending address. Sixteen words are tested
  // together, because often none of them is wanted.
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
  // The same for each object that is on trial and not revived.
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

// Calls f(u32 n, Object*) for the blocks of a page from n to before `end`, while their state word and owner are those
// of an object in `scope` in `state` (Scope::plain_state()) and while f returns true. Skips free and
// marked blocks. Returns the first block for which that did not hold, or `end`; adds the number of objects for
// which f returned true to *members.
template <class F>
TINYPY_INLINE u32 for_each_alike(const TrialPage& at, Scope scope, u64 state, u32 n, u32 end, u32* members, F f) {
  const u32 step = at.page->block_bytes;
  const PageSide* side = at.page->side;
  u32 passed = 0, first = n;
  for (const Object* object = at.block(n); n < end; ++n, object = after(object, step)) {
    if (side->marked(object)) {
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

// One trial. The collecting thread only; between construction and release() it reaches no safepoint and runs no Python
// code. The set borrows its objects: it takes no references.
class TrialSet {
 public:
  TrialSet(Thread& thread, Scope scope) : thread_(thread), scope_(scope) {}
  ~TrialSet() { release(); }
  TrialSet(const TrialSet&) = delete;
  TrialSet& operator=(const TrialSet&) = delete;

  // Puts all objects on the traced page that are in scope and not marked on trial; judge() will look at them.
  void add_page(Page& page);
  // Puts one traced object in scope on trial, which is not on trial yet. `held` of its counted references belong to the
  // collector itself and are left out.
  void add(Object* object, u32 held);
  // Puts an object into the set only so that contains() finds it: judge() will not be called.
  void add_unjudged(Object* object);
  // Instead of judge(), if what add_unjudged() has put into the set is garbage.
  void take_as_garbage();
  // The walk over a page has met a block that is not alive. If it is dead but not free yet, some thread is still
  // destroying it or it waits for its grace period; then its class is revived in judge().
  void note_dead(const Object* block);
  // True if the object is on trial and not revived.
  bool contains(const Object* object) const;
  // Declares that the object is alive; propagate() revives the objects it reaches. Does nothing if the object is null,
  // not on trial, or revived already.
  void revive(Object* object);
  // Revives all objects that revived ones reach.
  void propagate();
  // The trial: subtracts the references within the set, and revives the objects that are held from outside and all that
  // these reach.
  void judge();
  // False: there was no memory for all objects on trial, or for the walk through them. Then the verdict is void.
  bool is_complete() const { return !lost_ && !large_.lost() && !classes_of_dead_.lost() && !pending_.lost(); }
  // The number of objects that were put on trial, and the number of those that are not revived.
  u64 tried() const { return tried_; }
  u64 size() const { return tried_ - revived_; }
  // Calls f(Object*) for each object that is not revived: first those in pages, by page and address, then large ones.
  template <class F>
  void for_each(F f) const {
    for (TrialPage* at = first_; at; at = at->next) at->for_each([&](Object* object, u32) { f(object); });
    for (Object* object : large_) {
      if (contains(object)) f(object);
    }
  }
  // Marks revived objects, so that later young collections skip them.
  void mark_revived();
  // Forgets Page::seen_free of each page with garbage. Its blocks may all be in use again at the next young collection,
  // with the same `free` and used(), though nobody has looked at the new objects.
  void forget_seen();
  // Takes the pages with f(TrialPage&) out of the set, in their order. Returns them as a list, which the caller frees
  // with mi_free(). Their objects have no words any more.
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
  // Ends the trial: frees the words. Must come before the first member dies.
  void release();
  // Sets kClass in the word of each object on trial that is the class of a member.
  void flag_classes();
  // True if flag_classes() has flagged the object.
  bool flagged_class(const Object* object) const;
  // For assertions, after judge() and is_complete(): each object that is not revived is alive, in scope, not immortal
  // and not frozen; its word has no references left; and the sums agree.
  bool is_sound() const;
  // After judge(): the union of the header flags and traits (kinds.h) of the objects that are not revived.
  u32 traits() const { return traits_; }
  // After judge(). True: no garbage holds a revived object. Then an object without kHolds holds nothing but garbage.
  bool is_closed() const { return closed_; }

 private:
  static constexpr u32 kOnTrial = TrialPage::kOnTrial, kRevived = TrialPage::kRevived, kClass = TrialPage::kClass,
                       kHolds = TrialPage::kHolds, kReference = TrialPage::kReference, kSpecial = TrialPage::kSpecial;
  // An object with this count, or with more than a word has room for, lives.
  static_assert(kHeldForEver == UINT32_MAX / kReference);
  // The object's word. Null: the object is out of scope, or lies on a page without objects on trial, or is untraced.
  u32* word_of(const Object* object) const;
  // Makes a TrialPage for the page. Null: no memory.
  TrialPage* enter(Page* page);
  bool is_simple(const Object* object, u32 meta) const;
  void put(Object* object, u32 references);
  // Puts the object with this word on trial, with so many references to it.
  TINYPY_INLINE void count(u32& word, Object* object, u32 references) {
    word = (word + references * kReference) | kOnTrial;
    if (references >= kHeldForEver) [[unlikely]]
      revive(object);
  }
  const Kinds::Kind& try_object(Object* object, Subtract& subtract);
  void try_entire(TrialPage& at, Subtract& subtract);
  void subtract_internal();
  void revive_on(TrialPage& at, Object* object, u32& word);
  void revive_held(TrialPage& at);
  void sum_up(TrialPage& at);
  void sum_up_all();
  bool is_restored(const Object* object, u32 word) const {
    return external_count(object, 0) == TrialPage::references(word);
  }
  friend struct Subtract;
  friend struct Revive;

  Thread& thread_;
  Scope scope_;
  TrialPage* first_ = nullptr;
  TrialPage** end_ = &first_;
  ObjectVector large_;
  ObjectVector classes_of_dead_;
  Kinds kinds_;
  u32 traits_ = 0;
  bool closed_ = false;
  bool lost_ = false;  // there was no memory for a TrialPage
  u64 tried_ = 0, revived_ = 0;
  TraceStack pending_;  // revived objects that propagate() has not traced yet
  [[no_unique_address]] NoSafepoint no_safepoint_;
};

}  // namespace gc
