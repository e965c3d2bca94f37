# Ngozi O.
import torch


def decode_one(step_fn, h, max_len, bos, eos):
    word = bos
    for _ in range(max_len):
        logits, h = step_fn(torch.LongTensor([word]).to(h.device), h)
        word = logits.squeeze(0).argmax().item()
        yield word
        if word == eos:
            return


def greedy_decode(step_fn, h0, max_len, bos=1, eos=2, pad=0):
    sentences = [torch.tensor(list(decode_one(step_fn, h0[b : b + 1], max_len, bos, eos))) for b in range(h0.size(0))]
    tokens = torch.nn.utils.rnn.pad_sequence(sentences, batch_first=True, padding_value=pad)
    return tokens.to(h0.device), torch.tensor([s.numel() for s in sentences], device=h0.device)
