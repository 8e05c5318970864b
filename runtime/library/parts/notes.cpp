// Notes on errors about the objects that were being written.
#include "runtime/library/parts/notes.h"

#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/exceptions/exception_parts.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

// The name of the object's class, with its module unless that is builtins or __main__.
Ref class_name_py(Thread& t, Value object) {
  Ref cls = Ref::share(t, type_of(object));
  Ref qualified = getattr_py(t, cls, name(N::__qualname__));
  Ref module = qualified ? getattr_py(t, cls, name(N::__module__)) : Ref();
  if (!module) return Ref();
  bool plain = !is_str(module) || str_equal_ascii(module, "builtins") || str_equal_ascii(module, "__main__");
  return plain ? std::move(qualified) : format_message(t, "%S.%S", module.get(), qualified.get());
}

// Adds the note that make_py(name of the class) gives to the pending error. If making it fails, there is none.
template <class F>
bool add_note(Thread& t, Value object, F make_py) {
  if (library_minor() < 14) return false;
  Ref error = take_error(t);
  Ref cls = class_name_py(t, object), note = cls ? make_py(cls.get()) : Ref();
  if (!note || !exceptions::add_note_py(t, error, note)) clear_error(t);
  restore_error(t, std::move(error));
  return false;
}

}  // namespace

bool note_part_py(Thread& t, Value object, const char* part) {
  return add_note(t, object, [&](Value cls) { return format_message(t, "when serializing %S %s", cls, part); });
}

bool note_item_py(Thread& t, Value object, Value key) {
  return add_note(t, object, [&](Value cls) { return format_message(t, "when serializing %S item %R", cls, key); });
}

}  // namespace rt
