// Functions of module posix about the system: uname(), times, load, limits; also the size of a terminal.
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <climits>
#include <cstdlib>
#include <cstring>

#include "runtime/library/os/cpu_count.h"
#include "runtime/library/os/posix.h"
#include "runtime/library/os/posix_limits.h"
#include "runtime/text/builder.h"
#include "runtime/types/numbers/float.h"

namespace rt {
constinit gc::Atomic<int> g_configured_cpus{-1};
}  // namespace rt

namespace rt::posix {

namespace {

// Made once by init_system; native types are immortal.
Type* g_uname_result;
Type* g_times_result;
Type* g_terminal_size;

constexpr StructSequenceField kUnameFields[] = {
    {"sysname", "operating system name"},    {"nodename", "name of the machine in the network"},
    {"release", "operating system release"}, {"version", "operating system version"},
    {"machine", "hardware identifier"},      {nullptr, nullptr}};
constexpr StructSequenceField kTimesFields[] = {{"user", "user time"},
                                                {"system", "system time"},
                                                {"children_user", "user time of children"},
                                                {"children_system", "system time of children"},
                                                {"elapsed", "seconds since some moment in the past"},
                                                {nullptr, nullptr}};
constexpr StructSequenceField kTerminalFields[] = {
    {"columns", "characters in a line"}, {"lines", "lines that fit"}, {nullptr, nullptr}};

Ref posix_uname(Thread& t) {
  utsname u;
  os::Result r = os::call_fast([&] { return ::uname(&u); });
  if (!r.ok()) return raise_result(t, r);
  Ref items[] = {decode_fs(t, u.sysname), decode_fs(t, u.nodename), decode_fs(t, u.release), decode_fs(t, u.version),
                 decode_fs(t, u.machine)};
  for (const Ref& item : items) {
    if (!item) return Ref();
  }
  return make_struct_sequence_instance(t, g_uname_result, items, std::size(items));
}

Ref posix_times(Thread& t) {
  tms process;
  clock_t elapsed = ::times(&process);
  double tick = static_cast<double>(::sysconf(_SC_CLK_TCK));
  auto in_seconds = [&](clock_t ticks) { return make_float(t, static_cast<double>(ticks) / tick); };
  Ref items[] = {in_seconds(process.tms_utime), in_seconds(process.tms_stime), in_seconds(process.tms_cutime),
                 in_seconds(process.tms_cstime), in_seconds(elapsed)};
  return make_struct_sequence_instance(t, g_times_result, items, std::size(items));
}

Ref posix_get_terminal_size(Thread& t, Value fd) {
  int file = STDOUT_FILENO;
  if (fd && !to_i32_py(t, fd, &file)) return Ref();
  winsize size;
  os::Result r = os::call_fast([&] { return ::ioctl(file, TIOCGWINSZ, &size); });
  if (!r.ok()) return raise_result(t, r);
  Ref items[] = {make_int(t, size.ws_col), make_int(t, size.ws_row)};
  return make_struct_sequence_instance(t, g_terminal_size, items, std::size(items));
}

Ref posix_getloadavg(Thread& t) {
  double load[3];
  if (::getloadavg(load, 3) != 3) return raise(t, kOSErrorType, "Load averages are unobtainable");
  Ref a = make_float(t, load[0]), b = make_float(t, load[1]), c = make_float(t, load[2]);
  return a && b && c ? make_tuple(t, a, b, c) : Ref();
}

Ref posix_cpu_count(Thread& t) {
  if (int n = g_configured_cpus.load(gc::relaxed); n > 0) return make_int(t, n);
  long n = ::sysconf(_SC_NPROCESSORS_ONLN);
  return n < 1 ? none() : make_int(t, n);
}

// Functions of C that wait with the prompt for input cannot be installed here.
Ref posix_is_inputhook_installed(Thread&) { return bool_ref(false); }
Ref posix_inputhook(Thread&) { return Ref::immediate(Value::small_int(0)); }

Ref posix_strerror(Thread& t, Value code) {
  int number;
  char buffer[256];
  return to_i32_py(t, code, &number) ? make_str(t, std::string_view(::strerror_r(number, buffer, sizeof buffer)))
                                     : Ref();
}

// ---- limits by name or number

bool limit_argument_py(Thread& t, Value v, const LimitName* table, int* out) {
  if (!is_str(v)) {
    if (is_int(v)) return to_i32_py(t, v, out);
    return raise_type_error(t, "configuration names must be strings or integers");
  }
  for (; table->name; ++table) {
    if (!str_equal_ascii(v, table->name)) continue;
    *out = table->value;
    return true;
  }
  return raise_value_error(t, "unrecognized configuration name");
}

// -1 may mean "no limit": only errno tells whether the call failed.
template <class F>
Ref ask_limit(Thread& t, Value shown, F f) {
  errno = 0;
  long n = f();
  return n == -1 && errno ? Ref(raise_os_error(t, errno, shown)) : make_int(t, n);
}

Ref posix_sysconf(Thread& t, Value name) {
  int which;
  return limit_argument_py(t, name, kSysconfNames, &which) ? ask_limit(t, Value(), [=] { return ::sysconf(which); })
                                                           : Ref();
}
Ref posix_confstr(Thread& t, Value name) {
  int which;
  text::ByteBuilder text;
  if (!limit_argument_py(t, name, kConfstrNames, &which)) return Ref();
  errno = 0;
  size_t n = ::confstr(which, nullptr, 0);
  if (n == 0) return errno ? Ref(raise_os_error(t, errno)) : none();
  char* to = reinterpret_cast<char*>(text.extend(n));
  if (!to) return raise_memory_error(t);
  ::confstr(which, to, n);
  return decode_fs(t, {to, n - 1});
}
Ref posix_pathconf(Thread& t, Value path, Value name) {
  PathArg file("pathconf", "path", PathArg::kDescriptor);
  int which;
  if (!file.parse_py(t, path) || !limit_argument_py(t, name, kPathconfNames, &which)) return Ref();
  if (file.is_fd() && file.fd() == INT_MAX) return raise_os_error(t, EBADF, file.object());  // it was negative
  return ask_limit(t, file.object(),
                   [&] { return file.c_str() ? ::pathconf(file.c_str(), which) : ::fpathconf(file.fd(), which); });
}
Ref posix_fpathconf(Thread& t, Value fd, Value name) {
  int file, which;
  if (!descriptor_number_py(t, fd, &file) || !limit_argument_py(t, name, kPathconfNames, &which)) return Ref();
  return ask_limit(t, Value(), [=] { return ::fpathconf(file, which); });
}

Ref names_dict(Thread& t, const LimitName* table) {
  Ref dict = make_dict(t);
  for (; dict && table->name; ++table) {
    if (!dict_set_cstr(t, as_dict(dict), table->name, make_int(t, table->value))) return Ref();
  }
  return dict;
}

bool add_type(Thread& t, Value module, Type*& type, const char* name, const char* full_name, const char* doc,
              const StructSequenceField* fields, u32 visible) {
  if (!type) type = make_struct_sequence(t, full_name, doc, fields, visible);
  return module_add(t, module, name, Ref::share(t, type));
}

}  // namespace

const MethodDef kSystemFunctions[] = {
    {"uname", posix_uname, "()", "Name and version of the operating system and the machine."},
    {"times", posix_times, "()", "CPU times of the process and its children."},
    {"get_terminal_size", posix_get_terminal_size, "(fd=<unrepresentable>, /)"},
    {"getloadavg", posix_getloadavg, "()"},
    {"cpu_count", posix_cpu_count, "()", "How many CPUs there are."},
    {"_is_inputhook_installed", posix_is_inputhook_installed, "()",
     "Whether a function in C is called while the prompt waits."},
    {"_inputhook", posix_inputhook, "()", "Calls that function; its result."},
    {"strerror", posix_strerror, "(code, /)", "What the system calls an error number."},
    {"sysconf", posix_sysconf, "(name, /)"},
    {"confstr", posix_confstr, "(name, /)"},
    {"pathconf", posix_pathconf, "(path, name)"},
    {"fpathconf", posix_fpathconf, "(fd, name, /)"},
    {},
};

bool init_system(Thread& t, Value module) {
  return add_type(t, module, g_uname_result, "uname_result", "posix.uname_result",
                  "uname_result: Result from os.uname().", kUnameFields, 5) &&
         add_type(t, module, g_times_result, "times_result", "posix.times_result",
                  "times_result: Result from os.times().", kTimesFields, 5) &&
         add_type(t, module, g_terminal_size, "terminal_size", "os.terminal_size", "Width and height of a terminal.",
                  kTerminalFields, 2) &&
         module_add(t, module, "sysconf_names", names_dict(t, kSysconfNames)) &&
         module_add(t, module, "confstr_names", names_dict(t, kConfstrNames)) &&
         module_add(t, module, "pathconf_names", names_dict(t, kPathconfNames));
}

}  // namespace rt::posix
