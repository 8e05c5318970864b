// The trial of young pages. A page is weighed first: the counts of all its members together, less the references that members of any page hold of them.
// No count is smaller than the references that young objects hold, so if nothing is left, nobody else holds any of the members, and their words are 0
// without being counted one by one. So goes most young garbage. On the other pages each member's word is counted.
//
// What has been found alive before has a mark, and is passed by, so that it costs little to use a page's free blocks again. A mark may be an older
// object's that had the same block: it then goes with the next collection of the whole heap.
#include "gc/base/stress.h"
#include "gc/cycle/trial.h"
#include "gc/heap/local_heap.h"

namespace gc {

namespace {

Object* after(Object* block, u32 bytes) { return reinterpret_cast<Object*>(reinterpret_cast<char*>(block) + bytes); }

// The page on trial of a child that the thread has found. Other threads' pages may be on trial, too, in their own.
TrialPage* trial_page_of(const Scope& scope, const Object* child) {
  PageSide* side = side_of(child);
  return side && scope.admits_page_of(child) && side->trial ? TrialPage::of(side->trial) : nullptr;
}

}  // namespace

// Goes through young pages, and explains the counts of what is there by the references of what is there.
struct Weigh : Visitor {
  Weigh(const Scope& admitted, Kinds& known) : Visitor{&see}, scope(admitted), kinds(known) {}
  static void see(Visitor& visitor, Object* child) {
    auto& self = static_cast<Weigh&>(visitor);
    if (!self.explain(child)) self.holds = true;
  }
  static bool is_reference_into(const Page* page, u64 word) { return ((word ^ reinterpret_cast<u64>(page)) & ~(kPageBytes - kGranule)) == 0; }
  // One of the member's references. False: what it leads to is not on trial.
  TINYPY_INLINE bool explain(const Object* child) {
    if (Page::of(child) != at->page) return explain_elsewhere(child);
    if (at->page->side->marked(child)) return false;
    --at->unexplained;
    return true;
  }
  TINYPY_RARE bool explain_elsewhere(const Object* child);
  void look_at_page(TrialPage& page);
  void look_at(u32 n);
  template <bool kAged>
  [[gnu::noinline]] u32 look_at_run(u32 n, u32 end);

  const Scope& scope;
  Kinds& kinds;
  TrialPage* at = nullptr;
  const Kinds::Kind* kind = nullptr;  // of the member before
  bool holds = false;                 // the member holds something that is not on trial
};

[[gnu::noinline]] bool Weigh::explain_elsewhere(const Object* child) {
  TrialPage* there = trial_page_of(scope, child);
  if (!there || there->page->side->marked(child) || !scope.admits(child)) return false;
  --there->unexplained;
  if (at->outgoing < TrialPage::kFew) at->few[at->outgoing] = const_cast<Object*>(child);
  ++at->outgoing;
  return true;
}

[[gnu::noinline]] void Weigh::look_at_page(TrialPage& page) {
  at = &page;
  kind = nullptr;
  page.aged = page.page->side->any_marked();
  for (u32 n = 0, end = page.blocks(); n < end; ++n) {
    if (kind && kind->is_plain_instance()) n = page.aged ? look_at_run<true>(n, end) : look_at_run<false>(n, end);
    if (n < end) look_at(n);
  }
  page.simple = (page.traits & TrialPage::kSpecial) == 0;
}

// The block n of the page.
[[gnu::noinline]] void Weigh::look_at(u32 n) {
  Object* object = at->block(n);
  if (!scope.admits_block(object)) {
    at->mixed = at->mixed || !(block_is_free(object) || at->page->side->marked(object));
    return;
  }
  if (at->page->side->marked(object)) return;
  ++at->members;
  at->unexplained += object->local.load(relaxed);
  u32 meta = object->meta.load(relaxed);
  kind = &kinds.of(meta);
  at->traits |= (meta & kFlagMask) | kind->traits;
  holds = false;
  kind->show(object, [&](const Object* child) { holds |= !explain(child); }, *this);
  holds = holds || kind->has_storage(object);
  at->words[n] = holds ? TrialPage::kOnTrial | TrialPage::kHolds : TrialPage::kOnTrial;
  at->holding = at->holding || holds;
}

// The same for the blocks from n on that are like the one before, instances that keep all they hold in themselves, or marked. Returns the first that is not.
template <bool kAged>
u32 Weigh::look_at_run(u32 n, u32 end) {
  const Scope own = scope;
  const u64 state = Scope::plain_state(kind->shape);
  const u64 null = kind->layout.null_if_all * sizeof(u64), skipped = kind->layout.begin == kind->layout.null_if_all;
  const u64 begin = (kind->layout.begin + skipped) * sizeof(u64), slots_end = begin + (kind->layout.count - skipped) * sizeof(u64);
  const u64 step = at->page->block_bytes;
  const Page* page = at->page;
  const char* block = reinterpret_cast<const char*>(at->block(n));
  u32 *word = at->words + n, *words_end = at->words + end, passed = 0;
  u64 counted = 0, here = 0;
  auto word_at = [&](u64 offset) { return reinterpret_cast<const Atomic<u64>*>(block + offset)->load(relaxed); };
  for (; word < words_end; ++word, block += step) {
    const auto* object = reinterpret_cast<const Object*>(block);
    if (kAged && page->side->marked(object)) {
      ++passed;
      continue;
    }
    if (!own.admits_in_state(object, state) || (null != 0 && word_at(null) != 0)) break;
    counted += object->local.load(relaxed);
    *word = TrialPage::kOnTrial;
    for (u64 slot = begin; slot < slots_end; slot += sizeof(u64)) {
      u64 held = word_at(slot);
      const auto* child = reinterpret_cast<const Object*>(held);
      if (is_reference_into(page, held) && !(kAged && page->side->marked(child))) {
        ++here;
      } else if (is_reference(held) && !explain(child)) {
        *word |= TrialPage::kHolds;
        at->holding = true;
      }
    }
  }
  u32 run = static_cast<u32>(word - at->words) - n;
  at->members += run - passed;
  at->unexplained += static_cast<i64>(counted - here);
  return n + run;
}

// Counts are in the words of held pages already, so no sum goes below 0, and only words are read.
struct SubtractFromHeld : Visitor {
  explicit SubtractFromHeld(const Scope& admitted) : Visitor{&see}, scope(admitted) {}
  static void see(Visitor& self, Object* child) { static_cast<SubtractFromHeld&>(self).subtract(child); }
  TINYPY_INLINE void subtract(const Object* child) {
    if (Page::of(child) != page) [[unlikely]] look_up(child);
    u32* word = words ? &words[page->side->block_index(child)] : nullptr;
    if (!word || !(*word & TrialPage::kOnTrial)) holds = true;
    else if (held) --*word;
  }
  void look_up(const Object* child) {
    page = Page::of(child);
    TrialPage* there = trial_page_of(scope, child);
    words = there ? there->words : nullptr;
    held = there && there->is_held();
  }

