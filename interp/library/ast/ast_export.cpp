// From the syntax tree to Python nodes.
#include "interp/compile/constants.h"
#include "interp/compile/parse.h"
#include "interp/library/ast/ast.h"
#include "interp/library/ast/ast_classes.h"
#include "interp/library/ast/ast_optimize.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/shape.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace vm::ast {

namespace {

using syn::Span;

class Exporter {
 public:
  Exporter(Thread& t, const syn::TypeComments& comments, TreeOptimizer* optimizer)
      : t_(t), comments_(comments), optimizer_(optimizer) {}

  // Children are converted before anybody else can see them: no Python code runs.
  Ref node(const syn::Node* n) {
    if (!n) return rt::none();
    rt::NativeDepth depth(t_, " during ast construction");
    if (!depth) return Ref();
    if (Ref other = optimizer_ ? optimized(n) : Ref(); other || t_.error) return other;
    return syn::visit(*n, [&](const auto& concrete) { return members(concrete); });
  }

 private:
  // The node that takes the place of `n`. Empty without an error: `n` stays.
  Ref optimized(const syn::Node* n) {
    using syn::Kind;
    if (in_pattern_ && (n->kind == Kind::UnaryOp || n->kind == Kind::BinOp))
      return constant(static_cast<const syn::Expr*>(n), number_py(static_cast<const syn::Expr*>(n)));
    auto* name = syn::try_as<syn::Name>(n);
    if (name && name->ctx == syn::ExprContext::Load && name->id->text == "__debug__")
      return constant(name, rt::bool_ref(optimizer_->is_debug()));
    auto* operation = syn::try_as<syn::BinOp>(n);
    const syn::JoinedStr* joined = operation ? optimizer_->format(operation) : nullptr;
    return joined ? members(*joined) : Ref();
  }

  // Constant(value) in the place of `e`; empty if `value` is.
  Ref constant(const syn::Expr* e, Ref value) {
    const NodeClass& c = g_classes[class_index("Constant")];
    Ref object = value ? rt::allocate_instance(t_, c.type) : Ref();
    bool ok = object && set(object, c.fields[0].name, std::move(value)) && set(object, c.fields[1].name, rt::none());
    return ok && set_position(object, e->at) ? std::move(object) : Ref();
  }

  // The number that stands in a pattern: a literal with a sign, or the sum or difference of two.
  // lint: name: numbers are of native types, whose own methods do it
  Ref number_py(const syn::Expr* e) {
    if (auto* literal = syn::try_as<syn::Constant>(e)) return comp::literal_value(t_, literal->value);
    if (auto* sign = syn::try_as<syn::UnaryOp>(e)) {
      Ref operand = number_py(sign->operand);
      return operand ? rt::unary_op_py(t_, rt::UnaryOp::kNeg, operand) : Ref();
    }
    auto* sum = syn::as<syn::BinOp>(e);
    Ref left = number_py(sum->left), right = left ? number_py(sum->right) : Ref();
    auto op = sum->op == syn::Operator::Sub ? rt::BinaryOp::kSub : rt::BinaryOp::kAdd;
    return right ? rt::binary_op_py(t_, op, left, right) : Ref();
  }

  template <class N>
  Ref members(const N& n) {
    const NodeClass& c = g_classes[g_class_of_kind[static_cast<int>(n.kind)]];
    Ref object = rt::allocate_instance(t_, c.type);
    if (!object) return Ref();
    bool outer = std::exchange(in_pattern_, std::is_base_of_v<syn::Pattern, N>);
    const Field* field = c.fields;
    bool ok = true;
    auto skip_extras = [&] {
      for (; ok && field < c.fields + c.field_count && field->text.is_extra; ++field)
        ok = set(object, field->name, extra(n, field->text));
    };
    syn::for_each_field(n, [&](const char*, const auto& member) {
      skip_extras();
      if (ok) ok = set(object, field->name, field_value(n, *field, member));
      ++field;
    });
    skip_extras();
    in_pattern_ = outer;
    return ok && (c.positions == Positions::None || set_position(object, n.at)) ? std::move(object) : Ref();
  }

  bool set(const Ref& object, Value name, Ref value) {
    return value && rt::instance_set(t_, object.object(), name, value);
  }

  bool set_position(const Ref& object, const syn::Location& at) {
    u32 numbers[] = {at.line, at.col, at.end_line, at.end_col};
    for (int i = 0; i < 4; ++i) {  // an optimized tree has the position -1, too
      Value number = Value::small_int(static_cast<i32>(numbers[i]));
      if (!set(object, g_position_names[i], Ref::immediate(number))) return false;
    }
    return true;
  }

  // Fields that only Python's classes have.
  Ref extra(const syn::Node& n, const FieldText& field) {
    if (field.name == "type_ignores") return type_ignores();
    if (field.name == "type_comment") {
      auto comment = comments_.of_nodes.find(&n);
      return comment == comments_.of_nodes.end() ? rt::none() : text(comment->second);
    }
    auto* constant = syn::try_as<syn::Constant>(&n);
    return constant && constant->value.u_prefix ? rt::intern(t_, std::string_view("u")) : rt::none();
  }

