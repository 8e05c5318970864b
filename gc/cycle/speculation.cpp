// The steps of a speculation: copy the marks, run by run, counting unmarked objects; choose the origin; mark from there
// tentatively; wait whether the origin is marked; then confirm or drop.
#include "gc/cycle/speculation.h"

#include <algorithm>
#include <iterator>

namespace gc {

namespace {

PageSide& tentative_of(Page& page) {
  return *reinterpret_cast<PageSide*>(reinterpret_cast<uintptr_t>(page.side) + kTentative);
}

// Calls f(Page&) for the traced pages in use.
template <class F>
void for_each_traced_page(PageRun& run, F f) {
  for (u32 n = 0; n < kRunPages; ++n) {
    if ((run.taken >> n & 1) == 0) continue;
    Page& page = *reinterpret_cast<Page*>(run.base + n * kPageBytes);
    if (page.traced()) f(page);
  }
}

u32 unmarked_on(Page& page) {
  u32 marked = tentative_of(page).marked_count(), used = page.used();
  return used > marked ? used - marked : 0;
}

}  // namespace

Speculation::Speculation(Marker& marker) : marker_(marker) {
  marker_.begin_to_guess();
  begin();
}

void Speculation::begin() {
  ++tries_;
  origin_ = nullptr;
  unmarked_ = 0;
  traced_before_ = marker_.traced();
  copying_ = first_run();
}

// Copies the marks of a run to its tentative bits, and counts the unmarked objects. Other markers set marks meanwhile.
void Speculation::copy_marks(PageRun& run) {
  u32 unmarked = 0;
  for_each_traced_page(run, [&](Page& page) {
    PageSide& tentative = tentative_of(page);
    for (u32 n = 0; n < std::size(tentative.marks); ++n)
      tentative.marks[n] = __atomic_load_n(&page.side->marks[n], __ATOMIC_RELAXED);
    unmarked += unmarked_on(page);
  });
  run.unmarked = unmarked;
  unmarked_ += unmarked;
}

// Makes a live, unmarked object on the page the origin, beginning the search in its middle. False: there is none.
bool Speculation::choose_on(Page& page) {
  ASSERT(!origin_ && page.traced());
  u32 blocks = (page.fresh - static_cast<u32>(kPageHeader)) / page.block_bytes;
  for (u32 n = 0; n < blocks; ++n) {
    Object* block = page.at(static_cast<u32>(kPageHeader) + (n + blocks / 2) % blocks * page.block_bytes);
    if (!block_is_live(block) || tentative_of(page).marked(block)) continue;
    origin_ = block;
    marker_.mark(block);
    return true;
  }
  return false;
}

// Chooses an origin. The first one is the median of the unmarked objects by address; later ones lie in the middle half.
void Speculation::choose_origin() {
  // The parts of the middle half come in an order that jumps between places near the middle and far from it.
  constexpr u64 kParts = 64, kStep = 25;
  u64 before = unmarked_ * (kParts / 4 + (kParts / 4 + (tries_ - 1) * kStep) % (kParts / 2)) / kParts;
  PageRun* run = first_run();
  for (; run && before >= run->unmarked; run = run->next) before -= run->unmarked;
  for (; run && !origin_; run = run->next) {
    for_each_traced_page(*run, [&](Page& page) {
      u32 here = origin_ ? 0 : unmarked_on(page);
      if (here == 0) return;
      if (before < here && choose_on(page)) return;
      before -= std::min<u64>(before, here);
    });
  }
  if (!origin_) tries_ = kTries + 1;
}

bool Speculation::step() {
  constexpr u32 kObjects = 256;
  if (copying_) {
    copy_marks(*copying_);
    copying_ = copying_->next;
    if (!copying_) choose_origin();
    return true;
  }
  if (!marker_.may_go_on()) tries_ = kTries + 1;
  if (!is_hopeful()) return false;
  if (marker_.drain(kObjects)) return true;
  if (marker_.traced() - traced_before_ >= kLittle) return false;
  marker_.drop_guess();
  marker_.begin_to_guess();
  begin();
  return is_hopeful();
}

bool Speculation::was_right() const {
  if (!origin_) return false;
  u32 granule = PageSide::granule_of(origin_);
  return __atomic_load_n(&side_of(origin_)->marks[granule / 64], __ATOMIC_RELAXED) >> (granule % 64) & 1;
}

void Speculation::confirm() {
  ASSERT(was_right());
  for_each_page([](Page& page) {
    if (!page.traced()) return;
    const PageSide& tentative = tentative_of(page);
    for (u32 n = 0; n < std::size(tentative.marks); ++n) {
      u64 *word = &page.side->marks[n], before = __atomic_load_n(word, __ATOMIC_RELAXED),
          both = before | tentative.marks[n];
      if (both != before) __atomic_store_n(word, both, __ATOMIC_RELAXED);
    }
  });
  marker_.guess_was_right();
}

void Speculation::drop() { marker_.drop_guess(); }

}  // namespace gc
