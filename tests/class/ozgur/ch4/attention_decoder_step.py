import torch
from torch import Tensor
import seaborn as sns
import matplotlib.pyplot as plt
from IPython.display import display, clear_output

torch.set_printoptions(precision=3, sci_mode=False)


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


def attention_decoder_step(emb, h, att_prev, enc, src_mask, gru_params, W_a, W_c, W_o):
    h_new = torch.gru_cell(torch.cat([emb, att_prev], -1), h, *gru_params)
    skor = torch.einsum("bh,hk,bsk->bs", h_new, W_a, enc)
    w = masked_softmax(skor, src_mask)
    baglam = torch.einsum("bs,bsh->bh", w, enc)
    att_new = torch.tanh(torch.cat([baglam, h_new], -1) @ W_c.T)
    logits = att_new @ W_o.T
    #print(logits.shape, h_new.shape, att_new.shape, w.shape)
    return logits, h_new, att_new, w


if True:
    B, S, E, H, V = 2, 5, 3, 4, 6
    params = (torch.randn(3*H, E+H), torch.randn(3*H, H), torch.randn(3*H), torch.randn(3*H))
    h = att = torch.zeros(B, H)
    hepsi = []
    for t in range(10):
        out = attention_decoder_step(torch.randn(B, E), h, att, torch.randn(B, S, H), torch.ones(B, S).bool(),
                                     params, torch.randn(H, H), torch.randn(H, 2*H), torch.randn(V, H))
        h, att = out[1], out[2]
        hepsi.append(out[3][0])
        clear_output(wait=True)
    plt.imshow(torch.stack(hepsi)); plt.colorbar(); plt.show()
