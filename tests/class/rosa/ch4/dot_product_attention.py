# late but done
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
        score = score.masked_fill(mask == False, -1e9)
    weight = torch.softmax(score, dim=-1)
    context = torch.matmul(weight, v)
    return context, weight
