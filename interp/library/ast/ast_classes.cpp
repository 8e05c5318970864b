// Makes the node classes from the table of the grammar (ast_grammar.h), and the module _ast, which contains them.
#include "interp/library/ast/ast_classes.h"

#include <string>

#include "interp/library/modules.h"
#include "runtime/object/class.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace vm::ast {

NodeClass g_classes[kClassCount];
Value g_position_names[4];
u8 g_class_of_kind[256];

namespace {

gc::Atomic<bool> g_ready{false};

// The classes and singletons are roots of the collector, also while they are being made: other threads may already
// refer to them.
void trace_classes(gc::Visitor& visitor) {
  for (NodeClass& c : g_classes) {
    if (c.type) visitor(c.type);
    rt::trace_value(visitor, c.singleton);
  }
}

// An interned name that lives for ever.
Value make_name(Thread& t, std::string_view text) {
  Ref name = rt::intern(t, text);
  if (!name) gc::fatal("out of memory while interning names");
  gc::make_immortal(name.object());
  return name.release();
}

void read_fields(Thread& t, size_t row) {
  NodeClass& c = g_classes[row];
  c.positions = positions_of(row);
  std::string_view rest = kClasses[row].fields;
  FieldText text;
  while (next_field(&rest, &text)) c.fields[c.field_count++] = {make_name(t, text.name), text};
}

// ---- docstrings: the grammar

std::string signature(size_t row) {
  const NodeClass& c = g_classes[row];
  std::string out(kClasses[row].name);
  for (u32 i = 0; i < c.field_count; ++i) {
    const FieldText& f = c.fields[i].text;
    out += i ? ", " : "(";
    out += f.type;
    out += f.is_list ? "* " : f.is_optional ? "? " : " ";
    out += f.name;
  }
  return c.field_count ? out + ")" : out;
}

std::string documentation(size_t row) {
  if (!kClasses[row].is_family) return signature(row);
  std::string name(kClasses[row].name);
  std::string out = name + " = ", bar = "\n" + std::string(name.size() + 1, ' ') + "| ";
  if (kClasses[row + 1].fields.empty()) bar = " | ";  // operators: on one line
  for (size_t i = row + 1; i < family_end(row); ++i) out += (i > row + 1 ? bar : "") + signature(i);
  return out;
}

// ---- class attributes

// The names of the fields, without those that are newer than the library.
Ref fields_tuple(Thread& t, const NodeClass& c) {
  Value names[kMaxFields];
  u64 n = 0;
  for (u32 i = 0; i < c.field_count; ++i) {
    if (c.fields[i].text.since <= static_cast<int>(rt::library_minor())) names[n++] = c.fields[i].name;
  }
  return rt::make_tuple(t, names, n);
}

Ref field_type_py(Thread& t, const FieldText& field) {
  Ref type;
  if (field.type == "identifier" || field.type == "string") type = Ref::share(t, Value(rt::kStrType));
  else if (field.type == "int") type = Ref::share(t, Value(rt::kIntType));
  else if (field.type == "constant") type = Ref::share(t, Value(rt::kObjectType));
  else type = Ref::share(t, Value(g_classes[find_class(field.type)].type));
  if (field.is_list) return rt::getitem_py(t, Value(rt::kListType), type);
  return field.is_optional ? rt::binary_op_py(t, rt::BinaryOp::kOr, type, rt::kNone) : std::move(type);
}

// Sets _field_types, which may name classes that come later in the table.
bool add_field_types_py(Thread& t, const NodeClass& c) {
  Ref types = rt::make_dict(t);
  for (u32 i = 0; types && i < c.field_count; ++i) {
    Ref type = field_type_py(t, c.fields[i].text);
    if (!type || !rt::dict_set_str(t, rt::as_dict(types), c.fields[i].name, std::move(type))) return false;
  }
  return types && rt::type_set_attribute_py(t, c.type, make_name(t, "_field_types"), types) &&
         rt::type_set_attribute_py(t, c.type, rt::name(rt::N::__annotations__), types);
}

bool fill_namespace(Thread& t, size_t row, rt::Dict* space) {
  const NodeClass& c = g_classes[row];
  auto set = [&](std::string_view name, Ref value) {
    return value && rt::dict_set_str(t, space, make_name(t, name), std::move(value));
  };
  Ref fields = fields_tuple(t, c);
  if (!fields || !set("_fields", Ref::share(t, fields)) || !set("__match_args__", std::move(fields)) ||
      !set("__module__", Ref::share(t, make_name(t, "ast"))) || !set("__doc__", rt::make_str(t, documentation(row)))) {
    return false;
  }
  for (u32 i = 0; i < c.field_count; ++i) {
    const FieldText& f = c.fields[i].text;
    if (f.is_optional && !f.is_list && !set(f.name, rt::none())) return false;
  }
  if (!kClasses[row].family.empty()) return true;  // the rest is inherited
  bool positions = c.positions != Positions::None;
  if (!set("_attributes", rt::make_tuple(t, g_position_names, positions ? 4 : 0))) return false;
  return c.positions != Positions::EndOptional || (set("end_lineno", rt::none()) && set("end_col_offset", rt::none()));
}

// lint: name: bases, metaclass and namespace are native: the class statement runs no hook of a program
bool make_class(Thread& t, size_t row) {
  NodeClass& c = g_classes[row];
  std::string_view family = kClasses[row].family;
  Value base = family.empty() ? Value(node_type()) : Value(g_classes[find_class(family)].type);
  Ref bases = rt::make_tuple(t, base), space = rt::make_dict(t);
  if (!bases || !space || !fill_namespace(t, row, rt::as_dict(space))) return false;
  Ref type = rt::make_class_py(t, rt::kTypeType, make_name(t, kClasses[row].name), bases, space,
                               CallArgs{nullptr, 0, Value()});
  if (!type) return false;
  gc::make_immortal(type.object());
  c.type = type.release().as<rt::Type>();
  return true;
}

bool make_singleton_py(Thread& t, NodeClass& c) {
  Ref instance = rt::call_py(t, Value(c.type));
  if (!instance) return false;
  gc::make_immortal(instance.object());
  c.singleton = instance.release();
  return true;
}

constexpr bool is_singleton(size_t row) {
  std::string_view f = kClasses[row].family;
  return f == "expr_context" || f == "boolop" || f == "operator" || f == "unaryop" || f == "cmpop";
}

void index_kinds() {
  for (int k = 0; k <= static_cast<int>(syn::Kind::Comprehension); ++k) {
    g_class_of_kind[k] = static_cast<u8>(find_class(syn::kind_name(static_cast<syn::Kind>(k))));
  }
}

void read_table(Thread& t) {
  const char* positions[] = {"lineno", "col_offset", "end_lineno", "end_col_offset"};
  for (size_t row = 0; row < kClassCount; ++row) read_fields(t, row);
  index_kinds();
  gc::add_root_tracer(trace_classes);
  for (int i = 0; i < 4; ++i) g_position_names[i] = make_name(t, positions[i]);
}

}  // namespace

