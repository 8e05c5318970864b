// Constants of _curses.
#include "runtime/library/terminal/curses_parts.h"

#include <string>

namespace rt::curses {

namespace {

struct Constant {
  const char* name;
  i64 value;
};

constexpr Constant kConstants[] = {
#define X(name) {#name, static_cast<i64>(name)},
    X(ERR) X(OK) X(A_ATTRIBUTES) X(A_NORMAL) X(A_STANDOUT) X(A_UNDERLINE) X(A_REVERSE) X(A_BLINK) X(A_DIM) X(A_BOLD)
        X(A_ALTCHARSET) X(A_INVIS) X(A_PROTECT) X(A_CHARTEXT) X(A_COLOR) X(A_HORIZONTAL) X(A_LEFT) X(A_LOW) X(A_RIGHT)
            X(A_TOP) X(A_VERTICAL) X(A_ITALIC) X(COLOR_BLACK) X(COLOR_RED) X(COLOR_GREEN) X(COLOR_YELLOW) X(COLOR_BLUE)
                X(COLOR_MAGENTA) X(COLOR_CYAN) X(COLOR_WHITE)
#define BUTTON(n) X(BUTTON##n##_PRESSED) X(BUTTON##n##_RELEASED) X(BUTTON##n##_CLICKED) X(BUTTON##n##_DOUBLE_CLICKED) \
    X(BUTTON##n##_TRIPLE_CLICKED)
                    BUTTON(1) BUTTON(2) BUTTON(3) BUTTON(4) BUTTON(5)
#undef BUTTON
                        X(BUTTON_SHIFT) X(BUTTON_CTRL) X(BUTTON_ALT) X(ALL_MOUSE_EVENTS) X(REPORT_MOUSE_POSITION)
                            X(KEY_MIN) X(KEY_MAX)
#undef X
};

// The characters of lines: acs_map has them once there is a screen.
#define LINE_CHARACTERS(X) \
  X(ACS_ULCORNER) X(ACS_LLCORNER) X(ACS_URCORNER) X(ACS_LRCORNER) X(ACS_LTEE) X(ACS_RTEE) X(ACS_BTEE) X(ACS_TTEE) X(ACS_HLINE) \
  X(ACS_VLINE) X(ACS_PLUS) X(ACS_S1) X(ACS_S9) X(ACS_DIAMOND) X(ACS_CKBOARD) X(ACS_DEGREE) X(ACS_PLMINUS) X(ACS_BULLET) \
  X(ACS_LARROW) X(ACS_RARROW) X(ACS_DARROW) X(ACS_UARROW) X(ACS_BOARD) X(ACS_LANTERN) X(ACS_BLOCK) X(ACS_BSSB) X(ACS_SSBB) \
  X(ACS_BBSS) X(ACS_SBBS) X(ACS_SBSS) X(ACS_SSSB) X(ACS_SSBS) X(ACS_BSSS) X(ACS_BSBS) X(ACS_SBSB) X(ACS_SSSS) X(ACS_S3) X(ACS_S7) \
  X(ACS_LEQUAL) X(ACS_GEQUAL) X(ACS_PI) X(ACS_NEQUAL) X(ACS_STERLING)

}  // namespace

bool set_line_characters_py(Thread& t) {
#define X(name) \
  if (!set_number_py(t, #name, static_cast<i64>(name))) return false;
  LINE_CHARACTERS(X)
#undef X
  return true;
}

bool add_constants(Thread& t, Value module) {
  for (const Constant& c : kConstants) {
    if (!module_add(t, module, c.name, make_int(t, c.value))) return false;
  }
  return true;
}

// KEY_UP and the like, by the names that ncurses gives: "KEY_F(1)" becomes KEY_F1.
bool add_key_names(Thread& t, Value module) {
  for (int key = KEY_MIN; key < KEY_MAX; ++key) {
    std::string name = in_curses(t, [=] {
      const char* text = ::keyname(key);
      return std::string(text ? text : "");
    });
    if (!name.starts_with("KEY_")) continue;
    std::erase_if(name, [](char c) { return c == '(' || c == ')'; });
    if (!module_add(t, module, name.c_str(), make_int(t, key))) return false;
  }
  return true;
}

}  // namespace rt::curses
