// Interned sites, and the walk over a thread's frames that finds them.
#include "interp/vm/observe/site.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>

#include "gc/sync/mutex.h"
#include "interp/vm/handler.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

gc::Mutex g_sites_mutex;
// Under the mutex. Nodes of both never move.
std::set<std::string> g_texts;
std::map<std::tuple<const char*, const char*, i32>, gc::Site> g_sites;
std::set<const Code*> g_kept;  // see keep()

std::string g_library;  // with a slash at its end; "": there is none

// The sites that the calling thread has asked for. Programs take their locks at few places, again and again.
struct Remembered {
  const Code* code = nullptr;
  i64 word = 0;
  const gc::Site* site = nullptr;
};
constexpr u32 kRemembered = 256;
// Made when first needed: a thread that no tool looks at has no memory for it.
thread_local std::unique_ptr<Remembered[]> t_remembered;

Remembered& remembered(const Code* code, i64 word) {
  u64 mixed = (reinterpret_cast<u64>(code) / 16 + static_cast<u64>(word)) * 0x9e3779b97f4a7c15u;
  if (!t_remembered) t_remembered = std::make_unique<Remembered[]>(kRemembered);
  return t_remembered[mixed >> 56];
}

std::string text_of(const Slot& slot) {
  Value text = slot.get();
  return rt::is_str(text) ? rt::to_wtf8(text) : "?";
}

const gc::Site* look_up_site(const Code* code, i64 word) {
  i32 line = word < 0 ? code->first_line : comp::position_of(code, static_cast<u32>(word)).line;
  std::string file = text_of(code->filename), function = text_of(code->name);
  gc::MutexGuard guard(g_sites_mutex);
  const char* interned_file = g_texts.insert(std::move(file)).first->c_str();
  const char* interned_function = g_texts.insert(std::move(function)).first->c_str();
  gc::Site site{interned_file, interned_function, line};
  return &g_sites.try_emplace({interned_file, interned_function, line}, site).first->second;
}

// Takes a count of the code that is never given back: no other code gets the address of one that threads remember.
// False: the calling thread must not count now.
bool keep(const Code* code) {
  auto* t = static_cast<Thread*>(gc::current_thread());
  if (!t || !t->attached()) return false;
  gc::MutexGuard guard(g_sites_mutex);
  if (g_kept.insert(code).second) (void)Ref::share(*t, Value(code)).release();
  return true;
}

// Modules of the library that take locks for their callers.
constexpr std::string_view kTakers[] = {"threading",
                                        "queue",
                                        "logging",
                                        "concurrent.futures._base",
                                        "concurrent.futures.thread",
                                        "_frozen_importlib",
                                        "_frozen_importlib_external",
                                        "importlib"};

bool takes_for_caller(const Value* r) {
  Value module = function_of(r)->module.get();
  return rt::is_str(module) && std::any_of(std::begin(kTakers), std::end(kTakers),
                                           [=](std::string_view name) { return rt::str_equal_ascii(module, name); });
}

const gc::Site* site_of_thread(const gc::Thread& thread) {
  const auto& t = static_cast<const Thread&>(thread);
  const Code* code = nullptr;
  i64 word = -1;
  for_each_frame(t, [&](const Value* r, const Code* at, i64 its_word) {
    bool passed = takes_for_caller(r);
    if (!passed || !code) code = at, word = its_word;
    return !passed;
  });
  return code ? site_at(code, word) : nullptr;
}

// ---- what a frame calls

std::string class_name(const rt::Type* type) { return rt::to_wtf8(type->qualname.get_shared()); }

// "ndarray" of "ndarray.take"; empty: the function belongs to a module.
std::string owner_text(Value self) {
  if (!self.is_pointer() || rt::has_layout(self, rt::TypeId::kModule)) return "";
  return class_name(rt::is_type(self) ? self.as<rt::Type>() : rt::type_of(self));
}

