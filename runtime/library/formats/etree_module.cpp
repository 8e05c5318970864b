// _elementtree: the definition of the module, the native core of the library's xml.etree.ElementTree.
#include "runtime/library/formats/etree_parts.h"

namespace rt::etree {

Type* g_parse_error;

namespace {

Ref sub_element(Thread& t, const CallArgs& args) {
  if (args.positional < 2 || args.positional > 3) {
    return raise_type_error(t, "SubElement() takes at %s arguments (%d given)",
                            args.positional < 2 ? "least 2" : "most 3", static_cast<int>(args.positional));
  }
  if (!is_element(args[0])) return raise_bad_argument(t, "SubElement() argument 1", args[0]);
  Ref attributes = attributes_argument_py(t, "SubElement", args, 2);
  Ref element = error_pending(t) ? Ref() : make_element(t, args[1], std::move(attributes));
  return element && append_child(t, as_element(args[0]), element) ? std::move(element) : Ref();
}

constexpr MethodDef kFunctions[] = {
    {"SubElement", sub_element, "(...)", "Make an element, and append it to another one."},
    {"_set_factories", set_factories, "(comment_factory, pi_factory, /)",
     "Set what makes comments and processing instructions.\n\nReturns the old ones. For the library only."},
    {},
};

constexpr TypeSpec kErrorSpec = {
    .name = "xml.etree.ElementTree.ParseError", .base = TypeId::kSyntaxError, .flags = kTypeSubclassable};

bool init(Thread& t, Value module) {
  return add_native_type(t, module, g_parse_error, kErrorSpec) && add_element_type(t, module) &&
         add_iterator_type(t, module) && add_builder_type(t, module) && add_parser_type(t, module);
}

}  // namespace

}  // namespace rt::etree

namespace rt {

extern const ModuleDef kUnderElementtreeModule = {
    .name = "_elementtree", .methods = etree::kFunctions, .init = etree::init};

}  // namespace rt
