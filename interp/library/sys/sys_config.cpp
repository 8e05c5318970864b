// Module sys: constants, settings from the command line, and the standard streams.

#include <fcntl.h>
#include <unistd.h>

#include <cfloat>
#include <clocale>
#include <cstring>
#include <memory>

#include "interp/compile/revision.h"
#include "interp/library/import/bytecode_cache.h"
#include "interp/library/sys/sys.h"
#include "interp/vm/frame.h"
#include "interp/vm/import/lazy_import.h"
#include "runtime/library/io/io.h"
#include "runtime/library/os/cpu_count.h"
#include "runtime/object/class.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/bytes/bytes_warning.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/codecs/codec.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/file_names.h"
#include "runtime/types/text/str.h"

namespace vm {

static bool add_int(Thread& t, Value m, const char* name, i64 n) {
  return rt::module_add(t, m, name, rt::make_int(t, n));
}
static bool add_str(Thread& t, Value m, const char* name, const std::string& s) {
  return rt::module_add(t, m, name, rt::decode_fs(t, s));
}

// (program, branch, revision): a build does not know its revision.
static bool add_source_name(Thread& t, Value m) {
  Ref program = rt::make_str_ascii(t, "tinypy"), none = rt::make_str_ascii(t, "");
  Ref name = program && none ? rt::make_tuple(t, program, none, none) : Ref();
  return name && rt::module_add(t, m, "_git", std::move(name));
}

static Ref string_list(Thread& t, const std::vector<std::string>& strings) {
  Ref list = rt::make_list(t, strings.size());
  for (const std::string& s : strings) {
    Ref item = rt::decode_fs(t, s);
    if (!list || !item || !rt::list_append(t, rt::as_list(list), std::move(item))) return Ref();
  }
  return list;
}

// A struct sequence such as sys.float_info from names and values.
struct InfoField {
  const char* name;
  Ref value;
};
// `visible`: the fields that have an index; the others have only a name.
static bool add_info(Thread& t, Value m, const char* name, InfoField* fields, u32 count, u32 visible, bool only_one) {
  std::unique_ptr<rt::StructSequenceField[]> names(new rt::StructSequenceField[count + 1]());
  std::unique_ptr<Ref[]> values(new Ref[count]);
  for (u32 i = 0; i < count; ++i) {
    names[i] = {fields[i].name, nullptr};
    values[i] = std::move(fields[i].value);
    if (!values[i]) return false;
  }
  std::string type_name = std::string("sys.") + name;
  rt::Type* type = rt::make_struct_sequence(t, strdup(type_name.c_str()), nullptr, names.get(), visible);
  Ref instance = rt::make_struct_sequence_instance(t, type, values.get(), count);
  if (only_one) rt::disallow_new(t, type);
  return rt::module_add(t, m, name, std::move(instance));
}
#define ADD_INFO_OF(module, name, only_one, ...)                                               \
  [&] {                                                                                        \
    InfoField fields_[] = {__VA_ARGS__};                                                       \
    constexpr u32 kCount_ = sizeof fields_ / sizeof *fields_;                                  \
    return add_info(t, module, name, fields_, kCount_, kCount_, only_one);                     \
  }()
#define ADD_INFO(module, name, ...) ADD_INFO_OF(module, name, false, __VA_ARGS__)
// The same for a type of which scripts cannot construct instances.
#define ADD_ONLY_INFO(module, name, ...) ADD_INFO_OF(module, name, true, __VA_ARGS__)

static bool add_numbers(Thread& t, Value m) {
  auto i = [&](i64 n) { return rt::make_int(t, n); };
  auto f = [&](double d) { return rt::make_float(t, d); };
  return ADD_INFO(m, "float_info", {"max", f(DBL_MAX)}, {"max_exp", i(DBL_MAX_EXP)}, {"max_10_exp", i(DBL_MAX_10_EXP)},
                  {"min", f(DBL_MIN)}, {"min_exp", i(DBL_MIN_EXP)}, {"min_10_exp", i(DBL_MIN_10_EXP)},
                  {"dig", i(DBL_DIG)}, {"mant_dig", i(DBL_MANT_DIG)}, {"epsilon", f(DBL_EPSILON)},
                  {"radix", i(FLT_RADIX)}, {"rounds", i(1)}) &&
         ADD_INFO(m, "int_info", {"bits_per_digit", i(64)}, {"sizeof_digit", i(8)}, {"default_max_str_digits", i(4300)},
                  {"str_digits_check_threshold", i(640)}) &&
         ADD_INFO(m, "hash_info", {"width", i(64)}, {"modulus", i((i64{1} << 61) - 1)}, {"inf", i(314159)},
                  {"nan", i(0)}, {"imag", i(1000003)}, {"algorithm", rt::make_str(t, "siphash13")},
                  {"hash_bits", i(64)}, {"seed_bits", i(128)}, {"cutoff", i(0)}) &&
         ADD_INFO(m, "thread_info", {"name", rt::make_str(t, "pthread")}, {"lock", rt::none()},
                  {"version", rt::none()});
}

// lint: name: start-up: no program runs yet, and the list holds strs
static bool add_builtin_names(Thread& t, Value m) {
  struct Collect {
    Thread& t;
    Ref list;
  } collect{t, rt::make_list(t)};
  rt::for_each_native_module(
      [](const rt::ModuleDef* def, void* p) {
        auto* c = static_cast<Collect*>(p);
        Ref name = rt::intern(c->t, std::string_view(def->name));
        if (name && c->list) rt::list_append(c->t, rt::as_list(c->list), std::move(name));
      },
      &collect);
  if (!collect.list || !rt::list_sort_py(t, rt::as_list(collect.list), Value(), false)) return false;
  return rt::module_add(t, m, "builtin_module_names", rt::list_to_tuple(t, collect.list));
}

bool init_sys_constants(Thread& t, Value m) {
  return add_int(t, m, "maxsize", INT64_MAX) && add_int(t, m, "maxunicode", 0x10ffff) &&
         add_int(t, m, "api_version", 1013) && add_str(t, m, "byteorder", "little") &&
         add_str(t, m, "platform", "linux") && add_str(t, m, "abiflags", "") &&
         add_str(t, m, "float_repr_style", "short") && add_str(t, m, "_framework", "") && add_source_name(t, m) &&
         add_str(t, m, "copyright", "Copyright (c) 2026 the tinypy authors.") &&
         rt::module_add(t, m, "meta_path", rt::make_list(t)) && rt::module_add(t, m, "path_hooks", rt::make_list(t)) &&
         rt::module_add(t, m, "path_importer_cache", rt::make_dict(t)) &&
         rt::module_add(t, m, "warnoptions", rt::make_list(t)) && rt::module_add(t, m, "_xoptions", rt::make_dict(t)) &&
         add_numbers(t, m);
}

std::string version_text(const std::string& library_version) {
  constexpr const char* kName = gc::kFreeThreaded ? ".0 (tinypy 0.1.0, free threading) [" : ".0 (tinypy 0.1.0) [";
  return library_version + kName + __VERSION__ + "]";
}

// Sets an attribute of a SimpleNamespace. `value`: empty with an error.
// lint: name: start-up: no program runs yet
static bool set_in_space(Thread& t, Value space, const char* name, Ref value) {
  Ref key = rt::intern(t, std::string_view(name));
  return space && key && value && rt::setattr_py(t, space, key, value);
}

// sys.abi_info: what extension modules in C would have to know.
// lint: name: start-up: no program runs yet
static bool add_abi(Thread& t, Value m) {
  Ref space = rt::call_py(t, Value(rt::kSimpleNamespaceType));
  return set_in_space(t, space, "pointer_bits", rt::make_int(t, 64)) &&
         set_in_space(t, space, "free_threaded", rt::bool_ref(gc::kFreeThreaded)) &&
         set_in_space(t, space, "debug", rt::bool_ref(false)) &&
         set_in_space(t, space, "byteorder", rt::make_str(t, "little")) &&
         rt::module_add(t, m, "abi_info", std::move(space));
}

// lint: name: start-up: no program runs yet
static bool add_version(Thread& t, Value m, const std::string& version) {
  constexpr i64 major = 3;
  i64 minor = rt::library_minor();
  auto i = [&](i64 n) { return rt::make_int(t, n); };
  i64 hex = major << 24 | minor << 16 | 0xf0;
  if (!ADD_ONLY_INFO(m, "version_info", {"major", i(major)}, {"minor", i(minor)}, {"micro", i(0)},
                     {"releaselevel", rt::make_str(t, "final")}, {"serial", i(0)}) ||
      !add_int(t, m, "hexversion", hex) || !add_str(t, m, "version", version_text(version))) {
    return false;
  }
  Ref space = rt::call_py(t, Value(rt::kSimpleNamespaceType));
  auto set = [&](const char* name, Ref value) { return set_in_space(t, space, name, std::move(value)); };
  Ref info = rt::sys_module() ? rt::dict_get_cstr(t, m.as<rt::Module>()->dict, "version_info") : Ref();
  return set("name", rt::make_str(t, "tinypy")) && set("cache_tag", rt::make_str(t, comp::cache_tag())) &&
         set("version", std::move(info)) && set("hexversion", i(hex)) &&
         set("_multiarch", rt::make_str(t, "x86_64-linux-gnu")) &&
         (minor < 14 || set("supports_isolated_interpreters", rt::bool_ref(false))) && (minor < 15 || add_abi(t, m)) &&
         rt::module_add(t, m, "implementation", std::move(space));
}

static bool add_flags(Thread& t, Value m, const SysOptions& o) {
  auto i = [&](i64 n) { return rt::make_int(t, n); };
  constexpr u32 kIndexed = 18;
  InfoField fields[] = {{"debug", i(o.debug)},
                        {"inspect", i(o.inspect)},
                        {"interactive", i(o.interactive)},
                        {"optimize", i(o.optimize)},
                        {"dont_write_bytecode", i(o.dont_write_bytecode)},
                        {"no_user_site", i(o.no_user_site)},
                        {"no_site", i(o.no_site)},
                        {"ignore_environment", i(o.ignore_environment)},
                        {"verbose", i(o.verbose)},
                        {"bytes_warning", i(o.bytes_warning)},
                        {"quiet", i(o.quiet)},
                        {"hash_randomization", i(o.hash_randomization)},
                        {"isolated", i(o.isolated)},
                        {"dev_mode", rt::bool_ref(o.dev_mode)},
                        {"utf8_mode", i(o.utf8_mode)},
                        {"warn_default_encoding", i(o.warn_default_encoding)},
                        {"safe_path", rt::bool_ref(o.safe_path)},
                        {"int_max_str_digits", i(rt::g_int_max_str_digits.load(gc::relaxed))},
                        {"gil", i(!gc::kFreeThreaded)},
                        {"thread_inherit_context", i(o.thread_inherit_context)},
                        {"context_aware_warnings", i(o.context_aware_warnings)},
                        {"lazy_imports", i(o.lazy_imports ? 1 : -1)}};
  return add_info(t, m, "flags", fields, sizeof fields / sizeof *fields, kIndexed, true);
}

// Prefix of an installation: the directory above lib/pythonX.Y.
static std::string prefix_of(const std::string& library) {
  size_t at = library.rfind("/lib/");
  return at == std::string::npos ? "/usr" : library.substr(0, at);
}

static Ref x_options(Thread& t, const SysOptions& o) {
  Ref dict = rt::make_dict(t);
  for (const std::string& option : o.x_options) {
    size_t equals = option.find('=');
    Ref name = rt::decode_fs(t, option.substr(0, equals));
    Ref value = equals == std::string::npos ? rt::bool_ref(true) : rt::decode_fs(t, option.substr(equals + 1));
    if (!dict || !name || !value || !rt::dict_set_py(t, rt::as_dict(dict), name, value)) return Ref();
  }
  return dict;
}

// Applies the options that are no attributes of sys.
static void apply_settings(const SysOptions& o) {
  rt::g_check_codec_names.store(o.dev_mode, gc::relaxed);
  rt::g_warn_default_encoding.store(o.warn_default_encoding, gc::relaxed);
  make_all_imports_lazy(o.lazy_imports);
  rt::g_warns_of_bytes.store(o.bytes_warning > 0, gc::relaxed);
  rt::g_configured_cpus.store(o.cpu_count, gc::relaxed);
  if (o.int_max_str_digits >= 0) rt::g_int_max_str_digits.store(o.int_max_str_digits, gc::relaxed);
}

// lint: name: start-up: no program runs yet
bool configure_sys(Thread& t, const SysOptions& o) {
  apply_settings(o);
  Value m = rt::sys_module();
  std::string base = prefix_of(o.library);
  const std::string& prefix = o.environment.empty() ? base : o.environment;
  const std::string& exec_base = o.exec_prefix.empty() ? base : o.exec_prefix;
  const std::string& exec_prefix = o.environment.empty() ? exec_base : o.environment;
  std::string cache = o.pycache_prefix ? *o.pycache_prefix : pycache_directory();
  return add_str(t, m, "prefix", prefix) && add_str(t, m, "exec_prefix", exec_prefix) &&
         add_str(t, m, "base_prefix", base) && add_str(t, m, "base_exec_prefix", exec_base) &&
         add_str(t, m, "platlibdir", o.platlibdir) &&
         rt::module_add(t, m, "modules", Ref::share(t, Value(rt::sys_modules()))) &&
         rt::module_add(t, m, "argv", string_list(t, o.argv)) &&
         rt::module_add(t, m, "orig_argv", string_list(t, o.orig_argv)) &&
         rt::module_add(t, m, "path", string_list(t, o.path)) &&
         rt::module_add(t, m, "warnoptions", string_list(t, o.warnings)) &&
         rt::module_add(t, m, "_xoptions", x_options(t, o)) && add_str(t, m, "executable", o.executable) &&
         add_str(t, m, "_base_executable", o.base_executable) && add_str(t, m, "_stdlib_dir", o.library) &&
         rt::module_add(t, m, "dont_write_bytecode", rt::bool_ref(o.dont_write_bytecode)) &&
         rt::module_add(t, m, "pycache_prefix", cache.empty() ? rt::none() : rt::decode_fs(t, cache)) &&
         add_version(t, m, o.version) && add_flags(t, m, o) && add_builtin_names(t, m) &&
         rt::module_add(t, m, "stdlib_module_names", library_module_names_py(t)) &&
         (rt::library_minor() < 15 || rt::module_add(t, m, "lazy_modules", lazy_modules(t)));
}

// ---- standard streams

static bool open_stream_py(Thread& t, const rt::StandardStream& what) {
  Ref stream = fcntl(what.fd, F_GETFD) != -1 ? rt::io_make_standard_stream_py(t, what) : rt::none();
  if (!stream) return false;
  std::string attribute = std::string(what.name).substr(1, std::string(what.name).size() - 2);
  std::string original = "__" + attribute + "__";
  return rt::module_add(t, rt::sys_module(), original.c_str(), Ref::share(t, stream)) &&
         rt::module_add(t, rt::sys_module(), attribute.c_str(), std::move(stream));
}

// True if bytes that cannot be decoded pass through stdin and stdout: in the locale C, in those that take its place,
// and since 3.15 in UTF-8 mode.
static bool passes_bytes_through(const SysOptions& o) {
  if (rt::library_minor() >= 15 && o.utf8_mode) return true;
  std::string_view locale = setlocale(LC_CTYPE, nullptr);
  for (std::string_view name : {"C", "POSIX", "C.UTF-8", "C.utf8", "UTF-8"}) {
    if (locale == name) return true;
  }
  return false;
}

bool open_standard_streams_py(Thread& t, const SysOptions& o) {
  // An encoding that is a module of the library is set later (set_stream_encodings_py), when modules can be imported.
  const char* encoding = rt::g_file_names_are_ascii.load(gc::relaxed) ? "ascii" : nullptr;
  rt::NativeCodec codec = rt::find_native_codec(o.stdio_encoding);
  if (codec == rt::NativeCodec::kLatin1) encoding = "iso8859-1";
  else if (codec != rt::NativeCodec::kNone) encoding = rt::native_codec_name(codec);
  const char* default_errors = passes_bytes_through(o) ? "surrogateescape" : "strict";
  const char* errors = !o.stdio_errors.empty() ? o.stdio_errors.c_str() : default_errors;
  return open_stream_py(t, {0, "<stdin>", "r", encoding, errors, isatty(0) != 0, false}) &&
         open_stream_py(t, {1, "<stdout>", "w", encoding, errors, isatty(1) != 0, o.unbuffered}) &&
         open_stream_py(t, {2, "<stderr>", "w", encoding, "backslashreplace", true, o.unbuffered});
}

bool set_stream_encodings_py(Thread& t, const SysOptions& o) {
  if (o.stdio_encoding.empty() || rt::find_native_codec(o.stdio_encoding) != rt::NativeCodec::kNone) return true;
  Ref names = rt::make_tuple(t, Ref(rt::make_str_ascii(t, "encoding")), Ref(rt::make_str_ascii(t, "errors")));
  Ref codec = rt::codec_lookup_py(t, o.stdio_encoding);
  Ref encoding = codec ? rt::getattr_py(t, codec, "name") : Ref();
  for (const char* name : {"stdin", "stdout", "stderr"}) {
    Ref stream = rt::sys_get(t, name);
    if (!names || !encoding || !stream) return false;
    if (rt::is_same(stream, rt::kNone)) continue;
    Ref reconfigure = rt::getattr_py(t, stream, "reconfigure");
    Ref errors = reconfigure ? rt::getattr_py(t, stream, "errors") : Ref();
    if (!errors) return false;
    Value values[] = {encoding, errors};
    if (!Ref(rt::call_py(t, reconfigure, CallArgs{values, 0, names}))) return false;
  }
  return true;
}

static bool flush_py(Thread& t, const char* name) {
  Ref stream = rt::sys_get(t, name);
  if (!stream || rt::is_same(stream, rt::kNone)) return true;
  Ref closed = rt::getattr_optional_py(t, stream, rt::name(rt::N::closed));
  if (closed && rt::truth_py(t, closed) == 1) return true;
  rt::clear_error(t);
  return bool(Ref(rt::call_method_py(t, stream, rt::name(rt::N::flush))));
}

bool flush_standard_streams_py(Thread& t) {
  bool ok = flush_py(t, "stdout");
  bool is_named = rt::library_minor() >= 14;
  if (!ok && is_named) rt::write_unraisable_py(t, "Exception ignored while flushing sys.stdout", Value());
  if (!ok && !is_named) rt::write_unraisable_py(t, nullptr, Ref(rt::sys_get(t, "stdout")));
  if (!flush_py(t, "stderr")) rt::clear_error(t);
  return ok;
}

}  // namespace vm
