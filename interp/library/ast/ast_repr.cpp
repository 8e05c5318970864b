// The text of a node: its class and fields. Nodes deeper than kDepth are shown as Name(...), and of a list only the
// ends.
#include "interp/library/ast/ast.h"
#include "interp/library/ast/ast_classes.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace vm::ast {

namespace {

constexpr int kDepth = 3;

Ref value_text_py(Thread& t, Value value, int depth);

Ref sequence_text_py(Thread& t, Value sequence, int depth) {
  bool list = rt::is_list(sequence);
  Ref items = rt::to_tuple_py(t, sequence);
  if (!items) return Ref();
  u64 n = rt::as_tuple(items)->length;
  Ref text = rt::make_str(t, list ? "[" : "(");
  for (u64 i = 0; text && i < n; i = i + 1 < n && n > 2 ? n - 1 : i + 1) {
    Ref item = value_text_py(t, (*rt::as_tuple(items))[i], depth);
    const char* separator = i == 0 ? "" : n > 2 ? ", ..., " : ", ";
    text = item ? rt::format_message(t, "%S%s%S", text.get(), separator, item.get()) : Ref();
  }
  return text ? rt::format_message(t, "%S%s", text.get(), list ? "]" : n == 1 ? ",)" : ")") : Ref();
}

Ref node_text_py(Thread& t, Value node, int depth) {
  if (depth <= 0) return rt::format_message(t, "%s(...)", rt::type_name(node));
  Ref text = rt::format_message(t, "%s(", rt::type_name(node));
  Ref key = rt::intern(t, std::string_view("_fields"));
  Ref names = key ? rt::getattr_py(t, Value(rt::type_of(node)), key) : Ref();
  Ref fields = names ? rt::to_tuple_py(t, names) : Ref();
  if (!fields) return Ref();
  for (u64 i = 0; text && i < rt::as_tuple(fields)->length; ++i) {
    Value field = (*rt::as_tuple(fields))[i];
    Ref value = rt::getattr_py(t, node, field);
    Ref shown = value ? value_text_py(t, value, depth - 1) : Ref();
    text = shown ? rt::format_message(t, "%S%s%S=%S", text.get(), i ? ", " : "", field, shown.get()) : Ref();
  }
  return text ? rt::format_message(t, "%S)", text.get()) : Ref();
}

Ref value_text_py(Thread& t, Value value, int depth) {
  if (rt::is_list(value) || rt::is_tuple(value)) return sequence_text_py(t, value, depth);
  return is_node(value) ? node_text_py(t, value, depth) : rt::repr_py(t, value);
}

}  // namespace

Ref node_repr_py(Thread& t, Value self) {
  rt::NativeDepth native(t, " while getting the repr of an AST node");
  return native ? node_text_py(t, self, kDepth) : Ref();
}

}  // namespace vm::ast
