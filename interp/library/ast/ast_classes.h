// The classes of the module _ast as Python objects, with the data that conversions of trees need.
//
// The classes are made once, when the module is first loaded, and are never freed: compile() needs them even if a
// program removes or changes the module.
#pragma once

#include "interp/library/ast/ast_grammar.h"
#include "interp/vm/frame.h"
#include "runtime/object/native.h"

namespace vm::ast {

struct Field {
  Value name;  // interned
  FieldText text;
};

struct NodeClass {
  rt::Type* type = nullptr;
  Value singleton;  // operators and contexts: the instance that the parser uses
  Field fields[kMaxFields];
  u32 field_count = 0;
  Positions positions = Positions::None;
};

// Immutable once make_classes_py() has returned true; any thread may read them then.
extern NodeClass g_classes[kClassCount];
extern Value g_position_names[4];  // lineno, col_offset, end_lineno, end_col_offset
extern u8 g_class_of_kind[256];    // row of a syn::Kind

bool classes_ready();
// Makes the classes unless they are there. False: an error is pending.
bool make_classes_py(Thread& t);
// Loads the module _ast if it has not been loaded; for compile(). False: an error is pending.
bool need_classes_py(Thread& t);
// class AST.
rt::Type* node_type();
// Is it AST itself, or a class like expr whose subclasses are the nodes?
bool is_abstract(const rt::Type* type);
// The text of a node with its fields. Deep nodes, and all but the ends of a list, are left out.
Ref node_repr_py(Thread& t, Value self);
bool make_node_type_py(Thread& t);

}  // namespace vm::ast
