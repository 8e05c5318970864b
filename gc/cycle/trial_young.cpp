// The trial of young pages: most of them are decided by one number, the page's weight.
//
//   weight(page) = sum of count(X) for each member X of the page
//                - number of references to members of the page, from members of all young pages
//
//   weight == 0    no member is held from outside: all are garbage, unless a held page reaches them
//   weight != 0    the page is held: its members' words are counted one by one, as in trial.cpp
//   mixed page     counts as held (TrialPage::mixed)
//
// The weight is a sum of the members' external counts, none of which is negative. So if the sum is 0, each of them is
// 0, and no word need be counted. Most young garbage is found like that. The second pass, TryHeld, looks at held pages;
// of the other pages it needs only the references that lead to held pages, and it has a list of these if there are few
// (TrialPage::few).
//
// An object that an earlier young collection has found alive is marked, and skipped. So it costs little to allocate
// from the free blocks of an old page. A mark may be left from an object that had the block before: then the new object
// is skipped by young collections, and the next larger collection clears the mark.
#include "gc/base/accelerators.h"
#include "gc/base/stress.h"
#include "gc/cycle/trial.h"
#include "gc/heap/local_heap.h"

namespace gc {

namespace {

// The TrialPage of the page that holds `child`. Null: that page is not on trial, or is on trial in the trial of another
// thread.
TrialPage* trial_page_of(const Scope& scope, const Object* child) {
  PageSide* side = side_of(child);
  return side && scope.admits_page_of(child) && side->trial ? TrialPage::of(side->trial) : nullptr;
}

}  // namespace

// The first pass: computes TrialPage::unexplained of all young pages. A count is explained by a reference that comes
// from a member.
struct Weigh : Visitor {
  Weigh(const Scope& admitted, Kinds& known) : Visitor{&see, nullptr, nullptr, &see}, scope(admitted), kinds(known) {}
  static void see(Visitor& visitor, Object* child) {
    auto& self = static_cast<Weigh&>(visitor);
    if (!self.explain(child)) self.holds = true;
  }
  // Subtracts one reference to `child`, held by a member. False: the child is not on trial.
  TINYPY_INLINE bool explain(const Object* child) {
    if (Page::of(child) != at->page) return explain_elsewhere(child);
    if (at->page->side->marked(child)) return false;
    --at->unexplained;
    return true;
  }
  TINYPY_RARE bool explain_elsewhere(const Object* child);
  void look_at_page(TrialPage& page);
  const Kinds::Kind* look_at(u32 n);
  template <bool kAged, SlotLayout::Kind kLayout>
  [[gnu::noinline]] u32 look_at_run(const Kinds::Kind& kind, u32 n, u32 end);

