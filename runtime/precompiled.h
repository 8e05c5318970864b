// The headers that most sources use, compiled once for all of them (meson.build, cpp_pch): reading them takes most of
// the time of compiling. Sources include what they use all the same; -Db_pch=false -Djoined_sources=false shows whether
// they do.
#pragma once

#include <algorithm>
#include <bit>
#include <cerrno>
#include <climits>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gc/base/atomic.h"
#include "gc/refcount/object_lock.h"
#include "runtime/object/class.h"
#include "runtime/object/names.h"
#include "runtime/object/native.h"
#include "runtime/object/ops.h"
#include "runtime/object/shape.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"
