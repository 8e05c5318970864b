// The syntax tree: plain structs in an arena, one per node kind of Python's
// `ast` module (listed with their fields in ast.def).
//
// How a node lies in the arena (`x = f(1)`):
//
//     Assign                      Call                       Constant
//     +------------------+        +------------------+       +-----------------+
//     | kind = Assign    |   +--> | kind = Call      |  +--> | kind = Constant |
//     | at 1:0 - 1:8     |   |    | at 1:4 - 1:8     |  |    | at 1:6 - 1:7    |
//     | targets {ptr, 1}-|-+ |    | func ------------|--|-+  | value Int 1     |
//     | value -----------|-|-+    | args {ptr, 1} ---|--|-|-+ +---------------+
//     +------------------+ |      | keywords {-, 0}  |  | | |
//                          |      +------------------+  | | +-> [ptr]
//                          +-> [ptr] -> Name x, Store   +-|-----/
//                                                         +-> Name f, Load
//
// Every node begins with its kind and its position. Children are plain pointers; lists are Span<T*> (pointer and
// length), whose arrays lie in the same arena. Children are made before their parent, a node has one parent, and
// nothing points upwards. Once the tree is built, nothing changes it (but scopes of parenthesized targets), and any
// thread may read it.
//
// How to walk it:
//   * switch over `node->kind` and `as<Call>(node)` (checked in debug builds),
//     or `if (auto* call = try_as<Call>(node))`;
//   * `visit(*node, overloads)`: calls `overloads` with the concrete struct;
//   * `for_each_field(node, f)`: calls f("name", field) for each field in
//     Python's order: what the dump and the `_ast` module use.
//
// Depth: the parser bounds the height of any tree (see kMaxTreeHeight in
// parser.h), so a recursive walk with frames of ordinary size is safe, except
// along elif chains, which a walker follows in a loop.
#pragma once

#include <cassert>
#include <string_view>

#include "gc/base/bits.h"
#include "interp/syntax/arena.h"

namespace syn {

// Lines count from 1; columns are byte offsets in the line's UTF-8, from 0;
// the end is exclusive.
struct Location {
  static constexpr u32 kUnknown = ~0u;  // a column: the whole line
  u32 line = 0;
  u32 col = 0;
  u32 end_line = 0;
  u32 end_col = 0;
};

enum class Kind : u8 {
#define SYN_NODE(name, base) name,
#define SYN_FIELD(type, name)
#define SYN_END(name)
#define SYN_VARIANT(name, like) name,
#include "interp/syntax/ast.def"
#undef SYN_NODE
#undef SYN_FIELD
#undef SYN_END
#undef SYN_VARIANT
};

enum class ExprContext : u8 { Load, Store, Del };
enum class BoolOperator : u8 { And, Or };
enum class Operator : u8 { Add, Sub, Mult, MatMult, Div, Mod, Pow, LShift, RShift, BitOr, BitXor, BitAnd, FloorDiv };
enum class UnaryOperator : u8 { Invert, Not, UAdd, USub };
enum class CompareOperator : u8 { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn };

enum class ConstantKind : u8 { None, True, False, Ellipsis, Int, Float, Imag, Str, Bytes };

// The value of a literal.
struct ConstantValue {
  ConstantKind kind = ConstantKind::None;
  bool u_prefix = false;  // Str written as u"..."
  bool fits = false;      // Int: `integer` holds the value
  u8 base = 10;           // Int: 2, 8, 10 or 16
  union {
    i64 integer = 0;  // Int
    double real;      // Float; Imag: the imaginary part
  };
  // Int: the digits in `base`, without prefix and underscores.
  // Str: WTF-8, that is UTF-8 in which a lone surrogate (from an escape such as
  // "\ud800") is encoded in three bytes. Bytes: the bytes.
  std::string_view text;
};

struct Node {
  Kind kind;
  Location at;

