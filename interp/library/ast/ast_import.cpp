// From Python nodes to the syntax tree. Fields are read as attributes, so Python code of a program may run at each
// step. That is safe, since the tree lies in the arena and holds no references to objects.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "interp/library/ast/ast.h"
#include "interp/library/ast/ast_classes.h"
#include "runtime/object/large_stack.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace vm::ast {

namespace {

using syn::Span;

// Row of the family that a pointer to T may point to.
template <class T>
constexpr size_t family_of() {
  if constexpr (std::is_same_v<T, syn::Stmt>) return class_index("stmt");
  else if constexpr (std::is_same_v<T, syn::Expr> || std::is_same_v<T, syn::Name>) return class_index("expr");
  else if constexpr (std::is_same_v<T, syn::Pattern>) return class_index("pattern");
  else if constexpr (std::is_same_v<T, syn::TypeParam>) return class_index("type_param");
  else if constexpr (std::is_same_v<T, syn::ExceptHandler>) return class_index("excepthandler");
  else if constexpr (std::is_same_v<T, syn::Arguments>) return class_index("arguments");
  else if constexpr (std::is_same_v<T, syn::Arg>) return class_index("arg");
  else if constexpr (std::is_same_v<T, syn::Keyword>) return class_index("keyword");
  else if constexpr (std::is_same_v<T, syn::Alias>) return class_index("alias");
  else if constexpr (std::is_same_v<T, syn::WithItem>) return class_index("withitem");
  else if constexpr (std::is_same_v<T, syn::MatchCase>) return class_index("match_case");
  else return class_index("comprehension");
}

// The row of the class that the root of a tree must have. kClassCount: TypeError, it has another class.
size_t check_root(Thread& t, Value object, syn::Mode mode) {
  constexpr size_t kRows[] = {class_index("Module"), class_index("Expression"), class_index("Interactive"),
                              class_index("FunctionType")};
  size_t row = kRows[static_cast<int>(mode)];
  if (rt::is_instance(object, g_classes[row].type)) return row;
  rt::raise_type_error(t, "expected %s node, got %s", std::string(kClasses[row].name).c_str(), rt::type_name(object));
  return kClassCount;
}

class Importer {
 public:
  Importer(Thread& t, syn::Arena* arena) : t_(t), arena_(*arena) { index_kinds(); }

  syn::Root* root_py(Value object, syn::Mode mode) {
    size_t row = check_root(t_, object, mode);
    return row == kClassCount ? nullptr : static_cast<syn::Root*>(make_py(row, object));
  }
  bool is_high() const { return is_high_; }

 private:
  // ---- nodes

  void index_kinds() {
    for (int k = 0; k <= static_cast<int>(syn::Kind::Comprehension); ++k)
      kinds_[g_class_of_kind[k]] = static_cast<syn::Kind>(k);
  }

  // Class of the family that `object` is an instance of: its row, or kClassCount with TypeError.
  size_t row_of(Value object, size_t family) {
    for (size_t row = family + 1; row < family_end(family); ++row) {
      if (rt::is_instance(object, g_classes[row].type)) return row;
    }
    rt::raise_type_error(t_, "expected some sort of %s, but got %R", std::string(kClasses[family].name).c_str(),
                         object);
    return kClassCount;
  }

  // Null without error: None.
  syn::Node* node_py(Value object, size_t family) {
    if (rt::is_same(object, rt::kNone)) return nullptr;
    std::string where = " while traversing '" + std::string(kClasses[family].name) + "' node";
    rt::NativeDepth native(t_, where.c_str());
    if (!native) return nullptr;
    if (depth_ == syn::kMaxTreeHeight && !on_large_stack_) return high_node_py(object, family);
    if (depth_ >= syn::kMaxHighTree || (on_large_stack_ && ++high_nodes_ > kMostHighNodes))
      return rt::raise_recursion_error(t_, where.c_str());
    ++depth_;
    syn::Node* made = kClasses[family].is_family ? member_py(object, family) : part_py(object, family);
    --depth_;
    return made;
  }

