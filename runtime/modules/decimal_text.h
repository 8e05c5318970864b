// Decimals as text.
#pragma once

#include <string>

#include "runtime/modules/decimal_number.h"

namespace rt::decimals {

enum class Notation : u8 { kScientific, kEngineering, kFixed, kExponent };
inline constexpr i64 kDefaultPoint = 1;

// Appends a number: "-1.50E+7", "Infinity", "sNaN12". The digits in front of the point of what is written with an exponent: `point`.
// False: there is no memory for it.
bool append_number(std::string& out, const View& v, Notation notation, bool capitals, i64 point = kDefaultPoint);

// Is there memory for a text of so many characters? Asked of long ones, since a std::string does not ask.
bool text_fits(i64 length);

}  // namespace rt::decimals
