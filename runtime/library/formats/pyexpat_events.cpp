// pyexpat: expat's callbacks, which call the handlers of a parser. Each callback has the parser as its user data, and
// the thread holds the parser's lock. After an error expat is told to stop; callbacks that still come do nothing.
#include <array>

#include "runtime/library/formats/pyexpat_parts.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/exceptions/exception_parts.h"

namespace rt::expat {

namespace {

Parser* parser_of(void* data) { return static_cast<Parser*>(data); }
bool has(Parser* p, Event event) { return bool(handler_slot(p, event).get()); }

// ---- expat's texts

Ref text_of(Thread& t, const XML_Char* s) { return s ? decode_utf8(t, s, std::strlen(s)) : none(); }
Ref text_of(Thread& t, const XML_Char* s, int n) { return s ? decode_utf8(t, s, static_cast<size_t>(n)) : none(); }
// A name as a str, of which the parser keeps one object.
Ref name_of(Thread& t, Parser* p, const XML_Char* s) {
  Ref text = text_of(t, s);
  Value names = p->interned.get();
  return text && names ? dict_setdefault_py(t, as_dict(names), text, text) : std::move(text);
}

// ---- calling

// Stops the parser after an error: no handler is called again.
void give_up(Thread& t, Parser* p) {
  XML_StopParser(p->xml, XML_FALSE);
  for (u32 i = 0; i < static_cast<u32>(Event::kCount); ++i) {
    listen(p, static_cast<Event>(i), false);
    store_field(t, p, p->handlers[i], Ref());
  }
}

// Calls a handler. Empty: an error is pending, or the handler has been removed.
Ref call_handler_py(Thread& t, Parser* p, Event event, const Value* arguments, u32 count) {
  Ref handler = load_field(t, p, handler_slot(p, event));
  if (!handler) return Ref();
  p->in_handler = true;
  Ref result = call_py(t, handler, CallArgs{arguments, count, Value()});
  p->in_handler = false;
  if (!result) give_up(t, p);
  return result;
}

bool ready_py(Thread& t, Parser* p, Event event) { return has(p, event) && !error_pending(t) && flush_text_py(t, p); }

template <size_t kCount>
Ref report_py(Thread& t, Parser* p, Event event, std::array<Ref, kCount> arguments) {
  Value values[kCount + 1];
  for (size_t i = 0; i < kCount; ++i) {
    if (!(values[i] = arguments[i])) {
      give_up(t, p);
      return Ref();
    }
  }
  return call_handler_py(t, p, event, values, kCount);
}

// The number that a handler returned; 0 makes expat fail, also if an error is pending.
int answer_py(Thread& t, const char* event, const Ref& result) {
  int number = 0;
  if (!result || to_i32_py(t, result, &number)) return number;
  Ref error = take_error(t);
  Ref note = library_minor() >= 15 ? format_message(t, "invalid '%s' event handler return value", event) : Ref();
  if (note && !t.error) (void)exceptions::add_note_py(t, error, note);
  clear_error(t);
  restore_error(t, std::move(error));
  return 0;
}

// The body of a callback. The handler's arguments are expressions of `t` and `p`.
#define REPORT(event, ...)                                   \
  Thread& t = current();                                     \
  Parser* p = parser_of(data);                               \
  if (!ready_py(t, p, Event::k##event)) return;              \
  report_py(t, p, Event::k##event, std::to_array<Ref>({__VA_ARGS__}))
#define REPORT_PLAIN(event)                                  \
  Thread& t = current();                                     \
  Parser* p = parser_of(data);                               \
  if (ready_py(t, p, Event::k##event)) report_py(t, p, Event::k##event, std::array<Ref, 0>())

// ---- character data

void report_text_py(Thread& t, Parser* p, std::string_view bytes) {
  Ref text = decode_utf8(t, bytes.data(), bytes.size());
  if (!text) return give_up(t, p);
  Value argument = text;
  call_handler_py(t, p, Event::kCharacterData, &argument, 1);
}

// lint: name: expat calls it, through its table of handlers
void XMLCALL on_CharacterData(void* data, const XML_Char* s, int n) {
  Thread& t = current();
  Parser* p = parser_of(data);
  if (error_pending(t) || !has(p, Event::kCharacterData)) return;
  std::string_view bytes(s, static_cast<size_t>(n));
  if (p->text && p->text->size() + bytes.size() > static_cast<size_t>(p->text_size)) {
    if (!flush_text_py(t, p) || !has(p, Event::kCharacterData)) return;
  }
  if (!p->text || n > p->text_size) return report_text_py(t, p, bytes);
  p->text->append(bytes);
  if (!p->text->ok()) {
    raise_memory_error(t);
    give_up(t, p);
  }
}

// ---- elements

Ref attributes_py(Thread& t, Parser* p, const XML_Char** attributes) {
  int count = 0;
  if (p->specified_attributes) count = XML_GetSpecifiedAttributeCount(p->xml);
  else
    while (attributes[count]) count += 2;
  Ref all = p->ordered_attributes ? make_list(t, static_cast<u64>(count)) : make_dict(t);
  for (int i = 0; all && i < count; i += 2) {
    Ref name = name_of(t, p, attributes[i]), value = name ? text_of(t, attributes[i + 1]) : Ref();
    bool ok = value && (p->ordered_attributes ? list_append(t, as_list(all), std::move(name)) &&
                                                    list_append(t, as_list(all), std::move(value))
                                              : dict_set_py(t, as_dict(all), name, value));
    if (!ok) return Ref();
  }
  return all;
}
// lint: name: expat calls it, through its table of handlers
void XMLCALL on_StartElement(void* data, const XML_Char* name, const XML_Char** attributes) {
  REPORT(StartElement, name_of(t, p, name), attributes_py(t, p, attributes));
}
void XMLCALL on_EndElement(void* data, const XML_Char* name) { REPORT(EndElement, name_of(t, p, name)); }
void XMLCALL on_StartNamespaceDecl(void* data, const XML_Char* prefix, const XML_Char* uri) {
  REPORT(StartNamespaceDecl, name_of(t, p, prefix), name_of(t, p, uri));
}
void XMLCALL on_EndNamespaceDecl(void* data, const XML_Char* prefix) {
  REPORT(EndNamespaceDecl, name_of(t, p, prefix));
}

// ---- the rest of a document

void XMLCALL on_ProcessingInstruction(void* data, const XML_Char* target, const XML_Char* text) {
  REPORT(ProcessingInstruction, name_of(t, p, target), text_of(t, text));
}
void XMLCALL on_Comment(void* data, const XML_Char* text) { REPORT(Comment, text_of(t, text)); }
void XMLCALL on_StartCdataSection(void* data) { REPORT_PLAIN(StartCdataSection); }
void XMLCALL on_EndCdataSection(void* data) { REPORT_PLAIN(EndCdataSection); }
void XMLCALL on_Default(void* data, const XML_Char* s, int n) { REPORT(Default, text_of(t, s, n)); }
void XMLCALL on_DefaultHandlerExpand(void* data, const XML_Char* s, int n) {
  REPORT(DefaultHandlerExpand, text_of(t, s, n));
}
void XMLCALL on_XmlDecl(void* data, const XML_Char* version, const XML_Char* encoding, int standalone) {
  REPORT(XmlDecl, text_of(t, version), text_of(t, encoding), make_int(t, standalone));
}
void XMLCALL on_SkippedEntity(void* data, const XML_Char* name, int is_parameter) {
  REPORT(SkippedEntity, name_of(t, p, name), make_int(t, is_parameter));
}
// lint: name: expat calls it, through its table of handlers
int XMLCALL on_NotStandalone(void* data) {
  Thread& t = current();
  Parser* p = parser_of(data);
  if (!ready_py(t, p, Event::kNotStandalone)) return 0;
  return answer_py(t, "NotStandalone", report_py(t, p, Event::kNotStandalone, std::array<Ref, 0>()));
}
// Its argument is the expat parser itself, unlike the other callbacks': expat passes the parser unless
// XML_SetExternalEntityRefHandlerArg sets another one.
// lint: name: expat calls it, through its table of handlers
int XMLCALL on_ExternalEntityRef(XML_Parser parser, const XML_Char* context, const XML_Char* base,
                                 const XML_Char* system, const XML_Char* pub) {
  Thread& t = current();
  Parser* p = parser_of(XML_GetUserData(parser));
  if (!ready_py(t, p, Event::kExternalEntityRef)) return 0;
  Ref result = report_py(
      t, p, Event::kExternalEntityRef,
      std::to_array<Ref>({text_of(t, context), name_of(t, p, base), name_of(t, p, system), name_of(t, p, pub)}));
  return answer_py(t, "ExternalEntityRef", result);
}

// ---- document types

void XMLCALL on_StartDoctypeDecl(void* data, const XML_Char* name, const XML_Char* system, const XML_Char* pub,
                                 int has_internal_subset) {
  REPORT(StartDoctypeDecl, name_of(t, p, name), name_of(t, p, system), name_of(t, p, pub),
         make_int(t, has_internal_subset));
}
void XMLCALL on_EndDoctypeDecl(void* data) { REPORT_PLAIN(EndDoctypeDecl); }
void XMLCALL on_NotationDecl(void* data, const XML_Char* name, const XML_Char* base, const XML_Char* system,
                             const XML_Char* pub) {
  REPORT(NotationDecl, name_of(t, p, name), name_of(t, p, base), name_of(t, p, system), name_of(t, p, pub));
}
void XMLCALL on_UnparsedEntityDecl(void* data, const XML_Char* name, const XML_Char* base, const XML_Char* system,
                                   const XML_Char* pub, const XML_Char* notation) {
  REPORT(UnparsedEntityDecl, name_of(t, p, name), name_of(t, p, base), name_of(t, p, system), name_of(t, p, pub),
         name_of(t, p, notation));
}
void XMLCALL on_EntityDecl(void* data, const XML_Char* name, int is_parameter, const XML_Char* value, int length,
                           const XML_Char* base, const XML_Char* system, const XML_Char* pub,
                           const XML_Char* notation) {
  REPORT(EntityDecl, name_of(t, p, name), make_int(t, is_parameter), text_of(t, value, length), name_of(t, p, base),
         name_of(t, p, system), name_of(t, p, pub), name_of(t, p, notation));
}
void XMLCALL on_AttlistDecl(void* data, const XML_Char* element, const XML_Char* name, const XML_Char* type,
                            const XML_Char* value, int required) {
  REPORT(AttlistDecl, name_of(t, p, element), name_of(t, p, name), text_of(t, type), text_of(t, value),
         make_int(t, required));
}

// A content model as the tuple (type, quantifier, name, children).
Ref content_model(Thread& t, const XML_Content* model) {
  NativeDepth depth(t, " while making a content model");
  Ref children = depth ? make_tuple_uninitialised(t, model->numchildren) : Ref();
  if (!children) return Ref();
  for (unsigned i = 0; i < model->numchildren; ++i) {
    Ref child = content_model(t, &model->children[i]);
    if (!child) return Ref();
    init_field(as_tuple(children)->items[i], std::move(child));
  }
  Ref name = text_of(t, model->name);
  Value parts[] = {Value::small_int(model->type), Value::small_int(model->quant), name, children};
  return name ? make_tuple(t, parts, 4) : Ref();
}
void report_model(void* data, const XML_Char* name, const XML_Content* model) {
  REPORT(ElementDecl, name_of(t, p, name), content_model(t, model));
}
void XMLCALL on_ElementDecl(void* data, const XML_Char* name, XML_Content* model) {
  report_model(data, name, model);
  XML_FreeContentModel(parser_of(data)->xml, model);
}

#undef REPORT
#undef REPORT_PLAIN

// ---- encodings that expat does not know

// Fills in the character of each of the 256 bytes, as the codec decodes it. False: an error is pending.
bool map_bytes_py(Thread& t, const XML_Char* name, XML_Encoding* info) {
  u8 bytes[256];
  for (int i = 0; i < 256; ++i) bytes[i] = static_cast<u8>(i);
  Ref all = make_bytes(t, as_chars(bytes, 256));
  Ref text = all ? decode_bytes_py(t, all, name, "replace") : Ref();
  if (!text) return false;
  if (as_str(text)->length != 256) return raise_value_error(t, "multi-byte encodings are not supported");
  constexpr u32 kReplacement = 0xFFFD;
  for (u64 i = 0; i < 256; ++i) {
    u32 c = as_str(text)->at(i);
    info->map[i] = c == kReplacement ? -1 : static_cast<int>(c);
  }
  return true;
}
int XMLCALL on_unknown_encoding(void*, const XML_Char* name, XML_Encoding* info) {
  Thread& t = current();
  if (error_pending(t) || !map_bytes_py(t, name, info)) return XML_STATUS_ERROR;
  info->data = nullptr;
  info->convert = nullptr;
  info->release = nullptr;
  return XML_STATUS_OK;
}

}  // namespace

bool flush_text_py(Thread& t, Parser* p) {
  if (!p->text || p->text->size() == 0) return true;
  // The text is taken out before the call: the handler may do anything to the parser.
  Ref text = decode_utf8(t, p->text->text().data(), p->text->size());
  p->text->truncate(0);
  Value argument = text;
  if (!text) give_up(t, p);
  else call_handler_py(t, p, Event::kCharacterData, &argument, 1);
  return !error_pending(t);
}

void listen(Parser* p, Event event, bool on) {
  switch (event) {
#define SINGLE(name, set) \
  case Event::k##name: return set(p->xml, on ? on_##name : nullptr);
    SINGLE(StartElement, XML_SetStartElementHandler)
    SINGLE(EndElement, XML_SetEndElementHandler)
    SINGLE(ProcessingInstruction, XML_SetProcessingInstructionHandler)
    SINGLE(UnparsedEntityDecl, XML_SetUnparsedEntityDeclHandler)
    SINGLE(NotationDecl, XML_SetNotationDeclHandler)
    SINGLE(StartNamespaceDecl, XML_SetStartNamespaceDeclHandler)
    SINGLE(EndNamespaceDecl, XML_SetEndNamespaceDeclHandler)
    SINGLE(Comment, XML_SetCommentHandler)
    SINGLE(StartCdataSection, XML_SetStartCdataSectionHandler)
    SINGLE(EndCdataSection, XML_SetEndCdataSectionHandler)
    SINGLE(Default, XML_SetDefaultHandler)
    SINGLE(DefaultHandlerExpand, XML_SetDefaultHandlerExpand)
    SINGLE(NotStandalone, XML_SetNotStandaloneHandler)
    SINGLE(ExternalEntityRef, XML_SetExternalEntityRefHandler)
    SINGLE(StartDoctypeDecl, XML_SetStartDoctypeDeclHandler)
    SINGLE(EndDoctypeDecl, XML_SetEndDoctypeDeclHandler)
    SINGLE(EntityDecl, XML_SetEntityDeclHandler)
    SINGLE(XmlDecl, XML_SetXmlDeclHandler)
    SINGLE(ElementDecl, XML_SetElementDeclHandler)
    SINGLE(AttlistDecl, XML_SetAttlistDeclHandler)
    SINGLE(SkippedEntity, XML_SetSkippedEntityHandler)
#undef SINGLE
    case Event::kCharacterData:
      // While expat reports a stretch of text, it calls the same handler in a loop: the callback stays set, and does
      // nothing if the parser has no handler.
      return XML_SetCharacterDataHandler(p->xml, on || p->in_handler ? on_CharacterData : nullptr);
    case Event::kCount: return;
  }
}

void accept_encodings(XML_Parser xml) { XML_SetUnknownEncodingHandler(xml, on_unknown_encoding, nullptr); }

void listen_to_all(Parser* p) {
  accept_encodings(p->xml);
  for (u32 i = 0; i < static_cast<u32>(Event::kCount); ++i) {
    if (p->handlers[i].get()) listen(p, static_cast<Event>(i), true);
  }
}

}  // namespace rt::expat
