"""Reference of ch1.char_data: from a text to pairs of a character and the next one, and to one-hot vectors."""

import torch
from torch import Tensor

from autograder.drawing import Draw
from autograder.exercise import Exercise, Probe, Step, call

exercise = Exercise(
    title="Characters as data",
    title_ja="文字列から学習データへ",
    position=9,
    points=3,
    difficulty=1,
    minutes=15,
    forbidden=("torch.nn.functional.one_hot", "torch._C._nn.one_hot"),
)

Pairs = tuple[list[str], Tensor, Tensor]


@exercise.oracle("vocab", "x", "y")
def make_char_pairs(text: str) -> Pairs:
    """The id of a character is how many different characters of the text come before it in the order of Unicode."""
    if len(text) < 2:
        raise ValueError(f"a pair takes two characters, and there are {len(text)}")
    vocab: list[str] = []
    for character in text:
        if character not in vocab:
            vocab.insert(sum(other < character for other in vocab), character)
    ids = [sum(other < character for other in vocab) for character in text]
    return vocab, torch.tensor([ids[:-1]]), torch.tensor([ids[1:]])


@exercise.twin("make_char_pairs")
def char_pairs_of_torch(text: str) -> Pairs:
    """torch.unique of the code points."""
    if len(text) < 2:
        raise ValueError(text)
    points, ids = torch.unique(torch.tensor([[ord(character) for character in text]]), return_inverse=True)
    return [chr(point) for point in points.tolist()], ids[:, :-1], ids[:, 1:]


@exercise.oracle("vectors")
def one_hot(x: Tensor, V: int, dtype: torch.dtype) -> Tensor:
    """Every id compared with every number below V."""
    return (x.unsqueeze(-1) == torch.arange(V, device=x.device)).to(dtype)


@exercise.twin("one_hot")
def one_hot_of_torch(x: Tensor, V: int, dtype: torch.dtype) -> Tensor:
    """torch's own function."""
    return torch.nn.functional.one_hot(x, V).to(dtype)


def text_of(draw: Draw, alphabet: str, length: int) -> str:
    """Every character of `alphabet` in random order, then others at random."""
    order = draw.array(len(alphabet)).argsort().tolist()
    order += draw.integers(0, len(alphabet), length - len(alphabet)).tolist()
    return "".join(alphabet[place] for place in order)


@exercise.case(0.25, public=True)
def hello(draw: Draw) -> Probe:
    """The text "hello"."""
    return call("make_char_pairs", "hello")


@exercise.case(0.25, public=True)
def japanese(draw: Draw) -> Probe:
    """A text in Japanese, in which no character occurs twice."""
    return call("make_char_pairs", "こんにちは")


@exercise.case(0.25, public=True)
def three_vectors(draw: Draw) -> Probe:
    """Three ids of a vocabulary of four, as float32 vectors."""
    return call("one_hot", draw.integers(0, 4, 1, 3), 4, torch.float32)


@exercise.case(0.5, watch="everything")
def a_long_text(draw: Draw) -> Probe:
    """Many different letters: sorted, whatever their order in the text. Nothing else changes, and the same call gives the same again."""
    return call("make_char_pairs", text_of(draw, "abcdefghijklmnopqrstuvwxyz", 60))


@exercise.case(0.25)
def capitals_spaces_and_signs(draw: Draw) -> Probe:
    """Capitals, digits, spaces and newlines are characters like any other, also at both ends of the text."""
    return call("make_char_pairs", "\n" + text_of(draw, "abcABC019 \n.,!", 40) + " ")


@exercise.case(0.25)
def a_mixture_of_scripts(draw: Draw) -> Probe:
    """Latin letters, hiragana, katakana and kanji in one text."""
    return call("make_char_pairs", text_of(draw, "RNさくらサクラ再帰時系列", 40))


@exercise.case(0.25)
def one_letter_repeated(draw: Draw) -> Probe:
    """A text of one letter, repeated, has a vocabulary of one entry; then the shortest text of all, of two characters."""
    texts = "a" * int(draw.integers(3, 9)), "ba"
    return Probe(tuple(Step("make_char_pairs", (text,), keep=True) for text in texts))


@exercise.case(0.25)
def a_text_of_one_character(draw: Draw) -> Probe:
    """A single character has no successor: ValueError."""
    return call("make_char_pairs", text_of(draw, "q", 1))


@exercise.case(0.25)
def an_empty_text(draw: Draw) -> Probe:
    """An empty text raises ValueError."""
    return call("make_char_pairs", "")


