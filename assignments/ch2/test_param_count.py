"""Self-check of ch2.param_count: Counting parameters.

    pytest assignments/ch2/test_param_count.py

Each test puts one public case to param_count.py. The inputs and the expected values are in cases/param_count.json.
"""


def test_one_layer_of_an_rnn(attempt):
    """A plain RNN with two features and three hidden units."""
    attempt("one_layer_of_an_rnn")


def test_one_layer_of_an_lstm(attempt):
    """An LSTM with 100 features and 64 hidden units."""
    attempt("one_layer_of_an_lstm")


def test_two_layers_of_a_gru(attempt):
    """A GRU of two layers."""
    attempt("two_layers_of_a_gru")


def test_products_of_a_step(attempt):
    """What one step of each kind costs for two features and three hidden units."""
    attempt("products_of_a_step")
