// When lines are read through the line editor.
#include "runtime/library/parts/line_reader.h"

#include <unistd.h>

namespace rt {

LineReader line_reader_for_terminal() {
  LineReader reader = g_line_reader.load(gc::acquire);
  return reader && ::isatty(STDIN_FILENO) && ::isatty(STDOUT_FILENO) ? reader : nullptr;
}

}  // namespace rt
