#include "interp/vm/studio/file_lines.h"

#include <fstream>

namespace vm {

static std::vector<std::string> read_lines(const std::string& file) {
  constexpr const char* kBlanks = " \t\r\f";
  std::vector<std::string> lines;
  std::ifstream stream(file);
  for (std::string text; std::getline(stream, text);) {
    size_t begin = text.find_first_not_of(kBlanks), end = text.find_last_not_of(kBlanks);
    lines.push_back(begin == std::string::npos ? "" : text.substr(begin, end + 1 - begin));
  }
  return lines;
}

const std::string& FileLines::line(const std::string& file, gc::i32 line) {
  static const std::string none;
  auto [at, is_new] = files_.try_emplace(file);
  if (is_new) at->second = read_lines(file);
  auto index = static_cast<size_t>(line) - 1;
  return line > 0 && index < at->second.size() ? at->second[index] : none;
}

}  // namespace vm
