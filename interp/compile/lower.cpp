// The base of lowering: errors, constants, units and their code objects.
#include "interp/compile/lower.h"

#include "interp/compile/code_object.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace comp {

using namespace syn;

void Lowering::fail(const Location& where, std::string message) {
  if (!failed_) {
    has_error_ = true;
    error_ = {where, std::move(message)};
  }
  failed_ = true;
}

// ---- constants

u32 Lowering::constant(Ref value, Reach reach) {
  if (!value && !failed_) fail_pending();
  if (failed_ || !out().reachable()) return 0;
  return unit_->constants.add(std::move(value), reach);
}

void Lowering::load_constant(u16 dest, Ref value) {
  u32 index = constant(std::move(value));
  out().emit_wide(Op::LOAD_K, dest, index);
}

Ref Lowering::rt_intern(std::string_view text) { return failed_ ? Ref() : rt::intern(t_, text); }

u32 Lowering::local_name_index(const Symbol* name, Reach reach) {
  if (failed_ || !out().reachable()) return 0;
  auto [it, fresh] = unit_->name_constants.try_emplace(name, 0);
  if (!fresh && (reach == Reach::kFar || it->second < Constants::kNearIndices)) return it->second;
  Ref str = rt_intern(name->text);
  if (!str) return fail_pending(), 0;
  return it->second = unit_->constants.add_name(std::move(str), reach);
}

u32 Lowering::name_index(const Symbol* name, Reach reach) {
  u32 index = local_name_index(name, reach);
  if (!failed_ && out().reachable() && unit_->listed_names.insert(name).second) unit_->names.push_back(name);
  return index;
}

u16 Lowering::near_index(u32 index) {
  if (index >= Constants::kNearIndices) fail(out().location(), "too many constants");
  return static_cast<u16>(index);
}

Ref Lowering::names_tuple(const std::vector<const Symbol*>& names) {
  if (failed_) return Ref();
  std::vector<Ref> items;
  for (const Symbol* name : names) {
    items.push_back(rt_intern(name ? name->text : std::string_view(kNamespaceName)));
    if (!items.back()) return fail_pending(), Ref();
  }
  Ref tuple = items.empty() ? Ref::share(rt::empty_tuple()) : rt::make_tuple_stealing(t_, items.data(), items.size());
  if (!tuple) fail_pending();
  return tuple;
}

// ---- units

void Lowering::finish_unit(Ref* code) {
  if (regs().exhausted()) fail(out().location(), "too many registers are needed");
  if (!failed_) *code = finish_code();
  if (!failed_ && !*code) fail_pending();
  delete unit_;
}

// Names of the code and its comprehensions that live in cells, each once.
static void collect_cells(Scope* scope, std::vector<const Symbol*>& cells) {
  for (const NameInfo& info : scope->names) {
    if (info.access != Access::Cell || info.reg == kNoRegister) continue;
    if (std::find(cells.begin(), cells.end(), info.name) == cells.end()) cells.push_back(info.name);
  }
  for (Scope* child : scope->children)
    if (!child->is_code()) collect_cells(child, cells);
}

// Empty if the module has no `global` statement, or an error is pending.
Ref Lowering::declared_globals() {
  std::vector<const Symbol*> names;
  for (const NameInfo& info : unit_->scope->names)
    if (info.flags & kGlobalName) names.push_back(info.name);
  return names.empty() ? Ref() : names_tuple(names);
}

Ref Lowering::finish_code() {
  remove_redundant_checks();
  CodeParts parts;
  out().finish(parts.words, parts.handlers, parts.positions);
  std::vector<const Symbol*> cells;
  for (const char* text : {"__class__", "__classdict__", kConditionalAnnotations}) {
    const Symbol* name = table_.intern(text);
    if (unit_->code->implicit_cell(name) != kNoRegister) cells.push_back(name);
  }
  collect_cells(unit_->code, cells);
  parts.constants = unit_->constants.take();
  parts.frame_size = regs().highest();
  parts.locals = regs().locals();
  parts.positional = unit_->positional;
  parts.positional_only = unit_->positional_only;
  parts.keyword_only = unit_->keyword_only;
  parts.flags = unit_->flags;
  parts.first_line = unit_->first_line;
  parts.name = rt::intern(t_, unit_->name);
  parts.qualname = rt::intern(t_, unit_->qualname);
  parts.filename = Ref::share(t_, filename_);
  std::vector<const Symbol*> locals = unit_->code->registers;
  // Signatures of __annotate__ show its parameter.
  if (unit_->code->lazy_part == kAnnotationPart) locals[0] = table_.intern(kShownFormat);
  parts.local_names = names_tuple(locals);
  parts.cell_names = names_tuple(cells);
  parts.free_names = names_tuple(unit_->code->free_names);
  parts.names = names_tuple(unit_->names);
  parts.docstring = std::move(unit_->docstring);
  if (unit_->scope->kind == ScopeKind::Module) parts.noted_names = declared_globals();
  if (unit_->scope->kind == ScopeKind::Class) parts.noted_names = names_tuple(likely_attributes());
  if (!parts.name || !parts.qualname || failed_) return Ref();
  return make_code(t_, std::move(parts));
}

void Lowering::module_body(const Root* root) {
  if (auto* e = try_as<Expression>(root)) {
    TempScope temps(regs());
    u16 value = operand(e->body);
    at(e->body);
    return emit_return(value);
  }
  Span<Stmt*> statements;
  bool empty = false;
  if (auto* i = try_as<Interactive>(root)) {
    unit_->interactive = true;
    statements = i->body;
  } else {
    statements = as<Module>(root)->body;
    empty = statements.empty();
    const Node* first = empty ? nullptr : statements[0];
    take_docstring(statements);
    if (first) at(first);
    if (unit_->docstring && !failed_) set_class_name("__doc__", Ref::share(unit_->docstring));
  }
  begin_annotations();
  body(statements);
  if (empty) out().at({.line = 0, .col = 0, .end_line = 1, .end_col = 0});  // tracers see a line of every module
  else out().implicit();
  emit_return_none();
}

Ref Lowering::run_py(const Root* root) {
  if (auto* m = try_as<Module>(root))
    if (!future_imports(m->body)) return Ref();
  if (auto* i = try_as<Interactive>(root))
    if (!future_imports(i->body)) return Ref();
  if (!options_.dont_inherit) future_flags_ |= options_.inherited_flags & kFutureMask;
  if (!table_.build(root, options_.namespace_code, future_flags_ & kFutureAnnotations,
                    options_.allow_top_level_await)) {
    if (!t_.error) fail(table_.error().at, table_.error().message);
    return Ref();
  }
  open_unit(root, "<module>");
  unit_->first_line = 1;
  if (options_.namespace_code) unit_->flags |= kNamespace;
  if (options_.allow_top_level_await && unit_->code->awaits) {
    unit_->flags |= kCoroutine;
    at(root);
    emit(Op::MAKE_GENERATOR);
  }
  module_body(root);
  Ref code;
  finish_unit(&code);
  unit_ = nullptr;
  return failed_ ? Ref() : std::move(code);
}

}  // namespace comp
