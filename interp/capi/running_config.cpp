// What the running program's configuration says under the names that PyConfig has for it (PEP 741). Most of it is what
// sys shows; the rest cannot be chosen here, or is known by this program alone.
#include <cstring>

#include "interp/capi/capi.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/numbers/int.h"

using namespace capi;

namespace {

enum class Kind : u8 { kBool, kCount, kText, kTextOrNone, kTexts, kOptions };
enum class Source : u8 { kAttribute, kFlag, kOppositeFlag, kFixed };

struct Option {
  const char* name;
  Kind kind;
  Source source;
  const char* in_sys;  // null: it is fixed
  int value;           // of a fixed one
};
constexpr Option kOptions[] = {
    {"argv", Kind::kTexts, Source::kAttribute, "argv", 0},
    {"base_exec_prefix", Kind::kTextOrNone, Source::kAttribute, "base_exec_prefix", 0},
    {"base_executable", Kind::kTextOrNone, Source::kAttribute, "_base_executable", 0},
    {"base_prefix", Kind::kTextOrNone, Source::kAttribute, "base_prefix", 0},
    {"exec_prefix", Kind::kTextOrNone, Source::kAttribute, "exec_prefix", 0},
    {"executable", Kind::kTextOrNone, Source::kAttribute, "executable", 0},
    {"module_search_paths", Kind::kTexts, Source::kAttribute, "path", 0},
    {"orig_argv", Kind::kTexts, Source::kAttribute, "orig_argv", 0},
    {"platlibdir", Kind::kText, Source::kAttribute, "platlibdir", 0},
    {"prefix", Kind::kTextOrNone, Source::kAttribute, "prefix", 0},
    {"pycache_prefix", Kind::kTextOrNone, Source::kAttribute, "pycache_prefix", 0},
    {"stdlib_dir", Kind::kTextOrNone, Source::kAttribute, "_stdlib_dir", 0},
    {"warnoptions", Kind::kTexts, Source::kAttribute, "warnoptions", 0},
    {"xoptions", Kind::kOptions, Source::kAttribute, "_xoptions", 0},
    {"bytes_warning", Kind::kCount, Source::kFlag, "bytes_warning", 0},
    {"dev_mode", Kind::kBool, Source::kFlag, "dev_mode", 0},
    {"inspect", Kind::kBool, Source::kFlag, "inspect", 0},
    {"int_max_str_digits", Kind::kCount, Source::kFlag, "int_max_str_digits", 0},
    {"interactive", Kind::kBool, Source::kFlag, "interactive", 0},
    {"isolated", Kind::kBool, Source::kFlag, "isolated", 0},
    {"optimization_level", Kind::kCount, Source::kFlag, "optimize", 0},
    {"parser_debug", Kind::kBool, Source::kFlag, "debug", 0},
    {"quiet", Kind::kBool, Source::kFlag, "quiet", 0},
    {"safe_path", Kind::kBool, Source::kFlag, "safe_path", 0},
    {"utf8_mode", Kind::kBool, Source::kFlag, "utf8_mode", 0},
    {"verbose", Kind::kCount, Source::kFlag, "verbose", 0},
    {"warn_default_encoding", Kind::kBool, Source::kFlag, "warn_default_encoding", 0},
    {"site_import", Kind::kBool, Source::kOppositeFlag, "no_site", 0},
    {"use_environment", Kind::kBool, Source::kOppositeFlag, "ignore_environment", 0},
    {"user_site_directory", Kind::kBool, Source::kOppositeFlag, "no_user_site", 0},
    {"write_bytecode", Kind::kBool, Source::kOppositeFlag, "dont_write_bytecode", 0},
    {"buffered_stdio", Kind::kBool, Source::kFixed, nullptr, 1},
    {"code_debug_ranges", Kind::kBool, Source::kFixed, nullptr, 1},
    {"configure_c_stdio", Kind::kBool, Source::kFixed, nullptr, 1},
    {"dump_refs", Kind::kBool, Source::kFixed, nullptr, 0},
    {"install_signal_handlers", Kind::kBool, Source::kFixed, nullptr, 1},
    {"malloc_stats", Kind::kBool, Source::kFixed, nullptr, 0},
    {"parse_argv", Kind::kBool, Source::kFixed, nullptr, 1},
    {"pathconfig_warnings", Kind::kBool, Source::kFixed, nullptr, 1},
    {"show_ref_count", Kind::kBool, Source::kFixed, nullptr, 0},
    {"use_frozen_modules", Kind::kBool, Source::kFixed, nullptr, 1},
};

// Null: ValueError is pending.
const Option* find_option(Call& call, const char* name) {
  for (const Option& option : kOptions)
    if (std::strcmp(option.name, name) == 0) return &option;
  return rt::raise_value_error(call, "unknown config option name: %s", name);
}

// Empty: an error is pending.
Ref sys_attribute(Call& call, const char* name) {
  Ref found = rt::sys_get(call, name);
  if (!found && !rt::error_pending(call)) rt::raise(call, rt::kAttributeErrorType, "sys.%s", name);
  return found;
}

Ref value_of_py(Call& call, const Option& option) {
  if (option.source == Source::kFixed) return Ref::immediate(rt::boolean(option.value != 0));
  if (option.source == Source::kAttribute) {
    Ref found = sys_attribute(call, option.in_sys);
    // Lists are copied, because the program may go on to change them.
    if (found && option.kind == Kind::kTexts) return Ref::steal(value(PySequence_List(word(found.get()))));
    if (found && option.kind == Kind::kOptions) return Ref::steal(value(PyDict_Copy(word(found.get()))));
    return found;
  }
  Ref flags = sys_attribute(call, "flags"), flag = flags ? rt::getattr_py(call, flags, option.in_sys) : Ref();
  if (!flag || option.kind != Kind::kBool) return flag;
  int is_set = PyObject_IsTrue(word(flag.get()));
  if (is_set < 0) return Ref();
  return Ref::immediate(rt::boolean((is_set != 0) == (option.source == Source::kFlag)));
}

bool is_list_of_texts(Value v) {
  if (!rt::is_list(v)) return false;
  for (Py_ssize_t i = 0; i < PyList_Size(word(v)); ++i)
    if (!rt::is_str(value(PyList_GetItem(word(v), i)))) return false;
  return true;
}

// False: TypeError is pending.
bool fits(Call& call, Kind kind, Value v) {
  switch (kind) {
    case Kind::kText: return rt::is_str(v) || rt::raise_type_error(call, "expected str, got %T", v);
    case Kind::kTextOrNone:
      return rt::is_str(v) || v == rt::kNone || rt::raise_type_error(call, "expected str or None, got %T", v);
    case Kind::kTexts: return is_list_of_texts(v) || rt::raise_type_error(call, "expected list[str], got %T", v);
    default: return rt::is_dict(v) || rt::raise_type_error(call, "expected dict[str, str | bool], got %T", v);
  }
}

}  // namespace

