// The dict of an object's attributes, changed through the object. Attributes go to the dict that the object has, never
// to one that it had a moment ago: the place where the dict lies, `home`, is changed under the dict's lock, and who
// holds that lock looks whether the dict is still there.
#pragma once

#include "runtime/types/containers/dict.h"

namespace rt {

// As dict_set_str and dict_delete_str. *moved: the dict is not in `home` any more, nothing has been done, and `value`
// is the caller's.
bool dict_set_str_at(Thread& t, const Slot& home, Dict* dict, Value key, Ref& value, bool* moved);
int dict_delete_str_at(Thread& t, const Slot& home, Dict* dict, Value key, bool* moved);
// Stores another dict into `home`, a slot of `owner`, so that they notice. May destroy the old one and so run Python
// code.
void replace_dict_at(Thread& t, Object* owner, Slot& home, Ref dict);

// True once there is a __dict__ to speak of: it was asked for, or attributes are, or were, set.
bool instance_has_dict(Value v);
// What object's own descriptor of `__dict__` gives, whatever a class defines. AttributeError if there is none.
Ref own_dict(Thread& t, Value self);

}  // namespace rt
