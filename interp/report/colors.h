// Colours of reports on a terminal.
#pragma once

#include <string>
#include <string_view>

#include "runtime/object/ref.h"

namespace vm {

// Puts text between the escape sequences of its colour, or leaves it alone.
class Painter {
 public:
  explicit Painter(bool colored = false) : colored_(colored) {}

  bool is_colored() const { return colored_; }
  std::string place(std::string_view text) const {
    return paint("\x1b[35m", text);
  }  // file, line, function; what an exception says
  std::string title(std::string_view text) const { return paint("\x1b[1;35m", text); }  // an exception's class
  std::string error(std::string_view text) const { return paint("\x1b[1;31m", text); }  // what went wrong: under ^
  std::string around(std::string_view text) const {
    return paint("\x1b[31m", text);
  }  // the expression it is part of: under ~

 private:
  std::string paint(const char* color, std::string_view text) const {
    return colored_ ? color + std::string(text) + "\x1b[0m" : std::string(text);
  }

  bool colored_;
};

// True if reports on sys.stderr are coloured. The environment decides (PYTHON_COLORS, NO_COLOR, FORCE_COLOR,
// TERM=dumb); if it says nothing: sys.stderr is a terminal. Never fails; no error may be pending before.
bool stderr_is_colored_py(rt::Thread& t);

}  // namespace vm
