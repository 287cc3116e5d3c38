import json
import subprocess
import sys

EVENING_FIGURES = ("states", "rates", "gaps", "follow_through", "coverage", "neglect")
HEAVY = {"statistics", "fractions", "decimal", "random"}


def test_the_figures_of_an_evening_import_nothing_heavy():
    imports = "; ".join(f"import modelway.domain.figures.{name}" for name in EVENING_FIGURES)
    program = f"import json, sys; {imports}; print(json.dumps(list(sys.modules)))"
    loaded = set(json.loads(subprocess.check_output([sys.executable, "-I", "-c", program])))
    assert {f"modelway.domain.figures.{name}" for name in EVENING_FIGURES} <= loaded
    assert not loaded & HEAVY
    assert not any(name.startswith(("modelway.store", "modelway.services")) for name in loaded)
