// -X importtime: writes a line to stderr for each import, with its time without and with the imports inside it.
#pragma once

#include "runtime/object/ref.h"

namespace vm {

// Writes the heading; from here on every ImportTime writes its line, and with level 2 every note of a module that was
// there. Called before threads start.
void show_import_times(int level);
// The module is in sys.modules already. The name is borrowed.
void note_cached_import(rt::Value name);

// Measures its own lifetime, which is the import of one module. The name is borrowed.
class ImportTime {
 public:
  explicit ImportTime(rt::Value name);
  ~ImportTime();
  ImportTime(const ImportTime&) = delete;
  ImportTime& operator=(const ImportTime&) = delete;

 private:
  rt::Value name_;
  rt::i64 start_ = 0, inner_before_ = 0;
};

}  // namespace vm
