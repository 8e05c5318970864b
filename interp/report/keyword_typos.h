// "invalid syntax. Did you mean 'while'?"
#pragma once

#include <string>
#include <string_view>

namespace vm {

// A keyword that makes a line with "invalid syntax" valid, or the beginning of something valid, when it replaces a word
// of the line that is similar to it. Empty: there is none. Runs no Python code.
std::string keyword_meant(std::string_view line);

}  // namespace vm
