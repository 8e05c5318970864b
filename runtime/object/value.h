// A Value is one 64-bit word that holds any Python value; most values need no object. Only this file knows the bits.
//
//   ...1    int        63-bit signed payload
//   ..10    float      rotl(bits + 2^60, 3): every double of magnitude 2^-255 to 2^257 in place, its sign in bit 2
//                      (float self-tagging: Melançon, Feeley, Serrano, 2024); others are boxed
//   .100    special    None, False, True, Ellipsis, NotImplemented, +0.0, -0.0, stop
//   0000    reference  counted pointer to an Object, 16-byte aligned; all bits zero: the empty Value
//   1000    reference  uncounted (bit 3 set): only in registers and return values of the VM, never in the heap
//
// The empty Value is an empty slot, an unbound name, or as a result "an error is pending". A Value borrows its object;
// a Ref (ref.h) owns one count.
#pragma once

#include <bit>

#include "gc/heap/lifetime.h"

namespace rt {

using gc::i32;
using gc::i64;
using gc::Object;
using gc::u16;
using gc::u32;
using gc::u64;
using gc::u8;

class Value {
 public:
  constexpr Value() : bits_(0) {}
  explicit constexpr Value(u64 bits) : bits_(bits) {}
  Value(const Object* object) : bits_(reinterpret_cast<u64>(object)) {}
  constexpr u64 bits() const { return bits_; }

  // False for the empty Value only: `if (!v)` tests for an empty slot or a pending error, never Python truth.
  explicit constexpr operator bool() const { return bits_ != 0; }
  // Compares the bits. This is Python's `is` if both values are stripped(): the uncounted mark is one of the bits.
  friend constexpr bool operator==(Value a, Value b) { return a.bits_ == b.bits_; }

  // ---- kinds
  constexpr bool is_small_int() const { return bits_ & 1; }
  constexpr bool is_inline_float() const { return (bits_ & 3) == 2; }
  constexpr bool is_special() const { return (bits_ & 7) == 4; }
  constexpr bool is_pointer() const { return (bits_ & 7) == 0 && bits_ != 0; }  // counted or not
  constexpr bool is_counted() const { return gc::is_reference(bits_); }
  constexpr bool is_uncounted() const { return (bits_ & 15) == 8; }
  constexpr bool is_immediate() const { return (bits_ & 7) != 0; }

  // ---- references
  Object* object() const { return reinterpret_cast<Object*>(bits_ & ~u64{8}); }
  template <class T>
  T* as() const {
    return static_cast<T*>(object());
  }
  constexpr Value stripped() const { return is_uncounted() ? Value(bits_ & ~u64{8}) : *this; }
  constexpr Value uncounted() const { return is_counted() ? Value(bits_ | 8) : *this; }

  // ---- ints
  static constexpr i64 kMaxSmall = (i64{1} << 62) - 1, kMinSmall = -(i64{1} << 62);
  static constexpr bool fits_small(i64 n) { return n >= kMinSmall && n <= kMaxSmall; }
  static constexpr Value small_int(i64 n) { return Value((static_cast<u64>(n) << 1) | 1); }
  constexpr i64 small() const { return static_cast<i64>(bits_) >> 1; }
  static constexpr bool both_small(Value a, Value b) { return a.bits_ & b.bits_ & 1; }

  // ---- floats
  static constexpr u64 kFloatBias = u64{1} << 60;
  static Value encode_float(double d, bool* fits) {
    u64 rotated = std::rotl(std::bit_cast<u64>(d) + kFloatBias, 3);
    *fits = (rotated & 3) == 2;
    return Value(rotated);
  }
  double inline_float() const { return std::bit_cast<double>(std::rotr(bits_, 3) - kFloatBias); }

 private:
  u64 bits_;
};
static_assert(sizeof(Value) == 8);

inline constexpr Value kEmpty{};  // no value; as a result: an error is pending
inline constexpr Value kNone{u64{0x04}};
inline constexpr Value kFalse{u64{0x0c}};
inline constexpr Value kTrue{u64{0x14}};
inline constexpr Value kEllipsis{u64{0x1c}};
inline constexpr Value kNotImplemented{u64{0x24}};
inline constexpr Value kPlusZero{u64{0x2c}};
inline constexpr Value kMinusZero{u64{0x34}};
inline constexpr Value kStop{u64{0x3c}};  // an iterator is exhausted, without a StopIteration object
inline constexpr u32 kSpecialCount = 8;   // index of a special: bits >> 3

// What C code has as `PyObject *`: the bits without the uncounted mark, but for the int 0. pybind11 and nanobind take
// the word 1 for a mark of their own, so C gets 0 as one more special. No Value has these bits; C may give the word 1,
// too.
enum class CWord : u64 { kZero = 0x44 };
constexpr CWord to_c_word(Value stripped) {
  return stripped == Value::small_int(0) ? CWord::kZero : CWord(stripped.bits());
}
constexpr Value from_c_word(CWord word) {
  return word == CWord::kZero ? Value::small_int(0) : Value(static_cast<u64>(word));
}

inline constexpr Value boolean(bool b) { return b ? kTrue : kFalse; }

// A word of a heap object that holds a counted reference, an immediate or nothing. While the object is published, other
// threads may read the slot at any time: its owner then uses the functions with `shared` in their names.
class Slot {
 public:
  static const gc::Atomic<u64>* words(const Slot* slots) { return &slots->word_; }  // for gc::Visitor
  // All of these move bits and count nothing; ref.h has the functions that count.
  Value get() const { return Value(word_.load(gc::relaxed)); }         // private object, or the object lock is held
  Value get_shared() const { return Value(word_.load(gc::acquire)); }  // pairs with set_shared
  void set(Value v) { word_.store(v.bits(), gc::relaxed); }            // private object, or object under construction
  void set_shared(Value v) { word_.store(v.bits(), gc::release); }
  Value exchange(Value v) { return Value(word_.exchange(v.bits(), gc::acq_rel)); }
  bool compare_exchange(Value expected, Value desired) {
    u64 e = expected.bits();
    return word_.compare_exchange_strong(e, desired.bits(), gc::acq_rel, gc::acquire);
  }

 private:
  gc::Atomic<u64> word_;
};
static_assert(sizeof(Slot) == 8);

}  // namespace rt
