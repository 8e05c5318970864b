// Decimals as text.
#pragma once

#include "runtime/modules/decimal/decimal_number.h"
#include "runtime/text/builder.h"

namespace rt::decimals {

enum class Notation : u8 { kScientific, kEngineering, kFixed, kExponent };
inline constexpr i64 kDefaultPoint = 1;

// The decimal digits of a coefficient.
class DigitText {
 public:
  explicit DigitText(BigView v);
  bool ok() const { return text_.data() != nullptr; }  // else there was no memory
  std::string_view view() const { return text_; }

 private:
  void write_small(u128 n);

  char small_[48];
  text::ByteBuilder big_;
  std::string_view text_;
};

// Appends a number: "-1.50E+7", "Infinity", "sNaN12". The digits in front of the point of what is written with an
// exponent: `point`. A finite number gets so many more `zeros` behind its last digit, which its value does not change
// by. False: there is no memory for it.
bool append_number(text::ByteBuilder& out, const View& v, Notation notation, bool capitals, i64 point = kDefaultPoint,
                   i64 zeros = 0);

}  // namespace rt::decimals
