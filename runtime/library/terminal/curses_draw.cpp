// Methods of windows that write characters and text, and read what is there.
#include "runtime/library/terminal/curses_parts.h"

#include <algorithm>

namespace rt::curses {

namespace {

// ---- text

// What ncurses calls one kind of writing text: with and without a position, wide and narrow.
struct TextCalls {
  int (*wide)(WINDOW*, const wchar_t*, int);
  int (*narrow)(WINDOW*, const char*, int);
  const char *wide_name, *narrow_name;  // for messages
};

// Writes the text at the cursor or at a position, for the time with another attribute.
Ref write_text_py(Thread& t, const Arguments& args, Value text, int most, Value attr, const TextCalls& calls) {
  Text written;
  attr_t attribute = A_NORMAL;
  if (!text_py(t, text, &written) || !attribute_py(t, attr, &attribute)) return Ref();
  WINDOW* window = window_of(args.self());
  int result = in_curses(t, [&] {
    attr_t before = A_NORMAL;
    short before_pair = 0;
    if (attr) {
      ::wattr_get(window, &before, &before_pair, nullptr);
      ::wattrset(window, static_cast<int>(attribute));
    }
    int done = args.has_position() ? ::wmove(window, args.y, args.x) : OK;
    if (done != ERR)
      done = written.is_wide ? calls.wide(window, written.wide(), most) : calls.narrow(window, written.narrow(), most);
    if (attr) ::wattr_set(window, before, before_pair, nullptr);
    return done;
  });
  return done(t, result, written.is_wide ? calls.wide_name : calls.narrow_name);
}

Ref write_all_py(Thread& t, const CallArgs& call, const char* method, const TextCalls& calls) {
  Arguments args(call, method);
  Value values[2];
  return args.parse_py(t, 1, values) ? write_text_py(t, args, values[0], -1, values[1], calls) : Ref();
}
Ref write_some_py(Thread& t, const CallArgs& call, const char* method, const TextCalls& calls) {
  Arguments args(call, method);
  Value values[3];
  int most;
  if (!args.parse_py(t, 2, values) || !to_i32_py(t, values[1], &most)) return Ref();
  return write_text_py(t, args, values[0], most, values[2], calls);
}

// ---- characters

// Calls f(window, chtype, n) at the cursor or at a position, for a line of characters.
Ref draw_line_py(Thread& t, const CallArgs& call, const char* method, int (*draw)(WINDOW*, chtype, int)) {
  Arguments args(call, method);
  Value values[3];
  chtype c;
  int n;
  attr_t attribute;
  if (!args.parse_py(t, 2, values) || !chtype_py(t, args.self(), values[0], &c) || !to_i32_py(t, values[1], &n) ||
      !attribute_py(t, values[2], &attribute))
    return Ref();
  WINDOW* window = window_of(args.self());
  bool moved = true;
  int result = in_curses(t, [&] {
    moved = !args.has_position() || ::wmove(window, args.y, args.x) != ERR;
    return moved ? draw(window, c | attribute, n) : ERR;
  });
  return done(t, result, moved ? method : "wmove");
}

template <Name kName, int (*kCall)(WINDOW*, chtype)>
Ref set_background_py(Thread& t, Value self, Value ch, Value attr) {
  chtype c;
  attr_t attribute;
  if (!chtype_py(t, self, ch, &c) || !attribute_py(t, attr, &attribute)) return Ref();
  WINDOW* window = window_of(self);
  return done(t, in_curses(t, [=] { return kCall(window, c | attribute); }), kName.text);
}

int set_background_of_new(WINDOW* window, chtype c) {
  ::wbkgdset(window, c);
  return OK;
}

}  // namespace

namespace window {

Ref addch(Thread& t, const CallArgs& call) {
  Arguments args(call, "addch");
  Value values[2];
  Character c;
  attr_t attribute;
  if (!args.parse_py(t, 1, values) || !character_py(t, values[0], &c) || !attribute_py(t, values[1], &attribute))
    return Ref();
  WINDOW* window = window_of(args.self());
  int result = in_curses(t, [&] {
    if (args.has_position() && ::wmove(window, args.y, args.x) == ERR) return ERR;
    if (!c.is_wide) return ::waddch(window, c.narrow | attribute);
    cchar_t wide = with_attribute(c, attribute);
    return ::wadd_wch(window, &wide);
  });
  return done(t, result, c.is_wide ? "add_wch" : "addch");
}

Ref insch(Thread& t, const CallArgs& call) {
  Arguments args(call, "insch");
  Value values[2];
  chtype c;
  attr_t attribute;
  if (!args.parse_py(t, 1, values) || !chtype_py(t, args.self(), values[0], &c) ||
      !attribute_py(t, values[1], &attribute))
    return Ref();
  WINDOW* window = window_of(args.self());
  int result = in_curses(t, [&] {
    if (args.has_position() && ::wmove(window, args.y, args.x) == ERR) return ERR;
    return ::winsch(window, c | attribute);
  });
  return done(t, result, "insch");
}

Ref addstr(Thread& t, const CallArgs& call) {
  return write_all_py(t, call, "addstr", {::waddnwstr, ::waddnstr, "addwstr", "addstr"});
}
Ref addnstr(Thread& t, const CallArgs& call) {
  return write_some_py(t, call, "addnstr", {::waddnwstr, ::waddnstr, "addnwstr", "addnstr"});
}
Ref insstr(Thread& t, const CallArgs& call) {
  return write_all_py(t, call, "insstr", {::wins_nwstr, ::winsnstr, "inswstr", "insstr"});
}
Ref insnstr(Thread& t, const CallArgs& call) {
  return write_some_py(t, call, "insnstr", {::wins_nwstr, ::winsnstr, "insn_wstr", "insnstr"});
}

Ref hline(Thread& t, const CallArgs& call) { return draw_line_py(t, call, "hline", ::whline); }
Ref vline(Thread& t, const CallArgs& call) { return draw_line_py(t, call, "vline", ::wvline); }

Ref bkgd(Thread& t, Value self, Value ch, Value attr) { return set_background_py<"bkgd", ::wbkgd>(t, self, ch, attr); }
Ref bkgdset(Thread& t, Value self, Value ch, Value attr) {
  return set_background_py<"bkgdset", set_background_of_new>(t, self, ch, attr);
}

Ref echochar(Thread& t, Value self, Value ch, Value attr) {
  chtype c;
  attr_t attribute;
  if (!chtype_py(t, self, ch, &c) || !attribute_py(t, attr, &attribute)) return Ref();
  WINDOW* window = window_of(self);
  int result = in_curses(t, [=] { return (::is_pad(window) ? ::pechochar : ::wechochar)(window, c | attribute); });
  return done(t, result, "echochar");
}

// Sides and corners that are left out, or 0, are drawn as lines.
Ref border(Thread& t, const CallArgs& call) {
  constexpr u32 kParts = 8;
  Arguments args(call, "border");
  chtype c[kParts] = {};
  if (call.keywords()) return raise_type_error(t, "border() takes no keyword arguments");
  if (args.count() > kParts)
    return raise_type_error(t, "border expected at most 8 arguments, got %d", static_cast<int>(args.count()));
  for (u32 i = 0; i < args.count(); ++i) {
    if (!chtype_py(t, args.self(), args[i], &c[i])) return Ref();
  }
  WINDOW* window = window_of(args.self());
  in_curses(t, [&] { return ::wborder(window, c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]); });
  return none();
}

Ref box(Thread& t, const CallArgs& call) {
  Arguments args(call, "box");
  chtype sides = 0, rows = 0;
  if (call.keywords() || (args.count() != 0 && args.count() != 2))
    return raise_type_error(t, "_curses.window.box requires 0 to 2 arguments");
  if (args.count() == 2 && (!chtype_py(t, args.self(), args[0], &sides) || !chtype_py(t, args.self(), args[1], &rows)))
    return Ref();
  WINDOW* window = window_of(args.self());
  in_curses(t, [=] { return ::wborder(window, sides, sides, rows, rows, 0, 0, 0, 0); });
  return none();
}

// chgat([y, x,] [n,] attr): by the number of arguments.
Ref chgat(Thread& t, const CallArgs& call) {
  Arguments args(call, "chgat");
  u32 n = args.count();
  int y, x, length = -1;
  attr_t attribute;
  if (call.keywords() || n < 1 || n > 4) return raise_type_error(t, "chgat requires 1 to 4 arguments");
  bool has_position = n >= 3, has_length = n == 2 || n == 4;
  if ((has_position && !int_pair_py(t, args[0], args[1], &y, &x)) ||
      (has_length && !to_i32_py(t, args[n - 2], &length)) || !attribute_py(t, args[n - 1], &attribute))
    return Ref();
  WINDOW* window = window_of(args.self());
  int result = in_curses(t, [&] {
    if (!has_position) y = ::getcury(window), x = ::getcurx(window);
    else if (::wmove(window, y, x) == ERR) return ERR;
    int r = ::wchgat(window, length, attribute & ~A_COLOR, static_cast<short>(PAIR_NUMBER(attribute)), nullptr);
    ::wtouchln(window, y, 1, 1);
    return r;
  });
  return done(t, result, "chgat");
}

Ref delch(Thread& t, const CallArgs& call) {
  Arguments args(call, "delch");
  if (!args.parse_py(t, 0, nullptr, false)) return Ref();
  WINDOW* window = window_of(args.self());
  int result = in_curses(t, [&] {
    if (args.has_position() && ::wmove(window, args.y, args.x) == ERR) return ERR;
    return ::wdelch(window);
  });
  return done(t, result, args.has_position() ? "mvwdelch" : "wdelch");
}

// ---- reading

Ref inch(Thread& t, const CallArgs& call) {
  Arguments args(call, "inch");
  if (!args.parse_py(t, 0, nullptr, false)) return Ref();
  WINDOW* window = window_of(args.self());
  chtype c = in_curses(t, [&] {
    if (args.has_position() && ::wmove(window, args.y, args.x) == ERR) return static_cast<chtype>(ERR);
    return ::winch(window);
  });
  bool failed = c == static_cast<chtype>(ERR);
  if (failed && library_minor() >= 15) {
    return raise(t, g_error_type, "%s() (called by inch()) returned ERR",
                 args.has_position() ? "mvwin_wch" : "win_wch");
  }
  return make_uint(t, c);
}

// instr([y, x,] [n]): by the number of arguments.
Ref instr(Thread& t, const CallArgs& call) {
  constexpr int kMost = 2047;
  Arguments args(call, "instr");
  u32 count = args.count();
  int y, x, n = kMost;
  if (call.keywords() || count > 3) return raise_type_error(t, "instr requires 0 or 3 arguments");
  bool has_position = count >= 2;
  if (has_position && !int_pair_py(t, args[0], args[1], &y, &x)) return Ref();
  if ((count == 1 || count == 3) && !to_i32_py(t, args[count - 1], &n)) return Ref();
  if (n < 0) return raise_value_error(t, "'n' must be nonnegative");
  n = std::min(n, kMost);
  WINDOW* window = window_of(args.self());
  char buffer[kMost + 1];
  int length = in_curses(t, [&] {
    if (has_position && ::wmove(window, y, x) == ERR) return ERR;
    return ::winnstr(window, buffer, n);
  });
  return make_bytes(t, std::string_view(buffer, length == ERR ? 0 : static_cast<size_t>(length)));
}

}  // namespace window
}  // namespace rt::curses
