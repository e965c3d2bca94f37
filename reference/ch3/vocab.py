"""Reference of ch3.vocab: sentences to tokens, tokens to ids, and back."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from typing import Any

from autograder.drawing import Draw
from autograder.exercise import Exercise, Probe, Step, call

exercise = Exercise(
    title="Tokens and vocabulary",
    title_ja="トークン化と語彙",
    position=1,
    points=4,
    difficulty=1,
    minutes=20,
)

Tokens = list[str]
SPECIALS = ["<pad>", "<bos>", "<eos>", "<unk>"]
PAD, BOS, EOS, UNK = range(4)


@exercise.oracle("tokens")
def tokenize(text: str, lang: str) -> Tokens:
    """Character by character, into words that are closed by what ends them."""
    if lang not in ("en", "ja"):
        raise ValueError(f"unknown language {lang!r}")
    text = text.lower() if lang == "en" else unicodedata.normalize("NFKC", text)
    single = lang == "ja" and not any(character.isspace() for character in text)
    words = [""]
    for character in text:
        if character.isspace():
            words.append("")
        elif single or (lang == "en" and character in ".,!?"):
            words += [character, ""]
        else:
            words[-1] += character
    return [word for word in words if word]


@exercise.twin("tokenize")
def tokenize_by_pattern(text: str, lang: str) -> Tokens:
    """With one regular expression for each way to cut."""
    if lang == "en":
        return re.findall(r"[.,!?]|[^\s.,!?]+", text.lower())
    if lang != "ja":
        raise ValueError(lang)
    text = unicodedata.normalize("NFKC", text)
    return re.findall(r"\S+" if re.search(r"\s", text) else r"\S", text)


@exercise.oracle("vocab")
def build_vocab(sentences: list[Tokens], min_freq: int = 1) -> Tokens:
    """Count over count, from the largest down; for each the tokens that occur so often, in order."""
    everything = [token for sentence in sentences for token in sentence]
    vocab = list(SPECIALS)
    for count in range(len(everything), min_freq - 1, -1):
        vocab += sorted({token for token in everything if token not in SPECIALS and everything.count(token) == count})
    return vocab


@exercise.twin("build_vocab")
def build_vocab_by_counter(sentences: list[Tokens], min_freq: int = 1) -> Tokens:
    """With a Counter and one sort."""
    counts = Counter(token for sentence in sentences for token in sentence)
    ranked = sorted(set(counts) - set(SPECIALS), key=lambda token: (-counts[token], token))
    return SPECIALS + [token for token in ranked if counts[token] >= min_freq]


@exercise.oracle("ids")
def encode(tokens: Tokens, vocab: Tokens) -> list[int]:
    """By looking through the vocabulary."""
    return [vocab.index(token) if token in vocab else UNK for token in tokens]


@exercise.twin("encode")
def encode_by_dict(tokens: Tokens, vocab: Tokens) -> list[int]:
    """By a dict from token to id."""
    ids = {token: number for number, token in enumerate(vocab)}
    return [ids.get(token, UNK) for token in tokens]


@exercise.oracle("tokens")
def decode(ids: list[int], vocab: Tokens) -> Tokens:
    """Id by id, up to EOS."""
    tokens = []
    for number in ids:
        if number == EOS:
            break
        if number not in (PAD, BOS):
            tokens.append(vocab[number])
    return tokens


@exercise.twin("decode")
def decode_by_slice(ids: list[int], vocab: Tokens) -> Tokens:
    """Cut at EOS, then filter."""
    end = [*ids, EOS].index(EOS)
    return [vocab[number] for number in ids[:end] if number > BOS]


ENGLISH = [
    "animals", "birds", "can", "cats", "cold", "dogs", "drink", "eat", "fish", "fly", "green", "houses", "ice", "like",
    "milk", "never", "old", "people", "quiet", "rivers", "sleep", "trees", "under", "very", "water", "we", "winter",
]  # fmt: skip
JAPANESE = [
    "私", "は", "猫", "が", "好き", "です", "犬", "も", "彼", "を", "見", "ます",
    "公園", "で", "本", "読み", "ました", "水", "飲み", "魚", "の", "大きい", "鳥", "に",
]  # fmt: skip


def chosen(draw: Draw, words: Tokens, number: int) -> Tokens:
    """Some of the words, each at most once, in random order."""
    order = draw.array(len(words)).argsort()[:number]
    return [words[i] for i in order]


def sentence(draw: Draw, words: Tokens, length: int) -> Tokens:
    """Words in random order, with repetitions."""
    return [words[i] for i in draw.integers(0, len(words), length).tolist()]


def corpus(draw: Draw, words: Tokens, number: int = 9, low: int = 3, high: int = 7) -> list[Tokens]:
    """Sentences of at least `low` and fewer than `high` words; there are too few for all counts to be different."""
    return [sentence(draw, words, length) for length in draw.integers(low, high, number).tolist()]


def telling(make: Callable[[], list[Tokens]], min_freq: int = 1) -> list[Tokens]:
    """Draws a corpus until each mistake about counts and order shows."""
    mistakes = [
        more_often_than_min_freq,
        alphabetical_order_only,
        order_of_first_appearance,
        ties_in_order_of_appearance,
        ties_in_reverse_alphabetical_order,
        rarest_first,
        sentences_counted,
        *([min_freq_ignored] if min_freq > 1 else []),
    ]
    while True:
        sentences = make()
        right = build_vocab(sentences, min_freq)
        if all(wrong(sentences, min_freq) != right for wrong in mistakes):
            return sentences


def english(draw: Draw) -> str:
    """A text with capitals, apostrophes, hyphens, several blanks, and each mark at ends of words and inside them."""
    parts = [word.capitalize() for word in chosen(draw, ENGLISH, 9)]
    marks = chosen(draw, [".", ",", "!", "?"], 4)
    parts[1] += marks[0]
    parts[2] += f"{marks[1]}{parts.pop()}"
    parts[3] = f"{parts[3].upper()}n't"
    parts[4] = f"  {parts[4]}-{parts.pop()}"
    parts[5] += marks[2] * 2
    return " ".join(parts) + marks[3]


def full_width(draw: Draw, number: int) -> str:
    """Capitals of Latin script in full width, and half-width katakana whose voiced sound mark is a character of its own."""
    letters = "".join(chr(0xFF21 + i) for i in draw.integers(0, 26, number).tolist())
    return letters + "".join(chosen(draw, ["ｶﾞ", "ｷﾞ", "ﾊﾞ", "ﾎﾟ", "ﾃﾞ"], 2))


@exercise.case(0.25, public=True)
def a_corpus_by_hand(draw: Draw) -> Probe:
    """Three short sentences: the most frequent token comes first, and ties are in alphabetical order."""
    return call(
        "build_vocab", [["cats", "like", "fish"], ["we", "like", "cats"], ["birds", "like", "water", "like", "we"]]
    )


@exercise.case(0.25, public=True)
def to_ids(draw: Draw) -> Probe:
    """Every token becomes its place in the vocabulary, and a token that is not there becomes UNK."""
    vocab = SPECIALS + chosen(draw, ENGLISH, 4)
    return call("encode", [vocab[6], "zebras", vocab[4], vocab[7]], vocab)


@exercise.case(0.25, public=True)
def back_to_tokens(draw: Draw) -> Probe:
    """Ids become tokens up to the first EOS; PAD and BOS are left out, UNK is kept."""
    vocab = SPECIALS + chosen(draw, ENGLISH, 4)
    return call("decode", [BOS, 6, UNK, 4, EOS, PAD, PAD], vocab)


@exercise.case(0.25, public=True)
def text_in_both_languages(draw: Draw) -> Probe:
    """An English sentence, a Japanese one without blanks, and a Japanese one with a blank of full width."""
    texts = ("Cats, don't swim!", "en"), ("猫は泳がない。", "ja"), ("ＡＢＣ　です", "ja")
    return Probe(tuple(Step("tokenize", text, keep=True) for text in texts))


@exercise.case(0.25)
def frequencies_and_ties(draw: Draw) -> Probe:
    """A larger corpus, with several tokens of the same count."""
    return call("build_vocab", telling(lambda: corpus(draw, chosen(draw, ENGLISH, 14))))


@exercise.case(0.25)
def rare_tokens_left_out(draw: Draw) -> Probe:
    """Only tokens that occur at least three times; some occur so often within one sentence."""

    def make() -> list[Tokens]:
        words = chosen(draw, ENGLISH, 12)
        return [*corpus(draw, words[2:], number=10), words[:1] * 3, words[1:2] * 2]

    return call("build_vocab", telling(make, 3), min_freq=3)


@exercise.case(0.25)
def special_tokens_in_the_data(draw: Draw) -> Probe:
    """Sentences that hold the special tokens already: the vocabulary still holds them once."""
    lines = telling(lambda: corpus(draw, chosen(draw, ENGLISH, 6), 4))
    return call("build_vocab", [["<bos>", *line, "<eos>", "<pad>"] for line in [*lines, ["<unk>"]]])


@exercise.case(0.25)
def an_empty_corpus(draw: Draw) -> Probe:
    """Without any sentence the vocabulary is the special tokens; without tokens there are no ids."""
    first = Step("build_vocab", ([],), keep=True)
    return Probe((first, Step("build_vocab", ([[], []],), keep=True), Step("encode", ([], SPECIALS + ENGLISH))))


@exercise.case(0.25)
def a_japanese_corpus(draw: Draw) -> Probe:
    """Japanese tokens, ordered by count and then by their characters."""
    return call("build_vocab", telling(lambda: corpus(draw, chosen(draw, JAPANESE, 10)), 2), 2)


@exercise.case(0.25)
def unknown_tokens(draw: Draw) -> Probe:
    """A sentence with several unknown tokens and special tokens, which are found in the vocabulary like any other."""
    known, unknown = chosen(draw, JAPANESE, 8), chosen(draw, ENGLISH, 3)
    tokens = chosen(draw, [*known, *known, *unknown, "<eos>", "<bos>"], 16)
    return call("encode", [*tokens, *unknown], SPECIALS + known)


@exercise.case(0.25)
def what_follows_the_end(draw: Draw) -> Probe:
    """Nothing after the first EOS comes back; without an EOS everything does, but for PAD and BOS wherever they are."""
    vocab = SPECIALS + chosen(draw, ENGLISH, 9)
    words = draw.integers(UNK + 1, len(vocab), 8).tolist()
    ended = [BOS, *words[:3], UNK, EOS, *words[3:5], EOS, PAD, PAD]
    first = Step("decode", (ended, vocab), keep=True)
    return Probe((first, Step("decode", ([PAD, PAD, BOS, *words[4:6], PAD, UNK, *words[6:]], vocab))))


@exercise.case(0.25, watch="everything")
def english_text(draw: Draw) -> Probe:
    """English with capitals, marks at the end of words and inside them, apostrophes, hyphens and blanks of every kind. Nothing else changes, and the same call gives the same again."""
    other = "\t".join(chosen(draw, ENGLISH, 2)).capitalize() + "\nStraße"
    return Probe((Step("tokenize", (english(draw), "en"), keep=True), Step("tokenize", (other, "en"))))


@exercise.case(0.25)
def japanese_without_blanks(draw: Draw) -> Probe:
    """Japanese without blanks, with letters of full width and katakana of half width: one token a character."""
    return call("tokenize", "".join(chosen(draw, JAPANESE, 5)) + full_width(draw, 3) + "。", "ja")


@exercise.case(0.25)
def japanese_with_blanks(draw: Draw) -> Probe:
    """Japanese that is divided by blanks of full width, once two in a row, or by one plain blank: one token a word."""
    words = [*chosen(draw, JAPANESE, 5), full_width(draw, 2), "。"]
    wide = Step("tokenize", ("　".join(words[:3]) + "　　" + "　".join(words[3:]), "ja"), keep=True)
    return Probe((wide, Step("tokenize", (full_width(draw, 2) + " " + "".join(chosen(draw, JAPANESE, 4)), "ja"))))


@exercise.case(0.25)
def an_unknown_language(draw: Draw) -> Probe:
    """A language of another name raises ValueError."""
    return call("tokenize", " ".join(chosen(draw, ENGLISH, 3)), "fr")


@exercise.case(0.25, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The calls leave their lists unchanged; they change nothing else either, and give the same when repeated."""
    vocab = SPECIALS + chosen(draw, ENGLISH, 9)
    steps = (
        Step("build_vocab", kwargs={"sentences": telling(lambda: corpus(draw, vocab[4:], 3))}, keep=True),
        Step(
            "encode", kwargs={"tokens": [*sentence(draw, [*vocab, *JAPANESE], 9), "zebras"], "vocab": vocab}, keep=True
        ),
        Step(
            "decode", kwargs={"ids": [BOS, *draw.integers(UNK, len(vocab), 4).tolist(), UNK, EOS, PAD], "vocab": vocab}
        ),
    )
    return Probe(steps)


