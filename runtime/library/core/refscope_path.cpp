// refscope.why_alive(): the result as a named tuple, in words. What is on the path is found by the interpreter, which
// knows the frames (interp/library/tools/why_alive.cpp).
#include "gc/refcount/refcount.h"
#include "runtime/library/core/refscope.h"
#include "runtime/object/interpreter.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

constexpr StructSequenceField kPathFields[] = {
    {"kind",
     "where the path begins: 'module', 'frame', 'thread', 'runtime', 'immortal', 'native'; or 'caller' if only "
     "variables of the caller lead to the object, 'cycle' if only the object itself does, 'nothing' if nothing "
     "does"},
    {"steps", "the path as a list of strings, from the root to the object; for 'cycle' from the object back to itself"},
    {"caller", "the caller's variables that hold the object, a list of strings"},
    {"text", "all of it in words"},
    {nullptr, nullptr}};
constexpr u32 kPathFieldCount = 4;

Type* g_path_type = nullptr;  // made with the module, immortal

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : between) + part;
  return out;
}

std::string in_words(const Holders& holders) {
  std::string text = joined(holders.steps, " -> "), caller = joined(holders.caller, ", ");
  if (!holders.note.empty()) text += (text.empty() ? "" : "\n") + holders.note;
  if (caller.empty()) return text;
  return text + "\n" + (holders.kind == "nothing" ? "the caller holds it: " : "the caller holds it, too: ") + caller;
}

Ref list_of_texts(Thread& t, const std::vector<std::string>& texts) {
  Ref list = make_list(t, texts.size());
  for (const std::string& text : texts) {
    Ref item = list ? make_str(t, text) : Ref();
    if (!item || !list_append(t, as_list(list), std::move(item))) return Ref();
  }
  return list;
}

}  // namespace

namespace refscope {

Ref why_alive(Thread& t, Value x) {
  if (!x.is_pointer()) return raise_value_error(t, "this %T is no object: it lies in the 64-bit word itself", x);
  Holders holders;
  g_interpreter.find_holders(t, x, &holders);
  if (holders.lost) return raise_memory_error(t);
  Ref items[kPathFieldCount] = {make_str(t, holders.kind), list_of_texts(t, holders.steps),
                                list_of_texts(t, holders.caller), make_str(t, in_words(holders))};
  for (const Ref& item : items) {
    if (!item) return Ref();
  }
  return make_struct_sequence_instance(t, g_path_type, items, kPathFieldCount);
}

bool add_types(Thread& t, Value module) {
  if (!g_path_type) {
    g_path_type = make_struct_sequence(t, "refscope.Path", "Why an object is alive.", kPathFields, kPathFieldCount);
    gc::make_immortal(g_path_type);
  }
  return module_add(t, module, "Path", Ref::share(t, g_path_type));
}

}  // namespace refscope

}  // namespace rt
