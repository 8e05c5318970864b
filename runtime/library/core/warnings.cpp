// _warnings: decides whether a warning is shown, raised or ignored. It works before warnings.py is imported; from then
// on the filters and the display of warnings.py are used.
#include "runtime/library/core/warnings.h"

#include "gc/refcount/publish.h"
#include "runtime/library/threads/thread.h"
#include "runtime/object/interpreter.h"
#include "runtime/object/names.h"
#include "runtime/object/native.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/warn.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

// Made with the module; roots.
Value g_filters, g_once_registry, g_default_action;
// Incremented by every change of the filters: entries of registries with an older version are void.
gc::Atomic<i64> g_filters_version{0};

void trace_state(gc::Visitor& visitor) {
  for (Value v : {g_filters, g_once_registry, g_default_action}) trace_value(visitor, v);
}

// An attribute of warnings.py. Empty, without error: warnings.py has not been imported (and `import` is false).
Ref library_attribute_py(Thread& t, const char* attribute, bool import = false) {
  Ref module = import ? import_module_py(t, "warnings") : dict_get_cstr(t, sys_modules(), "warnings");
  if (!module) {
    if (import) clear_error(t);
    return Ref();
  }
  Ref key = intern(t, std::string_view(attribute));
  return key ? getattr_optional_py(t, module, key) : Ref();
}

Ref library_or_own_py(Thread& t, const char* attribute, Value own) {
  Ref value = library_attribute_py(t, attribute);
  return value || error_pending(t) ? std::move(value) : Ref::share(t, own);
}

// ---- filters

struct Warning {
  Value category;  // class
  Value message;   // instance
  Value text;      // str(message)
  Value filename;
  Value module;  // str; before 3.15 made of the filename if none is given, since then empty
  i64 line;
};

// Matches a filter's pattern: None matches all texts, a str only itself; others are compiled patterns. 1 or 0; -1: an
// error is pending.
int pattern_matches_py(Thread& t, Value pattern, Value text) {
  if (pattern == kNone) return 1;
  if (is_exact_str(pattern)) return equal_py(t, pattern, text);
  Ref match = call_method_py(t, pattern, intern(t, std::string_view("match")), text);
  return match ? truth_py(t, match) : -1;
}

// Matches a filter's pattern for modules where only the name of a file is known: each part of the path may begin the
// name of a module, as in /path/to/package/module.py and /path/to/package/__init__.py.
int filename_matches_py(Thread& t, Value pattern, Value filename) {
  if (pattern == kNone) return 1;
  Str* s = as_str(filename);
  i64 n = static_cast<i64>(s->length);
  if (n == 0) {
    Ref unknown = make_str_ascii(t, "<unknown>");
    return unknown ? pattern_matches_py(t, pattern, unknown) : -1;
  }
  if (s->at(0) == '<' && s->at(static_cast<u64>(n - 1)) == '>') return pattern_matches_py(t, pattern, filename);
  auto ends_with = [&](const char* tail, i64 length) {
    Ref text = n >= length ? str_substring(t, filename, n - length, n) : Ref();
    return text && str_equal_ascii(text, tail);
  };
  bool is_py = ends_with(".py", 3);
  Ref stem = str_substring(t, filename, 0, is_py ? n - 3 : n);
  int matches = stem ? pattern_matches_py(t, pattern, stem) : -1;
  if (matches || is_exact_str(pattern)) return matches;
  if (is_py && ends_with("/__init__.py", 12)) stem = str_substring(t, filename, 0, n - 12);
  Ref slash = make_str_ascii(t, "/"), dot = make_str_ascii(t, "."), replace = intern(t, std::string_view("replace"));
  if (stem) stem = dot && replace ? call_method_py(t, stem, replace, slash, dot) : Ref();
  Ref match = stem ? getattr_py(t, pattern, "match") : Ref();
  if (!match) return -1;
  for (i64 at = 0, end = static_cast<i64>(as_str(stem)->length);; ++at) {
    Ref position = make_int(t, at), found = position ? call_py(t, match, stem, position) : Ref();
    matches = found ? truth_py(t, found) : -1;
    if (matches) return matches;
    while (at < end && as_str(stem)->at(static_cast<u64>(at)) != '.') ++at;
    if (at >= end) return 0;
  }
}

