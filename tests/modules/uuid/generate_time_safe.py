# Identifiers of time, also in threads: none comes twice.
import _uuid, uuid
from concurrent.futures import ThreadPoolExecutor

data, status = _uuid.generate_time_safe()
print(len(data), status in (0, -1), uuid.UUID(bytes=data).version, _uuid.has_uuid_generate_time_safe)
made = list(ThreadPoolExecutor(4).map(lambda _: _uuid.generate_time_safe()[0], range(400)))
print(len(set(made)), uuid.uuid1().version)

# expect: 16 True 1 1
# expect: 400 1