# Wrong implementations. Those of build_vocab rank the tokens in another order, or choose others.


def ranked(sentences: list[Tokens], min_freq: int, key: Callable[[str, Counter[str]], Any]) -> Tokens:
    """The vocabulary, in the order that `key` gives to a token and all counts; equal keys in order of appearance."""
    counts = Counter(token for sentence in sentences for token in sentence)
    words = [token for token in counts if counts[token] >= min_freq and token not in SPECIALS]
    return SPECIALS + sorted(words, key=lambda token: key(token, counts))


@exercise.mistake(
    "build_vocab",
    "Tokens that occur exactly min_freq times are missing. At least min_freq means >=.",
    "ちょうど min_freq 回現れるトークンが抜けています。「min_freq 回以上」は >= です。",
)
def more_often_than_min_freq(sentences: list[Tokens], min_freq: int = 1) -> Tokens:
    return build_vocab(sentences, min_freq + 1)


@exercise.mistake(
    "build_vocab",
    "min_freq is not used. Leave out tokens that occur less often.",
    "min_freq が使われていません。それより少ないトークンは除きます。",
)
def min_freq_ignored(sentences: list[Tokens], min_freq: int = 1) -> Tokens:
    return build_vocab(sentences)


@exercise.mistake(
    "build_vocab",
    "The tokens are in alphabetical order only. The most frequent comes first; the alphabet decides between equal"
    " counts.",
    "トークンがアルファベット順（文字コード順）だけで並んでいます。回数の多いものが先で、"
    "同じ回数のときだけ文字の順で決めます。",
)
def alphabetical_order_only(sentences: list[Tokens], min_freq: int = 1) -> Tokens:
    return ranked(sentences, min_freq, lambda token, counts: token)


