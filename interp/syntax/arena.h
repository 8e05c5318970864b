// Arena: the memory of a syntax tree, and the table of its identifiers.
//
// A tree is built once, read by the compiler and dropped as a whole. So an arena allocates nodes from chunks by moving
// a pointer, never frees a single node, and runs no destructor. Everything in an arena (nodes, spans, texts, symbols)
// is valid until the arena dies. An arena belongs to one thread.
//
// Identifiers are interned: equal names are one Symbol, so a compiler compares pointers. `Symbol::index` is dense (0,
// 1, 2, ... in order of first appearance), so side tables can be plain arrays.
#pragma once

#include <cstddef>
#include <new>
#include <string_view>
#include <type_traits>
#include <vector>

#include "gc/base/bits.h"

namespace syn {

// An identifier, interned per arena. Compare by address.
struct Symbol {
  std::string_view text;  // UTF-8, NFKC normalised by the parser
  u32 index;              // dense number within its arena
  u32 hash;
};

// A read-only array in an arena. Trivially copyable; owns nothing.
template <class T>
class Span {
 public:
  Span() = default;
  Span(T* data, size_t size) : data_(data), size_(static_cast<u32>(size)) {}

  T* begin() const { return data_; }
  T* end() const { return data_ + size_; }
  T& operator[](size_t i) const { return data_[i]; }
  T& front() const { return data_[0]; }
  T& back() const { return data_[size_ - 1]; }
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

 private:
  T* data_ = nullptr;
  u32 size_ = 0;
};

class Arena {
 public:
  Arena() = default;
  ~Arena();
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // Uninitialised memory; `align` is a power of two, at most 16. Never null: a caller that may run out of memory asks
  // comp::check_compile_room() before.
  void* allocate(size_t size, size_t align) {
    uintptr_t at = (cursor_ + align - 1) & ~(uintptr_t{align} - 1);
    if (at + size > limit_) return allocate_slow(size, align);
    cursor_ = at + size;
    return reinterpret_cast<void*>(at);
  }

  template <class T, class... Args>
  T* make(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (allocate(sizeof(T), alignof(T))) T(static_cast<Args&&>(args)...);
  }

  // A copy of `count` elements starting at `from`.
  template <class T>
  Span<T> copy(const T* from, size_t count) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (count == 0) return {};
    T* to = static_cast<T*>(allocate(count * sizeof(T), alignof(T)));
    for (size_t i = 0; i < count; ++i) to[i] = from[i];
    return {to, count};
  }

  std::string_view copy(std::string_view text);

  // The symbol for a spelling. The first use makes it and copies the text.
  const Symbol* intern(std::string_view text);

  // All symbols, by index.
  const std::vector<const Symbol*>& symbols() const { return symbols_; }

 private:
  void* allocate_slow(size_t size, size_t align);
  void grow_table();

  uintptr_t cursor_ = 0;
  uintptr_t limit_ = 0;
  std::vector<void*> chunks_;
  std::vector<const Symbol*> symbols_;
  std::vector<const Symbol*> table_;  // open addressing, power of two, at most half full
};

}  // namespace syn