@exercise.case(0.25, watch="everything")
def vectors_of_a_batch(draw: Draw) -> Probe:
    """Two rows of ids, of which some never occur; the ids stay as they are. Nothing else changes, and the same call gives the same again."""
    return call("one_hot", draw.integers(1, 7, 2, 5), 9, torch.float64)


@exercise.case(0.25)
def vectors_of_another_dtype(draw: Draw) -> Probe:
    """The vectors have the dtype that is asked for, here int64; the ids are a view of a longer text, as x and y are."""
    return call("one_hot", draw.integers(0, 4, 2, 7)[:, :-1], 5, torch.int64)


# Left out: gradients, precision and inputs that are not contiguous, since ids are whole numbers.
# Wrong implementations.


def pairs(vocab: list[str], text: str, source: slice = slice(None, -1), target: slice = slice(1, None)) -> Pairs:
    """Pairs for a vocabulary that is given."""
    if len(text) < 2:
        raise ValueError
    ids = torch.tensor([[vocab.index(character) for character in text]])
    return vocab, ids[:, source], ids[:, target]


@exercise.mistake(
    "make_char_pairs",
    "The vocabulary is in the order in which characters first occur. Sort it, so that it does not depend on the order of"
    " the text. (Do not rely on the order of a set: it changes from run to run.)",
    "語彙が、文字が最初に現れた順になっています。テキストの順序に左右されないように、ソートしましょう。"
    "（set の順序にも頼れません。実行するたびに変わります。）",
)
def vocabulary_in_order_of_occurrence(text: str) -> Pairs:
    return pairs(list(dict.fromkeys(text)), text)


_DUPLICATES = "The vocabulary holds a character as often as the text does. Each character is in it once."
_DUPLICATES_JA = "語彙に同じ文字が何度も入っています。語彙には各文字を 1 回だけ入れます。"


@exercise.mistake("make_char_pairs", _DUPLICATES, _DUPLICATES_JA)
def duplicates_in_the_vocabulary(text: str) -> Pairs:
    return pairs(sorted(text), text)


@exercise.mistake("make_char_pairs", _DUPLICATES, _DUPLICATES_JA)
def duplicates_of_which_the_last_counts(text: str) -> Pairs:
    vocab = sorted(text)
    _, x, y = pairs([*reversed(vocab)], text)
    return vocab, len(text) - 1 - x, len(text) - 1 - y


@exercise.mistake(
    "make_char_pairs",
    "The target equals the input. The target at a place is the character after it.",
    "ターゲットが入力と同じです。各位置のターゲットは、その次の文字です。",
)
def target_not_shifted(text: str) -> Pairs:
    return pairs(sorted(set(text)), text, target=slice(None, -1))


@exercise.mistake(
    "make_char_pairs",
    "Input and target are exchanged: the target is the later one of the two characters.",
    "入力とターゲットが逆です。ターゲットは 2 つの文字のうち後のほうです。",
)
def input_and_target_exchanged(text: str) -> Pairs:
    return pairs(sorted(set(text)), text, source=slice(1, None), target=slice(None, -1))


@exercise.mistake(
    "make_char_pairs",
    "The last character is paired with the first. It has no successor, so there are len(text) - 1 pairs.",
    "最後の文字が最初の文字と組になっています。最後の文字には次の文字がないので、組は len(text) - 1 個です。",
)
def last_character_paired_with_the_first(text: str) -> Pairs:
    vocab, x, y = make_char_pairs(text)
    return vocab, torch.cat([x, y[:, -1:]], 1), torch.cat([y, x[:, :1]], 1)


@exercise.mistake(
    "make_char_pairs",
    "x holds the last character too, and is longer than y. It has no successor: leave it out.",
    "x に最後の文字が残っていて、y より長くなっています。次の文字がないので、x には入れません。",
)
def last_character_kept_in_x(text: str) -> Pairs:
    vocab, x, y = make_char_pairs(text)
    return vocab, torch.cat([x, y[:, -1:]], 1), y


@exercise.mistake(
    "make_char_pairs",
    "The last pair is missing. A text of n characters has n - 1 pairs.",
    "最後の組が抜けています。n 文字のテキストからは n - 1 個の組ができます。",
)
def last_pair_missing(text: str) -> Pairs:
    vocab, x, y = make_char_pairs(text)
    return vocab, x[:, :-1], y[:, :-1]


@exercise.mistake(
    "make_char_pairs",
    "x and y have no batch axis. One text is a batch of one: [1, len(text) - 1].",
    "x と y にバッチの軸がありません。テキスト 1 つはサンプル 1 つのバッチなので、形状は [1, len(text) - 1] です。",
)
def no_batch_axis(text: str) -> Pairs:
    vocab, x, y = make_char_pairs(text)
    return vocab, x[0], y[0]