  Ref type_ignores() {
    Ref list = rt::make_list(t_);
    const NodeClass& c = g_classes[class_index("TypeIgnore")];
    for (const syn::TypeIgnore& ignore : comments_.ignores) {
      Ref object = list ? rt::allocate_instance(t_, c.type) : Ref();
      bool ok = object && set(object, c.fields[0].name, value(ignore.line)) &&
                set(object, c.fields[1].name, text(ignore.tag));
      if (!ok || !rt::list_append(t_, rt::as_list(list), std::move(object))) return Ref();
    }
    return list;
  }

  // Libraries before 3.15 do not expect `is_lazy`: there only a lazy import has it.
  template <class N, class F>
  Ref field_value(const N&, const Field& field, const F& member) {
    if constexpr (std::is_same_v<F, bool>) {
      if (field.text.is_optional && !member && rt::library_minor() < 15) return rt::none();
    }
    if (!optimizer_) return value(member);
    if constexpr (std::is_same_v<F, Span<syn::Stmt*>>) {
      if (std::is_same_v<N, syn::Module> || std::is_same_v<N, syn::ClassDef> || std::is_base_of_v<syn::FunctionDef, N>)
        return value(optimizer_->body(member));
    }
    bool is_annotation = field.text.name == "annotation" || field.text.name == "returns";
    TreeOptimizer* now = optimizer_;
    if (is_annotation && now->skips_annotations()) optimizer_ = nullptr;
    Ref converted = value(member);
    optimizer_ = now;
    return converted;
  }

  template <class F>
  Ref value(F* child) {
    return node(child);
  }
  Ref value(const syn::Symbol* symbol) { return symbol ? rt::intern(t_, symbol->text) : rt::none(); }
  template <class F>
  Ref value(const Span<F>& span) {
    Ref list = rt::make_list(t_, span.size());
    for (const F& item : span) {
      Ref v = list ? value(item) : Ref();
      if (!v || !rt::list_append(t_, rt::as_list(list), std::move(v))) return Ref();
    }
    return list;
  }
  Ref value(bool flag) { return Ref::immediate(Value::small_int(flag)); }
  Ref value(i32 number) { return Ref::immediate(Value::small_int(number)); }
  Ref value(u32 number) { return Ref::immediate(Value::small_int(number)); }
  Ref value(const syn::ConstantValue& constant) { return comp::literal_value(t_, constant); }
  Ref value(syn::ExprContext ctx) { return singleton(class_index("expr_context"), static_cast<size_t>(ctx)); }
  Ref value(syn::BoolOperator op) { return singleton(class_index("boolop"), static_cast<size_t>(op)); }
  Ref value(syn::Operator op) { return singleton(class_index("operator"), static_cast<size_t>(op)); }
  Ref value(syn::UnaryOperator op) { return singleton(class_index("unaryop"), static_cast<size_t>(op)); }
  Ref value(syn::CompareOperator op) { return singleton(class_index("cmpop"), static_cast<size_t>(op)); }
  Ref singleton(size_t family, size_t ordinal) { return Ref::share(t_, g_classes[family + 1 + ordinal].singleton); }

  // Text of the source, which is UTF-8.
  Ref text(std::string_view utf8) { return rt::make_str(t_, utf8); }

  Thread& t_;
  const syn::TypeComments& comments_;
  TreeOptimizer* optimizer_;  // null: the tree stays as it is
  bool in_pattern_ = false;   // the node around is a pattern
};

}  // namespace

bool is_node(Value v) {
  rt::Type* type = node_type();
  return type && rt::is_instance(v, type);
}

Ref nodes_of_tree_py(Thread& t, const syn::Root* root, const syn::TypeComments& comments, TreeOptimizer* optimizer) {
  return need_classes_py(t) ? Exporter(t, comments, optimizer).node(root) : Ref();
}

Ref parse_to_nodes_py(Thread& t, std::string_view text, Value filename, syn::Mode mode,
                      const comp::CompileOptions& options, bool type_comments, bool optimized) {
  syn::Source source;
  syn::Arena arena;
  syn::TypeComments comments;
  bool high;
  syn::Root* root = comp::parse_source_py(t, text, filename, mode, options, &source, &arena, &high,
                                          type_comments ? &comments : nullptr);
  if (!root) return Ref();
  TreeOptimizer optimizer(root, options);
  return comp::walk_tree_py(t, high,
                            [&] { return nodes_of_tree_py(t, root, comments, optimized ? &optimizer : nullptr); });
}

Ref optimize_nodes_py(Thread& t, Value node, syn::Mode mode, const comp::CompileOptions& options) {
  syn::Arena arena;
  bool high;
  syn::Root* root = tree_of_nodes_py(t, node, mode, &arena, &high);
  if (!root) return Ref();
  TreeOptimizer optimizer(root, options);
  return comp::walk_tree_py(t, high,
                            [&] { return validate_tree(t, root) ? nodes_of_tree_py(t, root, {}, &optimizer) : Ref(); });
}

Ref compile_nodes_py(Thread& t, Value node, Value filename, syn::Mode mode, const comp::CompileOptions& options) {
  syn::Arena arena;
  bool high;
  syn::Root* root = tree_of_nodes_py(t, node, mode, &arena, &high);
  auto compile_py = [&] {
    return validate_tree(t, root) ? comp::compile_tree_py(t, root, filename, {}, mode, options) : Ref();
  };
  return root ? comp::walk_tree_py(t, high, compile_py) : Ref();
}

}  // namespace vm::ast
