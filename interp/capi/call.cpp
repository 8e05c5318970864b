// The thread of a call of the API, and the table that keeps all functions in the program.
#include <cstdio>
#include <cstring>

#include "gc/threads/attach.h"
#include "interp/capi/capi.h"
#include "runtime/library/threads/thread.h"
#include "runtime/types/text/str.h"

namespace capi {

Thread& adopt_caller() {
  Thread* thread = rt::adopt_thread();
  if (!thread) gc::fatal("out of memory: a thread of C code calls Python");
  if constexpr (gc::kStudio) gc::t_in_extension = true;
  return *thread;
}

void Call::prepare(Pending pending) {
  prepared_ = true;
  adopted_ = !t_;
  if (adopted_) t_ = &adopt_caller();
  detach_ = !t_->attached();
  if (detach_) gc::attach(*t_);
  if (t_->error && pending == Pending::kAside) before_ = rt::take_error(*t_).release();
}

void Call::undo_py() {
  if (before_) {
    Ref before = Ref::steal(before_);
    if (!t_->error) rt::restore_error(*t_, std::move(before));
  }
  if (adopted_) {
    drop_borrows_py(*t_, 0);
    rt::dismiss_adopted_thread_py(*t_);
  } else if (detach_ && t_->attached()) gc::detach(*t_);
}

bool Call::bad_call(const char* message) {
  // NULL is often the result of a function that has failed: then its error stays.
  if (!before_ && !error_pending(*t_)) rt::raise(*t_, rt::kSystemErrorType, "%s", message);
  return true;
}

Ref Call::name(const char* utf8) {
  Ref str = text(utf8);
  return str ? rt::intern(*t_, std::move(str)) : Ref();
}

Ref Call::text(const char* utf8) {
  if (lacks(utf8)) return Ref();
  return rt::decode_utf8(*t_, utf8, std::strlen(utf8));
}

Ref Call::text_or_none(const char* utf8) { return utf8 ? text(utf8) : rt::none(); }

SilentCall::SilentCall(Call& call, PyObject* about) : call_(call), about_(about), before_(rt::take_error(call)) {}

SilentCall::~SilentCall() {
  if (rt::error_pending(call_)) rt::write_unraisable_py(call_, nullptr, value(about_));
  if (before_) rt::restore_error(call_, std::move(before_));
}

rt::Type* type_once(Thread& t, gc::Atomic<rt::Type*>& place, const rt::TypeSpec& spec) {
  if (rt::Type* known = place.load(gc::acquire)) return known;
  rt::Type *made = rt::make_native_type(t, spec), *first = nullptr;
  return place.compare_exchange_strong(first, made, gc::release, gc::acquire) ? made : first;
}

std::string address_text(Value object) {
  char text[32];
  std::snprintf(text, sizeof text, "%p", static_cast<void*>(object.object()));
  return text;
}

// ---- rules of api.def

namespace {

template <class T>
constexpr bool is_word = std::is_same_v<T, PyObject*> || std::is_same_v<T, PyTypeObject*> ||
                         std::is_same_v<T, PyFrameObject*> || std::is_same_v<T, PyCodeObject*>;

// The ownership of a row has a letter for the result and for each parameter: '-' exactly where there is no object.
template <class R, class... A>
constexpr bool fits(R (*)(A...), std::string_view ownership) {
  constexpr bool kWords[] = {is_word<R>, is_word<A>...};
  if (ownership.size() != std::size(kWords)) return false;
  for (size_t i = 0; i < ownership.size(); ++i) {
    std::string_view letters = i == 0 ? "nb" : "bs";
    if (kWords[i] ? letters.find(ownership[i]) == letters.npos : ownership[i] != '-' && ownership[i] != 'o')
      return false;
  }
  return true;
}
template <class R, class... A>
constexpr bool fits(R (*)(A..., ...), std::string_view ownership) {
  return ownership.ends_with('v') && ownership.size() == sizeof...(A) + 2;
}

#define API(result, name, parameters, ownership, effects, since) \
  static_assert(fits(static_cast<result(*) parameters>(nullptr), ownership), #name);
#define DATA(name, type)
#define TYPE(name, id)
#include "interp/capi/include/tinypy/api.def"
#undef API
#undef DATA
#undef TYPE

}  // namespace

}  // namespace capi

// Nothing in the program calls these functions, so the linker would leave them out. It is told to keep this table.
extern "C" const void* const tinypy_capi[];
const void* const tinypy_capi[] = {
#define API(result, name, parameters, ownership, effects, since) reinterpret_cast<const void*>(&name),
#define DATA(name, type) &name,
#define TYPE(name, id) &name,
#include "interp/capi/include/tinypy/api.def"
#undef API
#undef DATA
#undef TYPE
};

#define API(result, name, parameters, ownership, effects, since)
#define DATA(name, type) PyObject* name = reinterpret_cast<PyObject*>(rt::type);
#define TYPE(name, id)
#include "interp/capi/include/tinypy/api.def"