// Empty: it is none of the kinds that C code makes.
std::string native_text(Value callee) {
  std::string owner, name;
  if (rt::is_exact(callee, rt::TypeId::kBuiltin)) {
    owner = owner_text(callee.as<rt::Builtin>()->self.get());
    name = callee.as<rt::Builtin>()->def->name;
  } else if (rt::is_exact(callee, rt::TypeId::kMethodDescriptor)) {
    owner = class_name(callee.as<rt::MethodDescriptor>()->owner);
    name = callee.as<rt::MethodDescriptor>()->def->name;
  } else if (rt::is_type(callee)) {
    name = class_name(callee.as<rt::Type>());
  }
  return owner.empty() ? name : owner + "." + name;
}

// Of an instruction that calls obj.name(), if no register has the callee: its window begins with the object then.
std::string method_text(const Code* code, const u64* pc, const Value* window) {
  std::string owner = owner_text(window[kHeader].stripped());
  std::string name = rt::to_wtf8(code->constants[static_cast<u32>(load_word(pc + 1))]);
  return owner.empty() ? name : owner + "." + name;
}

const char* callee_of_thread(const gc::Thread& thread) {
  const auto& t = static_cast<const Thread&>(thread);
  if (!t.frame || !t.pc) return nullptr;
  using comp::Op;
  Op op = comp::generic_op(t.pc - 1);
  bool plain = op == Op::CALL || op == Op::CALL_KW || op == Op::CALL_EX;
  bool named = op == Op::CALL_METHOD || op == Op::CALL_METHOD_KW;
  if (!plain && !named && op != Op::CALL_METHOD_EX) return nullptr;
  const Value* window = t.frame + op_b(load_word(t.pc - 1));
  // A callable obj.name that takes no object has a window that begins one register later.
  Value callee = window[plain || window[1].stripped().is_pointer() ? 1 : 2];
  std::string text = native_text(callee.stripped());
  if (text.empty() && named) text = method_text(code_of(t.frame), t.pc, window);
  if (text.empty()) return nullptr;
  gc::MutexGuard guard(g_sites_mutex);
  return g_texts.insert(std::move(text)).first->c_str();
}

}  // namespace

std::string site_text(const gc::Site& site) {
  return std::string(site.file) + ":" + std::to_string(site.line) + ", in " + site.function;
}

const gc::Site* site_at(const Code* code, i64 word) {
  Remembered& known = remembered(code, word);
  if (known.code == code && known.word == word) return known.site;
  const gc::Site* site = look_up_site(code, word);
  if (keep(code)) known = {code, word, site};
  return site;
}

void set_library(const std::string& folder) {
  g_library = folder.empty() || folder.ends_with('/') ? folder : folder + "/";
}

std::string_view path_in_library(std::string_view file) {
  if (g_library.empty() || !file.starts_with(g_library)) return "";
  bool installed = file.find("/site-packages/") != file.npos || file.find("/dist-packages/") != file.npos;
  return installed ? "" : file.substr(g_library.size());
}

bool is_library_file(std::string_view file) { return file.starts_with("<frozen") || !path_in_library(file).empty(); }

bool is_of_library(const Code* code) { return is_library_file(text_of(code->filename)); }

void install_sites() {
  gc::g_observer_hooks.site_of = site_of_thread;
  gc::g_observer_hooks.callee_of = callee_of_thread;
}

std::vector<const gc::Site*> stack_sites(const Thread& t) {
  std::vector<const gc::Site*> sites;
  for_each_frame(t, [&](const Value*, const Code* code, i64 word) {
    sites.push_back(site_at(code, word));
    return false;
  });
  return sites;
}

// A with block is covered by a handler, which keeps the registers below its limit. The topmost two of them are
// (empty, lock): that is how a block holds a lock (ops/with.cpp). The block begins behind the instruction that enters.
const gc::Site* site_of_with(const Thread& t, const gc::Object* lock) {
  const gc::Site* found = nullptr;
  for_each_frame(t, [&](const Value* r, const Code* code, i64 word) {
    for (u32 i = 0; i < code->handler_count && !found; ++i) {
      const comp::Handler& handler = code->handlers[i];
      if (word < handler.start || word >= handler.end || handler.limit < 2) continue;
      Value exit = r[handler.limit - 2], held = r[handler.limit - 1];
      if (!exit && held.is_pointer() && held.stripped().object() == lock && handler.start > 0)
        found = site_at(code, handler.start - 1);
    }
    return found != nullptr;
  });
  return found;
}

}  // namespace vm
