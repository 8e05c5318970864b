// pyexpat: the definition of the module, which parses XML with expat; its functions, and its constants, some of them in
// submodules.
#include <cstring>

#include "runtime/library/formats/pyexpat_parts.h"
#include "runtime/library/os/posix.h"
#include "runtime/object/native_modules.h"

namespace rt::expat {

Type* g_error;

namespace {

bool check_text(Thread& t, const char* parameter, Value v) {
  return v == kNone || is_str(v) ||
         raise_type_error(t, "ParserCreate() argument '%s' must be str or None, not %A", parameter, v);
}

Ref parser_create(Thread& t, Value encoding, Value separator, Value interned) {
  if (!check_text(t, "encoding", encoding) || !check_text(t, "namespace_separator", separator)) return Ref();
  TextArgument encoding_text(t, encoding), separator_text(t, separator);
  if (!encoding_text.ok() || !separator_text.ok()) return Ref();
  if (separator_text.c_str() && std::strlen(separator_text.c_str()) > 1)
    return raise_value_error(t, "namespace_separator must be at most one character, omitted, or None");
  Ref names;
  if (!interned) {
    names = make_dict(t);
    if (!names) return Ref();
  } else if (is_dict(interned)) {
    names = Ref::share(t, interned);
  } else if (interned != kNone) {
    return raise_type_error(t, "intern must be a dictionary");
  }
  return make_parser(t, encoding_text.c_str(), separator_text.c_str(), names);
}

// The text of an error. Null: expat knows no such error.
const char* error_string(i64 code) {
  return code == static_cast<int>(code) ? XML_ErrorString(static_cast<XML_Error>(code)) : nullptr;
}

Ref pyexpat_error_string(Thread& t, Value code_value) {
  i64 code;
  if (!to_i64_py(t, code_value, &code)) return Ref();
  const char* text = error_string(code);
  return text ? make_str_ascii(t, text) : none();
}

constexpr MethodDef kMethods[] = {
    {"ParserCreate", parser_create, "(encoding=None, namespace_separator=None, intern=<unrepresentable>)",
     "Return a new XML parser object."},
    {"ErrorString", pyexpat_error_string, "(code, /)", "Returns string error for given number."},
    {},
};

// ---- pyexpat.errors

constexpr posix::Constant kErrors[] = {
#define X(name) {#name, name},
    X(XML_ERROR_NO_MEMORY) X(XML_ERROR_SYNTAX) X(XML_ERROR_NO_ELEMENTS) X(XML_ERROR_INVALID_TOKEN)
        X(XML_ERROR_UNCLOSED_TOKEN) X(XML_ERROR_PARTIAL_CHAR) X(XML_ERROR_TAG_MISMATCH) X(XML_ERROR_DUPLICATE_ATTRIBUTE)
            X(XML_ERROR_JUNK_AFTER_DOC_ELEMENT) X(XML_ERROR_PARAM_ENTITY_REF) X(XML_ERROR_UNDEFINED_ENTITY) X(
                XML_ERROR_RECURSIVE_ENTITY_REF) X(XML_ERROR_ASYNC_ENTITY) X(XML_ERROR_BAD_CHAR_REF)
                X(XML_ERROR_BINARY_ENTITY_REF) X(XML_ERROR_ATTRIBUTE_EXTERNAL_ENTITY_REF) X(XML_ERROR_MISPLACED_XML_PI)
                    X(XML_ERROR_UNKNOWN_ENCODING) X(XML_ERROR_INCORRECT_ENCODING) X(XML_ERROR_UNCLOSED_CDATA_SECTION)
                        X(XML_ERROR_EXTERNAL_ENTITY_HANDLING) X(XML_ERROR_NOT_STANDALONE) X(XML_ERROR_UNEXPECTED_STATE)
                            X(XML_ERROR_ENTITY_DECLARED_IN_PE) X(XML_ERROR_FEATURE_REQUIRES_XML_DTD)
                                X(XML_ERROR_CANT_CHANGE_FEATURE_ONCE_PARSING) X(XML_ERROR_UNBOUND_PREFIX)
                                    X(XML_ERROR_UNDECLARING_PREFIX) X(XML_ERROR_INCOMPLETE_PE) X(XML_ERROR_XML_DECL)
                                        X(XML_ERROR_TEXT_DECL) X(XML_ERROR_PUBLICID) X(XML_ERROR_SUSPENDED)
                                            X(XML_ERROR_NOT_SUSPENDED) X(XML_ERROR_ABORTED) X(XML_ERROR_FINISHED)
                                                X(XML_ERROR_SUSPEND_PE) X(XML_ERROR_RESERVED_PREFIX_XML)
                                                    X(XML_ERROR_RESERVED_PREFIX_XMLNS)
                                                        X(XML_ERROR_RESERVED_NAMESPACE_URI)
                                                            X(XML_ERROR_INVALID_ARGUMENT) X(XML_ERROR_NO_BUFFER)
                                                                X(XML_ERROR_AMPLIFICATION_LIMIT_BREACH)
#undef X
                                                                    {nullptr, 0}};

// The constants are the errors' texts; two dicts map them to the numbers and back.
bool add_errors(Thread& t, Value module) {
  Ref codes = make_dict(t), messages = make_dict(t);
  if (!codes || !messages) return false;
  for (const posix::Constant* error = kErrors; error->name; ++error) {
    Ref text = make_str_ascii(t, error_string(error->value)), number = make_int(t, error->value);
    if (!text || !dict_set_py(t, as_dict(codes), text, number) || !dict_set_py(t, as_dict(messages), number, text) ||
        !module_add(t, module, error->name, std::move(text))) {
      return false;
    }
  }
  return module_add(t, module, "codes", std::move(codes)) && module_add(t, module, "messages", std::move(messages));
}
constexpr ModuleDef kErrorsModule = {
    .name = "pyexpat.errors", .doc = "Constants used to describe error conditions.", .init = add_errors};

// ---- pyexpat.model

constexpr posix::Constant kModel[] = {
#define X(name) {#name, name},
    X(XML_CTYPE_EMPTY) X(XML_CTYPE_ANY) X(XML_CTYPE_MIXED) X(XML_CTYPE_NAME) X(XML_CTYPE_CHOICE) X(XML_CTYPE_SEQ)
        X(XML_CQUANT_NONE) X(XML_CQUANT_OPT) X(XML_CQUANT_REP) X(XML_CQUANT_PLUS)
#undef X
            {nullptr, 0}};
bool add_model(Thread& t, Value module) { return posix::add_constants(t, module, kModel); }
constexpr ModuleDef kModelModule = {
    .name = "pyexpat.model", .doc = "Constants used to interpret content model information.", .init = add_model};

// ---- the module

constexpr posix::Constant kConstants[] = {
    {"XML_PARAM_ENTITY_PARSING_NEVER", XML_PARAM_ENTITY_PARSING_NEVER},
    {"XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE", XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE},
    {"XML_PARAM_ENTITY_PARSING_ALWAYS", XML_PARAM_ENTITY_PARSING_ALWAYS},
    {nullptr, 0}};

Ref version_info(Thread& t) {
  XML_Expat_Version version = XML_ExpatVersionInfo();
  return make_tuple(t, Value::small_int(version.major), Value::small_int(version.minor),
                    Value::small_int(version.micro));
}

// How expat was built: [(name, value), ...].
Ref features(Thread& t) {
  Ref list = make_list(t);
  for (const XML_Feature* f = XML_GetFeatureList(); list && f->feature != XML_FEATURE_END; ++f) {
    Ref name = make_str_ascii(t, f->name), value = make_int(t, f->value);
    Ref pair = name && value ? make_tuple(t, name, value) : Ref();
    if (!pair || !list_append(t, as_list(list), std::move(pair))) return Ref();
  }
  return list;
}

constexpr TypeSpec kErrorSpec = {
    .name = "xml.parsers.expat.ExpatError", .base = TypeId::kException, .flags = kTypeSubclassable};

bool init(Thread& t, Value module) {
  return add_native_type(t, module, g_error, kErrorSpec) && module_add(t, module, "error", Ref::share(t, g_error)) &&
         add_parser_type(t, module) && module_add(t, module, "EXPAT_VERSION", make_str_ascii(t, XML_ExpatVersion())) &&
         module_add(t, module, "version_info", version_info(t)) &&
         module_add(t, module, "native_encoding", make_str_ascii(t, "UTF-8")) &&
         module_add(t, module, "features", features(t)) && posix::add_constants(t, module, kConstants) &&
         add_submodule(t, module, "errors", kErrorsModule) && add_submodule(t, module, "model", kModelModule);
}

}  // namespace
}  // namespace rt::expat

namespace rt {

extern const ModuleDef kPyexpatModule = {
    .name = "pyexpat", .doc = "Python wrapper for Expat parser.", .methods = expat::kMethods, .init = expat::init};

}  // namespace rt
