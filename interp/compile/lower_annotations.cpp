// Annotations (PEP 649, 749): each function, class and module with annotations gets a function __annotate__(format),
// which evaluates the annotations when they are read. Under `from __future__ import annotations` that of a function
// returns text; classes and modules have none, but store text at once.
#include "interp/compile/lower.h"
#include "interp/compile/unparse.h"
#include "runtime/types/classes/lazy_annotations.h"
#include "runtime/types/numbers/int.h"

namespace comp {

using namespace syn;

void Lowering::annotation(const Expr* e, u16 dest) {
  at(e);
  if (!(future_flags_ & kFutureAnnotations)) {
    auto* starred = try_as<Starred>(e);  // *args: *Ts
    if (!starred) return expr_to(e, dest);
    expr_to(starred->value, dest);
    return emit(Op::UNPACK, dest, dest | kTempBit, 1);
  }
  if (failed_) return;
  Ref text = unparse(t_, e);
  if (!text) return fail_pending();
  load_constant(dest, std::move(text));
}

// The annotations of parameters and result, as a dict in the next temporary. False: there are none.
bool Lowering::annotations(const Arguments* args, const Expr* returns) {
  std::vector<std::pair<std::string_view, const Expr*>> given;
  auto parameter = [&](const Arg* a) {
    if (a && a->annotation) given.emplace_back(spelling(a->arg)->text, a->annotation);
  };
  for (auto* a : args->posonlyargs) parameter(a);
  for (auto* a : args->args) parameter(a);
  parameter(args->vararg);
  for (auto* a : args->kwonlyargs) parameter(a);
  parameter(args->kwarg);
  if (returns) given.emplace_back("return", returns);
  if (given.empty()) return false;
  build_map(static_cast<u32>(given.size()), regs().top(), [&](u32 i, u16 pair) {
    load_constant(pair, rt_intern(given[i].first));
    annotation(given[i].second, pair + 1);
  });
  return true;
}

// ---- __annotate__(format)

void Lowering::open_annotate(const Node* node, Scope* scope, std::string qualname) {
  open_unit(node, scope, "__annotate__");
  unit_->qualname = std::move(qualname);
  unit_->positional = unit_->positional_only = 1;
  enter_code(node, nullptr);
}

void Lowering::close_annotate(Unit* outer, const Node* node, Scope* scope, u16 dest) {
  Ref code;
  finish_unit(&code);
  unit_ = outer;
  make_function(node, nullptr, nullptr, code ? constant(std::move(code), Reach::kNear) : 0, scope, dest);
}

// The function supports the formats VALUE and VALUE_WITH_FAKE_GLOBALS only and raises NotImplementedError for others.
// The library makes those from VALUE_WITH_FAKE_GLOBALS, by running the function with other globals.
void Lowering::refuse_other_formats() {
  constexpr i64 kLastFormat = 2;  // VALUE_WITH_FAKE_GLOBALS
  TempScope temps(regs());
  Label known = new_label();
  u16 limit = temp();
  load_constant(limit, rt::make_int(t_, kLastFormat));
  out().jump_compare(Op::JUMP_IF_LE, 0, limit | kTempBit, known);
  out().emit_wide(Op::GET_GLOBAL, limit, name_index(table_.intern("NotImplementedError")));
  emit(Op::RAISE, limit | kTempBit, kNoRegister);
  bind(known);
}

void Lowering::annotate_function(const FunctionDef* f, u16 dest) {
  Unit* outer = unit_;
  Scope* scope = table_.of_field(&f->args);
  open_annotate(f, scope, qualified_name(std::string(f->name->text), table_.of(f)) + ".__annotate__");
  {
    TempScope temps(regs());
    refuse_other_formats();
    enter_class_namespace(scope);
    annotations(f->args, f->returns);
    emit_return(temp() | kTempBit);  // annotations() has left the dict in this register
  }
  close_annotate(outer, f, scope, dest);
}

// Makes the function __annotate__ of the module or class that is being compiled.
void Lowering::block_annotate(u16 dest) {
  Unit* outer = unit_;
  Scope *block = unit_->code, *scope = block->annotate;
  bool is_class = block->kind == ScopeKind::Class;
  open_annotate(block->node, scope, is_class ? outer->qualname + ".__annotate__" : "__annotate__");
  {
    TempScope temps(regs());
    u16 wants_text = kNoRegister;
    refuse_other_formats();
    if (is_class) {  // register 0 becomes the namespace
      wants_text = temp();
      load_constant(wants_text, rt::make_int(t_, rt::kValuesOrText));
      emit(Op::IS, wants_text, 0, wants_text | kTempBit);
    }
    enter_class_namespace(scope);
    u16 dict = temp();
    emit(Op::BUILD_MAP, dict, dict, 0);
    for (const AnnotatedName& item : block->annotations) add_annotation(item, dict, wants_text);
    if (is_class) emit(Op::CLEAR, wants_text);
    emit_return(dict | kTempBit);
  }
  close_annotate(outer, block->node, scope, dest);
}

void Lowering::add_annotation(const AnnotatedName& item, u16 dict, u16 wants_text) {
  TempScope temps(regs());
  Label skipped = new_label();
  at(item.statement);
  if (item.condition >= 0) {
    TempScope test(regs());
    u16 number = temp(), reached = temp();
    load_constant(number, rt::make_int(t_, item.condition));
    load_name(table_.intern(kConditionalAnnotations), reached);
    emit(Op::IN, number, number | kTempBit, reached | kTempBit);
    out().jump_if(false, number | kTempBit, skipped);
  }
  u16 key = temp(), error = temp(), value = temp();
  load_constant(key, symbol_str(spelling(as<Name>(item.statement->target)->id)));
  if (wants_text == kNoRegister) annotation(item.statement->annotation, value);
  else annotation_or_text(item.statement->annotation, value, error, wants_text);
  at(item.statement);
  emit(Op::SET_ITEM, dict, key | kTempBit, value | kTempBit);
  bind(skipped);
}

// An annotation of a class in __annotate__. A library older than PEP 649 (`dataclasses` of Python 3.13, for example)
// reads the annotations of a class while names in them are still undefined. For such a library the runtime passes the
// format kValuesOrText: if evaluating an annotation raises NameError, its source text is the value, as if the
// annotation were quoted.
void Lowering::annotation_or_text(const Expr* e, u16 dest, u16 error, u16 wants_text) {
  Label refused = new_label(), expected = new_label(), done = new_label();
  push_region(Block::Protected, error, error);
  annotation(e, dest);
  auto guarded = pop_block();
  out().jump(done);

  bind(guarded->handler);
  out().at(Location{});
  out().jump_if(false, wants_text, refused);
  out().emit_wide(Op::GET_GLOBAL, dest, name_index(table_.intern("NameError")));
  emit(Op::MATCH_EXCEPTION, dest, error, dest | kTempBit);
  out().jump_if(true, dest | kTempBit, expected);
  bind(refused);
  emit(Op::RERAISE, error | kTempBit);
  bind(expected);
  emit(Op::CLEAR, error);
  Ref text = failed_ ? Ref() : unparse(t_, e);
  if (!text) return fail_pending();
  load_constant(dest, std::move(text));
  bind(done);
}

// ---- annotated assignments

// A module's __annotate__ is made at the start, since the module's annotations can be read while the module runs. That
// of a class is made at the end of its body, when the annotations are complete.
void Lowering::begin_annotations() {
  Scope* block = unit_->code;
  if (block->annotations.empty()) return;
  if (future_flags_ & kFutureAnnotations) return emit(Op::SETUP_ANNOTATIONS);
  if (block->kind == ScopeKind::Class) return;
  TempScope temps(regs());
  u16 reg = temp();
  emit(Op::BUILD_SET, reg, reg, 0);
  store_name(table_.intern(kConditionalAnnotations), reg | kTempBit);
  block_annotate(reg);
  store_name(table_.intern("__annotate__"), reg | kTempBit);
}

void Lowering::annotated(const AnnAssign* s) {
  if (s->value) {
    assign_value(s->target, s->value);
  } else if (auto* a = try_as<Attribute>(s->target)) {
    effect(a->value);
  } else if (auto* i = try_as<Subscript>(s->target)) {
    effect(i->value);
    effect(i->slice);
  }
  if (!s->simple || unit_->code->is_function()) return;  // never evaluated
  if (unit_->code->kind == ScopeKind::Class) unit_->annotated.push_back(as<Name>(s->target)->id);
  TempScope temps(regs());
  u16 table = temp();
  at(s);
  if (!(future_flags_ & kFutureAnnotations)) {
    i32 condition = table_.condition_of(s);
    if (condition < 0) return;
    if (condition > 0x7fff) return fail(s->at, "too many annotations");
    u16 cell = unit_->code->conditions_cell;
    if (cell != kNoRegister) emit(Op::GET_CELL, table, cell, local_name16(table_.intern(kConditionalAnnotations)));
    else load_name(table_.intern(kConditionalAnnotations), table);
    return emit(Op::NOTE_ANNOTATION, table | kTempBit, static_cast<u16>(condition));
  }
  const Symbol* name = spelling(as<Name>(s->target)->id);
  u16 value = temp(), key = temp();
  annotation(s->annotation, value);
  at(s);
  const Symbol* annotations = table_.intern("__annotations__");
  out().emit_wide(place_of(name).access == Access::Global ? Op::GET_GLOBAL : Op::GET_NAME, table,
                  name_index(annotations));
  load_constant(key, symbol_str(name));
  emit(Op::SET_ITEM, table | kTempBit, key | kTempBit, value | kTempBit);
}

}  // namespace comp
