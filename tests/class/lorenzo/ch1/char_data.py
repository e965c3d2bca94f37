import urllib.request
import torch

url = "https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt"
text = urllib.request.urlopen(url).read().decode()
print(len(text), text[:200])


def make_char_pairs(text):
    if not text[1:]:
        raise ValueError("almeno due caratteri")
    vocab = list(set(text))
    vocab.sort()
    stoi = {c: i for i, c in enumerate(vocab)}
    x = torch.LongTensor([[stoi[c] for c in text[:-1]]])
    y = torch.LongTensor([[stoi[c] for c in text[1:]]])
    return vocab, x, y


def one_hot(x, V, dtype):
    out = torch.zeros(x.numel(), V, dtype=dtype, device=x.device)
    out[torch.arange(x.numel()), x.flatten()] = 1
    return out.view(*x.shape, V)


vocab, x, y = make_char_pairs(text)
torch.save((x, y), "data.pt")
x, y = torch.load("data.pt")
print(one_hot(x[:, :10], len(vocab), torch.float32))