  // The part of a tree that is higher than kMaxTreeHeight.
  syn::Node* high_node_py(Value object, size_t family) {
    syn::Node* made = nullptr;
    is_high_ = on_large_stack_ = true;
    rt::call_on_large_stack(t_, [&] { made = node_py(object, family); });
    on_large_stack_ = false;
    return made;
  }

  syn::Node* member_py(Value object, size_t family) {
    syn::Location at;
    if (!position_py(object, family, &at)) return nullptr;
    size_t row = row_of(object, family);
    if (row == kClassCount) return nullptr;
    bool is_high_scope = on_large_stack_ && opens_scope(row);
    if (is_high_scope && high_scopes_ == kMostHighScopes) {
      return rt::raise_recursion_error(t_, " while traversing nested functions");
    }
    high_scopes_ += is_high_scope;
    syn::Node* made = row == class_index("Constant") ? constant_py(object, at) : make_py(row, object);
    high_scopes_ -= is_high_scope;
    if (made) made->at = at;
    return made;
  }
  static bool opens_scope(size_t row) {
    constexpr size_t kScopes[] = {class_index("FunctionDef"), class_index("AsyncFunctionDef"), class_index("ClassDef"),
                                  class_index("Lambda"),      class_index("ListComp"),         class_index("SetComp"),
                                  class_index("DictComp"),    class_index("GeneratorExp")};
    return std::find(std::begin(kScopes), std::end(kScopes), row) != std::end(kScopes);
  }

  // The class of a part without a family is not checked; its fields are.
  syn::Node* part_py(Value object, size_t row) {
    syn::Node* made = make_py(row, object);
    return made && position_py(object, row, &made->at) ? made : nullptr;
  }

  syn::Node* make_py(size_t row, Value object) {
    switch (kinds_[row]) {
#define SYN_NODE(name, base) \
  case syn::Kind::name: return fill_py(arena_.make<syn::name>(), g_classes[row], object);
#define SYN_FIELD(type, name)
#define SYN_END(name)
#define SYN_VARIANT(name, like) \
  case syn::Kind::name: return fill_py(arena_.make<syn::name>(), g_classes[row], object);
#include "interp/syntax/ast.def"
#undef SYN_NODE
#undef SYN_FIELD
#undef SYN_END
#undef SYN_VARIANT
    }
    return nullptr;
  }

  template <class N>
  N* fill_py(N* node, const NodeClass& c, Value object) {
    const Field* field = c.fields;
    bool ok = true;
    syn::for_each_field(static_cast<const N&>(*node), [&](const char*, const auto& member) {
      while (field->text.is_extra) ++field;  // type comments are ignored
      if (ok) ok = field_py(c, *field, object, const_cast<std::remove_cvref_t<decltype(member)>&>(member));
      ++field;
    });
    return ok ? node : nullptr;
  }

  template <class F>
  bool field_py(const NodeClass& c, const Field& field, Value object, F& out) {
    Ref value = rt::getattr_optional_py(t_, object, field.name);
    if (!value) {
      if (t_.error) return false;
      if (field.text.is_optional || field.text.is_list) return true;
      return rt::raise_type_error(t_, "required field \"%S\" missing from %N", field.name, c.type);
    }
    if (!field.text.is_list && rt::is_same(value, rt::kNone)) {
      if (field.text.is_optional) return true;
      constexpr bool kTakesNone = std::is_enum_v<F> || std::is_integral_v<F> || std::is_same_v<F, syn::ConstantValue>;
      if (!kTakesNone) return rt::raise_value_error(t_, "field '%S' is required for %N", field.name, c.type);
    }
    return read_py(c, field, value, out);
  }

  // ---- positions

  bool number_py(Value object, int which, const char* owner, bool required, i32 fallback, i32* out) {
    Ref value = rt::getattr_optional_py(t_, object, g_position_names[which]);
    if (t_.error) return false;
    if (!value || (!required && rt::is_same(value, rt::kNone))) {
      *out = fallback;
      return !required ||
             rt::raise_type_error(t_, "required field \"%S\" missing from %s", g_position_names[which], owner);
    }
    return int_py(value, out);
  }

