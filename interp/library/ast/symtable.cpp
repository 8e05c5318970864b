// Module _symtable: the compiler's scopes as objects, for the library's symtable.
//
// A comprehension has no table of its own: its names are registers of the code around it (PEP 709) and are listed
// there. Type parameters have one, although their names also live in the code around. Since 3.14 annotations have one,
// too, but for those that are never evaluated: those of a function's own variables.
#include <algorithm>

#include "interp/compile/parse.h"
#include "interp/compile/scope.h"
#include "interp/library/ast/ast_classes.h"
#include "interp/library/modules.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

using comp::Access;
using comp::NameInfo;
using comp::Scope;
using comp::ScopeKind;

// The number of a symbol: flags for the uses of the name in the block, and from bit kScopeOffset on its scope.
enum SymbolFlag : i64 {
  kDefGlobal = 1,
  kDefLocal = 2,
  kDefParam = 4,
  kDefNonlocal = 8,
  kUse = 16,
  kDefFree = 32,
  kDefFreeClass = 64,
  kDefImport = 128,
  kDefAnnotated = 256,
  kDefIteration = 512,
  kDefTypeParam = 1024,
  kDefIterationCell = 2048,
};
constexpr int kScopeOffset = 12;
enum SymbolScope : i64 { kLocal = 1, kGlobalExplicit, kGlobalImplicit, kFree, kCell };
enum TableType : i32 {
  kFunctionTable,
  kClassTable,
  kModuleTable,
  kAnnotationTable,
  kTypeAliasTable,
  kTypeParamsTable,
  kTypeVariableTable
};

struct Block : Object {
  Slot id, name, symbols, varnames, children;
  i32 type, line, nested;
};

rt::Type* g_entry = nullptr;  // made with the module, immortal
gc::Atomic<i64> g_next_id{1};

bool is_annotation(const Scope* scope) {
  return scope->kind == ScopeKind::Lazy && scope->lazy_part == comp::kAnnotationPart;
}

TableType type_of(const Scope* scope) {
  switch (scope->kind) {
    case ScopeKind::Module: return kModuleTable;
    case ScopeKind::Class: return kClassTable;
    case ScopeKind::TypeParams: return kTypeParamsTable;
    case ScopeKind::Lazy:
      if (is_annotation(scope)) return kAnnotationTable;
      return scope->lazy_part == comp::kAliasPart ? kTypeAliasTable : kTypeVariableTable;
    default: return kFunctionTable;
  }
}

std::string_view name_of_node(const syn::Node* node) {
  if (auto* c = syn::try_as<syn::ClassDef>(node)) return c->name->text;
  if (auto* a = syn::try_as<syn::TypeAlias>(node)) return a->name->id->text;
  return syn::as<syn::FunctionDef>(node)->name->text;
}

std::string_view name_of(const Scope* scope) {
  switch (scope->kind) {
    case ScopeKind::Module: return "top";
    case ScopeKind::Class:
    case ScopeKind::Function:
    case ScopeKind::TypeParams: return name_of_node(scope->node);
    case ScopeKind::Lambda: return rt::library_minor() >= 15 ? "<lambda>" : "lambda";
    case ScopeKind::Lazy: return is_annotation(scope) ? "__annotate__" : scope->lazy_name->text;
    default: return rt::library_minor() >= 15 ? "<genexpr>" : "genexpr";
  }
}

i32 line_of(const Scope* scope) {
  bool is_of_block = is_annotation(scope) && scope->parent->annotate == scope;
  if (is_of_block) return static_cast<i32>(scope->parent->annotations.front().statement->at.line);
  return scope->kind == ScopeKind::Module ? 0 : static_cast<i32>(scope->node->at.line);
}

