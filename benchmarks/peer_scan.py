"""Runs in the peers' own environment: how fast JioNLP and cpca read a text, as JSON.

usage: python peer_scan.py NAME ROUNDS TEXT ...
"""

import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

Read = Callable[[str], object]

logging.disable(logging.CRITICAL)  # JioNLP logs what it cannot parse, at length


def jionlp_quantities() -> Read:
    """Money, dates and durations."""
    import jionlp  # noqa: PLC0415 - loading takes seconds, and only one of the peers is wanted

    return lambda text: (jionlp.ner.extract_money(text), jionlp.ner.extract_time(text))


def jionlp_all() -> Read:
    """Money, dates, durations and places."""
    import jionlp  # noqa: PLC0415

    return lambda text: (jionlp.ner.extract_money(text), jionlp.ner.extract_time(text), jionlp.recognize_location(text))


def cpca_places() -> Read:
    """Places."""
    import cpca  # noqa: PLC0415

    return lambda text: cpca.transform_text_with_addrs(text, pos_sensitive=True)


PEERS = {"JioNLP: money, time": jionlp_quantities, "JioNLP: money, time, place": jionlp_all, "cpca: place": cpca_places}


def main(name: str, rounds: int, texts: list[str]) -> None:
    read = PEERS[name]()
    size = sum(len(text.encode()) for text in texts) / 1e6
    for text in texts:
        read(text)  # what is loaded at first use is not counted
    speeds = []
    for _ in range(rounds):
        begun = time.process_time()
        for text in texts:
            read(text)
        speeds.append(size / (time.process_time() - begun))
    print(json.dumps(speeds))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), [Path(path).read_text(encoding="utf-8") for path in sys.argv[3:]])
