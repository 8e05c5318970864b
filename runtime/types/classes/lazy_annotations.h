// The annotations of a class, for Python libraries older than PEP 649.
//
// Such a library expects a mapping under the name __annotations__, in the namespace that a metaclass gets
// (typing.NamedTuple) or in the class's __dict__ (dataclasses). The mapping made here is a dict that is filled on its
// first use, by calling the class's __annotate__. If an annotation uses an undefined name, its value is the source
// text, as if the annotation had been quoted: the library takes that for a forward reference. When all values are
// known, the object becomes an ordinary dict.
#pragma once

#include "runtime/types/containers/dict.h"

namespace rt {

// A format for the __annotate__ of classes, in addition to those of annotationlib: values, and source text for
// annotations with undefined names.
inline constexpr i64 kValuesOrText = -1;

void init_lazy_annotations(Thread& t);
// A new lazy mapping for the namespace of a class whose body has run.
Ref make_lazy_annotations(Thread& t, Value annotate);
bool is_lazy_annotations(Value v);
// The function that computes the annotations. Empty without error: it has done so already.
Ref annotate_of(Thread& t, Value lazy);
// Computes all values; `lazy` is an ordinary dict afterwards. Empty: the error of an annotation, for example NameError.
Ref complete_annotations_py(Thread& t, Value lazy);
// Calls an __annotate__ function and checks that the result is a dict.
Ref call_annotate_py(Thread& t, Value annotate, i64 format);

}  // namespace rt
