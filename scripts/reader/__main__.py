"""``make reader``: train the line reader and write its weights."""

import argparse
from importlib.util import find_spec
from pathlib import Path

from scripts.reader import faces
from scripts.reader.drawing import Pen
from scripts.reader.exporting import export
from scripts.reader.lines import Lines
from scripts.reader.training import Training
from scripts.reader.wording import Wording

TOP = Path(__file__).resolve().parents[2]
WEIGHTS = TOP / "papers" / "reading" / "weights" / "lines.onnx"


def main() -> None:
    """Train for ``--steps`` steps from ``--seed``; a run that was cut off goes on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=2880)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--fonts", type=Path, default=TOP / "var" / "fonts")
    parser.add_argument("--kept", type=Path, default=TOP / "var" / "reader.pt")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--only-export", action="store_true", help="the net as it stands")
    options = parser.parse_args()
    at_hand = faces.find(options.fonts)
    print(f"{len(at_hand.faces)} fonts; held out: {', '.join(faces.HELD_OUT)}")
    if at_hand.missing:
        print(f"not found: {', '.join(at_hand.missing)}")
    lines = Lines(Wording(corpus()), Pen(at_hand), options.seed)
    training = Training(lines, options.steps, options.seed, options.kept)
    export(training.as_it_stands() if options.only_export else training.run(), options.weights)


def corpus() -> Path:
    """Where PyThaiNLP keeps its word lists; it is not imported, for that takes long."""
    found = find_spec("pythainlp")
    if found is None or found.origin is None:
        raise SystemExit("PyThaiNLP is not installed: its word lists are what the lines say")
    return Path(found.origin).parent / "corpus"


if __name__ == "__main__":
    main()
