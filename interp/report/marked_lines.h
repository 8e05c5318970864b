// The source lines under an entry of a traceback, with marks under the part that failed.
#pragma once

#include <string>
#include <vector>

#include "interp/report/colors.h"

namespace vm {

// `lines`: the lines that the instruction spans, without white space at their ends. Columns are UTF-8 byte offsets in
// the first and the last of them, -1 if not known. Marks and what they stand under have the same colour. Every line of
// the result is indented and ends with a newline; empty if there is nothing to show.
std::string marked_lines(const std::vector<std::string>& lines, int column, int end_column,
                         const Painter& painter = Painter());

// Columns that a terminal needs for UTF-8 text.
size_t display_width(std::string_view text);

}  // namespace vm
