// What the three files behind shape.h share: trees of shapes (shape.cpp), above them the memoised look-ups
// (shape_records.cpp), and above both what a change of a class does to them (shape_changes.cpp). A file calls those
// before it only.
#pragma once

#include "runtime/object/shape.h"

namespace rt {

// Gives the shape an id that no inline cache knows. The former id leads to it, too. World stopped.
void give_new_id(Shape* shape);
// The MRO of the class has changed: the classes on the new one learn of the records of the class's shapes that depend
// on them. Under g_type_mutex.
void note_records_of_type(Type* type);

}  // namespace rt
