// Each kind of object that has named or numbered references has a function here, which finds the reference that leads
// to the next object of the path.
#include "interp/library/tools/path_words.h"

#include "runtime/types/classes/cell.h"
#include "runtime/types/classes/descriptors.h"
#include "runtime/types/classes/method.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::TypeId;

namespace {

bool holds(Value v, const Object* object) { return v.is_pointer() && v.object() == object; }
bool holds(const Slot& slot, const Object* object) { return holds(slot.get_shared(), object); }

// A str as a short literal.
std::string quoted(Value str) {
  constexpr size_t kLongest = 60;
  std::string text = rt::to_wtf8(str), out = "'";
  for (char c : text) {
    if (out.size() > kLongest && (c & 0xC0) != 0x80) return out + "...'";
    if (c == '\'' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < ' ' ? '?' : c;
  }
  return out + "'";
}

std::string key_in_words(Value key) {
  if (rt::is_str(key)) return quoted(key);
  if (key.is_small_int()) return std::to_string(key.small());
  if (rt::is_same(key, rt::kNone)) return "None";
  return "key of class " + std::string(rt::type_name(key));
}

std::string attribute(Value name) { return "." + rt::to_wtf8(name); }

// ---- containers

// `as_attributes`: the dict holds the attributes of an object.
std::string dict_reference(const rt::Dict* dict, const Object* child, bool as_attributes) {
  const rt::DictTable* table = dict->table.load(gc::acquire);
  for (u64 i = 0, n = table->entries_used.load(gc::acquire); i < n; ++i) {
    Value key = table->key(i).get_shared();
    if (holds(table->value(i), child) && key)
      return as_attributes && rt::is_str(key) ? attribute(key) : "[" + key_in_words(key) + "]";
    if (holds(key, child)) return "a key";
  }
  return "";
}

template <class Items>
std::string item_reference(const Items& items, u64 n, const Object* child) {
  for (u64 i = 0; i < n; ++i) {
    if (holds(items[i], child)) return "item " + std::to_string(i);
  }
  return "";
}

// ---- objects with attributes

std::string slot_reference(Object* object, const Object* child) {
  const rt::Shape* shape = rt::shape_of(object);
  if (!shape->has_attributes || shape->dict_mode || shape->slot_count > rt::kMaxSlots) return "";
  Value names[rt::kMaxSlots];
  rt::names_of_slots(shape, names);
  for (u32 i = 0; i < shape->slot_count; ++i) {
    const Slot* slot = rt::attribute_slot(object, shape, i);
    if (slot && names[i] && holds(*slot, child)) return attribute(names[i]);
  }
  return "";
}

// The dict that holds the object's attributes, or null.
rt::Dict* attribute_dict(Object* object) {
  Value v(object);
  if (rt::has_layout(v, TypeId::kModule)) return v.as<rt::Module>()->dict;
  if (rt::is_type(v)) return v.as<rt::Type>()->dict;
  if (is_function(v)) {
    Value dict = v.as<Function>()->dict.get_shared();
    return dict ? rt::as_dict(dict) : nullptr;
  }
  const rt::Shape* shape = rt::shape_of(object);
  if (!shape->has_attributes || !shape->dict_mode) return nullptr;
  rt::Extra* extra = rt::extra_word(object, rt::extra_offset(shape, object)).load(gc::acquire);
  Value dict = extra ? extra->dict.get_shared() : Value();
  return dict ? rt::as_dict(dict) : nullptr;
}

// __slots__ and the members of native types, both of which have descriptors that say where they lie.
std::string member_reference(Object* object, const Object* child) {
  for (const rt::Type* type = rt::type_of(object); type; type = type->base) {
    const rt::DictTable* table = type->dict->table.load(gc::acquire);
    for (u64 i = 0, n = table->entries_used.load(gc::acquire); i < n; ++i) {
      Value member = table->value(i).get_shared(), name = table->key(i).get_shared();
      if (!name || !rt::is_exact(member, TypeId::kMemberDescriptor)) continue;
      const auto* d = member.as<rt::MemberDescriptor>();
      bool is_slot = !d->def || d->def->kind == rt::MemberKind::kSlot || d->def->kind == rt::MemberKind::kSlotOrNone;
      if (is_slot && holds(rt::inline_slot(object, d->def ? d->def->offset : d->offset), child)) return attribute(name);
    }
  }
  return "";
}

struct NamedSlot {
  const Slot& slot;
  const char* name;
};

std::string named_reference(std::initializer_list<NamedSlot> slots, const Object* child) {
  for (const NamedSlot& named : slots) {
    if (holds(named.slot, child)) return named.name;
  }
  return "";
}

// ---- what runs

std::string function_reference(const Function* f, const Object* child) {
  if (child == f->code) return ".__code__";
  if (child == f->globals) return ".__globals__";
  if (child == f->builtins) return ".__builtins__";
  return named_reference({{f->closure, ".__closure__"},
                          {f->defaults, ".__defaults__"},
                          {f->keyword_defaults, ".__kwdefaults__"},
                          {f->dict, ".__dict__"},
                          {f->annotations, ".__annotations__"},
                          {f->annotate, ".__annotate__"},
                          {f->type_params, ".__type_params__"},
                          {f->name, ".__name__"},
                          {f->qualname, ".__qualname__"},
                          {f->module, ".__module__"},
                          {f->doc, ".__doc__"}},
                         child);
}

std::string code_reference(const Code* code, const Object* child) {
  for (u32 i = 0; i < code->constant_count; ++i) {
    if (holds(code->constants[i], child)) return "constant " + std::to_string(i);
  }
  return "";
}

std::string generator_reference(Generator* g, const Object* child) {
  if (g->state.load(gc::relaxed) == GeneratorState::kRunning) return "";
  const Value* r = g->window();
  for (u32 i = 0; i < g->frame_size; ++i) {
    if (!holds(r[i], child)) continue;
    std::string name = variable_name(code_of(r), i);
    return (name.empty() ? "a temporary" : "variable '" + name + "'") + " of the suspended " +
           function_in_words(code_of(r));
  }
  return "";
}

std::string ended_frame_reference(const Frame* f, const Object* child) {
  Slot* saved = f->saved.load(gc::acquire);
  for (u32 i = 0; saved && i < f->saved_count; ++i) {
    if (!holds(saved[i], child)) continue;
    const Code* code = code_of_frame(f);
    return "variable '" + variable_name(code, i) + "' of the ended " + function_in_words(code);
  }
  return named_reference({{f->back, ".f_back"},
                          {f->function, "its function"},
                          {f->code, ".f_code"},
                          {f->trace, ".f_trace"},
                          {f->extra_locals, "its f_locals"},
                          {f->given_locals, "its locals, which C code has got"}},
                         child);
}

std::string exception_reference(const rt::BaseException* e, const Object* child) {
  return named_reference(
      {{e->args, ".args"}, {e->traceback, ".__traceback__"}, {e->context, ".__context__"}, {e->cause, ".__cause__"}},
      child);
}

// ---- any object

// What the C++ struct of the object holds; empty if it is not known.
std::string native_reference(Object* object, const Object* child) {
  Value v(object);
  switch (rt::type_of(object)->layout) {
    case TypeId::kDict: return dict_reference(rt::as_dict(v), child, false);
    case TypeId::kList:
      return rt::as_list(v)->size() ? item_reference(*rt::as_list(v), rt::as_list(v)->size(), child) : "";
    case TypeId::kTuple: return item_reference(*rt::as_tuple(v), rt::as_tuple(v)->length, child);
    case TypeId::kSet:
    case TypeId::kFrozenSet: return "an element";
    case TypeId::kCell: return ".cell_contents";
    case TypeId::kMethod:
      return named_reference({{v.as<rt::Method>()->self, ".__self__"}, {v.as<rt::Method>()->function, ".__func__"}},
                             child);
    case TypeId::kFunction: return function_reference(v.as<Function>(), child);
    case TypeId::kCode: return code_reference(v.as<Code>(), child);
    case TypeId::kFrame: return ended_frame_reference(v.as<Frame>(), child);
    case TypeId::kTraceback:
      return named_reference({{v.as<rt::Traceback>()->next, ".tb_next"}, {v.as<rt::Traceback>()->frame, ".tb_frame"}},
                             child);
    case TypeId::kGenerator:
    case TypeId::kCoroutine:
    case TypeId::kAsyncGenerator: return generator_reference(v.as<Generator>(), child);
    case TypeId::kType:
      return named_reference({{v.as<rt::Type>()->bases, ".__bases__"}, {v.as<rt::Type>()->mro, ".__mro__"}}, child);
    default:
      return rt::is_instance(v, rt::kBaseExceptionType) ? exception_reference(v.as<rt::BaseException>(), child) : "";
  }
}

std::string reference_in_words(Object* object, const Object* child) {
  std::string text = slot_reference(object, child);
  if (text.empty()) text = native_reference(object, child);
  if (text.empty()) text = member_reference(object, child);
  if (text.empty() && child == rt::type_of(object)) text = "its class";
  return text.empty() ? "what its C++ part holds" : text;
}

// The closure of a function, one of its cells and the cell's contents are one step: the name of the variable. Empty:
// path[i] does not begin such a part.
std::string closure_variable(const std::vector<Object*>& path, size_t i) {
  if (i + 3 >= path.size() || !is_function(Value(path[i])) || !rt::is_exact(Value(path[i + 2]), TypeId::kCell))
    return "";
  const auto* f = static_cast<const Function*>(path[i]);
  if (!holds(f->closure, path[i + 1])) return "";
  const rt::Tuple* cells = rt::as_tuple(f->closure.get_shared());
  for (u64 n = 0; n < cells->length; ++n) {
    if (holds((*cells)[n], path[i + 2]))
      return "variable '" + rt::to_wtf8((*rt::as_tuple(f->code->free_names.get()))[n]) + "' that it has from outside";
  }
  return "";
}

}  // namespace

std::string class_in_words(const Object* object) { return rt::type_name(rt::type_of(object)); }

// The code of a module is no function: its name is <module>.
std::string function_in_words(const Code* code) {
  std::string name = rt::to_wtf8(code->qualname.get());
  return name[0] == '<' && name != "<lambda>" ? name : name + "()";
}

std::string variable_name(const Code* code, u32 i) {
  Value names = code->local_names.get();
  if (i >= code->locals || !names || i >= rt::as_tuple(names)->length) return "";
  return rt::to_wtf8((*rt::as_tuple(names))[i]);
}

std::vector<std::string> steps_of_path(const std::vector<Object*>& path) {
  std::vector<std::string> steps;
  for (size_t i = 0; i + 1 < path.size();) {
    std::string step = closure_variable(path, i);
    size_t length = 3;
    if (step.empty()) {
      const rt::Dict* attributes = attribute_dict(path[i]);
      bool through_dict = attributes && path[i + 1] == attributes && i + 2 < path.size();
      step = through_dict                              ? dict_reference(attributes, path[i + 2], true)
             : attributes && path[i + 1] == attributes ? ".__dict__"
                                                       : reference_in_words(path[i], path[i + 1]);
      length = through_dict ? 2 : 1;
    }
    i += length;
    steps.push_back(step + " (" + class_in_words(path[i]) + ")");
  }
  return steps;
}

}  // namespace vm
