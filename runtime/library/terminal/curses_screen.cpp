// Functions of _curses on the screen as a whole, and those that make windows.
#include "runtime/library/terminal/curses_parts.h"

#include <unistd.h>

#include <cstdio>

namespace rt::curses {

namespace {

bool set_size_py(Thread& t) {
  auto [lines, columns] = in_curses(t, [] { return std::pair(LINES, COLS); });
  return set_number_py(t, "LINES", lines, true) && set_number_py(t, "COLS", columns, true);
}

Ref start_screen(Thread& t) {
  if (!set_up_terminal(t, nullptr, STDOUT_FILENO)) return Ref();  // initscr() would end the process
  bool is_first = !has_reached(Stage::kScreen);
  WINDOW* window = in_curses(t, [=]() -> WINDOW* {
    if (is_first) return ::initscr();
    ::wrefresh(stdscr);
    return stdscr;
  });
  if (!window) return raise_failed(t, "initscr");
  reach(Stage::kScreen);
  if (is_first && !(set_line_characters_py(t) && set_number_py(t, "LINES", LINES) && set_number_py(t, "COLS", COLS)))
    return Ref();
  return make_window(t, window, Value());
}

template <Name kName, int (*kCall)()>
Ref simple(Thread& t) {
  return needs(t, Stage::kScreen) ? done(t, in_curses(t, kCall), kName.text) : Ref();
}

Ref is_ended(Thread& t) { return needs(t, Stage::kScreen) ? bool_ref(in_curses(t, ::isendwin)) : Ref(); }

Ref update_size(Thread& t) { return set_size_py(t) ? none() : Ref(); }

Ref is_resized(Thread& t, Value nlines, Value ncols) {
  int lines, columns;
  if (!int_pair_py(t, nlines, ncols, &lines, &columns) || !needs(t, Stage::kScreen)) return Ref();
  return bool_ref(in_curses(t, [=] { return ::is_term_resized(lines, columns); }));
}
template <Name kName, int (*kCall)(int, int)>
Ref resize(Thread& t, Value nlines, Value ncols) {
  int lines, columns;
  if (!size_pair_py(t, nlines, ncols, &lines, &columns) || !needs(t, Stage::kScreen)) return Ref();
  int result = in_curses(t, [=] { return kCall(lines, columns); });
  if (result == ERR) return raise_failed(t, kName.text);
  return set_size_py(t) ? none() : Ref();
}

// ---- the cursor of the virtual screen

Ref get_cursor(Thread& t) {
  if (!needs(t, Stage::kScreen)) return Ref();
  int y = -1, x = -1;
  in_curses(t, [&] {
    if (::is_leaveok(newscr)) return 0;
    y = ::getcury(newscr);
    x = ::getcurx(newscr);
    return 0;
  });
  return make_tuple(t, Value::small_int(y), Value::small_int(x));
}
Ref set_cursor(Thread& t, Value y, Value x) {
  int row, column;
  if (!int_pair_py(t, y, x, &row, &column) || !needs(t, Stage::kScreen)) return Ref();
  in_curses(t, [=] {
    bool nowhere = row == -1 && column == -1;
    ::leaveok(newscr, nowhere);
    if (!nowhere) ::wmove(newscr, row, column);
    return 0;
  });
  return none();
}

// ---- windows

Ref new_window(Thread& t, const CallArgs& args) {
  u32 n = args.positional;
  if (args.keywords()) return raise_type_error(t, "_curses.newwin() takes no keyword arguments");
  if (n != 2 && n != 4) return raise_type_error(t, "_curses.newwin requires 2 to 4 arguments");
  int lines, columns, y = 0, x = 0;
  if (!int_pair_py(t, args[0], args[1], &lines, &columns) || (n == 4 && !int_pair_py(t, args[2], args[3], &y, &x)))
    return Ref();
  if (!needs(t, Stage::kScreen)) return Ref();
  return make_window(t, in_curses(t, [=] { return ::newwin(lines, columns, y, x); }), Value());
}
Ref new_pad(Thread& t, Value nlines, Value ncols) {
  int lines, columns;
  if (!int_pair_py(t, nlines, ncols, &lines, &columns) || !needs(t, Stage::kScreen)) return Ref();
  return make_window(t, in_curses(t, [=] { return ::newpad(lines, columns); }), Value());
}

// A window as putwin() has written it. ncurses reads it from a stream of the C library.
Ref read_window(Thread& t, Value file) {
  if (!needs(t, Stage::kScreen)) return Ref();
  Ref name = intern(t, "read"), data = name ? call_method_py(t, file, name) : Ref();
  if (!data) return Ref();
  if (!is_bytes(data)) return raise_type_error(t, "f.read() returned %T instead of bytes", data.get());
  std::string_view bytes = data.as<Bytes>()->view();
  int error = 0;
  WINDOW* window = in_curses(t, [&]() -> WINDOW* {
    FILE* stream = std::tmpfile();
    WINDOW* made = nullptr;
    if (stream && std::fwrite(bytes.data(), 1, bytes.size(), stream) == bytes.size()) {
      std::rewind(stream);
      made = ::getwin(stream);
    } else {
      error = errno;
    }
    if (stream) std::fclose(stream);
    return made;
  });
  return error ? Ref(raise_os_error(t, error)) : make_window(t, window, Value());
}

}  // namespace

const MethodDef kScreenFunctions[] = {
    {"initscr", start_screen, "()", "Take the terminal over; the result is the window of the whole screen."},
    {"endwin", simple<"endwin", ::endwin>, "()", "Give the terminal back."},
    {"isendwin", is_ended, "()", "Has the terminal been given back?"},
    {"doupdate", simple<"doupdate", ::doupdate>, "()", "Show what noutrefresh() has prepared."},
    {"update_lines_cols", update_size, "()", "Set LINES and COLS."},
    {"is_term_resized", is_resized, "(nlines, ncols, /)", "Would resize_term() change anything?"},
    {"resizeterm", resize<"resizeterm", ::resizeterm>, "(nlines, ncols, /)",
     "Change the size of the screen, and tell the program."},
    {"resize_term", resize<"resize_term", ::resize_term>, "(nlines, ncols, /)", "Change the size of the screen."},
    {"getsyx", get_cursor, "()", "Where the cursor of the virtual screen is, or (-1, -1)."},
    {"setsyx", set_cursor, "(y, x, /)", "Move the cursor of the virtual screen; -1, -1: it may be anywhere."},
    {"newwin", new_window, "(...)", "newwin(nlines, ncols, [begin_y=0, begin_x=0])\nReturn a new window."},
    {"newpad", new_pad, "(nlines, ncols, /)", "A new pad: a window that may be larger than the screen."},
    {"getwin", read_window, "(file, /)", "The window that putwin() has written to a file."},
    {}};

}  // namespace rt::curses