  const Scope& scope;
  bool holds = false;  // something that is not on trial has been seen

 private:
  // Where the last one was: often the next one is there, too.
  const Page* page = nullptr;
  u32* words = nullptr;
  bool held = false;
};

void TrialSet::add_young_page(Page& page) {
  young_ = true;
  add_page(page);
}

void TrialSet::count_members(TrialPage& at) {
  Object* block = at.block(0);
  for (u32 n = 0, end = at.blocks(), bytes = at.page->block_bytes; n < end; ++n, block = after(block, bytes)) {
    if (at.words[n] & kOnTrial) count(at.words[n], block, block->local.load(relaxed));
  }
}

// Instead of weighing and counting.
[[gnu::noinline]] void TrialSet::enter_members(TrialPage& at) {
  const PageSide& side = *at.page->side;
  u32 members = 0, flags = 0;
  Object* block = at.block(0);
  for (u32 n = 0, end = at.blocks(), bytes = at.page->block_bytes; n < end; ++n, block = after(block, bytes)) {
    if (!scope_.admits_block(block) || side.marked(block)) continue;
    ++members;
    flags |= block->meta.load(relaxed);
    count(at.words[n], block, block->local.load(relaxed));
  }
  at.members += members;  // less than 0 before, if some have been revived
  at.traits = flags & kFlagMask;
  at.simple = (flags & kSpecial) == 0;
  at.mixed = true;
  tried_ += members;
}

// Of a page where not all that lives is on trial: its members may hold other things there.
[[gnu::noinline]] void TrialSet::subtract_from_held(TrialPage& at, SubtractFromHeld& subtract) {
  const Kinds::Kind nothing{};
  const Kinds::Kind* kind = &nothing;  // of the member before
  Object* object = at.block(0);
  for (u32 n = 0, end = at.blocks(), bytes = at.page->block_bytes; n < end; ++n, object = after(object, bytes)) {
    if (!(at.words[n] & kOnTrial)) continue;
    u32 meta = object->meta.load(relaxed);
    if (meta >> kFlagBits != kind->shape) [[unlikely]] {
      kind = &kinds_.of(meta);
      at.traits |= kind->traits;
    }
    subtract.holds = false;
    kind->show(object, [&](const Object* child) { subtract.subtract(child); }, subtract);
    if (!subtract.holds && !kind->has_storage(object)) continue;
    at.words[n] |= kHolds;
    at.holding = true;
  }
}

// What is on held pages is counted. False: that was most of it.
bool TrialSet::weigh_pages() {
  Weigh weigh(scope_, kinds_);
  for (TrialPage* at = first_; at; at = at->next) weigh.look_at_page(*at);
  u64 members = 0, counted = 0;
  for (TrialPage* at = first_; at; at = at->next) {
    members += at->members;
    if (!at->is_held()) continue;
    counted += at->members;
    count_members(*at);
  }
  tried_ += members;
  return counted < members / 2;
}

void TrialSet::subtract_internal_of_young() {
  // Where weighing was in vain it is left out for some time.
  constexpr u32 kSeldom = kStress ? 2 : 16;
  u32& unweighed = heap_of(thread_).debt.unweighed;
  if (unweighed != 0) {
    --unweighed;
    for (TrialPage* at = first_; at; at = at->next) enter_members(*at);
  } else if (!weigh_pages()) {
    unweighed = kSeldom;
  }
  SubtractFromHeld subtract(scope_);
  for (TrialPage* at = first_; at; at = at->next) {
    if (at->is_held() || at->outgoing > TrialPage::kFew) {
      subtract_from_held(*at, subtract);
    } else {
      for (u32 n = 0; n < at->outgoing; ++n) subtract.subtract(at->few[n]);
    }
  }
}

}  // namespace gc
