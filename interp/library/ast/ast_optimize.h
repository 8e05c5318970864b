// What PyCF_OPTIMIZED_AST asks compile() to do to a tree: __debug__ and numbers with a sign become constants, "%s" %
// (x,) becomes an f-string, and docstrings go away at level 2. These are the steps that CPython 3.14 and later ones
// take on trees; everything else is folded behind them, where no program sees it.
#pragma once

#include "interp/compile/compiler.h"
#include "interp/syntax/ast.h"

namespace vm::ast {

class TreeOptimizer {
 public:
  TreeOptimizer(const syn::Root* root, const comp::CompileOptions& options);

  // From `from __future__ import annotations` on annotations stay as they are written.
  bool skips_annotations() const { return skips_annotations_; }
  bool is_debug() const { return level_ == 0; }
  // The f-string for `"..." % (a, b)`. Null: the expression stays. The nodes are valid as long as this object.
  const syn::JoinedStr* format(const syn::BinOp* e);
  // The body of a module, class or function without its docstring, if the level asks for that.
  syn::Span<syn::Stmt*> body(const syn::Span<syn::Stmt*>& statements);

 private:
  syn::Constant* text(std::string_view value);
  syn::FormattedValue* field(std::string_view* rest, syn::Expr* argument);

  syn::Arena arena_;
  int level_;
  bool skips_annotations_;
};

}  // namespace vm::ast
