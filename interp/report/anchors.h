// Where in an expression an error happened: the operator of an operation, the brackets of a call or a subscript.
//
// A traceback marks the source range of the instruction that failed:
//
//     total = (left + right) / count      result = table[key](argument)
//             ~~~~~~~~~~~~~~~^~~~~~~               ~~~~~~~~~~^^^^^^^^^^
//
// The range comes from the code object, the part under ^ from parsing the text of the range again.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace vm {

// A byte of a text of several lines; both from 0.
struct TextPosition {
  size_t line, column;
  auto operator<=>(const TextPosition&) const = default;
};

struct Anchors {
  TextPosition start, end;  // end exclusive
};

// Of the expression whose text is `lines`; nothing if all of it is marked alike.
std::optional<Anchors> find_anchors(const std::vector<std::string>& lines);

// Does marking [start, end) of `lines` (without common indentation) say more than the lines alone? Not where the range
// is all there is, or the call in `return f(...)` or `name = f(...)`.
bool is_worth_marking(const std::vector<std::string>& lines, TextPosition start, TextPosition end, bool has_anchors);

}  // namespace vm
