/* How an interpreter starts (PEP 587). An extension can fill these in and read them; none of them starts anything here,
 * since this program is not a library. All texts are allocated by PyMem_RawMalloc(), and belong to the struct. */
#ifndef TINYPY_CONFIG_H
#define TINYPY_CONFIG_H

#include "object.h"

typedef struct {
  enum { tpy_ok, tpy_error, tpy_exit } _type;
  const char* func;
  const char* err_msg;
  int exitcode;
} PyStatus;

typedef struct {
  Py_ssize_t length;
  wchar_t** items;
} PyWideStringList;

typedef struct PyConfig {
  int isolated, use_environment, dev_mode, install_signal_handlers, use_hash_seed;
  unsigned long hash_seed;
  int faulthandler, tracemalloc, perf_profiling, remote_debug, import_time, code_debug_ranges, show_ref_count,
      dump_refs;
  wchar_t* dump_refs_file;
  int malloc_stats;
  wchar_t *filesystem_encoding, *filesystem_errors, *pycache_prefix;
  int parse_argv;
  PyWideStringList orig_argv, argv, xoptions, warnoptions;
  int site_import, bytes_warning, warn_default_encoding, inspect, interactive, optimization_level, parser_debug;
  int write_bytecode, verbose, quiet, user_site_directory, configure_c_stdio, buffered_stdio;
  wchar_t *stdio_encoding, *stdio_errors, *check_hash_pycs_mode;
  int use_frozen_modules, safe_path, int_max_str_digits, thread_inherit_context, context_aware_warnings, cpu_count;
  int pathconfig_warnings;
  wchar_t *program_name, *pythonpath_env, *home, *platlibdir;
  int module_search_paths_set;
  PyWideStringList module_search_paths;
  wchar_t *stdlib_dir, *executable, *base_executable, *prefix, *base_prefix, *exec_prefix, *base_exec_prefix;
  int skip_source_first_line;
  wchar_t *run_command, *run_module, *run_filename;
} PyConfig;

/* What another interpreter in the process would be like (PEP 684). */
typedef struct {
  int use_main_obmalloc, allow_fork, allow_exec, allow_threads, allow_daemon_threads, check_multi_interp_extensions;
  int gil;
} PyInterpreterConfig;
#define PyInterpreterConfig_DEFAULT_GIL 0
#define PyInterpreterConfig_SHARED_GIL 1
#define PyInterpreterConfig_OWN_GIL 2

#endif
