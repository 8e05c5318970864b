// _lsprof: the deterministic profiler behind cProfile. A Profiler is the profile function of all threads, before Python
// 3.12 of those that have enabled it. It keeps a stack of the running calls of each.
#include <memory>
#include <unordered_map>
#include <vector>

#include "gc/base/clock.h"
#include "gc/sync/mutex.h"
#include "interp/vm/frame.h"
#include "interp/vm/observe/instrument.h"
#include "interp/vm/observe/monitoring.h"
#include "interp/vm/observe/tracing.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/library/threads/waiting.h"
#include "runtime/object/class.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

// The key of a function: the address of its code object, or of the MethodDef of a native function.
using Key = u64;

struct Tally {
  i64 calls = 0, recursive = 0;  // finished calls; those within another call of the same function
  i64 total = 0, own = 0;        // time, without recursive calls; without calls of other functions
  i64 level = 0;                 // calls going on
  void finish(i64 time, i64 own_time) {
    if (--level == 0) total += time;
    else ++recursive;
    own += own_time;
    ++calls;
  }
  void add(const Tally& other) {
    calls += other.calls;
    recursive += other.recursive;
    total += other.total;
    own += other.own;
  }
};
struct Entry : Tally {
  Key key;
  std::vector<std::pair<Key, Tally>> callees;
  Tally& callee(Key k) {
    for (auto& [key, tally] : callees) {
      if (key == k) return tally;
    }
    return callees.emplace_back(k, Tally()).second;
  }
};
struct Call {
  Entry* entry;
  i64 start, inner;  // inner: time in calls that this one has made
};

// What a profiler knows of one thread, not on the heap of objects. The mutex is for who ends or collects the data.
class Book {
 public:
  bool knows(Key key) {
    gc::MutexGuard guard(mutex_);
    return entries_.contains(key);
  }
  void enter(Key key, i64 now, bool with_callers) {
    gc::MutexGuard guard(mutex_);
    std::unique_ptr<Entry>& entry = entries_[key];
    if (!entry) entry.reset(new Entry{{}, key, {}});
    ++entry->level;
    if (with_callers && !calls_.empty()) ++calls_.back().entry->callee(key).level;
    calls_.push_back({entry.get(), now, 0});
  }
  void leave(Key key, i64 now, bool with_callers) {
    gc::MutexGuard guard(mutex_);
    auto entry = entries_.find(key);
    if (calls_.empty()) return;  // entered before the profiler was enabled
    if (entry == entries_.end()) calls_.pop_back();
    else finish(*entry->second, now, with_callers);
  }
  // Ends the calls that have not returned.
  void finish_all(i64 now, bool with_callers) {
    gc::MutexGuard guard(mutex_);
    while (!calls_.empty()) finish(*calls_.back().entry, now, with_callers);
  }
  void clear() {
    gc::MutexGuard guard(mutex_);
    calls_.clear();
    entries_.clear();
  }
  void add_to(std::unordered_map<Key, Entry>& all) {
    gc::MutexGuard guard(mutex_);
    for (auto& [key, entry] : entries_) {
      Entry& sum = all[key];
      sum.key = key;
      sum.add(*entry);
      for (auto& [callee, tally] : entry->callees) sum.callee(callee).add(tally);
    }
  }

 private:
  // The topmost call, which is one of `entry` as a rule.
  void finish(Entry& entry, i64 now, bool with_callers) {
    Call call = calls_.back();
    calls_.pop_back();
    i64 time = now - call.start, own = time - call.inner;
    if (!calls_.empty()) calls_.back().inner += time;
    entry.finish(time, own);
    if (with_callers && !calls_.empty()) calls_.back().entry->callee(entry.key).finish(time, own);
  }

  gc::Mutex mutex_;
  std::unordered_map<Key, std::unique_ptr<Entry>> entries_;  // all under the mutex
  std::vector<Call> calls_;
};

// The books of a profiler: one for each thread, by its id.
class Shelf {
 public:
  Book& of(u32 thread) {
    gc::MutexGuard guard(mutex_);
    std::unique_ptr<Book>& book = books_[thread];
    if (!book) book.reset(new Book);
    return *book;
  }
  void finish_all(i64 now, bool with_callers) {
    for (Book* book : books()) book->finish_all(now, with_callers);
  }
  void clear() {
    for (Book* book : books()) book->clear();
  }
  // Of all threads together.
  std::vector<Entry> snapshot() {
    std::unordered_map<Key, Entry> sums;
    for (Book* book : books()) book->add_to(sums);
    std::vector<Entry> all;
    for (auto& [key, entry] : sums) all.push_back(std::move(entry));
    return all;
  }