  bool position_py(Value object, size_t family, syn::Location* at) {
    Positions kind = kClasses[family].positions;
    if (kind == Positions::None) return true;
    std::string owner(kClasses[family].name);
    i32 line, col, end_line, end_col;
    bool all = kind == Positions::All;
    if (!number_py(object, 0, owner.c_str(), true, 0, &line) || !number_py(object, 1, owner.c_str(), true, 0, &col) ||
        !number_py(object, 2, owner.c_str(), all, line, &end_line) ||
        !number_py(object, 3, owner.c_str(), all, col, &end_col)) {
      return false;
    }
    if (line > end_line) return rt::raise_value_error(t_, "AST node line range (%d, %d) is not valid", line, end_line);
    if ((line < 0 && end_line != line) || (col < 0 && col != end_col)) {
      return rt::raise_value_error(t_, "AST node column range (%d, %d) for line range (%d, %d) is not valid", col,
                                   end_col, line, end_line);
    }
    if (line == end_line && col > end_col)
      return rt::raise_value_error(t_, "line %d, column %d-%d is not a valid range", line, col, end_col);
    auto natural = [](i32 n) { return static_cast<u32>(n < 0 ? 0 : n); };
    *at = {natural(line), natural(col), natural(end_line), natural(end_col)};
    return true;
  }

  // ---- fields by type

  template <class T>
  bool read_py([[maybe_unused]] const NodeClass& c, const Field&, Value value, T*& out) {
    syn::Node* made = node_py(value, family_of<T>());
    if (!made) return false;
    if constexpr (std::is_same_v<T, syn::Name>) {
      if (made->kind != syn::Kind::Name) return not_a_name(c);
    }
    out = static_cast<T*>(made);
    return true;
  }

  bool not_a_name(const NodeClass& c) {
    bool alias = c.type == g_classes[class_index("TypeAlias")].type;
    return rt::raise_type_error(t_, alias ? "TypeAlias with non-Name name" : "NamedExpr target must be a Name");
  }

  template <class T>
  bool read_py(const NodeClass& c, const Field& field, Value value, Span<T>& out) {
    if (!rt::is_list(value)) {
      return rt::raise_type_error(t_, "%N field \"%S\" must be a list, not a %T", c.type, field.name, value);
    }
    std::vector<T> items;
    u64 size = rt::as_list(value)->length.load(gc::acquire);
    for (u64 i = 0; i < size; ++i) {
      Ref item = rt::list_get(t_, rt::as_list(value), static_cast<i64>(i));
      T made{};
      if (item && !read_item_py(c, field, item, made)) return false;
      if (!item || rt::as_list(value)->length.load(gc::acquire) != size) {
        return rt::raise(t_, rt::kRuntimeErrorType, "%N field \"%S\" changed size during iteration", c.type,
                         field.name);
      }
      items.push_back(made);
    }
    out = arena_.copy(items.data(), items.size());
    return true;
  }

  template <class T>
  bool read_item_py(const NodeClass& c, const Field& field, Value item, T& out) {
    if constexpr (std::is_pointer_v<T>) {
      if (rt::is_same(item, rt::kNone)) return field.text.is_optional || none_in_list(field.text);
    }
    return read_py(c, field, item, out);
  }
  bool none_in_list(const FieldText& field) {
    bool statements = field.type == "stmt", expressions = field.type == "expr";
    if (statements || expressions) {
      return rt::raise_value_error(t_, "None disallowed in %s list", statements ? "statement" : "expression");
    }
    return rt::raise_type_error(t_, "expected some sort of %s, but got None", std::string(field.type).c_str());
  }

