// Decimals as text. No objects: both parts may run detached.
#pragma once

#include "runtime/library/decimal/decimal_number.h"
#include "runtime/text/builder.h"

namespace rt::decimals {

enum class Notation : u8 { kScientific, kEngineering, kFixed, kExponent };
inline constexpr i64 kDefaultPoint = 1;

// The decimal digits of a coefficient. view() is valid while the DigitText lives.
class DigitText {
 public:
  explicit DigitText(BigView v);
  bool ok() const { return text_.data() != nullptr; }  // false: no memory
  std::string_view view() const { return text_; }

 private:
  void write_small(u128 n);

  char small_[48];
  text::ByteBuilder big_;
  std::string_view text_;
};

// Appends a number: "-1.50E+7", "Infinity", "sNaN12". `point`: the number of digits in front of the point, if the
// notation has an exponent. `zeros`: so many zeros follow the last digit of a finite number, without changing its
// value. False: no memory.
bool append_number(text::ByteBuilder& out, const View& v, Notation notation, bool capitals, i64 point = kDefaultPoint,
                   i64 zeros = 0);

}  // namespace rt::decimals
