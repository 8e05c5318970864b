// Two functions of importlib are replaced by functions that call them: _find_and_load_unlocked(), to add to the text of
// its error, and _find_spec(), to refuse what is no namespace package.
#include "interp/library/import/missing_module.h"

#include "interp/vm/import/foreign_extension.h"
#include "runtime/object/names.h"
#include "runtime/object/native.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::CallArgs;
using rt::Ref;
using rt::Thread;
using rt::Value;

namespace {

// The folders in which the module was looked for. Empty, maybe with an error: nobody knows.
Ref searched_folders_py(Thread& t, Value parent) {
  if (rt::as_str(parent)->length == 0) return rt::sys_get(t, "path");
  Ref package = rt::dict_get_py(t, rt::sys_modules(), parent);
  return package ? rt::getattr_optional_py(t, package, rt::name(rt::N::__path__)) : Ref();
}

// The note about the module that was not found. Empty, maybe with an error: there is nothing to say.
Ref note_about_py(Thread& t, Value name, Ref* file) {
  Ref rpartition = rt::intern(t, std::string_view("rpartition")), dot = rt::make_char(t, '.');
  Ref parts = rpartition && dot ? rt::call_method_py(t, name, rpartition, dot) : Ref();
  if (!parts || !rt::is_exact_tuple(parts)) return Ref();
  Ref folders = searched_folders_py(t, (*rt::as_tuple(parts))[0]);
  return folders ? foreign_extension_note_py(t, folders, (*rt::as_tuple(parts))[2], file) : Ref();
}

// Adds the note to a ModuleNotFoundError about the module itself. Other errors stay as they are.
void explain_py(Thread& t, Value error, Value name) {
  Ref missing = rt::getattr_py(t, error, rt::name(rt::N::name));
  Ref text = missing && rt::is_str(missing) && rt::str_equal(missing, name) ? rt::getattr_py(t, error, "msg") : Ref();
  Ref file;
  Ref note = text && rt::is_str(text) ? note_about_py(t, name, &file) : Ref();
  Ref message = note ? rt::format_message(t, "%S: %S", text.get(), note.get()) : Ref();
  Ref args = message ? rt::make_tuple(t, message) : Ref();
  if (!args) return;
  (void)(rt::setattr_py(t, error, Ref(rt::intern(t, std::string_view("args"))), args) &&
         rt::setattr_py(t, error, Ref(rt::intern(t, std::string_view("msg"))), message) &&
         rt::setattr_py(t, error, Ref(rt::intern(t, std::string_view("path"))), file));
}

Ref find_and_load_py(Thread& t, Value original, Value name, Value import, Value lazy_submodule) {
  Ref keyword =
      lazy_submodule == rt::kTrue ? rt::make_tuple(t, Ref(rt::intern(t, std::string_view("lazy_submodule")))) : Ref();
  Value values[] = {name, import, lazy_submodule};
  Ref module = rt::call_py(t, original, CallArgs{values, 2, keyword.get()});
  if (module || !rt::error_is(t, rt::kModuleNotFoundErrorType) || !rt::is_str(name)) return module;
  Ref error = rt::take_error(t);
  explain_py(t, error, name);
  rt::clear_error(t);
  rt::restore_error(t, std::move(error));
  return Ref();
}

constexpr rt::MethodDef kFindAndLoad = {"_find_and_load_unlocked", find_and_load_py,
                                        "(original, /, name, import_, *, lazy_submodule=False)",
                                        "Import a module that is not there yet; the error tells why it cannot be."};

// The folders of a namespace package's spec; None for other specs, which have a loader.
Ref namespace_folders_py(Thread& t, Value spec) {
  Ref loader = rt::getattr_optional_py(t, spec, Ref(rt::intern(t, std::string_view("loader"))));
  if (t.error || loader.get() != rt::kNone) return t.error ? Ref() : rt::none();
  Ref folders = rt::getattr_optional_py(t, spec, Ref(rt::intern(t, std::string_view("submodule_search_locations"))));
  if (t.error || !folders || folders.get() == rt::kNone) return t.error ? Ref() : rt::none();
  return rt::call_py(t, Value(rt::kListType), folders);
}

Ref find_spec_py(Thread& t, Value original, Value name, Value path, Value target) {
  Value values[] = {name, path, target};
  Ref spec = rt::call_py(t, original, CallArgs{values, 3, Value()});
  if (!spec || spec.get() == rt::kNone) return spec;
  Ref folders = namespace_folders_py(t, spec);
  if (!folders) return Ref();
  return folders.get() != rt::kNone && has_foreign_init(t, folders) ? rt::none() : std::move(spec);
}

constexpr rt::MethodDef kFindSpec = {"_find_spec", find_spec_py, "(original, /, name, path, target=None)",
                                     "Find a module's spec."};

bool replace_py(Thread& t, Value bootstrap, const rt::MethodDef& by) {
  Ref name = rt::intern(t, std::string_view(by.name));
  Ref original = name ? rt::getattr_py(t, bootstrap, name) : Ref();
  Ref function = original ? rt::make_builtin(t, &by, original, Value()) : Ref();
  return function && rt::setattr_py(t, bootstrap, name, function);
}

}  // namespace

bool explain_missing_modules_py(Thread& t, Value bootstrap) {
  return replace_py(t, bootstrap, kFindAndLoad) && replace_py(t, bootstrap, kFindSpec);
}

}  // namespace vm
