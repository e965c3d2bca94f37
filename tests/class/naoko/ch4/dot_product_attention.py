# coding: cp932
import math
import torch


def dot_product_attention(q, k, v, mask=None, scale=None):
    """スケール化ドット積 Attention

    q: クエリ [..., Tq, d]
    k: キー   [..., Tk, d]
    v: 値     [..., Tk, dv]
    """
    d = q.shape[-1]
    # スコア: クエリとキーの内積
    score = torch.matmul(q, k.transpose(-1, -2))
    # スケーリング（scale が指定されていればそれを使う）
    if scale is None:
        score = score / math.sqrt(d)
    else:
        score = score * scale
    # マスク: True のところだけ見てよい
    if mask is not None:
        minimum = torch.finfo(score.dtype).min
        score = score.masked_fill(mask == False, minimum)
    weight = torch.softmax(score, dim=-1)
    if mask is not None:
        weight = weight.masked_fill(mask == False, 0)
    context = torch.matmul(weight, v)
    return context, weight
