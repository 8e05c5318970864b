// Functions of C as Python calls them.
#pragma once

#include "gc/threads/code_gil.h"
#include "interp/capi/capi.h"
#include "runtime/object/extension_def.h"
#include "runtime/object/native.h"

namespace capi {

// A row of an extension's table in the form that the runtime calls. There is one for each row and class; it lives as
// long as the program.
struct CFunction : rt::ExtensionDef {
  PyMethodDef* row;
  int flags;                 // the row's when this was made of it
  rt::Type* defining_class;  // for METH_METHOD; or null
};
// What is made of a row, for ever. `bound` false: the function is called without a self, which is NULL for C.
// Null: an error is pending; the row's flags may be wrong.
const CFunction* c_function(Thread& t, PyMethodDef* row, rt::Type* defining_class, bool bound = true);

// A text of an extension that may begin with "name(parameters)\n--\n\n", in two parts. `signature` has the parentheses,
// or is empty.
struct DocParts {
  std::string_view signature;
  const char* doc;  // null: none
};
DocParts doc_parts(const char* name, const char* text);

// The result of a function of C, which owns it. NULL without an error, or an error with a result, is SystemError, in
// which `what()` names the function.
Ref reject_result(Thread& t, Ref result, Ref name);
template <class Name>
Ref result_of(Thread& t, PyObject* result, Name what) {
  Ref ref = Ref::steal(value(result));
  if (bool(ref) == !rt::error_pending(t)) [[likely]]
    return ref;
  return reject_result(t, std::move(ref), what());
}
// For functions that return an int or a size: `failed` tells that they report an error.
template <class Name>
bool status_of(Thread& t, bool failed, Name what) {
  if (failed == rt::error_pending(t)) [[likely]]
    return !failed;
  (void)reject_result(t, failed ? Ref() : rt::none(), what());
  return false;
}

// While C code runs. What it borrows from containers that other threads may change lives until the end.
class Borrows {
 public:
  Borrows() : before_(t_kept_borrows) {}
  ~Borrows() {
    if (gc::kFreeThreaded && t_kept_borrows != before_) [[unlikely]]
      drop_borrows_py(*this_thread(), before_);
  }
  Borrows(const Borrows&) = delete;
  Borrows& operator=(const Borrows&) = delete;

 private:
  const u32 before_;
};

// Calls a function of C, under the GIL if its module expects that. May block before the call.
template <class F, class... A>
auto enter(F* function, A... arguments) {
  Borrows borrows;
  gc::CodeGil gil(reinterpret_cast<const void*>(function));
  return function(arguments...);
}

// Values for C: words without the uncounted mark on the C stack, with a free word in front.
class Words {
 public:
  Words(Thread& t, const Value* values, u64 count);
  ~Words();
  Words(const Words&) = delete;
  Words& operator=(const Words&) = delete;
  explicit operator bool() const { return words_; }  // false: MemoryError is pending
  PyObject** data() { return words_ + 1; }

 private:
  static constexpr u64 kFew = 8;
  PyObject* few_[kFew + 1];
  PyObject** words_;
};

// A tuple of the positional arguments; a dict of the others, empty if there are none. *ok false: an error is pending.
Ref arguments_tuple(Thread& t, const Value* values, u64 count);
Ref keywords_dict_py(Thread& t, const rt::CallArgs& args, bool* ok);

}  // namespace capi
