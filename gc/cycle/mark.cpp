#include "gc/cycle/mark.h"

#include <mimalloc.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "gc/heap/page_run.h"

namespace gc {

Marker::Marker(Scope scope, ObjectVector::Use use) : Visitor{&see, &see, &see_words}, scope_(scope), waiting_(use) {}

bool Marker::mark_large(Object* object) { return large_prefix(object)->traced && LargeEntry::of(object)->mark(); }

// Says yes of public objects on pages of the thread's, too; they are told from its private ones when their turn comes.
bool Marker::may_be_mine(const Object* object) const {
  u64 entry = page_map_get(object);
  return entry > kUntracedPage ? scope_.admits_page_of(object) : entry == kNoPage && scope_.admits(object);
}

void Marker::see(Visitor& self, Object* child) {
  auto& marker = static_cast<Marker&>(self);
  if (marker.scope_.is_everybody() || marker.may_be_mine(child)) marker.mark(child);
}

TINYPY_INLINE bool Marker::mark_word(u64 word) {
  if (!is_reference(word)) return false;
  auto* object = reinterpret_cast<Object*>(word);
  return (scope_.is_everybody() || may_be_mine(object)) && set_mark(object);
}

TINYPY_INLINE void Marker::read(Words words) {
  if (words.count > kLong) [[unlikely]] return put_off(words);
  for (const Atomic<u64>* at = words.begin; at < words.begin + words.count; ++at) {
    u64 word = at->load(relaxed);
    if (mark_word(word)) waiting_.push(reinterpret_cast<Object*>(word));
  }
}

// When there are very many long arrays one inside the other, or no memory, one is read at once.
void Marker::put_off(Words words) {
  if (array_count_ < kLongArrays) {
    LongArray array{words};
    array.fresh = static_cast<u64*>(mi_zalloc((words.count + kPiece - 1) / kPiece * sizeof(u64)));
    if (array.fresh) {
      arrays_[array_count_++] = array;
      return;
    }
  }
  for (; words.count > kLong; words.begin += kLong, words.count -= kLong) read({words.begin, kLong});
  read(words);
}

void Marker::mark_piece(LongArray& array) {
  u64 n = std::min(kPiece, array.words.count - array.marked);
  const Atomic<u64>* begin = array.words.begin + array.marked;
  u64 fresh = 0;
  for (u64 k = 0; k < n; ++k) fresh |= u64{mark_word(begin[k].load(relaxed))} << k;
  array.fresh[array.marked / kPiece] = fresh;
  array.marked += n;
}

// Also takes leave of an array that has been traced.
void Marker::trace_piece(LongArray& array) {
  if (array.left() == 0) {
    mi_free(array.fresh);
    --array_count_;
    return;
  }
  const Atomic<u64>* begin = array.words.begin + array.traced;
  // Backwards, since a stack turns it round.
  for (u64 fresh = array.fresh[array.traced / kPiece]; fresh != 0; fresh -= std::bit_floor(fresh)) {
    waiting_.push(reinterpret_cast<Object*>(begin[std::bit_width(fresh) - 1].load(relaxed)));
  }
  array.traced += std::min(kPiece, array.left());
}

// True: there is more to mark.
bool Marker::go_on(LongArray& array) {
  if (array.marked < array.words.count) {
    mark_piece(array);
    return true;
  }
  trace_piece(array);
  return false;
}

void Marker::see_words(Visitor& self, const Atomic<u64>* begin, u64 count) {
  auto& marker = static_cast<Marker&>(self);
  constexpr uintptr_t kAtHand = 128;  // bytes of an object that the cache has when it is traced
  if (reinterpret_cast<uintptr_t>(begin) - reinterpret_cast<uintptr_t>(marker.tracing_) < kAtHand) return marker.read({begin, count});
  __builtin_prefetch(begin);
  if (marker.fetching_ == kFetched) [[likely]] {
    marker.read(std::exchange(marker.fetched_[marker.first_++ % kFetched], {begin, count}));
  } else {
    marker.fetched_[(marker.first_ + marker.fetching_++) % kFetched] = {begin, count};
  }
}

TINYPY_INLINE void Marker::trace(Object* object) {
  u32 id = object->meta.load(relaxed) >> kFlagBits;
  if (id != last_shape_) {
    const ShapeBase* shape = g_shapes[id];
    last_shape_ = id;
    last_trace_ = shape->lifetime->trace;
    if (shape->type) see(*this, shape->type);
  }
  tracing_ = object;
  if (last_trace_) last_trace_(object, *this);
}

// An object to trace, or null.
TINYPY_INLINE Object* Marker::next() {
  Object* object = waiting_.pop();
  while (!object && fetching_ != 0) {
    --fetching_;
    read(fetched_[first_++ % kFetched]);
    object = waiting_.pop();
  }
  return object;
}

bool Marker::drain(u32 n) {
  for (; n != 0; --n) {
    // Before the queues are empty, lest they lose their lead.
    if (array_count_ != 0 && waiting_.depth() == 0) [[unlikely]] {
      if (go_on(arrays_[array_count_ - 1])) continue;
    }
    Object* object = next();
    if (!object) {
      if (array_count_ == 0) return false;
      continue;
    }
    if (!scope_.admits(object)) continue;
    ++traced_;
    trace(object);
  }
  return true;
}

// The second half of what is left of an array. No memory: nothing.
LongArray Marker::split(LongArray& array) {
  u64 from = array.marked < array.words.count ? array.marked : array.traced;
  u64 middle = (from + (array.words.count - from) / 2) / kPiece * kPiece;
  u64 n = array.words.count - middle;
  u64* fresh = n > kLong && middle > from ? static_cast<u64*>(mi_zalloc((n + kPiece - 1) / kPiece * sizeof(u64))) : nullptr;
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
  LongArray* longest =
      std::max_element(arrays_, arrays_ + array_count_, [](const LongArray& a, const LongArray& b) { return a.left() < b.left(); });
  *array = array_count_ != 0 ? split(*longest) : LongArray();
  constexpr size_t kLittle = 8;
  size_t n = waiting_.depth() < kLittle ? 0 : std::min(waiting_.depth() / 2, room);
  if (n != 0) waiting_.take_oldest(to, n);
  return n;
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