bool classes_ready() { return g_ready.load(gc::acquire); }

bool make_classes_py(Thread& t) {
  if (classes_ready()) return true;
  if (!g_position_names[0]) read_table(t);  // else an earlier import has failed later on
  if (!make_node_type_py(t)) return false;
  for (size_t row = 0; row < kClassCount; ++row) {
    if (!make_class(t, row)) return false;
  }
  for (size_t row = 0; row < kClassCount; ++row) {
    if (!kClasses[row].is_family && !add_field_types_py(t, g_classes[row])) return false;
    if (is_singleton(row) && !make_singleton_py(t, g_classes[row])) return false;
  }
  g_ready.store(true, gc::release);
  return true;
}

bool need_classes_py(Thread& t) { return classes_ready() || rt::import_module_py(t, "_ast"); }

static bool init_module(Thread& t, Value module) {
  if (!make_classes_py(t) || !rt::module_add(t, module, "AST", Ref::share(t, Value(node_type())))) return false;
  for (size_t row = 0; row < kClassCount; ++row) {
    Ref type = Ref::share(t, Value(g_classes[row].type));
    if (!rt::module_add(t, module, std::string(kClasses[row].name).c_str(), std::move(type))) return false;
  }
  return rt::module_add(t, module, "PyCF_ONLY_AST", rt::make_int(t, 0x400)) &&
         rt::module_add(t, module, "PyCF_TYPE_COMMENTS", rt::make_int(t, 0x1000)) &&
         rt::module_add(t, module, "PyCF_ALLOW_TOP_LEVEL_AWAIT", rt::make_int(t, 0x2000)) &&
         rt::module_add(t, module, "PyCF_OPTIMIZED_AST", rt::make_int(t, 0x8400));
}

static Ref is_abstract_class(Thread&, Value type) {
  return rt::bool_ref(rt::is_type(type) && is_abstract(type.as<rt::Type>()));
}

constexpr rt::MethodDef kFunctions[] = {
    {"_is_abstract", is_abstract_class, "(cls, /)", "Is it a class of nodes without nodes of its own, such as expr?"},
    {}};

}  // namespace vm::ast

namespace vm {

extern const rt::ModuleDef kAstModule = {"_ast", nullptr, ast::kFunctions, ast::init_module};

}  // namespace vm
