// The inner loop of marking. Its speed is the speed of the memory, so each object and each storage is prefetched some
// turns before it is read:
//
//   drain()   takes objects from waiting_ while its queue is full; if the stack below is empty but a LongArray is left,
//             go_on() marks or traces a piece of that, which refills the stack; then storage left in fetched_ is read;
//             and if a single object is left, follow() walks along the chain that it may begin
//
// The functions that run once for each object are TINYPY_INLINE into drain(); those that are seldom called are
// noinline, so that they do not cost the loop registers.
#include "gc/cycle/mark.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <iterator>
#include <utility>

#include "gc/base/allocator.h"
#include "gc/cycle/collector.h"
#include "gc/heap/page_run.h"

namespace gc {

bool Marker::mark_outside(Object* object) {
  return object->has_flag(kLarge) && large_prefix(object)->traced && LargeEntry::of(object)->mark();
}

// Sets marks of objects that are often neighbours in memory: the marks of one KiB, which are one word, are gathered in
// a register and written when an object elsewhere comes.
class Marker::MarkRun {
 public:
  explicit MarkRun(Marker& marker) : marker_(marker) {}
  ~MarkRun() { flush(); }
  MarkRun(const MarkRun&) = delete;
  MarkRun& operator=(const MarkRun&) = delete;

  // True if the object was not marked.
  TINYPY_INLINE bool mark(Object* object) {
    auto address = reinterpret_cast<uintptr_t>(object);
    if (address / kSpan != span_) [[unlikely]] {
      if (!begin(object)) return marker_.mark_outside(object);
    }
    u64 bit = u64{1} << (address / kGranule % 64);
    if (marks_ & bit) return false;
    marks_ |= bit;
    return true;
  }

 private:
  static constexpr uintptr_t kSpan = 64 * kGranule;

  // Begins the word for another KiB. False: the object does not lie in a page. Inlined, because a MarkRun whose address
  // is passed would not stay in registers.
  TINYPY_INLINE bool begin(const Object* object) {
    flush();
    u64 entry = page_map_get(object);
    span_ = entry == kNoPage ? 0 : reinterpret_cast<uintptr_t>(object) / kSpan;
    word_ =
        entry > kUntracedPage ? &reinterpret_cast<PageSide*>(entry)->marks[PageSide::granule_of(object) / 64] : nullptr;
    marks_ = before_ = word_ ? __atomic_load_n(word_, __ATOMIC_RELAXED) : ~u64{0};  // untraced objects look marked
    return entry != kNoPage;
  }
  // Reads the word again before the store, so that fewer marks of other markers get lost.
  TINYPY_INLINE void flush() {
    if (marks_ != before_) __atomic_store_n(word_, __atomic_load_n(word_, __ATOMIC_RELAXED) | marks_, __ATOMIC_RELAXED);
  }

