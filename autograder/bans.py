"""Names that exercises forbid, since they are the answer."""

#: The private parts of torch, where everything that is forbidden by its public name can be had as well.
_PRIVATE = ("torch._C", "torch._VF", "torch.ops")
#: Names that no exercise on recurrent cells may use: they are the answer.
NO_RNN = (
    *(
        f"torch.nn.{name}"
        for name in ("RNN", "LSTM", "GRU", "RNNCell", "LSTMCell", "GRUCell", "RNNBase", "RNNCellBase")
    ),
    *(f"torch.{name}" for name in ("lstm", "gru", "rnn_tanh", "rnn_relu")),
    *(f"torch.{name}" for name in ("lstm_cell", "gru_cell", "rnn_tanh_cell", "rnn_relu_cell")),
    "torch.nn.modules.rnn",
    *_PRIVATE,
)
#: Ready-made attention.
NO_ATTENTION = (
    "torch.nn.functional.scaled_dot_product_attention",
    "torch.nn.functional.multi_head_attention_forward",
    "torch.nn.MultiheadAttention",
    "torch.nn.modules.activation.MultiheadAttention",
    *_PRIVATE,
)
#: Automatic differentiation, for exercises that ask for gradients by hand. The driver differentiates in the same
#: process, so their cases cannot have `gradients`.
NO_AUTOGRAD = (
    "torch.autograd.grad",
    "torch.autograd.backward",
    "torch.Tensor.backward",
    *(f"torch.autograd.functional.{name}" for name in ("hessian", "hvp", "jacobian", "jvp", "vhp", "vjp")),
    "torch.autograd.forward_ad.make_dual",
    *(
        f"torch.func.{name}"
        for name in ("grad", "grad_and_value", "hessian", "jacfwd", "jacrev", "jvp", "linearize", "vjp")
    ),
)
