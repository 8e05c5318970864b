// "invalid syntax. Did you mean 'while'?"
#pragma once

#include <string>
#include <string_view>

namespace vm {

// The keyword that a word of this line, at which the parser stopped, was meant to be: with it in place of the word the
// line is valid, or the beginning of something valid. Empty: there is none.
std::string keyword_meant(std::string_view line);

}  // namespace vm
