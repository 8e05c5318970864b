// Functions of _curses on colors and pairs of colors.
#include "runtime/library/terminal/curses_parts.h"

#include <climits>

namespace rt::curses {

namespace {

// A number of a color. `may_be_default`: a number below 0 stands for the terminal's own color.
bool color_py(Thread& t, Value v, int* out, bool may_be_default = false) {
  i64 number;
  if (!index_i64_py(t, v, &number, nullptr)) return false;
  if (may_be_default && number < 0) return *out = -1, true;
  if (number < 0) return raise_value_error(t, "Color number is less than 0.");
  if (number > COLORS - 1) return raise_value_error(t, "Color number is greater than COLORS-1 (%d).", COLORS - 1);
  *out = static_cast<int>(number);
  return true;
}
// A number of a pair, which is below COLOR_PAIRS only if colors are there.
bool pair_py(Thread& t, Value v, int* out) {
  i64 number;
  if (!index_i64_py(t, v, &number, nullptr)) return false;
  if (number < 0) return raise_value_error(t, "Color pair is less than 0.");
  int most = has_reached(Stage::kColors) ? COLOR_PAIRS - 1 : INT_MAX;
  if (number > most) {
    return raise_value_error(t, "Color pair is greater than %s (%d).", most == INT_MAX ? "maximum" : "COLOR_PAIRS-1",
                             most);
  }
  *out = static_cast<int>(number);
  return true;
}
bool component_py(Thread& t, Value v, int* out) {
  i64 number;
  if (!index_i64_py(t, v, &number, nullptr)) return false;
  if (number < 0) return raise_value_error(t, "Color component is less than 0");
  if (number > 1000) return raise_value_error(t, "Color component is greater than 1000");
  *out = static_cast<int>(number);
  return true;
}
bool needs_colors(Thread& t) { return needs(t, Stage::kScreen) && needs(t, Stage::kColors); }

Ref start_colors(Thread& t) {
  if (!needs(t, Stage::kScreen)) return Ref();
  if (in_curses(t, ::start_color) == ERR) return raise_failed(t, "start_color");
  reach(Stage::kColors);
  return set_number_py(t, "COLORS", COLORS) && set_number_py(t, "COLOR_PAIRS", COLOR_PAIRS) ? none() : Ref();
}
Ref use_defaults(Thread& t) {
  return needs_colors(t) ? done(t, in_curses(t, ::use_default_colors), "use_default_colors") : Ref();
}
Ref assume_defaults(Thread& t, Value fg, Value bg) {
  int front, back;
  if (!color_py(t, fg, &front, true) || !color_py(t, bg, &back, true) || !needs_colors(t)) return Ref();
  return done(t, in_curses(t, [=] { return ::assume_default_colors(front, back); }), "assume_default_colors");
}

template <bool (*kCall)()>
Ref question(Thread& t) {
  return needs(t, Stage::kScreen) ? bool_ref(in_curses(t, kCall)) : Ref();
}
Ref has_extended(Thread&) { return bool_ref(true); }

Ref get_color(Thread& t, Value color_number) {
  int color, r, g, b;
  if (!color_py(t, color_number, &color) || !needs_colors(t)) return Ref();
  if (in_curses(t, [&] { return ::extended_color_content(color, &r, &g, &b); }) == ERR)
    return raise_failed(t, "extended_color_content");
  Value items[] = {Value::small_int(r), Value::small_int(g), Value::small_int(b)};
  return make_tuple(t, items, 3);
}
Ref set_color(Thread& t, Value color_number, Value r, Value g, Value b) {
  int color, red, green, blue;
  if (!color_py(t, color_number, &color) || !component_py(t, r, &red) || !component_py(t, g, &green) ||
      !component_py(t, b, &blue) || !needs_colors(t))
    return Ref();
  return done(t, in_curses(t, [=] { return ::init_extended_color(color, red, green, blue); }), "init_extended_color");
}

Ref get_pair(Thread& t, Value pair_number) {
  int pair, front, back;
  if (!pair_py(t, pair_number, &pair) || !needs_colors(t)) return Ref();
  if (in_curses(t, [&] { return ::extended_pair_content(pair, &front, &back); }) == ERR)
    return raise_failed(t, "extended_pair_content");
  return make_tuple(t, Value::small_int(front), Value::small_int(back));
}
Ref set_pair(Thread& t, Value pair_number, Value fg, Value bg) {
  int pair, front, back;
  if (!pair_py(t, pair_number, &pair) || !color_py(t, fg, &front, true) || !color_py(t, bg, &back, true) ||
      !needs_colors(t))
    return Ref();
  return done(t, in_curses(t, [=] { return ::init_extended_pair(pair, front, back); }), "init_extended_pair");
}

Ref attribute_of_pair(Thread& t, Value pair_number) {
  int pair;
  if (!to_i32_py(t, pair_number, &pair) || !needs_colors(t)) return Ref();
  return make_int(t, static_cast<int>(COLOR_PAIR(pair)));
}
Ref pair_of_attribute(Thread& t, Value attr) {
  int attribute;
  if (!to_i32_py(t, attr, &attribute) || !needs_colors(t)) return Ref();
  return make_int(t, PAIR_NUMBER(static_cast<attr_t>(attribute)));
}

}  // namespace

const MethodDef kColorFunctions[] = {
    {"start_color", start_colors, "()", "Begin to use colors; sets COLORS and COLOR_PAIRS."},
    {"use_default_colors", use_defaults, "()", "Let -1 stand for the terminal's own colors."},
    {"assume_default_colors", assume_defaults, "(fg, bg, /)", "Set which colors -1 and the pair 0 stand for."},
    {"has_colors", question<::has_colors>, "()", "Can the terminal show colors?"},
    {"can_change_color", question<::can_change_color>, "()", "Can colors be changed?"},
    {"has_extended_color_support", has_extended, "()", "May there be more than 256 pairs of colors?"},
    {"color_content", get_color, "(color_number, /)", "Red, green and blue of a color, from 0 to 1000."},
    {"init_color", set_color, "(color_number, r, g, b, /)", "Change a color: red, green and blue from 0 to 1000."},
    {"pair_content", get_pair, "(pair_number, /)", "The colors of a pair: (fg, bg)."},
    {"init_pair", set_pair, "(pair_number, fg, bg, /)", "Change the colors of a pair."},
    {"color_pair", attribute_of_pair, "(pair_number, /)", "The attribute for text in a pair of colors."},
    {"pair_number", pair_of_attribute, "(attr, /)", "The pair of colors of an attribute."},
    {}};

}  // namespace rt::curses
