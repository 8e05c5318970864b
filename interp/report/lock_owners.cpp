// The table, and the walk over the frames.
#include "interp/report/lock_owners.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "interp/vm/observe/site.h"
#include "runtime/library/threads/makers.h"
#include "runtime/library/threads/thread_lock.h"
#include "runtime/object/interpreter.h"
#include "runtime/types/classes/cell.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

// A class of the library whose objects contain locks. `lock`: the path from an object to a lock that its __init__()
// makes, or is given; the object is known by it afterwards. `shown`: what reports call it; null: by its class.
struct Owner {
  std::string_view module, name, lock;
  const char* shown = nullptr;
};
constexpr Owner kOwners[] = {
    {"threading", "Condition", "_lock"},
    {"threading", "Semaphore", "_cond._lock"},
    {"threading", "BoundedSemaphore", "_cond._lock"},
    {"threading", "Event", "_cond._lock"},
    {"threading", "Barrier", "_cond._lock"},
    {"threading", "Thread", "_started._cond._lock"},
    {"threading", "Timer", "finished._cond._lock"},
    {"threading", "serialize_iterator", "_lock"},
    {"queue", "Queue", "mutex"},
    {"queue", "_PySimpleQueue", "_count._cond._lock", "SimpleQueue"},
    {"concurrent.futures._base", "Future", "_condition._lock"},
    {"concurrent.futures._base", "_Waiter", "event._cond._lock", "group of Futures"},
    {"concurrent.futures._base", "_AsCompletedWaiter", "event._cond._lock", "group of Futures"},
    {"concurrent.futures._base", "_AllCompletedWaiter", "event._cond._lock", "group of Futures"},
    {"concurrent.futures.thread", "ThreadPoolExecutor", "_shutdown_lock"},
    {"concurrent.futures.process", "ProcessPoolExecutor", "_shutdown_lock"},
    {"multiprocessing.pool", "Pool", "_change_notifier._lock"},
    {"multiprocessing.pool", "ApplyResult", "_event._cond._lock"},
    {"multiprocessing.pool", "IMapIterator", "_cond._lock"},
    {"logging", "Handler", "lock"},
    {"subprocess", "Popen", "_waitpid_lock"},
};

// The method that makes a lock of its own for each thread that waits.
constexpr std::string_view kWaiterModule = "threading", kWaiterMethod = "Condition.wait";

// A function of the library as the table knows it: "queue", "Queue", "get".
struct Method {
  std::string module, owner, name;
  explicit Method(const FunctionName& function) : module(function.module), name(function.qualname) {
    size_t dot = name.rfind('.');
    if (dot == std::string::npos) return;
    owner = name.substr(0, dot);
    name = name.substr(dot + 1);
  }
  // Where a thread begins: who waits further in does not wait for the Thread.
  bool is_begin_of_thread() const {
    return module == "threading" && owner == "Thread" && (name == "run" || name.starts_with("_bootstrap"));
  }
  bool makes_waiter() const { return module == kWaiterModule && owner + "." + name == kWaiterMethod; }
};

std::string text_of(Value v) { return rt::is_str(v) ? rt::to_wtf8(v) : ""; }

const Owner* owner_of(const Method& method) {
  for (const Owner& owner : kOwners) {
    if (owner.module == method.module && owner.name == method.owner) return &owner;
  }
  return nullptr;
}

// The first argument of a frame; empty: it has none, or it is no object. Borrowed.
Value self_of(const Value* r) {
  Value self = code_of(r)->parameters() ? r[0].stripped() : Value();
  if (rt::is_exact(self, rt::TypeId::kCell)) self = self.as<rt::Cell>()->value.get();
  return self && self.is_pointer() ? self : Value();
}

// What the innermost frames of a thread, as far as they are the library's, do.
struct LibraryCall {
  const Owner* owner = nullptr;  // of the outermost method of a class in the table; null: none is called
  Value self;                    // its object, borrowed from the frame
  bool makes = false;            // the method is __init__()
  bool makes_waiter = false;
  const gc::Site* site = nullptr;  // the program's line below them, or of a module of the library that is imported
};

LibraryCall find_library_call(const Thread& t) {
  LibraryCall call;
  bool innermost = true;
  for_each_frame(t, [&](const Value* r, const Code* code, i64 word) {
    Method method({text_of(function_of(r)->module.get()), text_of(code->qualname.get())});
    Value self = self_of(r);
    if (!is_of_library(code)) {
      call.site = site_at(code, word);
      // The __init__() of a class of the program that is derived from one of the table is no place of interest.
      return !(call.makes && method.name == "__init__" && self && self == call.self);
    }
    if (std::exchange(innermost, false)) call.makes_waiter = method.makes_waiter();
    if (method.is_begin_of_thread()) return true;
    const Owner* owner = owner_of(method);
    bool makes = owner && method.name == "__init__";
    if (owner && (makes || !call.makes)) {
      call.owner = owner;
      call.self = self;
      call.makes = makes;
    }
    if (method.name != "<module>") return false;
    call.site = site_at(code, word);
    return true;
  });
  return call;
}

