#include "runtime/types/text/c_text.h"

namespace rt {

CText::CText(Thread& t, Value str, bool surrogateescape) : utf8_(t, str, surrogateescape), ok_(utf8_.ok()) {
  if (ok_ && view().find('\0') != std::string_view::npos) ok_ = raise_value_error(t, "embedded null character");
}

}  // namespace rt