i64 usage(const NameInfo& info) {
  constexpr std::pair<u16, i64> kPairs[] = {{comp::kUsed, kUse},
                                            {comp::kBound, kDefLocal},
                                            {comp::kParameter, kDefParam},
                                            {comp::kGlobalName, kDefGlobal},
                                            {comp::kNonlocalName, kDefNonlocal},
                                            {comp::kAnnotated, kDefAnnotated},
                                            {comp::kImported, kDefImport},
                                            {comp::kIterationTarget, kDefIteration | kDefLocal}};
  i64 flags = 0;
  for (auto [ours, theirs] : kPairs) {
    if (info.flags & ours) flags |= theirs;
  }
  if (flags & kDefIteration && info.access == Access::Cell) flags |= kDefIterationCell;
  return flags;
}

// What the compiler binds and uses by itself.
i64 usage_in(const Scope* scope, const NameInfo& info) {
  std::string_view name = info.name->text;
  if (name == comp::kFormatParameter) return kDefParam | kUse;
  if (scope->kind != ScopeKind::TypeParams || !info.bound()) return usage(info);
  return usage(info) | (name == ".type_params" ? kUse : kDefTypeParam);
}

// Names of annotations, bounds and aliases that only this compiler has there, or only the library before 3.14 has not.
bool is_hidden(const Scope* scope, const NameInfo& info) {
  if (scope->kind != ScopeKind::Lazy) return false;
  if (info.name->text == comp::kFormatParameter) return rt::library_minor() < 14;
  return info.name->text == comp::kConditionalAnnotations;
}

i64 scope_word(const NameInfo& info) {
  switch (info.access) {
    case Access::Cell: return kCell;
    case Access::Free:
    case Access::NameFree: return kFree;
    case Access::Local: return kLocal;
    default: break;
  }
  if (info.flags & comp::kGlobalName) return kGlobalExplicit;
  return info.bound() ? kLocal : kGlobalImplicit;
}

class Builder {
 public:
  // `text_annotations`: annotations are kept as text, and nothing evaluates them.
  Builder(Thread& t, bool text_annotations)
      : t_(t), annotations_have_tables_(rt::library_minor() >= 14 && !text_annotations) {}

  Ref entry(const Scope* scope, bool nested) {
    rt::NativeDepth depth(t_, " in symtable()");
    Ref made = depth ? block(name_of(scope), type_of(scope), line_of(scope), nested) : Ref();
    if (!made) return Ref();
    auto* e = made.as<Block>();
    rt::Dict* symbols = rt::as_dict(e->symbols.get());
    bool inner_nested = nested || (e->type != kModuleTable && e->type != kClassTable);
    bool complete = add_names(scope, symbols) && add_free_names(scope, symbols) &&
                    add_parameters(scope, e->varnames.get()) && add_children(scope, inner_nested, e->children.get()) &&
                    (e->type != kModuleTable || (add_declared(scope, symbols) && add_conditions(scope, symbols)));
    return complete ? std::move(made) : Ref();
  }

 private:
  // A table without names.
  Ref block(std::string_view text, TableType type, i32 line, bool nested) {
    Ref made = rt::allocate_instance(t_, g_entry);
    Ref name = made ? rt::intern(t_, text) : Ref(), id = rt::make_int(t_, g_next_id.fetch_add(1, gc::relaxed));
    Ref symbols = rt::make_dict(t_), varnames = rt::make_list(t_), children = rt::make_list(t_);
    if (!name || !id || !symbols || !varnames || !children) return Ref();
    auto* e = made.as<Block>();
    e->type = type;
    e->line = line;
    e->nested = nested;
    rt::init_field(e->id, std::move(id));
    rt::init_field(e->name, std::move(name));
    rt::init_field(e->symbols, std::move(symbols));
    rt::init_field(e->varnames, std::move(varnames));
    rt::init_field(e->children, std::move(children));
    return made;
  }

  bool is_table(const Scope* scope) const {
    return scope->kind != ScopeKind::Comprehension && (annotations_have_tables_ || !is_annotation(scope));
  }