  bool read_py(const NodeClass&, const Field&, Value value, const syn::Symbol*& out) {
    if (!rt::is_exact_str(value)) return rt::raise_type_error(t_, "AST identifier must be of type str");
    out = arena_.intern(rt::to_wtf8(value));
    return true;
  }

  bool int_py(Value value, i32* out) {
    if (!rt::is_int(value)) return rt::raise_value_error(t_, "invalid integer value: %R", value);
    return rt::to_i32_py(t_, value, out);
  }
  bool read_py(const NodeClass&, const Field&, Value value, i32& out) { return int_py(value, &out); }
  bool read_py(const NodeClass&, const Field&, Value value, u32& out) {
    i32 n;
    if (!int_py(value, &n)) return false;
    if (n < 0) return rt::raise_value_error(t_, "Negative ImportFrom level");
    out = static_cast<u32>(n);
    return true;
  }
  bool read_py(const NodeClass&, const Field&, Value value, bool& out) {
    i32 n;
    if (!int_py(value, &n)) return false;
    out = n != 0;
    return true;
  }

  template <class E>
  bool operator_py(Value value, size_t family, E& out) {
    size_t row = row_of(value, family);
    if (row == kClassCount) return false;
    out = static_cast<E>(row - family - 1);
    return true;
  }
  bool read_py(const NodeClass&, const Field&, Value v, syn::ExprContext& out) {
    return operator_py(v, class_index("expr_context"), out);
  }
  bool read_py(const NodeClass&, const Field&, Value v, syn::BoolOperator& out) {
    return operator_py(v, class_index("boolop"), out);
  }
  bool read_py(const NodeClass&, const Field&, Value v, syn::Operator& out) {
    return operator_py(v, class_index("operator"), out);
  }
  bool read_py(const NodeClass&, const Field&, Value v, syn::UnaryOperator& out) {
    return operator_py(v, class_index("unaryop"), out);
  }
  bool read_py(const NodeClass&, const Field&, Value v, syn::CompareOperator& out) {
    return operator_py(v, class_index("cmpop"), out);
  }

  // ---- constants

  syn::Node* constant_py(Value object, const syn::Location& at) {
    const NodeClass& c = g_classes[class_index("Constant")];
    Ref value = rt::getattr_optional_py(t_, object, c.fields[0].name);
    if (!value) {
      if (!t_.error) rt::raise_type_error(t_, "required field \"%S\" missing from %N", c.fields[0].name, c.type);
      return nullptr;
    }
    Ref prefix = rt::getattr_optional_py(t_, object, c.fields[1].name);
    if (t_.error) return nullptr;
    syn::Expr* made = constant(value, at);
    if (auto* literal = syn::try_as<syn::Constant>(made)) {
      literal->value.u_prefix = prefix && rt::is_str(prefix) && rt::str_equal_ascii(prefix, "u");
    }
    return made;
  }

  // There is no literal for a tuple or a complex number with a real part. Such a constant becomes an expression of
  // literals, which the compiler folds.
  syn::Expr* constant(Value value, const syn::Location& at) {
    rt::NativeDepth native(t_, " during compilation");
    if (!native) return nullptr;
    if (depth_ >= syn::kMaxHighTree) return rt::raise_recursion_error(t_, " during compilation");
    ++depth_;
    syn::Expr* made;
    if (rt::is_exact_tuple(value)) made = tuple(value, at);
    else if (rt::is_exact(value, rt::TypeId::kComplex)) made = complex(value.as<rt::Complex>(), at);
    else made = literal(value);
    --depth_;
    if (made) made->at = at;
    return made;
  }

  syn::Expr* tuple(Value value, const syn::Location& at) {
    std::vector<syn::Expr*> items;
    for (u64 i = 0; i < rt::as_tuple(value)->length; ++i) {
      items.push_back(constant((*rt::as_tuple(value))[i], at));
      if (!items.back()) return nullptr;
    }
    auto* made = arena_.make<syn::Tuple>();
    made->elts = arena_.copy(items.data(), items.size());
    return made;
  }

