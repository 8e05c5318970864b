// One match of a text against a program: positions, registers, and the stacks of the backtracking. A Matcher belongs to
// one thread.
#pragma once

#include "runtime/library/regex/sre_program.h"
#include "runtime/object/thread.h"

namespace rt::sre {

// Borrowed characters of `kind` bytes each; those of bytes have kind 1.
struct Text {
  const void* data = "";
  u64 length = 0;
  u8 kind = 1;
};

// A stack whose first elements lie in the matcher itself, so that small matches allocate nothing.
template <class T, u32 kInline>
class GrowingStack {
 public:
  GrowingStack() = default;
  GrowingStack(const GrowingStack&) = delete;
  GrowingStack& operator=(const GrowingStack&) = delete;
  ~GrowingStack() {
    if (data_ != inline_) gc::raw_free(data_);
  }
  // False: no memory.
  bool push(const T& v) {
    if (size_ == capacity_ && !grow()) [[unlikely]]
      return false;
    data_[size_++] = v;
    return true;
  }
  T& pop() { return data_[--size_]; }
  u64 size() const { return size_; }
  void cut(u64 size) { size_ = size; }
  // Puts the element back that was popped last; valid only directly after pop().
  T& unpop() { return data_[size_++]; }

 private:
  TINYPY_COLD bool grow() {
    u64 bytes = capacity_ * 2 * sizeof(T);
    void* more = data_ == inline_ ? gc::raw_alloc(bytes) : gc::raw_realloc(data_, bytes);
    if (!more) return false;
    if (data_ == inline_) __builtin_memcpy(more, static_cast<const void*>(inline_), sizeof inline_);
    data_ = static_cast<T*>(more);
    capacity_ *= 2;
    return true;
  }

  T* data_ = inline_;
  u64 size_ = 0, capacity_ = kInline;
  T inline_[kInline];
};

// An alternative that has not been tried.
struct Choice {
  const u32* pc;
  const void* at;     // position in the text
  const void* limit;  // of a repeat: the last position to be tried
  u64 trail;          // changes made after this one are undone
};
// A register's value before a change.
struct Change {
  u64 old;
  u32 reg;
};

class Matcher {
 public:
  // Borrows `program` and `text`, which must not change while the matcher lives. Both positions lie within the text.
  Matcher(Thread& t, const Program& program, const Text& text, i64 pos, i64 endpos);
  ~Matcher();
  Matcher(const Matcher&) = delete;
  Matcher& operator=(const Matcher&) = delete;
  bool ok() const { return registers_ != nullptr; }  // false: MemoryError is set

  // search_py() looks for a match at or behind the current position; match_py() only at it, and if `full`, the match
  // must reach the end. 1: found; 0: not; -1: an error is pending. Signal handlers may run.
  int search_py();
  int match_py(bool full);
  // Makes the next search continue behind the match; an empty match at the match's end does not count again.
  void advance() {
    must_advance_ = end_ == start_;
    from_ = end_;
  }
  void go_on(i64 from, bool must_advance) {
    from_ = from;
    must_advance_ = must_advance;
  }
  i64 from() const { return from_; }
  bool must_advance() const { return must_advance_; }

  // Valid after a match was found; in code points.
  i64 start() const { return start_; }
  i64 end() const { return end_; }
  i64 lastindex() const { return registers_[0] ? static_cast<i64>(registers_[0]) : -1; }
  // Mark i of the groups: even marks begin a group, odd marks end it. -1: not set.
  i64 mark(u32 i) const {
    u64 address = registers_[1 + i];
    return address ? static_cast<i64>((address - reinterpret_cast<u64>(text_.data)) / text_.kind) : -1;
  }

 private:
  template <class Unit>
  friend class Engine;
  static constexpr u32 kInlineRegisters = 48;

  Thread& t_;
  const Program& program_;
  Text text_;
  i64 from_, endpos_;
  i64 start_ = 0, end_ = 0;
  bool must_advance_ = false;
  u32 ticks_ = 0;  // since the last safepoint
  u64* registers_;
  GrowingStack<Choice, 32> choices_;
  GrowingStack<Change, 64> trail_;
  u64 inline_registers_[kInlineRegisters];
};

}  // namespace rt::sre
