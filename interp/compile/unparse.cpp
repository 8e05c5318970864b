// From an expression back to source text, as ast.unparse does it: each construct has a binding strength (Level), and an
// operand that binds more weakly than its place demands gets parentheses.
#include "interp/compile/unparse.h"

#include <string>

#include "interp/compile/constants.h"
#include "runtime/object/ops.h"
#include "runtime/types/text/str.h"

namespace comp {

using namespace syn;
using rt::Ref;

namespace {

// Binding strength, weakest first.
enum Level : int {
  kTuple_,
  kYield,
  kNamed,
  kTest,
  kOr,
  kAnd,
  kNot,
  kCompare,
  kBitOr,
  kBitXor,
  kBitAnd,
  kShift,
  kArith,
  kTerm,
  kFactor,
  kPower,
  kAwait,
  kAtom
};

constexpr const char* kBinaryText[] = {" + ",  " - ",  " * ", " @ ", " / ", " % ", " ** ",
                                       " << ", " >> ", " | ", " ^ ", " & ", " // "};
constexpr Level kBinaryLevel[] = {kArith, kArith, kTerm,  kTerm,   kTerm,   kTerm, kPower,
                                  kShift, kShift, kBitOr, kBitXor, kBitAnd, kTerm};
constexpr const char* kUnaryText[] = {"~", "not ", "+", "-"};
constexpr const char* kCompareText[] = {" == ", " != ", " < ",      " <= ", " > ",
                                        " >= ", " is ", " is not ", " in ", " not in "};

class Unparser {
 public:
  explicit Unparser(rt::Thread& t) : t_(t) {}

  void expr(const Expr* e, int level) {
    if (!ok_) return;
    rt::NativeDepth depth(t_, " during compilation");
    if (!depth) {
      ok_ = false;
      return;
    }
    int own = level_of(e);
    bool parens = own < level;
    if (parens) out_ += '(';
    bare(e);
    if (parens) out_ += ')';
  }
  bool ok() const { return ok_; }
  const std::string& result() const { return out_; }

 private:
  static int level_of(const Expr* e) {
    switch (e->kind) {
      case Kind::Tuple: return as<Tuple>(e)->elts.empty() ? kAtom : kTuple_;
      case Kind::Yield:
      case Kind::YieldFrom: return kYield;
      case Kind::NamedExpr: return kNamed;
      case Kind::Lambda:
      case Kind::IfExp: return kTest;
      case Kind::BoolOp: return as<BoolOp>(e)->op == BoolOperator::Or ? kOr : kAnd;
      case Kind::Compare: return kCompare;
      case Kind::BinOp: return kBinaryLevel[static_cast<int>(as<BinOp>(e)->op)];
      case Kind::UnaryOp: return as<UnaryOp>(e)->op == UnaryOperator::Not ? kNot : kFactor;
      case Kind::Await: return kAwait;
      default: return kAtom;
    }
  }

  void text(std::string_view s) { out_ += s; }

  template <class F, class T>
  void list(Span<T> items, F&& each) {
    for (u32 i = 0; i < items.size(); ++i) {
      if (i) text(", ");
      each(items[i]);
    }
  }
  void exprs(Span<Expr*> items, int level = kTest) {
    list(items, [&](Expr* e) { expr(e, level); });
  }

  // lint: name: a constant is of a native type, whose own method does it
  std::string value_repr(Value v) {
    Ref repr = rt::repr_py(t_, v);
    if (!repr) return ok_ = false, std::string();
    rt::Utf8 utf8(t_, repr, true);
    return utf8.ok() ? std::string(utf8.view()) : (ok_ = false, std::string());
  }

  void constant(const ConstantValue& value) {
    if (value.kind == ConstantKind::Ellipsis) return text("...");
    if (value.kind == ConstantKind::Str && value.u_prefix) text("u");
    Ref v = literal_value(t_, value);
    if (!v) return (void)(ok_ = false);
    std::string repr = value_repr(v);
    // Infinity has no literal.
    for (size_t at;
         (at = repr.find("inf")) != repr.npos && value.kind != ConstantKind::Str && value.kind != ConstantKind::Bytes;)
      repr.replace(at, 3, "1e309");
    text(repr);
  }