  syn::Expr* complex(const rt::Complex* z, const syn::Location& at) {
    auto part = [&](syn::ConstantKind kind, double value) {
      auto* made = arena_.make<syn::Constant>();
      made->value.kind = kind;
      made->value.real = value;
      made->at = at;
      return made;
    };
    syn::Expr* imaginary = part(syn::ConstantKind::Imag, z->imag);
    if (z->real == 0 && !std::signbit(z->real)) return imaginary;
    auto* sum = arena_.make<syn::BinOp>();
    sum->left = part(syn::ConstantKind::Float, z->real);
    sum->op = syn::Operator::Add;
    sum->right = imaginary;
    return sum;
  }

  syn::Expr* literal(Value value) {
    auto* made = arena_.make<syn::Constant>();
    return literal(value, &made->value) ? made : nullptr;
  }

  bool literal(Value value, syn::ConstantValue* out) {
    using syn::ConstantKind;
    if (rt::is_same(value, rt::kNone)) out->kind = ConstantKind::None;
    else if (rt::is_same(value, rt::kTrue)) out->kind = ConstantKind::True;
    else if (rt::is_same(value, rt::kFalse)) out->kind = ConstantKind::False;
    else if (rt::is_same(value, rt::kEllipsis)) out->kind = ConstantKind::Ellipsis;
    else if (rt::is_exact_int(value)) return int_literal(value, out);
    else if (rt::type_of(value) == rt::kFloatType) out->kind = ConstantKind::Float, out->real = rt::float_value(value);
    else if (rt::is_exact_str(value)) out->kind = ConstantKind::Str, out->text = arena_.copy(rt::to_wtf8(value));
    else if (rt::is_exact(value, rt::TypeId::kBytes))
      out->kind = ConstantKind::Bytes, out->text = arena_.copy(value.as<rt::Bytes>()->view());
    else return rt::raise_type_error(t_, "got an invalid type in Constant: %T", value);
    return true;
  }

  bool int_literal(Value value, syn::ConstantValue* out) {
    out->kind = syn::ConstantKind::Int;
    out->base = 16;
    Ref digits = rt::int_to_str(t_, value, 16);
    if (!digits) return false;
    out->text = arena_.copy(rt::as_str(digits)->ascii_view());
    out->fits = rt::int_fits_i64(value, &out->integer);
    return true;
  }

  // MatchSingleton.value and Interpolation.str.
  bool read_py(const NodeClass& c, const Field&, Value value, syn::ConstantValue& out) {
    bool singleton = rt::is_same(value, rt::kNone) || rt::is_same(value, rt::kTrue) || rt::is_same(value, rt::kFalse);
    if (!singleton && c.type == g_classes[class_index("MatchSingleton")].type) {
      return rt::raise_value_error(t_, "MatchSingleton can only contain True, False and None");
    }
    return literal(value, &out);
  }

  Thread& t_;
  syn::Arena& arena_;
  int depth_ = 0;
  bool is_high_ = false, on_large_stack_ = false;
  // Of the part of the tree that is higher than kMaxTreeHeight. A tree that contains itself has the nodes beside the
  // circle at each level again; without a limit they would use all memory before the height ends it.
  static constexpr u32 kMostHighNodes = 10 * syn::kMaxHighTree;
  u32 high_nodes_ = 0;
  // Nested functions and the like there. The names of all of them together grow with the square of their number.
  static constexpr u32 kMostHighScopes = 100;
  u32 high_scopes_ = 0;
  syn::Kind kinds_[kClassCount] = {};
};

}  // namespace

bool is_root_of_mode(Thread& t, Value root, syn::Mode mode) { return check_root(t, root, mode) != kClassCount; }

syn::Root* tree_of_nodes_py(Thread& t, Value root, syn::Mode mode, syn::Arena* arena, bool* high) {
  if (!need_classes_py(t)) return nullptr;
  Importer importer(t, arena);
  syn::Root* tree = importer.root_py(root, mode);
  *high = importer.is_high();
  return tree;
}

}  // namespace vm::ast