  bool add(rt::Dict* symbols, std::string_view text, i64 flags, i64 where) {
    Ref name = rt::intern(t_, text);
    return name && rt::dict_set_str(t_, symbols, name, Ref::immediate(Value::small_int(flags | where << kScopeOffset)));
  }
  // -1: an error is pending.
  int has(rt::Dict* symbols, std::string_view text) {
    Ref name = rt::intern(t_, text);
    return name ? rt::dict_contains_py(t_, symbols, name) : -1;
  }

  // Adds the names of a block, and those that comprehensions in it bind and the block has not.
  bool add_names(const Scope* scope, rt::Dict* symbols) {
    bool is_inlined = !is_table(scope);
    for (const NameInfo& info : scope->names) {
      if (is_inlined ? !(info.flags & comp::kIterationTarget) : info.access == Access::Undecided) continue;
      if (is_hidden(scope, info)) continue;
      int known = is_inlined ? has(symbols, info.name->text) : 0;
      if (known < 0 || (!known && !add(symbols, info.name->text, usage_in(scope, info), scope_word(info))))
        return false;
    }
    if (is_annotation(scope) && scope->sees_class && !add(symbols, comp::kFormatParameter, kDefParam | kUse, kLocal))
      return false;
    for (const Scope* child : scope->children) {
      if (!is_table(child) && !add_names(child, symbols)) return false;
    }
    return true;
  }

  // Adds free variables that the block does not use itself, but passes on to an inner block. A class may bind the name
  // for itself, too.
  bool add_free_names(const Scope* scope, rt::Dict* symbols) {
    for (const syn::Symbol* name : scope->free_names) {
      int known = has(symbols, name->text);
      if (known < 0 || (!known && !add(symbols, name->text, 0, kFree))) return false;
      const NameInfo* own = known && scope->kind == ScopeKind::Class ? own_name(scope, name) : nullptr;
      if (own && !add(symbols, name->text, usage(*own) | kDefFreeClass, scope_word(*own))) return false;
    }
    return true;
  }

  // What the class itself binds or declares; null: it does neither.
  static const NameInfo* own_name(const Scope* scope, const syn::Symbol* name) {
    auto it = scope->index.find(name);
    const NameInfo* info = it == scope->index.end() ? nullptr : &scope->names[it->second];
    return info && (info->bound() || info->flags & comp::kGlobalName) ? info : nullptr;
  }

  // Adds the names that any block declares global to the module's table.
  bool add_declared(const Scope* scope, rt::Dict* symbols) {
    for (const NameInfo& info : scope->names) {
      if (!(info.flags & comp::kGlobalName)) continue;
      int known = has(symbols, info.name->text);
      if (known < 0 || (!known && !add(symbols, info.name->text, kDefGlobal, kGlobalExplicit))) return false;
    }
    for (const Scope* child : scope->children) {
      if (!add_declared(child, symbols)) return false;
    }
    return true;
  }

  // Since 3.14 a module remembers which of its annotated statements have run.
  bool add_conditions(const Scope* module, rt::Dict* symbols) {
    bool has_conditions = rt::library_minor() >= 14 && !module->annotations.empty();
    return !has_conditions || add(symbols, comp::kConditionalAnnotations, kUse, kGlobalImplicit);
  }

  bool add_parameters(const Scope* scope, Value varnames) {
    for (const NameInfo& info : scope->names) {
      if (!(info.flags & comp::kParameter)) continue;
      Ref name = rt::intern(t_, info.name->text);
      if (!name || !rt::list_append(t_, rt::as_list(varnames), std::move(name))) return false;
    }
    return true;
  }

  bool add_children(const Scope* scope, bool nested, Value children) {
    for (const Scope* child : scope->children) {
      if (!is_table(child)) {
        if (!add_children(child, true, children)) return false;
        continue;
      }
      bool lacks_annotate = annotations_have_tables_ && is_function_without_annotations(child);
      if ((lacks_annotate && !add_child(empty_annotate(child, nested), children)) ||
          !add_child(entry(child, nested), children))
        return false;
    }
    return true;
  }