int filter_matches_py(Thread& t, const Tuple& filter, const Warning& w) {
  int result = issubclass_py(t, w.category, filter[2]);
  if (result == 1) result = pattern_matches_py(t, filter[1], w.text);
  if (result == 1)
    result = w.module ? pattern_matches_py(t, filter[3], w.module) : filename_matches_py(t, filter[3], w.filename);
  i64 line;
  if (result != 1) return result;
  if (!index_i64_py(t, filter[4], &line, kOverflowErrorType)) return -1;
  return line == 0 || line == w.line;
}

// The action of the first matching filter in `filters`; *item is the filter. Empty: no filter matches, or an error is
// pending.
Ref search_filters_py(Thread& t, Value filters, const Warning& w, Ref* item) {
  if (!is_list(filters)) return raise_value_error(t, "warnings.filters must be a list");
  for (i64 i = 0;; ++i) {
    *item = list_get(t, as_list(filters), i);
    if (!*item) return Ref();
    if (!is_tuple(*item) || as_tuple(*item)->length != 5)
      return raise_value_error(t, "warnings.filters item %lld isn't a 5-tuple", static_cast<long long>(i));
    const Tuple& filter = *as_tuple(*item);
    if (!is_str(filter[0])) return raise_type_error(t, "action must be a string, not '%T'", filter[0]);
    int matches = filter_matches_py(t, filter, w);
    if (matches) return matches > 0 ? Ref::share(t, filter[0]) : Ref();
  }
}

// The filters that the library keeps in the current context (from 3.14 on); they stand for those of the module. Empty,
// without an error: it keeps none.
Ref context_filters_py(Thread& t) {
  Ref get_context = library_attribute_py(t, "_get_context");
  if (!get_context) return Ref();
  Ref context = call_py(t, get_context);
  Ref key = context ? intern(t, std::string_view("_filters")) : Ref();
  return key ? getattr_optional_py(t, context, key) : Ref();
}

Ref action_of_py(Thread& t, const Warning& w, Ref* item) {
  Ref filters = context_filters_py(t);
  if (error_pending(t)) return Ref();
  if (!filters || !is_list(filters)) filters = library_or_own_py(t, "filters", g_filters);
  Ref action = filters ? search_filters_py(t, filters, w, item) : Ref();
  if (action || error_pending(t)) return action;
  *item = none();
  action = library_or_own_py(t, "defaultaction", g_default_action);
  if (action && !is_str(action))
    return raise_type_error(t, "warnings.defaultaction must be a string, not '%T'", action.get());
  return action;
}

// ---- registries of warnings that have been shown

// *already: `key` has been seen under the present filters. If not and `mark`, it counts as seen from now on. False: an
// error is pending.
bool seen_before_py(Thread& t, Value registry, Value key, bool mark, bool* already) {
  *already = false;
  if (!registry || registry == kNone) return true;
  Dict* dict = as_dict(registry);
  Ref version_key = intern(t, std::string_view("version"));
  Ref version = version_key ? dict_get_str(t, dict, version_key) : Ref();
  if (error_pending(t)) return false;
  i64 now = g_filters_version.load(gc::relaxed);
  if (!version || version.get() != Value::small_int(now)) {
    dict_clear(t, dict);
    if (!dict_set_str(t, dict, version_key, make_int(t, now))) return false;
  } else {
    Ref seen = dict_get_py(t, dict, key);
    int truth = seen ? truth_py(t, seen) : 0;
    if (truth < 0 || error_pending(t)) return false;
    *already = truth;
    if (*already) return true;
  }
  return !mark || dict_set_py(t, dict, key, kTrue);
}

// The key for showing a warning once for each text and category and, if `with_line`, line.
Ref registry_key(Thread& t, const Warning& w, bool with_line) {
  return make_tuple(t, w.text, w.category, with_line ? Value::small_int(w.line) : Value::small_int(0));
}

// ---- showing

