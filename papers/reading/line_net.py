"""The line reader: weights of our own in ONNX, one thread."""

from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime

from papers.reading.ctc import Frames
from papers.reading.strip import Strip

WEIGHTS = Path(__file__).with_name("weights") / "lines.onnx"
#: Widths are filled up to a multiple of this, as in training.
_STEP = 4
_ONLY_ERRORS = 3


@cache
def _session() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = _ONLY_ERRORS
    return onnxruntime.InferenceSession(WEIGHTS, options, providers=["CPUExecutionProvider"])


def frames_of(strip: Strip) -> Frames:
    """Log-probabilities of all classes, a row for each two dots of ``strip``."""
    wide = np.pad(strip, ((0, 0), (0, -strip.shape[1] % _STEP)))
    (frames,) = _session().run(None, {"strips": wide[None, None]})
    named: Frames = frames[0]
    return named
