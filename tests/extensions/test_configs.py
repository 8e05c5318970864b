# How an interpreter would start: the defaults, and texts that belong to the struct.
import configs

for isolated in False, True:
    print(configs.defaults(isolated))
print(configs.texts())
print(configs.statuses())

# expect: {'isolated': 0, 'use_environment': 1, 'dev_mode': -1, 'install_signal_handlers': 1, 'use_hash_seed': -1, 'faulthandler': -1, 'tracemalloc': -1, 'perf_profiling': -1, 'code_debug_ranges': 1, 'malloc_stats': 0, 'parse_argv': 1, 'site_import': 1, 'bytes_warning': 0, 'warn_default_encoding': 0, 'write_bytecode': 1, 'quiet': 0, 'user_site_directory': 1, 'configure_c_stdio': 1, 'buffered_stdio': 1, 'use_frozen_modules': 1, 'safe_path': 0, 'int_max_str_digits': -1, 'cpu_count': -1, 'pathconfig_warnings': 1, 'module_search_paths_set': 0, 'skip_source_first_line': 0}
# expect: {'isolated': 1, 'use_environment': 0, 'dev_mode': 0, 'install_signal_handlers': 0, 'use_hash_seed': 0, 'faulthandler': 0, 'tracemalloc': 0, 'perf_profiling': 0, 'code_debug_ranges': 1, 'malloc_stats': 0, 'parse_argv': 0, 'site_import': 1, 'bytes_warning': 0, 'warn_default_encoding': 0, 'write_bytecode': 1, 'quiet': 0, 'user_site_directory': 0, 'configure_c_stdio': 0, 'buffered_stdio': 1, 'use_frozen_modules': 1, 'safe_path': 1, 'int_max_str_digits': 4300, 'cpu_count': -1, 'pathconfig_warnings': 0, 'module_search_paths_set': 0, 'skip_source_first_line': 0}
# expect: (1, 0, 'second é', 'a', 'b', 'c', 3, 1, 0, 'PyWideStringList_Insert index must be >= 0')
# expect: [(0, 0, 0, 0, None), (1, 0, 1, 0, 'wrong'), (1, 0, 1, 0, 'memory allocation failed'), (0, 1, 1, 3, None)]
