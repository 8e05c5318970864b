// Changes of an object's attribute dict through the object. Another thread may replace the dict (__dict__ = ...); an
// attribute must then go to the new dict, never to the old one. So the slot that holds the dict, `home`, changes only
// under the lock of the old dict, and a writer tests under that lock that `home` still holds the dict.
#pragma once

#include "runtime/types/containers/dict.h"

namespace rt {

// As dict_set_str() and dict_delete_str(). *moved: `home` no longer holds the dict, nothing has been done, and the
// caller keeps `value`.
bool dict_set_str_at(Thread& t, const Slot& home, Dict* dict, Value key, Ref& value, bool* moved);
int dict_delete_str_at(Thread& t, const Slot& home, Dict* dict, Value key, bool* moved);
// Stores another dict into `home`, a slot of `owner`, in such a way that these two functions notice. The old dict may
// die, and finalizers may run Python code.
void replace_dict_at(Thread& t, Object* owner, Slot& home, Ref dict);

// True if the object's __dict__ has been read, or attributes are or were set. Else its __dict__ would be empty.
bool instance_has_dict(Value v);
// The __dict__ by object's own descriptor, even if a class overrides `__dict__`. Empty: AttributeError, there is none.
Ref own_dict(Thread& t, Value self);

}  // namespace rt