bool show_with_library_py(Thread& t, Value show, const Warning& w, Value source) {
  if (!is_callable(show)) return raise_type_error(t, "warnings._showwarnmsg() must be set to a callable");
  Ref make = library_attribute_py(t, "WarningMessage");
  if (!make)
    return error_pending(t) ? false : bool(raise(t, kRuntimeErrorType, "unable to get warnings.WarningMessage"));
  Value values[] = {w.message,
                    w.category,
                    w.filename,
                    Value::small_int(w.line),
                    kNone,
                    kNone,
                    source ? source : kNone,
                    w.module ? w.module : kNone};
  Ref message = call_py(t, make, CallArgs{values, library_minor() >= 15 ? 8u : 7u, Value()});
  return message && call_py(t, show, message);
}

// Shows a warning without warnings.py: on sys.stderr, with the source line if there is one.
bool show_plainly_py(Thread& t, const Warning& w) {
  Ref file = sys_get(t, "stderr");
  if (!file || file.get() == kNone) return !error_pending(t);
  Ref category = getattr_py(t, w.category, name(N::__name__));
  Ref line = category ? format_message(t, "%S:%lld: %S: %S\n", w.filename, static_cast<long long>(w.line),
                                       category.get(), w.text)
                      : Ref();
  Ref source = line && g_interpreter.source_line_py ? g_interpreter.source_line_py(t, w.filename, w.line) : Ref();
  if (source && as_str(source)->length) line = format_message(t, "%S  %S\n", line.get(), source.get());
  if (line && call_method_py(t, file, name(N::write), line)) return true;
  clear_error(t);  // the error cannot be reported: sys.stderr is what failed
  return true;
}

bool show_py(Thread& t, const Warning& w, Value source) {
  // If the warning has a source, warnings.py is imported: only the library can show where the source was allocated.
  Ref show = library_attribute_py(t, "_showwarnmsg", source && source != kNone && !is_finalizing());
  if (error_pending(t)) return false;
  return show ? show_with_library_py(t, show, w, source) : show_plainly_py(t, w);
}

// ---- the decision

enum class Decision { kShow, kSilent, kError };

Decision decided(bool ok, bool already) {
  return !ok ? Decision::kError : already ? Decision::kSilent : Decision::kShow;
}

Decision raise_warning(Thread& t, const Warning& w) {
  raise_error(t, w.message);
  return Decision::kError;
}

Decision decide_py(Thread& t, const Warning& w, Value registry, Value key) {
  Ref item, action = action_of_py(t, w, &item);
  if (!action) return Decision::kError;
  auto is = [&](const char* word) { return str_equal_ascii(action, word); };
  if (is("error")) return raise_warning(t, w);
  if (is("ignore")) return Decision::kSilent;
  bool always = is("always") || is("all");
  if (!always && registry != kNone && !dict_set_py(t, as_dict(registry), key, kTrue)) return Decision::kError;
  if (always || is("default")) return Decision::kShow;
  bool once = is("once");
  if (!once && !is("module")) {
    raise(t, kRuntimeErrorType, "Unrecognized action (%R) in warnings.filters:\n %R", action.get(), item.get());
    return Decision::kError;
  }
  Ref once_registry;
  if (once && registry == kNone) {
    once_registry = library_or_own_py(t, "onceregistry", g_once_registry);
    if (!once_registry) return Decision::kError;
    if (!is_dict(once_registry)) {
      raise_type_error(t, "_warnings.onceregistry must be a dict, not '%T'", once_registry.get());
      return Decision::kError;
    }
    registry = once_registry;
  }
  Ref wide_key = registry_key(t, w, false);
  bool already = false;
  bool ok = wide_key && seen_before_py(t, registry, wide_key, true, &already);
  return decided(ok, already);
}

// The module's name by its file name: "spam.py" is spam.
Ref module_from_filename(Thread& t, Value filename) {
  i64 length = static_cast<i64>(as_str(filename)->length);  // the real length: a subclass may override __len__
  if (length == 0) return make_str_ascii(t, "<unknown>");
  Ref tail = str_substring(t, filename, length - 3, length);
  if (!tail) return Ref();
  return length >= 3 && str_equal_ascii(tail, ".py") ? str_substring(t, filename, 0, length - 3)
                                                     : Ref::share(t, filename);
}

