// The program that the engine runs, and its translation from the opcode list of the library's compiler.
//
// The code is an array of 32-bit words: an opcode and its operands; jump targets are indices. All state that changes
// while a match runs (marks, loop counters, saved heights) lives in numbered registers:
//
//   0: lastindex | 1 .. 2 * groups: marks | one to three for each loop, atomic group and look-around
//
// so undoing a change is restoring one register.
#pragma once

#include "gc/heap/heap.h"
#include "runtime/library/regex/sre_charset.h"
#include "runtime/object/error.h"

namespace rt::sre {

enum Op : u32 {
  kSuccess,
  kFail,
  kLiteral,     // c
  kString,      // n, c...: at least two literals in a row
  kNotLiteral,  // c
  kAny,         // all but '\n'
  kAnyAll,
  kSet,          // set
  kAt,           // position
  kMark,         // mark
  kJump,         // to
  kAlternative,  // other: continues behind this, tries `other` later
  kSplitLazy,    // other: continues at `other`, tries the code behind this later
  kGroupRef,     // group, fold
  kIfGroup,      // group, else
  // Repeats of one item: item op, its operand, min, max, peek op, peek operand. Behind the first two is their retry
  // opcode, at which backtracking resumes. The peek is the item that must follow (kSuccess: any), so that hopeless
  // positions are not tried.
  kGreedy,
  kLazy,
  kPossessive,
  kGreedyFinal,  // kGreedy that never gains by giving some back; its retry opcode is dead
  kGreedyRetry,
  kLazyRetry,
  // Loops over bodies without a fixed width. Registers: count, position of the last optional turn, height (possessive).
  kLoopStart,          // register, to
  kLoopGreedy,         // register, min, max, body
  kLoopLazy,           // register, min, max, body; followed by kLoopLazyRetry
  kLoopLazyRetry,      // register, body
  kLoopPossessive,     // register, min, max, exit
  kLoopPossessiveEnd,  // register, to
  kAtomic,             // register
  kAtomicEnd,          // register
  kLook,               // register, back
  kLookEnd,            // register
  kLookNot,            // register, back, to
  kLookNotEnd,         // register
};
inline constexpr u32 kRepeatWords = 7;  // of kGreedy, kLazy and kPossessive, without the retry opcode

inline constexpr u32 kMaxRepeat = UINT32_MAX;
inline constexpr i64 kMaxGroups = INT32_MAX / 2;

enum class At : u32 {
  kBeginning,
  kBeginningLine,
  kBeginningString,
  kBoundary,
  kNonBoundary,
  kEnd,
  kEndLine,
  kEndString,
  kLocBoundary,
  kLocNonBoundary,
  kUniBoundary,
  kUniNonBoundary,
  kCount
};

// The differences of the opcode list's format between versions of the library.
struct Dialect {
  u32 minor;                    // the first minor version of Python 3 that the row is for
  u32 magic;                    // the number that the library's `re` checks
  bool empty_has_non_boundary;  // \B matches an empty text
};
const Dialect& dialect();
void choose_dialect(u32 minor);  // once, when the module is made

// A growing array outside of the heap. If memory runs out, ok() becomes false and later pushes do nothing: callers
// check once, at the end.
template <class T>
class Array {
 public:
  Array() = default;
  Array(const Array&) = delete;
  Array& operator=(const Array&) = delete;
  ~Array() { gc::raw_free(data_); }
  void push(const T& v) {
    if (!ok_ || (size_ == capacity_ && !reserve(capacity_ ? capacity_ * 2 : 32))) return;
    data_[size_++] = v;
  }
  bool reserve(u64 capacity) {
    void* more = gc::raw_realloc(data_, capacity * sizeof(T));
    if (!more) return ok_ = false;
    data_ = static_cast<T*>(more);
    capacity_ = capacity;
    return true;
  }
  bool ok() const { return ok_; }
  u32 size() const { return static_cast<u32>(size_); }
  void truncate(u32 size) { size_ = size; }
  T& operator[](u64 i) { return data_[i]; }
  const T& operator[](u64 i) const { return data_[i]; }
  T* data() { return data_; }
  const T* data() const { return data_; }

 private:
  T* data_ = nullptr;
  u64 size_ = 0, capacity_ = 0;
  bool ok_ = true;
};

// A translated pattern. Immutable after analyse(), so all threads may match with it.
struct Program {
  Array<u32> source;  // the opcode list as it was given
  Array<u32> code;
  Array<Charset*> sets;
  Array<u32> prefix;  // literals that every match begins with
  // for each literal: length of the longest proper border of the prefix up to it (Knuth-Morris-Pratt)
  Array<u32> overlap;
  bool all_literal = false;  // the prefix is the whole pattern
  bool anchored = false;     // matches only at the beginning of the text
  bool has_first = false;    // `first` and `first_high` say which characters a match can begin with
  bool first_high = false;   // any character from 256 on
  i32 first_only = -1;       // the only character that a match can begin with; -1: there are several
  u8 first[256] = {};
  u32 min_width = 0;
  u32 groups = 0;
  u32 registers = 0;

  ~Program();
};

// Checks and translates program->source; the caller has set program->groups. False: RuntimeError or MemoryError is
// pending.
bool translate(Thread& t, Program* program);
// Finds out how a search can skip positions: fills prefix, overlap, `first` and `anchored`.
void analyse(Program* program);

}  // namespace rt::sre
