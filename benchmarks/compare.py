"""How comparing grows with the claims of one key: many claims, few or many distinct values.

usage: python -m benchmarks.compare

Times are ratios to the smallest case of the same kind in the same run; the last column is the seconds for 100,000 claims.
"""

import time
from decimal import Decimal

from pipeline.compare import judge
from pipeline.model import Claim

SIZES = (1_000, 10_000, 100_000)


def claims(size: int, values: int, measure: str) -> list[Claim]:
    """Claims of one place, measure and scope, each in a document of its own, over so many distinct values."""
    made = []
    for n in range(size):
        value = 1000 + n % values
        made.append(
            Claim(
                doc_id=f"page{n:06}",
                segment_id=None,
                start=0,
                end=5,
                quote=f"{value}元",
                measure=measure,
                value=str(value),
                rule="bench",
                value_low=Decimal(value),
                value_high=Decimal(value),
                unit="yuan",
                region="360700",
                region_name="赣州市",
                insurance="resident",
                service="inpatient",
                hospital_level="3",
            )
        )
    return made


def main() -> None:
    print(f"{'distinct values':>16} {'claims':>9} {'times the smallest':>19} {'seconds':>8} {'contradictions':>15}")
    for values in (2, 50, 1_000):
        first = 0.0
        for size in SIZES:
            said = claims(size, values, "deductible")
            start = time.perf_counter()
            found = judge(said).contradictions
            took = time.perf_counter() - start
            first = first or took
            print(f"{values:>16,} {size:>9,} {took / first:>19.1f} {took:>8.2f} {len(found):>15,}")


if __name__ == "__main__":
    main()
