// _json: the definition of the module that accelerates the library's package json.
#include "runtime/library/formats/json.h"

#include "runtime/library/parts/module_parts.h"

namespace rt {

namespace {

constexpr MethodDef kFunctions[] = {
    {"encode_basestring", json::encode_basestring, "(string, /)", "The text as a JSON string."},
    {"encode_basestring_ascii", json::encode_basestring_ascii, "(string, /)",
     "The text as a JSON string of ASCII characters."},
    {"scanstring", json::scanstring, "(string, end, strict=True, /)",
     "Scan the string literal that begins before `end`; return its text and the index behind it."},
    {},
};

bool init(Thread& t, Value module) { return json::add_scanner(t, module) && json::add_encoder(t, module); }

}  // namespace

const ModuleDef kUnderJsonModule = {"_json", "json speedups", kFunctions, init};

}  // namespace rt