@exercise.mistake(
    "build_vocab",
    "The tokens are in the order in which they first appear, so the ids depend on the order of the corpus. Sort by"
    " count, then by the token.",
    "トークンが初めて現れた順に並んでいるため、ID がコーパスの順序で変わってしまいます。回数、次に文字の順で並べます。",
)
def order_of_first_appearance(sentences: list[Tokens], min_freq: int = 1) -> Tokens:
    return ranked(sentences, min_freq, lambda token, counts: 0)


@exercise.mistake(
    "build_vocab",
    "Tokens of equal count are in the order in which they first appear, as Counter.most_common leaves them. Break ties"
    " alphabetically.",
    "同じ回数のトークンが初めて現れた順になっています（Counter.most_common の順序です）。"
    "同じ回数のときは文字の順に並べます。",
)
def ties_in_order_of_appearance(sentences: list[Tokens], min_freq: int = 1) -> Tokens:
    return ranked(sentences, min_freq, lambda token, counts: -counts[token])


@exercise.mistake(
    "build_vocab",
    "Tokens of equal count are in reverse alphabetical order: sorting by (count, token) with reverse=True reverses"
    " both. Sort by (-count, token).",
    "同じ回数のトークンが文字の逆順になっています。(count, token) を reverse=True で並べると両方が逆になります。"
    "(-count, token) で並べます。",
)
def ties_in_reverse_alphabetical_order(sentences: list[Tokens], min_freq: int = 1) -> Tokens:
    ordered = ranked(sentences, min_freq, lambda token, counts: (counts[token], token))
    return SPECIALS + ordered[:3:-1]


