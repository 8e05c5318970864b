// The second walk of scope.h: decides for each name of each scope whether it is a register, a cell, a free variable, a
// global or a name of a namespace, and gives the locals their registers. The first walk is in scope_walk.cpp.
#include "interp/compile/scope.h"

#include <algorithm>

#include "interp/compile/scope_walk.h"

namespace comp {

const Symbol* type_param_name(const syn::TypeParam* p) {
  if (auto* v = syn::try_as<syn::TypeVar>(p)) return v->name;
  if (auto* s = syn::try_as<syn::ParamSpec>(p)) return s->name;
  return syn::as<syn::TypeVarTuple>(p)->name;
}

NameInfo& Scope::info(const Symbol* name) {
  auto [it, fresh] = index.try_emplace(name, static_cast<u32>(names.size()));
  if (fresh) {
    names.emplace_back();
    names.back().name = name;
  }
  return names[it->second];
}

i32 Scope::free_index(const Symbol* name) const {
  auto it = std::find(free_names.begin(), free_names.end(), name);
  return it == free_names.end() ? -1 : static_cast<i32>(it - free_names.begin());
}

u16 Scope::implicit_cell(const Symbol* name) const {
  if (name->text == "__class__") return class_cell;
  if (name->text == "__classdict__") return namespace_cell;
  return name->text == kConditionalAnnotations ? conditions_cell : kNoRegister;
}

bool ScopeTable::fail(const Location& at, std::string message) {
  if (!failed_) error_ = {at, std::move(message)};
  failed_ = true;
  return false;
}

// The class whose name a private name is mangled with; null: none. In front of the body of a generic class (bases,
// bounds) only the names of its type parameters are mangled.
static const Symbol* class_of_private(const Scope* scope, std::string_view name) {
  if (!scope->class_params) return scope->private_class;
  const syn::ClassDef* cls = scope->class_params->generic_class;
  auto is_called = [name](const syn::TypeParam* p) { return type_param_name(p)->text == name; };
  return std::any_of(cls->type_params.begin(), cls->type_params.end(), is_called) ? cls->name : nullptr;
}

// Mangles private names: `__x` in class C becomes `_C__x`. All names are interned in the table's arena, so that a name
// that the compiler makes (a mangled one, the head of `import a.b`) and the same name in the source are one symbol.
const Symbol* ScopeTable::resolve_spelling(const Scope* scope, const Symbol* name) {
  std::string_view text = name->text;
  bool is_private = text.size() > 2 && text.starts_with("__") && !text.ends_with("__") && text.find('.') == text.npos;
  const Symbol* private_class = is_private ? class_of_private(scope, text) : nullptr;
  if (!private_class) return names_.intern(text);
  std::string_view cls = private_class->text;
  cls.remove_prefix(std::min(cls.find_first_not_of('_'), cls.size()));
  if (cls.empty()) return names_.intern(text);
  return names_.intern("_" + std::string(cls) + std::string(text));
}

bool ScopeTable::build(const syn::Root* root, bool namespace_code, bool text_annotations, bool top_level_await) {
  namespace_code_ = namespace_code;
  ScopeWalker(*this, text_annotations, top_level_await).module(root);
  if (failed_) return false;
  decide(module_);
  if (failed_) return false;
  for (auto& scope : scopes_)
    if (scope->is_code()) assign_registers(scope.get());
  return true;
}

void ScopeTable::decide(Scope* scope) {
  for (size_t i = 0; i < scope->names.size(); ++i) {
    NameInfo info = scope->names[i];
    decide_name(scope, info);
    if (failed_) return;
    if (scope->names[i].access == Access::Undecided) scope->names[i].access = info.access;
  }
  for (Scope* child : scope->children) decide(child);
  std::sort(scope->free_names.begin(), scope->free_names.end(),
            [](const Symbol* a, const Symbol* b) { return a->text < b->text; });
}

Access ScopeTable::unbound_access(const Scope* scope) const {
  bool named =
      scope->kind == ScopeKind::Class || scope->sees_class || (scope->kind == ScopeKind::Module && namespace_code_);
  return named ? Access::Name : Access::Global;
}

// True if `name` is a type parameter of a function, class or alias around `from`.
static bool is_type_parameter(Scope* from, const Symbol* name) {
  for (Scope* s = from; s && s->kind != ScopeKind::Module; s = s->parent) {
    if (s->kind == ScopeKind::Class) continue;
    const NameInfo* info = s->find(name);
    if (info && info->bound()) return s->kind == ScopeKind::TypeParams;
  }
  return false;
}

// True for variables that the compiler makes in a class; they are not in the class's namespace.
static bool is_implicit(const Symbol* name) {
  return name->text == "__classdict__" || name->text == kConditionalAnnotations;
}

// True if lazy code in a class uses a name that the class itself binds. Then scopes around the class do not matter.
static bool is_name_of_class(Scope* scope, const NameInfo& info, u16 flags) {
  if (!scope->sees_class || is_implicit(info.name)) return false;
  const NameInfo* in_class = scope->parent->host()->find(info.name);
  return in_class && (in_class->flags & flags) && !(in_class->flags & kNonlocalName);
}

void ScopeTable::decide_name(Scope* scope, NameInfo& info) {
  Access unbound = unbound_access(scope);
  if ((info.flags & kGlobalName) || (!info.bound() && is_name_of_class(scope, info, kGlobalName))) {
    info.access = Access::Global;
  } else if (info.flags & kNonlocalName) {
    if (is_type_parameter(scope->parent, info.name)) {
      fail(info.where, "nonlocal binding not allowed for type parameter '" + std::string(info.name->text) + "'");
      return;
    }
    Scope* owner = find_owner(scope->parent, info.name);
    if (!owner) {
      fail(info.where, "no binding for nonlocal '" + std::string(info.name->text) + "' found");
      return;
    }
    make_free(scope, owner, info.name);
    info.access = Access::Free;
  } else if (info.bound()) {
    info.access = scope->kind == ScopeKind::Class || scope->kind == ScopeKind::Module ? unbound : Access::Local;
  } else if (scope->kind == ScopeKind::Module ||
             is_name_of_class(scope, info, kBound | kParameter | kIterationTarget | kImported)) {
    info.access = unbound;
  } else if (scope->kind == ScopeKind::TypeParams ||
             (scope->kind == ScopeKind::Comprehension && !scope->parent->is_class_view())) {
    // ScopeWalker::close() has recorded the name in the code around, too, where it is decided.
  } else {
    Scope* owner = find_owner(scope->parent, info.name);
    if (owner) make_free(scope, owner, info.name);
    bool through_namespace = (scope->kind == ScopeKind::Class || scope->sees_class) && !is_implicit(info.name);
    info.access = !owner ? unbound : through_namespace ? Access::NameFree : Access::Free;
  }
}

// The block that owns the name: `from` or the nearest block around it that binds the name; null: the name is global.
Scope* ScopeTable::find_owner(Scope* from, const Symbol* name) {
  for (Scope* s = from; s; s = s->parent) {
    if (s->kind == ScopeKind::Module) return nullptr;
    if (s->kind == ScopeKind::Class) {
      if (name->text == "__class__") s->needs_class_cell = true;
      else if (name->text == "__classdict__") s->needs_namespace_cell = true;
      else if (name->text == kConditionalAnnotations && s->needs_conditions_cell) return s;
      else continue;
      return s;
    }
    NameInfo* info = s->find(name);
    if (!info || info->flags & kNonlocalName) continue;
    if (info->flags & kGlobalName) return nullptr;
    if (info->bound()) return s;
  }
  return nullptr;
}

// Makes the name a free variable of the user: the owner keeps it in a cell, and every code between passes the cell on.
void ScopeTable::make_free(Scope* user, Scope* owner, const Symbol* name) {
  if (owner->kind != ScopeKind::Class) owner->info(name).access = Access::Cell;
  for (Scope* s = user; s != owner; s = s->parent) {
    if (!s->is_code()) continue;
    if (s->free_index(name) < 0) s->free_names.push_back(name);
  }
}

u16 ScopeTable::new_register(Scope* code, const Symbol* name) {
  code->registers.push_back(name);
  return static_cast<u16>(code->registers.size() - 1);
}

void ScopeTable::assign_registers(Scope* scope) {
  if (scope->kind == ScopeKind::Class || scope->kind == ScopeKind::Module) new_register(scope, nullptr);
  if (scope->sees_class) new_register(scope, intern(kFormatParameter));
  if (scope->needs_class_cell) scope->class_cell = new_register(scope, intern("__class__"));
  if (scope->needs_namespace_cell) scope->namespace_cell = new_register(scope, intern("__classdict__"));
  if (scope->needs_conditions_cell) scope->conditions_cell = new_register(scope, intern(kConditionalAnnotations));
  if (scope->is_function()) {
    // A frame releases its locals in the order of their registers. As in CPython, cells that are no parameters come
    // last, sorted by name.
    std::vector<NameInfo*> cells;
    for (NameInfo& info : scope->names) {
      bool cell = info.access == Access::Cell && !(info.flags & kParameter);
      if (cell) cells.push_back(&info);
      else if (info.access == Access::Local || info.access == Access::Cell) info.reg = new_register(scope, info.name);
    }
    std::sort(cells.begin(), cells.end(), [](NameInfo* a, NameInfo* b) { return a->name->text < b->name->text; });
    for (NameInfo* cell : cells) cell->reg = new_register(scope, cell->name);
  }
  std::unordered_map<const Symbol*, std::vector<u16>> pool;
  std::unordered_map<const Symbol*, u32> depth;
  assign_comprehension_registers(scope, scope, pool, depth);
}

// Comprehensions that do not overlap share a register for variables of the same name; nested ones have one each.
void ScopeTable::assign_comprehension_registers(Scope* code, Scope* scope,
                                                std::unordered_map<const Symbol*, std::vector<u16>>& pool,
                                                std::unordered_map<const Symbol*, u32>& depth) {
  for (Scope* child : scope->children) {
    if (child->is_code()) continue;
    for (NameInfo& info : child->names) {
      if (info.access != Access::Local && info.access != Access::Cell) continue;
      std::vector<u16>& registers = pool[info.name];
      u32 level = depth[info.name]++;
      if (registers.size() <= level) registers.push_back(new_register(code, info.name));
      info.reg = registers[level];
    }
    assign_comprehension_registers(code, child, pool, depth);
    for (NameInfo& info : child->names)
      if (info.access == Access::Local || info.access == Access::Cell) depth[info.name]--;
  }
}

}  // namespace comp
