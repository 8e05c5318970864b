// The names of functions of C, by addresses in them.
#pragma once

#include <string>

namespace vm {

struct CodeName {
  std::string function;  // "" : the file has no symbol for it
  std::string library;   // "_multiarray_umath"; "": the address is in no library: in the program itself, in no file
  std::string file;      // its path
};
// The name comes from the symbol table of the file or, if that has been stripped, from the functions that it exports.
// The file of each library is read once. Any thread, attached or not; no lock of the dynamic linker is taken, so also
// one that a thread inside of dlopen() waits for.
CodeName name_of_code(const void* address);

}  // namespace vm
