// Module _curses_panel: windows that lie above each other.
//
// ncurses knows panels by addresses. A dict has a weak reference to the object of each: a panel that nobody holds ends.
#include "gc/refcount/publish.h"
#include "runtime/library/terminal/curses_parts.h"
#include "runtime/types/classes/weakref.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"

namespace rt::curses {

namespace {

Type *g_panel_type, *g_panel_error;
Value g_panels;  // dict: address -> weak reference; made with the module

void trace_panels(gc::Visitor& visitor) { trace_value(visitor, g_panels); }

struct PanelObject : Object {
  Handle* handle;  // owned; never changes
  Slot window;     // the Window that it shows
  Slot user;       // set_userptr(); empty: nothing
};
PANEL* panel_of(Value v) { return v.as<PanelObject>()->handle->panel; }

void dispose_panel(gc::Thread& thread, Object* object) {
  if (Handle* handle = std::exchange(static_cast<PanelObject*>(object)->handle, nullptr)) retire(handle);
  SlotsOf<PanelObject, &PanelObject::window, &PanelObject::user>::dispose(thread, object);
}

Ref panel_done(Thread& t, int result, const char* function) {
  return result == ERR ? Ref(raise(t, g_panel_error, "%s() returned ERR", function)) : none();
}

// ---- the objects of panels

// The object, or None for null.
Ref object_of_py(Thread& t, PANEL* panel, const char* function) {
  if (!panel) return none();
  Ref key = make_uint(t, reinterpret_cast<u64>(panel));
  Ref weak = key ? dict_get_py(t, as_dict(g_panels), key) : Ref();
  Ref object = weak ? weakref_referent(t, weak) : Ref();
  if (object && object.get() != kNone) return object;
  if (error_pending(t)) return Ref();
  return raise(t, kRuntimeErrorType, "%s: can't find Panel Object", function);
}

// Drops the entries of panels that have ended.
bool forget_ended_py(Thread& t) {
  Ref items = dict_items_list(t, as_dict(g_panels));
  for (u64 i = 0; items && i < as_list(items)->size(); ++i) {
    const Tuple* item = as_tuple((*as_list(items))[i]);
    if (weakref_is_dead((*item)[1]) && dict_delete_py(t, as_dict(g_panels), (*item)[0]) < 0) return false;
  }
  return bool(items);
}

Ref make_panel_py(Thread& t, Value window) {
  WINDOW* shown = window_of(window);
  Handle* handle = make_handle();
  Ref object = handle ? allocate_instance(t, g_panel_type) : Ref(raise_memory_error(t));
  if (object) handle->panel = in_curses(t, [=] { return ::new_panel(shown); });
  if (!object || !handle->panel) {
    if (handle) retire(handle);
    return object ? Ref(raise(t, g_panel_error, "curses function returned NULL")) : Ref();
  }
  object.as<PanelObject>()->handle = handle;
  init_field(object.as<PanelObject>()->window, Ref::share(t, window));
  Ref key = make_uint(t, reinterpret_cast<u64>(handle->panel)), weak = key ? make_weakref(t, object) : Ref();
  bool ok = weak && forget_ended_py(t) && dict_set_py(t, as_dict(g_panels), key, weak);
  return ok ? std::move(object) : Ref();
}

bool check_window(Thread& t, const char* function, Value v) {
  return is_instance(v, g_window_type) || raise_type_error(t, "%s must be _curses.window, not %A", function, v);
}

// ---- methods

template <Name kName, int (*kCall)(PANEL*)>
Ref change(Thread& t, Value self) {
  PANEL* panel = panel_of(self);
  return panel_done(t, in_curses(t, [=] { return kCall(panel); }), kName.text);
}
template <Name kName, PANEL* (*kCall)(const PANEL*)>
Ref neighbour(Thread& t, Value self) {
  PANEL* panel = panel_of(self);
  return object_of_py(t, in_curses(t, [=] { return kCall(panel); }), kName.text);
}
Ref is_hidden(Thread& t, Value self) {
  PANEL* panel = panel_of(self);
  int hidden = in_curses(t, [=] { return ::panel_hidden(panel); });
  return hidden == ERR ? panel_done(t, ERR, "panel_hidden") : bool_ref(hidden != 0);
}
Ref move_to(Thread& t, Value self, Value y, Value x) {
  int row, column;
  if (!int_pair_py(t, y, x, &row, &column)) return Ref();
  PANEL* panel = panel_of(self);
  return panel_done(t, in_curses(t, [=] { return ::move_panel(panel, row, column); }), "move_panel");
}
Ref get_window(Thread& t, Value self) { return load_field(t, self.object(), self.as<PanelObject>()->window); }
Ref replace_window(Thread& t, Value self, Value win) {
  if (!check_window(t, "replace() argument 1", win)) return Ref();
  PANEL* panel = panel_of(self);
  WINDOW* window = window_of(win);
  if (in_curses(t, [=] { return ::replace_panel(panel, window); }) == ERR) return panel_done(t, ERR, "replace_panel");
  store_field(t, self.object(), self.as<PanelObject>()->window, Ref::share(t, win));
  return none();
}
Ref get_user(Thread& t, Value self) {
  Ref user = load_field(t, self.object(), self.as<PanelObject>()->user);
  return user ? std::move(user) : Ref(raise(t, g_panel_error, "no userptr set"));
}
Ref set_user(Thread& t, Value self, Value obj) {
  store_field(t, self.object(), self.as<PanelObject>()->user, Ref::share(t, obj));
  return none();
}

constexpr MethodDef kPanelMethods[] = {
    {"above", neighbour<"panel_above", ::panel_above>, "(self, /)", "The panel above this one, or None."},
    {"below", neighbour<"panel_below", ::panel_below>, "(self, /)", "The panel below this one, or None."},
    {"bottom", change<"bottom_panel", ::bottom_panel>, "(self, /)", "Push the panel below all others."},
    {"hidden", is_hidden, "(self, /)", "Is the panel hidden?"},
    {"hide", change<"hide_panel", ::hide_panel>, "(self, /)", "Hide the panel."},
    {"move", move_to, "(self, y, x, /)", "Move the panel on the screen."},
    {"replace", replace_window, "(self, win, /)", "Show another window in the panel."},
    {"set_userptr", set_user, "(self, obj, /)", "Set an object for the program's own use."},
    {"show", change<"show_panel", ::show_panel>, "(self, /)", "Show the panel, above all others."},
    {"top", change<"top_panel", ::top_panel>, "(self, /)", "Pull the panel above all others."},
    {"userptr", get_user, "(self, /)", "The object that set_userptr() has set."},
    {"window", get_window, "(self, /)", "The window of the panel."},
    {}};
constexpr TypeSpec kPanelSpec = {.name = "_curses_panel.panel",
                                 .size = sizeof(PanelObject),
                                 .flags = kTypeTraced | kTypeDisallowNew | kTypeHasWeakrefs,
                                 .lifetime = {SlotsOf<PanelObject, &PanelObject::window, &PanelObject::user>::trace,
                                              nullptr, nullptr, dispose_panel},
                                 .methods = kPanelMethods};
constexpr TypeSpec kPanelErrorSpec = {
    .name = "_curses_panel.error", .base = TypeId::kException, .flags = kTypeSubclassable};

// ---- functions

Ref new_panel_for(Thread& t, Value win) {
  if (!check_window(t, "new_panel() argument", win) || !needs(t, Stage::kScreen)) return Ref();
  return make_panel_py(t, win);
}
// The lowest panel is above nothing, the highest one below nothing.
template <Name kName, PANEL* (*kCall)(const PANEL*)>
Ref outermost(Thread& t) {
  if (!needs(t, Stage::kScreen)) return Ref();
  return object_of_py(t, in_curses(t, [] { return kCall(nullptr); }), kName.text);
}
Ref update_all(Thread& t) {
  if (!needs(t, Stage::kScreen)) return Ref();
  in_curses(t, [] { return ::update_panels(), 0; });
  return none();
}

constexpr MethodDef kPanelFunctions[] = {
    {"bottom_panel", outermost<"panel_above", ::panel_above>, "()", "The panel below all others, or None."},
    {"top_panel", outermost<"panel_below", ::panel_below>, "()", "The panel above all others, or None."},
    {"new_panel", new_panel_for, "(win, /)", "A new panel that shows a window, above all others."},
    {"update_panels", update_all, "()", "Prepare a refresh of all panels for curses.doupdate()."},
    {}};

bool init_panels(Thread& t, Value module) {
  Ref curses = import_module_py(t, "_curses");
  if (!curses) return false;
  if (!g_panels) {
    Ref panels = make_dict(t);
    if (!panels) return false;
    g_panels = panels.release();
    gc::add_root_tracer(trace_panels);
  }
  return add_native_type(t, module, g_panel_type, kPanelSpec) &&
         add_native_type(t, module, g_panel_error, kPanelErrorSpec) &&
         module_add(t, module, "version", make_str(t, "2.1")) &&
         module_add(t, module, "__version__", make_str(t, "2.1"));
}

}  // namespace
}  // namespace rt::curses

namespace rt {

extern const ModuleDef kUnderCursesPanelModule = {.name = "_curses_panel",
                                                  .doc = "Windows that lie above each other.",
                                                  .methods = curses::kPanelFunctions,
                                                  .init = curses::init_panels};

}  // namespace rt