// Decides on a warning and carries the decision out. `module`: str or empty; `registry`: dict or None. False: an error
// is pending, perhaps the warning itself.
bool warn_fully_py(Thread& t, Value category, Value message, Value filename, i64 line, Value module, Value registry,
                   Value source) {
  if (registry != kNone && !is_dict(registry)) return raise_type_error(t, "'registry' must be a dict or None");
  Ref made_module, text, instance;
  if (!module && library_minor() < 15) {
    made_module = module_from_filename(t, filename);
    if (!made_module) return false;
    module = made_module;
  }
  int is_instance = isinstance_py(t, message, kWarningType);
  if (is_instance < 0) return false;
  if (is_instance) {
    text = str_py(t, message);
    instance = Ref::share(t, message);
    category = Value(type_of(message));
  } else {
    text = Ref::share(t, message);
    instance = call_py(t, category, message);
  }
  if (!text || !instance) return false;
  Warning w{category, instance, text, filename, module, line};
  Ref key = registry_key(t, w, true);
  bool already = false;
  if (!key || !seen_before_py(t, registry, key, false, &already)) return false;
  if (already) return true;
  Decision decision = decide_py(t, w, registry, key);
  return decision == Decision::kShow ? show_py(t, w, source) : decision == Decision::kSilent;
}

// ---- the place of a warning

struct Place {
  Ref globals, filename;
  i64 line = 0;
};

bool is_import_machinery(Value filename) {
  if (!is_str(filename)) return false;
  Utf8 text(current(), filename, true);
  if (!text.ok()) {
    clear_error(current());
    return false;
  }
  return text.view().find("importlib") != std::string_view::npos &&
         text.view().find("_bootstrap") != std::string_view::npos;
}

bool has_prefix(Thread& t, Value filename, Value prefixes) {
  Utf8 text(t, filename, true);
  for (u64 i = 0; text.ok() && i < as_tuple(prefixes)->length; ++i) {
    Utf8 prefix(t, (*as_tuple(prefixes))[i], true);
    if (prefix.ok() && text.view().starts_with(prefix.view())) return true;
  }
  return false;
}

bool frame_at(Thread& t, int level, Place* place) {
  return g_interpreter.caller_info &&
         g_interpreter.caller_info(t, level, &place->globals, &place->filename, &place->line);
}

// Finds the frame `stack_level` frames up. Frames of the import machinery and of files with a prefix of `prefixes` do
// not count. False: there is no such frame.
bool find_place(Thread& t, i64 stack_level, Value prefixes, Place* place) {
  int level = 1;
  if (!frame_at(t, level, place)) return false;
  bool skip_import = stack_level > 0 && !is_import_machinery(place->filename);
  while (--stack_level > 0) {
    do {
      if (!frame_at(t, ++level, place)) return false;
    } while ((skip_import && is_import_machinery(place->filename)) ||
             (prefixes && has_prefix(t, place->filename, prefixes)));
  }
  return true;
}

// Finds the place of a warning. Without a frame, it is module sys.
bool set_up_place(Thread& t, i64 stack_level, Value prefixes, Place* place) {
  if (find_place(t, stack_level, prefixes, place)) return true;
  if (error_pending(t)) return false;
  place->globals = sys_module() ? Ref::share(t, Value(sys_module().as<Module>()->dict)) : make_dict(t);
  place->filename = make_str_ascii(t, "<sys>");
  place->line = 0;
  return place->globals && place->filename;
}

bool warn_from_py(Thread& t, Value category, Value message, i64 stack_level, Value prefixes, Value source) {
  Place place;
  if (!set_up_place(t, stack_level, prefixes, &place)) return false;
  Dict* globals = as_dict(place.globals);
  Ref registry = dict_get_cstr(t, globals, "__warningregistry__");
  if (!registry) {
    registry = error_pending(t) ? Ref() : make_dict(t);
    if (!registry || !dict_set_cstr(t, globals, "__warningregistry__", Ref::share(t, registry))) return false;
  }
  Ref module = dict_get_str(t, globals, name(N::__name__));
  if (!module || !is_str(module)) module = error_pending(t) ? Ref() : make_str_ascii(t, "<string>");
  if (!module) return false;
  return warn_fully_py(t, category, message, place.filename, place.line, module, registry, source);
}