@exercise.mistake(
    "build_vocab",
    "The rarest tokens come first. The most frequent should.",
    "回数の少ないトークンが先に並んでいます。回数の多いものを先にします。",
)
def rarest_first(sentences: list[Tokens], min_freq: int = 1) -> Tokens:
    return ranked(sentences, min_freq, lambda token, counts: (counts[token], token))


@exercise.mistake(
    "build_vocab",
    "A token counts once for each sentence that holds it. Count every occurrence.",
    "同じ文に何度現れても 1 回と数えています。現れた回数をすべて数えます。",
)
def sentences_counted(sentences: list[Tokens], min_freq: int = 1) -> Tokens:
    return build_vocab([list(dict.fromkeys(line)) for line in sentences], min_freq)


@exercise.mistake(
    "build_vocab",
    "The special tokens are at the end. They come first, so that PAD is 0, BOS 1, EOS 2 and UNK 3.",
    "特殊トークンが末尾にあります。PAD = 0、BOS = 1、EOS = 2、UNK = 3 となるように先頭に置きます。",
)
def special_tokens_at_the_end(sentences: list[Tokens], min_freq: int = 1) -> Tokens:
    return build_vocab(sentences, min_freq)[4:] + SPECIALS


@exercise.mistake(
    "build_vocab",
    "The special tokens are missing. The vocabulary starts with them.",
    "特殊トークンが入っていません。語彙は特殊トークンから始まります。",
)
def special_tokens_missing(sentences: list[Tokens], min_freq: int = 1) -> Tokens:
    return build_vocab(sentences, min_freq)[4:]


