// -X importtime: a line on the standard error for each import, with what it took itself and what with the imports inside it.
#pragma once

#include "runtime/object/ref.h"

namespace vm {

// Writes the heading and makes every ImportTime from here on write its line. Before threads start.
void show_import_times();

// Lives as long as the import of one module.
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
