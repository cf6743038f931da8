"""`python -m graph_schema.generate` (`make schema`): write what is generated."""

from __future__ import annotations

from pathlib import Path

from graph_schema.generate.everything import generated

_HERE = Path(__file__).parents[1]


def main() -> None:
    """Write each file whose text is another than the one that lies there."""
    for name, text in generated().items():
        path = _HERE / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
