// The source text of an expression. It is the value of annotations under `from __future__ import annotations`.
#pragma once

#include "interp/syntax/ast.h"
#include "runtime/object/ref.h"

namespace comp {

// A str, as ast.unparse gives it. Empty: an error is pending.
rt::Ref unparse(rt::Thread& t, const syn::Expr* e);

}  // namespace comp
