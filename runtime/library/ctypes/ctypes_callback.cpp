// Callbacks: C code that calls a Python callable. libffi makes the code (a closure), a thunk object owns it.
//
// C may call in a thread of the program, attached or not, or in a thread that C itself has made. That one becomes a
// thread of the program for the time of the outermost callback. Such threads find all objects, so the first callback
// makes the program one with threads.
#include <cerrno>
#include <cstdio>

#include "gc/heap/heap.h"
#include "runtime/library/core/warnings.h"
#include "runtime/library/ctypes/ctypes_parts.h"
#include "runtime/library/threads/thread.h"
#include "runtime/object/value_buffer.h"

namespace rt::ctypes {

Type* g_thunk_type;

namespace {

// Nothing but the slots of a dying thunk changes.
struct Thunk : Object {
  ffi_closure* closure;  // owned
  ffi_cif* cif;          // owned, with the types of the arguments behind it
  Slot callable, argtypes, restype;
  u32 flags;
};
Thunk* as_thunk(Value v) { return v.as<Thunk>(); }

// ---- the thread

// The calling thread, attached, and without the error that may be pending in the code that called C.
class InCallback {
 public:
  InCallback() : t_(static_cast<Thread*>(gc::current_thread())) {
    if (!t_) t_ = adopted_ = adopt_thread();
    if (!t_) return;
    detach_ = !t_->attached();
    if (detach_) gc::attach(*t_);
    pending_ = take_error(*t_);
  }
  ~InCallback() {
    if (!t_) return;
    if (pending_) restore_error(*t_, std::move(pending_));
    if (adopted_) dismiss_adopted_thread_py(*adopted_);
    else if (detach_) gc::detach(*t_);
  }
  InCallback(const InCallback&) = delete;
  InCallback& operator=(const InCallback&) = delete;
  explicit operator bool() const { return t_ != nullptr; }
  Thread& thread() { return *t_; }

