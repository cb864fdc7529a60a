"""Makes the reference values of GammaTest, with nothing of the studio's code: SplitMix64 in whole numbers, logarithms and powers with 40
digits of Python's decimal. Prints exponents that gamma=0.4:0.7 draws, and what 8-bit values become by the formula of torchvision's and
scikit-image's adjust_gamma, 255 * (value / 255) ** gamma, rounded to the nearest: the sum of all 256, each times its position from 1, and some of
them."""
from decimal import Decimal, getcontext
getcontext().prec = 40
MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15
def mix(v):
    v &= MASK
    v = ((v ^ (v >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    v = ((v ^ (v >> 27)) * 0x94D049BB133111EB) & MASK
    return v ^ (v >> 31)
def unit(seed, variant, sample):
    """The ninth number of the stream that augmentations share: keys are seed, variant, 2 and sample."""
    state = 0
    for key in (seed, variant, 2, sample):
        state = mix(state + GOLDEN) ^ mix(key)
    return Decimal(mix(state + 9 * GOLDEN) >> 11) / Decimal(1 << 53)
least, most = Decimal("0.4"), Decimal("0.7")
for seed, variant, sample in ((1, 1, 0), (1, 2, 0), (7, 1, 3), (42, 9, 1234)):
    u = unit(seed, variant, sample)
    exponent = (least.ln() + (most.ln() - least.ln()) * u).exp()
    print(seed, variant, sample, f"{exponent:.15f}")
for gamma in ("0.4", "0.55", "0.7"):
    table = [0] + [int((255 * (Decimal(v) / 255) ** Decimal(gamma)).to_integral_value(rounding="ROUND_HALF_UP")) for v in range(1, 256)]
    print(gamma, sum(value * (i + 1) for i, value in enumerate(table)), table[1], table[64], table[128], table[254])