  void bare(const Expr* e) {
    switch (e->kind) {
      case Kind::Constant: return constant(as<Constant>(e)->value);
      case Kind::Name: return text(as<Name>(e)->id->text);
      case Kind::Attribute: return attribute(as<Attribute>(e));
      case Kind::Subscript: return subscript(as<Subscript>(e));
      case Kind::Starred: text("*"); return expr(as<Starred>(e)->value, kBitOr);
      case Kind::List:
        text("[");
        exprs(as<List>(e)->elts);
        return text("]");
      case Kind::Set:
        if (as<Set>(e)->elts.empty()) return text("{*()}");
        text("{");
        exprs(as<Set>(e)->elts);
        return text("}");
      case Kind::Tuple: return tuple(as<Tuple>(e));
      case Kind::Dict: return dict(as<Dict>(e));
      case Kind::Call: return call(as<Call>(e));
      case Kind::BinOp: return binary(as<BinOp>(e));
      case Kind::UnaryOp: {
        auto* u = as<UnaryOp>(e);
        text(kUnaryText[static_cast<int>(u->op)]);
        return expr(u->operand, u->op == UnaryOperator::Not ? kNot : kFactor);
      }
      case Kind::BoolOp: {
        auto* b = as<BoolOp>(e);
        int level = (b->op == BoolOperator::Or ? kOr : kAnd) + 1;
        for (u32 i = 0; i < b->values.size(); ++i) {
          if (i) text(b->op == BoolOperator::Or ? " or " : " and ");
          expr(b->values[i], level);
        }
        return;
      }
      case Kind::Compare: {
        auto* c = as<Compare>(e);
        expr(c->left, kBitOr);
        for (u32 i = 0; i < c->ops.size(); ++i) {
          text(kCompareText[static_cast<int>(c->ops[i])]);
          expr(c->comparators[i], kBitOr);
        }
        return;
      }
      case Kind::IfExp: {
        auto* i = as<IfExp>(e);
        expr(i->body, kOr);
        text(" if ");
        expr(i->test, kOr);
        text(" else ");
        return expr(i->orelse, kTest);
      }
      case Kind::NamedExpr:
        text(as<NamedExpr>(e)->target->id->text);
        text(" := ");
        return expr(as<NamedExpr>(e)->value, kAtom);
      case Kind::Lambda: return lambda(as<Lambda>(e));
      case Kind::Await: text("await "); return expr(as<Await>(e)->value, kAtom);
      case Kind::Yield:
        text("yield");
        if (as<Yield>(e)->value) text(" "), expr(as<Yield>(e)->value, kTuple_);
        return;
      case Kind::YieldFrom: text("yield from "); return expr(as<YieldFrom>(e)->value, kTest);
      case Kind::ListComp:
        text("[");
        expr(as<ListComp>(e)->elt, kTest);
        generators(as<ListComp>(e)->generators);
        return text("]");
      case Kind::SetComp:
        text("{");
        expr(as<SetComp>(e)->elt, kTest);
        generators(as<SetComp>(e)->generators);
        return text("}");
      case Kind::GeneratorExp:
        text("(");
        expr(as<GeneratorExp>(e)->elt, kTest);
        generators(as<GeneratorExp>(e)->generators);
        return text(")");
      case Kind::DictComp: {
        auto* d = as<DictComp>(e);
        text(d->value ? "{" : "{**");
        expr(d->key, kTest);
        if (d->value) text(": "), expr(d->value, kTest);
        generators(d->generators);
        return text("}");
      }
      case Kind::Slice: return slice(as<Slice>(e));
      case Kind::JoinedStr:
      case Kind::FormattedValue: return joined(e, "f");
      case Kind::TemplateStr:
      case Kind::Interpolation: return joined(e, "t");
      default: return text("...");
    }
  }

  void attribute(const Attribute* a) {
    auto* c = try_as<Constant>(a->value);
    expr(a->value, kAtom);
    if (c && c->value.kind == ConstantKind::Int) text(" ");  // 1 .real
    text(".");
    text(a->attr->text);
  }

  void subscript(const Subscript* s) {
    expr(s->value, kAtom);
    text("[");
    auto* index = try_as<Tuple>(s->slice);
    if (index && !index->elts.empty()) tuple(index);
    else expr(s->slice, kTest);
    text("]");
  }

  void slice(const Slice* s) {
    if (s->lower) expr(s->lower, kTest);
    text(":");
    if (s->upper) expr(s->upper, kTest);
    if (s->step) text(":"), expr(s->step, kTest);
  }

  void tuple(const Tuple* e) {
    if (e->elts.empty()) return text("()");
    exprs(e->elts);
    if (e->elts.size() == 1) text(",");
  }

  void dict(const Dict* d) {
    text("{");
    for (u32 i = 0; i < d->keys.size(); ++i) {
      if (i) text(", ");
      if (d->keys[i]) expr(d->keys[i], kTest), text(": "), expr(d->values[i], kTest);
      else text("**"), expr(d->values[i], kBitOr);
    }
    text("}");
  }

  void call(const Call* c) {
    expr(c->func, kAtom);
    bool only_generator = c->args.size() == 1 && c->keywords.empty() && c->args[0]->kind == Kind::GeneratorExp;
    if (only_generator) return expr(c->args[0], kAtom);  // its parentheses are those of the call
    text("(");
    exprs(c->args);
    bool first = c->args.empty();
    for (const Keyword* k : c->keywords) {
      if (!first) text(", ");
      first = false;
      if (k->arg) text(k->arg->text), text("=");
      else text("**");
      expr(k->value, kTest);
    }
    text(")");
  }

