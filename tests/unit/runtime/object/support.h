// A runtime without interpreter: types and native modules, one attached thread.
#pragma once

#include <doctest/doctest.h>

#include <string>

#include "interp/vm/types.h"
#include "runtime/library/all.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/types/all.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/text/str.h"

namespace rt::test {

inline Thread& thread() {
  static Thread* t = [] {
    auto* made = new Thread;
    made->native_stack_limit = static_cast<char*>(__builtin_frame_address(0)) - (4 << 20);
    gc::register_thread(*made);
    vm::define_types();
    init_all_types(*made);
    register_runtime_modules();
    init_native_modules(*made);
    return made;
  }();
  return *t;
}

inline std::string text_of(Value str) {
  Utf8 utf8(thread(), str);
  return std::string(utf8.view());
}

// "TypeError: message" of the pending error, which is cleared; empty if there is none.
inline std::string take_message() {
  Ref error = take_error(thread());
  if (!error) return {};
  Ref message = str_py(thread(), error);
  return std::string(type_name(error.get())) + ": " + text_of(message);
}

inline Ref builtin(const char* function) { return dict_get_cstr(thread(), builtins_dict(), function); }
inline Ref str(const char* text) { return make_str(thread(), std::string_view(text)); }
inline std::string repr(Value v) { return text_of(repr_py(thread(), v)); }

}  // namespace rt::test
