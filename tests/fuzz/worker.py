"""The worker's side of common.run_worker(): serve(play) plays the cases of a file and writes a line of JSON for each that is finished."""

import json
import os
import resource
import sys


def serve(play):
    """play(case) returns something that JSON can hold. Results are written past all buffers: what was finished is told even if the next case crashes."""
    with open(sys.argv[1]) as given:
        cases = json.load(given)
    limit = int(sys.argv[3])
    if limit:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    results = os.open(sys.argv[2], os.O_WRONLY | os.O_APPEND)
    for case in cases:
        os.write(results, json.dumps(play(case)).encode() + b"\n")
