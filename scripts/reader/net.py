"""The net: 40 dots of height to a row of frames, two dots wide each; convolutions only."""

import torch
from torch import nn

from papers.reading.alphabet import CHARACTERS

CLASSES = len(CHARACTERS) + 1
#: Channels of the four layers that look at a neighbourhood, then along the line.
_NEAR = (16, 32, 48, 64)
_ALONG, _BLOCKS, _REACH = 208, 4, 9


def _layer(into: int, out: int, size: int, stride: int = 1, halve: int = 1) -> nn.Sequential:
    """A convolution, the stronger of ``halve`` rows kept: before the rest, which costs more."""
    return nn.Sequential(
        nn.Conv2d(into, out, size, stride, size // 2, bias=False),
        nn.MaxPool2d((halve, 1)),
        *_levelled(out),
    )


def _levelled(channels: int) -> tuple[nn.Module, nn.Module]:
    return nn.BatchNorm2d(channels), nn.ReLU(inplace=True)


class Along(nn.Module):
    """A step that looks nine frames along the line and adds what it saw."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        reach = (1, _REACH)
        around = (0, _REACH // 2)
        self.look = nn.Conv2d(channels, channels, reach, 1, around, groups=channels, bias=False)
        self.even = nn.BatchNorm2d(channels)
        self.mix = nn.Conv2d(channels, channels, 1, bias=False)
        self.level = nn.BatchNorm2d(channels)

    def forward(self, seen: torch.Tensor) -> torch.Tensor:
        """``seen`` and what its neighbours say about it."""
        looked = torch.relu(self.even(self.look(seen)))
        return torch.relu(seen + self.level(self.mix(looked)))


class Net(nn.Module):
    """
    Strips (lines, 1, 40, width) to log-probabilities (lines, width / 2, classes).

    A frame is two dots wide, no more: ที่ is three characters in ten dots.
    """

    def __init__(self) -> None:
        super().__init__()
        first, second, third, fourth = _NEAR
        self.near = nn.Sequential(
            _layer(1, first, 5, stride=2),
            _layer(first, second, 3, halve=2),
            _layer(second, third, 3),
            _layer(third, fourth, 3, halve=2),
            # The five rows that are left become one.
            nn.Conv2d(fourth, _ALONG, (5, 3), padding=(0, 1), bias=False),
            *_levelled(_ALONG),
        )
        self.along = nn.Sequential(*(Along(_ALONG) for _ in range(_BLOCKS)))
        self.forget = nn.Dropout(0.1)
        self.name = nn.Linear(_ALONG, CLASSES)

    def forward(self, strips: torch.Tensor) -> torch.Tensor:
        """What each frame shows."""
        frames = self.along(self.near(strips)).squeeze(2).transpose(1, 2)
        named: torch.Tensor = torch.log_softmax(self.name(self.forget(frames)), -1)
        return named
