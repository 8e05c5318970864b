// Declarations that the files of _curses and _curses_panel share. Both stand on ncursesw.
//
// ncurses has one screen and no locks: a thread calls it only inside in_curses(), detached. A thread that waits for a
// key waits outside, so that others can draw meanwhile; only getstr() keeps ncurses for itself until the line is
// complete.
#pragma once

#define NCURSES_NOMACROS 1
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <locale.h>
#include <panel.h>

#include "gc/sync/mutex.h"
#include "gc/threads/attach.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/library/parts/path_arg.h"
#include "runtime/object/native_modules.h"
#include "runtime/text/builder.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::curses {

// ---- ncurses itself

// What an object has of ncurses. The object's end is no moment to wait for ncurses, so the handle is retired, and the
// next section ends it.
struct Handle {
  WINDOW* window = nullptr;  // null: none, or one that ncurses ends by itself
  PANEL* panel = nullptr;    // null: the handle is that of a window
  Handle* next = nullptr;    // in the list of the retired ones
};
// A new one from the raw heap. Null: no memory.
Handle* make_handle();
void retire(Handle* handle);  // any thread

// A section of ncurses. The thread is detached; text is UTF-8, whatever the program's locale says.
class Section {
 public:
  Section();
  ~Section();
  Section(const Section&) = delete;
  Section& operator=(const Section&) = delete;

 private:
  locale_t before_;
};
// Runs `work`, which touches no object, in a section.
template <class F>
auto in_curses(Thread& t, F&& work) {
  gc::Detached detached(t);
  Section section;
  return work();
}

// ---- state and errors (curses_module.cpp)

extern Type *g_error_type, *g_window_type;
// Which functions have been called: the others need them.
enum class Stage : u8 { kTerminal, kScreen, kColors };
// False: error "must call ... first".
bool needs(Thread& t, Stage stage);
bool has_reached(Stage stage);
void reach(Stage stage);
// Error "FUNCTION() returned ERR".
Error raise_failed(Thread& t, const char* function);
// None, or that error.
inline Ref done(Thread& t, int result, const char* function) {
  return result == ERR ? Ref(raise_failed(t, function)) : none();
}
// Sets a number in the module _curses, and with `also_public` in the module curses. False: an error is pending.
bool set_number_py(Thread& t, const char* name, i64 number, bool also_public = false);

// The name of a function, as a template argument.
struct Name {
  char text[24];
  consteval Name(const char* name) : text{} {
    for (int i = 0; name[i]; ++i) text[i] = name[i];
  }
};

// ---- windows (curses_window_type.cpp)

struct Window : Object {
  Handle* handle;  // owned; never changes
  Slot encoding;   // str
  Slot original;   // the window of which this one is a part; empty: none
};
inline WINDOW* window_of(Value v) { return v.as<Window>()->handle->window; }
// A Window for what ncurses has made; null: error "curses function returned NULL". `original` and `encoding`: that of
// the window from which it comes, or empty.
Ref make_window(Thread& t, WINDOW* window, Value original);
bool add_window_type(Thread& t, Value module);
// Methods with arguments in several forms, raw; in the files curses_draw.cpp, curses_input.cpp and curses_place.cpp.
namespace window {
#define METHODS(X)                                                                                                      \
  X(addch) X(addstr) X(addnstr) X(insch) X(insstr) X(insnstr) X(hline) X(vline) X(chgat) X(border) X(box) X(inch) X(instr) \
  X(delch) X(getch) X(getkey) X(get_wch) X(getstr) X(move) X(resize) X(mvwin) X(mvderwin) X(derwin) X(subwin) X(overlay)    \
  X(overwrite) X(refresh) X(noutrefresh) X(touchline) X(scroll)
#define X(name) Ref name(Thread& t, const CallArgs& call);
METHODS(X)
#undef X
#undef METHODS
Ref bkgd(Thread& t, Value self, Value ch, Value attr);
Ref bkgdset(Thread& t, Value self, Value ch, Value attr);
Ref echochar(Thread& t, Value self, Value ch, Value attr);
Ref putwin(Thread& t, Value self, Value file);
}  // namespace window

// ---- functions of the module
extern const MethodDef kScreenFunctions[];    // curses_screen.cpp
extern const MethodDef kModeFunctions[];      // curses_modes.cpp
extern const MethodDef kKeyFunctions[];       // curses_keys.cpp: keys and the mouse
extern const MethodDef kColorFunctions[];     // curses_colors.cpp
extern const MethodDef kTerminfoFunctions[];  // curses_terminfo.cpp
// Reads the description of a terminal, once; null: that of $TERM. False: an error is pending. (curses_terminfo.cpp)
bool set_up_terminal(Thread& t, const char* name, int fd);
bool add_constants(Thread& t, Value module);  // curses_constants.cpp
bool add_key_names(Thread& t, Value module);
// The characters of lines and boxes, which only a screen has.
bool set_line_characters_py(Thread& t);
// halfdelay() is in force.
extern gc::Atomic<bool> g_is_half_delay;

// ---- arguments (curses_arguments.cpp)

// The arguments of a method that may begin with a position: [y, x,] and then `least` to `most` others.
class Arguments {
 public:
  // `method` is for messages.
  Arguments(const CallArgs& args, const char* method) : args_(args), method_(method) {}
  Value self() const { return args_[0]; }
  u32 count() const { return args_.positional - 1; }
  Value operator[](u32 i) const { return args_[i + 1]; }
  // False: TypeError, there are keywords, or the count is not in the range; numbers are for the message.
  bool check(Thread& t, u32 least, u32 most) const;
  // The same for [y, x,], `required` and one optional argument, which are moved to the front. *optional may be empty.
  bool parse_py(Thread& t, u32 required, Value* out, bool has_optional = true);
  bool has_position() const { return has_position_; }
  int y = 0, x = 0;

 private:
  const CallArgs& args_;
  const char* method_;
  bool has_position_ = false;
};
// Two ints. False: an error is pending.
bool int_pair_py(Thread& t, Value a, Value b, int* first, int* second);
// Two sizes: ncurses keeps them in 16 bits, and crashes if they are larger. False: an error is pending, perhaps
// OverflowError.
bool size_pair_py(Thread& t, Value a, Value b, int* first, int* second);
// An attribute argument; empty: `fallback`.
bool attribute_py(Thread& t, Value v, attr_t* out, attr_t fallback = A_NORMAL);

// One character: a str, or a byte or int, which is a chtype.
struct Character {
  bool is_wide = false;
  chtype narrow = 0;
  wchar_t wide[2] = {};
};
bool character_py(Thread& t, Value v, Character* out);
// A character that must fit into a chtype; a str is encoded for the window, if that is not empty.
bool chtype_py(Thread& t, Value window, Value v, chtype* out);
// A wide character with its attribute.
inline cchar_t with_attribute(const Character& c, attr_t attribute) {
  cchar_t out;
  ::setcchar(&out, c.wide, attribute, static_cast<short>(PAIR_NUMBER(attribute)), nullptr);
  return out;
}
// A text: a str as wide characters, or bytes. Ends with a zero.
struct Text {
  bool is_wide = false;
  text::ByteBuilder bytes;
  const wchar_t* wide() const { return reinterpret_cast<const wchar_t*>(bytes.data()); }
  const char* narrow() const { return reinterpret_cast<const char*>(bytes.data()); }
};
bool text_py(Thread& t, Value v, Text* out);

}  // namespace rt::curses
