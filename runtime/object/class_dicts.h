// The dicts of all classes. Attribute records hold values of these dicts without counts, and only
// type_set_attribute_py() updates the records. So scripts must not get hold of such a dict, and functions that show
// scripts what an object refers to ask here.
#pragma once

#include "runtime/object/ref.h"

namespace rt {

struct Dict;

// A class has got its dict, or is about to give it up. Any attached thread.
void class_dict_made(Dict* dict);
void class_dict_goes(Dict* dict);
// Any attached thread, also with the world stopped.
bool is_class_dict(const gc::Object* object);

}  // namespace rt
