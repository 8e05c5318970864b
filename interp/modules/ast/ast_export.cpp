// From the syntax tree to Python nodes.
#include "interp/compile/constants.h"
#include "interp/compile/parse.h"
#include "interp/modules/ast/ast.h"
#include "interp/modules/ast/ast_classes.h"
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
  Exporter(Thread& t, const syn::TypeComments& comments) : t_(t), comments_(comments) {}

  // Children are converted before anybody else can see them: no Python code runs.
  Ref node(const syn::Node* n) {
    if (!n) return rt::none();
    rt::NativeDepth depth(t_, " during ast construction");
    if (!depth) return Ref();
    return syn::visit(*n, [&](const auto& concrete) { return members(concrete); });
  }

 private:
  template <class N>
  Ref members(const N& n) {
    const NodeClass& c = g_classes[g_class_of_kind[static_cast<int>(n.kind)]];
    Ref object = rt::allocate_instance(t_, c.type);
    if (!object) return Ref();
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
    return ok && (c.positions == Positions::None || set_position(object, n.at)) ? std::move(object) : Ref();
  }

  bool set(const Ref& object, Value name, Ref value) {
    return value && rt::instance_set(t_, object.object(), name, value);
  }

  bool set_position(const Ref& object, const syn::Location& at) {
    u32 numbers[] = {at.line, at.col, at.end_line, at.end_col};
    for (int i = 0; i < 4; ++i) {
      if (!set(object, g_position_names[i], Ref::immediate(Value::small_int(numbers[i])))) return false;
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
    return value(member);
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
};

}  // namespace

bool is_node(Value v) {
  rt::Type* type = node_type();
  return type && rt::is_instance(v, type);
}

Ref nodes_of_tree_py(Thread& t, const syn::Root* root, const syn::TypeComments& comments) {
  return need_classes_py(t) ? Exporter(t, comments).node(root) : Ref();
}

Ref parse_to_nodes_py(Thread& t, std::string_view text, Value filename, syn::Mode mode,
                      const comp::CompileOptions& options, bool type_comments) {
  syn::Source source;
  syn::Arena arena;
  syn::TypeComments comments;
  bool high;
  syn::Root* root = comp::parse_source_py(t, text, filename, mode, options, &source, &arena, &high,
                                          type_comments ? &comments : nullptr);
  return root ? comp::walk_tree_py(t, high, [&] { return nodes_of_tree_py(t, root, comments); }) : Ref();
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
