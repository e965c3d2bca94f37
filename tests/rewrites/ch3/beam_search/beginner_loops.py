"""A beginner's version with nested loops, parallel lists and a selection sort."""

import torch


def best_first(items):
    # items: (score, tokens, parent)
    items = list(items)
    for i in range(len(items)):
        best = i
        for j in range(i + 1, len(items)):
            if items[j][0] > items[best][0]:
                best = j
            elif items[j][0] == items[best][0] and items[j][1] < items[best][1]:
                best = j
        items[i], items[best] = items[best], items[i]
    return items


def beam_search(step_fn, h0, beam, max_len, alpha=0.0, bos=1, eos=2):
    live_tokens = [[]]
    live_sums = [0.0]
    live_states = [h0[0]]
    done = []
    for step in range(max_len):
        candidates = []
        new_states = []
        for i in range(len(live_tokens)):
            if len(live_tokens[i]) == 0:
                last = bos
            else:
                last = live_tokens[i][-1]
            logits, h_new = step_fn(torch.tensor([last], device=h0.device), live_states[i].unsqueeze(0))
            new_states.append(h_new[0])
            log_probs = torch.log_softmax(logits[0], dim=0)
            for v in range(len(log_probs)):
                candidates.append((live_sums[i] + log_probs[v].item(), live_tokens[i] + [v], i))
        candidates = best_first(candidates)
        live_tokens = []
        live_sums = []
        live_states = []
        for k in range(min(beam, len(candidates))):
            total, tokens, parent = candidates[k]
            if tokens[-1] == eos:
                done.append((total / (len(tokens) ** alpha), tokens, 0))
            else:
                live_tokens.append(tokens)
                live_sums.append(total)
                live_states.append(new_states[parent])
        if len(live_tokens) == 0:
            break
    for i in range(len(live_tokens)):
        done.append((live_sums[i] / (len(live_tokens[i]) ** alpha), live_tokens[i], 0))
    done = best_first(done)
    results = []
    for k in range(min(beam, len(done))):
        results.append((done[k][1], done[k][0]))
    return results
