// The trial of trial.h: judge() is the algorithm, the rest makes it fast.
//
//   Subtract        visits the references of an object on trial and subtracts each from the word of its target
//   try_entire()    walks over a page: puts each unmarked object on trial and subtracts its references, in one go
//   look_at_run()   the inner loop of that walk for blocks in a row that have the same shape and state, compiled once
//                   for each slot layout: no call and no look at the shape for each object
//   Revive          visits the references of a revived object: adds each to the word of its target, and revives that
//
// Consecutive references often lead to the same page. So the visitors keep the page, the side table and the words of
// the last target.
#include "gc/cycle/trial.h"

#include <algorithm>

#include "gc/base/allocator.h"
#include "gc/base/stress.h"
#include "gc/cycle/mark.h"
#include "gc/threads/attach.h"

namespace gc {

struct Subtract : Visitor {
  explicit Subtract(TrialSet& trial_set) : Visitor{&see, nullptr, &see_words, &see}, set(trial_set) {}
  static void see(Visitor& self, Object* child) { static_cast<Subtract&>(self).subtract(child); }
  static void see_words(Visitor& self, const Atomic<u64>* begin, u64 count) {
    SlotRange{begin, count}.for_each_reference([&](Object* child) { static_cast<Subtract&>(self).subtract(child); });
  }
  // Subtracts all references that the object holds. `kind` is the kind of its shape.
  TINYPY_INLINE void subtract_held(Object* object, const Kinds::Kind& kind) {
    kind.show(object, [&](Object* child) { subtract(child); }, *this);
  }
  TINYPY_INLINE void subtract(const Object* child) {
    if (Page::of(child) != page) [[unlikely]]
      look_up(child);
    if (!words) return subtract_elsewhere(child);
    if (!side->marked(child) && is_mine(child)) words[side->block_index(child)] -= TrialPage::kReference;
    else holds = true;
  }

  template <SlotLayout::Kind kLayout>
  [[gnu::noinline]] u32 look_at_run(TrialPage& at, const Kinds::Kind& kind, u32 n, u32 end, u32* members);

  TrialSet& set;
  bool holds = false;  // a reference to an object that is not on trial has been seen

 private:
  // For an unmarked object on a page with words: true if it is in scope. In a private trial an object that another
  // thread made, or that is published, is not on trial, wherever it lies.
  bool is_mine(const Object* child) const { return set.scope_.is_everybody() || set.scope_.admits(child); }
  void look_up(const Object* child) {
    page = Page::of(child);
    side = side_of(child);
    words = side && set.scope_.admits_page_of(child) ? side->trial : nullptr;
  }
  void subtract_elsewhere(const Object* child) {
    u32* word = set.word_of(child);
    if (word && (*word & TrialPage::kOnTrial)) *word -= TrialPage::kReference;
    else holds = true;
  }