std::string class_of(const LibraryCall& call) {
  if (call.owner->shown) return call.owner->shown;
  return call.self ? rt::type_name(call.self) : std::string(call.owner->name);
}

// The lock by which the object is known. Null: it has none (yet).
const gc::ParkingLock* lock_of(Thread& t, Value object, std::string_view path) {
  Ref at = Ref::share(t, object);
  while (at && !path.empty()) {
    size_t dot = path.find('.');
    Ref name = rt::intern(t, path.substr(0, dot));
    bool has_any = name && at.get().is_pointer() && rt::has_own_attributes(rt::shape_of(at.object()));
    at = has_any ? rt::instance_get(t, at.object(), name) : Ref();
    path = dot == std::string_view::npos ? "" : path.substr(dot + 1);
  }
  if (rt::error_pending(t)) rt::clear_error(t);  // no memory for a name
  return at ? rt::parking_lock_of(at) : nullptr;
}

rt::Making find_making(Thread& t, const char* plain) {
  LibraryCall call = find_library_call(t);
  rt::Making making{.what = plain, .site = call.site, .is_signal = call.makes_waiter};
  if (!call.owner) return making;
  making.what = class_of(call);
  if (call.makes) {
    making.whole = call.self ? call.self.object() : nullptr;
  } else {
    making.site = nullptr;  // where the object is used now, which was made before
    making.part_of = call.self ? lock_of(t, call.self, call.owner->lock) : nullptr;
  }
  return making;
}

// ---- imports

// The thread is in the library's function that takes the lock of a module. That one is no lock which a thread holds
// while it imports: waiting threads take it, and the one that imports releases it.
constexpr std::string_view kImportModule = "_frozen_importlib", kImportMethod = "_ModuleLock.acquire";

rt::ImportWait find_import(Thread& t) {
  Value lock;
  for_each_frame(t, [&](const Value* r, const Code* code, i64) {
    bool found =
        text_of(function_of(r)->module.get()) == kImportModule && text_of(code->qualname.get()) == kImportMethod;
    if (found) lock = self_of(r);
    return true;
  });
  if (!lock) return {};
  auto attribute = [&](const char* name) {
    Ref key = rt::intern(t, std::string_view(name));
    return key && rt::has_own_attributes(rt::shape_of(lock.object())) ? rt::instance_get(t, lock.object(), key) : Ref();
  };
  Ref module = attribute("name"), owner = attribute("owner");
  if (rt::error_pending(t)) rt::clear_error(t);  // no memory for a name
  if (!module || !rt::is_str(module) || !owner || !owner.get().is_small_int()) return {};
  return {rt::kept_name("the import lock of the module " + rt::to_wtf8(module)), static_cast<u64>(owner.get().small())};
}

std::string with_article(const std::string& name) {
  bool vowel = std::string_view("AEIOU").find(name[0]) != std::string_view::npos;
  return (vowel || name == "RLock" ? "an " : "a ") + name;
}

// "a Queue", by the frames of the thread that waits for it.
std::string class_of_wait(const rt::Wait& wait, const Thread* t) {
  using For = rt::Wait::For;
  LibraryCall call = t ? find_library_call(*t) : LibraryCall();
  std::string name = call.owner                 ? class_of(call)
                     : wait.what == For::kRLock ? "RLock"
                     : wait.what == For::kItem  ? "SimpleQueue"
                                                : "Lock";
  return with_article(name);
}

}  // namespace

void note_makers() {
  rt::g_interpreter.making = find_making;
  rt::g_interpreter.import_waited_for = find_import;
  rt::g_notes_makers = true;
}

std::string name_of_wait(const rt::Wait& wait, const Thread* thread) {
  if (wait.import.lock) return wait.import.lock;
  const char* made = wait.subject ? rt::made_name(wait.subject) : nullptr;
  return made ? made : class_of_wait(wait, thread);
}

std::string owner_waited_for(const std::vector<FunctionName>& functions) {
  const Owner* outermost = nullptr;
  for (const FunctionName& function : functions) {
    Method method(function);
    bool in_table = std::any_of(std::begin(kOwners), std::end(kOwners),
                                [&](const Owner& owner) { return owner.module == method.module; });
    if (!in_table || method.is_begin_of_thread()) break;
    if (const Owner* owner = owner_of(method)) outermost = owner;
  }
  if (!outermost) return "";
  return with_article(outermost->shown ? outermost->shown : std::string(outermost->name));
}

}  // namespace vm