  bool add_child(Ref made, Value children) {
    return made && rt::list_append(t_, rt::as_list(children), std::move(made));
  }

  static bool is_function_without_annotations(const Scope* scope) {
    if (scope->kind != ScopeKind::Function) return false;
    auto* f = syn::as<syn::FunctionDef>(scope->node);
    return !comp::has_annotations(f->args, f->returns);
  }

  // CPython makes this table for each function. The compiler makes a scope only if there is something to evaluate.
  Ref empty_annotate(const Scope* function, bool nested) {
    Ref made = block("__annotate__", kAnnotationTable, line_of(function), nested);
    Ref name = made ? rt::intern(t_, comp::kFormatParameter) : Ref();
    if (!name) return Ref();
    rt::Dict* symbols = rt::as_dict(made.as<Block>()->symbols.get());
    bool complete = add(symbols, comp::kFormatParameter, kDefParam | kUse, kLocal) &&
                    (!function->parent->is_class_view() || add(symbols, "__classdict__", kUse, kFree)) &&
                    rt::list_append(t_, rt::as_list(made.as<Block>()->varnames.get()), std::move(name));
    return complete ? std::move(made) : Ref();
  }

  Thread& t_;
  const bool annotations_have_tables_;
};

bool mode_of(Value text, syn::Mode* mode) {
  if (rt::str_equal_ascii(text, "exec")) *mode = syn::Mode::Exec;
  else if (rt::str_equal_ascii(text, "eval")) *mode = syn::Mode::Eval;
  else if (rt::str_equal_ascii(text, "single")) *mode = syn::Mode::Single;
  else return false;
  return true;
}

// True if the text has `from __future__ import annotations`. Where it may stand is for the compiler to say.
bool has_text_annotations(const syn::Root* root) {
  auto* module = syn::try_as<syn::Module>(root);
  auto asks = [](const syn::Stmt* s) {
    auto* from = syn::try_as<syn::ImportFrom>(s);
    return from && from->level == 0 && from->module && from->module->text == "__future__" &&
           std::any_of(from->names.begin(), from->names.end(), [](auto* a) { return a->name->text == "annotations"; });
  };
  return module && std::any_of(module->body.begin(), module->body.end(), asks);
}

Ref make_symtable(Thread& t, Value source_value, Value filename_value, Value mode_value, Value module) {
  std::string text;
  Ref filename;
  if (!source_text_py(t, source_value, "symtable", "string or bytes", &text) ||
      !filename_text_py(t, filename_value, &filename))
    return Ref();
  if (!rt::is_str(mode_value)) return rt::raise_type_error(t, "symtable() argument 3 must be str, not %A", mode_value);
  syn::Mode mode;
  if (!mode_of(mode_value, &mode))
    return rt::raise_value_error(t, "symtable() arg 3 must be 'exec' or 'eval' or 'single'");
  comp::CompileOptions options;
  options.source_is_str = rt::is_str(source_value);
  if (module != rt::kNone) options.module = module;
  if (options.module && !rt::is_str(module))
    return rt::raise_type_error(t, "symtable() argument 'module' must be str or None, not %T", module);
  syn::Source source;
  syn::Arena arena, names;
  bool high;
  syn::Root* root = comp::parse_source_py(t, text, filename, mode, options, &source, &arena, &high);
  if (!root) return Ref();
  comp::ScopeTable table(t, names);
  bool text_annotations = has_text_annotations(root);
  auto build_py = [&]() -> Ref {
    if (table.build(root, false, text_annotations, false))
      return Builder(t, text_annotations).entry(table.module(), false);
    if (t.error) return Ref();
    const comp::CompileError& e = table.error();
    return comp::raise_diagnostic_py(
        t, source, syn::diagnostic_at(source, syn::DiagnosticKind::SyntaxError, e.at, e.message), filename);
  };
  return comp::walk_tree_py(t, high, build_py);
}

