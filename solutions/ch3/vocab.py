# %% [markdown] lang="en"
# A network reads numbers, and a sentence is text. The way from one to the other has two steps: cut the text
# into **tokens** (words, marks or characters), then give each token a number, its **id**. The list of all
# tokens that have an id is the **vocabulary**: the id of a token is its place in this list. Write four
# functions:
#
# - `tokenize` cuts a text. English is lower-cased and cut at blanks, and each of the marks `. , ! ?` becomes a
#   token of its own, wherever it stands; other marks stay part of their word. Japanese is first normalised to
#   the Unicode form NFKC, which turns Ａ into A, ｶﾞ into ガ and the blank of full width into a plain one. If the text
#   then holds blanks, they divide it into tokens, else every character is one. A blank is whatever `str.split()` takes
#   for one.
# - `build_vocab` lists the tokens of a corpus. The special tokens come first, so PAD is 0, BOS 1, EOS 2 and
#   UNK 3. After them come the tokens that occur at least `min_freq` times, the most frequent first.
# - `encode` turns tokens into ids. A token that is not in the vocabulary becomes UNK, "unknown".
# - `decode` turns ids back into tokens. It stops before the first EOS, and leaves out PAD and BOS.
#
# Why the order? Ids should not depend on chance. With $n_w$ the number of times that token $w$ occurs, all
# sentences taken together, token $v$ stands before token $w$ if
#
# $$n_v > n_w \quad \text{or} \quad (n_v = n_w \text{ and } v < w)$$
#
# where $v < w$ is Python's order of strings. A special token that occurs in the data is not counted: it has its
# id already.
#
# Take two sentences, `["cats", "like", "fish"]` and `["we", "like", "cats"]`. Here like and cats occur twice, fish
# and we once, so the vocabulary is the four special tokens, then cats (4), like (5), fish (6) and we (7). The
# sentence we like birds becomes `[7, 5, 3]`, and `[1, 7, 5, 3, 2, 0]` becomes `["we", "like", "<unk>"]` again.
#
# What is graded: the tokens, the vocabulary and its order, the ids, and that the lists passed in stay as they
# are.
#
# If you are stuck: [collections.Counter](https://docs.python.org/3/library/collections.html#collections.Counter)
# and [unicodedata.normalize](https://docs.python.org/3/library/unicodedata.html#unicodedata.normalize) in Python's
# documentation.

# %% [markdown] lang="ja"
# ネットワークが読むのは数値で、文は文字列です。その間には 2 つの段階があります。まず文を **トークン**
# （単語・記号・文字）に分け、次に各トークンに番号（**ID**）を付けます。ID を持つトークンをすべて並べたリストが
# **語彙** で、トークンの ID はこのリストの中での位置です。次の 4 つの関数を書きます。
#
# - `tokenize` は文を分けます。英語は小文字にして空白で区切り、記号 `. , ! ?` はどこにあっても独立したトークンにします。
#   ほかの記号は単語の一部のままです。日本語は、まず Unicode の NFKC で正規化します。これで Ａ は A に、
#   ｶﾞ は ガ に、全角スペースは半角スペースになります。その結果に空白があれば空白で区切り、なければ 1 文字を 1
#   トークンとします。空白とは、引数なしの `str.split()` が区切りとみなす文字のことです。
# - `build_vocab` はコーパスのトークンを並べます。先頭は特殊トークンで、PAD が 0、BOS が 1、EOS が 2、UNK が 3
#   です。その後に、`min_freq` 回以上現れるトークンを、回数の多いものから並べます。
# - `encode` はトークンを ID に変換します。語彙にないトークンは UNK（未知語）にします。
# - `decode` は ID をトークンに戻します。最初の EOS の手前で止め、PAD と BOS は除きます。
#
# 順序を決めるのは、ID が偶然に左右されないようにするためです。トークン $w$ がすべての文を通して現れる回数を $n_w$
# とすると、トークン $v$ が $w$ より前に来るのは次のときです。
#
# $$n_v > n_w \quad \text{または} \quad (n_v = n_w \text{ かつ } v < w)$$
#
# ここで $v < w$ は Python の文字列の大小関係です。データに含まれる特殊トークンは数えません。すでに ID があるからです。
#
# 例として 2 つの文 `["cats", "like", "fish"]` と `["we", "like", "cats"]` を考えます。like と cats は 2 回、fish と we
# は 1 回現れるので、語彙は 4 つの特殊トークンのあとに cats (4)、like (5)、fish (6)、we (7) が続きます。we like birds
# という文は `[7, 5, 3]` になり、`[1, 7, 5, 3, 2, 0]` は `["we", "like", "<unk>"]` に戻ります。
#
# 採点されるのは、トークン、語彙とその順序、ID、そして引数のリストが書き換えられていないことです。
#
# 行き詰まったら: Python のドキュメントの
# [collections.Counter](https://docs.python.org/ja/3/library/collections.html#collections.Counter) と
# [unicodedata.normalize](https://docs.python.org/ja/3/library/unicodedata.html#unicodedata.normalize) を見てみましょう。

