"""Training: a fixed number of steps over lines from one seed, one thread, one process of lines."""

import math
import multiprocessing
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.queues import Queue
from pathlib import Path

import cv2
import torch

from papers.reading.alphabet import CHARACTERS, CLASS_OF
from papers.reading.strip import Strip
from scripts.reader.lines import POOL, Batch, Lines
from scripts.reader.net import Net

_HIGHEST_RATE, _WARM_UP = 2.5e-3, 150
_KEEP_EVERY, _TELL_EVERY = 20 * POOL, 100
_AHEAD = 36


@dataclass
class Training:
    """A net on its way, and the file from which it goes on after a break."""

    lines: Lines
    steps: int
    seed: int
    kept: Path

    def as_it_stands(self) -> Net:
        """The net of the last break, for a look at it while training goes on."""
        net = Net()
        state = torch.load(self.kept, weights_only=True)
        net.load_state_dict(state["net"])
        print(f"after step {state['step']} of {self.steps}")
        return net

    def run(self) -> Net:
        """Train up to the last step, from the beginning or from where ``kept`` stands."""
        torch.manual_seed(self.seed)
        torch.set_num_threads(1)
        self.net = Net().to(memory_format=torch.channels_last)
        self.optimiser = torch.optim.AdamW(self.net.parameters(), lr=0, weight_decay=1e-3)
        self.loss, self.exact = 0.0, 0.0
        done = self._resume() if self.kept.exists() else 0
        for step, batch in enumerate(_batches(self.lines, done // POOL), start=done):
            if step % _KEEP_EVERY == 0 and step > done:
                self._keep(step)
            if step == self.steps:
                break
            self._learn(step, batch)
            if step % _TELL_EVERY == 0:
                print(f"step {step} loss {self.loss:.3f} exact {self.exact:.3f}", flush=True)
        self._keep(self.steps)
        net: Net = self.net
        return net

    def _learn(self, step: int, batch: Batch) -> None:
        for group in self.optimiser.param_groups:
            group["lr"] = rate(step, self.steps)
        strips, texts = batch
        frames = self.net(torch.from_numpy(strips).to(memory_format=torch.channels_last))
        loss = _loss(frames, texts)
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 5.0)
        self.optimiser.step()
        weight = 0.02 if step else 1.0
        self.loss += weight * (loss.item() - self.loss)
        if step % 10 == 0:
            read = [greedy(line) for line in frames.detach().numpy()]
            right = sum(a == b for a, b in zip(read, texts, strict=True)) / len(texts)
            self.exact += 0.1 * (right - self.exact)

    def _keep(self, step: int) -> None:
        state = {
            "step": step,
            "net": self.net.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "chance": torch.get_rng_state(),
            "told": (self.loss, self.exact),
        }
        part = self.kept.with_suffix(".part")
        torch.save(state, part)
        part.replace(self.kept)

    def _resume(self) -> int:
        state = torch.load(self.kept, weights_only=True)
        self.net.load_state_dict(state["net"])
        self.optimiser.load_state_dict(state["optimiser"])
        torch.set_rng_state(state["chance"])
        self.loss, self.exact = state["told"]
        return int(state["step"])


def rate(step: int, steps: int) -> float:
    """The learning rate: up over the first steps, then down to nothing along a cosine."""
    warm = min(1.0, (step + 1) / _WARM_UP)
    return _HIGHEST_RATE * warm * (0.5 + 0.5 * math.cos(math.pi * step / steps))


def greedy(frames: Strip) -> str:
    """The text of one line: its likeliest classes, repeats and blanks left out."""
    classes = frames.argmax(-1).tolist()
    before = [0, *classes]
    kept = (now for now, last in zip(classes, before, strict=False) if now and now != last)
    return "".join(CHARACTERS[place - 1] for place in kept)


def _loss(frames: torch.Tensor, texts: list[str]) -> torch.Tensor:
    labels = torch.tensor([CLASS_OF[character] for text in texts for character in text])
    lengths = torch.tensor([len(text) for text in texts])
    times = torch.full((len(texts),), frames.shape[1])
    return torch.nn.functional.ctc_loss(
        frames.transpose(0, 1), labels, times, lengths, zero_infinity=True
    )


def _batches(lines: Lines, first_pool: int) -> Iterator[Batch]:
    """Batches from a process of its own, which stays a few ahead and ends with this one."""
    context = multiprocessing.get_context("fork")
    queue: Queue[Batch] = context.Queue(_AHEAD)
    context.Process(target=_make, args=(lines, first_pool, queue), daemon=True).start()
    while True:
        yield queue.get()


def _make(lines: Lines, pool: int, queue: "Queue[Batch]") -> None:
    cv2.setNumThreads(1)
    while True:
        for batch in lines.pool(pool):
            queue.put(batch)
        pool += 1
