import _pkg
from _pkg import alpha, sub
from _pkg.sub import beta
from _pkg.sub.beta import up as renamed

print(alpha.NAME, sub.beta.value(), renamed(), _pkg.sub is sub, beta.__package__, beta.__name__)

# expect: alpha beta sees alpha ALPHA True _pkg.sub _pkg.sub.beta
