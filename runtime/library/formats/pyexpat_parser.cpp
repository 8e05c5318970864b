// pyexpat.xmlparser: the parser type with its methods and attributes.
#include "runtime/library/formats/pyexpat_parts.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "gc/heap/heap.h"
#include "runtime/library/parts/path_arg.h"
#include "runtime/object/native_modules.h"

namespace rt::expat {

#if XML_MAJOR_VERSION * 10000 + XML_MINOR_VERSION * 100 + XML_MICRO_VERSION >= 20600
constexpr bool kCanDefer = true;
void set_deferral(XML_Parser xml, bool on) { XML_SetReparseDeferralEnabled(xml, on); }
#else
constexpr bool kCanDefer = false;
void set_deferral(XML_Parser, bool) {}
#endif

namespace {

Type* g_type;

// ---- errors

// Raises ExpatError with code, line and column of the parser. An empty message: out of memory.
Error raise_expat(Thread& t, Parser* p, XML_Error code, Ref message) {
  u64 line = XML_GetErrorLineNumber(p->xml), column = XML_GetErrorColumnNumber(p->xml);
  Ref error = message ? call_py(t, g_error, message) : Ref();
  if (!error) return {};
  struct {
    const char* name;
    Ref value;
  } attributes[] = {{"code", make_int(t, code)}, {"offset", make_uint(t, column)}, {"lineno", make_uint(t, line)}};
  for (auto& attribute : attributes) {
    Ref name = intern(t, attribute.name);
    if (!name || !attribute.value || !setattr_py(t, error, name, attribute.value)) return {};
  }
  return raise_error(t, error);
}

Error raise_expat(Thread& t, Parser* p, XML_Error code) {
  return raise_expat(t, p, code,
                     format_message(t, "%s: line %zu, column %zu", XML_ErrorString(code),
                                    static_cast<size_t>(XML_GetErrorLineNumber(p->xml)),
                                    static_cast<size_t>(XML_GetErrorColumnNumber(p->xml))));
}

// The result of Parse() and ParseFile().
Ref parse_result_py(Thread& t, Parser* p, int status) {
  if (error_pending(t)) return Ref();
  if (status == XML_STATUS_ERROR) return raise_expat(t, p, XML_GetErrorCode(p->xml));
  return flush_text_py(t, p) ? make_int(t, status) : Ref();
}

// ---- parsing

// Marks a parser as parsing. Expat is not re-entrant, so a handler must not feed the parser that calls it.
class Parsing {
 public:
  Parsing(Thread& t, Parser* p, const char* method)
      : p_(p), ok_(p->parsing == 0 || raise(t, kRuntimeErrorType, "cannot call %s() from within a handler", method)) {
    ++p->parsing;
  }
  ~Parsing() { --p_->parsing; }
  Parsing(const Parsing&) = delete;
  Parsing& operator=(const Parsing&) = delete;
  explicit operator bool() const { return ok_; }