Ref entry_repr(Thread& t, Value self) {
  auto* e = self.as<Block>();
  return rt::format_message(t, "<symtable entry %S(%S), line %d>", e->name.get(), e->id.get(), e->line);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
constexpr rt::MemberDef kEntryMembers[] = {{"id", rt::MemberKind::kSlot, offsetof(Block, id)},
                                           {"name", rt::MemberKind::kSlot, offsetof(Block, name)},
                                           {"symbols", rt::MemberKind::kSlot, offsetof(Block, symbols)},
                                           {"varnames", rt::MemberKind::kSlot, offsetof(Block, varnames)},
                                           {"children", rt::MemberKind::kSlot, offsetof(Block, children)},
                                           {"nested", rt::MemberKind::kI32, offsetof(Block, nested)},
                                           {"type", rt::MemberKind::kI32, offsetof(Block, type)},
                                           {"lineno", rt::MemberKind::kI32, offsetof(Block, line)},
                                           {}};
#pragma GCC diagnostic pop
constexpr rt::TypeSpec kEntrySpec = {
    .name = "symtable entry",
    .size = sizeof(Block),
    .flags = rt::kTypeTraced | rt::kTypeDisallowNew,
    .lifetime =
        rt::SlotsOf<Block, &Block::id, &Block::name, &Block::symbols, &Block::varnames, &Block::children>::kLifetime,
    .slots =
        [] {
          rt::Slots s{};
          s.repr = entry_repr;
          return s;
        }(),
    .members = kEntryMembers,
};

constexpr rt::MethodDef kSymtableMethods[] = {
    {"symtable", make_symtable, "(source, filename, startstr, /, *, module=None)",
     "The scopes of a source text and the names in them."},
    {}};

bool init_symtable(Thread& t, Value module) {
  if (!g_entry) g_entry = rt::make_native_type(t, kEntrySpec);
  constexpr std::pair<const char*, i64> kConstants[] = {{"USE", kUse},
                                                        {"DEF_GLOBAL", kDefGlobal},
                                                        {"DEF_NONLOCAL", kDefNonlocal},
                                                        {"DEF_LOCAL", kDefLocal},
                                                        {"DEF_PARAM", kDefParam},
                                                        {"DEF_TYPE_PARAM", kDefTypeParam},
                                                        {"DEF_FREE", kDefFree},
                                                        {"DEF_FREE_CLASS", kDefFreeClass},
                                                        {"DEF_IMPORT", kDefImport},
                                                        {"DEF_BOUND", kDefLocal | kDefParam | kDefImport},
                                                        {"DEF_ANNOT", kDefAnnotated},
                                                        {"DEF_COMP_ITER", kDefIteration},
                                                        {"DEF_COMP_CELL", kDefIterationCell},
                                                        {"TYPE_FUNCTION", kFunctionTable},
                                                        {"TYPE_CLASS", kClassTable},
                                                        {"TYPE_MODULE", kModuleTable},
                                                        {"TYPE_ANNOTATION", kAnnotationTable},
                                                        {"TYPE_TYPE_ALIAS", kTypeAliasTable},
                                                        {"TYPE_TYPE_PARAMETERS", kTypeParamsTable},
                                                        {"TYPE_TYPE_VARIABLE", kTypeVariableTable},
                                                        {"LOCAL", kLocal},
                                                        {"GLOBAL_EXPLICIT", kGlobalExplicit},
                                                        {"GLOBAL_IMPLICIT", kGlobalImplicit},
                                                        {"FREE", kFree},
                                                        {"CELL", kCell},
                                                        {"SCOPE_OFF", kScopeOffset},
                                                        {"SCOPE_MASK", 15}};
  for (auto [name, value] : kConstants) {
    if (!rt::module_add(t, module, name, Ref::immediate(Value::small_int(value)))) return false;
  }
  return true;
}

}  // namespace

extern const rt::ModuleDef kSymtableModule = {"_symtable", nullptr, kSymtableMethods, init_symtable};

}  // namespace vm
