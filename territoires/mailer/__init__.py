"""Letters: written in the transaction of the action, sent after commit, once; kept locally outside production."""
