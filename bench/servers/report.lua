-- What wrk measured, in a line of JSON. Latencies are in microseconds. It runs once, at the end: requests are not slowed.
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format('{"requests": %d, "microseconds": %d, "median": %.1f, "slow": %.1f, "errors": %d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
