// The references of a path in words, as UTF-8 texts. World stopped by the calling thread, so that every object may be
// read without locks and counts. No Python code runs: keys and values are named, never asked for their repr.
#pragma once

#include <string>
#include <vector>

#include "interp/vm/frame.h"

namespace vm {

// The steps along a path, whose first object is `path[0]`: one text for each reference, "['a'] (list)", "item 3 (C)".
// Dicts that only hold the attributes of the object in front of them are no steps of their own.
std::vector<std::string> steps_of_path(const std::vector<Object*>& path);
// "work()", or "<module>".
std::string function_in_words(const Code* code);
// The name of the variable in register i of the code's frames; empty if the register is a temporary.
std::string variable_name(const Code* code, gc::u32 i);
// "list", "C": the class of an object.
std::string class_in_words(const Object* object);

}  // namespace vm
