"""From a trained net to the file that the program reads with."""

import warnings
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from papers.reading.strip import HEIGHT
from scripts.reader.net import Net

#: How far the program's reader may be from the net that was trained.
_CLOSE_ENOUGH = 1e-4
_LARGEST_BYTES = 4_000_000
_OPSET = 17


def export(net: Net, target: Path) -> None:
    """Write ``net`` as ONNX and hold it against the original on strips of several widths."""
    net.eval()
    target.parent.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            net,
            (torch.zeros(1, 1, HEIGHT, 200),),
            target,
            input_names=["strips"],
            output_names=["frames"],
            dynamic_axes={"strips": {0: "lines", 3: "width"}},
            opset_version=_OPSET,
            dynamo=False,
        )
    apart = _distance(net, target)
    size = target.stat().st_size
    print(f"{target.name}: {size} bytes, at most {apart:.1e} from the net")
    if apart > _CLOSE_ENOUGH or size > _LARGEST_BYTES:
        target.unlink()
        raise SystemExit("The exported file is too large or reads something else.")


def _distance(net: Net, target: Path) -> float:
    session = onnxruntime.InferenceSession(target)
    chance = np.random.default_rng(1)
    worst = 0.0
    for lines, width in ((1, 40), (3, 200), (2, 1000)):
        strips = chance.random((lines, 1, HEIGHT, width), np.float32)
        with torch.no_grad():
            trained = net(torch.from_numpy(strips)).numpy()
        (read,) = session.run(None, {"strips": strips})
        worst = max(worst, float(np.abs(trained - read).max()))
    return worst