 private:
  std::vector<Book*> books() {
    gc::MutexGuard guard(mutex_);
    std::vector<Book*> all;
    for (auto& [thread, book] : books_) all.push_back(book.get());
    return all;
  }

  gc::Mutex mutex_;
  std::unordered_map<u32, std::unique_ptr<Book>> books_;  // under the mutex; a book stays until the end
};

struct Profiler : rt::Object {
  Shelf* books;             // never changes
  Slot timer;               // callable, or empty: the monotonic clock
  Slot users;               // dict: key -> code object or the name of a native function
  gc::Atomic<double> unit;  // of the timer's ints; 0: it gives seconds. Relaxed, as the flags
  gc::Atomic<bool> subcalls, builtins;
};
Profiler* as_profiler(Value v) { return v.as<Profiler>(); }

rt::Type *g_type, *g_entry_type, *g_subentry_type;

// ---- time

bool timer_value_py(Thread& t, Profiler* p, Value timer, i64* out) {
  Ref now = rt::call_py(t, timer);
  if (!now) return false;
  return p->unit.load(gc::relaxed) > 0 ? rt::to_i64_py(t, now, out)
                                       : rt::seconds_to_ns_py(t, now, rt::Rounding::kFloor, out);
}
i64 now_py(Thread& t, Profiler* p) {
  Ref timer = rt::load_field(t, p, p->timer);
  if (!timer) return gc::now_ns();
  i64 now = 0;
  if (timer_value_py(t, p, timer, &now)) return now;
  rt::write_unraisable_py(t, nullptr, timer);
  return 0;
}
double seconds_per_tick(Profiler* p) {
  double unit = p->unit.load(gc::relaxed);
  return p->timer.get_shared() && unit > 0 ? unit : 1e-9;
}

// ---- names of native functions, as cProfile shows them

Ref native_name_py(Thread& t, Value function) {
  if (rt::is_exact(function, rt::TypeId::kMethodDescriptor)) return rt::repr_py(t, function);
  auto* builtin = function.as<rt::Builtin>();
  const char* name = builtin->def->name;
  if (Value self = builtin->self.get()) {
    Ref key = rt::intern(t, std::string_view(name));
    Ref method = key ? rt::hold_type_attribute(t, rt::type_of(self), key) : Ref();
    Ref text = method ? rt::repr_py(t, method) : Ref();
    if (text) return text;
    rt::clear_error(t);
  }
  Value module = builtin->module.get();
  if (module && rt::is_str(module)) return rt::format_message(t, "<built-in method %S.%s>", module, name);
  return rt::format_message(t, "<built-in method %s>", name);
}

// ---- events

Key key_of_native(Value function) {
  if (rt::is_exact(function, rt::TypeId::kBuiltin)) return reinterpret_cast<Key>(function.as<rt::Builtin>()->def);
  return reinterpret_cast<Key>(function.as<rt::MethodDescriptor>()->def);
}

// lint: name: the keys of the profiler's own dict are ints
bool note_user(Thread& t, Profiler* p, Key key, Ref user) {
  Ref users = rt::load_field(t, p, p->users), number = rt::make_uint(t, key);
  return user && number && rt::dict_set_py(t, rt::as_dict(users), number, user);
}

void on_event_py(Thread& t, Profiler* p, Value frame, std::string_view event, Value function, bool* ok) {
  bool native = event.starts_with("c_"), enters = event.ends_with("call"), subcalls = p->subcalls.load(gc::relaxed);
  if (native && !p->builtins.load(gc::relaxed)) return;
  Ref code = native ? Ref() : Ref::share(t, Value(code_of_frame(frame.as<Frame>())));
  if (!native && !code) return;
  Key key = native ? key_of_native(function) : reinterpret_cast<Key>(code.object());
  Book& book = p->books->of(t.id);
  if (!enters) return book.leave(key, now_py(t, p), subcalls);
  *ok = book.knows(key) || note_user(t, p, key, native ? native_name_py(t, function) : std::move(code));
  if (*ok) book.enter(key, now_py(t, p), subcalls);
}

