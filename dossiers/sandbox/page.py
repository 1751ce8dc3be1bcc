"""The OpenAPI document as one page, without scripts: networks of offices reach no script hosts."""

import json
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)


def render(document: dict[str, Any]) -> str:
    """HTML of an OpenAPI 3 `document`: operations by tag, then the shapes they use."""
    operations: dict[str, list[dict[str, Any]]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            entry = {"method": method.upper(), "path": path, **_described(operation)}
            operations.setdefault(operation.get("tags", ["Khác"])[0], []).append(entry)
    return _environment.get_template("docs.html.j2").render(
        info=document["info"],
        operations=operations,
        shapes={
            name: _fields(shape) | {"about": shape.get("description", "")}
            for name, shape in document["components"]["schemas"].items()
            if "properties" in shape
        },
    )


def _described(operation: dict[str, Any]) -> dict[str, Any]:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return {
        "summary": operation.get("summary", ""),
        "about": operation.get("description", ""),
        "parameters": operation.get("parameters", []),
        "body": _shape_name(body.get("schema", {})),
        "needs_key": bool(operation.get("security")),
        "answers": {
            status: {
                "about": answer.get("description", ""),
                "shape": _shape_name(
                    answer.get("content", {}).get("application/json", {}).get("schema", {})
                ),
            }
            for status, answer in operation["responses"].items()
        },
    }


def _shape_name(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if schema.get("type") == "array":
        return f"[{_shape_name(schema.get('items', {}))}]"
    if "anyOf" in schema:
        return " | ".join(_shape_name(one) for one in schema["anyOf"])
    kind = str(schema.get("type", ""))
    return f"{kind} ({schema['format']})" if "format" in schema else kind


def _fields(shape: dict[str, Any]) -> dict[str, Any]:
    required = set(shape.get("required", ()))
    return {
        "fields": [
            {
                "name": name,
                "kind": _shape_name(schema),
                "required": name in required,
                "about": schema.get("description", ""),
                "example": json.dumps(schema["examples"][0], ensure_ascii=False)
                if schema.get("examples")
                else "",
            }
            for name, schema in shape["properties"].items()
        ]
    }
