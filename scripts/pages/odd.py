"""The text of models/ODD.md with the tables of models/validation.json between its markers."""
import json
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[1]


def text():
    loader = SourceFileLoader("validation", str(SCRIPTS / "validation"))
    validation = module_from_spec(spec_from_loader("validation", loader))
    loader.exec_module(validation)
    return validation.with_tables(validation.read(validation.ODD), json.loads(validation.read(validation.VALIDATION)))
