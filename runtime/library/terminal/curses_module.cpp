// Module _curses: sections of ncurses, what has been called so far, errors.
#include "runtime/library/terminal/curses_parts.h"

#include <cstring>

#include "gc/heap/heap.h"
#include "runtime/types/containers/tuple.h"

namespace rt::curses {

Type *g_error_type, *g_window_type;

// ---- sections

namespace {

gc::Mutex g_curses_mutex;
locale_t g_locale;  // made with the module; never changes
gc::Atomic<Handle*> g_retired{nullptr};

// A part of a window ends before the window: an object holds its original, so its handle came first. The list has the
// last one in front.
void end_retired() {
  Handle* list = g_retired.load(gc::relaxed) ? g_retired.exchange(nullptr, gc::acquire) : nullptr;
  Handle* in_order = nullptr;
  while (list) {
    Handle* handle = list;
    list = handle->next;
    handle->next = in_order;
    in_order = handle;
  }
  while (Handle* handle = in_order) {
    in_order = handle->next;
    if (handle->panel) ::del_panel(handle->panel);
    else if (handle->window) ::delwin(handle->window);
    gc::raw_free(handle);
  }
}

gc::Atomic<u8> g_reached{0};  // a bit for each Stage; any thread

}  // namespace

Handle* make_handle() {
  void* memory = gc::raw_alloc(sizeof(Handle));
  return memory ? new (memory) Handle : nullptr;
}

void retire(Handle* handle) {
  handle->next = g_retired.load(gc::relaxed);
  while (!g_retired.compare_exchange_weak(handle->next, handle, gc::release, gc::relaxed)) {
  }
}

Section::Section() {
  g_curses_mutex.lock();
  before_ = ::uselocale(g_locale);
  end_retired();
}
Section::~Section() {
  ::uselocale(before_);
  g_curses_mutex.unlock();
}

// ---- state and errors

bool has_reached(Stage stage) { return g_reached.load(gc::relaxed) >> static_cast<int>(stage) & 1; }
void reach(Stage stage) { g_reached.fetch_or(static_cast<u8>(1 << static_cast<int>(stage)), gc::relaxed); }

bool needs(Thread& t, Stage stage) {
  if (has_reached(stage)) return true;
  if (stage != Stage::kTerminal && !has_reached(Stage::kScreen))
    return raise(t, g_error_type, "must call initscr() first");
  if (stage == Stage::kTerminal) return raise(t, g_error_type, "must call (at least) setupterm() first");
  return raise(t, g_error_type, "must call start_color() first");
}

Error raise_failed(Thread& t, const char* function) { return raise(t, g_error_type, "%s() returned ERR", function); }

bool set_number_py(Thread& t, const char* name, i64 number, bool also_public) {
  Ref key = intern(t, name), value = key ? make_int(t, number) : Ref();
  for (const char* module : {"_curses", "curses"}) {
    if (!also_public && std::strcmp(module, "curses") == 0) continue;
    Ref target = value ? import_module_py(t, module) : Ref();
    if (!target || !setattr_py(t, target, key, value)) return false;
  }
  return true;
}

namespace {

constexpr TypeSpec kErrorSpec = {.name = "_curses.error",
                                 .base = TypeId::kException,
                                 .flags = kTypeSubclassable,
                                 .doc = "A function of curses has failed."};

constexpr StructSequenceField kVersionFields[] = {{"major", "Major release number"},
                                                  {"minor", "Minor release number"},
                                                  {"patch", "Patch release number"},
                                                  {nullptr, nullptr}};
Type* g_version_type;

bool add_versions(Thread& t, Value module) {
  if (!g_version_type) {
    g_version_type = make_struct_sequence(t, "curses.ncurses_version", "Ncurses version information as a named tuple.",
                                          kVersionFields, 3);
  }
  Ref parts[] = {make_int(t, NCURSES_VERSION_MAJOR), make_int(t, NCURSES_VERSION_MINOR),
                 make_int(t, NCURSES_VERSION_PATCH)};
  return module_add(t, module, "version", make_bytes(t, "2.2")) &&
         module_add(t, module, "__version__", make_bytes(t, "2.2")) &&
         module_add(t, module, "ncurses_version",
                    make_struct_sequence_instance(t, g_version_type, parts, std::size(parts)));
}

bool init(Thread& t, Value module) {
  if (!g_locale) g_locale = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  if (!g_locale) return raise_os_error(t, errno);
  for (const MethodDef* table :
       {kScreenFunctions, kModeFunctions, kKeyFunctions, kColorFunctions, kTerminfoFunctions}) {
    if (!add_module_functions(t, module, "_curses", table)) return false;
  }
  return add_native_type(t, module, g_error_type, kErrorSpec) && add_window_type(t, module) &&
         add_versions(t, module) && add_constants(t, module) && add_key_names(t, module);
}

}  // namespace
}  // namespace rt::curses

namespace rt {

extern const ModuleDef kUnderCursesModule = {
    .name = "_curses", .doc = "Screens of terminals, by ncurses.", .init = curses::init};

}  // namespace rt