  const Scope& scope;
  Kinds& kinds;
  TrialPage* at = nullptr;
  // The last page of a target on another page than its holder, and its TrialPage; null if that page is not on trial.
  const Page* other_page = nullptr;
  TrialPage* there = nullptr;
  bool holds = false;  // the member holds an object that is not on trial
};

[[gnu::noinline]] bool Weigh::explain_elsewhere(const Object* child) {
  if (Page::of(child) != other_page) {
    other_page = Page::of(child);
    there = trial_page_of(scope, child);
  }
  if (!there || there->page->side->marked(child) || !scope.admits(child)) return false;
  --there->unexplained;
  if (at->outgoing < TrialPage::kFew) at->few[at->outgoing] = const_cast<Object*>(child);
  ++at->outgoing;
  return true;
}

[[gnu::noinline]] void Weigh::look_at_page(TrialPage& page) {
  constexpr u32 kAhead = 16;
  at = &page;
  page.aged = page.page->side->any_marked();
  for (u32 n = 0, end = page.blocks(); n < end; ++n) {
    if (page.aged && (n = page.skip_marked(n, end)) == end) break;
    __builtin_prefetch(page.block(n + kAhead));
    const Kinds::Kind* kind = look_at(n);
    if (!kind || n + 1 == end || !kind->is_uniform() ||
        !scope.admits_in_state(page.block(n + 1), Scope::plain_state(kind->shape)))
      continue;
    n = kind->with_layout([&]<SlotLayout::Kind kLayout> {
      return page.aged ? look_at_run<true, kLayout>(*kind, n + 1, end) : look_at_run<false, kLayout>(*kind, n + 1, end);
    }) - 1;
  }
  page.simple = (page.traits & TrialPage::kSpecial) == 0;
}

// Weighs the unmarked block n of the page. Returns the kind of the object; null if the block is free or its object is
// out of scope.
TINYPY_INLINE const Kinds::Kind* Weigh::look_at(u32 n) {
  Object* object = at->block(n);
  if (block_is_free(object)) return nullptr;
  if (!scope.admits_block(object)) {
    at->mixed = true;
    return nullptr;
  }
  u32 meta = object->meta.load(relaxed);
  const Kinds::Kind& kind = kinds.of(meta);
  at->traits |= (meta & kFlagMask) | kind.traits;
  holds = kind.has_storage(object);
  i64 here = 0;
  kind.show(
      object,
      [&](const Object* child) {
        if (Page::of(child) == at->page && !(at->aged && at->page->side->marked(child))) ++here;
        else holds |= !explain(child);
      },
      *this);
  ++at->members;
  at->unexplained += object->local.load(relaxed) - here;
  at->words[n] = holds ? TrialPage::kOnTrial | TrialPage::kHolds : TrialPage::kOnTrial;
  at->holding |= holds;
  return &kind;
}

// The same for the blocks from n on, while they have the kind of the block before and no flags; marked and free blocks
// are skipped. Returns the first block that is different.
template <bool kAged, SlotLayout::Kind kLayout>
u32 Weigh::look_at_run(const Kinds::Kind& kind, u32 n, u32 end) {
  const Kinds::Kind alike = kind;
  const u32 on_trial = alike.storage >= kAlwaysStorage ? TrialPage::kOnTrial | TrialPage::kHolds : TrialPage::kOnTrial;
  const Page* page = at->page;
  u32* const words = at->words;
  u64 counted = 0, here = 0;
  u32 stopped = for_each_alike<kAged>(*at, scope, Scope::plain_state(alike.shape), n, end, &at->members,
                                      [&](u32 block, Object* object) {
                                        SlotRange slots;
                                        if (!alike.slots_of<kLayout>(object, &slots)) return false;
                                        counted += object->local.load(relaxed);
                                        words[block] = on_trial;
                                        slots.for_each([&](u64 held) {
                                          const auto* child = reinterpret_cast<const Object*>(held);
                                          if (is_reference_into(page, held) && !(kAged && page->side->marked(child))) {
                                            ++here;
                                          } else if (is_reference(held) && !explain(child)) {
                                            words[block] |= TrialPage::kHolds;
                                            at->holding = true;
                                          }
                                        });
                                        return true;
                                      });
  at->holding = at->holding || (on_trial & TrialPage::kHolds);
  at->unexplained += static_cast<i64>(counted - here);
  return stopped;
}

// The second pass: counts the words of the members of held pages. Subtracts from these words the references that
// members of held pages hold, and those that members of other pages with many outgoing references hold.
struct TryHeld : Visitor {
  TryHeld(TrialSet& trial_set, const Scope& admitted, Kinds& known)
      : Visitor{&see, nullptr, nullptr, &see}, set(trial_set), scope(admitted), kinds(known) {}
  static void see(Visitor& self, Object* child) { static_cast<TryHeld&>(self).subtract(child); }
  TINYPY_INLINE void subtract(const Object* child) {
    if (Page::of(child) != page) [[unlikely]]
      look_up(child);
    u32* word = words ? &words[page->side->block_index(child)] : nullptr;
    if (!word || !(*word & TrialPage::kOnTrial)) holds = true;
    else if (held) *word -= TrialPage::kReference;
  }
  void look_up(const Object* child);
  void look_at_page(TrialPage& at);
  template <SlotLayout::Kind kLayout>
  [[gnu::noinline]] u32 look_at_run(TrialPage& at, const Kinds::Kind& kind, u32 n, u32 end);

  TrialSet& set;
  const Scope& scope;
  Kinds& kinds;
  bool holds = false;  // a reference to an object that is not on trial has been seen

