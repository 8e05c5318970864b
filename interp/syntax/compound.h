// Which statements are compound, that is, have a block behind a colon.
#pragma once

#include "interp/syntax/ast.h"

namespace syn {

inline bool is_compound(Kind kind) {
  switch (kind) {
    case Kind::If:
    case Kind::For:
    case Kind::AsyncFor:
    case Kind::While:
    case Kind::Try:
    case Kind::TryStar:
    case Kind::With:
    case Kind::AsyncWith:
    case Kind::Match:
    case Kind::FunctionDef:
    case Kind::AsyncFunctionDef:
    case Kind::ClassDef: return true;
    default: return false;
  }
}

}  // namespace syn
