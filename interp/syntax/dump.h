// Prints a tree as Python's ast.dump(tree, include_attributes=True) does.
#pragma once

#include <string>

#include "interp/syntax/ast.h"
#include "interp/syntax/parser.h"

namespace syn {

// `services.is_printable` decides which characters strings show as escapes.
std::string dump(const Node& node, const TextServices& services = {}, bool attributes = true);

}  // namespace syn
