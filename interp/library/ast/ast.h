// Syntax trees as Python objects, for compile(). Empty, null or false: an error is pending.
#pragma once

#include <string_view>

#include "interp/compile/compiler.h"

namespace vm::ast {

class TreeOptimizer;

// True for an instance of ast.AST.
bool is_node(rt::Value v);
// compile(source, ..., PyCF_ONLY_AST): parses and gives the root node, which has the type comments if they are asked
// for. `optimized`: the tree is optimized on the way, for PyCF_OPTIMIZED_AST.
rt::Ref parse_to_nodes_py(rt::Thread& t, std::string_view source, rt::Value filename, syn::Mode mode,
                          const comp::CompileOptions& options, bool type_comments, bool optimized);
// compile(node, ..., PyCF_OPTIMIZED_AST): other nodes for the same program.
rt::Ref optimize_nodes_py(rt::Thread& t, rt::Value root, syn::Mode mode, const comp::CompileOptions& options);
// compile(node, ...): code from a root node.
rt::Ref compile_nodes_py(rt::Thread& t, rt::Value root, rt::Value filename, syn::Mode mode,
                         const comp::CompileOptions& options);

// The steps of these functions. From tree to nodes: runs no Python code of a program. `optimizer` may be null.
rt::Ref nodes_of_tree_py(rt::Thread& t, const syn::Root* root, const syn::TypeComments& comments,
                         TreeOptimizer* optimizer);
// From nodes to a tree in `arena`. Only the classes of the nodes are checked. *high: see comp::walk_tree_py(). Null: an
// error is pending.
syn::Root* tree_of_nodes_py(rt::Thread& t, rt::Value root, syn::Mode mode, syn::Arena* arena, bool* high);
// Is it the root of a tree that compile() takes in that mode? False: TypeError.
bool is_root_of_mode(rt::Thread& t, rt::Value root, syn::Mode mode);
// Checks the rules of the grammar that a tree from a program may break and a parsed tree never does. False: an error is
// pending.
bool validate_tree(rt::Thread& t, const syn::Root* root);

}  // namespace vm::ast