  Marker& marker_;
  uintptr_t span_ = 0;
  u64* word_ = nullptr;
  u64 marks_ = 0, before_ = 0;
};

Marker::Marker(Scope scope, ObjectVector::Use use)
    : Visitor{&see, &see_uncounted, &see_words, &see}, scope_(scope), waiting_(use) {}

// A cheap, coarse test for a private scope: all objects on the thread's pages pass, published ones, too.
// trace_admitted() tells these from the private ones when it reads the header anyway.
bool Marker::may_be_mine(const Object* object) const {
  u64 entry = page_map_get(object);
  return entry > kUntracedPage ? scope_.admits_page_of(object) : entry == kNoPage && scope_.admits(object);
}

void Marker::see(Visitor& self, Object* child) {
  auto& marker = static_cast<Marker&>(self);
  if (marker.scope_.is_everybody() || marker.may_be_mine(child)) marker.mark(child);
}

void Marker::see_uncounted(Visitor& self, Object* child) {
  see(self, child);
  auto& marker = static_cast<Marker&>(self);
  Object*& recent = marker.recent_[reinterpret_cast<uintptr_t>(child) / kGranule % kRecent];
  if (recent == child) return;
  recent = child;
  marker.uncounted_.push(child);
}

void Marker::give_uncounted(ObjectVector& to) {
  for (Object* object : uncounted_) to.push(object);
  uncounted_.truncate(0);
}

struct Marker::InTurn {
  static constexpr bool kAtOnce = false;
  Marker& marker;
  TINYPY_INLINE void found(Object* object) { marker.waiting_.push(object); }
};

struct Marker::AtOnce {
  static constexpr bool kAtOnce = true;
  Marker& marker;
  u32 limit;  // of links
  u32 done = 0;
  Object* next = nullptr;  // the last object found; others wait
  TINYPY_INLINE void found(Object* object) {
    if (next) [[unlikely]]
      marker.waiting_.push(next);
    next = object;
  }
};

template <class Way>
TINYPY_INLINE void Marker::read_words(Words words, Way& way) {
  if (words.count > kLong) [[unlikely]]
    return put_off(words);
  const bool everybody = scope_.is_everybody();
  for (const Atomic<u64>* at = words.begin; at < words.begin + words.count; ++at) {
    u64 word = at->load(relaxed);
    if (!is_reference(word)) continue;
    auto* object = reinterpret_cast<Object*>(word);
    if ((everybody || may_be_mine(object)) && set_mark(object)) way.found(object);
  }
}

void Marker::read(Words words) {
  InTurn way{*this};
  read_words(words, way);
}

// The slots of a table whose entries consist of slots only. If the table has other entries, the object is traced by its
// type, and the answer is empty.
TINYPY_INLINE Words Marker::slots_of_table(const Object* object) {
  const SlotTable* table = static_cast<const SlotsInTable*>(object)->table.load(relaxed);
  if (table->entry_words == 2) [[likely]]
    return {table->slots, 2 * table->entries.load(relaxed)};
  trace_by_call(object);
  return {};
}

// Makes a LongArray of the words. If there are too many already, or there is no memory, all words are read at once.
void Marker::put_off(Words words) {
  if (array_count_ < kLongArrays) {
    LongArray array{words};
    array.fresh = static_cast<u64*>(mimalloc_zeroed(Memory::kRaw, (words.count + kPiece - 1) / kPiece * sizeof(u64)));
    if (array.fresh) {
      arrays_[array_count_++] = array;
      return;
    }
  }
  for (; words.count > kLong; words.begin += kLong, words.count -= kLong) read({words.begin, kLong});
  read(words);
}

// Prefetches a piece. The hardware's prefetcher does not see the array as a stream, because much other memory is read
// between its pieces.
void Marker::fetch_piece(const Atomic<u64>* words) {
  constexpr u64 kLine = 64 / sizeof(u64);
  for (u64 k = 0; k < kPiece; k += kLine) __builtin_prefetch(words + k);
}

void Marker::mark_piece(LongArray& array) {
  u64 n = std::min(kPiece, array.words.count - array.marked);
  const Atomic<u64>* begin = array.words.begin + array.marked;
  fetch_piece(begin + 4 * kPiece);
  MarkRun run(*this);
  u64 fresh = 0;
  for (u64 k = 0; k < n; ++k) {
    u64 word = begin[k].load(relaxed);
    if (!is_reference(word)) continue;
    auto* object = reinterpret_cast<Object*>(word);
    if (scope_.is_everybody() || may_be_mine(object)) fresh |= u64{run.mark(object)} << k;
  }
  array.fresh[array.marked / kPiece] = fresh;
  array.marked += n;
}

// Traces the objects of a piece, and prefetches those of the next piece. Stops early if kEnough objects wait, so that
// the stack stays short. Returns the number of objects traced.
u32 Marker::trace_piece(LongArray& array) {
  constexpr size_t kEnough = 256;  // objects on the stack
  const Atomic<u64>* begin = array.words.begin + array.traced;
  u64* bits = &array.fresh[array.traced / kPiece];
  u64 fresh = bits[0], coming = array.left() > kPiece ? bits[1] : 0, before = traced_;
  for (; fresh != 0 && waiting_.depth() < kEnough; fresh &= fresh - 1) {
    u64 k = static_cast<u64>(std::countr_zero(fresh));
    if (coming >> k & 1) TraceStack::fetch(reinterpret_cast<Object*>(begin[kPiece + k].load(relaxed)));
    trace_admitted(reinterpret_cast<Object*>(begin[k].load(relaxed)));
  }
  bits[0] = fresh;
  if (fresh == 0) {
    array.traced += std::min(kPiece, array.left());
    fetch_piece(begin + 4 * kPiece);
  }
  return static_cast<u32>(traced_ - before);
}

// Marks or traces one piece of the array, or drops the array if all of it has been traced. Returns the work done, in
// objects traced.
u32 Marker::go_on(LongArray& array) {
  if (array.marked < array.words.count) {
    mark_piece(array);
    return kPiece / 4;
  }
  if (array.left() != 0) return trace_piece(array) + 1;
  mi_free(array.fresh);
  --array_count_;
  return 1;
}

void Marker::see_words(Visitor& self, const Atomic<u64>* begin, u64 count) {
  auto& marker = static_cast<Marker&>(self);
  Words words{begin, count};
  if (reinterpret_cast<uintptr_t>(begin) - reinterpret_cast<uintptr_t>(marker.tracing_) < marker.at_hand_)
    return marker.read(words);
  marker.read(marker.exchange(words));
}

TINYPY_INLINE Words Marker::known_slots(Words words) {
  return words.count == Words::kOfTable ? slots_of_table(reinterpret_cast<const Object*>(words.begin)) : words;
}

// Puts storage into the ring, and takes out the storage that was put there first: the cache has it by now. Empty while
// the ring fills.
TINYPY_INLINE Words Marker::exchange(Words words) {
  if (fetching_ != kFetched) [[unlikely]] {
    fetched_[(first_ + fetching_++) % kFetched] = words;
    return {};
  }
  std::swap(words, fetched_[first_++ % kFetched]);
  return known_slots(words);
}

void Marker::learn(u32 id, Known& known) {
  const ShapeBase* shape = g_shapes[id];
  known = {id, g_runtime_hooks.slot_layout ? g_runtime_hooks.slot_layout(*shape) : SlotLayout(),
           shape->lifetime->trace};
  if (shape->type) see_uncounted(*this, shape->type);
}

TINYPY_INLINE const Marker::Known& Marker::known(const Object* object) {
  u32 id = object->meta.load(relaxed) >> kFlagBits;
  Known& known = known_[id % kKnown];
  if (known.shape != id) [[unlikely]]
    learn(id, known);
  return known;
}

void Marker::trace_by_call(const Object* object) {
  tracing_ = object;
  if (auto trace = known(object).trace) trace(const_cast<Object*>(object), *this);
}

template <class Way>
TINYPY_INLINE void Marker::trace(Object* object, Way& way) {
  const SlotLayout& layout = known(object).layout;
  const auto* begin = reinterpret_cast<const Atomic<u64>*>(object);
  Words words;  // the slots to read now: of this object, or, out of the ring, of another one
  switch (layout.kind) {
    case SlotLayout::kInline:
      if (layout.null_if_all != 0 && begin[layout.null_if_all].load(relaxed) != 0) [[unlikely]]
        return trace_by_call(object);
      words = {begin + layout.begin, layout.count};
      break;
    case SlotLayout::kCounted: {
      const auto* counted = static_cast<const CountedSlots*>(object);
      words = {counted->slots, counted->count.load(relaxed)};
      break;
    }
    case SlotLayout::kBlock: {
      const auto* holder = static_cast<const SlotsInBlock*>(object);
      u64 count = holder->count.load(relaxed);
      if (count == 0) return;
      if constexpr (Way::kAtOnce) return follow_blocks(holder, way);
      words = {holder->block.load(relaxed)->slots, count};
      __builtin_prefetch(words.begin);
      words = exchange(words);
      break;
    }
    case SlotLayout::kTable: {
      if constexpr (Way::kAtOnce) {
        words = slots_of_table(object);
        break;
      }
      const char* table = reinterpret_cast<const char*>(static_cast<const SlotsInTable*>(object)->table.load(relaxed));
      __builtin_prefetch(table);
      __builtin_prefetch(table + 64);
      words = exchange({begin, Words::kOfTable});
      break;
    }
    case SlotLayout::kNothing: return;
    case SlotLayout::kTraced: return trace_by_call(object);
  }
  read_words(words, way);
}

TINYPY_INLINE void Marker::trace_admitted(Object* object) {
  if (!scope_.admits(object)) return;
  ++traced_;
  InTurn way{*this};
  trace(object, way);
}

u32 Marker::trace_one(Object* object) {
  trace_admitted(object);
  return 1;
}

// Follows a chain of objects of one shape with layout kBlock, such as nested lists: the inner loop of follow(). Ends
// before a link of another shape, and when a link leads to more than one newly marked object.
TINYPY_INLINE void Marker::follow_blocks(const Object* link, AtOnce& way) {
  const u32 shape = link->meta.load(relaxed) >> kFlagBits;
  for (;;) {
    const auto* holder = static_cast<const SlotsInBlock*>(link);
    u64 count = holder->count.load(relaxed);
    if (count == 0) return;
    Words slots{holder->block.load(relaxed)->slots, count};
    read_words(slots, way);
    const Object* next = way.next;
    if (!next || waiting_.depth() != 0 || way.done >= way.limit || !scope_.is_everybody()) return;
    if (next->meta.load(relaxed) >> kFlagBits != shape) return;
    link = next;
    way.next = nullptr;
    ++way.done;
  }
}

// Traces `object`, then the object it leads to, and so on, for at most n links, while each link leads to one newly
// marked object. A queue would not help: nothing else is left to do while a link is fetched. Returns the number of
// links.
u32 Marker::follow(Object* object, u32 n) {
  AtOnce way{*this, n};
  at_hand_ = ~uintptr_t{0};
  while (object && way.done < n) {
    ++way.done;
    if (scope_.admits(object)) {
      u32 before = way.done;
      trace(object, way);
      traced_ += 1 + way.done - before;
    }
    if (!waiting_.empty()) [[unlikely]] {
      if (way.next) waiting_.push(way.next);
      way.next = waiting_.pop_only();
    }
    object = std::exchange(way.next, nullptr);
  }
  if (object) waiting_.push(object);
  at_hand_ = kAtHand;
  return way.done;
}

// The next object to trace, after reading what is left in fetched_ if need be. Null: none waits.
TINYPY_INLINE Object* Marker::next() {
  Object* object = waiting_.pop();
  while (!object && fetching_ != 0) {
    --fetching_;
    read(known_slots(fetched_[first_++ % kFetched]));
    object = waiting_.pop();
  }
  return object;
}

bool Marker::drain(u32 n) {
  for (u32 done = 0; done < n;) {
    if (waiting_.flows()) [[likely]] {
      ++done;
      trace_admitted(waiting_.turn());
      continue;
    }
    // The arrays refill the stack while objects are still in the queue, so that the prefetching keeps its lead.
    if (array_count_ != 0 && waiting_.depth() == 0) {
      done += go_on(arrays_[array_count_ - 1]);
      continue;
    }
    Object* object = next();
    if (object) {
      done += waiting_.empty() && fetching_ == 0 ? follow(object, n - done) : trace_one(object);
    } else if (array_count_ == 0) {
      return false;
    }
  }
  return true;
}

// Splits off the second half of what is left of an array. Empty if that is too short, or if there is no memory.
LongArray Marker::split(LongArray& array) {
  u64 from = array.marked < array.words.count ? array.marked : array.traced;
  u64 middle = (from + (array.words.count - from) / 2) / kPiece * kPiece;
  u64 n = array.words.count - middle;
  u64* fresh = n > kLong && middle > from
                   ? static_cast<u64*>(mimalloc_zeroed(Memory::kRaw, (n + kPiece - 1) / kPiece * sizeof(u64)))
                   : nullptr;
  if (!fresh) return {};
  LongArray half{{array.words.begin + middle, n}, 0, 0, fresh};
  if (array.marked == array.words.count) {
    std::memcpy(fresh, array.fresh + middle / kPiece, (n + kPiece - 1) / kPiece * sizeof(u64));
    half.marked = n;
    array.marked = middle;
  }
  array.words.count = middle;
  return half;
}

size_t Marker::give_half(Object** to, size_t room, LongArray* array) {
  LongArray* longest = std::max_element(arrays_, arrays_ + array_count_,
                                        [](const LongArray& a, const LongArray& b) { return a.left() < b.left(); });
  *array = array_count_ != 0 ? split(*longest) : LongArray();
  constexpr size_t kLittle = 8;
  size_t n = waiting_.depth() < kLittle ? 0 : std::min(waiting_.depth() / 2, room);
  if (n != 0) waiting_.take_oldest(to, n);
  return n;
}

// The cache of shapes goes, too: an entry in it says that the shape's class is marked.
void Marker::forget_marks() {
  ASSERT(waiting_.empty() && fetching_ == 0 && array_count_ == 0);
  for (Known& known : known_) known = {};
  uncounted_.truncate(0);
  std::fill(std::begin(recent_), std::end(recent_), nullptr);
}

void clear_marks_of(Page& page) { std::memset(page.side->marks, 0, sizeof page.side->marks); }

u64 clear_marks() {
  u64 objects = 0;
  for_each_page([&](Page& page) {
    if (!page.traced()) return;
    clear_marks_of(page);
    objects += page.used();
  });
  for_each_large([&](LargeEntry& entry) {
    entry.marked = 0;
    ++objects;
  });
  return objects;
}

u64 count_marks() {
  u64 n = 0;
  for_each_page([&](Page& page) {
    if (page.traced()) n += page.side->marked_count();
  });
  for_each_large([&](LargeEntry& entry) { n += entry.marked; });
  return n;
}

}  // namespace gc