@exercise.mistake(
    "build_vocab",
    "A special token that occurs in the data is in the vocabulary twice, and so has two ids. Leave it out of the"
    " counts.",
    "データに含まれる特殊トークンが語彙に 2 回入り、ID が 2 つになっています。数えるときに除きます。",
)
def special_tokens_twice(sentences: list[Tokens], min_freq: int = 1) -> Tokens:
    renamed = [[f"{token}." if token in SPECIALS else token for token in line] for line in sentences]
    return SPECIALS + [token.removesuffix(".") for token in build_vocab(renamed, min_freq)[4:]]


@exercise.mistake(
    "encode",
    "Unknown tokens are left out, so the sentence gets shorter. They become UNK, which is 3.",
    "未知のトークンが捨てられ、文が短くなっています。未知のトークンは UNK（3）にします。",
)
def unknown_tokens_left_out(tokens: Tokens, vocab: Tokens) -> list[int]:
    return encode([token for token in tokens if token in vocab], vocab)


@exercise.mistake(
    "encode",
    "Unknown tokens become 0, which is PAD. They become UNK, which is 3.",
    "未知のトークンが 0、つまり PAD になっています。UNK（3）にします。",
)
def unknown_tokens_become_padding(tokens: Tokens, vocab: Tokens) -> list[int]:
    return [vocab.index(token) if token in vocab else PAD for token in tokens]


@exercise.mistake(
    "encode",
    "An unknown token raises an exception. It becomes UNK, which is 3.",
    "未知のトークンで例外が発生しています。UNK（3）にします。",
)
def unknown_tokens_raise(tokens: Tokens, vocab: Tokens) -> list[int]:
    ids = {token: number for number, token in enumerate(vocab)}
    return [ids[token] for token in tokens]


@exercise.mistake(
    "encode",
    "list.index raises an exception for a token that is not there. Such a token becomes UNK, which is 3.",
    "list.index は、リストにないトークンで例外を送出します。そのようなトークンは UNK（3）にします。",
)
def unknown_tokens_looked_up(tokens: Tokens, vocab: Tokens) -> list[int]:
    return [vocab.index(token) for token in tokens]


@exercise.mistake(
    "encode",
    "EOS is added at the end. encode translates the tokens that it is given; BOS and EOS are added where the batch is"
    " made.",
    "末尾に EOS が加えられています。encode は与えられたトークンだけを変換します。BOS と EOS はバッチを作るときに加えます。",
)
def end_added_to_the_ids(tokens: Tokens, vocab: Tokens) -> list[int]:
    return [*encode(tokens, vocab), EOS]


@exercise.mistake(
    "encode",
    "BOS is added in front and EOS at the end. encode translates the tokens that it is given; both are added where"
    " the batch is made.",
    "先頭に BOS、末尾に EOS が加えられています。encode は与えられたトークンだけを変換します。"
    "どちらもバッチを作るときに加えます。",
)
def both_ends_added_to_the_ids(tokens: Tokens, vocab: Tokens) -> list[int]:
    return [BOS, *encode(tokens, vocab), EOS]


@exercise.mistake(
    "decode",
    "EOS is dropped, but what follows it comes back. Stop at the first EOS.",
    "EOS を除いていますが、その後ろのトークンが残っています。最初の EOS で止めます。",
)
def goes_on_after_the_end(ids: list[int], vocab: Tokens) -> Tokens:
    return decode([number for number in ids if number != EOS], vocab)


@exercise.mistake(
    "decode",
    "EOS itself comes back. Stop before it.",
    "EOS 自身が結果に含まれています。EOS の手前で止めます。",
)
def end_comes_back(ids: list[int], vocab: Tokens) -> Tokens:
    return decode(ids, vocab) + (["<eos>"] if EOS in ids else [])


