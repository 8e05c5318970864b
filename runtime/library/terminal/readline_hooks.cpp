// Hooks of module readline: the callables that scripts set.
#include "gc/refcount/publish.h"
#include "runtime/library/terminal/readline_parts.h"

namespace rt::readline {

namespace {

constexpr const char* kNames[] = {"set_completer", "set_startup_hook", "set_pre_input_hook",
                                  "set_completion_display_matches_hook"};
Value g_hooks;                                      // dict: name of the setter -> callable; made with the module
gc::Atomic<bool> g_is_set[std::size(kNames)] = {};  // any thread, relaxed

void trace_hooks(gc::Visitor& visitor) { trace_value(visitor, g_hooks); }

template <Hook kHook>
Ref set_hook(Thread& t, Value function) {
  constexpr int kIndex = static_cast<int>(kHook);
  bool set = function != kNone;
  if (set && !is_callable(function)) return raise_type_error(t, "%s(func): argument not callable", kNames[kIndex]);
  if (!dict_set_cstr(t, as_dict(g_hooks), kNames[kIndex], Ref::share(t, function))) return Ref();
  g_is_set[kIndex].store(set, gc::relaxed);
  return none();
}

template <Hook kHook>
Ref get_hook(Thread& t) {
  Ref function = hook(t, kHook);
  return function || error_pending(t) ? std::move(function) : none();
}

}  // namespace

Ref hook(Thread& t, Hook which) {
  if (!is_hook_set(which)) return Ref();
  Ref function = dict_get_cstr(t, as_dict(g_hooks), kNames[static_cast<int>(which)]);
  return function && function.get() != kNone ? std::move(function) : Ref();
}

bool is_hook_set(Hook which) { return g_is_set[static_cast<int>(which)].load(gc::relaxed); }

void run_hook_py(Thread& t, Hook which) {
  Ref function = hook(t, which);
  if (function) Ref answer = call_py(t, function);
  clear_error(t);
}

bool make_hooks(Thread& t) {
  if (g_hooks) return true;
  Ref hooks = make_dict(t);
  if (!hooks) return false;
  g_hooks = hooks.release();
  gc::add_root_tracer(trace_hooks);
  return true;
}

constexpr MethodDef kHookFunctions[] = {
    {"set_completer", set_hook<Hook::kCompleter>, "(function=None, /)",
     "Set or remove the completer. It is called as function(text, state) for state 0, 1, 2, ... until it gives no str; "
     "each str is a word that may stand in place of text."},
    {"get_completer", get_hook<Hook::kCompleter>, "()", "The completer, or None."},
    {"set_startup_hook", set_hook<Hook::kStartup>, "(function=None, /)",
     "Set or remove a function without arguments that is called when the reading of a line begins."},
    {"set_pre_input_hook", set_hook<Hook::kPreInput>, "(function=None, /)",
     "Set or remove a function without arguments that is called when the prompt has been shown, before the first key."},
    {"set_completion_display_matches_hook", set_hook<Hook::kDisplayMatches>, "(function=None, /)",
     "Set or remove the function that shows several completions: function(substitution, [matches], longest_length)."},
    {}};

constexpr MethodDef kHookFunctionsSince15[] = {
    {"get_pre_input_hook", get_hook<Hook::kPreInput>, "()", "The function that set_pre_input_hook() has set, or None."},
    {}};

}  // namespace rt::readline
