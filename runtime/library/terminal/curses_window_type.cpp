// The type of windows.
#include "runtime/library/terminal/curses_parts.h"

#include <type_traits>

namespace rt::curses {

namespace {

constexpr auto kLifetimeParts = SlotsOf<Window, &Window::encoding, &Window::original>::kLifetime;

void dispose(gc::Thread& thread, Object* object) {
  auto* window = static_cast<Window*>(object);
  if (Handle* handle = std::exchange(window->handle, nullptr)) {
    // The screen's own window ends with the screen.
    if (handle->window == stdscr) handle->window = nullptr;
    retire(handle);
  }
  kLifetimeParts.dispose(thread, object);
}

Ref get_encoding(Thread& t, Value self) { return load_field(t, self.object(), self.as<Window>()->encoding); }
bool set_encoding(Thread& t, Value self, Value value) {
  if (!value) return raise_type_error(t, "encoding may not be deleted");
  if (!is_str(value)) return raise_type_error(t, "setting encoding to a non-string");
  store_field(t, self.object(), self.as<Window>()->encoding, Ref::share(t, value));
  return true;
}

// ---- methods that only call a function of ncurses

template <Name kName, auto kCall>
Ref simple(Thread& t, Value self) {
  WINDOW* window = window_of(self);
  return done(t, in_curses(t, [=] { return kCall(window); }), kName.text);
}
template <auto kCall>
Ref silent(Thread& t, Value self) {
  WINDOW* window = window_of(self);
  in_curses(t, [=] { return kCall(window), 0; });
  return none();
}
template <auto kCall>
Ref question(Thread& t, Value self) {
  WINDOW* window = window_of(self);
  return bool_ref(in_curses(t, [=] { return kCall(window); }));
}
template <int (*kY)(const WINDOW*), int (*kX)(const WINDOW*)>
Ref place(Thread& t, Value self) {
  WINDOW* window = window_of(self);
  auto [y, x] = in_curses(t, [=] { return std::pair(kY(window), kX(window)); });
  return make_tuple(t, Value::small_int(y), Value::small_int(x));
}

// A method with one argument that need not be named: `missing` is the message for a call without it.
Value only_argument(Thread& t, const CallArgs& args, const char* missing) {
  if (args.positional == 2 && !args.keywords()) return args[1];
  raise_type_error(t, "%s", missing);
  return Value();
}
constexpr char kFlagText[] = "True(1) or False(0)";
template <Name kName, auto kCall>
Ref with_flag(Thread& t, const CallArgs& args) {
  Value argument = only_argument(t, args, kFlagText);
  int flag;
  if (!argument || !to_i32_py(t, argument, &flag)) return Ref();
  WINDOW* window = window_of(args[0]);
  // Some of these give nothing.
  int result = in_curses(t, [=] {
    if constexpr (std::is_void_v<decltype(kCall(window, true))>) return kCall(window, flag != 0), OK;
    else return kCall(window, flag != 0);
  });
  return done(t, result, kName.text);
}
Ref set_timeout(Thread& t, const CallArgs& args) {
  Value argument = only_argument(t, args, "delay");
  int delay;
  if (!argument || !to_i32_py(t, argument, &delay)) return Ref();
  WINDOW* window = window_of(args[0]);
  in_curses(t, [=] { return ::wtimeout(window, delay), 0; });
  return none();
}
Ref insert_lines(Thread& t, const CallArgs& args) {
  Value argument = only_argument(t, args, "nlines");
  int lines;
  if (!argument || !to_i32_py(t, argument, &lines)) return Ref();
  WINDOW* window = window_of(args[0]);
  return done(t, in_curses(t, [=] { return ::winsdelln(window, lines); }), "winsdelln");
}

template <Name kName, int (*kCall)(WINDOW*, int)>
Ref with_attribute_argument(Thread& t, Value self, Value attr) {
  attr_t attribute;
  if (!attribute_py(t, attr, &attribute)) return Ref();
  WINDOW* window = window_of(self);
  return done(t, in_curses(t, [=] { return kCall(window, static_cast<int>(attribute)); }), kName.text);
}
template <Name kName, int (*kCall)(WINDOW*, int, int)>
Ref with_two(Thread& t, Value self, Value a, Value b) {
  int first, second;
  if (!int_pair_py(t, a, b, &first, &second)) return Ref();
  WINDOW* window = window_of(self);
  return done(t, in_curses(t, [=] { return kCall(window, first, second); }), kName.text);
}
Ref encloses(Thread& t, Value self, Value y, Value x) {
  int row, column;
  if (!int_pair_py(t, y, x, &row, &column)) return Ref();
  WINDOW* window = window_of(self);
  return bool_ref(in_curses(t, [=] { return ::wenclose(window, row, column); }));
}
Ref get_background(Thread& t, Value self) {
  WINDOW* window = window_of(self);
  return make_int(t, static_cast<i64>(in_curses(t, [=] { return ::getbkgd(window); })));
}
Ref is_line_touched(Thread& t, Value self, Value line) {
  int number;
  if (!to_i32_py(t, line, &number)) return Ref();
  WINDOW* window = window_of(self);
  // ncurses answers for lines that the window does not have with something else than true and false.
  bool exists = number >= 0 && in_curses(t, [=] { return number < ::getmaxy(window); });
  if (!exists) return raise_type_error(t, "is_linetouched: line number outside of boundaries");
  return bool_ref(in_curses(t, [=] { return ::is_linetouched(window, number); }));
}

constexpr MethodDef kMethods[] = {
    {"addch", window::addch, "(...)", "addch([y, x,] ch, [attr=_curses.A_NORMAL])\nPaint the character."},
    {"addnstr", window::addnstr, "(...)", "addnstr([y, x,] str, n, [attr])\nPaint at most n characters of the string."},
    {"addstr", window::addstr, "(...)", "addstr([y, x,] str, [attr])\nPaint the string."},
    {"attroff", with_attribute_argument<"wattroff", ::wattroff>, "(self, attr, /)",
     "Remove an attribute from what is written."},
    {"attron", with_attribute_argument<"wattron", ::wattron>, "(self, attr, /)",
     "Add an attribute to what is written."},
    {"attrset", with_attribute_argument<"wattrset", ::wattrset>, "(self, attr, /)",
     "Set the attributes of what is written."},
    {"bkgd", window::bkgd, "(self, ch, attr=_curses.A_NORMAL, /)", "Set the background, also of what is there."},
    {"bkgdset", window::bkgdset, "(self, ch, attr=_curses.A_NORMAL, /)", "Set the background of what comes."},
    {"chgat", window::chgat, "(...)", "chgat([y, x,] [n=-1,] attr)\nSet the attributes of characters that are there."},
    {"border", window::border, "(...)",
     "border([ls, rs, ts, bs, tl, tr, bl, br])\nDraw a border of these characters, or of lines."},
    {"box", window::box, "(...)", "box([verch=0, horch=0])\nDraw a border with these characters for the sides."},
    {"clear", silent<::wclear>, "(self, /)", "Erase the window, and repaint the whole screen at the next refresh."},
    {"clearok", with_flag<"clearok", ::clearok>, "(...)",
     "clearok(flag)\nRepaint the whole screen at the next refresh?"},
    {"clrtobot", simple<"clrtobot", ::wclrtobot>, "(self, /)", "Erase from the cursor to the end of the window."},
    {"clrtoeol", simple<"clrtoeol", ::wclrtoeol>, "(self, /)", "Erase from the cursor to the end of the line."},
    {"cursyncup", silent<::wcursyncup>, "(self, /)",
     "Move the cursors of the windows around to where this one has its."},
    {"delch", window::delch, "(...)", "delch([y, x])\nDelete a character."},
    {"deleteln", simple<"deleteln", ::wdeleteln>, "(self, /)", "Delete the line of the cursor."},
    {"derwin", window::derwin, "(...)",
     "derwin([nlines=0, ncols=0,] begin_y, begin_x)\nA part of the window, at a position in the window."},
    {"echochar", window::echochar, "(self, ch, attr=_curses.A_NORMAL, /)", "Add a character, and refresh."},
    {"enclose", encloses, "(self, y, x, /)", "Does the window have this position of the screen?"},
    {"erase", silent<::werase>, "(self, /)", "Erase the window."},
    {"getbegyx", place<::getbegy, ::getbegx>, "(self, /)", "Where on the screen the window begins: (y, x)."},
    {"getbkgd", get_background, "(self, /)", "The background: character and attributes."},
    {"getch", window::getch, "(...)", "getch([y, x])\nA key as an int; -1: there is none."},
    {"getkey", window::getkey, "(...)", "getkey([y, x])\nA key as a str."},
    {"get_wch", window::get_wch, "(...)", "get_wch([y, x])\nA character as a str, or another key as an int."},
    {"getmaxyx", place<::getmaxy, ::getmaxx>, "(self, /)", "The size of the window: (y, x)."},
    {"getparyx", place<::getpary, ::getparx>, "(self, /)",
     "Where the window begins in the one around it: (y, x), or (-1, -1)."},
    {"getstr", window::getstr, "(...)", "getstr([y, x,] [n=2047])\nA line that is typed, as bytes."},
    {"getyx", place<::getcury, ::getcurx>, "(self, /)", "Where the cursor is: (y, x)."},
    {"hline", window::hline, "(...)", "hline([y, x,] ch, n, [attr=_curses.A_NORMAL])\nDraw a line to the right."},
    {"idcok", with_flag<"idcok", ::idcok>, "(...)", "idcok(flag)\nMay the terminal insert and delete characters?"},
    {"idlok", with_flag<"idlok", ::idlok>, "(...)", "idlok(flag)\nMay the terminal insert and delete lines?"},
    {"immedok", with_flag<"immedok", ::immedok>, "(...)", "immedok(flag)\nRefresh after each change?"},
    {"inch", window::inch, "(...)", "inch([y, x])\nThe character that is there, with its attributes."},
    {"insch", window::insch, "(...)", "insch([y, x,] ch, [attr=_curses.A_NORMAL])\nInsert a character."},
    {"insdelln", insert_lines, "(...)", "insdelln(nlines)\nInsert lines, or delete them if the number is negative."},
    {"insertln", simple<"insertln", ::winsertln>, "(self, /)", "Insert a line."},
    {"insnstr", window::insnstr, "(...)",
     "insnstr([y, x,] str, n, [attr])\nInsert at most n characters of the string."},
    {"insstr", window::insstr, "(...)", "insstr([y, x,] str, [attr])\nInsert the string."},
    {"instr", window::instr, "(...)", "instr([y, x,] [n=2047])\nThe characters that are there, as bytes."},
    {"is_linetouched", is_line_touched, "(self, line, /)", "Has the line changed since the last refresh?"},
    {"is_wintouched", question<::is_wintouched>, "(self, /)", "Has the window changed since the last refresh?"},
    {"keypad", with_flag<"keypad", ::keypad>, "(...)", "keypad(flag)\nGive keys such as KEY_UP as one?"},
    {"leaveok", with_flag<"leaveok", ::leaveok>, "(...)",
     "leaveok(flag)\nMay the cursor stay anywhere after a refresh?"},
    {"move", window::move, "(...)", "move(y, x)\nMove the cursor."},
    {"mvderwin", window::mvderwin, "(...)", "mvderwin(y, x)\nShow another part of the window around."},
    {"mvwin", window::mvwin, "(...)", "mvwin(y, x)\nMove the window on the screen."},
    {"nodelay", with_flag<"nodelay", ::nodelay>, "(...)", "nodelay(flag)\nDo not wait for keys?"},
    {"notimeout", with_flag<"notimeout", ::notimeout>, "(...)",
     "notimeout(flag)\nWait for ever for what follows Escape?"},
    {"noutrefresh", window::noutrefresh, "(...)",
     "noutrefresh([pminrow, pmincol, sminrow, smincol, smaxrow, smaxcol])\nPrepare a refresh for doupdate()."},
    {"overlay", window::overlay, "(...)",
     "overlay(destwin, [sminrow, smincol, dminrow, dmincol, dmaxrow, dmaxcol])\nCopy to another window, but for "
     "blanks."},
    {"overwrite", window::overwrite, "(...)",
     "overwrite(destwin, [sminrow, smincol, dminrow, dmincol, dmaxrow, dmaxcol])\nCopy to another window."},
    {"putwin", window::putwin, "(self, file, /)", "Write the window to a file."},
    {"redrawln", with_two<"redrawln", ::wredrawln>, "(self, beg, num, /)", "Draw lines anew at the next refresh."},
    {"redrawwin", simple<"redrawwin", ::redrawwin>, "(self, /)", "Draw the whole window anew at the next refresh."},
    {"refresh", window::refresh, "(...)",
     "refresh([pminrow, pmincol, sminrow, smincol, smaxrow, smaxcol])\nShow what has changed."},
    {"resize", window::resize, "(...)", "resize(nlines, ncols)\nChange the size of the window."},
    {"scroll", window::scroll, "(...)", "scroll([lines=1])\nScroll the window."},
    {"scrollok", with_flag<"scrollok", ::scrollok>, "(...)", "scrollok(flag)\nMay the window scroll by itself?"},
    {"setscrreg", with_two<"wsetscrreg", ::wsetscrreg>, "(self, top, bottom, /)", "Set which lines scroll."},
    {"standend", simple<"standend", ::wstandend>, "(self, /)", "Write without attributes."},
    {"standout", simple<"standout", ::wstandout>, "(self, /)", "Write with A_STANDOUT."},
    {"subpad", window::subwin, "(...)", "subpad([nlines=0, ncols=0,] begin_y, begin_x)\nA part of the pad."},
    {"subwin", window::subwin, "(...)",
     "subwin([nlines=0, ncols=0,] begin_y, begin_x)\nA part of the window, at a position on the screen."},
    {"syncdown", silent<::wsyncdown>, "(self, /)", "Touch what has been touched in the windows around."},
    {"syncok", with_flag<"syncok", ::syncok>, "(...)", "syncok(flag)\nCall syncup() after each change?"},
    {"syncup", silent<::wsyncup>, "(self, /)", "Touch in the windows around what has been touched here."},
    {"timeout", set_timeout, "(...)",
     "timeout(delay)\nSet how many milliseconds a key is waited for; below 0: for ever."},
    {"touchline", window::touchline, "(...)",
     "touchline(start, count, [changed=True])\nPretend that lines have changed."},
    {"touchwin", simple<"touchwin", ::touchwin>, "(self, /)", "Pretend that the whole window has changed."},
    {"untouchwin", simple<"untouchwin", ::untouchwin>, "(self, /)", "Pretend that nothing has changed."},
    {"vline", window::vline, "(...)", "vline([y, x,] ch, n, [attr=_curses.A_NORMAL])\nDraw a line downwards."},
    {}};

constexpr GetSetDef kGetSet[] = {{"encoding", get_encoding, set_encoding, "The encoding of text in the window."}, {}};
constexpr TypeSpec kSpec = {.name = "_curses.window",
                            .size = sizeof(Window),
                            .flags = kTypeTraced | kTypeDisallowNew,
                            .doc = "A part of the screen.",
                            .lifetime = {kLifetimeParts.trace, nullptr, nullptr, dispose},
                            .methods = kMethods,
                            .getset = kGetSet};

}  // namespace

Ref make_window(Thread& t, WINDOW* window, Value original) {
  if (!window) return raise(t, g_error_type, "curses function returned NULL");
  Handle* handle = make_handle();
  Ref object = handle ? allocate_instance(t, g_window_type) : Ref(raise_memory_error(t));
  if (handle) handle->window = window;
  if (!object) {
    if (handle) retire(handle);
    return Ref();
  }
  object.as<Window>()->handle = handle;
  Ref encoding = original ? get_encoding(t, original) : make_str(t, "UTF-8");
  if (!encoding) return Ref();
  init_field(object.as<Window>()->encoding, std::move(encoding));
  if (original) init_field(object.as<Window>()->original, Ref::share(t, original));
  return object;
}

bool add_window_type(Thread& t, Value module) { return add_native_type(t, module, g_window_type, kSpec); }

}  // namespace rt::curses