# %% [markdown] lang="en" hint="1"
# Each function is a few lines of plain Python. For the vocabulary you need how often each token occurs, over all
# sentences, and a way to sort by two things at once.

# %% [markdown] lang="en" hint="2"
# `build_vocab`: count every token of every sentence, forget the special ones, sort what is left, filter by
# `min_freq`, and put the special tokens in front. `encode`: make a dict from token to place first, so that each
# look-up is fast. `tokenize` for English: put a blank around every mark, then split at blanks.

# %% [markdown] lang="en" hint="3"
# `sorted` takes a key that may be a tuple: `key=lambda token: (-counts[token], token)` sorts by falling count, then
# by token. `ids.get(token, UNK)` looks up with a default. `re.sub(r"([.,!?])", r" \1 ", text)` surrounds the
# marks with blanks, and `split()` without an argument never makes empty tokens.

# %% [markdown] lang="ja" hint="1"
# どの関数も、ふつうの Python で数行です。語彙を作るには、すべての文を通して各トークンが何回現れるかと、
# 2 つの基準で同時に並べる方法が必要です。

# %% [markdown] lang="ja" hint="2"
# `build_vocab` では、すべての文のトークンを数え、特殊トークンを除き、残りを並べ、`min_freq` で絞り込み、
# 先頭に特殊トークンを付けます。`encode` では、先にトークンから位置への辞書を作ると速く引けます。英語の `tokenize`
# では、各記号の前後に空白を入れてから、空白で区切ります。

# %% [markdown] lang="ja" hint="3"
# `sorted` のキーにはタプルが使えます。`key=lambda token: (-counts[token], token)` とすると、回数の多い順、
# 同じ回数ならトークンの順に並びます。`ids.get(token, UNK)` は既定値付きで辞書を引きます。
# `re.sub(r"([.,!?])", r" \1 ", text)` は記号の前後に空白を入れます。引数なしの `split()` なら空のトークンはできません。

# %%
SPECIALS = ["<pad>", "<bos>", "<eos>", "<unk>"]
PAD, BOS, EOS, UNK = range(4)


def tokenize(text: str, lang: str) -> list[str]:
    """Cut a text into tokens.

    Args:
        text: any text; runs of blanks count as one, and there is no token for them. A blank is what str.split() cuts
            at: a space, a tab, the end of a line.
        lang: "en": lower-case, cut at blanks, and make each . , ! ? a token of its own, wherever it stands.
            "ja": normalise to NFKC; then cut at blanks if there are any, else into characters. Nothing is
            lower-cased, and marks stay where they are.

    Returns:
        The tokens, in order, none of them empty.

    Raises:
        ValueError: lang is neither of the two.
    """
    # BEGIN SOLUTION
    import re
    import unicodedata

    if lang == "en":
        return re.sub(r"([.,!?])", r" \1 ", text.lower()).split()
    if lang != "ja":
        raise ValueError(f'lang should be "en" or "ja", not {lang!r}')
    text = unicodedata.normalize("NFKC", text)
    return text.split() if re.search(r"\s", text) else list(text)
    # END SOLUTION


def build_vocab(sentences: list[list[str]], min_freq: int = 1) -> list[str]:
    """The vocabulary of a corpus: a token's id is its place in the list.

    Args:
        sentences: lists of tokens; there may be none, and they may be empty. They are not changed.
        min_freq: leave out tokens that occur less often, all sentences taken together. At least 1.

    Returns:
        SPECIALS, then the other tokens: the most frequent first, those of equal count in Python's order of
        strings. A special token in the data is not counted and not repeated.
    """
    # BEGIN SOLUTION
    from collections import Counter

    counts = Counter(token for sentence in sentences for token in sentence if token not in SPECIALS)
    kept = [token for token, count in counts.items() if count >= min_freq]
    return SPECIALS + sorted(kept, key=lambda token: (-counts[token], token))
    # END SOLUTION


def encode(tokens: list[str], vocab: list[str]) -> list[int]:
    """The ids of tokens.

    Args:
        tokens: the tokens of one sentence, maybe none. A special token has its id like any other.
        vocab: what `build_vocab` returns.

    Returns:
        An id for each token, UNK for one that is not in vocab. Neither BOS nor EOS is added.
    """
    # BEGIN SOLUTION
    ids = {token: number for number, token in enumerate(vocab)}
    return [ids.get(token, UNK) for token in tokens]
    # END SOLUTION


def decode(ids: list[int], vocab: list[str]) -> list[str]:
    """The tokens of ids.

    Args:
        ids: places in vocab.
        vocab: what `build_vocab` returns.

    Returns:
        The tokens before the first EOS, or all of them if there is none, without PAD and BOS wherever they are.
        UNK is kept, as "<unk>".
    """
    # BEGIN SOLUTION
    tokens = []
    for number in ids:
        if number == EOS:
            break
        if number not in (PAD, BOS):
            tokens.append(vocab[number])
    return tokens
    # END SOLUTION
