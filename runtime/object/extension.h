// What C extensions add to the object model: interp/capi/ installs these hooks when the first one is loaded. Without
// extensions all but the first are null.
#pragma once

#include <string_view>

#include "gc/heap/lifetime.h"
#include "runtime/object/ref.h"

namespace rt {

struct Thread;
struct Type;
struct Module;
struct MethodDef;
struct ExtensionAttribute;

struct ExtensionHooks {
  // Fills what C code sees of classes. Null: the program has no functions for C code.
  void (*show_classes)(Thread& t);
  // The class is new, or its slots, bases or MRO have changed: C code must see that in it and in what derives from it.
  // By an attached thread without locks; runs no Python code.
  void (*class_changed)(Thread& t, Type* type);
  // True for a class in static memory of C code. The class has kTypeExtension.
  bool (*is_static_class)(const Type* type);
  // What a class of C code says of itself now: its signature with parentheses, or empty, and its documentation, or
  // null. The class has kTypeExtension; one that is only derived from a class of C code says nothing.
  std::string_view (*signature_of_class)(const Type* type);
  const char* (*doc_of_class)(const Type* type);
  // The parts that C code has added to a module (Module::extension is not null).
  void (*trace_module)(Module* module, gc::Visitor& visitor);
  void (*dispose_module)(Thread& t, Module* module);
  // What a function of C or an attribute says of itself now: C code may write documentation after the class is made.
  std::string_view (*signature_of_method)(const MethodDef& def);  // with parentheses, or empty
  const char* (*doc_of_method)(const MethodDef& def);             // null: none
  const char* (*doc_of_attribute)(const ExtensionAttribute& attribute);
  // sequence[index] by the function that C code has for an index (sq_item), which need not be that of a subscript. The
  // class has kTypeExtension.
  Ref (*item_at_py)(Thread& t, Value sequence, i64 index);
  // The row of the extension's table, which function objects show to C code.
  const void* (*row_of_method)(const MethodDef& def);
  // Calls `body(argument)`, which calls C code at `code`, as functions of extensions are called: under the GIL if the
  // code expects that; what the code borrows is given back at the end. Set at start-up. May block before the call.
  void (*run_code_py)(const void* code, void (*body)(void* argument), void* argument);
};
extern constinit ExtensionHooks g_extensions;

// The same for a lambda.
template <class Function, class Body>
void run_code_py(Function* code, Body body) {
  g_extensions.run_code_py(
      reinterpret_cast<const void*>(code), [](void* argument) { (*static_cast<Body*>(argument))(); }, &body);
}

// The item at an index, as reversed() and the old protocol of iteration ask for it.
Ref item_at_py(Thread& t, Value sequence, i64 index);

// Functions of the C API are about to be called that no extension calls. By an attached thread without locks.
inline void expect_c_calls(Thread& t) {
  if (!g_extensions.class_changed && g_extensions.show_classes) g_extensions.show_classes(t);
}

inline void class_changed(Thread& t, Type* type) {
  if (g_extensions.class_changed) [[unlikely]]
    g_extensions.class_changed(t, type);
}

}  // namespace rt