PyObject* PyConfig_Get(const char* name) {
  Call call;
  const Option* option = call.lacks(name) ? nullptr : find_option(call, name);
  return option ? give(value_of_py(call, *option)) : nullptr;
}

int PyConfig_GetInt(const char* name, int* number) {
  Call call;
  Ref found = Ref::steal(value(PyConfig_Get(name)));
  if (!found) return -1;
  if (!rt::is_int(found)) return rt::raise_type_error(call, "config option %s is not an int", name);
  *number = PyLong_AsInt(word(found.get()));
  if (*number != -1 || !rt::error_pending(call)) return 0;
  rt::clear_error(call);
  return rt::raise(call, rt::kOverflowErrorType, "config option %s value does not fit into a C int", name);
}

PyObject* PyConfig_Names() {
  Call call;
  Ref names = Ref::steal(value(PySet_New(nullptr)));
  for (const Option& option : kOptions) {
    Ref name = names ? call.text(option.name) : Ref();
    if (!name || PySet_Add(word(names.get()), word(name.get())) < 0) return nullptr;
  }
  return PyFrozenSet_New(word(names.get()));
}

// Flags are as the program was started.
int PyConfig_Set(const char* name, PyObject* object) {
  Call call;
  if (call.lacks(name, object) || PySys_Audit("cpython.PyConfig_Set", "sO", name, object) < 0) return -1;
  const Option* option = find_option(call, name);
  if (!option) return -1;
  if (option->source != Source::kAttribute || std::strcmp(name, "orig_argv") == 0)
    return rt::raise_value_error(call, "cannot set read-only option %s", name);
  return fits(call, option->kind, value(object)) ? PySys_SetObject(option->in_sys, object) : -1;
}