// ---- functions

// The category of a call's arguments. Empty: an error is pending.
Ref category_py(Thread& t, Value message, Value category) {
  int is_instance = isinstance_py(t, message, kWarningType);
  if (is_instance < 0) return Ref();
  if (is_instance) return Ref::share(t, Value(type_of(message)));
  if (category == kNone) return Ref::share(t, kUserWarningType);
  int ok = is_type(category) ? issubclass_py(t, category, kWarningType) : 0;
  if (ok < 0) return Ref();
  if (ok) return Ref::share(t, category);
  if (is_type(category) && library_minor() >= 15)
    return raise_type_error(t, "category must be a Warning subclass, not class '%N'", category.as<Type>());
  return raise_type_error(t, "category must be a Warning subclass, not '%T'", category);
}

bool check_prefixes(Thread& t, Value prefixes) {
  if (!is_tuple(prefixes))
    return raise_type_error(t, "warn() argument 'skip_file_prefixes' must be tuple, not %A", prefixes);
  for (u64 i = 0; i < as_tuple(prefixes)->length; ++i) {
    Value prefix = (*as_tuple(prefixes))[i];
    if (!is_str(prefix)) return raise_type_error(t, "Found non-str '%T' in skip_file_prefixes.", prefix);
  }
  return true;
}

Ref warn(Thread& t, Value message, Value category, Value stacklevel, Value source, Value prefixes) {
  i64 level;
  if (!to_i64_py(t, stacklevel, &level)) return Ref();
  if (prefixes && !check_prefixes(t, prefixes)) return Ref();
  if (prefixes && as_tuple(prefixes)->length == 0) prefixes = Value();
  if (prefixes && level < 2) level = 2;
  Ref kind = category_py(t, message, category);
  return kind && warn_from_py(t, kind, message, level, prefixes, source) ? none() : Ref();
}

// Asks the loader of a module for its source, as far as the library's rules for __loader__ and __spec__ go, so that
// linecache can show the line of the warning. False: an error is pending.
bool load_source_py(Thread& t, Value globals) {
  Ref importlib = import_module_py(t, "importlib._bootstrap_external");
  Ref bless = importlib ? getattr_py(t, importlib, "_bless_my_loader") : Ref();
  Ref loader = bless ? call_py(t, bless, globals) : Ref();
  Ref key = loader ? intern(t, std::string_view("get_source")) : Ref();
  Ref get_source = key ? getattr_optional_py(t, loader, key) : Ref();
  if (!get_source) return !error_pending(t);
  Ref module_name = dict_get_str(t, as_dict(globals), name(N::__name__));
  if (module_name && is_str(module_name) && str_equal_ascii(module_name, "__main__")) {
    // Its loader knows it by the name in __spec__; without one, as with -c, it has no source.
    Ref spec = dict_get_cstr(t, as_dict(globals), "__spec__");
    module_name = spec && spec.get() != kNone ? getattr_py(t, spec, "name") : Ref();
  }
  return module_name ? bool(call_py(t, get_source, module_name)) : !error_pending(t);
}

Ref warn_explicit(Thread& t, const Value* args) {
  Value message = args[0], category = args[1], filename = args[2], lineno = args[3], module = args[4],
        registry = args[5], globals = args[6], source = args[7];
  i64 line;
  if (!to_i64_py(t, lineno, &line)) return Ref();
  if (!is_str(filename))
    return raise_type_error(t, "warn_explicit() argument 'filename' must be str, not %A", filename);
  if (globals && globals != kNone && !is_dict(globals))
    return raise_type_error(t, "module_globals must be a dict, not '%T'", globals);
  Ref kind = category_py(t, message, category);
  if (!kind) return Ref();
  if (globals && globals != kNone && library_minor() >= 12 && !load_source_py(t, globals)) return Ref();
  bool ok = warn_fully_py(t, kind, message, filename, line, module == kNone ? Value() : module, registry, source);
  return ok ? none() : Ref();
}

