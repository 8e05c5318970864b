// Places in the source, names of threads, and the book of held locks.
#include "interp/vm/studio/sites.h"

#include <algorithm>

#include "interp/vm/observe/site.h"
#include "runtime/object/names.h"
#include "runtime/object/shape.h"
#include "runtime/types/classes/method.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

gc::Mutex g_origins_mutex;
std::unordered_map<const Code*, KnownOrigin> g_origins;  // under the mutex

std::string text_of(const Slot& slot) {
  Value v = slot.get();
  return v.is_pointer() && rt::is_str(v) ? rt::to_wtf8(v) : std::string();
}

i32 register_of(const Code* code, std::string_view name) {
  Value names = code->local_names.get();
  for (u64 i = 0; rt::is_exact_tuple(names) && i < rt::as_tuple(names)->length; ++i) {
    if (rt::str_equal_ascii((*rt::as_tuple(names))[i], name)) return static_cast<i32>(i);
  }
  return -1;
}

// The function of the library that makes promises. Null: the code is none.
const LibraryFunction* find_library_function(Thread& t, const Code* code, const std::string& file) {
  std::vector<const PromiseRow*> rows = promises_of(path_in_library(file), text_of(code->qualname));
  if (rows.empty()) return nullptr;
  auto* function = new LibraryFunction;  // never freed
  for (const PromiseRow* row : rows) {
    function->is_own_affair |= row->promise == Promise::kOwnAffair;
    function->is_callers_affair |= row->promise == Promise::kCallersAffair;
    function->locks_order |= row->promise == Promise::kLocksOrder;
    function->acts_for_caller |= row->promise == Promise::kActsForCaller;
    Value attribute = row->attribute.empty() ? Value() : rt::intern(t, row->attribute).release();
    function->rules.push_back({row->promise, attribute});
  }
  function->item = register_of(code, "item");
  return function;
}

}  // namespace

constinit thread_local KnownOrigin t_known_origins[kKnownOrigins];

KnownOrigin look_up_origin(Thread& t, Code* code) {
  gc::MutexGuard guard(g_origins_mutex);
  auto [at, fresh] = g_origins.try_emplace(code, KnownOrigin());
  if (fresh) {
    std::string file = text_of(code->filename);
    at->second = {code, is_library_file(file) ? Origin::kLibrary : Origin::kProgram};
    if (at->second.origin == Origin::kLibrary) at->second.function = find_library_function(t, code, file);
    (void)Ref::share(t, Value(code)).release();
  }
  return at->second;
}

bool acts_for_program(Thread& t, Value* r) {
  for (; r; r = caller_of(r)) {
    const KnownOrigin& known = known_origin(t, code_of(r));
    if (known.origin == Origin::kProgram) return true;
    if (!known.function || !known.function->acts_for_caller) return false;
  }
  return false;
}

u32 find_sites(Thread& t, Site* sites, u32 most) {
  u32 count = 0;
  const u64* pc = t.pc;
  for (Value* r = t.frame; r && count < most; r = caller_of(r)) {
    Code* code = code_of(r);
    origin_of(t, code);
    bool inside = pc > code->words && pc <= code->words + code->word_count;
    sites[count++] = {code, inside ? static_cast<u32>(pc - code->words) - 1 : 0};
    pc = return_pc(r);
  }
  return count;
}

Site program_site(Thread& t, u32 skipped) {
  const u64* pc = t.pc;
  for (Value* r = t.frame; r; r = caller_of(r)) {
    Code* code = code_of(r);
    if (skipped) {
      --skipped;
    } else if (origin_of(t, code) == Origin::kProgram) {
      bool inside = pc > code->words && pc <= code->words + code->word_count;
      return {code, inside ? static_cast<u32>(pc - code->words) - 1 : 0};
    }
    pc = return_pc(r);
  }
  return {};
}

std::string file_of(const Site& site) { return site.code ? text_of(site.code->filename) : ""; }
i32 line_of(const Site& site) { return site.code ? comp::position_of(site.code, site.word).line : 0; }
std::string function_of_site(const Site& site) { return site.code ? text_of(site.code->qualname) : ""; }

const std::string& source_line_of(const Site& site, FileLines& lines) {
  return lines.line(file_of(site), line_of(site));
}

std::string short_place(const Site& site) {
  if (!site.code) return "an unknown place";
  std::string file = file_of(site);
  size_t slash = file.rfind('/');
  return (slash == std::string::npos ? file : file.substr(slash + 1)) + ":" + std::to_string(line_of(site));
}

std::string thread_name(Thread& t, const Object* function) {
  if (!function || !rt::is_exact(Value(function), rt::TypeId::kMethod)) return "";
  Value self = Value(function).as<rt::Method>()->self.get();
  Ref key = rt::intern(t, std::string_view("_name"));
  Ref value = key && self.is_pointer() && rt::has_own_attributes(rt::shape_of(self.object()))
                  ? rt::instance_get(t, self.object(), key)
                  : Ref();
  return value && rt::is_str(value) ? rt::to_wtf8(value) : "";
}

// ---- locks

LockBook::State& LockBook::state_of(const Object* lock) {
  State& state = locks_[lock];
  if (!state.number) state.number = ++count_;
  return state;
}

u32 LockBook::let_go(const Object* lock, State& state) {
  u32 holder = std::exchange(state.holder, 0);
  if (holder) std::erase(held_[holder], lock);
  return holder;
}

void LockBook::acquired(const Object* lock, u32 thread, const Site& taken) {
  gc::MutexGuard guard(mutex_);
  State& state = state_of(lock);
  let_go(lock, state);
  state.holder = thread;
  state.taken = taken;
  held_[thread].push_back(lock);
}

u32 LockBook::released(const Object* lock) {
  gc::MutexGuard guard(mutex_);
  auto found = locks_.find(lock);
  return found == locks_.end() ? 0 : let_go(lock, found->second);
}

void LockBook::forget(const Object* lock) {
  gc::MutexGuard guard(mutex_);
  auto found = locks_.find(lock);
  if (found == locks_.end()) return;
  let_go(lock, found->second);
  locks_.erase(found);
}

std::vector<HeldLock> LockBook::held_by(u32 thread) {
  std::vector<HeldLock> held;
  gc::MutexGuard guard(mutex_);
  for (const Object* lock : held_[thread]) {
    const State& state = locks_[lock];
    if (state.taken.code) held.push_back({state.number, state.taken});
  }
  return held;
}

u32 LockBook::holder(const Object* lock, HeldLock* held) {
  gc::MutexGuard guard(mutex_);
  State& state = state_of(lock);
  *held = {state.number, state.taken};
  return state.holder;
}

}  // namespace vm
