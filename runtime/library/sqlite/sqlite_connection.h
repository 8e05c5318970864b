// The methods of connections, which several files define. sqlite_connection_type.cpp has their table.
#pragma once

#include "runtime/library/sqlite/sqlite_parts.h"

namespace rt::sqlite::connection {

// ---- sqlite_connection.cpp
void trace(Object* object, gc::Visitor& visitor);
void clear(gc::Thread& thread, Object* object);
void finalize(gc::Thread& thread, Object* object);
void dispose(gc::Thread& thread, Object* object);
Ref create(Thread& t, Type* type, const CallArgs& args);
bool init_py(Thread& t, Value self, const CallArgs& args);
Ref close(Thread& t, Value self);

// ---- sqlite_connection_type.cpp
Ref cursor(Thread& t, Value self, Value factory);
Ref execute(Thread& t, Value self, Value sql, Value parameters);
Ref executemany(Thread& t, Value self, Value sql, Value parameters);
Ref executescript(Thread& t, Value self, Value script);

// ---- sqlite_transaction.cpp
Ref commit(Thread& t, Value self);
Ref rollback(Thread& t, Value self);
Ref enter(Thread& t, Value self);
Ref exit(Thread& t, Value self, Value type, Value value, Value traceback);
Ref get_isolation_level(Thread& t, Value self);
bool set_isolation_level_py(Thread& t, Value self, Value level);
Ref get_autocommit(Thread& t, Value self);
bool set_autocommit_py(Thread& t, Value self, Value mode);

// ---- sqlite_functions.cpp
Ref create_function(Thread& t, const CallArgs& args);
Ref create_aggregate(Thread& t, const CallArgs& args);
Ref create_window_function(Thread& t, Value self, Value name_value, Value arguments_value, Value cls);

// ---- sqlite_hooks.cpp
Ref create_collation(Thread& t, Value self, Value name, Value callable);
Ref set_authorizer(Thread& t, const CallArgs& args);
Ref set_progress_handler(Thread& t, const CallArgs& args);
Ref set_trace_callback(Thread& t, const CallArgs& args);

// ---- sqlite_blob.cpp
Ref blobopen(Thread& t, const Value* a);

// ---- sqlite_storage.cpp
Ref backup(Thread& t, const Value* a);
Ref iterdump_py(Thread& t, Value self, Value filter);
Ref serialize(Thread& t, Value self, Value name_value);
Ref deserialize(Thread& t, Value self, Value data, Value name_value);
Ref enable_load_extension(Thread& t, Value self, Value enable);
Ref load_extension(Thread& t, Value self, Value name, Value entry_point);

// ---- sqlite_settings.cpp
Ref interrupt(Thread& t, Value self);
Ref setlimit(Thread& t, Value self, Value category, Value limit_value);
Ref getlimit(Thread& t, Value self, Value category);
Ref setconfig(Thread& t, Value self, Value op, Value enable_value);
Ref getconfig(Thread& t, Value self, Value op);

}  // namespace rt::sqlite::connection