 private:
  Thread *t_, *adopted_ = nullptr;
  bool detach_ = false;
  Ref pending_;
};

// ---- the call

void report_py(Thread& t, const char* doing, Value callable) {
  char words[96];
  bool about = library_minor() >= 13;
  std::snprintf(words, sizeof words, "Exception ignored %s %s ctypes callback function",
                library_minor() >= 14 ? "while" : "on", doing);
  if (about) write_unraisable_about_py(t, words, callable);
  else write_unraisable_py(t, words, callable);
}

Ref argument_py(Thread& t, Value type, const u8* from) {
  Layout* layout = layout_of(type);
  if (!layout) return raise_type_error(t, "cannot build parameter");
  if (layout->kind == Kind::kSimple && !is_derived_simple(type))
    return read_code(t, *layout->code, layout->swapped, from, Value());
  if (layout->kind == Kind::kArray) {  // C passes the address of the first item
    from = read_shared_item<const u8*>(from);
    if (!from) return raise_value_error(t, "NULL pointer access");
  }
  Ref data = call_py(t, type);
  if (data && (!is_data(data) || size_of(data) < layout->size))
    return raise_type_error(t, "unexpected result of create argument");
  if (data) write_shared(data_of(data), from, static_cast<size_t>(layout->size));
  return data;
}

Ref call_python_py(Thread& t, Thunk* thunk, void** arguments) {
  const Tuple& types = *as_tuple(thunk->argtypes.get());
  ValueBuffer values(t);
  for (u64 i = 0; i < types.length; ++i) {
    Ref value = argument_py(t, types[i], static_cast<const u8*>(arguments[i]));
    if (!value || !values.push(std::move(value))) {
      report_py(t, "creating an argument of", thunk->callable.get());
      return Ref();
    }
  }
  bool swaps = thunk->flags & kUseErrno;
  if (swaps) std::swap(errno, saved_errno());
  Ref result = call_py(t, thunk->callable.get(), CallArgs{values.data(), static_cast<u32>(values.size()), Value()});
  if (swaps) std::swap(errno, saved_errno());
  if (!result) report_py(t, "calling", thunk->callable.get());
  return result;
}

// The result as C wants it. What it points to has no owner in C, so it is never freed.
void return_py(Thread& t, Thunk* thunk, Value value, void* result) {
  Value restype = thunk->restype.get(), callable = thunk->callable.get();
  if (restype == kNone) return;
  Layout* layout = layout_of(restype);
  alignas(16) u8 bytes[32] = {};
  Ref kept = write_code_py(t, *layout->code, layout->swapped, bytes, value);
  std::memcpy(result, bytes, layout->code->size);
  if (!kept) return report_py(t, "converting result of", callable);
  if (kept.get() == kNone) return;
  (void)kept.release();
  if (layout->code->form == Form::kObject) return;  // C has become its owner
  Ref message = make_str_ascii(t, "memory leak in callback function.");
  if (!message || !warn_py(t, kRuntimeWarningType, message)) write_unraisable_py(t, nullptr, callable);
}

// lint: name: C calls it
void enter(ffi_cif* cif, void* result, void** arguments, void* data) {
  size_t size = cif->rtype->size;
  if (cif->rtype->type != FFI_TYPE_VOID) std::memset(result, 0, size < sizeof(ffi_arg) ? sizeof(ffi_arg) : size);
  InCallback scope;
  if (!scope) return;
  Thread& t = scope.thread();
  Ref thunk = Ref::share(t, static_cast<Thunk*>(data));
  NativeDepth depth(t, " in a ctypes callback");
  Ref value = depth ? call_python_py(t, as_thunk(thunk), arguments) : Ref();
  if (!depth) report_py(t, "calling", as_thunk(thunk)->callable.get());
  if (value) return_py(t, as_thunk(thunk), value, result);
}

// ---- making

// The description of the call for libffi, with types for the arguments. Null: an error is pending.
ffi_cif* make_cif(Thread& t, Value argtypes, Value restype) {
  const Tuple& types = *as_tuple(argtypes);
  auto* cif = static_cast<ffi_cif*>(gc::raw_calloc(sizeof(ffi_cif) + types.length * sizeof(ffi_type*)));
  if (!cif) return raise_memory_error(t);
  auto** inner = reinterpret_cast<ffi_type**>(cif + 1);
  for (u64 i = 0; i < types.length; ++i) {
    Layout* layout = layout_of(types[i]);
    inner[i] = !layout ? &ffi_type_sint32 : layout->kind == Kind::kArray ? &ffi_type_pointer : layout->ffi;
  }
  if (ffi_prep_cif(cif, FFI_DEFAULT_ABI, static_cast<unsigned>(types.length), ffi_of_result(restype), inner) == FFI_OK)
    return cif;
  gc::raw_free(cif);
  return raise(t, kRuntimeErrorType, "ffi_prep_cif failed");
}

void dispose(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  auto* thunk = static_cast<Thunk*>(object);
  if (thunk->closure) ffi_closure_free(thunk->closure);
  gc::raw_free(thunk->cif);
  SlotsOf<Thunk, &Thunk::callable, &Thunk::argtypes, &Thunk::restype>::dispose(t, object);
}

// At its first allocation libffi prepares its lists and locks, and threads that come meanwhile may see them half made.
ffi_closure* allocate_closure(void** address) {
  static const bool prepared = [] {
    void* code;
    if (void* first = ffi_closure_alloc(sizeof(ffi_closure), &code)) ffi_closure_free(first);
    return true;
  }();
  (void)prepared;
  return static_cast<ffi_closure*>(ffi_closure_alloc(sizeof(ffi_closure), address));
}

constexpr TypeSpec kSpec = {.name = "_ctypes.CThunkObject",
                            .size = sizeof(Thunk),
                            .flags = kTypeTraced | kTypeDisallowNew,
                            .doc = "CThunkObject",
                            .lifetime = {SlotsOf<Thunk, &Thunk::callable, &Thunk::argtypes, &Thunk::restype>::trace,
                                         nullptr, nullptr, dispose}};

}  // namespace

Ref make_thunk_py(Thread& t, Value callable, Value argtypes, Value restype, u32 flags, void** address) {
  Layout* layout = layout_of(restype);
  if (restype.stripped() != kNone && !is_kind(layout, Kind::kSimple))
    return raise_type_error(t, "invalid result type for callback function");
  expect_threads(t);
  Ref made = allocate_instance(t, g_thunk_type);
  if (!made) return Ref();
  Thunk* thunk = as_thunk(made);
  init_field(thunk->callable, Ref::share(t, callable));
  init_field(thunk->argtypes, Ref::share(t, argtypes));
  init_field(thunk->restype, Ref::share(t, restype));
  thunk->flags = flags;
  thunk->cif = make_cif(t, argtypes, restype);
  if (!thunk->cif) return Ref();
  thunk->closure = allocate_closure(address);
  if (!thunk->closure) return raise_memory_error(t);
  if (ffi_prep_closure_loc(thunk->closure, thunk->cif, enter, thunk, *address) != FFI_OK)
    return raise(t, kRuntimeErrorType, "ffi_prep_closure failed");
  gc::publish(t, thunk);  // whoever knows the address can reach it
  return made;
}

bool add_thunk_type(Thread& t) {
  if (!g_thunk_type) g_thunk_type = make_native_type(t, kSpec);
  return true;
}

}  // namespace rt::ctypes
