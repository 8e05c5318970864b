// Functions of _curses on the description of the terminal, terminfo, which need no screen.
#include "runtime/library/terminal/curses_parts.h"
#include "runtime/types/text/c_text.h"

#include <term.h>
#undef lines
#undef columns
#undef newline
#undef tab

#include <cstring>

namespace rt::curses {

namespace {

// False: an error is pending.
bool standard_output_py(Thread& t, int* fd) {
  Ref out = sys_get(t, "stdout");
  if (!out || out.get() == kNone) return error_pending(t) ? false : bool(raise(t, g_error_type, "lost sys.stdout"));
  return file_descriptor_py(t, out, fd);
}

Ref setup_terminal(Thread& t, Value term, Value fd) {
  if (term != kNone && !is_str(term))
    return raise_type_error(t, "setupterm() argument 'term' must be str or None, not %A", term);
  int file;
  if (!to_i32_py(t, fd, &file) || (file == -1 && !standard_output_py(t, &file))) return Ref();
  Ref given = term == kNone ? make_str(t, "") : Ref::share(t, term);
  if (!given) return Ref();
  CText name(t, given);
  if (!name.ok()) return Ref();
  return set_up_terminal(t, term == kNone ? nullptr : name.c_str(), file) ? none() : Ref();
}

// Calls work(name) for a capability, in a section. False: an error is pending.
template <class F>
bool with_capability(Thread& t, const char* function, Value capname, F&& work) {
  if (!needs(t, Stage::kTerminal)) return false;
  if (!is_str(capname)) return raise_type_error(t, "%s() argument must be str, not %A", function, capname);
  CText name(t, capname);
  if (!name.ok()) return false;
  in_curses(t, [&] { return work(const_cast<char*>(name.c_str())), 0; });
  return true;
}

Ref get_flag(Thread& t, Value capname) {
  int value = 0;
  bool ok = with_capability(t, "tigetflag", capname, [&](char* name) { value = ::tigetflag(name); });
  return ok ? make_int(t, value) : Ref();
}
Ref get_number(Thread& t, Value capname) {
  int value = 0;
  bool ok = with_capability(t, "tigetnum", capname, [&](char* name) { value = ::tigetnum(name); });
  return ok ? make_int(t, value) : Ref();
}
// ncurses gives null for a string that is absent, and -1 for a name that is none.
Ref get_string(Thread& t, Value capname) {
  text::ByteBuilder copy;
  bool found = false;
  bool ok = with_capability(t, "tigetstr", capname, [&](char* name) {
    const char* value = ::tigetstr(name);
    found = value && value != reinterpret_cast<char*>(-1);
    if (found) copy.append(value);
  });
  if (!ok) return Ref();
  if (!copy.ok()) return raise_memory_error(t);
  return found ? make_bytes(t, copy.text()) : none();
}

// The text of a bytes-like argument, with a zero behind it.
bool bytes_argument(Thread& t, Value v, text::ByteBuilder* out) {
  SteadyBytes bytes(t, v);
  if (!bytes) return false;
  if (bytes.view().find('\0') != std::string_view::npos) return raise_value_error(t, "embedded null byte");
  out->append(bytes.view());
  out->append(0);
  return out->ok() || raise_memory_error(t);
}

Ref fill_in(Thread& t, const Value* a) {
  text::ByteBuilder text, copy;
  if (!bytes_argument(t, a[0], &text)) return Ref();
  int n[9] = {};
  for (int i = 0; i < 9; ++i) {
    if (!to_i32_by_format_py(t, a[i + 1], &n[i])) return Ref();
  }
  if (!needs(t, Stage::kTerminal)) return Ref();
  bool ok = in_curses(t, [&] {
    const char* result =
        ::tparm(reinterpret_cast<char*>(text.data()), n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8]);
    if (result) copy.append(result);
    return result != nullptr;
  });
  if (!ok) return raise(t, g_error_type, "tparm() returned NULL");
  return copy.ok() ? make_bytes(t, copy.text()) : Ref(raise_memory_error(t));
}

Ref put(Thread& t, Value string) {
  text::ByteBuilder text;
  if (!bytes_argument(t, string, &text)) return Ref();
  return done(t, in_curses(t, [&] { return ::putp(reinterpret_cast<char*>(text.data())); }), "putp");
}

}  // namespace

bool set_up_terminal(Thread& t, const char* name, int fd) {
  int problem = 0;
  bool ok = in_curses(t, [&] {
    if (!has_reached(Stage::kTerminal) && ::setupterm(name, fd, &problem) == ERR) return false;
    reach(Stage::kTerminal);
    return true;
  });
  if (ok) return true;
  return raise(t, g_error_type, "setupterm: %s",
               problem == 0    ? "could not find terminal"
               : problem == -1 ? "could not find terminfo database"
                               : "unknown error");
}

const MethodDef kTerminfoFunctions[] = {
    {"setupterm", setup_terminal, "(term=None, fd=-1)",
     "Read the description of a terminal, that of $TERM by default."},
    {"tigetflag", get_flag, "(capname, /)", "A capability that is true or false; -1: it is none; 0: it is absent."},
    {"tigetnum", get_number, "(capname, /)", "A capability that is a number; -2: it is none; -1: it is absent."},
    {"tigetstr", get_string, "(capname, /)", "A capability that is bytes, or None."},
    {"tparm", fill_in, "(str, i1=0, i2=0, i3=0, i4=0, i5=0, i6=0, i7=0, i8=0, i9=0, /)",
     "A string capability with numbers filled in."},
    {"putp", put, "(string, /)", "Write a capability to the standard output, with the pauses that it asks for."},
    {}};

}  // namespace rt::curses