// The call of a profiler as profile function, with frame, event and argument. Scripts see no __call__.
Ref call_profiler(Thread& t, Value self, const rt::CallArgs& args) {
  if (args.positional != 3 || args.names || !rt::is_str(args[1]) || !rt::is_exact(args[0], rt::TypeId::kFrame)) {
    return rt::raise_type_error(t, "'%T' object is not callable", self);
  }
  std::string_view event = rt::as_str(args[1])->ascii_view();
  bool ok = true, native = event.starts_with("c_");
  bool known =
      !native || rt::is_exact(args[2], rt::TypeId::kBuiltin) || rt::is_exact(args[2], rt::TypeId::kMethodDescriptor);
  if (known) on_event_py(t, as_profiler(self), args[0], event, args[2], &ok);
  return ok ? rt::none() : Ref();
}

// Since Python 3.12 a profiler observes all threads.
bool observes_all() { return rt::library_minor() >= 12; }

bool is_hook(Value function) { return function && rt::is_instance(function, g_type); }

// ---- methods

Ref profiler_enable(Thread& t, Value self, Value subcalls, Value builtins) {
  int with_subcalls = rt::truth_py(t, subcalls), with_builtins = with_subcalls < 0 ? -1 : rt::truth_py(t, builtins);
  if (with_builtins < 0) return Ref();
  if (is_hook(thread_hook(t, kProfileTool)))
    return rt::raise_value_error(
        t, rt::library_minor() >= 15 ? "tool 2 is already in use" : "Another profiling tool is already active");
  as_profiler(self)->subcalls.store(with_subcalls, gc::relaxed);
  as_profiler(self)->builtins.store(with_builtins, gc::relaxed);
  if (!observes_all()) {
    set_thread_hook(t, kProfileTool, self);
    return rt::none();
  }
  if (!set_profile_hook_of_new_threads(t, self)) return Ref();
  set_hook_of_all_threads(t, kProfileTool, self);
  return rt::none();
}

Ref profiler_disable(Thread& t, Value self) {
  Profiler* p = as_profiler(self);
  if (is_hook(thread_hook(t, kProfileTool))) {
    if (!observes_all()) set_thread_hook(t, kProfileTool, Value());
    else if (set_profile_hook_of_new_threads(t, Value())) set_hook_of_all_threads(t, kProfileTool, Value());
    else return Ref();
  }
  p->books->finish_all(now_py(t, p), p->subcalls.load(gc::relaxed));
  return rt::none();
}

Ref clear(Thread& t, Value self) {
  Profiler* p = as_profiler(self);
  p->books->clear();
  Ref users = rt::make_dict(t);
  if (!users) return Ref();
  rt::store_field(t, p, p->users, std::move(users));
  return rt::none();
}

// The object of a key; None if the profiler has been cleared meanwhile.
// lint: name: the keys of the profiler's own dict are ints
Ref user_of(Thread& t, Value users, Key key) {
  Ref number = rt::make_uint(t, key);
  Ref user = number ? rt::dict_get_py(t, rt::as_dict(users), number) : Ref();
  return user || rt::error_pending(t) ? std::move(user) : rt::none();
}

// (code, calls, recursive calls, total, own) and, for entries, the calls that it made.
Ref make_row(Thread& t, Value users, Key key, const Tally& tally, double unit, Ref callees) {
  Ref items[] = {user_of(t, users, key),
                 rt::make_int(t, tally.calls),
                 rt::make_int(t, tally.recursive),
                 rt::make_float(t, unit * static_cast<double>(tally.total)),
                 rt::make_float(t, unit * static_cast<double>(tally.own)),
                 std::move(callees)};
  bool is_entry = bool(items[5]);
  for (int i = 0; i < 5; ++i) {
    if (!items[i]) return Ref();
  }
  return rt::make_struct_sequence_instance(t, is_entry ? g_entry_type : g_subentry_type, items, is_entry ? 6 : 5);
}

Ref callees_list(Thread& t, Value users, const Entry& entry, double unit) {
  if (entry.callees.empty()) return rt::none();
  Ref list = rt::make_list(t);
  for (const auto& [key, tally] : entry.callees) {
    if (!list) return Ref();
    if (tally.calls == 0) continue;
    Ref row = make_row(t, users, key, tally, unit, Ref());
    if (!row || !rt::list_append(t, rt::as_list(list), std::move(row))) return Ref();
  }
  return list;
}

Ref getstats(Thread& t, Value self) {
  Profiler* p = as_profiler(self);
  double unit = seconds_per_tick(p);
  Ref users = rt::load_field(t, p, p->users), list = rt::make_list(t);
  for (const Entry& entry : p->books->snapshot()) {
    if (!list) return Ref();
    if (entry.calls == 0) continue;
    Ref callees = callees_list(t, users, entry, unit);
    Ref row = callees ? make_row(t, users, entry.key, entry, unit, std::move(callees)) : Ref();
    if (!row || !rt::list_append(t, rt::as_list(list), std::move(row))) return Ref();
  }
  return list;
}

