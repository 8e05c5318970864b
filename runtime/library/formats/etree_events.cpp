// _elementtree.XMLParser: expat's callbacks, which tell the target of the parser. Each callback has the parser as its
// user data, and the thread holds the parser's lock. While an error is pending, callbacks do nothing.
#include "runtime/library/formats/etree_parser_parts.h"
#include "runtime/object/interpreter.h"

namespace rt::etree {

namespace {

XmlParser* parser_of(void* data) { return static_cast<XmlParser*>(data); }
Ref text_of(Thread& t, const XML_Char* s) { return s ? decode_utf8(t, s, std::strlen(s)) : none(); }
Ref text_or_empty(Thread& t, const XML_Char* s) { return text_of(t, s ? s : ""); }
Ref method_of(Thread& t, XmlParser* p, TargetMethod method) { return load_field(t, p, method_slot(p, method)); }
Ref target_of(Thread& t, XmlParser* p) { return load_field(t, p, p->target); }

// Calls a method of a target, if it has the method. Empty arguments: an error is pending.
void tell_py(Thread& t, XmlParser* p, TargetMethod which, const Value* arguments, u32 count) {
  for (u32 i = 0; i < count; ++i) {
    if (!arguments[i]) return;
  }
  Ref method = method_of(t, p, which);
  if (method) call_py(t, method, CallArgs{arguments, count, Value()});
}

// ---- elements

// The attributes as a dict. Empty without error: there are none.
Ref attributes_py(Thread& t, XmlParser* p, const XML_Char** attributes) {
  if (!attributes[0]) return Ref();
  u64 count = 0;
  while (attributes[2 * count]) ++count;
  Ref all = make_dict(t, count);
  for (; all && attributes[0]; attributes += 2) {
    Ref key = p->state->names.find(t, p, attributes[0]);
    Ref value = key ? text_of(t, attributes[1]) : Ref();
    if (!value || !dict_set_str(t, as_dict(all), key, std::move(value))) return Ref();
  }
  return all;
}

// lint: name: expat calls it, through its table of handlers
void XMLCALL on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
  Thread& t = current();
  XmlParser* p = parser_of(data);
  if (error_pending(t) || !flush_text_py(t, p)) return;
  Ref tag = p->state->names.find(t, p, name);
  Ref all = tag ? attributes_py(t, p, attributes) : Ref();
  if (error_pending(t)) return;
  if (p->native) {
    builder_start_py(t, target_of(t, p), tag, std::move(all));
    return;
  }
  if (!all) all = make_dict(t);
  Value arguments[] = {tag, all};
  tell_py(t, p, TargetMethod::kStart, arguments, 2);
}

// lint: name: expat calls it, through its table of handlers
void XMLCALL on_end(void* data, const XML_Char* name) {
  Thread& t = current();
  XmlParser* p = parser_of(data);
  if (error_pending(t) || !flush_text_py(t, p)) return;
  if (p->native) {
    builder_end_py(t, target_of(t, p));
    return;
  }
  Ref tag = p->state->names.find(t, p, name);
  Value argument = tag;
  tell_py(t, p, TargetMethod::kEnd, &argument, 1);
}

// ---- text

// A builder gets all text up to the next event in one piece.
// lint: name: expat calls it, through its table of handlers
void XMLCALL on_text(void* data, const XML_Char* s, int n) {
  Thread& t = current();
  XmlParser* p = parser_of(data);
  if (error_pending(t)) return;
  if (p->native) {
    p->state->text.append(s, static_cast<size_t>(n));
    if (!p->state->text.ok()) raise_memory_error(t);
    return;
  }
  Ref text = decode_utf8(t, s, static_cast<size_t>(n));
  Value argument = text;
  tell_py(t, p, TargetMethod::kData, &argument, 1);
}

// A reference to an entity that the document does not define: the program may have put it into `entity`.
void tell_entity_py(Thread& t, XmlParser* p, std::string_view reference) {
  if (!flush_text_py(t, p)) return;
  Ref name = decode_utf8(t, reference.data() + 1, reference.size() - 2);
  Ref entities = name ? load_field(t, p, p->entity) : Ref();
  if (!entities) return;
  Ref text = dict_get_py(t, as_dict(entities), name);
  if (!text) {
    if (error_pending(t)) return;
    Ref detail = format_message(t, "undefined entity &%S;", name.get());
    if (detail)
      raise_parse_error(t, XML_ERROR_UNDEFINED_ENTITY, XML_GetErrorLineNumber(p->xml), XML_GetErrorColumnNumber(p->xml),
                        detail);
    return;
  }
  if (p->native) {
    builder_data_py(t, target_of(t, p), text);
    return;
  }
  Value argument = text;
  tell_py(t, p, TargetMethod::kData, &argument, 1);
}
// lint: name: expat calls it, through its table of handlers
void XMLCALL on_default(void* data, const XML_Char* s, int n) {
  Thread& t = current();
  std::string_view text(s, static_cast<size_t>(n));
  if (!error_pending(t) && text.size() >= 2 && text[0] == '&') tell_entity_py(t, parser_of(data), text);
}

// ---- comments, processing instructions, namespaces

// lint: name: expat calls it, through its table of handlers
void XMLCALL on_comment(void* data, const XML_Char* s) {
  Thread& t = current();
  XmlParser* p = parser_of(data);
  if (error_pending(t) || !flush_text_py(t, p)) return;
  Ref text = text_of(t, s);
  Value argument = text;
  if (p->native && text) builder_comment_py(t, target_of(t, p), text);
  else tell_py(t, p, TargetMethod::kComment, &argument, 1);
}

// lint: name: expat calls it, through its table of handlers
void XMLCALL on_pi(void* data, const XML_Char* target, const XML_Char* s) {
  Thread& t = current();
  XmlParser* p = parser_of(data);
  if (error_pending(t) || !flush_text_py(t, p)) return;
  Ref name = text_of(t, target), text = name ? text_or_empty(t, s) : Ref();
  Value arguments[] = {name, text};
  if (p->native && text) builder_pi_py(t, target_of(t, p), name, text);
  else tell_py(t, p, TargetMethod::kPi, arguments, 2);
}

// lint: name: expat calls it, through its table of handlers
void XMLCALL on_start_ns(void* data, const XML_Char* prefix, const XML_Char* uri) {
  Thread& t = current();
  XmlParser* p = parser_of(data);
  if (error_pending(t) || !flush_text_py(t, p)) return;
  Ref key = text_or_empty(t, prefix), value = key ? text_or_empty(t, uri) : Ref();
  Value arguments[] = {key, value};
  if (!p->native) return tell_py(t, p, TargetMethod::kStartNs, arguments, 2);
  Ref pair = value ? make_tuple(t, key, value) : Ref();
  if (pair) builder_event_py(t, target_of(t, p), Event::kStartNs, pair);
}

// lint: name: expat calls it, through its table of handlers
void XMLCALL on_end_ns(void* data, const XML_Char* prefix) {
  Thread& t = current();
  XmlParser* p = parser_of(data);
  if (error_pending(t) || !flush_text_py(t, p)) return;
  if (p->native) {
    builder_event_py(t, target_of(t, p), Event::kEndNs, kNone);
    return;
  }
  Ref key = text_or_empty(t, prefix);
  Value argument = key;
  tell_py(t, p, TargetMethod::kEndNs, &argument, 1);
}

// A subclass of the parser may have a method doctype(), which older versions called.
void warn_of_doctype_py(Thread& t, XmlParser* p) {
  Ref name = intern(t, "doctype");
  if (!name || !getattr_optional_py(t, Value(p), name)) return;
  Ref message = make_str_ascii(t,
                               "The doctype() method of XMLParser is ignored.  "
                               "Define doctype() method on the TreeBuilder target.");
  if (message && g_interpreter.warn_py) g_interpreter.warn_py(t, kRuntimeWarningType, message);
}
// lint: name: expat calls it, through its table of handlers
void XMLCALL on_doctype(void* data, const XML_Char* name, const XML_Char* system, const XML_Char* pub, int) {
  Thread& t = current();
  XmlParser* p = parser_of(data);
  if (error_pending(t)) return;
  if (!method_of(t, p, TargetMethod::kDoctype)) return warn_of_doctype_py(t, p);
  Ref own = text_of(t, name), public_id = own ? text_of(t, pub) : Ref(),
      system_id = public_id ? text_of(t, system) : Ref();
  Value arguments[] = {own, public_id, system_id};
  tell_py(t, p, TargetMethod::kDoctype, arguments, 3);
}

}  // namespace

