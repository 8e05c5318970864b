// Functions of _curses on keys and the mouse.
#include "runtime/library/terminal/curses_parts.h"

namespace rt::curses {

namespace {

Ref get_keyname(Thread& t, Value key) {
  int number;
  if (!to_i32_py(t, key, &number) || !needs(t, Stage::kScreen)) return Ref();
  if (number < 0) return raise_value_error(t, "invalid key number");
  text::ByteBuilder copy;
  in_curses(t, [&] {
    const char* name = ::keyname(number);
    if (name) copy.append(name);
    return 0;
  });
  return copy.ok() ? make_bytes(t, copy.text()) : Ref(raise_memory_error(t));
}
Ref has_key_of_terminal(Thread& t, Value key) {
  int number;
  if (!to_i32_py(t, key, &number) || !needs(t, Stage::kScreen)) return Ref();
  return bool_ref(in_curses(t, [=] { return ::has_key(number) != 0; }));
}
Ref get_printable(Thread& t, Value ch) {
  chtype c;
  if (!needs(t, Stage::kScreen) || !chtype_py(t, Value(), ch, &c)) return Ref();
  text::ByteBuilder copy;
  in_curses(t, [&] {
    const char* text = ::unctrl(c);
    if (text) copy.append(text);
    return 0;
  });
  return copy.ok() ? make_bytes(t, copy.text()) : Ref(raise_memory_error(t));
}

Ref push_key(Thread& t, Value ch) {
  chtype c;
  if (!needs(t, Stage::kScreen) || !chtype_py(t, Value(), ch, &c)) return Ref();
  return done(t, in_curses(t, [=] { return ::ungetch(static_cast<int>(c)); }), "ungetch");
}
Ref push_character(Thread& t, Value ch) {
  i64 c;
  if (!needs(t, Stage::kScreen)) return Ref();
  if (is_str(ch)) {
    if (as_str(ch)->length != 1) {
      return raise_type_error(t, "expect str of length 1 or int, got a str of length %zu",
                              static_cast<size_t>(as_str(ch)->length));
    }
    c = as_str(ch)->at(0);
  } else if (!is_int(ch)) {
    return raise_type_error(t, "expect str of length 1 or int, got %T", ch);
  } else if (!int_fits_i64(ch, &c)) {
    return raise_overflow_error(t, "int doesn't fit in long");
  }
  if (c != static_cast<wchar_t>(c)) return raise_overflow_error(t, "character doesn't fit in wchar_t");
  return done(t, in_curses(t, [=] { return ::unget_wch(static_cast<wchar_t>(c)); }), "unget_wch");
}
Ref drop_keys(Thread& t) {
  if (!needs(t, Stage::kScreen)) return Ref();
  in_curses(t, [] { return ::flushinp(); });
  return none();
}

// ---- the mouse

// The low bits of an int, as C takes them.
bool mask_argument(Thread& t, const char* function, Value v, mmask_t* out) {
  if (!is_int(v)) return raise_type_error(t, "%s argument must be int, not %A", function, v);
  i64 number = 0;
  if (!int_fits_i64(v, &number)) number = 0;
  *out = static_cast<mmask_t>(number);
  return true;
}

Ref get_mouse_event(Thread& t) {
  if (!needs(t, Stage::kScreen)) return Ref();
  MEVENT event{};
  if (in_curses(t, [&] { return ::getmouse(&event); }) == ERR) return raise_failed(t, "getmouse");
  Value items[] = {Value::small_int(event.id), Value::small_int(event.x), Value::small_int(event.y),
                   Value::small_int(event.z), Value::small_int(static_cast<i64>(event.bstate))};
  return make_tuple(t, items, std::size(items));
}
Ref push_mouse_event(Thread& t, Value id, Value x, Value y, Value z, Value bstate) {
  int number, column, row, depth;
  MEVENT event{};
  if (!int_pair_py(t, id, x, &number, &column) || !int_pair_py(t, y, z, &row, &depth) ||
      !mask_argument(t, "ungetmouse()", bstate, &event.bstate) || !needs(t, Stage::kScreen))
    return Ref();
  event.id = static_cast<short>(number);
  event.x = column;
  event.y = row;
  event.z = depth;
  return done(t, in_curses(t, [&] { return ::ungetmouse(&event); }), "ungetmouse");
}
Ref set_mouse_mask(Thread& t, Value newmask) {
  mmask_t mask, before = 0;
  if (!mask_argument(t, "mousemask()", newmask, &mask) || !needs(t, Stage::kScreen)) return Ref();
  mmask_t available = in_curses(t, [&] { return ::mousemask(mask, &before); });
  return make_tuple(t, Value::small_int(static_cast<i64>(available)), Value::small_int(static_cast<i64>(before)));
}
Ref set_mouse_interval(Thread& t, Value interval) {
  int ms;
  if (!to_i32_py(t, interval, &ms) || !needs(t, Stage::kScreen)) return Ref();
  return done(t, in_curses(t, [=] { return ::mouseinterval(ms); }), "mouseinterval");
}

}  // namespace

const MethodDef kKeyFunctions[] = {
    {"keyname", get_keyname, "(key, /)", "The name of a key as bytes."},
    {"has_key", has_key_of_terminal, "(key, /)", "Does the terminal have this key?"},
    {"unctrl", get_printable, "(ch, /)", "A character as bytes that can be shown: ^C for a control character."},
    {"ungetch", push_key, "(ch, /)", "Push a key back, for the next getch()."},
    {"unget_wch", push_character, "(ch, /)", "Push a character back, for the next get_wch()."},
    {"flushinp", drop_keys, "()", "Drop all keys that have been typed and not read."},
    {"getmouse", get_mouse_event, "()", "The next event of the mouse: (id, x, y, z, bstate)."},
    {"ungetmouse", push_mouse_event, "(id, x, y, z, bstate, /)", "Push an event of the mouse back."},
    {"mousemask", set_mouse_mask, "(newmask, /)",
     "Set which events are reported: (those that can be, those of before)."},
    {"mouseinterval", set_mouse_interval, "(interval, /)", "Set how many milliseconds a click may take."},
    {}};

}  // namespace rt::curses
