// Access to bytes that several threads read and write at once without a lock, as scripts may through a memoryview.
//
// An item of up to eight bytes whose address is a multiple of its size is moved by one atomic access: a reader sees a
// value that some thread has written, never parts of two. A plain memcpy does not promise that, and a data race would
// be undefined behaviour for the compiler. Bulk copies move aligned words; a reader may see old and new words mixed.
// Relaxed atomic loads and stores are ordinary instructions on x86-64, so this costs nothing.
#pragma once

#include <bit>
#include <cstring>

#include "gc/base/atomic.h"
#include "gc/base/bits.h"

namespace rt {

namespace shared_bytes {

template <class Word>
Word load_word(const gc::u8* from) {
  using Aliasing [[gnu::may_alias]] = Word;
  return __atomic_load_n(reinterpret_cast<const Aliasing*>(from), __ATOMIC_RELAXED);
}
template <class Word>
void store_word(gc::u8* to, Word word) {
  using Aliasing [[gnu::may_alias]] = Word;
  __atomic_store_n(reinterpret_cast<Aliasing*>(to), word, __ATOMIC_RELAXED);
}

inline bool is_aligned(const void* address, size_t size) { return reinterpret_cast<uintptr_t>(address) % size == 0; }

// Calls byte(i) and word(i) so that together they cover the bytes 0 to n - 1: words where `shared + i` is aligned,
// bytes before and after.
template <class Byte, class Word>
void by_words(const gc::u8* shared, size_t n, Byte byte, Word word) {
  size_t i = 0;
  for (; i < n && !is_aligned(shared + i, 8); ++i) byte(i);
  for (; i + 8 <= n; i += 8) word(i);
  for (; i < n; ++i) byte(i);
}

}  // namespace shared_bytes

// Copies n bytes from shared memory to memory of the caller's own, or back.
inline void read_shared(void* own, const gc::u8* shared, size_t n) {
  auto* to = static_cast<gc::u8*>(own);
  shared_bytes::by_words(
      shared, n, [&](size_t i) { to[i] = shared_bytes::load_word<gc::u8>(shared + i); },
      [&](size_t i) {
        gc::u64 word = shared_bytes::load_word<gc::u64>(shared + i);
        std::memcpy(to + i, &word, sizeof word);
      });
}
inline void write_shared(gc::u8* shared, const void* own, size_t n) {
  auto* from = static_cast<const gc::u8*>(own);
  shared_bytes::by_words(
      shared, n, [&](size_t i) { shared_bytes::store_word<gc::u8>(shared + i, from[i]); },
      [&](size_t i) {
        gc::u64 word;
        std::memcpy(&word, from + i, sizeof word);
        shared_bytes::store_word(shared + i, word);
      });
}

// One item of the size of T.
template <class T>
T read_shared_item(const gc::u8* shared) {
  using Word = std::conditional_t<
      sizeof(T) == 1, gc::u8,
      std::conditional_t<sizeof(T) == 2, gc::u16, std::conditional_t<sizeof(T) == 4, gc::u32, gc::u64>>>;
  Word word;
  if (shared_bytes::is_aligned(shared, sizeof(T))) [[likely]]
    word = shared_bytes::load_word<Word>(shared);
  else read_shared(&word, shared, sizeof word);
  return std::bit_cast<T>(word);
}
// One item: atomic if it has 1, 2, 4 or 8 bytes and is aligned; else copied by read_shared() or write_shared().
inline void read_shared_item(void* own, const gc::u8* shared, size_t size) {
  if (!shared_bytes::is_aligned(shared, size)) return read_shared(own, shared, size);
  auto load = [&](auto word) {
    word = shared_bytes::load_word<decltype(word)>(shared);
    std::memcpy(own, &word, sizeof word);
  };
  switch (size) {
    case 2: return load(gc::u16{});
    case 4: return load(gc::u32{});
    default: return read_shared(own, shared, size);  // moves an aligned word of eight bytes by one access, too
  }
}
inline void write_shared_item(gc::u8* shared, const void* own, size_t size) {
  if (!shared_bytes::is_aligned(shared, size)) return write_shared(shared, own, size);
  auto store = [&](auto word) {
    std::memcpy(&word, own, sizeof word);
    shared_bytes::store_word(shared, word);
  };
  switch (size) {
    case 2: return store(gc::u16{});
    case 4: return store(gc::u32{});
    default: return write_shared(shared, own, size);  // moves an aligned word of eight bytes by one access, too
  }
}

}  // namespace rt
