// "Did you mean ...?": collects the names that could have been meant (dir() of the object, the module's names, the
// frame's variables) and takes the one with the smallest edit distance, if it is small enough (runtime/text/similar.h).
#include "interp/report/suggestions.h"

#include "interp/vm/frame.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/text/similar.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

constexpr size_t kMaxCandidates = 750;

// The candidate that is most similar to `wrong`; empty if none is similar.
std::string best_match(Value candidates, Value wrong) {
  auto* list = rt::as_list(candidates);
  std::string name = rt::misspelt_name(wrong);
  rt::text::ClosestName closest(name);
  if (list->size() > kMaxCandidates) return "";
  for (u64 i = 0; i < list->size(); ++i) {
    if (rt::is_str((*list)[i])) closest.offer(rt::to_wtf8((*list)[i]));
  }
  return closest.best().value_or("");
}

bool is_underscored(Value name) {
  return rt::is_str(name) && rt::as_str(name)->length > 0 && rt::as_str(name)->at(0) == '_';
}

// dir(object), without names that begin with an underscore unless `with_underscored`.
Ref names_of_py(Thread& t, Value object, bool with_underscored) {
  Ref dir = rt::dict_get_cstr(t, rt::builtins_dict(), "dir");
  Ref names = dir ? rt::call_py(t, dir, object) : Ref();
  Ref all = names ? rt::to_list_py(t, names) : Ref();
  if (!all || with_underscored) return all;
  Ref visible = rt::make_list(t);
  for (u64 i = 0; visible && i < rt::as_list(all)->size(); ++i) {
    Value name = (*rt::as_list(all))[i];
    if (!is_underscored(name) && !rt::list_append(t, rt::as_list(visible), name)) return Ref();
  }
  return visible;
}

// The frame where the exception was raised.
Ref innermost_frame(Thread& t, Value traceback) {
  if (!traceback || !rt::is_exact(traceback, rt::TypeId::kTraceback)) return Ref();
  Ref entry = Ref::share(t, traceback);
  for (Ref next; (next = rt::load_field(t, entry.object(), entry.as<rt::Traceback>()->next));) entry = std::move(next);
  return rt::load_field(t, entry.object(), entry.as<rt::Traceback>()->frame);
}

// The value of `self` in a frame. Empty without an error: there is none.
Ref self_of_py(Thread& t, Value frame) {
  Ref locals = frame ? rt::getattr_py(t, frame, "f_locals") : Ref(), key = rt::intern(t, std::string_view("self"));
  if (!locals || !key) return Ref();
  Ref self = rt::getitem_py(t, locals, key);
  if (!self) rt::clear_error(t);
  return self;
}

std::string for_attribute_py(Thread& t, Value exception, Value traceback, Value wrong) {
  Ref object = rt::getattr_optional_py(t, exception, rt::name(rt::N::obj));
  if (!object) return "";
  bool with_underscored = is_underscored(wrong);
  if (!with_underscored) {  // a method may see all of its own object
    Ref self = self_of_py(t, innermost_frame(t, traceback));
    with_underscored = self && rt::is_same(self, object);
  }
  Ref names = names_of_py(t, object, with_underscored);
  return names ? best_match(names, wrong) : "";
}

std::string for_import_py(Thread& t, Value exception, Value wrong) {
  Ref name = rt::getattr_optional_py(t, exception, rt::name(rt::N::name));
  if (!name || !rt::is_str(name)) return "";
  Ref modules = rt::sys_get(t, "modules");
  Ref module = modules ? rt::getitem_py(t, modules, name) : Ref();
  Ref names = module ? names_of_py(t, module, is_underscored(wrong)) : Ref();
  return names ? best_match(names, wrong) : "";
}

