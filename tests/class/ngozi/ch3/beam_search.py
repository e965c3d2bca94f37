# Ngozi O.
import heapq
from dataclasses import dataclass, field

import torch


@dataclass
class Hypothesis:
    words: list = field(default_factory=list)
    logp: float = 0.0
    state: torch.Tensor = None

    def score(self, alpha):
        return self.logp / len(self.words) ** alpha


def beam_search(step_fn, h0, beam, max_len, alpha=0.0, bos=1, eos=2):
    alive = [Hypothesis(state=h0)]
    dead = []
    while alive and len(alive[0].words) < max_len:
        grown = []
        previous = torch.tensor([(hyp.words or [bos])[-1] for hyp in alive], device=h0.device)
        logits, states = step_fn(previous, torch.cat([hyp.state for hyp in alive]))
        logps = (logits - torch.logsumexp(logits, dim=1, keepdim=True)).double()
        for hyp, row, state in zip(alive, logps.tolist(), states.split(1)):
            # nobody can have more than `beam` children in the beam
            for word, logp in heapq.nlargest(beam, enumerate(row), key=lambda pair: pair[1]):
                grown.append(Hypothesis(hyp.words + [word], hyp.logp + logp, state))
        best = heapq.nlargest(beam, grown, key=lambda hyp: hyp.logp)
        alive = [hyp for hyp in best if hyp.words[-1] != eos]
        dead.extend(hyp for hyp in best if hyp.words[-1] == eos)
    everyone = sorted(dead + alive, key=lambda hyp: (-hyp.score(alpha), hyp.words))
    return [(hyp.words, hyp.score(alpha)) for hyp in everyone[:beam]]
