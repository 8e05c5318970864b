// The built-in types that the interpreter has.
#pragma once

namespace vm {

// Gives runtime/ the specifications of the rows INTERPRETER_TYPE of runtime/object/types.def. Start-up, before
// rt::init_all_types().
void define_types();
// Replaces the specifications of generators by those that the library expects (generator.cpp).
void define_generator_types();

}  // namespace vm
