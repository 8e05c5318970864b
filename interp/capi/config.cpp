// The configuration of an interpreter that a program of C would start. The defaults are CPython's.
#include <algorithm>
#include <cwchar>

#include "interp/capi/capi.h"

namespace {

using IntField = int PyConfig::*;
constexpr IntField kUndecided[] = {  // the environment or the command line decides
    &PyConfig::dev_mode,       &PyConfig::use_hash_seed, &PyConfig::faulthandler,       &PyConfig::tracemalloc,
    &PyConfig::perf_profiling, &PyConfig::remote_debug,  &PyConfig::int_max_str_digits, &PyConfig::cpu_count};
constexpr IntField kOn[] = {
    &PyConfig::install_signal_handlers, &PyConfig::use_environment,   &PyConfig::site_import,
    &PyConfig::write_bytecode,          &PyConfig::buffered_stdio,    &PyConfig::pathconfig_warnings,
    &PyConfig::user_site_directory,     &PyConfig::configure_c_stdio, &PyConfig::parse_argv,
    &PyConfig::code_debug_ranges,       &PyConfig::use_frozen_modules};
constexpr IntField kOffInIsolation[] = {&PyConfig::use_environment,    &PyConfig::user_site_directory,
                                        &PyConfig::dev_mode,           &PyConfig::install_signal_handlers,
                                        &PyConfig::use_hash_seed,      &PyConfig::faulthandler,
                                        &PyConfig::tracemalloc,        &PyConfig::perf_profiling,
                                        &PyConfig::parse_argv,         &PyConfig::configure_c_stdio,
                                        &PyConfig::pathconfig_warnings};
constexpr int kDigitsInIsolation = 4300;

constexpr wchar_t* PyConfig::* kTexts[] = {&PyConfig::dump_refs_file,
                                           &PyConfig::filesystem_encoding,
                                           &PyConfig::filesystem_errors,
                                           &PyConfig::pycache_prefix,
                                           &PyConfig::stdio_encoding,
                                           &PyConfig::stdio_errors,
                                           &PyConfig::check_hash_pycs_mode,
                                           &PyConfig::program_name,
                                           &PyConfig::pythonpath_env,
                                           &PyConfig::home,
                                           &PyConfig::platlibdir,
                                           &PyConfig::stdlib_dir,
                                           &PyConfig::executable,
                                           &PyConfig::base_executable,
                                           &PyConfig::prefix,
                                           &PyConfig::base_prefix,
                                           &PyConfig::exec_prefix,
                                           &PyConfig::base_exec_prefix,
                                           &PyConfig::run_command,
                                           &PyConfig::run_module,
                                           &PyConfig::run_filename};
constexpr PyWideStringList PyConfig::* kLists[] = {&PyConfig::orig_argv, &PyConfig::argv, &PyConfig::xoptions,
                                                   &PyConfig::warnoptions, &PyConfig::module_search_paths};

void clear(PyWideStringList& list) {
  for (Py_ssize_t i = 0; i < list.length; ++i) PyMem_RawFree(list.items[i]);
  PyMem_RawFree(list.items);
  list = {};
}

// Null: no memory.
wchar_t* copy_of(const wchar_t* text) {
  size_t bytes = (wcslen(text) + 1) * sizeof(wchar_t);
  auto* copy = static_cast<wchar_t*>(PyMem_RawMalloc(bytes));
  return copy ? wmemcpy(copy, text, bytes / sizeof(wchar_t)) : nullptr;
}

}  // namespace

PyStatus PyStatus_Ok(void) { return {}; }
PyStatus PyStatus_Error(const char* message) { return {PyStatus::tpy_error, nullptr, message, 0}; }
PyStatus PyStatus_NoMemory(void) { return PyStatus_Error("memory allocation failed"); }
PyStatus PyStatus_Exit(int exit_code) { return {PyStatus::tpy_exit, nullptr, nullptr, exit_code}; }
int PyStatus_IsError(PyStatus status) { return status._type == PyStatus::tpy_error; }
int PyStatus_IsExit(PyStatus status) { return status._type == PyStatus::tpy_exit; }
int PyStatus_Exception(PyStatus status) { return status._type != PyStatus::tpy_ok; }

void PyConfig_InitPythonConfig(PyConfig* config) {
  *config = {};
  for (IntField field : kUndecided) config->*field = -1;
  for (IntField field : kOn) config->*field = 1;
  config->thread_inherit_context = config->context_aware_warnings = gc::kFreeThreaded;
}
void PyConfig_InitIsolatedConfig(PyConfig* config) {
  PyConfig_InitPythonConfig(config);
  for (IntField field : kOffInIsolation) config->*field = 0;
  config->isolated = config->safe_path = 1;
  config->int_max_str_digits = kDigitsInIsolation;
}
void PyConfig_Clear(PyConfig* config) {
  for (auto text : kTexts) PyMem_RawFree(config->*text);
  for (auto list : kLists) clear(config->*list);
  *config = {};
}
PyStatus PyConfig_SetString(PyConfig*, wchar_t** field, const wchar_t* text) {
  wchar_t* copy = text ? copy_of(text) : nullptr;
  if (text && !copy) return PyStatus_NoMemory();
  PyMem_RawFree(*field);
  *field = copy;
  return PyStatus_Ok();
}

PyStatus PyWideStringList_Insert(PyWideStringList* list, Py_ssize_t index, const wchar_t* item) {
  if (index < 0) return PyStatus_Error("PyWideStringList_Insert index must be >= 0");
  index = std::min(index, list->length);
  wchar_t* copy = copy_of(item);
  size_t bytes = (static_cast<size_t>(list->length) + 1) * sizeof(wchar_t*);
  auto** items = copy ? static_cast<wchar_t**>(PyMem_RawRealloc(list->items, bytes)) : nullptr;
  if (!items) {
    PyMem_RawFree(copy);
    return PyStatus_NoMemory();
  }
  std::copy_backward(items + index, items + list->length, items + list->length + 1);
  items[index] = copy;
  list->items = items;
  ++list->length;
  return PyStatus_Ok();
}
PyStatus PyWideStringList_Append(PyWideStringList* list, const wchar_t* item) {
  return PyWideStringList_Insert(list, list->length, item);
}

PyStatus Py_NewInterpreterFromConfig(PyThreadState** state, const PyInterpreterConfig*) {
  *state = nullptr;
  return PyStatus_Error("tinypy has one interpreter in a process");
}
