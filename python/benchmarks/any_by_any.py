"""Every optimizer on every kind of variable: the share of the optimum that it reaches, beside Random and TPE.

    python benchmarks/any_by_any.py                        the table, on standard output
    python benchmarks/any_by_any.py --write                puts it into assets/docs/results/any-by-any.md
    python benchmarks/any_by_any.py --optimizer GEPA --kind float --seeds 1

The program is the toy of ``tests/tuning/toy.py``, whose optimum is known, on an LM that reads everything from the
request; each answer is a real DSPy call. A share is (score found - score at the start) / (best score - score at the
start), scored on 200 rows that no optimizer saw, for the values of the variables alone: a text that an optimizer
changed besides does not count. Random and TPE search with as many evaluations as the optimizer used in that cell.
No network, no key; the same each time.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import logging
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PYTHON = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PYTHON / "src"), str(PYTHON / "tests")]

from dspex_worker.search import samplers  # noqa: E402
from dspex_worker.tuning import OptimizableModule, advise  # noqa: E402
from dspex_worker.tuning.carrier import text_of  # noqa: E402
from dspex_worker.tuning.mechanism import DRAWS, LEARNS, NOTHING  # noqa: E402
from tuning import toy  # noqa: E402
from tuning.cells import OPTIMIZERS, TRAIN, VALIDATION, Bench, searching  # noqa: E402

RESULT = PYTHON.parent / "assets" / "docs" / "results" / "any-by-any.md"
ALL = "all eight"
TEXTS = ("instruction", "demos")
KINDS: dict[str, tuple[str, ...]] = {
    **{kind: (kind,) for kind in toy.VARIABLES},
    "numbers and choices": tuple(kind for kind in toy.VARIABLES if kind not in TEXTS),
    ALL: tuple(toy.VARIABLES),
}
WORSE = 0.07
"""How far below Random at equal cost a recommended optimizer may be."""

_ROWS = toy.examples(200, 9)
_LM = toy.lm()


@dataclass(frozen=True)
class Cell:
    """What an optimizer did with a kind in one seed.

    Attributes:
        tried: values that the variable of the kind had in scored answers; of several kinds the fewest.
    """

    optimizer: str
    kind: str
    evaluations: int
    tried: int
    share: float
    random: float
    tpe: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--optimizer", choices=[*OPTIMIZERS, *_searches()], action="append")
    parser.add_argument("--kind", choices=list(KINDS), action="append")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    logging.disable(logging.WARNING)
    cells = []
    for cell in _cells(chosen.optimizer or [*OPTIMIZERS, *_searches()], chosen.kind or list(KINDS), chosen.seeds):
        cells.append(cell)
        sys.stderr.write(f"{cell}\n")
    text = _report(cells, chosen.seeds)
    sys.stdout.write(text)
    if chosen.write:
        RESULT.write_text(text, encoding="utf-8")
    if any(_worse(cells)):
        sys.exit(1)


def _searches() -> list[str]:
    return [entry.name for entry in samplers()]


def _cells(optimizers: Sequence[str], kinds: Sequence[str], seeds: int) -> Iterator[Cell]:
    for optimizer in optimizers:
        for kind in kinds:
            for seed in range(seeds):
                yield _cell(optimizer, kind, seed)


def _cell(optimizer: str, kind: str, seed: int) -> Cell:
    bench, share = _run(optimizer, kind, seed)
    trials = max(0, round(bench.evaluations / len(VALIDATION)) - 1)
    random, tpe = (_searched(search, kind, seed, trials) for search in ("Random", "TPE"))
    return Cell(optimizer, kind, bench.evaluations, min(bench.tried(one) for one in KINDS[kind]), share, random, tpe)


@cache
def _searched(search: str, kind: str, seed: int, trials: int) -> float:
    return _run(search, kind, seed, trials)[1]


def _run(optimizer: str, kind: str, seed: int, trials: int = 20) -> tuple[Bench, float]:
    bench = Bench(optimizer, *KINDS[kind], seed=seed)
    how = OPTIMIZERS.get(optimizer) or searching(optimizer, trials)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        found = bench.run(how)
    return bench, _share(kind, found)


def _share(kind: str, found: OptimizableModule) -> float:
    start = _score(kind, {})
    best = _score(kind, toy.BEST)
    return (_score(kind, found.configuration.chosen()[0]) - start) / (best - start)


def _score(kind: str, values: dict[str, object]) -> float:
    program = toy.module(*KINDS[kind])
    carrier = program.configuration
    known = {dimension.name for dimension in carrier.variables.space.dimensions}
    mine = {name: value for name, value in values.items() if name in known}
    carrier.signature = carrier.signature.with_instructions(text_of(carrier.variables, mine))
    return toy.score(program, _ROWS, _LM)


def _report(cells: Sequence[Cell], seeds: int) -> str:
    kinds = [kind for kind in KINDS if any(cell.kind == kind for cell in cells)]
    optimizers = list(dict.fromkeys(cell.optimizer for cell in cells))
    lines = [
        "# Any optimizer on any kind of variable",
        "",
        f"By `python/benchmarks/any_by_any.py`, seeds: {seeds}. Each cell: the share of the optimum that the optimizer",
        "reached, and in brackets its gap to Random and to TPE with as many evaluations. **not changed** stands where",
        "the optimizer never tried another value, **no gain** where no seed ended above the start. A composite moves",
        "only through what it is made of; a conditional one only while its condition holds.",
        "",
        f"| optimizer | mechanism | evaluations | {' | '.join(kinds)} |",
        f"|---|---|---|{'---|' * len(kinds)}",
    ]
    for optimizer in optimizers:
        of = [cell for cell in cells if cell.optimizer == optimizer]
        evaluations = f"{min(c.evaluations for c in of)} to {max(c.evaluations for c in of)}"
        row = " | ".join(_shown([cell for cell in of if cell.kind == kind]) for kind in kinds)
        lines.append(f"| {optimizer} | {_mechanism(optimizer)} | {evaluations} | {row} |")
    lines += ["", "Optimizers without a row:", ""]
    lines += [f"- {reason}" for reason in NOTHING.values()]
    lines += ["- KNNFewShot picks demonstrations anew for every input, so there is no value that it chooses.", ""]
    lines += _verdicts(cells)
    return "\n".join(lines) + "\n"


def _shown(cells: Sequence[Cell]) -> str:
    if min(cell.tried for cell in cells) < 2:
        return "**not changed**"
    if max(cell.share for cell in cells) <= 0:
        return "**no gain**"
    share, random, tpe = _means(cells)
    if max(cell.evaluations for cell in cells) < 2 * len(VALIDATION):
        return f"{share:.2f} (too few for a search)"
    return f"{share:.2f} ({share - random:+.2f}, {share - tpe:+.2f})"


def _means(cells: Sequence[Cell]) -> tuple[float, float, float]:
    return (
        statistics.fmean(cell.share for cell in cells),
        statistics.fmean(cell.random for cell in cells),
        statistics.fmean(cell.tpe for cell in cells),
    )


def _mechanism(optimizer: str) -> str:
    if optimizer in LEARNS:
        return "answers that explore become demonstrations"
    if optimizer in DRAWS:
        return "each copy stands for values that TPE suggests"
    if optimizer == "BetterTogether":
        return "search and text steps in turn"
    return "TPE answers where it asks for instructions" if optimizer in OPTIMIZERS else "native"


def _picks() -> dict[str, str]:
    """What is recommended for each kind here, by the training rows and the metric of the toy."""
    return {kind: advise(_types(kind), len(TRAIN)).optimizer for kind in KINDS}


def _types(kind: str) -> list[str]:
    return [str(variable["type"]) for variable in toy.config(*KINDS[kind])["variables"]]


def _worse(cells: Sequence[Cell]) -> Iterator[str]:
    """Kinds for which the recommended optimizer is too far below Random at equal cost."""
    for kind, pick in _picks().items():
        of = [cell for cell in cells if cell.kind == kind and cell.optimizer == pick]
        if of and _means(of)[0] < _means(of)[1] - WORSE:
            yield kind


def _verdicts(cells: Sequence[Cell]) -> Iterator[str]:
    yield f"What is recommended, and that it is never more than {WORSE} below Random at equal cost:"
    yield ""
    worse = set(_worse(cells))
    for kind, pick in _picks().items():
        of = [cell for cell in cells if cell.kind == kind and cell.optimizer == pick]
        if of:
            share, random, _ = _means(of)
            few = max(cell.evaluations for cell in of) < 2 * len(VALIDATION)
            beside = "Random could not score one trial with so few" if few else f"Random {random:.2f}"
            yield f"- {kind}: {pick} {share:.2f}, {beside}{': TOO LOW' if kind in worse else ''}"


if __name__ == "__main__":
    main()