@exercise.mistake(
    "decode",
    "BOS comes back. Leave it out.",
    "BOS が結果に含まれています。BOS は除きます。",
)
def beginning_comes_back(ids: list[int], vocab: Tokens) -> Tokens:
    return [vocab[number] for number in ids[: [*ids, EOS].index(EOS)] if number != PAD]


@exercise.mistake(
    "decode",
    "PAD comes back where it stands before EOS. Leave it out wherever it is.",
    "EOS より前にある PAD が結果に含まれています。PAD はどこにあっても除きます。",
)
def padding_comes_back(ids: list[int], vocab: Tokens) -> Tokens:
    return [vocab[number] for number in ids[: [*ids, EOS].index(EOS)] if number != BOS]


@exercise.mistake(
    "decode",
    "decode stops at PAD. It stops at EOS only; PAD is left out.",
    "PAD で止まっています。止まるのは EOS だけで、PAD は除くだけです。",
)
def stops_at_padding(ids: list[int], vocab: Tokens) -> Tokens:
    return decode(ids[: [*ids, PAD].index(PAD)], vocab)


@exercise.mistake(
    "decode",
    "UNK is left out, so that nobody sees that a word was missing. Only PAD and BOS are left out.",
    "UNK も除かれているため、未知語があったことがわからなくなります。除くのは PAD と BOS だけです。",
)
def unknown_tokens_dropped(ids: list[int], vocab: Tokens) -> Tokens:
    return decode([number for number in ids if number != UNK], vocab)


@exercise.mistake(
    "decode",
    "One string comes back. Return a list of tokens.",
    "1 つの文字列が返されています。トークンのリストを返します。",
)
def tokens_joined(ids: list[int], vocab: Tokens) -> str:
    return " ".join(decode(ids, vocab))


@exercise.mistake(
    "tokenize",
    "English capitals stay, so The and the are two tokens. Lower the case first.",
    "英語の大文字がそのままなので、The と the が別のトークンになります。先に小文字にします。",
)
def capitals_stay(text: str, lang: str) -> Tokens:
    return re.findall(r"[.,!?]|[^\s.,!?]+", text) if lang == "en" else tokenize(text, lang)


@exercise.mistake(
    "tokenize",
    "The marks . , ! ? stay attached to the words. In English each of them is a token of its own.",
    ". , ! ? が単語に付いたままです。英語ではそれぞれを独立したトークンにします。",
)
def marks_stay_attached(text: str, lang: str) -> Tokens:
    return text.lower().split() if lang == "en" else tokenize(text, lang)


@exercise.mistake(
    "tokenize",
    "The marks . , ! ? are thrown away. In English each of them is a token of its own.",
    ". , ! ? が捨てられています。英語ではそれぞれを独立したトークンにします。",
)
def marks_thrown_away(text: str, lang: str) -> Tokens:
    return [token for token in tokenize(text, lang) if lang != "en" or token not in ".,!?"]


@exercise.mistake(
    "tokenize",
    "A mark is split off only at the end of a word. Each . , ! ? is a token of its own, wherever it stands.",
    "記号を単語の末尾でしか切り離していません。. , ! ? はどこにあっても独立したトークンです。",
)
def marks_split_off_at_the_end_only(text: str, lang: str) -> Tokens:
    if lang != "en":
        return tokenize(text, lang)
    stems = [(word, word.rstrip(".,!?")) for word in text.lower().split()]
    return [token for word, stem in stems for token in [stem, *word[len(stem) :]]]


@exercise.mistake(
    "tokenize",
    "Apostrophes and hyphens are split off too, as patterns with \\w do. Only . , ! ? are.",
    "アポストロフィやハイフンまで切り離されています（\\w を使うとそうなります）。切り離すのは . , ! ? だけです。",
)
def every_mark_split_off(text: str, lang: str) -> Tokens:
    return re.findall(r"\w+|[^\w\s]", text.lower()) if lang == "en" else tokenize(text, lang)


@exercise.mistake(
    "tokenize",
    'Two blanks in a row make an empty token, as split(" ") does. split() without an argument cuts at runs of blanks.',
    '空白が続くと空のトークンができています（split(" ") の動作です）。引数なしの split() なら、'
    "連続する空白を 1 つの区切りとして扱います。",
)
def empty_tokens(text: str, lang: str) -> Tokens:
    if lang == "en":
        return re.sub(r"([.,!?])", r" \1 ", text.lower()).split(" ")
    text = unicodedata.normalize("NFKC", text)
    return text.split(" ") if lang == "ja" and " " in text else tokenize(text, lang)


