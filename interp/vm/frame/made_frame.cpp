#include "interp/vm/frame/made_frame.h"

namespace vm {

Ref make_frame(Thread& t, Code* code, rt::Dict* globals) {
  Ref function = comp::wake(t, code) ? make_function(t, code, globals) : Ref();
  Frame* f = function ? new_frame_object(t) : nullptr;
  if (!f) return Ref();
  rt::init_field(f->function, std::move(function));
  rt::init_field(f->code, Ref::share(t, Value(code)));
  f->lasti = 0;
  return Ref::steal(Value(f));
}

}  // namespace vm