  void binary(const BinOp* b) {
    int level = kBinaryLevel[static_cast<int>(b->op)];
    bool power = b->op == Operator::Pow;  // binds to the right
    expr(b->left, power ? level + 1 : level);
    text(kBinaryText[static_cast<int>(b->op)]);
    expr(b->right, power ? kFactor : level + 1);
  }

  void generators(Span<Comprehension*> list) {
    for (const Comprehension* g : list) {
      text(g->is_async ? " async for " : " for ");
      expr(g->target, kTuple_);
      text(" in ");
      expr(g->iter, kOr);
      for (const Expr* condition : g->ifs) text(" if "), expr(condition, kOr);
    }
  }

  void lambda(const Lambda* l) {
    text("lambda");
    std::string before = std::move(out_);
    out_.clear();
    arguments(l->args);
    std::string args = std::move(out_);
    out_ = std::move(before);
    if (!args.empty()) text(" "), text(args);
    text(": ");
    expr(l->body, kTest);
  }

  void arguments(const Arguments* a) {
    u32 positional = static_cast<u32>(a->posonlyargs.size() + a->args.size());
    u32 required = positional - static_cast<u32>(a->defaults.size());
    bool first = true;
    auto comma = [&] {
      if (!first) text(", ");
      first = false;
    };
    for (u32 i = 0; i < positional; ++i) {
      comma();
      text((i < a->posonlyargs.size() ? a->posonlyargs[i] : a->args[i - a->posonlyargs.size()])->arg->text);
      if (i >= required) text("="), expr(a->defaults[i - required], kTest);
      if (i + 1 == a->posonlyargs.size()) text(", /");
    }
    if (a->vararg || !a->kwonlyargs.empty()) {
      comma();
      text("*");
      if (a->vararg) text(a->vararg->arg->text);
    }
    for (u32 i = 0; i < a->kwonlyargs.size(); ++i) {
      comma();
      text(a->kwonlyargs[i]->arg->text);
      if (a->kw_defaults[i]) text("="), expr(a->kw_defaults[i], kTest);
    }
    if (a->kwarg) comma(), text("**"), text(a->kwarg->arg->text);
  }

  void fail(rt::Type* type, const char* message) {
    if (ok_) rt::raise(t_, type, "%s", message);
    ok_ = false;
  }

  // The text between the quotes of an f-string. A program's own tree may hold parts that have none.
  void parts(const Expr* e) {
    if (!ok_) return;
    if (auto* c = try_as<Constant>(e)) return literal_part(c);
    if (auto* f = try_as<FormattedValue>(e)) return field(f);
    if (auto* i = try_as<Interpolation>(e)) return interpolation(i);
    auto* joined = try_as<JoinedStr>(e);
    auto* pattern = try_as<TemplateStr>(e);
    if (!joined && !pattern) return fail(rt::kSystemErrorType, "unknown expression kind inside f-string");
    for (const Expr* part : joined ? joined->values : pattern->values) parts(part);
  }

  // A tree may have any constant where the source has a text.
  bool check_text(const ConstantValue& literal) {
    if (literal.kind == ConstantKind::Str) return true;
    Ref v = literal_value(t_, literal);
    if (v) rt::raise_type_error(t_, "must be str, not %T", v.get());
    return ok_ = false;
  }

  void literal_part(const Constant* c) {
    if (!check_text(c->value)) return;
    for (char ch : c->value.text) {
      if (ch == '{' || ch == '}') out_ += ch;
      out_ += ch;
    }
  }

  void field(const FormattedValue* f) {
    Unparser inner(t_);
    inner.expr(f->value, kTest + 1);
    ok_ &= inner.ok_;
    text(inner.out_.starts_with("{") ? "{ " : "{");
    text(inner.out_);
    end_field(f->conversion, f->format_spec);
  }

  // The expression stands as the source has it.
  void interpolation(const Interpolation* i) {
    if (!check_text(i->str)) return;
    text("{");
    text(i->str.text);
    end_field(i->conversion, i->format_spec);
  }

  void end_field(i32 letter, const Expr* format_spec) {
    if (letter > 0) conversion(letter);
    if (format_spec) text(":"), parts(format_spec);
    text("}");
  }

  void conversion(i32 letter) {
    if (letter != 's' && letter != 'r' && letter != 'a')
      return fail(rt::kSystemErrorType, "unknown f-value conversion kind");
    text("!");
    out_ += static_cast<char>(letter);
  }

  void joined(const Expr* e, const char* prefix) {
    Unparser inner(t_);
    inner.parts(e);
    ok_ &= inner.ok_;
    Ref str = ok_ ? rt::make_str(t_, inner.out_) : Ref();
    if (!str) return (void)(ok_ = false);
    text(prefix);
    text(value_repr(str));
  }

  rt::Thread& t_;
  std::string out_;
  bool ok_ = true;
};

}  // namespace

Ref unparse(rt::Thread& t, const Expr* e) {
  Unparser unparser(t);
  unparser.expr(e, kTest);
  if (!unparser.ok()) return Ref();
  return rt::make_str(t, unparser.result());
}

}  // namespace comp