bool flush_text_py(Thread& t, XmlParser* p) {
  text::ByteBuilder& pending = p->state->text;
  if (pending.size() == 0) return true;
  Ref text = decode_utf8(t, pending.text().data(), pending.size());
  pending.truncate(0);
  return text && builder_data_py(t, target_of(t, p), text);
}

void listen(XmlParser* p) {
  auto has = [p](TargetMethod method) { return bool(method_slot(p, method).get()); };
  expat::accept_encodings(p->xml);
  XML_SetElementHandler(p->xml, on_start, on_end);
  XML_SetDefaultHandlerExpand(p->xml, on_default);
  XML_SetCharacterDataHandler(p->xml, on_text);
  XML_SetStartDoctypeDeclHandler(p->xml, on_doctype);
  if (p->native || has(TargetMethod::kComment)) XML_SetCommentHandler(p->xml, on_comment);
  if (p->native || has(TargetMethod::kPi)) XML_SetProcessingInstructionHandler(p->xml, on_pi);
  if (has(TargetMethod::kStartNs)) XML_SetStartNamespaceDeclHandler(p->xml, on_start_ns);
  if (has(TargetMethod::kEndNs)) XML_SetEndNamespaceDeclHandler(p->xml, on_end_ns);
}

void listen_for(XmlParser* p, Event event) {
  if (event == Event::kStartNs) XML_SetStartNamespaceDeclHandler(p->xml, on_start_ns);
  if (event == Event::kEndNs) XML_SetEndNamespaceDeclHandler(p->xml, on_end_ns);
}

Error raise_parse_error(Thread& t, XML_Error code, u64 line, u64 column, Value detail) {
  Ref message = detail ? format_message(t, "%S: line %zu, column %zu", detail, static_cast<size_t>(line),
                                        static_cast<size_t>(column))
                       : format_message(t, "%s: line %zu, column %zu", XML_ErrorString(code), static_cast<size_t>(line),
                                        static_cast<size_t>(column));
  Ref error = message ? call_py(t, g_parse_error, message) : Ref();
  Ref number = make_int(t, code), at_line = make_uint(t, line), at_column = make_uint(t, column);
  Ref position = error && at_line && at_column ? make_tuple(t, at_line, at_column) : Ref();
  Ref code_name = position ? intern(t, "code") : Ref(), position_name = code_name ? intern(t, "position") : Ref();
  bool ok = position_name && number && setattr_py(t, error, code_name, number) &&
            setattr_py(t, error, position_name, position);
  return ok ? raise_error(t, error) : Error();
}

}  // namespace rt::etree
