// Methods of windows that move, resize and part them, copy between them and show them.
#include "runtime/library/terminal/curses_parts.h"

#include <cstdio>

namespace rt::curses {

namespace {

// Two ints, of which the message speaks if they are not there.
template <auto kRead = int_pair_py, class F>
Ref with_pair_py(Thread& t, const CallArgs& args, const char* missing, const char* function, F&& call) {
  int a, b;
  if (args.positional != 3 || args.keywords()) return raise_type_error(t, "%s", missing);
  if (!kRead(t, args[1], args[2], &a, &b)) return Ref();
  WINDOW* window = window_of(args[0]);
  return done(t, in_curses(t, [=] { return call(window, a, b); }), function);
}

// [nlines, ncols,] begin_y, begin_x
Ref part_py(Thread& t, const CallArgs& call, const char* method, WINDOW* (*make)(WINDOW*, int, int, int, int)) {
  Arguments args(call, method);
  u32 n = args.count();
  int lines = 0, columns = 0, y, x;
  if (call.keywords() || (n != 2 && n != 4))
    return raise_type_error(t, "_curses.window.%s requires 2 to 4 arguments", method);
  if ((n == 4 && !int_pair_py(t, args[0], args[1], &lines, &columns)) ||
      !int_pair_py(t, args[n - 2], args[n - 1], &y, &x))
    return Ref();
  WINDOW* window = window_of(args.self());
  return make_window(t, in_curses(t, [=] { return make(window, lines, columns, y, x); }), args.self());
}

WINDOW* make_subwindow(WINDOW* window, int lines, int columns, int y, int x) {
  return (::is_pad(window) ? ::subpad : ::subwin)(window, lines, columns, y, x);
}

// False: an error is pending.
bool six_ints_py(Thread& t, const Arguments& args, u32 from, int* out) {
  for (u32 i = 0; i < 6; ++i) {
    if (!to_i32_py(t, args[from + i], &out[i])) return false;
  }
  return true;
}

// destwin [, sminrow, smincol, dminrow, dmincol, dmaxrow, dmaxcol]
Ref copy_py(Thread& t, const CallArgs& call, const char* method, bool skips_blanks) {
  Arguments args(call, method);
  u32 n = args.count();
  int at[6];
  if (call.keywords() || (n != 1 && n != 7))
    return raise_type_error(t, "_curses.window.%s requires 1 to 7 arguments", method);
  if (!is_instance(args[0], g_window_type))
    return raise_type_error(t, "%s() argument 1 must be _curses.window, not %A", method, args[0]);
  if (n == 7 && !six_ints_py(t, args, 1, at)) return Ref();
  WINDOW *from = window_of(args.self()), *to = window_of(args[0]);
  int result = in_curses(t, [&] {
    if (n == 7) return ::copywin(from, to, at[0], at[1], at[2], at[3], at[4], at[5], skips_blanks);
    return skips_blanks ? ::overlay(from, to) : ::overwrite(from, to);
  });
  return done(t, result, n == 7 ? "copywin" : method);
}

// Shows a window, or a rectangle of a pad.
struct ShowCalls {
  int (*window)(WINDOW*);
  int (*pad)(WINDOW*, int, int, int, int, int, int);
  const char *method, *window_name, *pad_name, *pad_message;
};
Ref show_py(Thread& t, const CallArgs& call, const ShowCalls& calls) {
  Arguments args(call, calls.method);
  u32 n = args.count();
  int at[6];
  if (call.keywords() || (n != 0 && n != 6))
    return raise_type_error(t, "_curses.window.%s requires 0 to 6 arguments", calls.method);
  WINDOW* window = window_of(args.self());
  bool is_pad = in_curses(t, [=] { return ::is_pad(window); });
  if (!is_pad) {
    if (n == 6) return raise_type_error(t, "%s() takes no arguments (6 given)", calls.method);
    return done(t, in_curses(t, [&] { return calls.window(window); }), calls.window_name);
  }
  if (n == 0) return raise(t, g_error_type, "%s", calls.pad_message);
  if (!six_ints_py(t, args, 0, at)) return Ref();
  return done(t, in_curses(t, [&] { return calls.pad(window, at[0], at[1], at[2], at[3], at[4], at[5]); }),
              calls.pad_name);
}

}  // namespace

namespace window {

Ref move(Thread& t, const CallArgs& call) { return with_pair_py(t, call, "y,x", "wmove", ::wmove); }
Ref mvwin(Thread& t, const CallArgs& call) { return with_pair_py(t, call, "y,x", "mvwin", ::mvwin); }
Ref mvderwin(Thread& t, const CallArgs& call) { return with_pair_py(t, call, "y,x", "mvderwin", ::mvderwin); }
Ref resize(Thread& t, const CallArgs& call) {
  return with_pair_py<size_pair_py>(t, call, "lines,columns", "wresize", ::wresize);
}

Ref derwin(Thread& t, const CallArgs& call) { return part_py(t, call, "derwin", ::derwin); }
Ref subwin(Thread& t, const CallArgs& call) { return part_py(t, call, "subwin", make_subwindow); }

Ref overlay(Thread& t, const CallArgs& call) { return copy_py(t, call, "overlay", true); }
Ref overwrite(Thread& t, const CallArgs& call) { return copy_py(t, call, "overwrite", false); }

Ref refresh(Thread& t, const CallArgs& call) {
  return show_py(
      t, call, {::wrefresh, ::prefresh, "refresh", "wrefresh", "prefresh", "refresh() for a pad requires 6 arguments"});
}
Ref noutrefresh(Thread& t, const CallArgs& call) {
  return show_py(t, call,
                 {::wnoutrefresh, ::pnoutrefresh, "noutrefresh", "wnoutrefresh", "pnoutrefresh",
                  "noutrefresh() called for a pad requires 6 arguments"});
}

Ref touchline(Thread& t, const CallArgs& call) {
  Arguments args(call, "touchline");
  int start, count, changed = 1;
  if (!args.check(t, 2, 3) || !int_pair_py(t, args[0], args[1], &start, &count)) return Ref();
  if (args.count() == 3 && (changed = truth_py(t, args[2])) < 0) return Ref();
  WINDOW* window = window_of(args.self());
  return done(t, in_curses(t, [=] { return ::wtouchln(window, start, count, changed); }), "touchline");
}

Ref scroll(Thread& t, const CallArgs& call) {
  Arguments args(call, "scroll");
  int lines = 1;
  if (!args.check(t, 0, 1) || (args.count() == 1 && !to_i32_py(t, args[0], &lines))) return Ref();
  WINDOW* window = window_of(args.self());
  return done(t, in_curses(t, [=] { return ::wscrl(window, lines); }), "scroll");
}

// ncurses writes to a stream of the C library.
Ref putwin(Thread& t, Value self, Value file) {
  WINDOW* window = window_of(self);
  text::ByteBuilder bytes;
  int error = 0, result = in_curses(t, [&] {
                   FILE* stream = std::tmpfile();
                   if (!stream) return error = errno, ERR;
                   int r = ::putwin(window, stream);
                   std::rewind(stream);
                   for (char buffer[1 << 12]; size_t n = std::fread(buffer, 1, sizeof buffer, stream);)
                     bytes.append(buffer, n);
                   std::fclose(stream);
                   return r;
                 });
  if (error) return raise_os_error(t, error);
  if (result == ERR) return raise_failed(t, "putwin");
  Ref data = bytes.ok() ? make_bytes(t, bytes.text()) : Ref(raise_memory_error(t)),
      name = data ? intern(t, "write") : Ref();
  return name ? call_method_py(t, file, name, data) : Ref();
}

}  // namespace window
}  // namespace rt::curses