// ---- lifetime

Ref create(Thread& t, rt::Type* type, const rt::CallArgs&) {
  Ref users = rt::make_dict(t), object = users ? rt::allocate_instance(t, type) : Ref();
  if (!object) return Ref();
  Profiler* p = as_profiler(object);
  p->books = new Shelf;
  p->subcalls.store(true, gc::relaxed);
  p->builtins.store(true, gc::relaxed);
  rt::init_field(p->users, std::move(users));
  return object;
}
bool init_profiler(Thread& t, Value self, const rt::CallArgs& args) {
  static constexpr rt::Signature kSignature =
      rt::parse_signature("(timer=None, timeunit=0.0, subcalls=True, builtins=True)");
  Value a[4];
  double unit = 0;
  if (!rt::bind_arguments(t, "Profiler", kSignature, args, a) || (a[1] && !rt::to_double_py(t, a[1], &unit)))
    return false;
  int subcalls = rt::truth_py(t, a[2]), builtins = subcalls < 0 ? -1 : rt::truth_py(t, a[3]);
  if (builtins < 0) return false;
  Profiler* p = as_profiler(self);
  rt::store_field(t, p, p->timer, a[0] == rt::kNone ? Ref() : Ref::share(t, a[0]));
  p->unit.store(unit, gc::relaxed);
  p->subcalls.store(subcalls, gc::relaxed);
  p->builtins.store(builtins, gc::relaxed);
  return true;
}
void dispose(gc::Thread& thread, rt::Object* object) {
  delete static_cast<Profiler*>(object)->books;
  rt::SlotsOf<Profiler, &Profiler::timer, &Profiler::users>::dispose(thread, object);
}

constexpr rt::MethodDef kProfilerMethods[] = {
    {"getstats", getstats, "(self, /)", "list of profiler_entry objects."},
    {"enable", profiler_enable, "(self, /, subcalls=True, builtins=True)", "Start collecting profiling information."},
    {"disable", profiler_disable, "(self, /)", "Stop collecting profiling information."},
    {"clear", clear, "(self, /)", "Clear all profiling information collected so far."},
    {},
};
constexpr rt::TypeSpec kSpec = {
    .name = "_lsprof.Profiler",
    .size = sizeof(Profiler),
    .flags = rt::kTypeTraced | rt::kTypeSubclassable,
    .doc =
        "Profiler(timer=None, timeunit=0.0, subcalls=True, builtins=True)\n--\n\nBuild a profiler object using the "
        "specified timer function.",
    .lifetime = {rt::SlotsOf<Profiler, &Profiler::timer, &Profiler::users>::trace, nullptr, nullptr, dispose},
    .slots =
        [] {
          rt::Slots s{};
          s.create = create;
          s.init = init_profiler;
          return s;
        }(),
    .methods = kProfilerMethods,
};

constexpr rt::StructSequenceField kEntryFields[] = {
    {"code", "code object or built-in function name"},
    {"callcount", "how many times this was called"},
    {"reccallcount", "how many times called recursively"},
    {"totaltime", "total time in this entry"},
    {"inlinetime", "inline time in this entry (not in subcalls)"},
    {"calls", "details of the calls"},
    {},
};
constexpr rt::StructSequenceField kSubentryFields[] = {
    {"code", "called code object or built-in function name"},      {"callcount", "how many times this is called"},
    {"reccallcount", "how many times this is called recursively"}, {"totaltime", "total time spent in this call"},
    {"inlinetime", "inline time (not in further subcalls)"},       {},
};

bool profiler_init(Thread& t, Value module) {
  if (!g_entry_type) g_entry_type = rt::make_struct_sequence(t, "_lsprof.profiler_entry", nullptr, kEntryFields, 6);
  if (!g_subentry_type)
    g_subentry_type = rt::make_struct_sequence(t, "_lsprof.profiler_subentry", nullptr, kSubentryFields, 5);
  if (!make_hook_of_new_threads(t) || !rt::add_native_type(t, module, g_type, kSpec)) return false;
  g_type->slots.call = call_profiler;
  return rt::module_add(t, module, "profiler_entry", Ref::share(t, g_entry_type)) &&
         rt::module_add(t, module, "profiler_subentry", Ref::share(t, g_subentry_type));
}

}  // namespace

extern const rt::ModuleDef kLsprofModule = {.name = "_lsprof", .doc = "Fast profiler", .init = profiler_init};

}  // namespace vm
