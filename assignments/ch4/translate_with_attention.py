"""ch4.translate_with_attention: Project: a translator with attention (10 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch4/test_translate_with_attention.py
"""

import math
import warnings
from itertools import pairwise
from pathlib import Path

import matplotlib.pyplot as plt
import torch
from matplotlib import font_manager
from matplotlib.figure import Figure
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

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


def padded(rows: list[list[int]]) -> Tensor:
    """Rows of ids as one tensor [B, longest], filled up with PAD on the right. Ready to use."""
    return pad_sequence([torch.tensor(row) for row in rows], batch_first=True, padding_value=PAD)


class Translator(nn.Module):
    """An encoder-decoder, with attention or without. The grader never looks inside: change it as you like."""

    source_words: Words  # for train to fill in, so that the other functions find them
    target_words: Words

    def __init__(
        self, source_size: int, target_size: int, attention: bool, embedding: int = 64, hidden: int = 128
    ) -> None:
        super().__init__()
        self.attention = attention
        self.source = nn.Embedding(source_size, embedding)
        self.target = nn.Embedding(target_size, embedding)
        self.encoder = nn.GRU(embedding, hidden // 2, batch_first=True, bidirectional=True)
        self.decoder = nn.GRU(embedding, hidden, batch_first=True)
        self.combine = nn.Linear(2 * hidden, hidden)
        self.output = nn.Linear(hidden, target_size)

    def encode(self, sources: list[list[int]]) -> tuple[Tensor, Tensor, Tensor]:
        """Read a batch of sources, without special tokens; EOS is put behind each.

        Returns:
            (states, mask, h): the encoder's states [B, S, hidden], where they are real [B, S], and the decoder's first state
            [1, B, hidden], made of the last states of both directions.
        """
        raise NotImplementedError("ch4.translate_with_attention is not started")

    def decode(self, dec_in: Tensor, states: Tensor, mask: Tensor, h: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Read tokens dec_in [B, T] from the state h on.

        Returns:
            (logits, weights, h): logits [B, T, target_size] for the tokens after those of dec_in, how much the decoder looked
            at each state of the encoder [B, T, S] while it made them, and the new state. Without attention the weights are 0.
        """
        raise NotImplementedError("ch4.translate_with_attention is not started")


def train(pairs: list[tuple[str, str]], attention: bool = True) -> Translator:
    """Train a translator.

    Args:
        pairs: sentences and their translations, words (and punctuation) separated by blanks.
        attention: without it the decoder knows of the source only what its first state holds. Everything else (sizes, epochs,
            learning rate) is to be the same for both.

    Returns:
        What the other functions need: a trained model with its vocabularies. It is only passed on.

    The sizes, the learning rate and the number of epochs are yours; the handout has a recipe. Random numbers start from
    seed 0.
    """
    raise NotImplementedError("ch4.translate_with_attention is not started")


def translate(model: Translator, sentences: list[str]) -> list[str]:
    """Translate sentences that the model has not seen, the most probable word at each step.

    Args:
        model: what train returned.
        sentences: words separated by blanks. No translation is longer than 40 words.

    Returns:
        For each sentence its translation, words separated by single blanks.
    """
    raise NotImplementedError("ch4.translate_with_attention is not started")


def attention_weights(model: Translator, pairs: list[tuple[str, str]]) -> Tensor:
    """Where a model with attention looks while it is made to write given translations.

    Args:
        model: what train returned.
        pairs: sentences and their right translations, some of those that the model was trained on. The decoder reads BOS and
            then the right translation, whatever it would have written itself.

    Returns:
        Weights [N, T, S], float32: N pairs, T words in the longest translation, S words in the longest source. Row t holds the
        weights of the step that says word t of the translation (so it has read the words before t), column s those of word s
        of the source. BOS and EOS have no row and no column. Rows and columns beyond a pair's own words may hold anything.
    """
    raise NotImplementedError("ch4.translate_with_attention is not started")


def gain_by_length(
    attended: list[str], plain: list[str], references: list[str], sources: list[str], edges: list[int]
) -> tuple[list[int], list[float], float]:
    """What attention gains, by the length of the source.

    Args:
        attended, plain: for each sentence what was written with attention and without.
        references, sources: what is right, and what was to be translated. Words are separated by single blanks.
        edges: increasing numbers of words, at least two. A bin has the sentences whose source has at least a and less than b
            words, for two neighbouring edges a, b.

    Returns:
        (counts, gains, overall): for each bin how many sentences it has, and by how much the share of translations that are
        right from end to end is larger with attention than without (0.9 against 0.2 is a gain of 0.7; NaN for an empty bin);
        and the same gain over all sentences that lie in a bin together (NaN if there are none). Sentences outside the edges
        do not count.
    """
    raise NotImplementedError("ch4.translate_with_attention is not started")


def plot_weights(weights: Tensor, source: str, target: str) -> Figure:
    """Draw the weights of one pair of sentences as an image.

    Args:
        weights: [T, S], between 0 and 1. Rows and columns beyond the words of the sentences are padding and are not drawn.
        source, target: words separated by single blanks.

    Returns:
        A figure with one pair of axes (beside those of the colour bar) and on it one image, made by imshow: the weights, the
        first target word at the top, colours from 0 to 1. The source words are the tick labels of x at 0, 1, 2, …, the target
        words those of y. The x axis is called "source" and the y axis "target". There is a colour bar, and there are no lines
        and no legend.
    """
    raise NotImplementedError("ch4.translate_with_attention is not started")


if __name__ == "__main__":
    warnings.filterwarnings("ignore", "Glyph")  # where no font below is installed, Japanese words are drawn as boxes
    fonts = {font.name for font in font_manager.fontManager.ttflist}
    japanese_fonts = ["Hiragino Sans", "Yu Gothic", "Noto Sans CJK JP", "IPAexGothic"]
    plt.rcParams["font.family"] = [*(name for name in japanese_fonts if name in fonts), "DejaVu Sans"]
    file = Path(__file__).with_name("data") / "long_sentences.tsv"
    lines = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    learned, unseen = lines[:-300], lines[-300:]
    english, japanese = [line[0] for line in unseen], [line[1] for line in unseen]
    written = {}
    for attention in (True, False):
        translator = train([(line[0], line[1]) for line in learned], attention)
        written[attention] = translate(translator, english)
        share = sum(a == b for a, b in zip(written[attention], japanese, strict=True)) / len(unseen)
        print(f"{'with' if attention else 'without'} attention: {share:.2f} of the sentences right from end to end")
        if attention:
            shown = attention_weights(translator, [(line[0], line[1]) for line in learned[:100]])
            links = [(n, *map(int, link.split("-"))) for n in range(100) for link in learned[n][2].split()]
            found = {(n, t) for n, s, t in links if int(shown[n, t].argmax()) == s}
            print(
                f"largest weight on a right source word: {len(found) / len({(n, t) for n, _, t in links}):.2f} of the words"
            )
            plot_weights(shown[0], learned[0][0], learned[0][1]).savefig("weights.png", bbox_inches="tight")
    edges = [4, 8, 12, 16, 30]
    for (a, b), n, gain in zip(
        pairwise(edges), *gain_by_length(written[True], written[False], japanese, english, edges)[:2], strict=True
    ):
        print(f"  {a:2} to {b - 1:2} words, {n:3} sentences: gain {gain:.2f}")
