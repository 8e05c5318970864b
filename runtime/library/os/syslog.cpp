// Module syslog: messages for the system's log.
#include <syslog.h>

#include <cstdlib>
#include <cstring>

#include "gc/sync/mutex.h"
#include "runtime/library/os/posix.h"
#include "runtime/object/audit.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/text/c_text.h"

namespace rt {

namespace {

// The C library has one connection to the log and keeps a pointer to the ident. The mutex guards both; it is taken
// detached, since a call may wait for the log.
gc::Mutex g_log_mutex;
bool g_is_open;
char* g_ident;  // owned; null: the C library names the program

template <class F>
void in_log(Thread& t, F&& work) {
  gc::Detached detached(t);
  gc::MutexGuard guard(g_log_mutex);
  work();
}

// The name of the script without its folder, as messages of its process show it. Null: it has none, or no memory.
char* script_name(Thread& t) {
  Ref argv = sys_get(t, "argv");
  if (!argv || !is_list(argv) || as_list(argv)->size() == 0) return nullptr;
  Ref first = list_get(t, as_list(argv), 0);
  if (!first || !is_str(first)) return nullptr;
  std::string path = to_wtf8(first);
  size_t slash = path.rfind('/');
  std::string_view name = std::string_view(path).substr(slash == path.npos ? 0 : slash + 1);
  return name.empty() ? nullptr : ::strndup(name.data(), name.size());
}

// Takes `ident` over. The mutex is held.
void open_locked(char* ident, int option, int facility) {
  ASSERT(g_log_mutex.is_mine());
  ::openlog(ident, option, facility);
  std::free(g_ident);
  g_ident = ident;
  g_is_open = true;
}

// The event of opening the log; without `ident` for the name of the script.
bool audit_open_py(Thread& t, Value ident, int option, int area) {
  if (!g_has_audit_hooks.load(gc::relaxed)) return true;
  Ref known = ident ? Ref::share(t, ident) : none();
  if (!ident) {
    char* name = script_name(t);
    if (error_pending(t)) return false;
    if (name) known = make_str(t, std::string_view(name));
    std::free(name);
  }
  return known && audit_py(t, "syslog.openlog", known.get(), Value::small_int(option), Value::small_int(area));
}

Ref open_log(Thread& t, Value ident, Value logoption, Value facility) {
  int option, area;
  if (ident && !is_str(ident)) return raise_type_error(t, "openlog() argument 'ident' must be str, not %A", ident);
  if (!to_i32_py(t, logoption, &option)) return Ref();
  if (!facility) area = LOG_USER;
  else if (!to_i32_py(t, facility, &area)) return Ref();
  char* name;
  if (!audit_open_py(t, ident, option, area)) return Ref();
  if (ident) {
    CText text(t, ident);
    if (!text.ok()) return Ref();
    name = ::strdup(text.c_str());
    if (!name) return raise_memory_error(t);
  } else {
    name = script_name(t);
    if (error_pending(t)) return Ref();
  }
  in_log(t, [=] { open_locked(name, option, area); });
  return none();
}

Ref log_message(Thread& t, const CallArgs& args) {
  if (args.keywords() || args.positional < 1 || args.positional > 2)
    return raise_type_error(t, "syslog.syslog requires 1 to 2 arguments");
  int priority = LOG_INFO;
  if (args.positional == 2 && !to_i32_py(t, args[0], &priority)) return Ref();
  Value message = args[args.positional - 1];
  if (!is_str(message)) {
    return raise_type_error(t, "syslog() argument %d must be str, not %A", static_cast<int>(args.positional), message);
  }
  if (!audit_py(t, "syslog.syslog", Value::small_int(priority), message)) return Ref();
  CText text(t, message);
  if (!text.ok()) return Ref();
  if (g_has_audit_hooks.load(gc::relaxed)) {
    bool is_open;
    in_log(t, [&] { is_open = g_is_open; });
    if (!is_open && !audit_open_py(t, Value(), 0, LOG_USER)) return Ref();
  }
  char* name = script_name(t);
  if (error_pending(t)) return Ref();
  in_log(t, [&] {
    if (!g_is_open) open_locked(std::exchange(name, nullptr), 0, LOG_USER);
    ::syslog(priority, "%s", text.c_str());
  });
  std::free(name);
  return none();
}

Ref close_log(Thread& t) {
  if (!audit_py(t, "syslog.closelog")) return Ref();
  in_log(t, [] {
    if (!g_is_open) return;
    ::closelog();
    std::free(std::exchange(g_ident, nullptr));
    g_is_open = false;
  });
  return none();
}

Ref set_mask(Thread& t, Value maskpri) {
  int mask, before = 0;
  if (!to_i32_py(t, maskpri, &mask) || !audit_py(t, "syslog.setlogmask", Value::small_int(mask))) return Ref();
  in_log(t, [&] { before = ::setlogmask(mask); });
  return make_int(t, before);
}

// Shifts as the C macros do it for an int, also by more than its bits.
i64 bit(int number) { return static_cast<int>(1u << (number & 31)); }

Ref mask_of(Thread& t, Value pri) {
  int number;
  return to_i32_py(t, pri, &number) ? make_int(t, bit(number)) : Ref();
}
Ref mask_up_to(Thread& t, Value pri) {
  int number;
  if (!to_i32_py(t, pri, &number)) return Ref();
  return make_int(t, static_cast<int>((1u << ((static_cast<u32>(number) + 1) & 31)) - 1));
}

constexpr MethodDef kFunctions[] = {
    {"openlog", open_log, "(ident=<unrepresentable>, logoption=0, facility=LOG_USER)",
     "Set what following messages have in front of them, and how they are sent."},
    {"closelog", close_log, "()", "Undo openlog()."},
    {"syslog", log_message, "(...)",
     "syslog([priority=LOG_INFO,] message)\nSend the string message to the system logger."},
    {"setlogmask", set_mask, "(maskpri, /)", "Set which priorities are logged; the mask that was set before."},
    {"LOG_MASK", mask_of, "(pri, /)", "The mask of one priority."},
    {"LOG_UPTO", mask_up_to, "(pri, /)", "The mask of this priority and all more important ones."},
    {}};

constexpr posix::Constant kConstants[] = {
#define X(name) {#name, name},
    X(LOG_EMERG) X(LOG_ALERT) X(LOG_CRIT) X(LOG_ERR) X(LOG_WARNING) X(LOG_NOTICE) X(LOG_INFO) X(LOG_DEBUG) X(LOG_PID)
        X(LOG_CONS) X(LOG_NDELAY) X(LOG_ODELAY) X(LOG_NOWAIT) X(LOG_PERROR) X(LOG_KERN) X(LOG_USER) X(LOG_MAIL)
            X(LOG_DAEMON) X(LOG_AUTH) X(LOG_LPR) X(LOG_NEWS) X(LOG_UUCP) X(LOG_CRON) X(LOG_SYSLOG) X(LOG_AUTHPRIV)
                X(LOG_FTP) X(LOG_LOCAL0) X(LOG_LOCAL1) X(LOG_LOCAL2) X(LOG_LOCAL3) X(LOG_LOCAL4) X(LOG_LOCAL5)
                    X(LOG_LOCAL6) X(LOG_LOCAL7)
#undef X
                        {nullptr, 0}};

bool init(Thread& t, Value module) { return posix::add_constants(t, module, kConstants); }

}  // namespace

extern const ModuleDef kSyslogModule = {
    .name = "syslog", .doc = "The system's log.", .methods = kFunctions, .init = init};

}  // namespace rt
