// Functions of _curses that switch modes of the terminal, and ask about it.
#include "runtime/library/terminal/curses_parts.h"

namespace rt::curses {

gc::Atomic<bool> g_is_half_delay{false};

namespace {

template <Name kName, int (*kCall)()>
Ref simple(Thread& t) {
  return needs(t, Stage::kScreen) ? done(t, in_curses(t, kCall), kName.text) : Ref();
}
template <void (*kCall)()>
Ref silent(Thread& t) {
  if (!needs(t, Stage::kScreen)) return Ref();
  in_curses(t, [] { return kCall(), 0; });
  return none();
}
template <bool (*kCall)()>
Ref question(Thread& t) {
  return needs(t, Stage::kScreen) ? bool_ref(in_curses(t, kCall)) : Ref();
}

// on() or off(), as the argument says.
template <Name kName, int (*kOn)(), int (*kOff)()>
Ref switched(Thread& t, Value flag) {
  int on = truth_py(t, flag);
  if (on < 0 || !needs(t, Stage::kScreen)) return Ref();
  return done(t, in_curses(t, [=] { return on ? kOn() : kOff(); }), kName.text);
}
int enter_cbreak() {
  g_is_half_delay.store(false, gc::relaxed);
  return ::cbreak();
}
int leave_cbreak() {
  g_is_half_delay.store(false, gc::relaxed);
  return ::nocbreak();
}
Ref set_qiflush(Thread& t, Value flag) {
  int on = truth_py(t, flag);
  if (on < 0 || !needs(t, Stage::kScreen)) return Ref();
  in_curses(t, [=] { return on ? ::qiflush() : ::noqiflush(), 0; });
  return none();
}

// A number of tenths of a second, which is a byte.
Ref halfdelay(Thread& t, Value tenths) {
  i64 number;
  if (!index_i64_py(t, tenths, &number, kOverflowErrorType)) return Ref();
  if (number < 0) return raise_overflow_error(t, "unsigned byte integer is less than minimum");
  if (number > 255) return raise_overflow_error(t, "unsigned byte integer is greater than maximum");
  if (!needs(t, Stage::kScreen)) return Ref();
  int result = in_curses(t, [=] { return ::halfdelay(static_cast<int>(number)); });
  if (result != ERR) g_is_half_delay.store(true, gc::relaxed);
  return done(t, result, "halfdelay");
}

template <Name kName, int (*kCall)(int)>
Ref with_number(Thread& t, Value number) {
  int n;
  if (!to_i32_py(t, number, &n) || !needs(t, Stage::kScreen)) return Ref();
  return done(t, in_curses(t, [=] { return kCall(n); }), kName.text);
}
template <Name kName, int (*kCall)(WINDOW*, bool)>
Ref with_flag(Thread& t, Value flag) {
  int yes = truth_py(t, flag);
  if (yes < 0 || !needs(t, Stage::kScreen)) return Ref();
  return done(t, in_curses(t, [=] { return kCall(stdscr, yes != 0); }), kName.text);
}

Ref set_cursor(Thread& t, Value visibility) {
  int n;
  if (!to_i32_py(t, visibility, &n) || !needs(t, Stage::kScreen)) return Ref();
  int before = in_curses(t, [=] { return ::curs_set(n); });
  return before == ERR ? Ref(raise_failed(t, "curs_set")) : make_int(t, before);
}

Ref sleep_for(Thread& t, Value ms) {
  int n;
  if (!to_i32_py(t, ms, &n)) return Ref();
  gc::Detached detached(t);  // outside of a section: others may draw
  return make_int(t, ::napms(n));
}

Ref use_environment(Thread& t, Value flag) {
  int yes = truth_py(t, flag);
  if (yes < 0) return Ref();
  in_curses(t, [=] { return ::use_env(yes != 0), 0; });
  return none();
}
Ref use_one_line(Thread& t) {
  in_curses(t, [] { return ::filter(), 0; });
  return none();
}

// ---- numbers and texts

Ref get_baudrate(Thread& t) { return needs(t, Stage::kScreen) ? make_int(t, in_curses(t, ::baudrate)) : Ref(); }
Ref get_attributes(Thread& t) { return needs(t, Stage::kScreen) ? make_uint(t, in_curses(t, ::termattrs)) : Ref(); }
Ref one_byte(Thread& t, char c) { return make_bytes(t, std::string_view(&c, 1)); }
Ref get_erase_key(Thread& t) { return needs(t, Stage::kScreen) ? one_byte(t, in_curses(t, ::erasechar)) : Ref(); }
Ref get_kill_key(Thread& t) { return one_byte(t, in_curses(t, ::killchar)); }  // b"\xff" without a screen
template <class F>
Ref text_from(Thread& t, F&& call) {
  if (!needs(t, Stage::kScreen)) return Ref();
  text::ByteBuilder copy;
  in_curses(t, [&] {
    const char* text = call();
    if (text) copy.append(text);
    return 0;
  });
  return copy.ok() ? make_bytes(t, copy.text()) : Ref(raise_memory_error(t));
}
Ref get_longname(Thread& t) {
  return text_from(t, [] { return ::longname(); });
}
Ref get_termname(Thread& t) {
  return text_from(t, [] { return ::termname(); });
}

Ref get_escdelay(Thread& t) {
  return make_int(t, in_curses(t, [] { return ESCDELAY; }));
}
Ref get_tabsize(Thread& t) {
  return make_int(t, in_curses(t, [] { return TABSIZE; }));
}
template <Name kName, int (*kCall)(int)>
Ref set_positive(Thread& t, Value v) {
  int n;
  if (!to_i32_py(t, v, &n)) return Ref();
  if (n <= 0) return raise_value_error(t, "%s must be > 0", kName.text[4] == 'e' ? "ms" : "size");
  return done(t, in_curses(t, [=] { return kCall(n); }), kName.text);
}

constexpr char kFlagDoc[] = "Switch the mode on, or off if flag is false.";

}  // namespace

const MethodDef kModeFunctions[] = {
    {"cbreak", switched<"cbreak", enter_cbreak, leave_cbreak>, "(flag=True, /)",
     "Give keys one by one, and not by lines; or leave that mode."},
    {"nocbreak", simple<"nocbreak", leave_cbreak>, "()", "Give keys by lines."},
    {"echo", switched<"echo", ::echo, ::noecho>, "(flag=True, /)", kFlagDoc},
    {"noecho", simple<"noecho", ::noecho>, "()", "Do not show what is typed."},
    {"nl", switched<"nl", ::nl, ::nonl>, "(flag=True, /)", kFlagDoc},
    {"nonl", simple<"nonl", ::nonl>, "()", "Leave newlines and returns as they are."},
    {"raw", switched<"raw", ::raw, ::noraw>, "(flag=True, /)", kFlagDoc},
    {"noraw", simple<"noraw", ::noraw>, "()", "Let the terminal treat interrupts and the like."},
    {"qiflush", set_qiflush, "(flag=True, /)", "Drop what waits when an interrupt comes, or do not."},
    {"noqiflush", silent<::noqiflush>, "()", "Do not drop what waits when an interrupt comes."},
    {"halfdelay", halfdelay, "(tenths, /)", "As cbreak(), but give up after so many tenths of a second."},
    {"beep", simple<"beep", ::beep>, "()", "Emit a short sound."},
    {"flash", simple<"flash", ::flash>, "()", "Flash the screen."},
    {"def_prog_mode", simple<"def_prog_mode", ::def_prog_mode>, "()", "Save the modes as those of the program."},
    {"def_shell_mode", simple<"def_shell_mode", ::def_shell_mode>, "()", "Save the modes as those of the shell."},
    {"reset_prog_mode", simple<"reset_prog_mode", ::reset_prog_mode>, "()", "Set the modes of the program."},
    {"reset_shell_mode", simple<"reset_shell_mode", ::reset_shell_mode>, "()", "Set the modes of the shell."},
    {"savetty", simple<"savetty", ::savetty>, "()", "Save the modes for resetty()."},
    {"resetty", simple<"resetty", ::resetty>, "()", "Set the modes that savetty() has saved."},
    {"intrflush", with_flag<"intrflush", ::intrflush>, "(flag, /)", "Set whether an interrupt drops output."},
    {"meta", with_flag<"meta", ::meta>, "(yes, /)", "Give keys of 8 bits, or of 7."},
    {"delay_output", with_number<"delay_output", ::delay_output>, "(ms, /)", "Make a pause in the output."},
    {"typeahead", with_number<"typeahead", ::typeahead>, "(fd, /)",
     "Look at this descriptor for keys while drawing; -1: do not."},
    {"curs_set", set_cursor, "(visibility, /)",
     "Hide the cursor (0), show it (1) or make it very visible (2); the state before."},
    {"napms", sleep_for, "(ms, /)", "Sleep for milliseconds."},
    {"use_env", use_environment, "(flag, /)", "Set whether $LINES and $COLUMNS count; before initscr()."},
    {"filter", use_one_line, "()", "Use a single line of the terminal; before initscr()."},
    {"baudrate", get_baudrate, "()", "The speed of the output in bits per second."},
    {"termattrs", get_attributes, "()", "All attributes that the terminal can show."},
    {"erasechar", get_erase_key, "()", "The key that erases a character."},
    {"killchar", get_kill_key, "()", "The key that erases a line."},
    {"longname", get_longname, "()", "The long name of the terminal."},
    {"termname", get_termname, "()", "The name of the terminal, as in $TERM."},
    {"has_ic", question<::has_ic>, "()", "Can the terminal insert and delete characters?"},
    {"has_il", question<::has_il>, "()", "Can the terminal insert and delete lines?"},
    {"get_escdelay", get_escdelay, "()", "How many milliseconds a key behind Escape is waited for."},
    {"set_escdelay", set_positive<"set_escdelay", ::set_escdelay>, "(ms, /)",
     "Set how many milliseconds a key behind Escape is waited for."},
    {"get_tabsize", get_tabsize, "()", "How many columns a tab has."},
    {"set_tabsize", set_positive<"set_tabsize", ::set_tabsize>, "(size, /)", "Set how many columns a tab has."},
    {}};

}  // namespace rt::curses
