"""JSON Schemas as record types."""

from __future__ import annotations

from typing import Any, Literal

import pydantic
import pytest

from dspex_worker.errors import WorkerError
from dspex_worker.importing.ends import extraction
from dspex_worker.importing.json_schema import SchemaReader
from dspex_worker.validate import problems


class City(pydantic.BaseModel):
    name: str = pydantic.Field(description="as written", min_length=1)


class Trip(pydantic.BaseModel):
    """A trip"""

    to: City
    mood: Literal["good", "bad"]
    stops: list[City] = pydantic.Field(max_length=3)
    notes: dict[str, float]
    days: int | None = pydantic.Field(default=None, ge=1)


def read(schema: dict[str, Any]) -> tuple[str, list[dict[str, Any]], list[str]]:
    told: list[str] = []
    reader = SchemaReader(schema, told.append)
    root = reader.root("given")
    assert problems({"format": 1, "name": "p", **extraction(root, reader.records)}) == []
    return root, reader.records, told


def test_the_schema_of_a_pydantic_model() -> None:
    root, records, told = read(Trip.model_json_schema())
    assert (root, told) == ("Trip", [])
    assert [record["name"] for record in records] == ["City", "Trip"]
    assert {f["name"]: f["type"] for f in records[1]["fields"]} == {
        "to": "City",
        "mood": "literal['good', 'bad']",
        "stops": "list[City]",
        "notes": "dict[str, float]",
        "days": "optional[int]",
    }
    assert records[0]["fields"][0] == {
        "name": "name", "type": "str", "description": "as written", "constraints": {"min_length": 1}
    }  # fmt: skip


def test_odd_names_and_circles() -> None:
    node = {
        "type": "object",
        "properties": {"next": {"$ref": "#/$defs/node"}, "order-id": {"type": "integer"}, "class": {}},
    }
    root, records, told = read({"$ref": "#/$defs/node", "$defs": {"node": node}})
    assert root == "Node"
    assert [f["name"] for f in records[0]["fields"]] == ["next", "order_id", "class_field"]
    assert records[0]["fields"][0]["type"] == "optional[any]"
    assert any("order_id" in text for text in told)


@pytest.mark.parametrize("schema", [{"type": "string"}, {"$ref": "#"}, {"$ref": "http://example.org/x"}, {}])
def test_what_is_no_object_is_refused(schema: dict[str, Any]) -> None:
    with pytest.raises(WorkerError, match="schema_no_object"):
        SchemaReader(schema, lambda _: None).root("given")
