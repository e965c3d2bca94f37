"""ch3.translate: Project: a translator (10 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch3/test_translate.py
"""

import math
from itertools import pairwise
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pack_padded_sequence, pad_sequence

PAD, BOS, EOS, UNK = range(4)


class Words:
    """The vocabulary of one language: all words of some sentences, and the four special tokens. Ready to use."""

    def __init__(self, sentences: list[str]) -> None:
        self.words = ["<pad>", "<bos>", "<eos>", "<unk>"]
        self.words += sorted({word for sentence in sentences for word in sentence.split()})
        self._ids = {word: number for number, word in enumerate(self.words)}

    def ids(self, sentence: str) -> list[int]:
        """The ids of a sentence, without BOS and EOS."""
        return [self._ids.get(word, UNK) for word in sentence.split()]

    def text(self, ids: list[int]) -> str:
        """The sentence of these ids."""
        return " ".join(self.words[number] for number in ids)


def padded(rows: list[list[int]], device: torch.device) -> Tensor:
    """Rows of ids as one tensor [B, longest], filled up with PAD on the right. Ready to use."""
    return pad_sequence([torch.tensor(row) for row in rows], batch_first=True, padding_value=PAD).to(device)


class Translator(nn.Module):
    """An encoder-decoder with GRUs. The layers are ready; keep their names and sizes."""

    source_words: Words  # for train to fill in, so that translate finds them
    target_words: Words

    def __init__(self, source_size: int, target_size: int, embedding: int = 64, hidden: int = 128) -> None:
        super().__init__()
        self.source = nn.Embedding(source_size, embedding)
        self.target = nn.Embedding(target_size, embedding)
        self.encoder = nn.GRU(embedding, hidden, batch_first=True)
        self.decoder = nn.GRU(embedding, hidden, batch_first=True)
        self.output = nn.Linear(hidden, target_size)

    def encode(self, src: Tensor, lengths: Tensor) -> Tensor:
        """The context vectors of a batch. The grader does not call this method, nor forward: change them as you like.

        Args:
            src: source ids, each row ending with EOS and then PAD, shape [B, S].
            lengths: how many tokens of each row are real, EOS included, shape [B].

        Returns:
            The encoder's state after the last real token of each row, as the decoder wants it: shape [1, B, hidden].
        """
        raise NotImplementedError("ch3.translate is not started")

    def forward(self, src: Tensor, lengths: Tensor, dec_in: Tensor) -> Tensor:
        """Full teacher forcing: logits [B, T, target_size] for the tokens after those of dec_in [B, T].

        The decoder starts from the context.
        """
        raise NotImplementedError("ch3.translate is not started")


def batch_loss(model: Translator, pairs: list[tuple[list[int], list[int]]]) -> Tensor:
    """The loss of a batch, under full teacher forcing.

    Args:
        model: a Translator, on any device and of any dtype.
        pairs: for each sentence the ids of its source and of its target, without special tokens; at least one each.

    Returns:
        The mean cross-entropy in nats over all target tokens of the batch together, the EOS of each target included
        and padding not: a tensor without axes, connected to the graph.

    The encoder reads the source and then EOS; what it says must not depend on padding. The decoder starts from the encoder's
    last state, reads BOS and then the target, and should say the target and then EOS.
    """
    raise NotImplementedError("ch3.translate is not started")


def greedy(model: Translator, sources: list[list[int]], max_len: int) -> list[list[int]]:
    """Write translations, the most probable token at each step.

    Args:
        model: a Translator.
        sources: the ids of each source, without special tokens; at least one each.
        max_len: the most tokens to write for a sentence, at least 1.

    Returns:
        For each source a list of Python ints: the ids up to the first EOS, without BOS and EOS; max_len ids where no EOS
        came.
    """
    raise NotImplementedError("ch3.translate is not started")


def train(pairs: list[tuple[str, str]]) -> Translator:
    """Train a translator.

    Args:
        pairs: sentences and their translations, words (and full stops) separated by blanks.

    Returns:
        What translate needs: a trained model with its vocabularies. It need not be a Translator; it is only passed on.

    The sizes, the learning rate and the number of epochs are yours; the handout has a recipe. Random numbers start from
    seed 0.
    """
    raise NotImplementedError("ch3.translate is not started")


def translate(model: Translator, sentences: list[str]) -> list[str]:
    """Translate sentences that the model has not seen.

    Args:
        model: what train returned.
        sentences: words separated by blanks.

    Returns:
        For each sentence its translation, words separated by single blanks.
    """
    raise NotImplementedError("ch3.translate is not started")


def exact_match_by_length(
    translations: list[str], references: list[str], sources: list[str], edges: list[int]
) -> list[float]:
    """How many sentences are right, by the length of the source.

    Args:
        translations, references, sources: for each sentence what the model wrote, what is right, and what was to be
            translated; words separated by single blanks.
        edges: increasing numbers of words, at least two.

    Returns:
        A list of one share for each two neighbouring edges a, b: of the sentences whose source has at least a and less
        than b words, the share whose translation is right from end to end, between 0 and 1; NaN if there is no such
        sentence. Sentences outside the edges do not count.
    """
    raise NotImplementedError("ch3.translate is not started")


if __name__ == "__main__":
    chapters = Path(__file__).resolve().parent.parent
    for file, edges in (
        ("ch3/data/short_sentences.tsv", [4, 6, 8, 10, 12]),
        ("ch4/data/long_sentences.tsv", [4, 8, 12, 16, 40]),
    ):
        if not (chapters / file).exists():
            continue
        lines = (chapters / file).read_text(encoding="utf-8").splitlines()
        texts = [(source, target) for source, target, _ in (line.split("\t") for line in lines)]
        unseen = texts[-300:]
        translator = train(texts[:-300])
        english, japanese = [source for source, _ in unseen], [target for _, target in unseen]
        mine = translate(translator, english)
        print(file, "right from end to end:", sum(a == b for a, b in zip(mine, japanese, strict=True)) / len(unseen))
        shares = exact_match_by_length(mine, japanese, english, edges)
        for a, b, share in zip(edges[:-1], edges[1:], shares, strict=True):
            print(f"  {a:2} to {b - 1:2} words: {share:.2f}")
        print("  for example:", english[0], "->", mine[0])
