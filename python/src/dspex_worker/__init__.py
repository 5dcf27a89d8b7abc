"""The DSPy side of DSPex Workbench: a nursery that forks workers, and the jobs a worker runs."""

PROTOCOL = 1
