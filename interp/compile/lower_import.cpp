// import and from ... import, and the future features.
#include <algorithm>
#include <tuple>

#include "interp/compile/lower.h"
#include "runtime/object/native_modules.h"

namespace comp {

using namespace syn;

namespace {
bool guards_imports(const Block& block) { return block.handler != kNoLabel && block.kind != Block::With; }
}  // namespace

// True at module level outside of try statements. Only there imports may be lazy.
bool Lowering::may_import_lazily() const {
  if (unit_->code->is_function() || unit_->code->kind == ScopeKind::Class) return false;
  return std::none_of(unit_->blocks.begin(), unit_->blocks.end(), [](auto& block) { return guards_imports(*block); });
}

// The instruction of an import. Where imports may be lazy, the library of Python 3.15 has ways to make plain ones lazy.
Op Lowering::import_op(bool is_lazy) const {
  if (is_lazy) return Op::IMPORT_LAZY;
  return rt::library_minor() >= 15 && may_import_lazily() ? Op::IMPORT_BY_MODE : Op::IMPORT_NAME;
}

void Lowering::bind_import(Op op, const Symbol* target, u16 value) {
  if (op == Op::IMPORT_NAME) return store_name(target, value | kTempBit);
  emit(Op::BIND_IMPORT, name16(target), value | kTempBit);
}

void Lowering::import(const Import* s) {
  Op op = import_op(s->is_lazy);
  for (const Alias* alias : s->names) {
    TempScope temps(regs());
    std::string_view text = alias->name->text;
    size_t dot = text.find('.');
    const Symbol* target = alias->asname      ? spelling(alias->asname)
                           : dot == text.npos ? spelling(alias->name)
                                              : spelling(table_.intern(text.substr(0, dot)));
    Place place = place_of(target);
    bool chain = alias->asname && dot != text.npos;
    u16 dest = place.access == Access::Local && !chain ? place.reg : temp();
    emit(op, dest, name16(table_.intern(text)), constant16(rt::none()), 0);
    // import a.b.c as d: d is the last part.
    while (chain && dot != text.npos) {
      size_t end = text.find('.', dot + 1);
      std::string_view part = text.substr(dot + 1, end == text.npos ? end : end - dot - 1);
      u16 next = temp();
      emit(Op::IMPORT_FROM, next, dest, name16(table_.intern(part)));
      emit(Op::MOVE, dest | kTempBit, next | kTempBit);
      dot = end;
    }
    if (is_temp(dest)) bind_import(op, target, dest);
  }
}

void Lowering::import_from(const ImportFrom* s) {
  bool is_future = s->module && s->level == 0 && s->module->text == "__future__";
  if (is_future && std::tie(s->at.line, s->at.col) > std::tie(last_future_.line, last_future_.col))
    return fail(s->at, "from __future__ imports must occur at the beginning of the file");
  const Symbol* from = table_.intern(s->module ? s->module->text : "");
  bool star = s->names.size() == 1 && s->names[0]->name->text == "*";
  if (star && s->is_lazy) return fail(s->at, "lazy from ... import * is not allowed");
  std::vector<const Symbol*> names;
  for (const Alias* alias : s->names) names.push_back(alias->name);
  TempScope temps(regs());
  u16 module = temp();
  Op op = star || is_future ? Op::IMPORT_NAME : import_op(s->is_lazy);
  emit(op, module, name16(from), constant16(names_tuple(names)), s->level);
  if (star) return emit(Op::IMPORT_STAR, module | kTempBit);
  for (const Alias* alias : s->names) {
    TempScope value(regs());
    const Symbol* target = spelling(alias->asname ? alias->asname : alias->name);
    Place place = place_of(target);
    u16 dest = place.access == Access::Local ? place.reg : temp();
    emit(Op::IMPORT_FROM, dest, module, name16(spelling(alias->name)));
    if (is_temp(dest)) bind_import(op, target, dest);
  }
  emit(Op::CLEAR, module);
}

bool Lowering::future_feature(const Alias* alias) {
  struct Feature {
    std::string_view name;
    u32 flag;
  };
  static constexpr Feature kFeatures[] = {
      {"nested_scopes", 0},    {"generators", 0},
      {"division", 0},         {"absolute_import", 0},
      {"with_statement", 0},   {"print_function", 0},
      {"unicode_literals", 0}, {"barry_as_FLUFL", kBarryAsFlufl},
      {"generator_stop", 0},   {"annotations", kFutureAnnotations},
  };
  std::string_view name = alias->name->text;
  for (const Feature& f : kFeatures) {
    if (f.name != name) continue;
    future_flags_ |= f.flag;
    return true;
  }
  return false;
}

// The future imports at the head of a module, after its docstring.
bool Lowering::future_imports(Span<Stmt*> statements) {
  for (u32 i = 0; i < statements.size(); ++i) {
    const Stmt* s = statements[i];
    auto* e = try_as<ExprStmt>(s);
    auto* c = e ? try_as<Constant>(e->value) : nullptr;
    if (i == 0 && c && c->value.kind == ConstantKind::Str) continue;
    auto* from = try_as<ImportFrom>(s);
    if (!from || !from->module || from->level != 0 || from->module->text != "__future__") return true;
    for (const Alias* alias : from->names) {
      if (future_feature(alias)) continue;
      std::string_view name = alias->name->text;
      fail(rt::library_minor() >= 14 ? alias->at : s->at,
           name == "braces" ? "not a chance" : "future feature " + std::string(name) + " is not defined");
      return false;
    }
    last_future_ = s->at;
  }
  return true;
}

}  // namespace comp
