// _csv: the registry of dialects, and the definition of the module.
#include "runtime/library/formats/csv.h"

#include "runtime/library/os/posix.h"
#include "runtime/object/native_modules.h"

namespace rt::csv {

Type* g_error;
gc::Atomic<i64> g_field_limit{128 * 1024};

Error raise_csv(Thread& t, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  Ref message = format_message_v(t, format, arguments);
  va_end(arguments);
  return message ? raise_value(t, g_error, message) : Error();
}

namespace {

Value g_dialects;  // dict from name to Dialect; made with the module, kept by trace_roots

void trace_roots(gc::Visitor& visitor) { trace_value(visitor, g_dialects); }

Ref register_dialect_py(Thread& t, const CallArgs& args) {
  if (args.positional == 0) return raise_type_error(t, "expected at least 1 argument, got 0");
  if (!is_str(args[0])) return raise_type_error(t, "dialect name must be a string");
  Ref dialect = dialect_from_args_py(t, CallArgs{args.values + 1, args.positional - 1, args.names});
  return dialect && dict_set_py(t, as_dict(g_dialects), args[0], dialect) ? none() : Ref();
}

Ref unregister_dialect_py(Thread& t, Value name) {
  int gone = dict_delete_py(t, as_dict(g_dialects), name);
  if (gone < 0) return Ref();
  return gone ? none() : Ref(raise_csv(t, "unknown dialect"));
}

Ref get_dialect_py(Thread& t, Value name) { return find_dialect_py(t, name); }
Ref list_dialects(Thread& t) { return dict_keys_list(t, as_dict(g_dialects)); }

Ref field_size_limit_py(Thread& t, Value fresh) {
  i64 limit;
  if (!fresh) return make_int(t, g_field_limit.load(gc::relaxed));
  if (!is_int(fresh)) return raise_type_error(t, "limit must be an integer");
  if (!to_i64_py(t, fresh, &limit)) return Ref();
  return make_int(t, g_field_limit.exchange(limit, gc::relaxed));
}

constexpr MethodDef kMethods[] = {
    {"reader", make_reader_py, "(...)(iterable, /, dialect='excel', **fmtparams)",
     "An iterator over the rows of CSV text, given an iterable of lines, a dialect and options of it."},
    {"writer", make_writer_py, "(...)(fileobj, /, dialect='excel', **fmtparams)",
     "A writer of rows to a file, given a dialect and options of it."},
    {"register_dialect", register_dialect_py, "(...)(name, /, dialect='excel', **fmtparams)", "Give a dialect a name."},
    {"unregister_dialect", unregister_dialect_py, "(name)", "Forget the dialect of this name."},
    {"get_dialect", get_dialect_py, "(name)", "The dialect of this name."},
    {"list_dialects", list_dialects, "()", "Names of the registered dialects."},
    {"field_size_limit", field_size_limit_py, "(new_limit=<unrepresentable>)",
     "The longest field that is accepted; an argument sets a new limit and gets the old one."},
    {},
};

constexpr posix::Constant kConstants[] = {{"QUOTE_MINIMAL", kMinimal},
                                          {"QUOTE_ALL", kAll},
                                          {"QUOTE_NONNUMERIC", kNonNumeric},
                                          {"QUOTE_NONE", kNever},
                                          {"QUOTE_STRINGS", kStrings},
                                          {"QUOTE_NOTNULL", kNotNull},
                                          {nullptr, 0}};

constexpr TypeSpec kErrorSpec = {.name = "_csv.Error", .base = TypeId::kException, .flags = kTypeSubclassable};

bool init(Thread& t, Value module) {
  if (!g_dialects) {
    Ref dialects = make_dict(t);
    if (!dialects) return false;
    g_dialects = dialects.release();
    gc::add_root_tracer(trace_roots);
  }
  return add_native_type(t, module, g_error, kErrorSpec) && add_dialect_type(t, module) && add_reader_type(t, module) &&
         add_writer_type(t, module) && posix::add_constants(t, module, kConstants) &&
         module_add(t, module, "_dialects", Ref::share(t, g_dialects)) &&
         (library_minor() >= 15 || module_add(t, module, "__version__", make_str_ascii(t, "1.0")));
}

}  // namespace

Ref find_dialect_py(Thread& t, Value name) {
  Ref dialect = dict_get_py(t, as_dict(g_dialects), name);
  return dialect || error_pending(t) ? std::move(dialect) : Ref(raise_csv(t, "unknown dialect"));
}

}  // namespace rt::csv

namespace rt {

extern const ModuleDef kUnderCsvModule = {
    .name = "_csv", .doc = "CSV parsing and writing.", .methods = csv::kMethods, .init = csv::init};

}  // namespace rt
