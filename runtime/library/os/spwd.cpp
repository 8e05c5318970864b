// Module spwd of the libraries 3.11 and 3.12: the database of passwords that only root may read.
#include <shadow.h>

#include <cerrno>
#include <string>
#include <vector>

#include "gc/sync/mutex.h"
#include "runtime/library/os/posix.h"
#include "runtime/text/plain_array.h"

namespace rt {

namespace {

Type* g_spwd;  // made once by the init; native types are immortal

// The last two are the names that older programs use.
constexpr StructSequenceField kFields[] = {{"sp_namp", "login name"},
                                           {"sp_pwdp", "encrypted password"},
                                           {"sp_lstchg", "day of the last change"},
                                           {"sp_min", "least days between changes"},
                                           {"sp_max", "most days between changes"},
                                           {"sp_warn", "days of warning before the password expires"},
                                           {"sp_inact", "days between expiry and the end of the account"},
                                           {"sp_expire", "day when the account ends"},
                                           {"sp_flag", "reserved"},
                                           {"sp_nam", "login name; deprecated"},
                                           {"sp_pwd", "encrypted password; deprecated"},
                                           {nullptr, nullptr}};
constexpr u32 kVisible = 9;

// A copy of an entry: objects are made after the database's mutex is let go.
struct Entry {
  explicit Entry(const spwd& s)
      : name(s.sp_namp ? s.sp_namp : ""),
        password(s.sp_pwdp ? s.sp_pwdp : ""),
        numbers{s.sp_lstchg, s.sp_min, s.sp_max, s.sp_warn, s.sp_inact, s.sp_expire, static_cast<long>(s.sp_flag)} {}
  std::string name, password;
  long numbers[7];
};

Ref make_entry(Thread& t, const Entry& e) {
  Ref items[std::size(kFields) - 1];
  items[0] = decode_fs(t, e.name);
  items[1] = decode_fs(t, e.password);
  for (size_t i = 0; i < std::size(e.numbers); ++i) items[2 + i] = make_int(t, e.numbers[i]);
  if (!items[0] || !items[1]) return Ref();
  items[kVisible] = Ref::share(t, items[0]);
  items[kVisible + 1] = Ref::share(t, items[1]);
  return make_struct_sequence_instance(t, g_spwd, items, std::size(items));
}

Ref spwd_getspnam(Thread& t, Value name) {
  if (!is_str(name)) return raise_type_error(t, "getspnam() argument must be str, not %A", name);
  Ref text = fs_encode_py(t, name);
  if (!text) return Ref();
  const char* wanted = reinterpret_cast<const char*>(text.as<Bytes>()->data());
  text::PlainArray<char, 1024> room;
  for (size_t size = 1024;; size *= 2) {
    if (!room.resize(size)) return raise_memory_error(t);
    spwd record;
    spwd* result = nullptr;
    int code = 0;
    os::call_once(t, [&] { return code = ::getspnam_r(wanted, &record, room.begin(), size, &result), 0; });
    if (result) return make_entry(t, Entry(*result));
    if (code == ERANGE) continue;
    if (code != 0 && code != ENOENT) return raise_os_error(t, code);
    return raise(t, kKeyErrorType, "getspnam(): name not found");
  }
}

// The C library has one iteration for the whole process; the mutex guards it.
gc::Mutex g_iteration_mutex;

Ref spwd_getspall(Thread& t) {
  std::vector<Entry> entries;
  os::call_once(t, [&] {
    gc::MutexGuard guard(g_iteration_mutex);
    ::setspent();
    while (const spwd* s = ::getspent()) entries.emplace_back(*s);
    ::endspent();
    return 0;
  });
  Ref list = make_list(t);
  for (const Entry& entry : entries) {
    Ref made = list ? make_entry(t, entry) : Ref();
    if (!made || !list_append(t, as_list(list), std::move(made))) return Ref();
  }
  return list;
}

constexpr MethodDef kFunctions[] = {{"getspnam", spwd_getspnam, "(arg, /)", "The entry of a user."},
                                    {"getspall", spwd_getspall, "()", "A list of all entries."},
                                    {}};

bool init(Thread& t, Value module) {
  if (!g_spwd)
    g_spwd = make_struct_sequence(t, "spwd.struct_spwd", "An entry of the shadow database.", kFields, kVisible);
  return module_add(t, module, "struct_spwd", Ref::share(t, g_spwd));
}

}  // namespace

extern const ModuleDef kSpwdModule = {
    .name = "spwd", .doc = "The system's shadow database of passwords.", .methods = kFunctions, .init = init};

}  // namespace rt
