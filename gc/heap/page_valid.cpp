// The equations of a page (valid.h).
#include "gc/heap/alloc_trace.h"
#include "gc/heap/valid.h"

#if defined(TINYPY_DEBUG)
namespace gc {
namespace {

// True if the free list holds `wanted` free blocks of the page, each once.
bool free_list_holds(const Page& page, u32 wanted) {
  bool seen[kPageBytes / kGranule] = {};
  u32 found = 0;
  for (const Object* block = page.free; block; block = next_free(block)) {
    if (++found > wanted || !page.is_block(block) || block_is_live(block) || !block_is_free(block)) return false;
    bool& before = seen[PageSide::granule_of(block)];
    if (before) return false;
    before = true;
  }
  return found == wanted;
}

// While blocks are traced each free is an event, and afterwards until the first one (Page::set_state()).
bool counts_down_right(const Page& page) {
  switch (page.state) {
    case PageState::kCurrent: return page.hidden == -1;
    case PageState::kPartial: return page.hidden == 0 || page.countdown == 1;
    case PageState::kFull: return page.hidden == static_cast<i32>(page.full_from()) - 1 || page.countdown == 1;
  }
  return false;
}

bool side_is_right(const Page& page) {
  if (!page.side) return !page.traced() && !page.young;
  return page.traced() && page.side->reciprocal == ((u64{1} << 32) + page.block_bytes - 1) / page.block_bytes;
}

}  // namespace

bool page_is_valid(const Page& page) {
  if (page.block_bytes == 0 || page.block_bytes % kGranule != 0 || page.size_class() >= kSizeClasses) return false;
  u32 begun = page.fresh - static_cast<u32>(kPageHeader);
  if (page.fresh < kPageHeader || page.fresh > page.limit() || begun % page.block_bytes != 0) return false;
  u32 ever = begun / page.block_bytes;
  return page.countdown >= 0 && page.used() <= ever && counts_down_right(page) && side_is_right(page) &&
         free_list_holds(page, ever - page.used());
}

}  // namespace gc
#endif