 private:
  Parser* p_;
  bool ok_;
};

// Parses in pieces, because expat counts with ints, and other threads may wait for a safepoint of this one.
Ref parse_bytes_py(Thread& t, Parser* p, const u8* data, size_t size, bool final) {
  constexpr size_t kMostAtOnce = size_t{1} << 20;
  while (size > kMostAtOnce) {
    int status = XML_Parse(p->xml, reinterpret_cast<const char*>(data), kMostAtOnce, 0);
    if (status == XML_STATUS_ERROR || error_pending(t) || !poll_py(t)) return parse_result_py(t, p, status);
    data += kMostAtOnce;
    size -= kMostAtOnce;
  }
  return parse_result_py(t, p, XML_Parse(p->xml, reinterpret_cast<const char*>(data), static_cast<int>(size), final));
}

Ref parse(Thread& t, Value self, Value data, Value final_value) {
  Parser* p = as_parser(self);
  int final = truth_py(t, final_value);
  Held held(t, self);
  if (final < 0 || !held) return Ref();
  Parsing parsing(t, p, "Parse");
  if (!parsing) return Ref();
  if (is_str(data)) {
    Utf8 text(t, data);
    if (!text.ok()) return Ref();
    XML_SetEncoding(p->xml, "utf-8");  // expat refuses it behind the beginning, where the encoding is known already
    return parse_bytes_py(t, p, reinterpret_cast<const u8*>(text.view().data()), text.view().size(), final);
  }
  SteadyBytes bytes(t, data);
  return bytes ? parse_bytes_py(t, p, bytes.data(), bytes.size(), final) : Ref();
}

// Reads a piece of the file into expat's buffer. -1: an error is pending.
int read_piece_py(Thread& t, Value read, void* to, int most) {
  Ref bytes = call_py(t, read, Value::small_int(most));
  if (!bytes) return -1;
  if (!is_bytes(bytes) && !is_bytearray(bytes))
    return raise_type_error(t, "read() did not return a bytes object (type=%T)", bytes.get());
  ByteView view(t, bytes);
  if (!view) return -1;
  if (view.size() > static_cast<size_t>(most)) {
    return raise_value_error(t, "read() returned too much data: %d bytes requested, %zu returned", most, view.size());
  }
  std::memcpy(to, view.data(), view.size());
  return static_cast<int>(view.size());
}

Ref parse_file(Thread& t, Value self, Value file) {
  constexpr int kPiece = 2048;
  Parser* p = as_parser(self);
  Ref name = intern(t, "read");
  Ref read = name ? getattr_optional_py(t, file, name) : Ref();
  if (!read) return error_pending(t) ? Ref() : Ref(raise_type_error(t, "argument must have 'read' attribute"));
  Held held(t, self);
  if (!held) return Ref();
  Parsing parsing(t, p, "ParseFile");
  if (!parsing) return Ref();
  for (;;) {
    void* piece = XML_GetBuffer(p->xml, kPiece);
    if (!piece) return parse_result_py(t, p, XML_STATUS_ERROR);
    int size = read_piece_py(t, read, piece, kPiece);
    if (size < 0) return Ref();
    int status = XML_ParseBuffer(p->xml, size, size == 0);
    if (status == XML_STATUS_ERROR || size == 0 || error_pending(t)) return parse_result_py(t, p, status);
  }
}

// ---- other methods

Ref set_base(Thread& t, Value self, Value base) {
  if (!is_str(base)) return raise_type_error(t, "SetBase() argument must be str, not %A", base);
  TextArgument text(t, base);
  Held held(t, self);
  if (!text.ok() || !held) return Ref();
  return XML_SetBase(as_parser(self)->xml, text.c_str()) ? none() : Ref(raise_memory_error(t));
}
Ref get_base(Thread& t, Value self) {
  Held held(t, self);
  if (!held) return Ref();
  const XML_Char* base = XML_GetBase(as_parser(self)->xml);
  return base ? decode_utf8(t, base, std::strlen(base)) : none();
}

// The text from the present event to the end of expat's input.
Ref get_input_context(Thread& t, Value self) {
  Held held(t, self);
  if (!held) return Ref();
  if (!as_parser(self)->in_handler) return none();
  int offset, size;
  const char* buffer = XML_GetInputContext(as_parser(self)->xml, &offset, &size);
  return buffer ? make_bytes(t, std::string_view(buffer + offset, static_cast<size_t>(size - offset))) : none();
}

Ref set_param_entity_parsing(Thread& t, Value self, Value flag) {
  int how;
  Held held(t, self);
  if (!held || !to_i32_py(t, flag, &how)) return Ref();
  return make_int(t, XML_SetParamEntityParsing(as_parser(self)->xml, static_cast<XML_ParamEntityParsing>(how)));
}
Ref use_foreign_dtd(Thread& t, Value self, Value flag) {
  int use = truth_py(t, flag);
  Held held(t, self);
  if (use < 0 || !held) return Ref();
  XML_Error error = XML_UseForeignDTD(as_parser(self)->xml, use ? XML_TRUE : XML_FALSE);
  return error == XML_ERROR_NONE ? none() : Ref(raise_expat(t, as_parser(self), error));
}

Ref get_reparse_deferral(Thread& t, Value self) {
  Held held(t, self);
  return held ? bool_ref(as_parser(self)->reparse_deferral) : Ref();
}
Ref set_reparse_deferral(Thread& t, Value self, Value enabled) {
  int on = truth_py(t, enabled);
  Held held(t, self);
  if (on < 0 || !held) return Ref();
  set_deferral(as_parser(self)->xml, on);
  as_parser(self)->reparse_deferral = kCanDefer && on;
  return none();
}

bool make_text_buffer(Thread& t, Parser* p) {
  void* memory = gc::raw_alloc(sizeof(text::ByteBuilder));
  if (!memory) return raise_memory_error(t);
  p->text = new (memory) text::ByteBuilder;
  return true;
}
void drop_text_buffer(Parser* p) {
  if (!p->text) return;
  p->text->~ByteBuilder();
  gc::raw_free(p->text);
  p->text = nullptr;
}

// A new object that owns `xml`. `xml` null: expat had no memory. Empty: MemoryError.
Ref wrap(Thread& t, XML_Parser xml) {
  if (!xml) return raise_memory_error(t);
  Ref object = allocate_instance(t, g_type);
  if (!object) {
    XML_ParserFree(xml);
    return Ref();
  }
  Parser* p = as_parser(object);
  p->xml = xml;
  p->text_size = kDefaultTextSize;
  p->reparse_deferral = kCanDefer;
  XML_SetUserData(xml, p);
  return object;
}

Ref external_entity_parser_create(Thread& t, Value self, Value context, Value encoding) {
  if (context != kNone && !is_str(context)) {
    return raise_type_error(t, "ExternalEntityParserCreate() argument 1 must be str or None, not %A", context);
  }
  if (encoding && !is_str(encoding))
    return raise_type_error(t, "ExternalEntityParserCreate() argument 2 must be str, not %A", encoding);
  TextArgument context_text(t, context), encoding_text(t, encoding ? encoding : kNone);
  Held held(t, self);
  if (!held || !context_text.ok() || !encoding_text.ok()) return Ref();
  Parser* from = as_parser(self);
  Ref object = wrap(t, XML_ExternalEntityParserCreate(from->xml, context_text.c_str(), encoding_text.c_str()));
  if (!object) return Ref();
  Parser* p = as_parser(object);
  p->text_size = from->text_size;
  p->ordered_attributes = from->ordered_attributes;
  p->specified_attributes = from->specified_attributes;
  p->namespace_prefixes = from->namespace_prefixes;
  p->reparse_deferral = from->reparse_deferral;
  if (from->text && !make_text_buffer(t, p)) return Ref();
  init_field(p->parent, Ref::share(t, self));
  if (from->interned.get()) init_field(p->interned, Ref::share(t, from->interned.get()));
  for (u32 i = 0; i < static_cast<u32>(Event::kCount); ++i)
    init_field(p->handlers[i], load_field(t, from, from->handlers[i]));
  listen_to_all(p);
  return object;
}

// ---- attributes

bool refuse_deletion(Thread& t, Value value) { return value || raise(t, kRuntimeErrorType, "Cannot delete attribute"); }

template <Event kEvent>
Ref get_handler(Thread& t, Value self) {
  Ref handler = load_field(t, self.object(), handler_slot(as_parser(self), kEvent));
  return handler ? std::move(handler) : none();
}
template <Event kEvent>
bool set_handler_py(Thread& t, Value self, Value value) {
  if (!refuse_deletion(t, value)) return false;
  Parser* p = as_parser(self);
  Held held(t, self);
  if (!held) return false;
  // Pending text is reported to the old handler first.
  if (kEvent == Event::kCharacterData && !flush_text_py(t, p)) return false;
  bool on = value != kNone;
  listen(p, kEvent, on);
  store_field(t, p, handler_slot(p, kEvent), on ? Ref::share(t, value) : Ref());
  return true;
}

template <bool Parser::* kFlag>
Ref get_flag(Thread& t, Value self) {
  Held held(t, self);
  return held ? bool_ref(as_parser(self)->*kFlag) : Ref();
}
template <bool Parser::* kFlag>
bool set_flag(Thread& t, Value self, Value value) {
  int on = refuse_deletion(t, value) ? truth_py(t, value) : -1;
  Held held(t, self);
  if (on < 0 || !held) return false;
  as_parser(self)->*kFlag = on;
  if (kFlag == &Parser::namespace_prefixes) XML_SetReturnNSTriplet(as_parser(self)->xml, on);
  return true;
}

Ref get_buffer_text(Thread& t, Value self) {
  Held held(t, self);
  return held ? bool_ref(as_parser(self)->text != nullptr) : Ref();
}
bool set_buffer_text(Thread& t, Value self, Value value) {
  int on = refuse_deletion(t, value) ? truth_py(t, value) : -1;
  Held held(t, self);
  if (on < 0 || !held) return false;
  Parser* p = as_parser(self);
  if (on) return p->text || make_text_buffer(t, p);
  if (!flush_text_py(t, p)) return false;
  drop_text_buffer(p);
  return true;
}
Ref get_buffer_used(Thread& t, Value self) {
  Held held(t, self);
  return held ? make_uint(t, as_parser(self)->text ? as_parser(self)->text->size() : 0) : Ref();
}
Ref get_buffer_size(Thread& t, Value self) {
  Held held(t, self);
  return held ? make_int(t, as_parser(self)->text_size) : Ref();
}
bool set_buffer_size(Thread& t, Value self, Value value) {
  i64 size;
  if (!refuse_deletion(t, value)) return false;
  if (!is_int(value)) return raise_type_error(t, "buffer_size must be an integer");
  if (!to_i64_py(t, value, &size)) return false;
  if (size <= 0) return raise_value_error(t, "buffer_size must be greater than zero");
  Held held(t, self);
  if (!held) return false;
  Parser* p = as_parser(self);
  if (size == p->text_size) return true;
  if (size > INT32_MAX) return raise_value_error(t, "buffer_size must not be greater than %d", INT32_MAX);
  if (!flush_text_py(t, p)) return false;
  p->text_size = static_cast<int>(size);
  return p->text || make_text_buffer(t, p);
}

template <class T, T (*kAsk)(XML_Parser)>
Ref get_position(Thread& t, Value self) {
  Held held(t, self);
  return held ? make_int(t, static_cast<i64>(kAsk(as_parser(self)->xml))) : Ref();
}

// ---- limits of expansion: what entities may make of a document

// The result of a function of expat that sets a limit. It refuses parsers of entities, and values out of range.
Ref limit_result(Thread& t, Parser* p, XML_Bool done, const char* problem) {
  if (done == XML_TRUE) return none();
  bool is_root = !p->parent.get();
  return raise_expat(t, p, XML_ERROR_INVALID_ARGUMENT, make_str(t, is_root ? problem : "parser must be a root parser"));
}

Ref set_expansion_threshold(Thread& t, Value self, Value threshold) {
  u64 bytes;
  if (!check_not_negative(t, threshold) || !to_u64_py(t, threshold, &bytes)) return Ref();
  Held held(t, self);
  Parser* p = as_parser(self);
  if (!held) return Ref();
  return limit_result(t, p, XML_SetBillionLaughsAttackProtectionActivationThreshold(p->xml, bytes),
                      "parser must be a root parser");
}

Ref set_expansion_factor(Thread& t, Value self, Value factor) {
  double most;
  if (!to_double_py(t, factor, &most)) return Ref();
  Held held(t, self);
  Parser* p = as_parser(self);
  if (!held) return Ref();
  return limit_result(t, p, XML_SetBillionLaughsAttackProtectionMaximumAmplification(p->xml, static_cast<float>(most)),
                      "'max_factor' must be at least 1.0");
}

// ---- lifetime

void trace(Object* object, gc::Visitor& visitor) {
  auto* p = static_cast<Parser*>(object);
  trace_attributes(object, visitor);
  trace_slot(visitor, p->parent);
  trace_slot(visitor, p->interned);
  trace_slots(visitor, p->handlers, static_cast<u64>(Event::kCount));
}
// Handlers are usually methods of the object that owns the parser: clearing them breaks that cycle.
void clear(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  for (Slot& handler : static_cast<Parser*>(object)->handlers) clear_slot(t, handler);
}
void dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  auto* p = static_cast<Parser*>(object);
  if (p->xml) XML_ParserFree(p->xml);
  drop_text_buffer(p);
  clear(thread, object);
  dispose_attributes(t, object);
  clear_slot(t, p->interned);
  clear_slot(t, p->parent);
}

// The first ones are new in 3.15.
constexpr u32 kNewMethods = 2;
constexpr MethodDef kParserMethods[] = {
    {"SetBillionLaughsAttackProtectionActivationThreshold", set_expansion_threshold, "(self, threshold, /)",
     "Set the number of bytes from which on the growth of a document by its entities is limited."},
    {"SetBillionLaughsAttackProtectionMaximumAmplification", set_expansion_factor, "(self, max_factor, /)",
     "Set how much longer than its text entities may make a document."},
    {"Parse", parse, "(self, data, isfinal=False, /)", "Parse XML data.\n\n'isfinal' should be true at end of input."},
    {"ParseFile", parse_file, "(self, file, /)", "Parse XML data from file-like object."},
    {"SetBase", set_base, "(self, base, /)", "Set the base URL for the parser."},
    {"GetBase", get_base, "(self, /)", "Return base URL string for the parser."},
    {"GetInputContext", get_input_context, "(self, /)",
     "Return the untranslated text of the input that caused the current event.\n\n"
     "If the event was generated by a large amount of text (such as a start tag\n"
     "for an element with many attributes), not all of the text may be available."},
    {"ExternalEntityParserCreate", external_entity_parser_create, "(self, context, encoding=<unrepresentable>, /)",
     "Create a parser for parsing an external entity based on the information passed to the ExternalEntityRefHandler."},
    {"SetParamEntityParsing", set_param_entity_parsing, "(self, flag, /)",
     "Controls parsing of parameter entities (including the external DTD subset).\n\n"
     "Possible flag values are XML_PARAM_ENTITY_PARSING_NEVER,\n"
     "XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE and\n"
     "XML_PARAM_ENTITY_PARSING_ALWAYS. Returns true if setting the flag\n"
     "was successful."},
    {"UseForeignDTD", use_foreign_dtd, "(self, flag=True, /)",
     "Allows the application to provide an artificial external subset if one is not specified as part of the document "
     "instance.\n\n"
     "This readily allows the use of a 'default' document type controlled by the\n"
     "application, while still getting the advantage of providing document type\n"
     "information to the parser. 'flag' defaults to True if not provided."},
    {"GetReparseDeferralEnabled", get_reparse_deferral, "(self, /)",
     "Retrieve reparse deferral enabled status; always returns false with Expat <2.6.0."},
    {"SetReparseDeferralEnabled", set_reparse_deferral, "(self, enabled, /)",
     "Enable/Disable reparse deferral; enabled by default with Expat >=2.6.0."},
    {},
};

constexpr GetSetDef kGetSet[] = {
#define EVENT(name, attribute) {attribute, get_handler<Event::k##name>, set_handler_py<Event::k##name>},
    TINYPY_EXPAT_EVENTS(EVENT)
#undef EVENT
        {"ErrorCode", get_position<XML_Error, XML_GetErrorCode>},
    {"ErrorLineNumber", get_position<XML_Size, XML_GetCurrentLineNumber>},
    {"ErrorColumnNumber", get_position<XML_Size, XML_GetCurrentColumnNumber>},
    {"ErrorByteIndex", get_position<XML_Index, XML_GetCurrentByteIndex>},
    {"CurrentLineNumber", get_position<XML_Size, XML_GetCurrentLineNumber>},
    {"CurrentColumnNumber", get_position<XML_Size, XML_GetCurrentColumnNumber>},
    {"CurrentByteIndex", get_position<XML_Index, XML_GetCurrentByteIndex>},
    {"buffer_size", get_buffer_size, set_buffer_size},
    {"buffer_text", get_buffer_text, set_buffer_text},
    {"buffer_used", get_buffer_used},
    {"namespace_prefixes", get_flag<&Parser::namespace_prefixes>, set_flag<&Parser::namespace_prefixes>},
    {"ordered_attributes", get_flag<&Parser::ordered_attributes>, set_flag<&Parser::ordered_attributes>},
    {"specified_attributes", get_flag<&Parser::specified_attributes>, set_flag<&Parser::specified_attributes>},
    {},
};
constexpr MemberDef kMembers[] = {{"intern", MemberKind::kSlotOrNone, offsetof(Parser, interned)}, {}};
constexpr TypeSpec spec_with(const MethodDef* methods) {
  return {.name = "pyexpat.xmlparser",
          .size = sizeof(Parser),
          .flags = kTypeTraced | kTypeDisallowNew,
          .doc = "XML parser",
          .lifetime = {.trace = trace, .clear = clear, .dispose = dispose},
          .methods = methods,
          .getset = kGetSet,
          .members = kMembers};
}
constexpr TypeSpec kSpec = spec_with(kParserMethods), kOldSpec = spec_with(kParserMethods + kNewMethods);

}  // namespace

XML_Parser make_expat(const char* encoding, const char* separator) {
  static constexpr XML_Memory_Handling_Suite kMemory = {gc::raw_alloc, gc::raw_realloc, gc::raw_free};
  XML_Parser xml = XML_ParserCreate_MM(encoding, &kMemory, separator);
  if (xml) XML_SetHashSalt(xml, text_hash_key().k0);
  return xml;
}

Ref make_parser(Thread& t, const char* encoding, const char* separator, Value interned) {
  Ref object = wrap(t, make_expat(encoding, separator));
  if (!object) return Ref();
  Parser* p = as_parser(object);
  if (interned) init_field(p->interned, Ref::share(t, interned));
  listen_to_all(p);
  return object;
}

bool add_parser_type(Thread& t, Value module) {
  if (!g_type) g_type = make_native_type(t, library_minor() >= 15 ? kSpec : kOldSpec);
  return module_add(t, module, "XMLParserType", Ref::share(t, g_type));
}

}  // namespace rt::expat
