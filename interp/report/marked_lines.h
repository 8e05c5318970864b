// The source lines under an entry of a traceback, with marks under the part that failed.
#pragma once

#include <string>
#include <vector>

#include "interp/report/colors.h"

namespace vm {

// `lines` (at least one): the lines that the instruction spans, without white space at their ends. The columns are
// UTF-8 byte offsets in the first and in the last line; -1: not known. Marks and the text above them have the same
// colour. Every line of the result is indented and ends with a newline. Empty: all lines are empty.
std::string marked_lines(const std::vector<std::string>& lines, int column, int end_column,
                         const Painter& painter = Painter());

// The number of terminal columns that a UTF-8 text takes.
size_t display_width(std::string_view text);

}  // namespace vm