std::string for_name_py(Thread& t, Value traceback, Value wrong) {
  Ref frame = innermost_frame(t, traceback);
  if (!frame) return "";
  Ref self = self_of_py(t, frame);
  Ref attribute = self ? rt::getattr_optional_py(t, self, wrong) : Ref();
  if (attribute) return "self." + rt::to_wtf8(wrong);
  if (t.error) rt::clear_error(t);
  Ref names = rt::make_list(t);
  for (const char* scope : {"f_locals", "f_globals", "f_builtins"}) {
    Ref space = names ? rt::getattr_py(t, frame, scope) : Ref(), keys = space ? rt::to_list_py(t, space) : Ref();
    if (!keys || !rt::list_extend_py(t, rt::as_list(names), keys)) return "";
  }
  return best_match(names, wrong);
}

bool is_library_module_py(Thread& t, Value name) {
  Ref known = rt::sys_get(t, "stdlib_module_names");
  return known && rt::contains_py(t, known, name) == 1;
}

bool is_module_missing(Value exception) { return rt::is_instance(exception, rt::kModuleNotFoundErrorType); }

// The program has been started with -S, so that the packages it may have installed are not found.
std::string without_site_py(Thread& t, Value exception) {
  Ref flags = is_module_missing(exception) && rt::library_minor() >= 14 ? rt::sys_get(t, "flags") : Ref();
  Ref no_site = flags ? rt::getattr_py(t, flags, "no_site") : Ref();
  if (!no_site || rt::truth_py(t, no_site) != 1) return "";
  Ref name = rt::getattr_optional_py(t, exception, rt::name(rt::N::name));
  if (!name || is_library_module_py(t, name)) return "";
  return ". Site initialization is disabled, did you forget to add the site-packages directory to sys.path or to "
         "enable "
         "your virtual environment?";
}

}  // namespace

std::string missing_library_module_text_py(Thread& t, Value exception) {
  if (!is_module_missing(exception) || rt::library_minor() < 15) return "";
  Ref name = rt::getattr_optional_py(t, exception, rt::name(rt::N::name));
  std::string text;
  if (name && rt::is_str(name) && is_library_module_py(t, name)) {
    // The library has a text for modules that an installation may lack.
    Ref traceback = rt::import_module_py(t, "traceback");
    Ref messages = traceback ? rt::getattr_py(t, traceback, "_MISSING_STDLIB_MODULE_MESSAGES") : Ref();
    Ref message = messages && rt::is_dict(messages) ? rt::dict_get_py(t, rt::as_dict(messages), name) : Ref();
    if (t.error) rt::clear_error(t);
    Ref said = message && rt::is_str(message)
                   ? std::move(message)
                   : rt::format_message(t, "Standard library module %R was not found", name.get());
    if (said) text = rt::to_wtf8(said);
  }
  if (t.error) rt::clear_error(t);
  return text;
}

std::string suggestion_text_py(Thread& t, Value exception, Value traceback) {
  bool is_name = rt::is_instance(exception, rt::kNameErrorType),
       is_attribute = rt::is_instance(exception, rt::kAttributeErrorType);
  bool is_import = rt::is_instance(exception, rt::kImportErrorType);
  if (!is_name && !is_attribute && !is_import) return "";
  Ref wrong = rt::getattr_optional_py(
      t, exception, is_import ? Ref(rt::intern(t, std::string_view("name_from"))).get() : rt::name(rt::N::name));
  std::string text;
  if (wrong && rt::is_str(wrong)) {
    std::string meant = is_attribute ? for_attribute_py(t, exception, traceback, wrong)
                        : is_import  ? for_import_py(t, exception, wrong)
                                     : for_name_py(t, traceback, wrong);
    if (t.error) rt::clear_error(t);
    if (!meant.empty()) text = ". Did you mean: '" + meant + "'?";
    if (is_name && is_library_module_py(t, wrong)) {
      text += (!meant.empty() ? " Or did you forget to import '" : ". Did you forget to import '") +
              rt::to_wtf8(wrong) + "'?";
    }
  }
  if (is_import && text.empty()) text = without_site_py(t, exception);
  if (t.error) rt::clear_error(t);
  return text;
}

}  // namespace vm
