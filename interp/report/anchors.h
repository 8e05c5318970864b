// Anchors: the part of a failing expression that gets ^ marks. It is the operator of an operation, or the brackets of a
// call or a subscript.
//
// A traceback marks the source range of the instruction that failed:
//
//     total = (left + right) / count      result = table[key](argument)
//             ~~~~~~~~~~~~~~~^~~~~~~               ~~~~~~~~~~^^^^^^^^^^
//
// The range of all marks comes from the code object. The anchors come from parsing the text of the range again. Nothing
// here runs Python code.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace vm {

// A position in a text of several lines: line and byte in the line, both from 0.
struct TextPosition {
  size_t line, column;
  auto operator<=>(const TextPosition&) const = default;
};

struct Anchors {
  TextPosition start, end;  // end exclusive
};

// The anchors of the expression whose text is `lines`. No value: the whole expression gets the same marks.
std::optional<Anchors> find_anchors(const std::vector<std::string>& lines);

// True if marks under [start, end) of `lines` (without common indentation) say more than the lines alone. False if the
// range is everything on the lines, or the whole call in `return f(...)` or `name = f(...)`.
bool is_worth_marking(const std::vector<std::string>& lines, TextPosition start, TextPosition end, bool has_anchors);

}  // namespace vm
