// The life of dead pages: take, hold, take apart, free.
#include "gc/cycle/dead_pages.h"

#include <mimalloc.h>

#include "gc/base/accelerators.h"
#include "gc/heap/local_heap.h"
#include "gc/refcount/free.h"
#include "gc/sync/lock_reservation.h"

namespace gc {

namespace {

// Frees all members of a page: with the page, if nothing else is on it, otherwise as one list of blocks.
void free_blocks(TrialPage& at) {
  Page* page = at.page;
  ASSERT(at.members != 0 && at.members <= page->used() && !page->side->trial);
  if (page->used() == at.members && page->state != PageState::kCurrent) return clear_page(page);
  Object *head = nullptr, *last = nullptr;
  for (u32 n = at.blocks(); n-- > 0;) {
    if (!TrialPage::is_suspect(at.words[n])) continue;
    Object* block = at.block(n);
    poison_payload(block, page->block_bytes);
    link_free(block, head);
    mark_free(block);
    head = block;
    if (!last) last = block;
  }
  take_back(page, head, last, at.members);
}

}  // namespace

void DeadPages::take(Thread& thread, TrialSet& found) {
  ASSERT(!first_ && size_ == 0);
  if (!enabled(Accelerator::dead_pages)) return;
  all_ = !found.is_closed();
  first_ = found.take_pages([&](TrialPage& at) {
    if (!at.simple || at.members == 0 || (kFreeThreaded && at.page->owner.load(relaxed) != thread.id)) return false;
    holding_ |= all_ || at.holding;
    size_ += at.members;
    return true;
  });
}

void DeadPages::forget() {
  while (TrialPage* at = first_) {
    first_ = at->next;
    mi_free(at);
  }
  size_ = 0;
}

void DeadPages::hold() {
  for (TrialPage* at = first_; at; at = at->next) {
    at->for_each([](Object* object, u32) {
      ASSERT(!object->dead() && !object->published() && !object->has_flag(kWeakrefs));
      add_unshared<u32>(object->local, 1);
      object->shared.store(kDead, relaxed);
    });
  }
}

void DeadPages::take_apart(Thread& thread) {
  u32 shape = kFreeShape;  // of the object before
  void (*dispose)(Thread&, Object*) = nullptr;
  for (TrialPage* at = first_; at; at = at->next) {
    if (!all_ && !at->holding) continue;
    at->for_each([&](Object* object, u32 word) {
      if (!all_ && !(word & TrialPage::kHolds)) return;
      u32 its = object->meta.load(relaxed) >> kFlagBits;
      if (its != shape) {
        shape = its;
        dispose = lifetime_of(object).dispose;
      }
      if (dispose) dispose(thread, object);
    });
  }
}

void DeadPages::free(Thread& thread) {
  ASSERT(thread.attached());
  if constexpr (kShadow) {
    for (TrialPage* at = first_; at; at = at->next)
      at->for_each([&](Object* object, u32) { check_end(thread, object); });
  }
  if constexpr (kStudio) {
    for (TrialPage* at = first_; at; at = at->next)
      at->for_each([](Object* object, u32) {
        observe(ObjectEvent::died_cycle, object);
        observe(ObjectEvent::freed, object);
      });
  }
  if (first_) end_reservations();  // no lock of a dead object may be reserved when its block is used again
  while (TrialPage* at = first_) {
    first_ = at->next;
    thread.gc_debt -= at->members;
    free_blocks(*at);
    mi_free(at);
  }
}

}  // namespace gc
