"""A line as the net sees it: 40 dots high, ink 1 on paper 0. The same in training and reading."""

import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]
Strip = npt.NDArray[np.float32]

HEIGHT = 40
#: What a strip shows above and below its base line, in heights of a consonant.
ABOVE, BELOW = 2.15, 0.70
#: Paper left and right of the ink, in the same measure.
BESIDE = 0.35

_LEAST_CONTRAST = 25.0


def contrast(grey: Grey) -> Strip:
    """The greys of one line spread between its own paper and its own ink."""
    paper, ink = np.percentile(grey, (85, 1.5))
    scale = np.float32(1 / max(paper - ink, _LEAST_CONTRAST))
    strip: Strip = np.clip((np.float32(paper) - grey) * scale, 0, 1.2, dtype=np.float32)
    return strip
