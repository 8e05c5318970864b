// Methods of windows that read keys.
//
// A key is waited for outside of ncurses: ncurses is asked for one without waiting, and if it has none, the terminal is
// polled. So signals are handled at once, and other threads can draw.
#include "runtime/library/terminal/curses_parts.h"

#include <poll.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>

namespace rt::curses {

namespace {

i64 now_ms() {
  timespec now;
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return i64{now.tv_sec} * 1000 + now.tv_nsec / 1000000;
}

// How long the window still waits for a key, in milliseconds, when ncurses has been asked once; -1: for ever. With
// halfdelay() ncurses waits by itself.
i64 patience(WINDOW* window) { return g_is_half_delay.load(gc::relaxed) ? 0 : ::wgetdelay(window); }

// Asks ncurses for a key with get(window), which gives ERR if there is none; this also shows the window. In a section.
template <class F>
int ask(WINDOW* window, F&& get) {
  int delay = ::wgetdelay(window);
  ::wtimeout(window, 0);
  int result = get(window);
  ::wtimeout(window, delay);
  return result;
}

// Waits for a key. ERR: there was none in time, or an error is pending.
template <class F>
int wait_for_key_py(Thread& t, const Arguments& args, F&& get) {
  WINDOW* window = window_of(args.self());
  i64 limit = -1;
  int result = in_curses(t, [&] {
    if (args.has_position() && ::wmove(window, args.y, args.x) == ERR) return limit = 0, ERR;
    limit = patience(window);
    return ask(window, get);
  });
  i64 until = now_ms() + limit;
  while (result == ERR && limit != 0) {
    i64 left = limit < 0 ? -1 : std::max<i64>(until - now_ms(), 0);
    pollfd input = {STDIN_FILENO, POLLIN, 0};
    os::Result r = os::call_unless_interrupted(
        t, [&] { return ::poll(&input, 1, static_cast<int>(std::min<i64>(left, 1 << 30))); });
    if (r.error == EINTR && !os::run_pending_py(t)) return ERR;
    // ncurses is asked once more in any case: the window's size may have changed.
    result = in_curses(t, [&] { return ask(window, get); });
    bool is_over = r.ok() && (input.revents & (POLLHUP | POLLERR | POLLNVAL));
    if (result == ERR && (is_over || (limit > 0 && now_ms() >= until))) return ERR;
  }
  return result;
}

bool parse(Thread& t, Arguments& args) { return args.parse_py(t, 0, nullptr, false); }

Ref no_input(Thread& t) { return error_pending(t) ? Ref() : Ref(raise(t, g_error_type, "no input")); }

// Reads the arguments [y, x,] [n] of getstr(). False: an error is pending.
bool line_arguments_py(Thread& t, const Arguments& args, bool* has_position, int* y, int* x, int* n) {
  u32 count = args.count();
  if (count > 3) return raise_type_error(t, "getstr requires 0 to 3 arguments");
  *has_position = count >= 2;
  if (*has_position && !int_pair_py(t, args[0], args[1], y, x)) return false;
  if ((count == 1 || count == 3) && !to_i32_py(t, args[count - 1], n)) return false;
  return *n >= 0 || raise_value_error(t, "'n' must be nonnegative");
}

}  // namespace

namespace window {

Ref getch(Thread& t, const CallArgs& call) {
  Arguments args(call, "getch");
  if (!parse(t, args)) return Ref();
  int key = wait_for_key_py(t, args, ::wgetch);
  return error_pending(t) ? Ref() : make_int(t, key);
}

Ref getkey(Thread& t, const CallArgs& call) {
  Arguments args(call, "getkey");
  if (!parse(t, args)) return Ref();
  int key = wait_for_key_py(t, args, ::wgetch);
  if (key == ERR) return no_input(t);
  if (key <= 255) return make_char(t, static_cast<u32>(key));
  text::ByteBuilder copy;
  in_curses(t, [&] {
    const char* name = ::keyname(key);
    if (name) copy.append(name);
    return 0;
  });
  return copy.ok() ? make_str(t, copy.text()) : Ref(raise_memory_error(t));
}

Ref get_wch(Thread& t, const CallArgs& call) {
  Arguments args(call, "get_wch");
  if (!parse(t, args)) return Ref();
  wint_t c = 0;
  int kind = wait_for_key_py(t, args, [&](WINDOW* window) { return ::wget_wch(window, &c); });
  if (kind == ERR) return no_input(t);
  return kind == KEY_CODE_YES ? make_int(t, c) : make_char(t, c);
}

// ncurses edits the line. Others wait for ncurses until it is complete.
Ref getstr(Thread& t, const CallArgs& call) {
  constexpr int kMost = 2047;
  Arguments args(call, "getstr");
  bool has_position;
  int y = 0, x = 0, n = kMost;
  if (call.keywords()) return raise_type_error(t, "getstr() takes no keyword arguments");
  if (!line_arguments_py(t, args, &has_position, &y, &x, &n)) return Ref();
  n = std::min(n, kMost);
  WINDOW* window = window_of(args.self());
  char buffer[kMost + 1] = {};
  int result = in_curses(t, [&] {
    if (has_position && ::wmove(window, y, x) == ERR) return ERR;
    return ::wgetnstr(window, buffer, n);
  });
  if (!os::run_pending_py(t)) return Ref();
  return make_bytes(t, result == ERR ? "" : buffer);
}

}  // namespace window
}  // namespace rt::curses