 protected:
  explicit Node(Kind kind) : kind(kind) {}
};

// Families of nodes. Variables hold a family pointer where the grammar does.
struct Root : Node {
  using Node::Node;
};
struct Stmt : Node {
  using Node::Node;
};
struct Expr : Node {
  using Node::Node;
};
struct Pattern : Node {
  using Node::Node;
};
struct TypeParam : Node {
  using Node::Node;
};
struct Part : Node {
  using Node::Node;
};
struct Bare : Node {
  using Node::Node;
};

#define SYN_NODE(name, base) struct name;
#define SYN_FIELD(type, name)
#define SYN_END(name)
#define SYN_VARIANT(name, like) struct name;
#include "interp/syntax/ast.def"
#undef SYN_NODE
#undef SYN_FIELD
#undef SYN_END
#undef SYN_VARIANT

#define SYN_NODE(name, base)                             \
  struct name : base {                                   \
    static constexpr Kind kKind = Kind::name;            \
    explicit name(Kind kind = Kind::name) : base(kind) {}
#define SYN_FIELD(type, name) type name{};
#define SYN_END(name) };
#define SYN_VARIANT(name, like)               \
  struct name : like {                        \
    static constexpr Kind kKind = Kind::name; \
    name() : like(Kind::name) {}              \
  };
#include "interp/syntax/ast.def"
#undef SYN_NODE
#undef SYN_FIELD
#undef SYN_END
#undef SYN_VARIANT

// True if a node of this kind is a T or a variant of T.
template <class T>
constexpr bool is_kind(Kind kind) {
  if (kind == T::kKind) return true;
#define SYN_NODE(name, base)
#define SYN_FIELD(type, name)
#define SYN_END(name)
#define SYN_VARIANT(name, like) \
  if (T::kKind == Kind::like && kind == Kind::name) return true;
#include "interp/syntax/ast.def"
#undef SYN_NODE
#undef SYN_FIELD
#undef SYN_END
#undef SYN_VARIANT
  return false;
}

template <class T>
T* as(Node* node) {
  assert(node && is_kind<T>(node->kind));
  return static_cast<T*>(node);
}
template <class T>
const T* as(const Node* node) {
  assert(node && is_kind<T>(node->kind));
  return static_cast<const T*>(node);
}

// Null if `node` is null or of another kind.
template <class T>
T* try_as(Node* node) {
  return node && is_kind<T>(node->kind) ? static_cast<T*>(node) : nullptr;
}
template <class T>
const T* try_as(const Node* node) {
  return node && is_kind<T>(node->kind) ? static_cast<const T*>(node) : nullptr;
}

// Calls `visitor` with the node as its concrete type and returns what it
// returns; all overloads must return the same type.
template <class Visitor>
decltype(auto) visit(const Node& node, Visitor&& visitor) {
  switch (node.kind) {
#define SYN_NODE(name, base) \
  case Kind::name:           \
    return visitor(static_cast<const name&>(node));
#define SYN_FIELD(type, name)
#define SYN_END(name)
#define SYN_VARIANT(name, like) \
  case Kind::name:              \
    return visitor(static_cast<const name&>(node));
#include "interp/syntax/ast.def"
#undef SYN_NODE
#undef SYN_FIELD
#undef SYN_END
#undef SYN_VARIANT
  }
  __builtin_unreachable();
}

// f("field name", field) for each field of a concrete node, in Python's order.
#define SYN_NODE(name, base) \
  template <class F>         \
  void for_each_field([[maybe_unused]] const name& node, [[maybe_unused]] F&& f) {
#define SYN_FIELD(type, name) f(#name, node.name);
#define SYN_END(name) }
#define SYN_VARIANT(name, like)
#include "interp/syntax/ast.def"
#undef SYN_NODE
#undef SYN_FIELD
#undef SYN_END
#undef SYN_VARIANT

// The name of the node's class in Python's `ast` ("FunctionDef", "arguments").
std::string_view kind_name(Kind kind);

}  // namespace syn
