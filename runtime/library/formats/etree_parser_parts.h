// _elementtree.XMLParser: the object that etree_parser.cpp and etree_events.cpp share.
#pragma once

#include "runtime/library/formats/etree_names.h"
#include "runtime/library/formats/pyexpat_parts.h"

namespace rt::etree {

// The methods of the target, in the order of TargetMethod.
enum class TargetMethod : u32 { kStart, kData, kEnd, kComment, kPi, kStartNs, kEndNs, kDoctype, kClose, kCount };

// All fields are guarded by the lock, which is held while methods of the target run; the holding thread may enter
// again.
struct XmlParser : Object {
  struct State {
    NameTable names;
    text::ByteBuilder text;  // UTF-8 that the builder has not got yet
  };

  io::FileLock lock;
  XML_Parser xml;  // null: __init__() was not called
  State* state;    // made with `xml`
  bool parsing;    // a function of expat is running
  bool native;     // the target is exactly a TreeBuilder, which is called directly
  Slot target, entity;
  Slot methods[static_cast<u32>(TargetMethod::kCount)];  // of another target; empty: it has no such method
};
inline XmlParser* as_parser(Value v) { return v.as<XmlParser>(); }
inline Slot& method_slot(XmlParser* p, TargetMethod method) { return p->methods[static_cast<u32>(method)]; }

// ---- etree_events.cpp
// Makes expat report what the target has methods for.
void listen(XmlParser* p);
// Makes expat report an event to a builder that wants it.
void listen_for(XmlParser* p, Event event);
// Gives the builder the text that it has not got yet. False: an error is pending.
bool flush_text_py(Thread& t, XmlParser* p);
// Raises ParseError with a place in the document. `detail`: a text in place of expat's, or empty.
Error raise_parse_error(Thread& t, XML_Error code, u64 line, u64 column, Value detail = Value());

}  // namespace rt::etree