Ref filters_mutated(Thread&) {
  g_filters_version.fetch_add(1, gc::relaxed);
  return none();
}

constexpr MethodDef kMethods[] = {
    {"warn", warn, "(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=())",
     "Warn: the filters decide whether the text is shown, ignored or raised as an exception.\n\nThe place shown is the "
     "caller stacklevel frames "
     "up, not counting files whose names begin with one of skip_file_prefixes."},
    {"warn_explicit", warn_explicit,
     "(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)",
     "Warn as warn() does, but for a place that the arguments give."},
    {"_filters_mutated", filters_mutated, "()", "To be called after every change of the filters."},
    {"_filters_mutated_lock_held", filters_mutated, "()", "The same, by who holds the lock."},
    {},
};

// ---- start-up

bool add_filter(Thread& t, const char* action, Type* category, const char* module) {
  Ref values[] = {intern(t, std::string_view(action)), none(), Ref::share(t, category),
                  module ? intern(t, std::string_view(module)) : none(), make_int(t, 0)};
  if (!values[0] || !values[3]) return false;
  Ref filter = make_tuple_stealing(t, values, 5);
  return filter && list_append(t, as_list(g_filters), std::move(filter));
}

bool make_state(Thread& t) {
  Ref filters = make_list(t), once = filters ? make_dict(t) : Ref(),
      action = once ? intern(t, std::string_view("default")) : Ref();
  if (!action) return false;
  if (gc::g_threads_started.load(gc::relaxed)) {
    for (Value v : {filters.get(), once.get(), action.get()}) gc::publish(t, v.object());
  }
  g_filters = filters.release();
  g_once_registry = once.release();
  g_default_action = action.release();
  gc::add_root_tracer(trace_state);
  return add_filter(t, "default", kDeprecationWarningType, "__main__") &&
         add_filter(t, "ignore", kDeprecationWarningType, nullptr) &&
         add_filter(t, "ignore", kPendingDeprecationWarningType, nullptr) &&
         add_filter(t, "ignore", kImportWarningType, nullptr) && add_filter(t, "ignore", kResourceWarningType, nullptr);
}

// Adds the lock around changes of the filters, and the variable for filters of the current context: the library uses
// both from 3.14 on.
bool add_context_py(Thread& t, Value module) {
  Ref threads = import_module_py(t, "_thread"), variables = threads ? import_module_py(t, "_contextvars") : Ref();
  Ref lock = variables ? call_method_py(t, threads, intern(t, std::string_view("RLock"))) : Ref();
  Ref acquire = lock ? getattr_py(t, lock, "acquire") : Ref(),
      release = acquire ? getattr_py(t, lock, "release") : Ref();
  Ref text = release ? make_str_ascii(t, "warnings_context") : Ref();
  Ref variable = text ? call_method_py(t, variables, intern(t, std::string_view("ContextVar")), text) : Ref();
  return variable && module_add(t, module, "_acquire_lock", std::move(acquire)) &&
         module_add(t, module, "_release_lock", std::move(release)) &&
         module_add(t, module, "_warnings_context", std::move(variable));
}

bool init(Thread& t, Value module) {
  if (!g_filters && !make_state(t)) return false;
  return module_add(t, module, "filters", Ref::share(t, g_filters)) &&
         module_add(t, module, "_onceregistry", Ref::share(t, g_once_registry)) &&
         module_add(t, module, "_defaultaction", Ref::share(t, g_default_action)) && add_context_py(t, module);
}

// Makes the state if needed: native code may warn before the module is imported.
bool ready(Thread& t) { return g_filters || make_state(t); }

}  // namespace

bool warn_py(Thread& t, Type* category, Value message, int stack_level) {
  return ready(t) && warn_from_py(t, Value(category), message, stack_level, Value(), Value());
}
bool warn_text_py(Thread& t, Type* category, const char* text, int stack_level) {
  Ref message = make_str(t, std::string_view(text));
  return message && warn_py(t, category, message, stack_level);
}

extern const ModuleDef kUnderWarningsModule = {
    "_warnings", "What decides about warnings: filters, registries, actions.", kMethods, init};

}  // namespace rt
