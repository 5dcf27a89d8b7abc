"""Plain dspy.Evaluate on an exported program: prints one JSON line a row, then the score."""

import importlib.util
import json
import sys

import dspy

from dspex_worker.practice import practice_lm

source, data, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
spec = importlib.util.spec_from_file_location("exported", source)
exported = importlib.util.module_from_spec(spec)
spec.loader.exec_module(exported)

rows = [json.loads(line) for line in open(data, encoding="utf-8")][:count]
devset = [dspy.Example(**row).with_inputs("ticket") for row in rows]


def both(example, prediction, trace=None):
    return (float(example.queue == prediction.queue) + float(example.priority == prediction.priority)) / 2


with dspy.context(lm=practice_lm(7), adapter=dspy.ChatAdapter()):
    result = dspy.Evaluate(devset=devset, metric=both, num_threads=4)(exported.Triage())
for _, prediction, score in result.results:
    sys.stdout.write(json.dumps({"score": score, "outputs": prediction.toDict()}) + "\n")
sys.stdout.write(json.dumps({"total": result.score / 100}) + "\n")
