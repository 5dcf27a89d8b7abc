"""One module for each kind of optimizer: how it is made, and what it tells beyond its evaluations."""

from __future__ import annotations

from collections.abc import Mapping

from dspex_worker.optimize.bench import Family
from dspex_worker.optimize.families.bootstrap import few_shot, labeled, random_search, with_optuna
from dspex_worker.optimize.families.copro import copro
from dspex_worker.optimize.families.gepa import gepa
from dspex_worker.optimize.families.mipro import mipro
from dspex_worker.optimize.families.rules import infer_rules
from dspex_worker.optimize.families.simba import simba
from dspex_worker.optimize.families.together import together

FAMILIES: Mapping[str, Family] = {
    "LabeledFewShot": labeled,
    "BootstrapFewShot": few_shot,
    "BootstrapFewShotWithRandomSearch": random_search,
    "BootstrapFewShotWithOptuna": with_optuna,
    "MIPROv2": mipro,
    "GEPA": gepa,
    "COPRO": copro,
    "SIMBA": simba,
    "InferRules": infer_rules,
    "BetterTogether": together,
}
"""How to run each optimizer of the catalogue."""
