// The steps of the biased protocol that more than one file needs. See the table in refcount.h; nothing in here destroys: a result of true
// says that the word is now dead and that the caller must.
#pragma once

#include "gc/refcount/refcount.h"

namespace gc {

// Gives up ownership and adds `extra` to the shared count: owner := 0, local := 0, word := merged(local + count + extra), or dead if
// that is 0. By the owner, or by who stands in for it.
bool merge_ownership(Object* object, i32 extra);
// The queue's reference to `object` comes home. By the owner, or by who stands in for it.
bool merge_counts(Object* object);
// Drops one counted reference of a merged object.
bool decref_merged(Object* object, u32 word);

}  // namespace gc