@exercise.mistake(
    "make_char_pairs",
    "The ids start at 1. They are places in vocab, counted from 0.",
    "id が 1 から始まっています。id は vocab の添字なので、0 から数えます。",
)
def ids_from_one(text: str) -> Pairs:
    vocab, x, y = make_char_pairs(text)
    return vocab, x + 1, y + 1


@exercise.mistake(
    "make_char_pairs",
    "The ids are the characters' numbers in Unicode. They should be their places in vocab, from 0 to V - 1.",
    "id が文字コード（Unicode の番号）になっています。id は vocab の添字で、0 から V - 1 までです。",
)
def code_points_for_ids(text: str) -> Pairs:
    vocab, _, _ = make_char_pairs(text)
    ids = torch.tensor([[ord(character) for character in text]])
    return vocab, ids[:, :-1], ids[:, 1:]


@exercise.mistake(
    "make_char_pairs",
    "Capitals are turned into small letters. They are different characters.",
    "大文字を小文字に変換しています。大文字と小文字は別の文字です。",
)
def capitals_made_small(text: str) -> Pairs:
    return make_char_pairs(text.lower())


@exercise.mistake(
    "make_char_pairs",
    "White space is dropped. A space or a newline is a character like any other.",
    "空白を取り除いています。空白や改行も、ほかと同じ 1 つの文字です。",
)
def white_space_dropped(text: str) -> Pairs:
    return make_char_pairs("".join(text.split()))


@exercise.mistake(
    "make_char_pairs",
    "A text of fewer than two characters gives empty tensors. There is no pair in it: raise ValueError.",
    "2 文字未満のテキストに対して空のテンソルを返しています。組が作れないので、ValueError を送出します。",
)
def short_texts_accepted(text: str) -> Pairs:
    if len(text) < 2:
        return sorted(set(text)), torch.zeros(1, 0, dtype=torch.int64), torch.zeros(1, 0, dtype=torch.int64)
    return make_char_pairs(text)


@exercise.mistake(
    "make_char_pairs",
    "Only the empty text is refused. One character has no successor either: raise ValueError below two.",
    "空のテキストしか拒否していません。1 文字でも組は作れないので、2 文字未満なら ValueError を送出します。",
)
def one_character_accepted(text: str) -> Pairs:
    return short_texts_accepted(text) if text else make_char_pairs(text)


@exercise.mistake(
    "one_hot",
    "The vectors are as long as the largest id needs. They all have length V, also when late ids do not occur.",
    "ベクトルの長さが、現れた id の最大値で決まっています。大きい id が現れなくても、長さはいつも V です。",
)
def vectors_as_long_as_the_largest_id(x: Tensor, V: int, dtype: torch.dtype) -> Tensor:
    return one_hot(x, int(x.max()) + 1, dtype)


@exercise.mistake(
    "one_hot",
    "The axis of the vocabulary is in the wrong place. It is the last one: [B, T, V].",
    "語彙の軸の位置が違います。最後の軸です: [B, T, V]。",
)
def vocabulary_axis_in_the_middle(x: Tensor, V: int, dtype: torch.dtype) -> Tensor:
    return one_hot(x, V, dtype).transpose(1, 2)


_SHIFTED = "The vectors start counting at 1: id k should set entry k, counted from 0."
_SHIFTED_JA = "ベクトルの添字が 1 つずれています。id が k なら、0 から数えて k 番目を 1 にします。"


@exercise.mistake("one_hot", _SHIFTED, _SHIFTED_JA)
def one_place_too_far(x: Tensor, V: int, dtype: torch.dtype) -> Tensor:
    return one_hot(x + 1, V, dtype)


@exercise.mistake("one_hot", _SHIFTED, _SHIFTED_JA)
def one_place_too_early(x: Tensor, V: int, dtype: torch.dtype) -> Tensor:
    return one_hot(x - 1, V, dtype)


@exercise.mistake(
    "one_hot",
    "The vectors of all rows and steps lie on one axis. Keep the axes of x and add one: [B, T, V].",
    "全行・全時刻のベクトルが 1 つの軸に並んでいます。x の軸を保ったまま 1 つ加え、[B, T, V] とします。",
)
def axes_of_x_flattened(x: Tensor, V: int, dtype: torch.dtype) -> Tensor:
    return one_hot(x, V, dtype).flatten(0, 1)
