// Declarations that the files of pyexpat share: the parser object and the events that expat reports.
#pragma once

#ifndef XML_DTD
#define XML_DTD 1  // expat.h then declares the limits of what entities may make of a document
#endif
#include <expat.h>

#include "runtime/library/io/io_parts.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/text/builder.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/text/c_text.h"

namespace rt::expat {

// EVENT(name, attribute of the parser), in CPython's order.
#define TINYPY_EXPAT_EVENTS(EVENT)                                \
  EVENT(StartElement, "StartElementHandler")                      \
  EVENT(EndElement, "EndElementHandler")                          \
  EVENT(ProcessingInstruction, "ProcessingInstructionHandler")    \
  EVENT(CharacterData, "CharacterDataHandler")                    \
  EVENT(UnparsedEntityDecl, "UnparsedEntityDeclHandler")          \
  EVENT(NotationDecl, "NotationDeclHandler")                      \
  EVENT(StartNamespaceDecl, "StartNamespaceDeclHandler")          \
  EVENT(EndNamespaceDecl, "EndNamespaceDeclHandler")              \
  EVENT(Comment, "CommentHandler")                                \
  EVENT(StartCdataSection, "StartCdataSectionHandler")            \
  EVENT(EndCdataSection, "EndCdataSectionHandler")                \
  EVENT(Default, "DefaultHandler")                                \
  EVENT(DefaultHandlerExpand, "DefaultHandlerExpand")             \
  EVENT(NotStandalone, "NotStandaloneHandler")                    \
  EVENT(ExternalEntityRef, "ExternalEntityRefHandler")            \
  EVENT(StartDoctypeDecl, "StartDoctypeDeclHandler")              \
  EVENT(EndDoctypeDecl, "EndDoctypeDeclHandler")                  \
  EVENT(EntityDecl, "EntityDeclHandler")                          \
  EVENT(XmlDecl, "XmlDeclHandler")                                \
  EVENT(ElementDecl, "ElementDeclHandler")                        \
  EVENT(AttlistDecl, "AttlistDeclHandler")                        \
  EVENT(SkippedEntity, "SkippedEntityHandler")

enum class Event : u32 {
#define EVENT(name, attribute) k##name,
  TINYPY_EXPAT_EVENTS(EVENT)
#undef EVENT
      kCount
};

inline constexpr int kDefaultTextSize = 8192;

// All fields but the constant slots are guarded by the root's lock. The lock is held while handlers run. The holding
// thread may enter again: a handler may inspect and change the parser, and make parsers of external entities.
struct Parser : Object {
  io::FileLock lock;  // used in a root: guards it and the parsers of its entities, which share expat's tables
  XML_Parser xml;     // never changes
  Slot parent;        // the parser that this one reads an external entity for, or empty; never changes
  Slot interned;      // dict of names, or empty; never changes
  Slot handlers[static_cast<u32>(Event::kCount)];  // empty: none
  text::ByteBuilder* text;  // pending character data, to be reported in one piece; null: reported at once
  int text_size;            // the most characters that may be pending
  int parsing;              // number of expat's functions that are running on this very parser
  bool in_handler, ordered_attributes, specified_attributes, namespace_prefixes, reparse_deferral;
};
inline Parser* as_parser(Value v) { return v.as<Parser>(); }
inline Slot& handler_slot(Parser* p, Event event) { return p->handlers[static_cast<u32>(event)]; }

extern Type* g_error;  // ExpatError; made with the module

// Holds the root's lock, which guards the parser and its relatives. Not ok: an error is pending.
class Held {
 public:
  Held(Thread& t, Value self) : Held(t, root_of(as_parser(self))) {}
  explicit operator bool() const { return bool(held_); }

 private:
  Held(Thread& t, Parser* root) : held_(t, Value(root), root->lock, true) {}
  static Parser* root_of(Parser* p) {
    while (Value parent = p->parent.get()) p = as_parser(parent);
    return p;
  }
  io::HeldLock held_;
};

// An argument of expat that is a str or None, without null characters. Not ok: an error is pending.
class TextArgument {
 public:
  TextArgument(Thread& t, Value v) : given_(is_str(v)), text_(t, given_ ? v : empty_str()) {}
  bool ok() const { return text_.ok(); }
  const char* c_str() const { return given_ ? text_.c_str() : nullptr; }

 private:
  bool given_;
  CText text_;
};

// ---- pyexpat_events.cpp
// Reports the pending character data. False: an error is pending.
bool flush_text_py(Thread& t, Parser* p);
// Makes expat report an event, or not.
void listen(Parser* p, Event event, bool on);
// Lets expat ask the codecs about encodings that it does not know. Only encodings of single bytes are possible.
void accept_encodings(XML_Parser xml);
// Makes expat report the events that the parser has handlers for, and encodings that expat does not know.
void listen_to_all(Parser* p);

// ---- pyexpat_parser.cpp
// A parser of expat, for XML_ParserFree(). The texts may be null. Null: no memory.
XML_Parser make_expat(const char* encoding, const char* separator);
// Whether expat may put off the parsing of unfinished tokens. Nothing happens before expat 2.6.
void set_deferral(XML_Parser xml, bool on);
// A new parser. `encoding` and `separator` may be null; `interned` is a dict or empty. Empty: an error is pending.
Ref make_parser(Thread& t, const char* encoding, const char* separator, Value interned);
bool add_parser_type(Thread& t, Value module);

}  // namespace rt::expat
