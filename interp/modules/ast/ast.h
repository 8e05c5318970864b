// Syntax trees as Python objects, for compile().
#pragma once

#include <string_view>

#include "interp/compile/compiler.h"

namespace vm::ast {

// An instance of ast.AST?
bool is_node(rt::Value v);
// compile(source, ..., PyCF_ONLY_AST): parses and gives the root node.
rt::Ref parse_to_nodes_py(rt::Thread& t, std::string_view source, rt::Value filename, syn::Mode mode,
                          const comp::CompileOptions& options);
// compile(node, ...): code from a root node.
rt::Ref compile_nodes_py(rt::Thread& t, rt::Value root, rt::Value filename, syn::Mode mode,
                         const comp::CompileOptions& options);

// The steps of it. Tree -> nodes.
rt::Ref nodes_of_tree_py(rt::Thread& t, const syn::Root* root);
// Nodes -> tree, checked as far as the classes go. Null: an error is pending.
syn::Root* tree_of_nodes_py(rt::Thread& t, rt::Value root, syn::Mode mode, syn::Arena* arena);
// Checks what the grammar demands and a tree that did not come from the parser may lack. False: an error is pending.
bool validate_tree(rt::Thread& t, const syn::Root* root);

}  // namespace vm::ast
