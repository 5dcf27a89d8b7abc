"""What is known about each optimizer beyond its signature: ranges, help texts, needs, what it is best for.

Names and defaults come from the installed DSPy (``catalogue``); this table says the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

from dspex_worker.optimize.parameters import Parameter

AUTO = ("light", "medium", "heavy", "off")


@dataclass(frozen=True)
class Entry:
    """One optimizer of the catalogue.

    Attributes:
        feedback: whether it makes use of a metric's feedback.
        validation: whether DSPy itself takes validation rows for it.
        packages: Python packages it needs beyond DSPy's own.
        lms: roles that an LM of its own can be given: teacher, prompt_lm (it writes instructions or reflects).
        ignored: parameters that are not offered: DSPy makes no use of them, or they belong to a step.
    """

    name: str
    summary: str
    best_for: str
    parameters: tuple[Parameter, ...]
    feedback: bool = False
    validation: bool = False
    packages: tuple[str, ...] = ()
    lms: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


THRESHOLD = Parameter(
    "metric_threshold",
    "float",
    "A run of the teacher becomes a demonstration when it scores at least this. Empty: any score above 0.",
    0,
    1,
)
BOOTSTRAPPED = Parameter(
    "max_bootstrapped_demos", "int", "Most demonstrations made by running the teacher, for each predictor.", 1, 32
)
LABELED = Parameter(
    "max_labeled_demos", "int", "Most demonstrations in all, filled up with training rows as they are.", 0, 256
)
ROUNDS = Parameter(
    "max_rounds", "int", "How often the teacher may try a training row; later tries use temperature 1.", 1, 10
)
ERRORS = Parameter("max_errors", "int", "Stop after this many failed rows. Empty: never.", 1)
CANDIDATES = Parameter("num_candidate_programs", "int", "How many random sets of demonstrations are tried.", 1, 64)

TEACHER = ("teacher",)
PROMPT = ("prompt_lm",)

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "BootstrapFewShot",
        "Runs a teacher over the training rows and keeps its good answers as demonstrations.",
        "A first gain from a few rows, at little cost.",
        (BOOTSTRAPPED, LABELED, ROUNDS, THRESHOLD, ERRORS),
        lms=TEACHER,
    ),
    Entry(
        "BootstrapFewShotWithRandomSearch",
        "Makes many random sets of bootstrapped demonstrations and keeps the one that scores best.",
        "About 50 rows or more, when demonstrations help and instructions are fine.",
        (
            CANDIDATES,
            BOOTSTRAPPED,
            LABELED,
            ROUNDS,
            THRESHOLD,
            Parameter("stop_at_score", "float", "Stop as soon as a candidate scores this, 0 to 1.", 0, 1),
            ERRORS,
            Parameter("labeled_sample", "bool", "Draw the labelled demonstrations at random instead of from the top."),
        ),
        validation=True,
        lms=TEACHER,
    ),
    Entry(
        "MIPROv2",
        "Writes instructions from the data and the program, and searches instructions and demonstrations together.",
        "The best all-round choice from about 50 rows on.",
        (
            Parameter("auto", "choice", "How much to search. Off: set num_candidates and num_trials.", choices=AUTO),
            Parameter(
                "num_candidates", "int", "Instructions and demonstration sets to make; only with auto off.", 1, 50
            ),
            Parameter("num_trials", "int", "Combinations to try; only with auto off.", 1, 500),
            Parameter(
                "max_bootstrapped_demos",
                "int",
                "Most demonstrations made by the teacher. 0 with max_labeled_demos 0: instructions only.",
                0,
                32,
            ),
            LABELED,
            Parameter("init_temperature", "float", "Temperature of the LM that writes instructions.", 0, 2),
            THRESHOLD,
            Parameter("minibatch", "bool", "Score most trials on a few rows only; with auto, DSPy decides."),
            Parameter("minibatch_size", "int", "Rows of a minibatch.", 1),
            Parameter(
                "minibatch_full_eval_steps",
                "int",
                "Score the best one on all rows after this many minibatches.",
                1,
                100,
            ),
            Parameter("program_aware_proposer", "bool", "Show the program to the LM that writes."),
            Parameter("data_aware_proposer", "bool", "Show a summary of the data to the LM that writes."),
            Parameter("view_data_batch_size", "int", "Rows a batch when the data is summed up.", 1, 100),
            Parameter("tip_aware_proposer", "bool", "Give the LM that writes a tip on style."),
            Parameter("fewshot_aware_proposer", "bool", "Show demonstrations to the LM that writes."),
            ERRORS,
        ),
        validation=True,
        packages=("optuna", "numpy"),
        lms=TEACHER + PROMPT,
    ),
    Entry(
        "GEPA",
        "Reflects on wrong answers and their feedback, rewrites instructions, keeps a front of the best on each row.",
        "Metrics that say why an answer is wrong; long instructions; few rows.",
        (
            Parameter(
                "auto",
                "choice",
                "How much to search. Off: set max_full_evals or max_metric_calls.",
                choices=AUTO,
                default="light",
            ),
            Parameter("max_full_evals", "int", "Budget in scorings of all rows; instead of auto.", 1, 1000),
            Parameter(
                "max_metric_calls", "int", "Budget in scored rows; instead of auto. It may be passed a little.", 1
            ),
            Parameter("reflection_minibatch_size", "int", "Rows that one reflection looks at.", 1, 100),
            Parameter(
                "candidate_selection_strategy",
                "choice",
                "Which candidate to improve next.",
                choices=("pareto", "current_best"),
            ),
            Parameter(
                "component_selector", "choice", "Predictors to rewrite at a time.", choices=("round_robin", "all")
            ),
            Parameter("use_merge", "bool", "Join two good candidates that improved different predictors."),
            Parameter("max_merge_invocations", "int", "Most joins.", 0, 100),
            Parameter("skip_perfect_score", "bool", "Do not reflect on rows that are all right already."),
            Parameter("add_format_failure_as_feedback", "bool", "Reflect on answers that could not be read, too."),
        ),
        feedback=True,
        validation=True,
        lms=PROMPT,
    ),
    Entry(
        "COPRO",
        "Writes variations of the instructions in rounds and keeps the best on the training rows.",
        "Instructions without demonstrations. It sees scores only, no data.",
        (
            Parameter("breadth", "int", "New instructions in each round.", 2, 50),
            Parameter("depth", "int", "Rounds.", 1, 20),
            Parameter("init_temperature", "float", "Temperature of the LM that writes instructions.", 0, 2),
        ),
        lms=PROMPT,
    ),
    Entry(
        "SIMBA",
        "Looks at rows where answers vary most, and adds a rule or a demonstration from the better answer.",
        "Larger training sets and programs with several steps or tools.",
        (
            Parameter("bsize", "int", "Training rows of a step; not more than there are.", 2),
            Parameter("num_candidates", "int", "Programs made in each step.", 1, 32),
            Parameter("max_steps", "int", "Steps.", 1, 100),
            Parameter("max_demos", "int", "Most demonstrations of a predictor; 0: rules only.", 0, 32),
            Parameter("demo_input_field_maxlen", "int", "Longest input kept in a demonstration, in characters.", 1),
            Parameter("temperature_for_sampling", "float", "How freely programs are drawn when answering.", 0.01, 2),
            Parameter("temperature_for_candidates", "float", "How freely programs are drawn to be changed.", 0.01, 2),
        ),
        packages=("numpy",),
        lms=TEACHER + PROMPT,
    ),
    Entry(
        "LabeledFewShot",
        "Puts training rows into the prompt as they are.",
        "A baseline at no cost; good when rows name every output.",
        (
            Parameter("k", "int", "Demonstrations.", 1, 256),
            Parameter("sample", "bool", "Draw them at random instead of from the top."),
        ),
    ),
    Entry(
        "InferRules",
        "Bootstraps demonstrations, derives rules from the training rows in words, and adds them to the instructions.",
        "Tasks that follow rules which can be said in words.",
        (
            Parameter("num_candidates", "int", "Sets of rules tried.", 1, 50),
            Parameter("num_rules", "int", "Rules in a set.", 1, 50),
            Parameter("max_bootstrapped_demos", "int", BOOTSTRAPPED.help, 1, 32, default=4),
            Parameter("max_labeled_demos", "int", LABELED.help, 0, 256, default=16),
            Parameter("max_rounds", "int", ROUNDS.help, 1, 10, default=1),
            THRESHOLD,
            ERRORS,
        ),
        validation=True,
        lms=TEACHER,
    ),
    Entry(
        "BootstrapFewShotWithOptuna",
        "Bootstraps demonstrations and lets Optuna pick the one for each predictor.",
        "Short prompts: one demonstration, well chosen.",
        (
            CANDIDATES,
            Parameter(
                "max_demos", "int", "Demonstrations to bootstrap and choose from.", 1, 64, default=8, required=True
            ),
            LABELED,
            ROUNDS,
        ),
        validation=True,
        packages=("optuna",),
        lms=TEACHER,
        ignored=("max_bootstrapped_demos",),
    ),
    Entry(
        "BetterTogether",
        "Runs several optimizers one after the other, each on the best of the one before.",
        "Instructions first, then demonstrations.",
        (
            Parameter(
                "strategy",
                "text",
                'Names of optimizers with " -> " between them.',
                default="COPRO -> BootstrapFewShotWithRandomSearch",
            ),
            Parameter("shuffle_trainset_between_steps", "bool", "Shuffle the training rows before each step."),
        ),
        validation=True,
        lms=TEACHER + PROMPT,
        ignored=("max_errors",),
    ),
)

LEFT_OUT = {
    "BootstrapFinetune": "needs a server that trains models",
    "GRPO": "needs a server that trains models",
    "AvatarOptimizer": "uses dspy.TypedPredictor, which DSPy no longer has",
    "Ensemble": "joins programs instead of improving one",
    "KNNFewShot": "needs an embedding model, and its result cannot be saved as state",
    "ReAnchor": "experimental; works on decision types only",
}
"""Optimizers of DSPy that are not offered, and why."""

MANAGED = frozenset(
    [
        "metric",
        "teacher_settings",
        "prompt_model",
        "task_model",
        "reflection_lm",
        "num_threads",
        "seed",
        "student",
        "teacher",
        "trainset",
        "valset",
        "eval_kwargs",
        "kwargs",
        "_kwargs",
        "optimizers",
        "verbose",
        "track_stats",
        "log_dir",
        "requires_permission_to_run",
        "provide_traceback",
        "restrict",
        "instruction_proposer",
        "code_proposer",
        "failure_score",
        "perfect_score",
        "use_wandb",
        "wandb_api_key",
        "wandb_init_kwargs",
        "track_best_outputs",
        "warn_on_score_mismatch",
        "use_mlflow",
        "gepa_kwargs",
        "optimizer_compile_args",
        "valset_ratio",
        "self",
    ]
)
"""Parameters that the worker sets itself."""