  // Of the last target.
  const Page* page = nullptr;
  PageSide* side = nullptr;
  u32* words = nullptr;  // null: the page has no objects on trial
};

struct Revive : Visitor {
  explicit Revive(TrialSet& trial_set) : Visitor{&see, &see_uncounted, nullptr, &see}, set(trial_set) {}
  static void see(Visitor& self, Object* child) {
    TrialSet& set = static_cast<Revive&>(self).set;
    // A large object that is not on trial has a word, too, which must be 0 when it is put on trial another time.
    u32* word = set.word_of(child);
    if (!word || !(*word & TrialPage::kOnTrial)) return;
    *word += TrialPage::kReference;
    set.revive(child);
  }
  static void see_uncounted(Visitor& self, Object* child) { static_cast<Revive&>(self).set.revive(child); }
  TrialSet& set;
};

u32* TrialSet::word_of(const Object* object) const {
  u64 entry = page_map_get(object);
  if (entry > kUntracedPage) [[likely]] {
    if (!scope_.admits_page_of(object)) return nullptr;
    auto* side = reinterpret_cast<PageSide*>(entry);
    return side->trial ? &side->trial[side->block_index(object)] : nullptr;
  }
  if (entry == kUntracedPage || !scope_.admits(object) || !is_traced_large(object)) return nullptr;
  return &LargeEntry::of(const_cast<Object*>(object))->trial;
}

TrialPage* TrialSet::enter(Page* page) {
  auto* at = static_cast<TrialPage*>(mimalloc_zeroed(Memory::kRaw, sizeof(TrialPage) + page->capacity() * sizeof(u32)));
  ASSERT(page->traced() && !page->side->trial);
  lost_ = lost_ || !at;
  if (!at) return nullptr;
  at->page = page;
  page->side->trial = at->words;
  *end_ = at;
  end_ = &at->next;
  return at;
}

// True if all references to the object are counted in `local`, by the collecting thread, and no side table knows the
// object. Most garbage is like that; with atomic counts none is.
TINYPY_INLINE bool TrialSet::is_simple(const Object* object, u32 meta) const {
  if (meta & kSpecial) return false;
  if constexpr (kRefcount == Refcount::kPlain) return !object->immortal();
  return object->owner.load(relaxed) == thread_.id && object->shared.load(relaxed) == shared_word(0, kBiased);
}

void TrialSet::add_page(Page& page) {
  if (TrialPage* at = enter(&page)) at->entire = true;
}

void TrialSet::add(Object* object, u32 held) { put(object, external_count(object, held)); }

void TrialSet::add_unjudged(Object* object) { put(object, 0); }

void TrialSet::put(Object* object, u32 references) {
  ++tried_;
  PageSide* side = side_of(object);
  ASSERT(side || is_traced_large(object));
  if (!side) {
    large_.push(object);
    if (large_.lost()) return;
    ASSERT(LargeEntry::of(object)->trial == 0);
    return count(LargeEntry::of(object)->trial, object, references);
  }
  TrialPage* at = side->trial ? TrialPage::of(side->trial) : enter(Page::of(object));
  if (!at) return;
  ++at->members;
  count(at->words[side->block_index(object)], object, references);
}

// A block that is neither alive nor free is being destroyed by a frame further up on some stack, or waits for its grace
// period: its class is still needed.
void TrialSet::note_dead(const Object* block) {
  if (!block_is_free(block)) classes_of_dead_.push(shape_of(block)->type);
}

bool TrialSet::contains(const Object* object) const {
  const u32* word = word_of(object);
  return word && TrialPage::is_suspect(*word);
}

void TrialSet::revive(Object* object) {
  u32* word = object ? word_of(object) : nullptr;
  if (!word || !TrialPage::is_suspect(*word)) return;
  if (PageSide* side = side_of(object)) return revive_on(*TrialPage::of(side->trial), object, *word);
  *word |= kRevived;
  ++revived_;
  pending_.push(object);
}

TINYPY_INLINE void TrialSet::revive_on(TrialPage& at, Object* object, u32& word) {
  at.note_revived(word, object);
  ++revived_;
  pending_.push(object);
}

void TrialSet::propagate() {
  Revive visitor(*this);
  Object* type = nullptr;  // of the object before
  while (Object* object = pending_.pop()) {
    if (Object* its = shape_of(object)->type; its != type) revive(type = its);
    kinds_.of(object->meta.load(relaxed)).show(object, [&](Object* child) { Revive::see(visitor, child); }, visitor);
  }
}

// Subtracts all references that the object holds. Returns the object's kind.
TINYPY_INLINE const Kinds::Kind& TrialSet::try_object(Object* object, Subtract& subtract) {
  const Kinds::Kind& kind = kinds_.of(object->meta.load(relaxed));
  subtract.subtract_held(object, kind);
  return kind;
}

// try_entire() for the blocks from n on, while they have the kind of the block before, belong to the collecting thread
// and have no flags; marked and free blocks are skipped. Returns the first block that is different. Adds the number of
// members to *members; leaves in `holds` whether any of them has kHolds.
template <SlotLayout::Kind kLayout>
u32 Subtract::look_at_run(TrialPage& at, const Kinds::Kind& kind, u32 n, u32 end, u32* members) {
  constexpr u32 kAhead = 16;
  const Kinds::Kind alike = kind;
  const u32 ahead = kAhead * at.page->block_bytes, storage = alike.storage >= kAlwaysStorage ? TrialPage::kHolds : 0;
  const Page* here = at.page;
  const PageSide* own_side = here->side;
  u32* const own_words = at.words;
  bool any_holds = storage != 0;
  u32 stopped = for_each_alike(at, Scope::private_to(set.thread_), Scope::plain_state(alike.shape), n, end, members,
                               [&](u32 block, Object* object) {
                                 __builtin_prefetch(after(object, ahead));
                                 SlotRange slots;
                                 if (!alike.slots_of<kLayout>(object, &slots)) return false;
                                 set.count(own_words[block], object, object->local.load(relaxed));
                                 holds = false;
                                 slots.for_each([&](u64 word) {
                                   const auto* child = reinterpret_cast<const Object*>(word);
                                   if (is_reference_into(here, word)) {
                                     if (!own_side->marked(child) && is_mine(child))
                                       own_words[own_side->block_index(child)] -= TrialPage::kReference;
                                     else holds = true;
                                   } else if (is_reference(word)) {
                                     subtract(child);
                                   }
                                 });
                                 own_words[block] |= holds ? u32{TrialPage::kHolds} : storage;
                                 any_holds |= holds;
                                 return true;
                               });
  holds = any_holds;
  return stopped;
}

[[gnu::noinline]] void TrialSet::try_entire(TrialPage& at, Subtract& subtract) {
  u32 members = 0, traits = 0;
  bool simple = true, holding = false;
  const Scope own = Scope::private_to(thread_);
  constexpr u32 kAhead = 16;
  for (u32 n = 0, end = at.blocks(); (n = at.skip_marked(n, end)) < end; ++n) {
    Object* block = at.block(n);
    __builtin_prefetch(at.block(n + kAhead));
    if (!(scope_.is_everybody() ? block_is_live(block) : scope_.admits_block(block))) {
      if (scope_.is_everybody()) note_dead(block);
      continue;
    }
    ++members;
    u32 meta = block->meta.load(relaxed);
    bool mine = is_simple(block, meta);
    simple = simple && mine;
    count(at.words[n], block, mine ? block->local.load(relaxed) : external_count(block, 0));
    subtract.holds = false;
    const Kinds::Kind& kind = try_object(block, subtract);
    traits |= (meta & kFlagMask) | kind.traits;
    if (subtract.holds || kind.has_storage(block)) {
      holding = true;
      at.words[n] |= kHolds;
    }
    if (!mine || n + 1 == end || !kind.is_uniform() ||
        !own.admits_in_state(at.block(n + 1), Scope::plain_state(kind.shape)))
      continue;
    subtract.holds = false;
    u32 first = n + 1;
    n = kind.with_layout([&]<SlotLayout::Kind kLayout> {
      return subtract.look_at_run<kLayout>(at, kind, first, end, &members);
    }) - 1;
    holding = holding || subtract.holds;
  }
  at.members += members;  // objects with kHeldForEver have been revived meanwhile, which has made at.members negative
  at.simple = simple;
  at.holding = holding;
  at.traits = traits;
  tried_ += members;
}

// Revives the members of the page whose words have references left: they are held from outside the set.
void TrialSet::revive_held(TrialPage& at) {
  auto is_held = [](u32 word) { return TrialPage::is_suspect(word) && word >= kReference; };
  at.for_each_wanted(is_held, [&](Object* object, u32& word) { revive_on(at, object, word); });
}

// Computes the page's traits, `simple` and `holding` for its garbage alone, and closed_. try_entire() has computed them
// for all members, so that is only necessary if some members have been revived.
void TrialSet::sum_up(TrialPage& at) {
  if (!at.entire || (at.revived != 0 && !(at.simple && at.traits == 0))) {
    at.traits = 0;
    at.simple = at.entire;
    at.for_each([&](Object* object, u32) {
      u32 meta = object->meta.load(relaxed);
      at.traits |= (meta & kFlagMask) | kinds_.of(meta).traits;
      at.simple = at.simple && is_simple(object, meta);
    });
  }
  if (!at.entire || (at.revived != 0 && at.holding)) {
    u32 holding = 0;
    for (u32 n = 0, end = at.blocks(); n < end; ++n)
      holding |= TrialPage::is_suspect(at.words[n]) ? at.words[n] & kHolds : 0;
    at.holding = holding != 0;
  }
  if (closed_ && at.revived != 0) {
    at.for_each_revived([&](Object* object) {
      closed_ = closed_ && is_restored(object, at.words[at.page->side->block_index(object)]);
    });
  }
  traits_ |= at.traits;
}

void TrialSet::sum_up_all() {
  for (TrialPage* at = first_; at; at = at->next) sum_up(*at);
  for (Object* object : large_) {
    u32 meta = object->meta.load(relaxed), word = LargeEntry::of(object)->trial;
    if (word & kRevived) closed_ = closed_ && is_restored(object, word);
    else traits_ |= (meta & kFlagMask) | kinds_.of(meta).traits;
  }
}

void TrialSet::subtract_internal() {
  Subtract subtract(*this);
  for (Object* object : large_) try_object(object, subtract);
  for (TrialPage* at = first_; at; at = at->next) {
    if (at->entire) try_entire(*at, subtract);
    else at->for_each([&](Object* object, u32) { try_object(object, subtract); });
  }
}

void TrialSet::judge() {
  subtract_internal();
  for (TrialPage* at = first_; at; at = at->next) revive_held(*at);
  for (Object* object : large_) {
    if (LargeEntry::of(object)->trial >= kReference) revive(object);
  }
  for (Object* type : classes_of_dead_) revive(type);
  propagate();
  closed_ = true;
  sum_up_all();
  ASSERT_SLOW(!is_complete() || is_sound());
}

void TrialSet::take_as_garbage() {
  // What the garbage holds has not been looked at.
  closed_ = false;
  sum_up_all();
}

bool TrialSet::is_sound() const {
  u64 left = 0;
  bool sound = true;
  for_each([&](const Object* object) {
    ++left;
    sound = sound && block_is_live(object) && scope_.admits(object) && !object->immortal() &&
            !object->has_flag(kFrozen) && TrialPage::references(*word_of(object)) == 0;
  });
  u64 members = 0;
  for (const TrialPage* at = first_; at; at = at->next) members += at->members;
  for (Object* object : large_) members += contains(object);
  return sound && left == size() && members == left;
}

// If only a few objects of a page are alive, they may be alive just for the moment, as the values in registers are:
// they are not marked, so that the next young collection looks at them again. After kPatience collections they are
// marked all the same.
void TrialSet::mark_revived() {
  constexpr u32 kFew = kStress ? 0 : 32;
  constexpr u8 kPatience = 4;
  for (TrialPage* at = first_; at; at = at->next) {
    u8& times = at->page->few_alive;
    times = at->revived == 0 ? 0 : times + 1;
    if (at->revived == 0 || (at->revived <= kFew && times < kPatience)) continue;
    times = 0;
    at->page->side->mark_also(at->revived_at);
  }
}

void TrialSet::forget_seen() {
  for (TrialPage* at = first_; at; at = at->next) {
    if (at->members != 0) at->page->seen_free = at->page->at(0);  // no block
  }
}

void TrialSet::flag_classes() {
  for_each([&](Object* object) {
    Object* type = shape_of(object)->type;
    u32* word = type && type != object ? word_of(type) : nullptr;
    if (word && (*word & kOnTrial)) *word |= kClass;
  });
}

bool TrialSet::flagged_class(const Object* object) const {
  const u32* word = word_of(object);
  return word && (*word & kClass) != 0;
}

void TrialSet::release() {
  while (TrialPage* at = first_) {
    first_ = at->next;
    ASSERT(at->page->side->trial == at->words);
    at->page->side->trial = nullptr;
    mi_free(at);
  }
  end_ = &first_;
  for (Object* object : large_) LargeEntry::of(object)->trial = 0;
  large_.truncate(0);
}

}  // namespace gc
