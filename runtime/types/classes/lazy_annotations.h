// The annotations of a class, for libraries of before PEP 649.
//
// Such a library looks for a mapping under __annotations__, in the namespace that a metaclass gets (typing.NamedTuple)
// or in the class's __dict__ (dataclasses). It finds a dict whose contents the class's __annotate__ makes when
// something is done with it. What names something that does not exist yet is source text until it does, as if it had
// been quoted: that is how those libraries know forward references. Once all values are known the object is an ordinary
// dict.
#pragma once

#include "runtime/types/containers/dict.h"

namespace rt {

// A format for the __annotate__ of classes, beside those of annotationlib: values, and source text where a name is not
// defined.
inline constexpr i64 kValuesOrText = -1;

void init_lazy_annotations(Thread& t);
// Into the namespace of a class whose body has run.
Ref make_lazy_annotations(Thread& t, Value annotate);
bool is_lazy_annotations(Value v);
// The function that makes them; empty: it has done so.
Ref annotate_of(Thread& t, Value lazy);
// All values, which are the contents from then on. Empty: the error of the annotation that has none.
Ref complete_annotations_py(Thread& t, Value lazy);
// Calls an __annotate__ function. The result is a dict.
Ref call_annotate_py(Thread& t, Value annotate, i64 format);

}  // namespace rt