@exercise.mistake(
    "tokenize",
    'Two blanks in a row make an empty token in English, as split(" ") does. split() without an argument cuts at runs of'
    " blanks.",
    '英語で空白が続くと空のトークンができています（split(" ") の動作です）。引数なしの split() なら、'
    "連続する空白を 1 つの区切りとして扱います。",
)
def empty_tokens_in_english(text: str, lang: str) -> Tokens:
    return empty_tokens(text, lang) if lang == "en" else tokenize(text, lang)


@exercise.mistake(
    "tokenize",
    "Japanese is not normalised, so letters of full width and katakana of half width stay. Apply NFKC first.",
    "日本語が正規化されていないため、全角の英字や半角カナが残っています。先に NFKC で正規化します。",
)
def not_normalised(text: str, lang: str) -> Tokens:
    if lang != "ja":
        return tokenize(text, lang)
    return text.split() if re.search(r"\s", text) else list(text)


@exercise.mistake(
    "tokenize",
    "The tokens are normalised one by one, after the text was cut: a half-width katakana and its sound mark are then two"
    " tokens. Apply NFKC to the whole text first.",
    "切り分けた後でトークンごとに正規化しているため、半角カナとその濁点が別のトークンになります。"
    "先にテキスト全体を NFKC で正規化します。",
)
def normalised_after_cutting(text: str, lang: str) -> Tokens:
    tokens = not_normalised(text, lang)
    return [unicodedata.normalize("NFKC", token) for token in tokens] if lang == "ja" else tokens


@exercise.mistake(
    "tokenize",
    "Japanese is always cut into characters. Where the text has blanks, they divide it into tokens.",
    "日本語を常に 1 文字ずつに分けています。空白があるときは、空白で区切ってトークンにします。",
)
def japanese_always_in_characters(text: str, lang: str) -> Tokens:
    return [token for word in tokenize(text, lang) for token in (word if lang == "ja" else [word])]


@exercise.mistake(
    "tokenize",
    "The blank of full width is not seen as one: it is looked for before NFKC turns it into a plain blank. Normalise"
    " first.",
    "全角スペースが空白として扱われていません。NFKC で半角スペースに変わる前に探しています。先に正規化します。",
)
def blank_of_full_width_missed(text: str, lang: str) -> Tokens:
    return tokenize(text, lang) if lang != "ja" or " " in text else list(unicodedata.normalize("NFKC", text))


@exercise.mistake(
    "tokenize",
    "Japanese is cut at blanks only, so a text without any is one token. Then each character is a token.",
    "日本語を空白だけで区切っているため、空白のない文が 1 つのトークンになっています。そのときは 1 文字ずつに分けます。",
)
def japanese_only_at_blanks(text: str, lang: str) -> Tokens:
    return unicodedata.normalize("NFKC", text).split() if lang == "ja" else tokenize(text, lang)


@exercise.mistake(
    "tokenize",
    "Latin letters in Japanese text are lower-cased. Only English is; Japanese is normalised with NFKC.",
    "日本語の文中の英字まで小文字にしています。小文字にするのは英語だけで、日本語は NFKC で正規化します。",
)
def japanese_lower_cased(text: str, lang: str) -> Tokens:
    return [token.lower() for token in tokenize(text, lang)]


@exercise.mistake(
    "tokenize",
    'A language of another name is accepted. Raise ValueError for anything but "en" and "ja".',
    '"en" と "ja" 以外の言語を受け付けています。ValueError を送出します。',
)
def unknown_language_accepted(text: str, lang: str) -> Tokens:
    return tokenize(text, "ja" if lang == "ja" else "en")


@exercise.mistake(
    "build_vocab",
    "The sentences that were passed in are changed, for instance sorted or emptied. Work on a copy.",
    "引数の文のリストが（並べ替えや削除などで）書き換えられています。コピーに対して処理しましょう。",
)
def sentences_changed(sentences: list[Tokens], min_freq: int = 1) -> Tokens:
    vocab = build_vocab(sentences, min_freq)
    for line in sentences:
        line.sort()
    return vocab
