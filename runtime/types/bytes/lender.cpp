#include "runtime/types/bytes/lender.h"

#include "runtime/object/class.h"
#include "runtime/object/ops.h"

namespace rt {

Ref base_of_exporter(Thread& t, Value exporter) {
  Type* type = type_of(exporter);
  Ref name = intern(t, std::string_view("base"));
  Ref attribute = name ? hold_type_attribute(t, type, name) : Ref();
  bool of_c =
      attribute && (is_exact(attribute, TypeId::kGetSetDescriptor) || is_exact(attribute, TypeId::kMemberDescriptor));
  Ref base = of_c ? Ref(type_of(attribute)->slots.get(t, attribute, exporter, type)) : Ref();
  if (!base) clear_error(t);
  return base;
}

}  // namespace rt