 private:
  // Of the last target: its page, the page's words, and whether the page is held.
  const Page* page = nullptr;
  u32* words = nullptr;
  bool held = false;
};

[[gnu::noinline]] void TryHeld::look_up(const Object* child) {
  page = Page::of(child);
  TrialPage* there = trial_page_of(scope, child);
  words = there ? there->words : nullptr;
  held = there && there->is_held();
}

[[gnu::noinline]] void TryHeld::look_at_page(TrialPage& at) {
  const bool counts = at.is_held();
  const Kinds::Kind nothing{};
  const Kinds::Kind* kind = &nothing;  // of the member before
  for (u32 n = 0, end = at.blocks(); n < end; ++n) {
    if (counts && kind->is_uniform()) {
      n = kind->with_layout([&]<SlotLayout::Kind kLayout> { return look_at_run<kLayout>(at, *kind, n, end); });
      if (n == end) return;
    }
    if (!(at.words[n] & TrialPage::kOnTrial)) continue;
    Object* object = at.block(n);
    if (counts) set.count(at.words[n], object, object->local.load(relaxed));
    kind = &kinds.of(object->meta.load(relaxed));
    at.traits |= kind->traits;
    holds = false;
    kind->show(object, [&](const Object* child) { subtract(child); }, *this);
    if (!holds && !kind->has_storage(object)) continue;
    at.words[n] |= TrialPage::kHolds;
    at.holding = true;
  }
}

// look_at_page() for the blocks of a held page from n on, while their members have the kind of the member before.
// Returns the first block that is different.
template <SlotLayout::Kind kLayout>
u32 TryHeld::look_at_run(TrialPage& at, const Kinds::Kind& kind, u32 n, u32 end) {
  const Kinds::Kind alike = kind;
  const u32 step = at.page->block_bytes, meta = alike.shape << kFlagBits;
  const bool storage = alike.storage >= kAlwaysStorage;
  const Page* own = at.page;
  const PageSide* side = own->side;
  u32* const own_words = at.words;
  const Object* object = at.block(n);
  for (; n < end; ++n, object = after(object, step)) {
    if (!(own_words[n] & TrialPage::kOnTrial)) continue;
    SlotRange slots;
    if (object->meta.load(relaxed) != meta || !alike.slots_of<kLayout>(object, &slots)) break;
    set.count(own_words[n], const_cast<Object*>(object), object->local.load(relaxed));
    holds = storage;
    slots.for_each([&](u64 word) {
      const auto* child = reinterpret_cast<const Object*>(word);
      if (is_reference_into(own, word)) {
        u32& its = own_words[side->block_index(child)];
        if (its & TrialPage::kOnTrial) its -= TrialPage::kReference;
        else holds = true;
      } else if (is_reference(word)) {
        subtract(child);
      }
    });
    if (!holds) continue;
    own_words[n] |= TrialPage::kHolds;
    at.holding = true;
  }
  return n;
}

void TrialSet::add_young_page(Page& page) {
  ASSERT(page.young && (young_ || !first_) && (!kFreeThreaded || page.owner.load(relaxed) == thread_.id));
  young_ = true;
  add_page(page);
}

void TrialSet::forget_seen() {
  for (TrialPage* at = first_; at; at = at->next) {
    if (at->members != 0) at->page->seen_free = at->page->at(0);  // no block
  }
}

// The first pass. False: at least half of the members lie on held pages, so that weighing saved nothing.
bool TrialSet::weigh_pages() {
  Weigh weigh(scope_, kinds_);
  for (TrialPage* at = first_; at; at = at->next) weigh.look_at_page(*at);
  u64 members = 0, held = 0;
  for (TrialPage* at = first_; at; at = at->next) {
    members += at->members;
    held += at->is_held() ? at->members : 0;
  }
  tried_ += members;
  return held < members / 2;
}

void TrialSet::subtract_internal_of_young() {
  if (!enabled(Accelerator::weighed_pages)) return subtract_internal();
  // After a weighing that saved nothing, the next kSeldom young collections count all words at once.
  constexpr u32 kSeldom = kStress ? 2 : 16;
  u32& unweighed = heap_of(thread_).debt.unweighed;
  if (unweighed != 0) {
    --unweighed;
    return subtract_internal();
  }
  weighed_ = true;
  if (!weigh_pages()) unweighed = kSeldom;
  TryHeld try_held(*this, scope_, kinds_);
  for (TrialPage* at = first_; at; at = at->next) {
    if (at->is_held() || at->outgoing > TrialPage::kFew) {
      try_held.look_at_page(*at);
    } else {
      for (u32 n = 0; n < at->outgoing; ++n) try_held.subtract(at->few[n]);
    }
  }
}

}  // namespace gc
