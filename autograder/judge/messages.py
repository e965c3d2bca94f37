"""Findings, and the sentences that students and instructors read for them, in English and Japanese."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

LANGUAGES = ("en", "ja")


class Finding(msgspec.Struct, frozen=True):
    """What was found, as data: a code of `SENTENCES` and the facts that its sentence mentions."""

    code: str
    facts: Mapping[str, str | int] = {}


class Example(msgspec.Struct, frozen=True):
    """A small call with its numbers, the right result, and that of a known mistake, as texts."""

    called: str
    expected: str
    mistaken: str


_BY_HAND = {
    "en": "By hand: {called} gives {expected}; with this mistake it gives {mistaken}.",
    "ja": "手計算の例: {called} の正しい結果は {expected} です。この間違いでは {mistaken} になります。",
}


def by_hand(example: Example | None, language: str) -> str:
    """The example in words; "" if there is none."""
    return _BY_HAND[language].format_map(msgspec.structs.asdict(example)) if example else ""


#: For each code: the sentence for everybody, and what is added where inputs and expected values are public.
SENTENCES: dict[str, dict[str, tuple[str, str]]] = {
    "en": {
        "type": ("{where} is {got}; expected {expected}.", ""),
        "count": ("{where} has {got} value(s); expected {expected}.", ""),
        "keys": ("{where}: the keys of the dict should be {expected}.", ""),
        "text": ("{where}: the string differs.", ""),
        "shape": ("{where} has shape {got}; expected {expected}.", ""),
        "shape_exchanged": ("{where} has shape {got}; expected {expected}. Two axes look exchanged: is batch first?", ""),
        "dtype": ("{where} has dtype {got}; expected {expected}: make new tensors with the input's dtype.", ""),
        "device": ("{where} is on {got}; expected on {expected}: make new tensors on the input's device.", ""),
        "device_mixed": ("line {line} of {place} puts a tensor on the CPU together with one on another device{source}. Line {made} of {made_place} made it{made_source}. Make new tensors on the input's device.", ""),
        "device_kept": ("line {line} of {place} puts a tensor on the CPU together with one on another device{source}. Make new tensors on the input's device, and register what a module keeps as a parameter or buffer.", ""),
        "device_numpy": ("line {line} of {place} asks for the numpy array of a tensor that is not on the CPU{source}. Stay in torch, or write .cpu() where only numbers are wanted.", ""),
        "values": ("{where}: {wrong} of {of} entries differ, the first at {first}.", " Yours: {got}; expected: {expected}."),
        "value": ("{where} differs.", " Yours: {got}; expected: {expected}."),
        "cut": ("{where} is not connected to the graph, so no gradient can flow back: stay in torch operations, without detach(), .data or numpy.", ""),
        "no_gradient": ("no gradient reaches {where}: the result does not depend on it, or the path was cut.", ""),
        "changed": ("the argument {where} was changed by the call: work on a new tensor instead.", ""),
        "contents": ("the argument {where} does not hold what it should after the call.", ""),
        "disturbed": ("the call changes {what}, which others rely on: leave it as it is.", ""),
        "again": ("the same call, made a second time, gives something else: keep nothing between calls.", ""),
        "shared": ("the result shares memory with the argument {where}: writing into one changes the other. Copy.", ""),
        "fed": ("{where} was fed something else than expected: call {call}, {wrong} of {of} entries differ.", " Yours: {got}; expected: {expected}."),
        "fed_calls": ("{where} was called {got} times; expected {expected}.", ""),
        "goal_low": ("{measure} should be at least {bound}.", " It is {got}."),
        "goal_high": ("{measure} should be at most {bound}.", " It is {got}."),
        "too_good": ("{measure} is better than any honest result: does your code see what it is to predict?", " It is {got}."),
        "borderline": ("right; it was a little beyond the tolerance in float32, and passed when it was judged again in float64.", ""),
        "raised": ("raised {type} at line {line} of {place}{source}", " ({message})"),
        "raised_outside": ("raised {type}.", " It says: {message}"),
        "should_raise": ("should raise {expected} here, and returned a result.", ""),
        "should_raise_other": ("should raise {expected} here, and raised {got}.", ""),
        "loading": ("your code could not be loaded: {type} at line {line} of {place}{source}", " ({message})"),
        "no_entry": ("your file does not define a function that the stub has; keep the names that it gives.", " Missing: {message}."),
        "parameters": ("the model does not have the parameters that the stub gives it: keep their names and shapes, and add none.", " It says: {message}."),
        "not_started": ("not started.", ""),
        "not_handed_in": ("not handed in.", ""),
        "forbidden": ("{name} is used (line {line} of {place}); this exercise asks you to do without it.", ""),
        "forbidden_call": ("a name that this exercise asks you to do without was called.", " It is {message}."),
        "timed_out": ("stopped: {detail}.", ""),
        "loading_slow": ("stopped: what lies at the top of your file, outside of functions, takes too long; keep trainings and plots out of it.", ""),
        "out_of_memory": ("stopped: asked for more memory than there is.", ""),
        "crashed": ("the process that ran your code ended ({detail}).", ""),
        "output_limit": ("stopped: the answer is larger than any right answer.", ""),
        "skipped": ("not tried, since earlier cases of this exercise used up the time.", ""),
        "unreadable": ("your code cannot be read: {detail}.", ""),
        "not_run": ("not run: {detail}.", ""),
        "not_told": ("the stand-in for an accelerator cannot tell: {reason}.", ""),
        "ungraded": ("ungraded, because {detail}. This is not counted against you; it is tried again.", ""),
    },
    "ja": {
        "type": ("{where} は {got} です。期待されるのは {expected} です。", ""),
        "count": ("{where}: 値が {got} 個返されました。期待されるのは {expected} 個です。", ""),
        "keys": ("{where}: 辞書のキーは {expected} です。", ""),
        "text": ("{where}: 文字列が違います。", ""),
        "shape": ("{where} の形状は {got} です。期待されるのは {expected} です。", ""),
        "shape_exchanged": ("{where} の形状は {got} です。期待されるのは {expected} です。軸が入れ替わっているようです。バッチが先頭の次元ですか。", ""),
        "dtype": ("{where} の dtype は {got} です。期待されるのは {expected} です。新しいテンソルは入力と同じ dtype で作りましょう。", ""),
        "device": ("{where} は {got} 上にあります。期待されるのは {expected} です。新しいテンソルは入力と同じデバイスに作りましょう。", ""),
        "device_mixed": ("{place}の {line} 行目で、CPU 上のテンソルと別のデバイス上のテンソルが一緒に使われています{source}。CPU 上のテンソルは{made_place}の {made} 行目で作られています{made_source}。新しいテンソルは入力と同じデバイスに作りましょう。", ""),
        "device_kept": ("{place}の {line} 行目で、CPU 上のテンソルと別のデバイス上のテンソルが一緒に使われています{source}。新しいテンソルは入力と同じデバイスに作り、モジュールが保持するテンソルはパラメータかバッファとして登録しましょう。", ""),
        "device_numpy": ("{place}の {line} 行目で、CPU 上にないテンソルが numpy 配列に変換されています{source}。torch の演算で書くか、数値だけが必要なところでは .cpu() を使いましょう。", ""),
        "values": ("{where}: {of} 個のうち {wrong} 個の値が違います。最初は {first} です。", " あなたの値: {got}、期待される値: {expected}。"),
        "value": ("{where} の値が違います。", " あなたの値: {got}、期待される値: {expected}。"),
        "cut": ("{where} が計算グラフにつながっていないため、勾配が流れません。detach()、.data、numpy を使わず、torch の演算だけで書きましょう。", ""),
        "no_gradient": ("{where} に勾配が届きません。結果がそれに依存していないか、途中で切れています。", ""),
        "changed": ("引数 {where} が呼び出しによって書き換えられました。新しいテンソルを作りましょう。", ""),
        "contents": ("呼び出し後の引数 {where} の中身が期待と違います。", ""),
        "disturbed": ("呼び出しによって {what} が変わりました。ほかのコードが使う状態なので、変えないでください。", ""),
        "again": ("同じ呼び出しを 2 回目に行うと結果が変わります。呼び出しの間で何も持ち越さないでください。", ""),
        "shared": ("結果が引数 {where} とメモリを共有しています。片方に書き込むともう片方も変わります。コピーしましょう。", ""),
        "fed": ("{where} に渡された値が期待と違います。{call} 回目の呼び出しで {of} 個のうち {wrong} 個が違います。", " あなたの値: {got}、期待される値: {expected}。"),
        "fed_calls": ("{where} は {got} 回呼ばれました。期待されるのは {expected} 回です。", ""),
        "goal_low": ("{measure}は {bound} 以上が必要です。", " あなたの結果: {got}"),
        "goal_high": ("{measure}は {bound} 以下が必要です。", " あなたの結果: {got}"),
        "too_good": ("{measure}が不自然なほど良い値です。予測するはずの値をコードが見ていませんか（リーク）。", " あなたの結果: {got}"),
        "borderline": ("正解です。float32 では許容誤差をわずかに超えましたが、float64 で再採点して合格しました。", ""),
        "raised": ("{place}の {line} 行目で {type} が発生しました{source}", "（{message}）"),
        "raised_outside": ("{type} が発生しました。", " メッセージ: {message}"),
        "should_raise": ("ここでは {expected} を送出するべきですが、結果が返されました。", ""),
        "should_raise_other": ("ここでは {expected} を送出するべきですが、{got} が送出されました。", ""),
        "loading": ("コードを読み込めませんでした。{place}の {line} 行目で {type} が発生しました{source}", "（{message}）"),
        "no_entry": ("ひな形にある関数がファイルに定義されていません。名前を変えないでください。", " 見つからない名前: {message}"),
        "parameters": ("モデルのパラメータがひな形のものと違います。名前と形状を変えず、ほかのパラメータを加えないでください。", " メッセージ: {message}"),
        "not_started": ("未着手です。", ""),
        "not_handed_in": ("未提出です。", ""),
        "forbidden": ("{place}の {line} 行目で {name} が使われています。この演習ではそれを使わずに書きます。", ""),
        "forbidden_call": ("この演習で使わない決まりの名前が呼び出されました。", " 名前: {message}"),
        "timed_out": ("停止しました: {detail}。", ""),
        "loading_slow": ("停止しました: 関数の外にあるコードに時間がかかりすぎています。学習や描画はファイルの先頭レベルに置かないでください。", ""),
        "out_of_memory": ("停止しました: メモリの上限を超えました。", ""),
        "crashed": ("コードを実行したプロセスが終了しました（{detail}）。", ""),
        "output_limit": ("停止しました: 返された値が大きすぎます。", ""),
        "skipped": ("この演習の前のケースで時間を使い切ったため、実行していません。", ""),
        "unreadable": ("コードを読めません: {detail}。", ""),
        "not_run": ("未実行: {detail}。", ""),
        "not_told": ("アクセラレータの代役では判定できません: {reason}。", ""),
        "ungraded": ("採点できませんでした（{detail}）。減点にはならず、再度採点されます。", ""),
    },
}  # fmt: skip

#: What a sentence calls the figures of `autograder.judge.measures`.
MEASURES: dict[str, dict[str, str]] = {
    "en": {
        "cross_entropy": "the mean cross-entropy",
        "accuracy": "the share of right answers",
        "right_entries": "the share of right entries",
        "exact_match": "the share of sequences that are right from end to end",
        "gain_in_exact_match": "the gain in the share of sequences that are right from end to end",
        "loss_ratio": "the last loss, as a part of the first,",
        "bleu": "BLEU",
        "mae_ratio": "the MAE, as a multiple of the naive forecast's,",
        "rmse_ratio": "the RMSE, as a multiple of the naive forecast's,",
        "largest_change": "the largest change of a result that should stay as it is",
        "alignment": "the share of words whose largest attention weight is on a right source word",
        "change_when_alone": "the largest change of a forecast that is asked for alone, without the other windows,",
        "mae_ratio_first": "the MAE one step ahead, as a multiple of the naive forecast's,",
    },
    "ja": {
        "cross_entropy": "平均交差エントロピー",
        "accuracy": "正解率",
        "right_entries": "正しい値の割合",
        "exact_match": "系列全体が一致した割合",
        "gain_in_exact_match": "系列全体が一致した割合の改善幅",
        "loss_ratio": "最初の損失に対する最後の損失の比",
        "bleu": "BLEU ",
        "mae_ratio": "ナイーブ予測に対する MAE の比",
        "rmse_ratio": "ナイーブ予測に対する RMSE の比",
        "largest_change": "変わらないはずの結果の最大変化量",
        "alignment": "最大の Attention 重みが正しい原言語の単語にある割合",
        "change_when_alone": "ほかの窓なしで単独に求めたときの予測の最大変化量",
        "mae_ratio_first": "ナイーブ予測に対する 1 ステップ先の MAE の比",
    },
}
#: Why the stand-in for an accelerator cannot tell (`autograder.judge.stand_in`).
NOT_TOLD: dict[str, dict[str, str]] = {
    "en": {
        "NothingThere": "this case has no tensor or model that could be on a device",
        "Unavailable": "the version of torch that graded has no place for it",
        "training": "a training would take too long there",
        "named": "your code asks for a kind of device by name",
        "otherwise": "your code fails there for a reason that has nothing to do with devices",
    },
    "ja": {
        "NothingThere": "このケースにはデバイスに置けるテンソルもモデルもありません",
        "Unavailable": "採点に使われた torch のバージョンでは使えません",
        "training": "学習には時間がかかりすぎます",
        "named": "コードがデバイスの種類を名前で指定しています",
        "otherwise": "デバイスとは関係のない理由で、コードが最後まで実行されませんでした",
    },
}
#: What belongs to everybody (`autograder.worker.surroundings`), in the words of a sentence.
SURROUNDINGS: dict[str, dict[str, str]] = {
    "en": {
        "torch_random": "torch's global random numbers",
        "numpy_random": "numpy's global random numbers",
        "python_random": "Python's global random numbers",
        "default_dtype": "torch's default dtype",
        "grad_mode": "whether torch records gradients",
        "threads": "torch's number of threads",
        "deterministic": "torch's choice of algorithms",
        "numpy_errors": "numpy's treatment of errors",
        "recording": "requires_grad or .grad of an argument",
        "mode": "train or eval mode of a module that it was given",
    },
    "ja": {
        "torch_random": "torch のグローバルな乱数",
        "numpy_random": "numpy のグローバルな乱数",
        "python_random": "Python のグローバルな乱数",
        "default_dtype": "torch の既定の dtype",
        "grad_mode": "torch が勾配を記録するかどうかの設定",
        "threads": "torch のスレッド数",
        "deterministic": "torch のアルゴリズムの設定",
        "numpy_errors": "numpy のエラー処理の設定",
        "recording": "引数の requires_grad または .grad",
        "mode": "渡されたモジュールの train / eval モード",
    },
}

#: What `autograder.judge.kinds` found, as a sentence after the finding.
KINDS: dict[str, dict[str, str]] = {
    "en": {
        "nan": "There are NaNs where numbers are expected.",
        "zeros": "Every entry is zero.",
        "sign": "The sign is reversed.",
        "factor": "All entries are off by one constant factor.",
        "offset": "All entries are off by one constant.",
        "reversed": "The entries are right, in reverse order along one axis.",
        "early": "The entries are right, shifted one place to the front along one axis.",
        "late": "The entries are right, shifted one place to the back along one axis.",
        "transposed": "The entries are right, with two axes exchanged.",
        "permuted": "The entries are right, in another order.",
    },
    "ja": {
        "nan": "数値であるべきところに NaN があります。",
        "zeros": "すべての値がゼロです。",
        "sign": "符号が逆です。",
        "factor": "すべての値が同じ定数倍だけずれています。",
        "offset": "すべての値が同じ定数だけずれています。",
        "reversed": "値は正しいですが、ある軸で順序が逆です。",
        "early": "値は正しいですが、ある軸で1つ前にずれています。",
        "late": "値は正しいですが、ある軸で1つ後ろにずれています。",
        "transposed": "値は正しいですが、2つの軸が入れ替わっています。",
        "permuted": "値は正しいですが、順序が違います。",
    },
}

#: Where all wrong entries lie, if that is a part of one axis.
EXTENT = {
    "en": "All of them are at {span} of axis {axis}, which goes from 0 to {last}.",
    "ja": "違うのはすべて、軸 {axis}（0〜{last}）の {span} にある値です。",
}


def sentence(finding: Finding, language: str, reveal: bool) -> str:
    """The finding in words. With `reveal`, numbers and the student's own messages are shown too (public cases)."""
    always, revealed = SENTENCES[language][finding.code]
    facts = {**finding.facts, "place": _place(str(finding.facts.get("cell", "")), language)}
    facts["made_place"] = _place(str(facts.get("made_cell", "")), language)
    if "measure" in facts:
        facts["measure"] = MEASURES[language][str(facts["measure"])]
    if "reason" in facts:
        facts["reason"] = NOT_TOLD[language][str(facts["reason"])]
    if "what" in facts:
        facts["what"] = SURROUNDINGS[language][str(facts["what"])]
    text = (always + revealed if reveal else always).format_map(facts)
    if kind := KINDS[language].get(str(finding.facts.get("kind", ""))):
        text += f" {kind}"
    if "axis" not in facts:
        return text
    low, high = facts["low"], facts["high"]
    to = " to " if language == "en" else "〜"
    facts["span"] = str(low) if low == high else f"{low}{to}{high}"
    return f"{text} {EXTENT[language].format_map(facts)}"


def _place(cell: str, language: str) -> str:
    """What a line is counted in: the cell of a notebook, or the file."""
    if language == "en":
        return cell or "your file"
    return f"{cell.replace('cell', 'セル')} " if cell else "ファイル"
